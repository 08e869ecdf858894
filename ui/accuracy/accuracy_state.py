"""What the panel *Accuracy* shows, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass

from core.measure.checked_map import Checked
from ui.accuracy.accuracy_words import CheckedRow
from ui.accuracy.answer_buttons import AnswerChoice


@dataclass(frozen=True)
class AccuracyState:
    """hint: stands in place of all else. advice: beside the start. drawing: points are being drawn.

    asking: answers are taken now. done, wanted: of the points, by this observer. question: in words.
    rows, unit, overall, notes, agreement: what the answers say. checked: of which the rows are. total: of all
    areas, in the unit of `checked`, for a ± in per cent; 0 where there is a scale. leads: of the sample.
    places: names of the regions of interest; place: which of them the rows are of, None: the whole picture.
    """

    hint: str = ""
    has_sample: bool = False
    advice: str = ""
    drawing: bool = False
    asking: bool = False
    done: int = 0
    wanted: int = 0
    question: str = ""
    choices: tuple[AnswerChoice, ...] = ()
    can_go_on: bool = False
    can_answer: bool = False
    can_take_back: bool = False
    rows: tuple[CheckedRow, ...] = ()
    unit: str = "%"
    overall: str = ""
    notes: tuple[str, ...] = ()
    agreement: str = ""
    checked: Checked | None = None
    total: float = 0.0
    leads: bool = False
    places: tuple[str, ...] = ()
    place: int | None = None

    def further(self, name: str, half_width: float) -> int:
        """How many points more it takes until the area of a class has this ±, in the unit shown."""
        if self.checked is None:
            return 0
        return self.checked.further(name, half_width * self.total / 100 if self.total else half_width)
