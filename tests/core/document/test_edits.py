"""Edits by hand: painted, taken away, applied, kept in files; what is not touched is shared."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage
from skimage.draw import polygon2mask

from core.base.errors import Cancelled, ParameterError
from core.classes.classes import Class, default_classes
from core.document.edits import (
    EXCLUDED,
    MOST_NAMES,
    TILE,
    Edits,
    edits_from,
    edits_json,
    erased,
    painted,
    with_tiles_unpacked,
)
from core.document.strokes import connected_window, stroke_window
from core.measure.apply_edits import apply_edits, unlocked
from core.measure.gestures import Gesture, edited
from core.roi.shape_masks import PixelWindow, shape_window
from core.roi.shapes import Polygon, Ring
from tests.core.maps import counts_of, locked, maps, picture

SHAPE = (300, 290)


def dense(edits: Edits) -> np.ndarray:
    """The values of all pixels."""
    values = np.zeros(edits.shape, np.uint8)
    for (row, column), tile in edits.tiles.items():
        values[row * TILE : (row + 1) * TILE, column * TILE : (column + 1) * TILE] = tile
    return values


@st.composite
def windows(draw: st.DrawFn) -> PixelWindow:
    top, left = draw(st.integers(0, SHAPE[0] - 1)), draw(st.integers(0, SHAPE[1] - 1))
    height = draw(st.integers(1, min(200, SHAPE[0] - top)))
    width = draw(st.integers(1, min(200, SHAPE[1] - left)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    return PixelWindow(top, left, rng.random((height, width)) < draw(st.sampled_from((0.0, 0.01, 0.5, 1.0))))


@given(st.lists(st.tuples(windows(), st.sampled_from(("ice", "water", None, "erase"))), max_size=5))
def test_the_last_edit_of_a_pixel_counts(history: list[tuple[PixelWindow, str | None]]) -> None:
    edits, expected = Edits(SHAPE), np.zeros(SHAPE, object)
    for window, name in history:
        edits = erased(edits, window) if name == "erase" else painted(edits, window, name)
        expected[window.slices][window.mask] = 0 if name == "erase" else (name or "none")
    found = dense(edits)
    words = np.array([0, *edits.names, *["?"] * (EXCLUDED - 1 - len(edits.names)), "none"], object)
    assert (words[found] == expected).all()
    assert edits.pixels == np.count_nonzero(found)
    assert all(tile.any() for tile in edits.tiles.values())


@given(st.lists(st.tuples(windows(), st.sampled_from(("ice", "海冰", None))), max_size=4))
def test_files_there_and_back(history: list[tuple[PixelWindow, str | None]]) -> None:
    edits = Edits(SHAPE)
    for window, name in history:
        edits = painted(edits, window, name)
    saved = json.loads(json.dumps(edits_json(edits)))
    for again in (
        edits_from(saved, SHAPE),
        edits_from(with_tiles_unpacked({"edits": saved})["edits"], SHAPE),
    ):
        assert again.names == edits.names
        np.testing.assert_array_equal(dense(again), dense(edits))


def test_an_edit_leaves_the_tiles_it_does_not_touch_shared() -> None:
    one = painted(Edits(SHAPE), PixelWindow(0, 0, np.ones(SHAPE, bool)), "ice")
    two = painted(one, PixelWindow(260, 260, np.ones((10, 10), bool)), "water")
    assert [key for key in one.tiles if one.tiles[key] is not two.tiles[key]] == [(1, 1)]
    with pytest.raises(ValueError, match="read-only"):
        two.tiles[1, 1][0, 0] = 3
    assert one.tiles[1, 1].all()


@given(maps(lowest=0, highest=3), st.integers(0, 2**32 - 1))
def test_edits_are_applied_and_counted(labels: np.ndarray, seed: int) -> None:
    rng = np.random.default_rng(seed)
    classes = (Class("dark", (1,)), Class("ice", (2, 3)))
    wanted = rng.integers(0, 5, labels.shape)
    edits = Edits(labels.shape)
    for value, name in ((1, "dark"), (2, "ice"), (3, "gone"), (4, None)):
        edits = painted(edits, PixelWindow(0, 0, wanted == value), name)
    counts = counts_of(labels, 3)
    edited = apply_edits(labels, edits, classes, counts)
    found, by_hand = edited.labels, edited.changes
    largest = 2 if counts[1] >= counts[2] else 3
    expected = labels.copy()
    expected[(wanted == 1) & (labels > 0)] = 1
    expected[(wanted == 2) & (labels == 1)] = largest
    expected[wanted == 4] = 0
    np.testing.assert_array_equal(found, expected)
    data = labels > 0
    to_ice, to_dark = (wanted == 2) & (labels == 1), (wanted == 1) & (labels > 1)
    out_dark, out_ice = (wanted == 4) & (labels == 1), (wanted == 4) & (labels > 1)
    assert by_hand.gained == (to_dark.sum(), to_ice.sum())
    assert by_hand.lost == (to_ice.sum() + out_dark.sum(), to_dark.sum() + out_ice.sum())
    assert by_hand.excluded == ((wanted == 4) & data).sum()
    gone = int(((wanted == 3) & data).sum())
    assert by_hand.dormant == ((("gone", gone),) if gone else ())
    assert len(by_hand.notes) == bool(gone)


def test_names_follow_renamed_and_merged_classes() -> None:
    edits = painted(Edits((1, 3)), PixelWindow(0, 0, np.array([[True, False, False]])), "1")
    edits = painted(edits, PixelWindow(0, 1, np.array([[True]])), "2")
    merged = edits.renamed({"1": "ice", "2": "ice"})
    labels = picture("333")
    classes = Class("ice", (1, 2)), Class("3", (3,))
    edited = apply_edits(labels, merged, classes, counts_of(labels, 3))
    found, by_hand = edited.labels, edited.changes
    assert (found.tolist(), by_hand.gained, by_hand.dormant) == ([[1, 1, 3]], (2, 0), ())
    assert merged.tiles[0, 0] is edits.tiles[0, 0]


def test_a_place_is_found_for_another_name_when_old_ones_are_used_no_more() -> None:
    edits = Edits((1, MOST_NAMES + 1))
    for i in range(MOST_NAMES):
        edits = painted(edits, PixelWindow(0, i, np.array([[True]])), f"class {i}")
    with pytest.raises(ParameterError, match="254 classes at most"):
        painted(edits, PixelWindow(0, 0, np.array([[True]])), "one more")
    edits = painted(
        erased(edits, PixelWindow(0, 7, np.array([[True]]))), PixelWindow(0, 7, np.array([[True]])), "new"
    )
    assert edits.names[7] == "new"


def test_locked_classes_hold_edits_off() -> None:
    labels, window = picture("12312"), PixelWindow(0, 1, np.ones((1, 4), bool))
    free = unlocked(window, labels, locked(default_classes(3), ("2",)))
    assert free.mask.tolist() == [[False, True, True, False]]


@given(
    st.lists(st.tuples(st.floats(-20, 60), st.floats(-20, 50)), min_size=1, max_size=6), st.integers(1, 12)
)
def test_a_brush_covers_what_is_near_its_way(points: list[tuple[float, float]], size: int) -> None:
    window = stroke_window(points, size, 30, 40)
    found = np.zeros((30, 40), bool)
    found[window.slices] = window.mask
    way = np.array(points)
    way = np.floor(way) + 0.5 if size % 2 else np.floor(way + 0.5)
    y, x = np.mgrid[0:30, 0:40] + 0.5
    assert not (_near(way, x, y, size / 2 - 1e-6) & ~found).any()
    assert not (found & ~_near(way, x, y, size / 2 + 1e-6)).any()


def _near(way: np.ndarray, x: np.ndarray, y: np.ndarray, radius: float) -> np.ndarray:
    near = np.zeros(x.shape, bool)
    for start, end in zip(way, way[1:] if len(way) > 1 else way, strict=False):
        d = end - start
        length = float(d @ d)
        t = np.clip(((x - start[0]) * d[0] + (y - start[1]) * d[1]) / length, 0, 1) if length else 0.0
        near |= np.hypot(x - start[0] - t * d[0], y - start[1] - t * d[1]) <= radius
    return near


@given(maps(lowest=0, highest=3), st.integers(0, 13), st.integers(0, 13))
def test_the_region_of_a_pixel_is_that_of_scipy(labels: np.ndarray, column: int, row: int) -> None:
    window = connected_window(labels, column, row)
    if row >= labels.shape[0] or column >= labels.shape[1] or labels[row, column] == 0:
        assert window is None
        return
    regions, _ = ndimage.label(labels == labels[row, column], np.ones((3, 3)))
    found = np.zeros(labels.shape, bool)
    found[window.slices] = window.mask
    np.testing.assert_array_equal(found, regions == regions[row, column])


def test_a_lasso_is_a_polygon_of_pixel_centres() -> None:
    points = [(2.2, 1.1), (17.7, 4.0), (9.3, 15.2), (3.0, 9.9)]
    window = shape_window(Polygon((Ring(points),)), 20, 20)
    found = np.zeros((20, 20), bool)
    found[window.slices] = window.mask
    corners = [(y - 0.5, x - 0.5) for x, y in points]
    np.testing.assert_array_equal(found, polygon2mask((20, 20), np.array(corners)))


def test_a_long_stroke_and_a_region_can_be_cancelled() -> None:
    with pytest.raises(Cancelled):
        stroke_window([(i, i % 7) for i in range(300)], 5, 100, 400, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        connected_window(picture("11"), 0, 0, cancelled=lambda: True)


def _tile(shape: tuple[int, int], value: int) -> str:
    return base64.b64encode(zlib.compress(np.full(shape, value, np.uint8).tobytes())).decode()


GOOD: dict[str, Any] = {
    "shape": [10, 20],
    "names": ["ice"],
    "tile": 256,
    "tiles": {"0,0": _tile((10, 20), 1)},
}


@pytest.mark.parametrize(
    "damage",
    [
        {"shape": [10, 21]},
        {"tile": 128},
        {"names": "ice"},
        {"names": [7]},
        {"names": [""]},
        {"names": ["a"] * 255},
        {"tiles": {"0": GOOD["tiles"]["0,0"]}},
        {"tiles": {"1,0": GOOD["tiles"]["0,0"]}},
        {"tiles": {"-1,0": GOOD["tiles"]["0,0"]}},
        {"tiles": {"0,0": _tile((10, 20), 2)}},
        {"tiles": {"0,0": _tile((9, 20), 1)}},
        {"tiles": {"0,0": _tile((5000, 5000), 1)}},
        {"tiles": {"0,0": "%%%"}},
        {"tiles": {"0,0": base64.b64encode(b"no stream").decode()}},
        {"tiles": {"0,0": 3}},
        {"tiles": [1]},
    ],
)
def test_damaged_edits(damage: dict[str, Any]) -> None:
    assert edits_from(GOOD, (10, 20)).pixels == 200
    with pytest.raises((ParameterError, KeyError, TypeError, ValueError, AttributeError)):
        edits_from({**GOOD, **damage}, (10, 20))


@pytest.mark.parametrize(
    "damage",
    [
        {"shape": [10**6, 10**6]},
        {"shape": [-10, 20]},
        {"shape": "10, 20"},
        {"tiles": {"1,0": GOOD["tiles"]["0,0"]}},
        {"tiles": {"0,0": _tile((5000, 5000), 1)}},
        {"tiles": {"0,0": "%%%"}},
        {"tiles": [1]},
    ],
)
def test_damaged_tiles_are_not_unpacked(damage: dict[str, Any]) -> None:
    assert with_tiles_unpacked({"edits": GOOD})["edits"]["tiles"] == {"0,0": bytes([1]) * 200}
    assert with_tiles_unpacked({"steps": []}) == {"steps": []}
    with pytest.raises((KeyError, TypeError, ValueError, AttributeError)):
        with_tiles_unpacked({"edits": {**GOOD, **damage}})


def test_a_tile_of_another_size_is_damaged() -> None:
    with pytest.raises(ValueError, match="a tile is damaged"):
        edits_from({**GOOD, "tiles": {"0,0": bytes(199)}}, (10, 20))


def test_gestures_make_edits_and_leave_locked_classes_alone() -> None:
    labels = np.tile(picture("1112223"), (5, 1))
    classes = default_classes(3)
    stroke = Gesture("stroke", ((0.5, 2.5), (6.5, 2.5)), "3", size=1)
    edits = edited(stroke, None, labels, classes)
    assert [edits.pixels, *np.unique(np.nonzero(dense(edits))[0])] == [7, 2]
    held = edited(stroke, None, labels, locked(classes, ("2",)))
    assert np.nonzero(dense(held))[1].tolist() == [0, 1, 2, 6]
    lasso = Gesture("lasso", ((0.0, 0.0), (3.0, 0.0), (3.0, 3.0), (0.0, 3.0)), None)
    assert (dense(edited(lasso, edits, labels, classes))[:3, :3] == EXCLUDED).all()
    region = Gesture("region", ((4.9, 4.9),), "1")
    assert dense(edited(region, None, labels, classes))[:, 3:6].all()
    erasing = Gesture("stroke", ((0.5, 2.5), (6.5, 2.5)), erases=True, size=3)
    assert edited(erasing, edits, labels, classes).pixels == 0


@pytest.mark.parametrize(
    "gesture",
    [
        Gesture("region", ((-3.0, 1.0),), "1"),
        Gesture("lasso", ((0.0, 0.0), (1.0, 1.0)), "1"),
        Gesture("stroke", ((-30.0, 1.0),), "1", size=5),
        Gesture("stroke", ((3.0, 1.0),), erases=True, size=5),
    ],
)
def test_gestures_that_cover_nothing_change_nothing(gesture: Gesture) -> None:
    labels = np.tile(picture("1112223"), (5, 1))
    edits = Edits(labels.shape)
    found = edited(gesture, edits, labels, locked(default_classes(3), ("1", "2", "3")[: 3 * gesture.erases]))
    assert found is edits


def test_a_locked_class_and_one_that_is_gone_take_nothing() -> None:
    labels, gesture = picture("12"), Gesture("stroke", ((0.5, 0.5),), "2")
    with pytest.raises(ParameterError, match="“2” is locked: unlock it"):
        edited(gesture, None, labels, locked(default_classes(2), ("2",)))
    with pytest.raises(ParameterError, match="There is no class “ice”"):
        edited(replace(gesture, name="ice"), None, labels, default_classes(2))
