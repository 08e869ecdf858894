"""What a legend holds fast, as JSON and back; what is damaged is refused."""

from __future__ import annotations

from typing import Any

import pytest

from core.base.errors import ParameterError
from core.cluster.frozen import Frozen, frozen_from, frozen_json
from core.cluster.parameters import Parameters

WHOLE: dict[str, Any] = {
    "offset": [1.0, -2.0],
    "factor": [0.5, 4.0],
    "scale": 0.25,
    "full": 0.5,
    "low": [7.0, 8.0],
}


def test_colours_hold_nothing_fast() -> None:
    assert frozen_json(Frozen()) == {}
    assert frozen_from({}) == Frozen((), (), 0.0, 0.0, ())
    assert (Frozen().scale, Frozen().full, Frozen().is_of_bands) == (0, 0, False)


def test_bands_come_back() -> None:
    frozen = Frozen((1.0, -2.0), (0.5, 4.0), 0.25, 0.5, (7.0, 8.0))
    assert frozen_json(frozen) == WHOLE
    assert frozen_from(WHOLE) == frozen


@pytest.mark.parametrize(
    "change",
    [{"low": []}, {"full": 0.0}, {"scale": 9e149}, {"offset": [-9e149, 0]}, {"factor": [9e149, 0]}],
)
def test_at_the_limit_it_is_whole(change: dict[str, Any]) -> None:
    assert frozen_json(frozen_from(WHOLE | change)) == WHOLE | change


@pytest.mark.parametrize(
    "change",
    [
        {"factor": [1.0]},
        {"low": [1.0]},
        {"scale": 0.0},
        {"scale": -1.0},
        {"full": -0.5},
        {"full": float("inf")},
        {"offset": [1.0, float("nan")]},
        {"scale": 1e150},
        {"offset": [-1e150, 0.0]},
        {"low": [0.0, 1e150]},
    ],
)
def test_what_is_damaged_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="the scaling of the bands is damaged"):
        frozen_from(WHOLE | change)


@pytest.mark.parametrize("shift", [9e149, -9e149])
def test_a_rescaling_comes_back_up_to_its_limits(shift: float) -> None:
    values = {"gain": [0.01, 100.0], "shift": [shift, 0.0]}
    assert frozen_json(frozen_from(values)) == values
    assert frozen_json(frozen_from(WHOLE | values)) == WHOLE | values


@pytest.mark.parametrize(
    "change",
    [
        {"gain": [0.0099, 1.0]},
        {"gain": [1.0, 100.1]},
        {"gain": [1.0]},
        {"gain": []},
        {"shift": [float("nan"), 0.0]},
        {"shift": [0.0, float("-inf")]},
        {"shift": [1e150, 0.0]},
        {"shift": [-1e150, 0.0]},
    ],
)
def test_a_damaged_rescaling_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="the rescaling of the colours is damaged"):
        frozen_from({"gain": [1.0, 1.0], "shift": [0.0, 0.0]} | change)


def test_a_legend_gives_the_centroids_and_nothing_is_iterated() -> None:
    given = ((1.0, 2.0, 3.0),)
    assert Parameters(k=1, init=given, max_iter=0, frozen=Frozen()).is_nearest
    for wrong in ({"init": given, "max_iter": 9}, {"init": "random", "max_iter": 9}):
        with pytest.raises(ParameterError, match="A legend gives the centroids, and nothing is iterated"):
            Parameters(k=1, frozen=Frozen(), **wrong)  # type: ignore[arg-type]


def test_only_what_is_rescaled_has_to_fit() -> None:
    Frozen().check_rescaled(3)
    Frozen(gain=(2.0, 1.0), shift=(0.0, 0.0)).check_rescaled(2)
