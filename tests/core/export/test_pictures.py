"""Pictures of classes as files: the same pixels for every reader, packed at once or by rows."""

from __future__ import annotations

import io
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image as PillowImage

from core.export import pictures
from core.export.pictures import indexed_png, write_coloured, write_pixels

COLOURS = np.array([[255, 0, 10], [1, 2, 3]], np.uint8)


@pytest.mark.parametrize("at_once", [0, 1 << 25])
@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (
            [[1, 2, 2], [2, 1, 2]],
            [[(255, 0, 10), (1, 2, 3), (1, 2, 3)], [(1, 2, 3), (255, 0, 10), (1, 2, 3)]],
        ),
        ([[0, 2], [1, 0]], [[(0, 0, 0, 0), (1, 2, 3, 255)], [(255, 0, 10, 255), (0, 0, 0, 0)]]),
        ([[2]], [[(1, 2, 3)]]),
    ],
)
def test_every_reader_sees_the_colours(
    numbers: list[list[int]],
    expected: list[list[tuple[int, ...]]],
    at_once: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "_PACKED_AT_ONCE", at_once)
    path = tmp_path / "a.png"
    write_coloured(path, np.array(numbers, np.uint8), COLOURS)
    with PillowImage.open(path) as picture:
        picture.verify()
    with PillowImage.open(path) as picture:
        assert picture.mode == ("RGBA" if any(0 in row for row in numbers) else "RGB")
        np.testing.assert_array_equal(np.asarray(picture), np.array(expected, np.uint8))
    read = cv2.imread(str(path), cv2.IMREAD_UNCHANGED)
    assert read is not None
    np.testing.assert_array_equal(read[..., [2, 1, 0, *range(3, read.shape[2])]], np.array(expected))


@pytest.mark.parametrize("at_once", [0, 1 << 25])
@pytest.mark.parametrize(("shape", "mode"), [((3, 4), "L"), ((3, 4, 3), "RGB"), ((1, 1, 4), "RGBA")])
def test_any_pixels_come_back(
    shape: tuple[int, ...], mode: str, at_once: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "_PACKED_AT_ONCE", at_once)
    pixels = np.random.RandomState(0).randint(0, 256, shape).astype(np.uint8)
    for flat in (True, False):
        write_pixels(tmp_path / "a.png", pixels, flat=flat)
        with PillowImage.open(tmp_path / "a.png") as picture:
            assert picture.mode == mode
            np.testing.assert_array_equal(np.asarray(picture), pixels)


def test_numbers_in_a_palette_come_back() -> None:
    numbers = np.array([[0, 1, 2], [2, 2, 0]], np.uint8)
    palette = np.array([[255, 0, 0], [0, 250, 0], [9, 8, 7]], np.uint8)
    content = indexed_png(numbers, palette)
    with PillowImage.open(io.BytesIO(content)) as picture:
        assert picture.mode == "P"
        np.testing.assert_array_equal(np.asarray(picture), numbers)
        np.testing.assert_array_equal(np.asarray(picture.convert("RGB")), palette[numbers])
