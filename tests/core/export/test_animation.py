"""The convergence as GIF and WebP, read back frame by frame."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PIL import ImageSequence

from core.base.errors import WriteError
from core.export.animation import write_animation


def frames(count: int, height: int = 20, width: int = 30) -> Iterator[NDArray[np.uint8]]:
    for i in range(count):
        frame = np.full((height, width, 3), (10, 20, 30), np.uint8)
        frame[:, : width // 10 * (i + 1)] = (200, 210 - i, 220)
        yield frame


@pytest.mark.parametrize("ending", [".gif", ".webp", ".GIF"])
def test_every_frame_comes_back_in_its_colours(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"run{ending}"
    write_animation(path, frames(4), 100)
    durations = []
    with PillowImage.open(path) as picture:
        assert picture.info["loop"] == 0
        for shown, frame in zip(ImageSequence.Iterator(picture), frames(4), strict=True):
            np.testing.assert_array_equal(np.asarray(shown.convert("RGB")), frame)
            durations.append(shown.info["duration"])
    assert durations == [100, 100, 100, 800]


@pytest.mark.parametrize("ending", [".gif", ".webp"])
def test_large_frames_are_made_smaller_without_mixing_colours(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"run{ending}"
    write_animation(path, frames(2, 400, 900), longest_side=90, last_ms=50)
    with PillowImage.open(path) as picture:
        assert picture.size == (90, 40)
        assert len(picture.convert("RGB").getcolors() or []) == 2


def test_the_same_bytes_again(tmp_path: Path) -> None:
    for ending in (".gif", ".webp", ".mp4"):
        one, two = tmp_path / f"1{ending}", tmp_path / f"2{ending}"
        write_animation(one, frames(3))
        write_animation(two, frames(3))
        assert one.read_bytes() == two.read_bytes()


def test_what_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match=r"written as \.gif, \.webp or \.mp4"):
        write_animation(tmp_path / "run.avi", frames(1))
    with pytest.raises(WriteError, match="no iteration to show"):
        write_animation(tmp_path / "run.gif", frames(0))
    with pytest.raises(WriteError, match="no such folder"):
        write_animation(tmp_path / "missing" / "run.gif", frames(1))
    assert not list(tmp_path.iterdir())
