"""The kinds of files: a module of this package with a FORMAT or FORMATS is found; nothing else knows it.

`formats()` lists them all; those that are `usual` are written for every run. The masks are formats too,
one a class: see core.export.class_mask.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from core.base.modules import modules_in
from core.base.parallel import Cancel
from core.base.sentences import _
from core.pipeline.limits import ONLY_AREAS
from core.pipeline.result import Result

Group = Literal["pictures", "tables", "geometry", "annotations", "report"]
GROUPS: tuple[Group, ...] = ("pictures", "tables", "geometry", "annotations", "report")
# Writes (path, result, cancelled) whole or not at all; raises WriteError, Cancelled.
Write = Callable[[Path, Result, Cancel], None]


def nothing(_: Result) -> str:
    """The hindrance of a format that can always be written."""
    return ""


def on_request(_: Result) -> bool:
    """Of a format that is written where it is asked for only."""
    return False


def with_labels(result: Result) -> str:
    """The hindrance of what needs the label image in memory."""
    return "" if result.has_labels else _(ONLY_AREAS)


def with_ratios(result: Result) -> str:
    """The hindrance of what is about ratios of classes."""
    return "" if result.ratios else _("There are no ratios: add one under the class table.")


def with_regions_of_interest(result: Result) -> str:
    """The hindrance of what is about regions of interest."""
    return "" if result.roi_rows else _("There are no regions of interest: draw one, or import a file.")


@dataclass(frozen=True)
class Format:
    """One kind of file.

    key: its name in a list of outputs and for --export. ending: follows the stem, "_labels.png".
    write: the file, whole or not at all; deterministic bytes; raises WriteError, Cancelled.
    about: what it is, in a line. hindrance: why it cannot be written of this result, as a sentence; empty
    where it can. usual: written for every run to which it applies.
    siblings: further files that belong to the one of this path.
    """

    key: str
    ending: str
    write: Write
    group: Group
    about: str
    hindrance: Callable[[Result], str] = with_labels
    usual: Callable[[Result], bool] = on_request
    siblings: Callable[[Path], tuple[Path, ...]] = lambda _: ()

    def applies(self, result: Result) -> bool:
        return not self.hindrance(result)

    def files(self, directory: Path, stem: str) -> tuple[Path, ...]:
        """All that it writes under a stem; the first is the one that is named."""
        path = directory / f"{stem}{self.ending}"
        return (path, *self.siblings(path))


@cache
def formats() -> tuple[Format, ...]:
    """Every format of this package, by group, then in the order of their modules' names."""
    found: list[Format] = []
    for module in modules_in(__package__):
        members = (getattr(module, "FORMAT", None), *getattr(module, "FORMATS", ()))
        found.extend(member for member in members if isinstance(member, Format))
    return tuple(sorted(found, key=lambda each: GROUPS.index(each.group)))
