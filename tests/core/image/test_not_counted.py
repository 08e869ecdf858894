"""What is in no area of a picture: counted by hand."""

from __future__ import annotations

import numpy as np

from core.image.crop import Crop
from core.image.image import Image
from core.image.not_counted import NOTHING, NotCounted, not_counted
from core.image.reading import Reading

PIXELS = np.zeros((4, 5, 1), np.uint8)


def valid(number: int) -> np.ndarray:
    return (np.arange(20) < number).reshape(4, 5)


def test_where_every_pixel_counts_nothing_is_said() -> None:
    assert not_counted(Image(PIXELS), 20) == NotCounted(20, 0, 0)
    assert NotCounted(20, 0, 0).columns == {}
    assert NotCounted(20, 0, 0).sentences == ()


def test_no_data_and_what_is_not_measured_are_apart() -> None:
    found = not_counted(Image(PIXELS, valid(17)), 15)
    assert found == NotCounted(20, 3, 2)
    assert found.columns == {"pixels_without_data": 3, "pixels_not_measured": 2}
    assert found.sentences == (
        "3 of 20 pixels have no data.",
        (
            "2 of 17 pixels with data are not measured: they lie outside the regions of interest, "
            "were taken out by hand, or have no label."
        ),
    )


def test_one_pixel() -> None:
    assert not_counted(Image(PIXELS, valid(19)), 18).sentences == (
        "1 of 20 pixels has no data.",
        (
            "1 of 19 pixels with data is not measured: it lies outside the regions of interest, "
            "was taken out by hand, or has no label."
        ),
    )


def test_what_is_cropped_away_is_no_missing_data() -> None:
    cropped = Image(PIXELS, valid(10), crop=Crop(0, 0, 5, 3))
    assert not_counted(cropped, 10) == NotCounted(15, 5, 0)


def test_the_background_of_labels_is_no_missing_data() -> None:
    labels = Image(PIXELS.astype(np.int32), valid(5), reading=Reading(labels=True))
    assert not_counted(labels, 5) is NOTHING
