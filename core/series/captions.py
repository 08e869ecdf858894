"""What is said beside a small picture of a series: its date or name, what was measured, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.classes.classes import Class
from core.classes.naming import is_unnamed, spoken_name
from core.document.plain_json import Json
from core.series.entry import Entry, classes_of
from core.series.table import interval_from
from core.writing.number_words import measured


@dataclass(frozen=True)
class ClassLine:
    """A class in its colour: "water 10 350 ± 140 px²"."""

    colour: str
    text: str


def title_of(entry: Entry) -> str:
    """ "2024-05-29 · lake.png"; without a date its name."""
    return " · ".join(part for part in (entry.date.text[:10], entry.name) if part)


def class_lines(entry: Entry, colours: Mapping[str, str]) -> tuple[ClassLine, ...]:
    """Of the classes that have a name, else of all; in the order of the record. colours: by the names."""
    classes = classes_of(entry)
    named = [each for each in classes if not is_unnamed(_class(each))]
    return tuple(
        ClassLine(
            colours.get(each["name"], str(each["colour"])), f"{spoken_name(_class(each))} {area_words(each)}"
        )
        for each in named or classes
    )


def area_words(of_class: Json) -> str:
    """ "10 350 ± 140 px²"."""
    error = of_class["area_error"] if interval_from(of_class) else None
    return measured(of_class["area"], of_class["unit"], error)


def spoken_names(entries: Sequence[Entry]) -> dict[str, str]:
    """Of the classes of all pictures, by their names, in the order in which they are met."""
    found: dict[str, str] = {}
    for entry in entries:
        for each in classes_of(entry):
            found.setdefault(each["name"], spoken_name(_class(each)))
    return found


def _class(of_class: Json) -> Class:
    return Class(of_class["name"], tuple(of_class["clusters"]))
