"""Contact sheets: what was measured in each picture of a series, small, with dates and a key."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _
from core.export.lettering import FAINT, INK, PAPER, WARN, Lettering
from core.series.animation import draw_lines, fitted_into
from core.series.captions import ClassLine, spoken_names
from core.series.entry import Entry
from core.series.views import View

_EMPTY = (240, 242, 244)
_MARGIN, _GAP, _EDGE = 24, 12, 3
# A sheet has so many columns at most, each so wide.
_COLUMNS, _WIDE = 8, 176
# For the key; and of a picture.
_LEAST_WIDTH, _LEAST_WIDE = 480, 24
# Of so many pixels thumbnails become smaller: what reads a picture has limits.
_MOST_PIXELS = 60_000_000


@dataclass(frozen=True, eq=False)
class Sheet:
    """content: a PNG of this size. entries: whose views are on it."""

    content: bytes
    width: int
    height: int
    entries: tuple[Entry, ...]


def contact_sheet(
    entries: Sequence[Entry],
    views: Iterable[View | None],
    colours: Mapping[str, str],
    cancelled: Cancel = never_cancelled,
) -> Sheet:
    """All pictures on one sheet. views: of the entries, taken one at a time. Raises Cancelled."""
    grid = _Grid(colours, _columns(len(entries)), _WIDE, _aspect(entries))
    while grid.pixels(len(entries)) > _MOST_PIXELS and grid.wide > _LEAST_WIDE:
        grid = replace(grid, columns=grid.columns * 2, wide=grid.wide // 2)
    return _sheet(entries, iter(views), grid, cancelled)


def contact_sheets(
    entries: Sequence[Entry],
    views: Iterable[View | None],
    colours: Mapping[str, str],
    rows: int,
    cancelled: Cancel = never_cancelled,
) -> Iterator[Sheet]:
    """The same on sheets of so many rows, for pages. Raises Cancelled."""
    waiting, grid = iter(views), _Grid(colours, _columns(len(entries)), _WIDE, _aspect(entries))
    for start in range(0, len(entries), rows * grid.columns):
        yield _sheet(entries[start : start + rows * grid.columns], waiting, grid, cancelled)


def _columns(number: int) -> int:
    """So that the last row is as full as it can be."""
    rows = max(1, math.ceil(number / _COLUMNS))
    return max(1, math.ceil(number / rows))


def _aspect(entries: Sequence[Entry]) -> float:
    """Height by width of the first picture that was measured; others are fitted into its place."""
    for each in entries:
        if each.record:
            image = each.record["image"]
            return float(min(max(image["height"] / max(image["width"], 1), 0.4), 1.6))
    return 0.75


@dataclass(frozen=True)
class _Grid:
    """colours: of the classes. wide: of a picture, in pixels; aspect: its height by that."""

    colours: Mapping[str, str]
    columns: int
    wide: int
    aspect: float

    @property
    def tall(self) -> int:
        return round(self.aspect * self.wide)

    @property
    def text(self) -> Lettering:
        return Lettering(max(9, self.wide // 14))

    def pixels(self, number: int) -> int:
        """Of a sheet with so many pictures."""
        across, down = self.columns * (self.wide + _GAP), self.place(number + self.columns - 1)[1]
        return across * down

    def place(self, number: int) -> tuple[int, int]:
        """Left and top of a picture, from the corner of the first."""
        row, column = divmod(number, self.columns)
        return column * (self.wide + _GAP), row * (self.tall + self.text.height + _GAP + _EDGE)


def _sheet(entries: Sequence[Entry], views: Iterator[View | None], grid: _Grid, cancelled: Cancel) -> Sheet:
    from PIL import Image as PillowImage
    from PIL import ImageDraw

    key = Lettering(15)
    head = _MARGIN + key.height + _GAP
    right = grid.place(min(len(entries), grid.columns) - 1)[0] + grid.wide
    bottom = grid.place(math.ceil(len(entries) / grid.columns) * grid.columns)[1]
    size = max(2 * _MARGIN + right, _LEAST_WIDTH), head + bottom + _MARGIN - _GAP
    sheet = PillowImage.new("RGB", size, PAPER)
    draw = ImageDraw.Draw(sheet)
    names = spoken_names(entries).items()
    lines = [ClassLine(grid.colours.get(name, "#808080"), words) for name, words in names]
    draw_lines(draw, lines, (_MARGIN, _MARGIN), sheet.width - 2 * _MARGIN, key)
    for number, (entry, view) in enumerate(zip(entries, islice(views, len(entries)), strict=True)):
        raise_if_cancelled(cancelled)
        x, y = grid.place(number)
        _draw_cell(sheet, entry, view, grid, (_MARGIN + x, head + y))
    memory = io.BytesIO()
    sheet.save(memory, "PNG", compress_level=9)
    return Sheet(memory.getvalue(), sheet.width, sheet.height, tuple(entries))


def _draw_cell(sheet: Any, entry: Entry, view: View | None, grid: _Grid, place: tuple[int, int]) -> None:
    from PIL import ImageDraw

    (left, top), wide, tall, text = place, grid.wide, grid.tall, grid.text
    draw = ImageDraw.Draw(sheet)
    draw.rectangle((left, top, left + wide - 1, top + tall - 1), fill=_EMPTY)
    if view is not None:
        fitted = fitted_into(view.coloured(grid.colours), (wide, tall), smooth=False)
        sheet.paste(fitted, (left + (wide - fitted.width) // 2, top + (tall - fitted.height) // 2))
    else:
        words = text.fitting(_("not there any more") if entry.record else _("failed"), wide - 8)
        middle = left + (wide - text.width(words)) // 2, top + (tall - text.height) // 2
        text.draw(draw, middle, words, FAINT)
    looked_at = entry.is_to_look_at
    if looked_at:
        draw.rectangle((left, top + tall, left + wide - 1, top + tall + _EDGE - 1), fill=WARN)
    title = text.fitting(entry.date.text[:10] or entry.name, wide)
    text.draw(draw, (left, top + tall + _EDGE), title, WARN if looked_at else INK)
