"""Histograms of a few pixels of every kind, how many tables there are, and what does not fit in one."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.parallel import never_cancelled
from core.cluster.colours import histogram as module
from core.cluster.colours.histogram import ColourHistogram, ColourTable, count_colours
from core.image.image import Image


def counted(found: ColourHistogram) -> list[tuple[list[int], int]]:
    return list(zip(found.colours.tolist(), found.counts.tolist(), strict=True))


@pytest.mark.parametrize("at_once", [500_000, 3])
@pytest.mark.parametrize(("dtype", "top"), [(np.uint8, 255), (np.uint16, 65535)])
def test_greys_ascend(dtype, top, at_once, monkeypatch):
    monkeypatch.setattr(module, "COUNTED_AT_ONCE", at_once)
    pixels = np.array([top, 3, 0, top, 3, 3, 8], dtype)[None, :, None]
    assert counted(count_colours(Image(pixels))) == [([0], 1), ([3], 3), ([8], 1), ([top], 2)]
    valid = np.array([[True, False, True, True, True, False, False]])
    assert counted(count_colours(Image(pixels, valid))) == [([0], 1), ([3], 1), ([top], 2)]


@pytest.mark.parametrize("at_once", [500_000, 2])
def test_rgb_of_8_bits_is_ordered_by_cells_of_eight_levels(at_once, monkeypatch):
    monkeypatch.setattr(module, "COUNTED_AT_ONCE", at_once)
    white, near, far, blue = [255, 255, 255], [0, 7, 1], [1, 0, 0], [0, 0, 8]
    pixels = np.array([[white, blue, far, near, white, near]], np.uint8)
    found = count_colours(Image(pixels))
    assert counted(found) == [(near, 2), (far, 1), (blue, 1), (white, 2)]
    assert (found.is_rgb8, found.pixels, len(found)) == (True, 6, 4)
    assert found.keys.tolist() == [57, 64, 512, (1 << 24) - 1]
    valid = np.array([[False, True, True, True, True, False]])
    assert counted(count_colours(Image(pixels, valid))) == [(near, 1), (far, 1), (blue, 1), (white, 1)]


def test_other_bands_are_ordered_one_after_the_other_while_they_fit_64_bits():
    for bands, dtype, fits in (
        (3, np.uint16, True),
        (4, np.uint16, True),
        (8, np.uint8, True),
        (2, np.uint8, True),
    ):
        pixels = np.zeros((1, 4, bands), dtype)
        pixels[0, :, -1] = 7, 300 % (np.iinfo(dtype).max + 1), 7, 0
        pixels[0, 3, 0] = np.iinfo(dtype).max
        found = count_colours(Image(pixels))
        order = sorted(map(tuple, np.unique(pixels[0], axis=0).tolist()))
        assert [tuple(colour) for colour in found.colours.tolist()] == order
        assert fits == (found.pixels == 4)
        assert not found.is_rgb8
    for bands, dtype in ((5, np.uint16), (9, np.uint8)):
        with pytest.raises(ValueError, match="do not pack into 64 bits"):
            count_colours(Image(np.zeros((1, 2, bands), dtype)))


def test_many_colours_are_put_together_range_by_range(monkeypatch):
    """A thousand in chunks of 256, each twice; none at all where none is valid."""
    monkeypatch.setattr(module, "SORTED", 256)
    colours = np.random.RandomState(0).permutation(1000)
    pixels = np.stack([colours % 10, colours // 10, colours % 7], axis=1).astype(np.uint16)
    found = count_colours(Image(np.concatenate([pixels, pixels[::-1]])[None]))
    assert found.colours.tolist() == np.unique(pixels, axis=0).tolist()
    assert (found.counts == 2).all()
    nothing = count_colours(Image(pixels[None], np.zeros((1, 1000), np.bool_)))
    assert (len(nothing), nothing.pixels) == (0, 0)


@pytest.mark.parametrize(
    ("bands", "dtype", "fits"),
    [
        (1, np.uint8, True),
        (1, np.uint16, True),
        (3, np.uint8, True),
        (3, np.uint16, False),
        (2, np.uint8, False),
    ],
)
def test_what_fits_in_a_table(bands, dtype, fits):
    assert ColourTable(np.dtype(dtype), bands).fits == fits


def test_four_threads_at_most_have_a_table():
    assert [ColourTable(np.dtype(np.uint8), 1, threads)._threads for threads in (1, 4, 5, 99)] == [1, 4, 4, 4]


def test_pictures_are_added_to_a_table():
    table = ColourTable(np.dtype(np.uint8), 1)
    for levels in ([3, 3, 9], [9, 255]):
        table.add(Image(np.array(levels, np.uint8).reshape(1, -1, 1)))
    assert counted(table.histogram()) == [([3], 2), ([9], 2), ([255], 1)]


def test_a_table_is_gone_through_stretch_by_stretch(monkeypatch):
    monkeypatch.setattr(module, "_STRETCH", 100)
    table = ColourTable(np.dtype(np.uint8), 1)
    table.add(Image(np.array([[[250], [3], [150], [250]]], np.uint8)))
    assert counted(table.histogram()) == [([3], 1), ([150], 1), ([250], 2)]


@pytest.mark.parametrize(
    ("threads", "pixels", "tables"), [(3, 9, 1), (3, 10, 2), (3, 25, 3), (2, 25, 2), (9, 99, 4), (1, 99, 1)]
)
def test_there_is_a_table_for_each_thread_that_is_worth_it(threads, pixels, tables, monkeypatch):
    monkeypatch.setattr(module, "WORTH_A_TABLE", 10)
    monkeypatch.setattr(module, "COUNTED_AT_ONCE", 4)
    table, levels = ColourTable(np.dtype(np.uint8), 1, threads), np.arange(pixels, dtype=np.uint8) % 3
    for times in (1, 2):
        table.count(levels[:, None], np.empty(0, np.bool_), never_cancelled)
        assert len(table._tables) == tables
        expected = [int((levels == level).sum()) * times for level in range(3)]
        assert table.histogram().counts.tolist() == expected
