"""Who reports on a result, when, and what they note: said in a report, and part of no measurement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Byline:
    """author, note: a line each of a person, empty where nothing was typed. day: of the report."""

    author: str
    note: str
    day: date
