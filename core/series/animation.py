"""The animation of a series: each picture beside what was measured in it, with its date and its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import WriteError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.export.animation import write_animation
from core.export.lettering import FAINT, INK, PAPER, WARN, Lettering
from core.series.captions import ClassLine, class_lines, title_of
from core.series.entry import Entry
from core.series.views import SIDE, View

_GAP, _SWATCH = 10, 12
# How long a picture stays, and the last one.
_DURATION_MS, _LAST_MS = 800, 2400
# Of more pictures frames are half as large: all of a GIF are in memory while it is written.
_MANY = 200


def write_series_animation(
    path: Path,
    entries: Sequence[Entry],
    views: Iterable[View | None],
    colours: Mapping[str, str],
    cancelled: Cancel = never_cancelled,
) -> None:
    """.gif, .webp or .mp4, as `write_animation`; views are taken one at a time.

    views: of the entries; a picture without one is left out. colours: "#rrggbb" of the classes by name.
    Raises WriteError, also where there is no picture; FloeError where the library for .mp4 is missing;
    Cancelled.
    """
    side = SIDE if len(entries) <= _MANY else SIDE // 2
    frames = series_frames(entries, views, colours, side=side, cancelled=cancelled)
    first = next(frames, None)
    if first is None:
        raise WriteError(path, _("there is no picture to show."))
    write_animation(
        path,
        chain([first], frames),
        _DURATION_MS,
        _LAST_MS,
        longest_side=max(first.shape),
        exact=(*colours.values(), *("#{:02x}{:02x}{:02x}".format(*each) for each in (PAPER, INK))),
        cancelled=cancelled,
    )


def series_frames(
    entries: Sequence[Entry],
    views: Iterable[View | None],
    colours: Mapping[str, str],
    *,
    side: int = SIDE,
    cancelled: Cancel = never_cancelled,
) -> Iterator[Bytes]:
    """(height, width, 3) uint8, all of one size: that of the first picture, others are fitted into it whole.

    side: of the longer side of each picture, in pixels of the frame. Raises Cancelled.
    """
    room: tuple[int, int] | None = None
    of = len(entries)
    for number, (entry, view) in enumerate(zip(entries, views, strict=True), 1):
        raise_if_cancelled(cancelled)
        if view is None:
            continue
        if room is None:
            height, width = view.classes.shape
            factor = side / max(height, width)
            room = max(1, round(width * factor)), max(1, round(height * factor))
        yield _frame(entry, view, colours, f"{number} / {of}", room)


def _frame(entry: Entry, view: View, colours: Mapping[str, str], number: str, room: tuple[int, int]) -> Bytes:
    from PIL import Image as PillowImage
    from PIL import ImageDraw

    width, height = room
    bold, text = Lettering(17, "bold"), Lettering(14)
    head, foot = bold.height + _GAP, 2 * text.height + _GAP
    sheet = PillowImage.new("RGB", (2 * width + 3 * _GAP, height + head + foot + 2 * _GAP), PAPER)
    pictures = (view.picture, True), (view.coloured(colours), False)
    for column, (pixels, smooth) in enumerate(pictures):
        fitted = fitted_into(pixels, room, smooth=smooth)
        left = _GAP + column * (width + _GAP)
        x, y = left + (width - fitted.width) // 2, head + _GAP + (height - fitted.height) // 2
        sheet.paste(fitted, (x, y))
    draw, inside = ImageDraw.Draw(sheet), sheet.width - 2 * _GAP
    text.draw(draw, (sheet.width - _GAP - text.width(number), _GAP), number, INK)
    title = bold.fitting(title_of(entry), inside - text.width(number) - _GAP)
    bold.draw(draw, (_GAP, _GAP), title, INK)
    top = head + height + _GAP + _GAP // 2
    draw_lines(draw, class_lines(entry, colours), (_GAP, top), inside, text)
    colour = WARN if entry.is_to_look_at else FAINT
    text.draw(draw, (_GAP, top + text.height), text.fitting(entry.reason, inside), colour)
    return np.asarray(sheet)


def draw_lines(
    draw: Any, lines: Sequence[ClassLine], place: tuple[int, int], room: int, text: Lettering
) -> None:
    """Swatch and words of as many classes as there is room for, side by side."""
    x, top = place
    for line in lines:
        needed = _SWATCH + 6 + text.width(line.text)
        if x + needed > place[0] + room:
            text.draw(draw, (x, top), "…", INK)
            return
        middle = top + text.height // 2
        box = (x, middle - _SWATCH // 2, x + _SWATCH, middle + _SWATCH // 2)
        draw.rectangle(box, fill=line.colour, outline=INK)
        text.draw(draw, (x + _SWATCH + 6, top), line.text, INK)
        x += needed + 2 * _GAP


def fitted_into(pixels: Bytes, room: tuple[int, int], *, smooth: bool) -> Any:
    """A picture of Pillow's, whole inside the room (width, height); without `smooth` in its own colours."""
    from PIL import Image as PillowImage

    picture = PillowImage.fromarray(np.ascontiguousarray(pixels))
    factor = min(room[0] / picture.width, room[1] / picture.height)
    size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
    kind = PillowImage.Resampling.NEAREST
    if smooth:
        kind = PillowImage.Resampling.BOX if factor < 1 else PillowImage.Resampling.BICUBIC
    return picture.resize(size, kind)
