"""Regions of one measured image for its files, the same from the window and from the command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.export import Contents
from core.regions.region_filter import EVERYTHING, RegionFilter, filtered, parse_region_filter
from core.regions.regions import find_regions


@dataclass(frozen=True)
class RegionOptions:
    """What regions are wanted. connectivity: 8 or 4."""

    connectivity: int = 8
    wanted: RegionFilter = EVERYTHING


def with_regions(
    contents: Contents,
    options: RegionOptions,
    *,
    threads: int | None = None,
    cancelled: Cancel = never_cancelled,
) -> Contents:
    """The contents with the table of their regions.

    Raises Cancelled, ParameterError (core.regions.region_filter), also where the label image is not in
    memory.
    """
    if not contents.has_labels:
        raise ParameterError(NO_LABELS)
    table = find_regions(
        contents.labels,
        contents.classes,
        contents.areas.calibration,
        image=contents.image,
        connectivity=options.connectivity,
        threads=threads,
        cancelled=cancelled,
    )
    return replace(contents, regions=filtered(table, options.wanted))


NO_LABELS = (
    "Regions are measured of pictures that fit in memory only, and this one does not: leave out --regions, "
    "or cut the picture into parts."
)


def region_options_from(result: Mapping[str, Any]) -> RegionOptions | None:
    """What a result (see `regions_json`) says that regions were wanted; None where none were.

    Raises KeyError, TypeError, ValueError, ParameterError for what Floe did not write: anybody may have.
    """
    given = result.get("regions")
    if given is None:
        return None
    texts = [str(text) for text in given["filter"]]
    return RegionOptions(int(given["connectivity"]), parse_region_filter(texts))


def regions_json(contents: Contents) -> dict[str, Any]:
    """What a result says of its regions: {"regions": {…}}, empty where none were asked for."""
    table = contents.regions
    if table is None:
        return {}
    counts = {"number": len(table), "connectivity": table.connectivity, "filter": list(table.filter)}
    return {"regions": {**counts, "classes": table.counts()}}
