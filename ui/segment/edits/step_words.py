"""What the steps of post-processing are called in the window, and what they do to the result."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.document.step import AREA_KINDS, Step, StepKind
from core.writing.number_words import short
from ui.widgets.number_text import NO_BREAK

# As a menu lists them: what is wanted most comes first.
ORDER: tuple[StepKind, ...] = (
    *("min-area", "fill-holes", "split", "open", "close", "majority", "keep-largest"),
)
DEFAULTS: dict[StepKind, float] = {
    "open": 1.0,
    "close": 1.0,
    "majority": 2.0,
    "min-area": 100.0,
    "fill-holes": 100.0,
    "keep-largest": 0.0,
    "split": 20.0,
}


def kind_name(kind: StepKind) -> str:
    names: dict[StepKind, str] = {
        "open": QCoreApplication.translate("Steps", "Open"),
        "close": QCoreApplication.translate("Steps", "Close"),
        "fill-holes": QCoreApplication.translate("Steps", "Fill holes"),
        "min-area": QCoreApplication.translate("Steps", "Drop specks"),
        "majority": QCoreApplication.translate("Steps", "Majority"),
        "keep-largest": QCoreApplication.translate("Steps", "Keep largest"),
        "split": QCoreApplication.translate("Steps", "Split touching"),
    }
    return names[kind]


def kind_help(kind: StepKind) -> str:
    """What the step does to the result, one sentence."""
    words: dict[StepKind, str] = {
        "open": QCoreApplication.translate(
            "Steps", "Bridges, threads and specks narrower than a disk of the radius go to their neighbours."
        ),
        "close": QCoreApplication.translate(
            "Steps",
            "Gaps and cracks narrower than a disk of the radius are filled with the class around them.",
        ),
        "fill-holes": QCoreApplication.translate(
            "Steps",
            "Holes of at most the area go to the class around them; those at the picture's edge stay.",
        ),
        "min-area": QCoreApplication.translate(
            "Steps", "Regions smaller than the area go to the classes around them."
        ),
        "majority": QCoreApplication.translate(
            "Steps", "Each pixel gets the class most frequent within the radius: rough borders become smooth."
        ),
        "keep-largest": QCoreApplication.translate(
            "Steps", "Only the largest region of the class stays; the others go to the classes around them."
        ),
        "split": QCoreApplication.translate(
            "Steps",
            "Regions that touch become several, none narrower than the diameter; the areas of classes stay, "
            "unless the lines between them are kept free.",
        ),
    }
    return words[kind]


def size_name(kind: StepKind) -> str:
    """What the size of the step is."""
    if kind in AREA_KINDS:
        return QCoreApplication.translate("Steps", "Area")
    if kind == "split":
        return QCoreApplication.translate("Steps", "Diameter")
    return QCoreApplication.translate("Steps", "Radius")


def step_size_text(step: Step) -> str:
    """ "1.5 px", "0.25 km²"; nothing for a step without a size."""
    if step.kind == "keep-largest":
        return ""
    return f"{short(step.size, 6)}{NO_BREAK}{step.unit_text}"


def summary(step: Step) -> str:
    """ "Open 2 px"."""
    return f"{kind_name(step.kind)} {step_size_text(step)}".rstrip()
