"""The animation of a series: each picture beside what was measured in it, with its date and its number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import WriteError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.export.animation import write_animation
from core.export.lettering import Lettering

_INK, _WARN, _PAPER = (28, 32, 36), (178, 60, 0), (255, 255, 255)
# The longer side of each of the two pictures, and how long a frame stays.
SIDE, DURATION_MS, LAST_MS = 480, 800, 2400


@dataclass(frozen=True, eq=False)
class Shown:
    """One picture. picture, classes: (height, width, 3) uint8 sRGB, of one size. title: its date or name.

    number: what was measured, "water 1.05 ± 0.02 km²". warning: why it is doubtful; empty where it is not.
    """

    picture: Bytes
    classes: Bytes
    title: str
    number: str
    warning: str = ""


def write_series_animation(
    path: Path,
    pictures: Iterable[Shown],
    *,
    duration_ms: int = DURATION_MS,
    cancelled: Cancel = never_cancelled,
) -> None:
    """.gif, .webp or .mp4, as `write_animation`; pictures are taken one at a time.

    Raises WriteError, also where there is no picture; FloeError where the library for .mp4 is missing;
    Cancelled.
    """
    frames = series_frames(pictures, cancelled=cancelled)
    first = next(frames, None)
    if first is None:
        raise WriteError(path, _("there is no picture to show."))
    last = max(LAST_MS, duration_ms)
    write_animation(path, chain([first], frames), duration_ms, last, longest_side=max(first.shape))


def series_frames(
    pictures: Iterable[Shown], side: int = SIDE, cancelled: Cancel = never_cancelled
) -> Iterator[Bytes]:
    """(height, width, 3) uint8, all of one size: that of the first picture, others are fitted into it whole.

    side: of the longer side of each picture, in pixels of the frame. Raises Cancelled.
    """
    room: tuple[int, int] | None = None
    for shown in pictures:
        raise_if_cancelled(cancelled)
        height, width = shown.picture.shape[:2]
        if room is None:
            factor = side / max(height, width)
            room = max(1, round(width * factor)), max(1, round(height * factor))
        yield _frame(shown, room)


def _frame(shown: Shown, room: tuple[int, int]) -> Bytes:
    from PIL import Image as PillowImage
    from PIL import ImageDraw

    width, height = room
    gap = 8
    bold, text = Lettering(17, "bold"), Lettering(14)
    head, foot = bold.height + gap, text.height + gap
    sheet = PillowImage.new("RGB", (2 * width + 3 * gap, height + head + foot + 2 * gap), _PAPER)
    for left, pixels in ((gap, shown.picture), (2 * gap + width, shown.classes)):
        fitted = _fitted(pixels, room, smooth=pixels is shown.picture)
        x, y = left + (width - fitted.width) // 2, head + gap + (height - fitted.height) // 2
        sheet.paste(fitted, (x, y))
    draw = ImageDraw.Draw(sheet)
    number_width = min(bold.width(shown.number), sheet.width // 2)
    title_room = sheet.width - 3 * gap - number_width
    bold.draw(draw, (gap, gap), bold.fitting(shown.title, title_room), _INK)
    number = bold.fitting(shown.number, number_width)
    bold.draw(draw, (sheet.width - gap - bold.width(number), gap), number, _INK)
    place = (gap, head + height + 2 * gap - gap // 2)
    text.draw(draw, place, text.fitting(shown.warning, sheet.width - 2 * gap), _WARN)
    return np.asarray(sheet)


def _fitted(pixels: Bytes, room: tuple[int, int], *, smooth: bool) -> Any:
    """Whole inside the room; classes keep their colours."""
    from PIL import Image as PillowImage

    picture = PillowImage.fromarray(np.ascontiguousarray(pixels))
    factor = min(room[0] / picture.width, room[1] / picture.height)
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    kind = PillowImage.Resampling.BOX if smooth and factor < 1 else PillowImage.Resampling.NEAREST
    return picture.resize(size, kind)
