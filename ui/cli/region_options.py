"""The options of `floe segment` that are about regions, as values."""

from __future__ import annotations

import argparse

from core.base.errors import ParameterError
from core.pipeline.result import RegionOptions
from core.regions.region_filter import parse_region_filter


def regions_from(options: argparse.Namespace) -> RegionOptions | None:
    """None without --regions. Raises ParameterError, also for what would say something of regions then."""
    if not options.regions:
        for given, name in (
            (options.connectivity, "--connectivity"),
            (options.region_filters, "--region-filter"),
        ):
            if given:
                raise ParameterError(f"{name} is for --regions: leave it out or add --regions.")
        return None
    if options.connectivity not in (None, "8", "4"):
        raise ParameterError(f"--connectivity is “{options.connectivity}”: choose 8 or 4.")
    return RegionOptions(int(options.connectivity or 8), parse_region_filter(options.region_filters))
