"""What stands in the record of a series. By itself, so that the window reads it without what fits legends."""

from __future__ import annotations

from core.document.plain_json import Json


def fit_of(record: Json) -> Json | None:
    """The fit of a record with its legend, None where there is none. Raises KeyError, TypeError."""
    if "fit" not in record:
        return None
    fit = dict(record["fit"])
    return fit if "legend" in fit else {**fit, "legend": record["legend"]}
