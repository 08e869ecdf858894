"""Rescaled colours: (feature − shift) / gain, step by step."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.colours.histogram import count_colours
from core.cluster.colours.rescaled import colours_for
from core.cluster.frozen import Frozen
from core.cluster.parameters import Parameters, Space
from core.image.image import Image


def rescaled(
    colours: list[list[int]],
    gain: tuple[float, ...],
    shift: tuple[float, ...],
    space: Space = "rgb",
    dtype: type = np.uint8,
) -> tuple[list[list[int]], float]:
    d = 1 if space == "gray" else 3
    parameters = Parameters(
        k=2, space=space, init=((0.0,) * d, (1.0,) * d), max_iter=0, frozen=Frozen(gain=gain, shift=shift)
    )
    histogram = count_colours(Image(np.array([colours], dtype)))
    found = colours_for(histogram, parameters, space)
    return found.values[:, :d].tolist(), found.scale


def test_shift_and_gain_are_taken_off_in_steps_of_1024() -> None:
    found = rescaled([[10, 20, 30], [200, 0, 255]], (2.0, 1.0, 0.5), (4.0, 0.0, -1.0))
    # 6 / 2, 20, 31 / ½; 196 / 2, 0, 256 / ½.
    assert found == ([[3072, 20480, 63488], [100352, 0, 524288]], 1024)


def test_halves_of_a_step_go_up_and_nothing_is_farther_than_2_to_the_20() -> None:
    found, _scale = rescaled([[10, 10, 10]], (1.0,) * 3, (1 / 2048, 1 / 4096, -3 / 4096))
    # 10240 less ½ and ¼, and more by ¾.
    assert found == [[10240, 10240, 10241]]
    found, _scale = rescaled([[255, 0, 100]], (0.125,) * 3, (0.0, 255.0, 100.0))
    assert found == [[2**20, -(2**20), 0]]


def test_grey_is_in_thousandths_and_16_bits_in_quarters() -> None:
    # .299 · 10 + .587 · 20 + .114 · 30 is 18.15.
    assert rescaled([[10, 20, 30]], (2.0,), (0.15,), "gray") == ([[9216]], 1024)
    assert rescaled([[1000, 20, 65535]], (2.0,) * 3, (0.0,) * 3, dtype=np.uint16) == (
        [[2000, 40, 131070]],
        4,
    )


def test_a_rescaling_of_another_space_is_refused() -> None:
    with pytest.raises(ParameterError, match="rescaled in 3 channels, and 1 are clustered"):
        rescaled([[10, 20, 30]], (1.0,) * 3, (0.0,) * 3, "gray")
