"""What has to be said of steps beside the numbers; the window says it without loading what does them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.base.sentences import _, ngettext, with_commas
from core.classes.classes import Classes
from core.classes.naming import spoken_name
from core.writing.number_words import grouped

if TYPE_CHECKING:
    from core.measure.postprocess import StepChange


def steps_notes(changes: Sequence[StepChange], classes: Classes) -> tuple[str, ...]:
    """What must stand beside the numbers: a step that was to take part and could not, and one that took whole
    regions from a class; a sentence each.
    """
    notes = [step_note(change, classes) for change in changes if change.step.on]
    return tuple(note for note in notes if note)


def step_note(change: StepChange, classes: Classes) -> str:
    """Why the step is left out, or which whole regions it took; empty where there is nothing to say."""
    if change.left_out:
        sentence = _("The step “{step}” is left out. {left_out}")
        return sentence.format(step=change.step, left_out=change.left_out)
    number = sum(change.lost_regions)
    # While classes are edited, the numbers at hand may be those of other ones.
    if not number or len(change.lost_regions) != len(classes):
        return ""
    parts = [
        _("{n} of {name}").format(n=grouped(lost), name=spoken_name(item))
        for item, lost in zip(classes, change.lost_regions, strict=True)
        if lost
    ]
    sentence = ngettext(
        "The step “{step}” took {n} whole region from its class: {parts}.",
        "The step “{step}” took {n} whole regions from their classes: {parts}.",
        number,
    )
    return sentence.format(step=change.step, n=grouped(number), parts=with_commas(parts))
