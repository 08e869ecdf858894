"""The loops over pixels and colours, a few of each: keys, bytes that are full, labels, sums."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.colours import colour_kernels
from core.cluster.colours.histogram import pack

ALL = np.empty(0, np.bool_)
# A colour and its key: fifteen bits of the cell, then three of each band within it.
KEYS = {
    (0, 0, 1): 1,
    (0, 0, 7): 7,
    (0, 1, 0): 8,
    (1, 0, 0): 64,
    (0, 0, 8): 1 << 9,
    (0, 8, 0): 1 << 14,
    (8, 0, 0): 1 << 19,
    (255, 255, 255): (1 << 24) - 1,
    (0b10100_011, 0b01010_110, 0b11001_101): 0b10100_01010_11001_011_110_101,
}


@pytest.fixture(scope="module")
def table():
    return np.zeros(1 << 24, np.uint8)


def test_the_key_of_a_colour(table):
    pixels = np.array(list(KEYS), np.uint8)
    full = np.empty(len(pixels), np.uint32)
    for colour, key in KEYS.items():
        assert colour_kernels.count_rgb(np.array([colour], np.uint8), ALL, table, full) == 0
        assert table[key] == 1
        table[key] = 0
    assert not table[:1024].any()
    assert pack(pixels).tolist() == list(KEYS.values())


def test_colours_are_counted_in_bytes_and_what_is_full_is_told(table):
    """One goes from 254 to 255, and from 255 on to 1; what is not valid is not counted."""
    pixels = np.array([[0, 0, 1], [0, 0, 2], [0, 0, 1], [0, 0, 3], [0, 0, 2]], np.uint8)
    valid, full = np.array([True, True, True, False, True]), np.zeros(5, np.uint32)
    table[[1, 2, 3]] = 254, 255, 9
    assert colour_kernels.count_rgb(pixels, valid, table, full) == 2
    assert table[[1, 2, 3]].tolist() == [1, 2, 9]
    assert full[:2].tolist() == [2, 1]
    assert colour_kernels.count_rgb(pixels, ALL, table, full) == 0
    assert table[[1, 2, 3]].tolist() == [3, 4, 10]
    table[[1, 2, 3]] = 0


def test_greys_are_counted_likewise():
    pixels, table = np.array([1, 2, 1, 3, 2], np.uint8), np.zeros(256, np.uint8)
    valid, full = np.array([True, True, True, False, True]), np.zeros(5, np.uint32)
    table[[1, 2, 3]] = 254, 255, 9
    assert colour_kernels.count_grey(pixels, valid, table, full) == 2
    assert table[[1, 2, 3]].tolist() == [1, 2, 9]
    assert full[:2].tolist() == [2, 1]
    assert colour_kernels.count_grey(pixels, ALL, table, full) == 0
    assert table[[1, 2, 3]].tolist() == [3, 4, 10]


def test_labels_are_looked_up_by_key_and_0_where_not_valid(table):
    pixels = np.array(list(KEYS), np.uint8)
    for place, key in enumerate(KEYS.values()):
        table[key] = 10 + place
    labels = np.full(len(pixels), 99, np.uint8)
    colour_kernels.label_rgb(pixels, ALL, table, labels)
    assert labels.tolist() == [10 + place for place in range(len(KEYS))]
    valid = np.arange(len(KEYS)) % 3 != 1
    colour_kernels.label_rgb(pixels, valid, table, labels)
    assert labels.tolist() == [10 + place if valid[place] else 0 for place in range(len(KEYS))]
    table[list(KEYS.values())] = 0


def test_labels_of_greys_are_looked_up_likewise():
    table, labels = np.arange(256, dtype=np.uint8)[::-1].copy(), np.full(4, 99, np.uint8)
    greys = np.array([3, 0, 255, 7], np.uint8)
    colour_kernels.label_grey(greys, ALL, table, labels)
    assert labels.tolist() == [252, 255, 0, 248]
    colour_kernels.label_grey(greys, np.array([True, False, True, True]), table, labels)
    assert labels.tolist() == [252, 0, 0, 248]


def test_colours_are_added_up_by_label():
    colours, counts = (
        np.array([[1, 2, 3], [10, 20, 30], [4, 5, 6], [0, 0, 9]], np.uint8),
        np.array([2, 3, 5, 1]),
    )
    sums = np.zeros((2, 4), np.int64)
    colour_kernels.add_colours(colours, counts, np.array([1, 0, 1, 0], np.uint8), sums)
    assert sums.tolist() == [[4, 30, 60, 99], [7, 22, 29, 36]]


def test_one_pixel_that_is_not_valid_is_none(table):
    """The last portion of a picture may have but one."""
    none, full, labels = np.array([False]), np.zeros(1, np.uint32), np.array([7], np.uint8)
    rgb, grey = np.array([[0, 0, 1]], np.uint8), np.array([1], np.uint8)
    colour_kernels.count_rgb(rgb, none, table, full)
    colour_kernels.count_grey(grey, none, table, full)
    assert table[1] == 0
    for look_up, pixels in ((colour_kernels.label_rgb, rgb), (colour_kernels.label_grey, grey)):
        labels[0], table[1] = 7, 9
        look_up(pixels, none, table, labels)
        assert labels[0] == 0
    table[1] = 0
