"""When the pictures of a collection were taken, as in a series: by camera, metadata or name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.collection.cache import Look
from core.collection.collection import Row
from core.pictures.dates import FileDates, date_of


def dates_of(rows: Sequence[Row], looks: Mapping[str, Look]) -> tuple[str, ...]:
    """Of each row as ISO text, "" where nothing is known. looks: by the contents of those that have one."""
    nothing = FileDates()
    of_files = (looks[row.content].dates if row.content in looks else nothing for row in rows)
    return tuple(date_of(row.path, dates).text for row, dates in zip(rows, of_files, strict=True))
