"""STEM_sizes.csv: the size distribution of the regions of every class, a row a logarithmic bin."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import N_
from core.export.formats import Format
from core.pipeline.result import Result
from core.regions.region_filter import RegionFilter, filtered
from core.regions.region_table import RegionTable
from core.regions.size_distribution import SIZES, SizeDistribution, size_distribution
from core.writing.replace import write_bytes
from core.writing.spreadsheet_text import harmless

HEADER = (
    "class",
    "size",
    "unit",
    "from",
    "to",
    "regions",
    "number density",
    "larger than from",
    "larger density",
    "density per",
    "exponent",
    "standard error",
    "exponent low",
    "exponent high",
    "lower cut",
    "tail",
)

LEFT_OUT = ("regions found", "filter")


def sizes_csv(distributions: Mapping[str, SizeDistribution], table: RegionTable) -> bytes:
    """One distribution after the other, by the name of its class. The last six columns repeat the power law
    and are empty where there is none. table: the regions that are counted; where a filter leaves some out,
    two more columns say of how many, and by which; further ones have the crop of a cropped picture, and how
    many pixels are in no region.
    """
    left_out: dict[str, object] = {}
    if table.filter:
        left_out = dict(zip(LEFT_OUT, (table.found, " ".join(table.filter)), strict=True))
    if table.crop is not None:
        left_out["crop"] = table.crop.text
    for name, pixels in table.not_counted.columns.items():
        left_out[name.replace("_", " ")] = pixels
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow((*HEADER, *left_out))
    for name, found in distributions.items():
        law: tuple[str, ...] = ("",) * 6
        if found.law is not None:
            fitted = found.law
            known = (fitted.exponent, fitted.standard_error, fitted.low, fitted.high, fitted.lower)
            law = (*(f"{number:.9g}" for number in known), str(fitted.tail))
        area = found.area if found.area > 0 else float("inf")
        for i, count in enumerate(found.counts.tolist()):
            larger = int(found.larger[i])
            ends = (f"{edge:.9g}" for edge in found.edges[i : i + 2])
            numbers = (str(count), f"{count / area:.9g}", str(larger), f"{larger / area:.9g}")
            bin_of = (harmless(name), found.measure, found.unit, *ends, *numbers, found.per)
            writer.writerow((*bin_of, *law, *left_out.values()))
    return text.getvalue().encode("utf-8", "backslashreplace")


def sizes_by_class(
    table: RegionTable, cancelled: Cancel = never_cancelled, *, measure: str = SIZES[0]
) -> dict[str, SizeDistribution]:
    """Of every class with regions in the table. Raises Cancelled."""
    names = [name for name, number in table.counts().items() if number]
    return {
        name: size_distribution(filtered(table, RegionFilter(classes=(name,))), measure, cancelled=cancelled)
        for name in names
    }


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    table = result.found_regions(cancelled)
    write_bytes(path, sizes_csv(sizes_by_class(table, cancelled), table))


_WHAT = N_("size distribution of the regions of each class (CSV)")
FORMAT = Format("sizes", "_sizes.csv", _write, "tables", _WHAT, usual=lambda each: each.regions is not None)
