"""What the numbers of bands stand for, what they are called and how they are read in parts: by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from core.image.image import AS_STORED, BandValue
from core.io import bands
from core.io.bands import Roles, band_values_of, names_of, parts_of, roles, value_sentences
from core.io.colour_table import TableUse


class File:
    """Of a rasterio dataset what is read of it."""

    def __init__(self, **known: Any) -> None:
        vars(self).update(known)


@pytest.mark.parametrize(
    ("scales", "offsets", "values"),
    [
        ((1.0, 1.0), (0.0, 0.0), ()),
        ((2.0, 1.0), (0.0, 0.0), (BandValue(2.0, 0.0), BandValue(1.0, 0.0))),
        ((1.0, 1.0), (0.0, 5.0), (BandValue(1.0, 0.0), BandValue(1.0, 5.0))),
        # Damaged, or left empty: that band counts as it is stored.
        ((2.0, 0.0), (0.0, 7.0), (BandValue(2.0, 0.0), AS_STORED)),
        ((2.0, np.nan), (0.0, 0.0), (BandValue(2.0, 0.0), AS_STORED)),
        ((2.0, np.inf), (0.0, 0.0), (BandValue(2.0, 0.0), AS_STORED)),
        ((2.0, 1.0), (0.0, np.inf), (BandValue(2.0, 0.0), AS_STORED)),
        ((0.0, 1.0), (0.0, np.nan), ()),
    ],
)
def test_scales_and_offsets(scales, offsets, values) -> None:
    file = File(scales=scales, offsets=offsets)
    assert band_values_of(file, Roles((1, 2))) == values
    assert band_values_of(file, Roles((1, 2), has_table=True)) == ()


def test_each_band_its_own_scale() -> None:
    file = File(scales=(3.0, 1.0), offsets=(0.0, 0.0))
    assert band_values_of(file, Roles((2,))) == ()
    assert band_values_of(file, Roles((2, 1))) == (BandValue(1.0, 0.0), BandValue(3.0, 0.0))


def test_one_rule_is_said_once_and_several_band_by_band() -> None:
    assert value_sentences(()) == ()
    (once,) = value_sentences((BandValue(2.0, 0.0), BandValue(2.0, 0.0)))
    assert "band by band" not in once
    (each,) = value_sentences((BandValue(2.0, 0.0), BandValue(3.0, 0.0)))
    assert each.count(";") == 1


def test_names_count_where_each_band_has_its_own() -> None:
    assert names_of(File(descriptions=("red", "nir")), (1, 2)) == ("red", "nir")
    assert names_of(File(descriptions=("red", "nir")), (2,)) == ("nir",)
    assert names_of(File(descriptions=("red", "red")), (1, 2)) == ()
    assert names_of(File(descriptions=("red", None)), (1, 2)) == ()


@pytest.mark.parametrize(
    ("width", "block_rows", "windows"),
    [
        # 100 pixels at once: ten rows of ten, in blocks of four rows eight of them.
        (10, 1, [(0, 10), (10, 10), (20, 5)]),
        (10, 4, [(0, 8), (8, 8), (16, 8), (24, 1)]),
        (10, 25, [(0, 25)]),
        # A block at least.
        (10, 16, [(0, 16), (16, 9)]),
        (200, 5, [(0, 5), (5, 5), (10, 5), (15, 5), (20, 5)]),
    ],
)
def test_parts_are_whole_blocks_of_the_file(monkeypatch, width: int, block_rows: int, windows) -> None:
    monkeypatch.setattr(bands, "_PART", 100)
    read = []

    def note(band: int, window: Any) -> np.ndarray:
        read.append((window.row_off, window.height))
        assert (band, window.col_off, window.width) == (2, 0, width)
        return np.zeros((window.height, window.width))

    file = File(width=width, height=25, block_shapes=[(1, 1), (block_rows, width)], read=note)
    list(parts_of(file, 2))
    assert read == windows


@pytest.mark.parametrize(
    ("names", "colours"),
    [
        # Red first, wherever it is stored, where the three are all there is.
        (("red", "green", "blue"), (1, 2, 3)),
        (("blue", "green", "red"), (3, 2, 1)),
        (("gray", "undefined", "undefined"), (1, 2, 3)),
        (("blue", "green", "red", "undefined"), (1, 2, 3, 4)),
        (("green", "red", "undefined"), (1, 2, 3)),
    ],
)
def test_red_comes_first(names: tuple[str, ...], colours: tuple[int, ...]) -> None:
    file = File(
        colorinterp=[File(name=name) for name in names], count=len(names), dtypes=("uint8",) * len(names)
    )
    found = roles(File(reading=File(alpha="auto")), file)  # type: ignore[arg-type]
    assert (found.colours, found.alpha) == (colours, None)


@pytest.mark.parametrize(
    ("nodata", "used"),
    [
        (None, [0, 1, 255]),
        # The value that means no data is none that is used, from the first to the last of the table.
        (0.0, [1, 255]),
        (255.0, [0, 1]),
        (256.0, [0, 1, 255]),
        (-1.0, [0, 1, 255]),
        (np.nan, [0, 1, 255]),
    ],
)
def test_which_entries_of_a_colour_table_are_used(monkeypatch, nodata: float | None, used: list[int]) -> None:
    seen = []

    def note(chosen: str, table: np.ndarray, marks: np.ndarray) -> TableUse:
        seen.append(np.flatnonzero(marks).tolist())
        return TableUse(False)

    monkeypatch.setattr(bands, "table_use", note)
    file = File(
        colorinterp=[File(name="palette")],
        count=1,
        dtypes=("uint8",),
        nodata=nodata,
        colormap=lambda _band: {i: (i, i, i, 255) for i in range(256)},
        block_shapes=[(1, 3)],
        width=3,
        height=2,
        read=lambda _band, window: np.array([[0, 1, 255], [1, 1, 0]], np.uint8),
    )
    found = roles(File(reading=File(alpha="auto", table="auto")), file)  # type: ignore[arg-type]
    assert found.has_table
    assert seen == [used]
