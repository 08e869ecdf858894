"""STEM_areas.csv, STEM_ratios.csv, STEM_regions.csv: a row a class (clusters joined by ";"), ratio, region.

STEM_roi_areas.csv and STEM_roi_ratios.csv: the same inside each region of interest, a row of each and class
or ratio, with the name of the region of interest in front. The fraction is of the measured pixels inside it,
the areas of a ratio are those inside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from core.base.parallel import Cancel
from core.base.sentences import N_
from core.export.formats import Format, nothing, with_ratios, with_regions_of_interest
from core.export.tables import columns
from core.export.tables.regions import regions_csv
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def _format(
    key: str,
    table: Callable[[Result], Mapping[str, Sequence[columns.Cell]]],
    about: str,
    hindrance: Callable[[Result], str],
) -> Format:
    """Written for every run to which it applies."""

    def write(path: Path, result: Result, _: Cancel) -> None:
        write_bytes(path, columns.csv_table(table(result)))

    def applies(result: Result) -> bool:
        return not hindrance(result)

    return Format(key, f"_{key}.csv", write, "tables", about, hindrance, applies)


def _write_regions(path: Path, result: Result, cancelled: Cancel) -> None:
    write_bytes(path, regions_csv(result.found_regions(cancelled), cancelled=cancelled))


FORMATS = (
    _format("areas", columns.area_columns, N_("area table, a row a class (CSV)"), nothing),
    _format(
        "ratios",
        columns.ratio_columns,
        N_("ratios of classes, a row a ratio (CSV)"),
        with_ratios,
    ),
    Format(
        "regions",
        "_regions.csv",
        _write_regions,
        "tables",
        N_("table of regions, a row a region (CSV)"),
        usual=lambda result: result.regions is not None,
    ),
    _format(
        "roi_areas",
        columns.roi_area_columns,
        N_("areas inside each region of interest (CSV)"),
        with_regions_of_interest,
    ),
    _format(
        "roi_ratios",
        columns.roi_ratio_columns,
        N_("ratios of classes inside each region of interest (CSV)"),
        lambda each: with_ratios(each) or with_regions_of_interest(each),
    ),
)
