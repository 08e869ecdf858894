"""STEM_areas.csv: the area table, a row a class. UTF-8, comma, newline; clusters joined by ";".

Areas have 12 significant digits: enough for every purpose, and the same on machines whose sine
differs in the last bit.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from core.exporters import Contents, Format, nothing
from core.exporters.replace import write_bytes
from core.measure import AreaRow, significant
from core.parallel import Cancel
from core.spreadsheet_text import harmless

HEADER = (
    "class",
    "clusters",
    "colour",
    "pixels",
    "fraction",
    "area",
    "unit",
    "scale source",
    "area method",
    "planar area",
    "true area",
    "planar difference in %",
    "pixels by hand",
)


def areas_csv(rows: Sequence[AreaRow]) -> bytes:
    """The table as the bytes of a CSV file.

    A name that a spreadsheet would compute gets an apostrophe before it. scale source: "uncalibrated" where
    there is none. planar area, true area and their difference in per cent of the true one: empty where there
    is one kind of area only.
    """
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\n")
    table.writerow(HEADER)
    for row in rows:
        table.writerow(
            (
                harmless(row.name),
                ";".join(map(str, row.clusters)),
                row.colour,
                row.pixels,
                repr(row.fraction),
                repr(significant(row.area)),
                row.unit,
                "uncalibrated" if row.scale_source == "none" else row.scale_source,
                row.method,
                *(
                    "" if area is None else repr(significant(area))
                    for area in (row.planar_area, row.true_area)
                ),
                "" if row.planar_difference is None else repr(round(row.planar_difference, 6)),
                row.hand_pixels or 0,
            )
        )
    return text.getvalue().encode("utf-8", "backslashreplace")


def _write(path: Path, contents: Contents, _: Cancel) -> None:
    write_bytes(path, areas_csv(contents.rows))


FORMAT = Format(
    "areas", "_areas.csv", _write, "tables", "area table, a row a class (CSV)", nothing, usual=lambda _: True
)
