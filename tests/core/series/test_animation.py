"""The animation of a series: frames of one size, with the pictures whole and what is said of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.base.errors import Cancelled, WriteError
from core.series.animation import Shown, series_frames, write_series_animation

RED, BLUE = (200, 30, 20), (0, 0, 255)


def shown(width: int, height: int, title: str, warning: str = "") -> Shown:
    picture = np.full((height, width, 3), RED, np.uint8)
    return Shown(
        picture, np.full((height, width, 3), BLUE, np.uint8), title, "water 1.05 ± 0.02 km²", warning
    )


def count(frame: np.ndarray, colour: tuple[int, int, int]) -> int:
    return int((frame == colour).all(axis=2).sum())


def test_frames_have_the_size_of_the_first_and_hold_each_picture_whole() -> None:
    pictures = [shown(60, 30, "2024-05-01"), shown(30, 30, "a" * 300, "does not fit " * 40), shown(6, 3, "")]
    frames = list(series_frames(pictures, side=120))
    assert len({frame.shape for frame in frames}) == 1
    assert [(count(f, RED), count(f, BLUE)) for f in frames] == [(7200, 7200), (3600, 3600), (7200, 7200)]
    with pytest.raises(Cancelled):
        next(series_frames(pictures, cancelled=lambda: True))


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_it_is_written_with_its_pauses(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"series{suffix}"
    write_series_animation(path, (shown(60, 30, f"2024-05-0{i}") for i in range(1, 4)))
    with PillowImage.open(path) as animation:
        assert animation.n_frames == 3  # type: ignore[attr-defined]
        assert animation.size[0] == 2 * 480 + 3 * 8
        animation.seek(0)
        animation.load()
        assert animation.info["duration"] == 800


def test_the_same_pictures_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.gif", "b.gif"):
        write_series_animation(tmp_path / name, [shown(60, 30, "2024-05-01"), shown(60, 30, "2024-05-08")])
    assert (tmp_path / "a.gif").read_bytes() == (tmp_path / "b.gif").read_bytes()


def test_none_and_another_ending_say_so(tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="there is no picture to show"):
        write_series_animation(tmp_path / "a.gif", [])
    with pytest.raises(WriteError, match=r"\.gif, \.webp or \.mp4"):
        write_series_animation(tmp_path / "a.avi", [shown(6, 3, "")])
