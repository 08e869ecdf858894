"""What may come back from the guarded process: exactly these values, and nothing that runs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.guarded.messages import classes_of, packed, unpacked
from core.image.image import Georeference, Image, Provenance


@dataclass(frozen=True)
class Leaf:
    size: float
    names: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Tree:
    leaves: tuple[Leaf, ...]
    more: dict[str, Any] | None = None


@dataclass(frozen=True)
class Stranger:
    size: float = 0.0


def tree(_: Path) -> Tree:
    raise NotImplementedError


def image(_: Path) -> Image:
    raise NotImplementedError


def plain(_: Path) -> dict[str, Any]:
    raise NotImplementedError


def there_and_back(value: object, reader: Any) -> Any:
    header, buffers = packed(value)
    return unpacked(header, [bytes(each) for each in buffers], classes_of(reader))


def test_classes_are_those_of_the_signature_and_of_their_fields() -> None:
    assert classes_of(tree) == {"Tree": Tree, "Leaf": Leaf}
    assert {"Image", "Georeference", "Provenance", "PixelScale", "PrintResolution"} <= set(classes_of(image))


def test_dataclasses_come_back_whole() -> None:
    found = there_and_back(Tree((Leaf(1.5, ("a", "é" * 2000)), Leaf(float("inf"))), {"n": None}), tree)
    assert found.leaves == (Leaf(1.5, ("a", "é" * 2000)), Leaf(float("inf")))
    assert found.more == {"n": None}


def test_an_image_comes_back_whole() -> None:
    crs = Georeference("WKT", (1.0, 0.0, 2.0, 0.0, -1.0, 3.0))
    pixels = np.arange(24, dtype=">u2").reshape(2, 4, 3).astype(np.uint16)
    given_image = Image(
        pixels, np.eye(2, 4, dtype=bool), ("a", "b", "c"), crs, Provenance("p\udcff", "s", "f")
    )
    found = there_and_back(given_image, image)
    assert np.array_equal(found.pixels, pixels)
    assert np.array_equal(found.valid, given_image.valid)
    assert (found.bands, found.georeference) == (("a", "b", "c"), crs)
    assert found.provenance == given_image.provenance
    assert not found.pixels.flags.writeable


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(),
        lambda inner: st.lists(inner, max_size=12) | st.dictionaries(st.text(), inner),
    ).map(lambda value: {"v": value})
)
def test_json_comes_back_as_it_was(values: dict[str, Any]) -> None:
    assert there_and_back(values, plain) == values


@pytest.mark.parametrize(
    "value", [[1] * 16, [1.5] * 16, [1, 1.5] * 8, [[1, 2]] * 16, [[1, 0.5]] * 16, [[0.5]] * 99]
)
def test_long_lists_of_numbers_travel_as_bytes(value: list[Any]) -> None:
    header, buffers = packed({"v": value})
    assert len(buffers) == 1
    assert b"numbers" in header
    found = there_and_back({"v": value}, plain)["v"]
    assert found == value
    assert type(found) is list
    assert [type(each) for each in found if type(each) is not list] == [
        type(each) if float not in map(type, value) else float for each in value if type(each) is not list
    ]


@pytest.mark.parametrize(
    "rows", [[[1, 2]] * 15 + [[1]], [[1, 2]] * 15 + [1], [[]] * 16, [1] * 15 + [True], [10**20] * 16]
)
def test_a_list_of_anything_else_stays_a_list(rows: list[Any]) -> None:
    assert there_and_back({"v": rows}, plain) == {"v": rows}


def test_an_empty_array() -> None:
    found = there_and_back({"v": np.empty((0, 2), np.float32)}, plain)["v"]
    assert (found.shape, found.dtype) == ((0, 2), np.float32)


@pytest.mark.parametrize(
    "value", [{"v": Stranger()}, {"v": np.array([None])}, {"v": {1, 2}}, {"v": print}, {"v": Stranger}]
)
def test_nothing_else_is_sent_or_taken(value: dict[str, Any]) -> None:
    with pytest.raises((TypeError, KeyError)):
        there_and_back(value, plain)


@pytest.mark.parametrize(
    "message",
    [
        {"class": ["Stranger", {}]},
        {"class": ["Leaf", {"nothing": 1}]},
        {"class": ["system", {"command": "true"}]},
        {"array": ["|O", [1], 0]},
        {"array": ["<f8", [99], 0]},
        {"array": ["<f8", [1], 7]},
        {"spam": 1},
        {"text": 0, "bytes": 0},
        {"text": 9},
    ],
)
def test_a_forged_message_is_an_error(message: dict[str, Any]) -> None:
    with pytest.raises((TypeError, ValueError, LookupError)):
        unpacked(json.dumps(message).encode(), [bytes(8)], classes_of(tree))
