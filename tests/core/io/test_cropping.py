"""A picture cropped: what is valid, what is said of no data, levels and windows."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.document.document import Document
from core.image.crop import Crop
from core.image.image import Image
from core.io.cropping import cropped, cropped_tiles
from core.io.finish import data_share
from core.io.tiles import tiles_of
from core.pipeline.levels import read_level
from tests.core.pipeline.test_levels import written
from tests.reading import HERE


def with_holes() -> Image:
    """6 rows of 8 columns; rows 0 and 4 have no data, which is said before something else."""
    valid = np.ones((6, 8), np.bool_)
    valid[[0, 4]] = False
    pixels = np.arange(48, dtype=np.uint8).reshape(6, 8, 1)
    return Image(pixels, valid, warnings=(*data_share(48, 16), "Something else."))


def test_what_lies_outside_is_no_data_and_pixels_are_not_copied() -> None:
    image = with_holes()
    found = cropped(image, Crop(1, 2, 3, 4))
    assert found.pixels is image.pixels
    assert found.crop == Crop(1, 2, 3, 4)
    expected = np.zeros((6, 8), np.bool_)
    expected[[2, 3, 5], 1:4] = True
    np.testing.assert_array_equal(found.valid, expected)
    assert found.valid_pixels == 9


def test_no_data_is_said_of_the_crop() -> None:
    image = with_holes()
    assert cropped(image, Crop(1, 2, 3, 4)).warnings == (
        "Something else.",
        "No data: 3 of 12 pixels (25 %) are left out.",
    )
    assert cropped(image, Crop(1, 2, 3, 2)).warnings == ("Something else.",)


def test_none_and_all_of_it_leave_the_image_as_it_is() -> None:
    image = with_holes()
    assert cropped(image, None) is image
    assert cropped(image, Crop(0, 0, 8, 6)) is image


def test_nothing_left_is_said() -> None:
    with pytest.raises(ParameterError, match="No pixel with data lies in the crop"):
        cropped(with_holes(), Crop(0, 4, 8, 1))


def test_numbers_that_are_none_stay_no_data() -> None:
    pixels = np.arange(12, dtype=np.float32).reshape(3, 4, 1)
    pixels[1, 1] = np.nan
    found = cropped(Image(pixels), Crop(1, 1, 2, 2))
    np.testing.assert_array_equal(np.argwhere(found.valid), [[1, 2], [2, 1], [2, 2]])


def test_windows_know_the_crop() -> None:
    image = with_holes()
    whole = cropped(image, Crop(1, 2, 5, 4))
    tiled = cropped_tiles(tiles_of(image, 4), Crop(1, 2, 5, 4))
    assert (tiled.warnings, tiled.valid_pixels, tiled.counted_pixels) == (whole.warnings, 15, 20)
    for window in tiled.windows():
        part, _ = tiled.read(window)
        place = (
            slice(window.row, window.row + window.height),
            slice(window.column, window.column + window.width),
        )
        assert (part.valid is None and whole.valid[place].all()) or np.array_equal(
            part.valid, whole.valid[place]
        )


def test_of_a_level_a_crop_is_in_pixels_of_the_whole_picture(tmp_path: Path) -> None:
    level = read_level(written(tmp_path / "a.tif"), HERE, most=7_000)
    step = level.level.step
    assert step > 1
    crop = Crop(5, 7, 250, 100)
    found = Document(level, None).with_crop(crop).measured_image
    inside = crop.mask(0, 0, 203, 301)[::step, ::step]
    np.testing.assert_array_equal(found.valid, inside)
    np.testing.assert_array_equal(np.argwhere(inside)[0], [found.crop.y, found.crop.x])
    assert found.level is None
    with pytest.raises(ParameterError, match="beyond the picture of 301 × 203 pixels"):
        Document(level, None).with_crop(Crop(0, 0, 302, 203))
