"""When the pictures of a collection were taken, as in a series: by camera, metadata or name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.collection.cache import Look
from core.collection.collection import Row
from core.pictures.dates import FileDates, date_of


def dates_of(
    rows: Sequence[Row], looks: Mapping[str, Look], cancelled: Cancel = never_cancelled
) -> tuple[str, ...]:
    """Of each row as ISO text, "" where nothing is known. looks: by the contents of those that have one.

    Raises Cancelled.
    """
    nothing, dates = FileDates(), []
    for row in rows:
        raise_if_cancelled(cancelled)
        look = looks.get(row.content)
        dates.append(date_of(row.path, nothing if look is None else look.dates).text)
    return tuple(dates)
