"""STEM_overlay.png: the picture under its classes, with outlines, legend and scale bar."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.base.arrays import Bytes, Mask
from core.base.parallel import Cancel, chunks, never_cancelled, raise_if_cancelled
from core.base.sentences import N_, _
from core.classes.palettes import seen_over_picture
from core.export.formats import Format, with_labels
from core.export.lettering import Lettering
from core.export.pictures import ROWS_AT_ONCE, class_numbers, looked_at, write_pixels
from core.export.scale_bar import scale_bar
from core.image.display import to_rgb
from core.measure.area_words import first_numbers, kind_of_error
from core.pipeline.result import Result

OPACITY = 0.45
_INK, _FAINT, _PAPER, _LINE = (28, 32, 36), (96, 102, 110), (255, 255, 255), (208, 212, 217)
# Pictures narrower than this are enlarged by whole numbers, so that the legend has room.
_NARROW = 640


def blended(
    rgb: Bytes, numbers: Bytes, colours: Bytes, opacity: float = OPACITY, cancelled: Cancel = never_cancelled
) -> Bytes:
    """(h, w, 3) uint8: the colours over the picture, and an outline in a darker or lighter tone where a
    class ends.

    rgb: (h, w, 3) uint8. numbers: (h, w) uint8, 1…n; 0 is left as it is, and outlined by its neighbours.
    Raises Cancelled.
    """
    table = np.zeros((256, 3), np.uint16)
    table[1 : len(colours) + 1] = colours
    weight = np.zeros(256, np.uint16)
    weight[1:] = round(opacity * 256)
    tones = _tones(table.astype(np.uint8))
    raise_if_cancelled(cancelled)
    border = _border(numbers) & (numbers > 0)
    result = np.empty(rgb.shape, np.uint8)
    for rows in chunks(len(rgb), ROWS_AT_ONCE, cancelled):
        here = numbers[rows]
        strength = weight[here][:, :, None]
        result[rows] = (table[here] * strength + rgb[rows].astype(np.uint16) * (256 - strength) + 128) >> 8
        result[rows][border[rows]] = tones[here[border[rows]]]
    return result


def _tones(table: Bytes) -> Bytes:
    """Of light colours darker ones, of dark ones lighter: an outline is seen on its own class."""
    levels = table.astype(np.float64)
    light = (levels @ (0.2126, 0.7152, 0.0722) > 110)[:, None]
    return np.rint(np.where(light, levels * 0.5, 255 - (255 - levels) * 0.5)).astype(np.uint8)


def _border(numbers: Bytes) -> Mask:
    """Where the class on the right or below is another one: lines one pixel wide."""
    border = np.zeros(numbers.shape, np.bool_)
    border[:, :-1] |= numbers[:, :-1] != numbers[:, 1:]
    border[:-1] |= numbers[:-1] != numbers[1:]
    return border


@dataclass(frozen=True)
class _Entry:
    name: str
    numbers: str
    colour: tuple[int, int, int]


def _entries(result: Result) -> list[_Entry]:
    # As the window shows them over the picture, where mean colours would look like the picture itself.
    looks = {item.name: item.colour for item in seen_over_picture(result.classes)}
    return [
        _Entry(
            row.name,
            " · ".join(first_numbers(row)) + (_(" · not shown") if row.hidden else ""),
            tuple(bytes.fromhex((looks[row.name] or row.colour)[1:])),  # type: ignore[arg-type]
        )
        for row in result.rows
    ]


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    from PIL import Image as PillowImage

    document = result.document
    if document is None:
        raise ValueError("an overlay needs the document")
    part = looked_at(result.image).part
    numbers = class_numbers(result)[part]
    for number, item in enumerate(result.classes, start=1):
        if item.hidden:
            numbers[numbers == number] = 0
    rgb = to_rgb(document.image, cancelled)[part]
    colours = np.array([entry.colour for entry in _entries(result)], np.uint8).reshape(-1, 3)
    picture = blended(rgb, numbers, colours, cancelled=cancelled)
    raise_if_cancelled(cancelled)
    factor = max(1, -(-_NARROW // picture.shape[1]))
    if factor > 1:
        picture = picture.repeat(factor, axis=0).repeat(factor, axis=1)
    sheet = with_legend(PillowImage.fromarray(picture), result, factor)
    write_pixels(path, np.asarray(sheet), cancelled, flat=False)


def with_legend(picture: Any, result: Result, factor: float) -> Any:
    """The picture on a sheet with legend and scale bar below. factor: its pixels by those of the image."""
    from PIL import Image as PillowImage
    from PIL import ImageDraw

    size = max(13, round(picture.width / 70))
    text, bold = Lettering(size), Lettering(size, "bold")
    gap, swatch = size, round(size * 1.1)
    entries = _entries(result)
    widest = max((bold.width(e.name) for e in entries), default=0)
    widest = max(widest, *(text.width(e.numbers) for e in entries), 1) if entries else 1
    column = min(widest, picture.width - 2 * gap - swatch) + swatch + round(2.5 * gap)
    columns = max(1, min(len(entries), (picture.width - gap) // column))
    rows = -(-len(entries) // columns)
    row_height = bold.height + text.height + gap // 2
    bar_height = text.height + gap
    panel = gap + rows * row_height + bar_height + gap
    sheet = PillowImage.new("RGB", (picture.width, picture.height + panel), _PAPER)
    sheet.paste(picture, (0, 0))
    draw = ImageDraw.Draw(sheet)
    top = picture.height + gap
    for i, entry in enumerate(entries):
        x, y = gap + (i // rows) * column, top + (i % rows) * row_height
        room = column - swatch - gap
        outline = (x, y + bold.height // 4, x + swatch, y + bold.height // 4 + swatch)
        draw.rectangle(outline, fill=entry.colour, outline=_FAINT)
        bold.draw(draw, (x + swatch + gap // 2, y), bold.fitting(entry.name, room), _INK)
        text.draw(draw, (x + swatch + gap // 2, y + bold.height), text.fitting(entry.numbers, room), _FAINT)
    base = top + rows * row_height
    draw.line((gap, base, picture.width - gap, base), fill=_LINE)
    _draw_bar(draw, result, factor, (gap, base + gap // 2, picture.width - 2 * gap), text)
    return sheet


def _draw_bar(draw: Any, result: Result, factor: float, place: tuple[int, int, int], text: Lettering) -> None:
    """Scale bar, its length, and where the scale comes from. place: left, top, width."""
    calibration = result.areas.calibration
    bar = scale_bar(result.image, calibration)
    left, y, width = place
    x = left
    length, half = round(bar.pixels * factor), max(2, text.height // 8)
    middle = y + text.height // 2
    draw.rectangle((x, middle - half, x + length, middle + half), fill=_INK)
    x += length + text.height // 2
    text.draw(draw, (x, y), bar.text, _INK)
    x += text.width(bar.text)
    note = calibration.description if not bar.note else f"{bar.note} · {calibration.description}"
    if calibration.source == "none":
        note = _("uncalibrated: areas in pixels")
    if result.image.crop is not None:
        note = _("{note} · cropped to {place}").format(note=note, place=result.image.crop.place)
    if kind := kind_of_error(result.rows):
        note = f"{kind} · {note}"
    x += text.height
    room = left + width - x
    if room > 4 * text.height:
        fitting = text.fitting(note, room)
        text.draw(draw, (left + width - text.width(fitting), y), fitting, _FAINT)


def hindrance(result: Result) -> str:
    """Why there is no picture to show under the classes."""
    if sentence := with_labels(result):
        return sentence
    return "" if result.document else _("A picture that is read in tiles is not shown under its classes.")


_WHAT = N_("the picture under its classes, with outlines, legend and scale bar (PNG)")
FORMAT = Format("overlay", "_overlay.png", _write, "pictures", _WHAT, hindrance)
