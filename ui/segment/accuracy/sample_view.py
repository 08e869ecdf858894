"""What is shown of a sample, derived from it and from what its answers say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.accuracy.sample import Sample
from core.classes.naming import is_unnamed
from core.document.document import Document
from ui.accuracy.accuracy_state import AccuracyState
from ui.accuracy.accuracy_words import agreement_words, checked_rows, note_words, overall_words
from ui.accuracy.answer_buttons import AnswerChoice
from ui.session.view_state import shown_classes

if TYPE_CHECKING:
    from core.measure.checked_map import Checked, SampledMap
    from workers.clustering import Outcome


@dataclass(frozen=True, eq=False)
class SampleView:
    """sampled: of the present map; None while it is being found. checked: what was found last. observer: who
    is asked. region: of interest, by its place, of which `inside` tells; None: the whole picture.
    """

    document: Document | None
    outcome: Outcome | None
    sample: Sample | None
    sampled: SampledMap | None
    checked: Checked | None
    observer: str
    region: int | None = None
    inside: Checked | None = None

    @property
    def told(self) -> Checked | None:
        """What the table shows."""
        return self.checked if self.region is None else self.inside

    @cached_property
    def asked(self) -> list[bool] | None:
        """Of each point whether it is measured now; None while that is being found."""
        if self.sample is None or self.sampled is None:
            return None
        return self.sampled.asked(self.sample)

    @cached_property
    def point(self) -> int | None:
        """Which one to ask for; None where there is none, or while it is not known."""
        if self.sample is None or self.asked is None:
            return None
        return self.sample.next_point(self.observer, self.asked)

    @property
    def pixel(self) -> tuple[int, int] | None:
        """Column and row of that point."""
        if self.sample is None or self.point is None:
            return None
        there = self.sample.points[self.point]
        return there.column, there.row

    @property
    def is_done(self) -> bool:
        """Whether there is no point that this observer has to answer."""
        return self.asked is not None and self.point is None

    @property
    def wanted(self) -> int:
        """How many points there are to be, without those where nothing is measured now."""
        if self.sample is None:
            return 0
        return self.sample.wanted - (0 if self.asked is None else self.asked.count(False))

    @property
    def done(self) -> int:
        """How many of them this observer has answered."""
        if self.sample is None:
            return 0
        said = self.sample.by(self.observer).values()
        return sum(
            1 for each in said if each.said != "skip" and (self.asked is None or self.asked[each.point])
        )

    def choices(self, colours: Mapping[str, str]) -> tuple[AnswerChoice, ...]:
        """The classes of the map, then what answers name besides."""
        if self.document is None or self.sample is None:
            return ()
        names = [item.name for item in shown_classes(self.document, self.outcome)]
        names += sorted(self.sample.names - set(names))
        return tuple(AnswerChoice(name, colours.get(name, "")) for name in names)


def accuracy_state(
    view: SampleView, colours: Mapping[str, str], *, asking: bool, drawing: bool, hint: str
) -> AccuracyState:
    """colours: of the classes, by name. hint: why there is nothing to do; empty where there is."""
    if hint or view.document is None:
        return AccuracyState(hint)
    if view.sample is None:
        return AccuracyState(advice=_advice(view), drawing=drawing)
    checked, calibrated = view.told, view.document.calibration.source != "none"
    total = 0.0 if calibrated or view.sampled is None else view.sampled.area
    return AccuracyState(
        has_sample=True,
        drawing=drawing,
        asking=asking,
        done=view.done,
        wanted=view.wanted,
        question=_question(view, asking=asking),
        choices=view.choices(colours),
        can_go_on=asking or (view.point is not None and not drawing),
        can_answer=asking and view.point is not None and not drawing,
        can_take_back=asking and bool(view.sample.by(view.observer)) and not drawing,
        rows=() if checked is None else checked_rows(checked, colours, calibrated=calibrated),
        unit=checked.unit if checked is not None and calibrated else "%",
        overall="" if checked is None else overall_words(checked),
        notes=_notes(view),
        places=tuple(each.name for each in view.document.regions_of_interest),
        place=view.region,
        agreement="" if checked is None else agreement_words(checked.agreement),
        checked=checked,
        total=total,
        leads=view.sample.leads,
    )


def _notes(view: SampleView) -> tuple[str, ...]:
    if view.told is not None:
        return note_words(view.told)
    if view.region is None or view.checked is None:
        return ()
    return (_words("Nobody has said what is there at a point in this region of interest."),)


def _question(view: SampleView, *, asking: bool) -> str:
    if view.asked is None:
        return "…"
    if view.point is None:
        return _words("All points have an answer.")
    return _words("What is in the ring?") if asking else _words("Paused")


def _advice(view: SampleView) -> str:
    """What is better done before points are drawn."""
    document, outcome = view.document, view.outcome
    if document is None or not all(is_unnamed(item) for item in shown_classes(document, outcome)):
        return ""
    return _words("The classes have only numbers. Name them first (N): then you can say what is there.")


def _words(text: str) -> str:
    return QCoreApplication.translate("Accuracy", text)
