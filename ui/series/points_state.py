"""What the panel *Accuracy* shows of points over a series."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.accuracy.pool import PooledSample
from core.series.pool_of import class_names
from ui.accuracy.accuracy_state import AccuracyState
from ui.accuracy.accuracy_words import agreement_words, checked_rows, note_words, overall_words
from ui.accuracy.answer_buttons import AnswerChoice
from ui.series.present_points import PresentPoints

if TYPE_CHECKING:
    from core.series.series_map import SeriesMap


def point_of(present: PresentPoints, observer: str) -> int | None:
    """The number of the point that is to be asked; None where there is none, or while it is not known."""
    sample, there = present.sample, present.map
    return None if sample is None or there is None else sample.row.next_point(observer, there.asked())


def points_state(
    present: PresentPoints, colours: Mapping[str, str], observer: str, *, asking: bool
) -> AccuracyState:
    """colours: of the classes, by name."""
    sample, there = present.sample, present.map
    if hint := present.hindrance:
        return AccuracyState(hint)
    if sample is None:
        return AccuracyState(advice=_advice(present), drawing=present.drawing)
    found = present.found
    told = None
    if found is not None and there is not None and found.check is not None:
        told = found.part if present.picture in found.enough else found.check.whole
    asked = None if there is None else there.asked()
    point, said = point_of(present, observer), sample.row.by(observer)
    counts = [i for i in said if said[i].said != "skip" and (asked is None or (i < len(asked) and asked[i]))]
    calibrated = told is not None and told.unit != "px²"
    enough = () if found is None or there is None else found.enough
    return AccuracyState(
        has_sample=True,
        drawing=present.drawing,
        asking=asking,
        done=len(counts),
        wanted=_wanted(sample, there),
        question=_question(present, point, asking=asking),
        choices=choices_of(present, colours),
        can_go_on=asking or (point is not None and not present.drawing),
        can_answer=asking and point is not None and not present.drawing,
        can_take_back=asking and bool(said) and not present.drawing,
        rows=() if told is None else checked_rows(told, colours, calibrated=calibrated),
        unit=told.unit if told is not None and calibrated else "%",
        overall="" if told is None else overall_words(told),
        notes=_notes(present),
        agreement="" if told is None else agreement_words(told.agreement),
        checked=told,
        total=0.0 if told is None or calibrated else sum(each.mapped_area for each in told.classes),
        places=tuple(_name(sample, i) for i in enough),
        place=enough.index(present.picture) if present.picture in enough else None,
    )


def choices_of(present: PresentPoints, colours: Mapping[str, str]) -> tuple[AnswerChoice, ...]:
    """The classes of the map, then what answers name besides."""
    if present.sample is None or present.map is None:
        return ()
    names = list(present.map.names)
    names += sorted(present.sample.row.names - set(names))
    return tuple(AnswerChoice(name, colours.get(name, "")) for name in names)


def _wanted(sample: PooledSample, there: SeriesMap | None) -> int:
    """Of the points that are asked; no further ones are drawn in strata that are no more what they were."""
    if there is None:
        return sample.row.wanted
    number = len(sample.places) if there.changed else sample.row.wanted
    return number - there.asked().count(False)


def _name(sample: PooledSample, picture: int) -> str:
    return Path(sample.pool.pictures[picture].path).name


def _notes(present: PresentPoints) -> tuple[str, ...]:
    found = present.found
    if found is None or present.map is None:
        return ()
    if not present.map.by_picture:
        sentence = _words(
            "No picture is measured where it was when the points were drawn: remove them to draw new ones."
        )
        return (sentence,)
    if found.check is None:
        return ()
    part = found.part if present.picture in found.enough else None
    if part is not None:
        return note_words(part)
    own = (sentence for sentence in note_words(found.check.whole) if sentence not in found.check.notes)
    return (*found.check.notes, *own)


def _advice(present: PresentPoints) -> str:
    """What is better done before points are drawn."""
    if not all(each.isdecimal() for each in class_names(present.entries)):
        return ""
    return _words(
        "The classes have only numbers. Name them first, in the panel Legend: then you can say what is there."
    )


def _question(present: PresentPoints, point: int | None, *, asking: bool) -> str:
    if present.map is None:
        return "…"
    if not present.map.by_picture:
        return _words("No point is asked any more.")
    if point is None:
        return _words("All points have an answer.")
    return _words("What is in the ring?") if asking else _words("Paused")


def _words(text: str) -> str:
    return QCoreApplication.translate("Accuracy", text)
