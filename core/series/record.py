"""The run record of a series, series.json: legend, and the run record of each picture.

What the records of all pictures have alike stands once, in "shared"; each is whole again with that.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.accuracy.pool_json import pool_json
from core.base.version import VERSION, versions
from core.document.plain_json import Json
from core.series.entry import entry_json
from core.series.fit_json import fit_json
from core.series.legend import legend_json
from core.series.picture_work import Fit
from core.series.series import Found
from core.series.table import summary_columns

FORMAT = "floe series record"
FORMAT_VERSION = 1
# Of a run record, what is one picture's own.
_OWN = ("image", "result", "warnings")


def series_record(found: Found) -> Json:
    """As plain JSON values. All but paths and versions depends on pictures, recipe and legend only."""
    entries = found.entries
    shared = _shared([each.record for each in entries if each.record])
    legend = {} if found.legend is None else {"legend": legend_json(found.legend)}
    fit = {} if found.fit is None else {"fit_key": found.fit_key, "fit": _fit_json(found.fit, legend)}
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "floe": VERSION,
        "legend_choice": found.choice.text,
        "legend_kind": found.choice.kind,
        **legend,
        **fit,
        "order": found.order.by_date,
        "notes": list(found.notes),
        "summary": summary_rows(found),
        **check_part(found),
        "shared": shared,
        "pictures": [_without(entry_json(each), shared) for each in entries],
        "environment": {"versions": versions()},
    }


def check_part(found: Found) -> Json:
    """What points say of the series, with the sample itself; or label rasters; {} without either."""
    if found.check is None:
        return {}
    check = found.check
    sample = {} if check.sample is None else {"sample": pool_json(check.sample)}
    return {**sample, check.key: check.json}


def _fit_json(fit: Fit, beside: Json) -> Json:
    """Without its legend where that stands beside it."""
    return {name: each for name, each in fit_json(fit).items() if name not in beside}


def summary_rows(found: Found) -> list[Json]:
    """The summary, an object a class and ratio."""
    columns = summary_columns(found)
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _shared(records: Sequence[Json]) -> Json:
    if not records:
        return {}
    first, *others = records
    return {
        key: part
        for key, part in first.items()
        if key not in _OWN and all(key in each and each[key] == part for each in others)
    }


def _without(values: Json, shared: Json) -> Json:
    if "record" not in values:
        return values
    own: dict[str, Any] = {key: part for key, part in values["record"].items() if key not in shared}
    return {**values, "record": own}
