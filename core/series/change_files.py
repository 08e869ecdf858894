"""The files of a change: tables (CSV), the map with its key (PNG), the map for a GIS (GeoTIFF)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from core.base.arrays import Bytes
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.classes.palettes import PALETTES
from core.export.geotiff import write_geotiff
from core.export.labels_png import write_labels_png
from core.export.lettering import Lettering
from core.export.pictures import write_pixels
from core.export.tables.columns import Cell, csv_table
from core.measure.areas import significant
from core.series.change import Change
from core.writing.number_words import measured
from core.writing.replace import write_bytes

_INK, _FAINT, _PAPER = (28, 32, 36), (96, 102, 110), (255, 255, 255)
# Classes that stayed are this far on the way to white; changes beyond the palette, and what is no data.
_PALE, _OTHER, _NOTHING = 0.72, (88, 88, 88), (255, 255, 255)
# Narrower pictures are enlarged, and larger ones made smaller, by whole numbers.
_NARROW, _WIDE = 640, 2048


def arrow(earlier: str, later: str) -> str:
    """ "water → land"; for a class that stayed its name."""
    return earlier if earlier == later else f"{earlier} → {later}"


def colours_of(change: Change) -> Bytes:
    """(n + 1, 3) uint8 by the numbers of the map: what stayed pale in the colour of its class, what changed
    in the colours of a palette, the largest change first; what has none left, and 0, in grey and white.
    """
    cells = list(change.cells())
    colours = np.full((len(cells) + 1, 3), _OTHER, np.uint8)
    colours[0] = _NOTHING
    moved = [i for i, cell in enumerate(cells) if change.is_change(*cell) and change.pixels[cell]]
    moved.sort(key=lambda i: (-int(change.pixels[cells[i]]), i))
    bright = [bytes.fromhex(colour[1:]) for colour in (*PALETTES[0].colours[5:6], *PALETTES[0].colours[:5])]
    for i, colour in zip(moved, bright, strict=False):
        colours[i + 1] = tuple(colour)
    for i, (row, column) in enumerate(cells):
        if not change.is_change(row, column):
            own = np.array(tuple(bytes.fromhex(change.earlier.colours[row][1:])), np.float64)
            colours[i + 1] = np.rint(own + (255 - own) * _PALE)
    return colours


def cell_columns(change: Change) -> dict[str, list[Cell]]:
    """A row a cell of the table, largest or not, zero or not, by columns."""
    found: dict[str, list[Cell]] = {
        name: [] for name in ("from", "to", "number", "pixels", "area", "area_error", "unit", "scale source")
    }
    source = change.calibration.source
    for number, (row, column) in enumerate(change.cells(), start=1):
        values: tuple[Cell, ...] = (
            change.earlier.names[row],
            change.later.names[column],
            number,
            int(change.pixels[row, column]),
            significant(float(change.areas[row, column])),
            float(f"{float(change.errors[row, column]):.3g}"),
            change.unit,
            "uncalibrated" if source == "none" else source,
        )
        for name, value in zip(found, values, strict=True):
            found[name].append(value)
    return found


def net_columns(change: Change) -> dict[str, list[Cell]]:
    """A row a class by columns; change_error is empty where it is not known."""
    nets = change.nets
    return {
        "class": [net.name for net in nets],
        "earlier area": [significant(net.earlier) for net in nets],
        "later area": [significant(net.later) for net in nets],
        "change": [significant(net.change) for net in nets],
        "change in %": [round(100 * net.change / net.earlier, 6) if net.earlier else None for net in nets],
        "change_error": [None if net.error is None else float(f"{net.error:.3g}") for net in nets],
        "unit": [change.unit] * len(nets),
    }


def write_change(
    change: Change, folder: Path, stem: str, cancelled: Cancel = never_cancelled
) -> dict[str, Path]:
    """All but the record. Returns what was written by its key. Raises WriteError, Cancelled."""
    written = {
        "change": folder / f"{stem}_change.csv",
        "classes": folder / f"{stem}_change_classes.csv",
        "map": folder / f"{stem}_change.png",
    }
    write_bytes(written["change"], csv_table(cell_columns(change)))
    write_bytes(written["classes"], csv_table(net_columns(change)))
    write_pixels(written["map"], np.asarray(change_picture(change)), cancelled, flat=True)
    georeference = change.earlier.georeference
    if georeference is None:
        written["numbers"] = folder / f"{stem}_change_labels.png"
        write_labels_png(written["numbers"], change.numbers, cancelled)
        return written
    written["numbers"] = folder / f"{stem}_change.tif"
    names = {0: "no data"}
    for number, (row, column) in enumerate(change.cells(), start=1):
        names[number] = arrow(change.earlier.names[row], change.later.names[column])
    table = {i: (*colour, 255 if i else 0) for i, colour in enumerate(colours_of(change).tolist())}
    write_geotiff(written["numbers"], change.numbers, georeference, nodata=0, colours=table, names=names)
    return written


def change_picture(change: Change) -> Any:
    """The map with its key below, as a Pillow image: changes first, the largest first, then what stayed."""
    from PIL import Image as PillowImage
    from PIL import ImageDraw

    colours = colours_of(change)
    width = change.numbers.shape[1]
    step = max(1, width // _WIDE)
    factor = max(1, -(-_NARROW // max(1, width // step)))
    pixels = colours[change.numbers[::step, ::step]].repeat(factor, axis=0).repeat(factor, axis=1)
    picture = PillowImage.fromarray(np.ascontiguousarray(pixels))
    size = max(13, round(picture.width / 70))
    text, bold, gap = Lettering(size), Lettering(size, "bold"), size
    lines = _key(change)
    wide = max(text.width(number) for _colour, _name, number in lines)
    columns = max(1, min(len(lines), (picture.width - gap) // (wide + 16 * size)))
    rows = -(-len(lines) // columns)
    height = bold.height + text.height + gap // 2
    title = text.fitting(_title(change), picture.width - 2 * gap)
    sheet = PillowImage.new(
        "RGB", (picture.width, picture.height + 3 * gap + text.height + rows * height), _PAPER
    )
    sheet.paste(picture, (0, 0))
    draw = ImageDraw.Draw(sheet)
    top, column = picture.height + gap, (picture.width - gap) // columns
    text.draw(draw, (gap, top), title, _FAINT)
    for i, (number, name, amount) in enumerate(lines):
        x, y = gap + (i // rows) * column, top + text.height + gap + (i % rows) * height
        box = (x, y + bold.height // 4, x + size, y + bold.height // 4 + size)
        draw.rectangle(box, fill=tuple(colours[number].tolist()), outline=_FAINT)
        room = column - 3 * gap
        bold.draw(draw, (x + 2 * gap, y), bold.fitting(name, room), _INK)
        text.draw(draw, (x + 2 * gap, y + bold.height), text.fitting(amount, room), _FAINT)
    return sheet


def _title(change: Change) -> str:
    title = f"{change.earlier.name} → {change.later.name}"
    if change.calibration.source == "none":
        return f"{title} · {_('uncalibrated')}"
    return f"{title} · {change.calibration.description}"


def _key(change: Change) -> list[tuple[int, str, str]]:
    """Number, name and area of each cell that has a pixel."""
    found = []
    for number, (row, column) in enumerate(change.cells(), start=1):
        if change.pixels[row, column]:
            area, error = float(change.areas[row, column]), float(change.errors[row, column])
            name = arrow(change.earlier.names[row], change.later.names[column])
            stayed = not change.is_change(row, column)
            words = measured(area, change.unit, error) + (f" · {_('unchanged')}" if stayed else "")
            found.append((stayed, -int(change.pixels[row, column]), number, name, words))
    return [(number, name, words) for _stayed, _size, number, name, words in sorted(found)]
