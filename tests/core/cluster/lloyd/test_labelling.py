"""From labels of colours to those of pixels, a few of each kind of picture."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.cluster.colours.histogram import count_colours
from core.cluster.lloyd import labelling
from core.cluster.lloyd.labelling import label_pixels, label_table
from core.image.image import Image

GREYS = [7, 0, 255, 7, 254, 0, 8]


def picture(dtype, bands, valid):
    """The greys in the first band; all bands alike."""
    pixels = np.repeat(np.array(GREYS, dtype)[None, :, None], bands, axis=2)
    return Image(pixels, None if valid is None else np.array([valid]))


@pytest.mark.parametrize("at_once", [500_000, 2])
@pytest.mark.parametrize(("dtype", "bands"), [(np.uint8, 1), (np.uint8, 3), (np.uint16, 1), (np.uint16, 3)])
def test_each_pixel_has_the_label_of_its_colour(dtype, bands, at_once, monkeypatch):
    monkeypatch.setattr(labelling, "LABELLED_AT_ONCE", at_once)
    image = picture(dtype, bands, None)
    histogram = count_colours(image)
    # 0, 7, 8, 254, 255: the order is that of the greys in all of them.
    labels = label_pixels(image, histogram, np.array([11, 12, 13, 14, 15], np.uint8), threads=2)
    assert labels.tolist() == [[12, 11, 15, 12, 14, 11, 13]]
    assert not labels.flags.writeable


@pytest.mark.parametrize(("dtype", "bands"), [(np.uint8, 1), (np.uint8, 3), (np.uint16, 1), (np.uint16, 3)])
def test_no_data_is_0_though_its_colour_is_beyond_all_others(dtype, bands):
    """Neither 255, which would come last, nor 8 is anywhere else."""
    image = picture(dtype, bands, [True, True, False, True, True, False, False])
    histogram = count_colours(image)
    labels = label_pixels(image, histogram, np.array([11, 12, 13], np.uint8))
    assert labels.tolist() == [[12, 11, 0, 12, 13, 0, 0]]


@pytest.mark.parametrize(("dtype", "bands"), [(np.uint8, 1), (np.uint8, 3), (np.uint16, 3)])
def test_a_window_takes_the_table_that_was_made_for_all(dtype, bands):
    whole = picture(dtype, bands, None)
    histogram, labels = count_colours(whole), np.array([11, 12, 13, 14, 15], np.uint8)
    table = label_table(histogram, labels)
    window = Image(whole.pixels[:, 2:5])
    assert label_pixels(window, histogram, labels, table=table).tolist() == [[15, 12, 14]]
    others = np.zeros(5, np.uint8)
    assert label_pixels(window, histogram, others, table=table).tolist() == [[15, 12, 14]]


def test_a_cancel_is_heard():
    image = picture(np.uint8, 1, None)
    with pytest.raises(Cancelled):
        label_pixels(image, count_colours(image), np.zeros(5, np.uint8), cancelled=lambda: True)
