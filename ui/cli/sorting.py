"""The pictures of `floe cluster` put into folders: the plan is said, done where it is wanted, taken back."""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.base.errors import FloeError, ParameterError
from core.base.sentences import _, in_a_row, ngettext
from core.collection.found import Found
from core.collection.sorting import carry_out, undo
from core.collection.sorting_journal import JOURNAL, read_journal
from core.collection.sorting_plan import How, Plan, planned
from core.guarded.process import ReadingProcess
from core.writing.number_words import grouped
from ui.cli.console import Console

_HOW: dict[str, How] = {"copy_to": "copy", "move_to": "move", "link_to": "link"}


@dataclass(frozen=True)
class Wanted:
    """how, and into folders in which folder; now: whether it is to be done."""

    how: How
    folder: Path
    now: bool


def wanted_sorting(options: argparse.Namespace) -> Wanted | None:
    """None where pictures are to stay. Raises ParameterError."""
    for name, how in _HOW.items():
        if (folder := getattr(options, name)) is not None:
            return Wanted(how, Path(folder), bool(options.yes))
    if options.yes:
        raise ParameterError(_("--yes has nothing to do: say --copy-to, --move-to or --link-to FOLDER, too."))
    return None


@dataclass(frozen=True)
class Sorted:
    """placed: how many pictures. well: nothing went wrong."""

    plan: Plan
    placed: int
    well: bool

    @property
    def json(self) -> dict[str, Any]:
        """What `--json` prints of it."""
        ways = [{"from": str(each.source), "to": str(each.target)} for each in self.plan.placings]
        return {
            "how": self.plan.how,
            "into": str(self.plan.into),
            "placed": self.placed,
            "pictures": ways,
        }


def sort_into_folders(
    found: Found, wanted: Wanted, directory: Path, console: Console, *, aloud: bool
) -> Sorted:
    """Say the plan, and do it where it is wanted. aloud: on standard output, which is not a program's."""
    say = console.say if aloud else _nothing
    pictures = [(found.rows[row].path, found.rows[row].sha256, at) for row, at in found.cluster_of.items()]
    names = {cluster: name for cluster, (name, _confirmed) in found.names.items()}
    with console.progress.over(len(pictures)):
        plan = planned(
            wanted.how,
            wanted.folder,
            pictures,
            names,
            on_progress=lambda done: console.progress.count(done, len(pictures), _("looking for places")),
        )
    say(_plan_text(plan))
    if not wanted.now:
        say(_("Nothing is done yet: add --yes to do it."))
        return Sorted(plan, 0, well=True)
    n, done = len(plan.placings), 0
    try:
        with console.progress.over(n):
            for done in carry_out(plan, directory / JOURNAL):
                console.progress.count(done, n, _("placing pictures"))
    except FloeError as error:
        console.complain(error)
        if done:
            sentence = _(
                "{done} of {all} pictures are placed; take it back with floe cluster -o {folder} --undo."
            )
            console.complain(sentence.format(done=grouped(done), all=grouped(n), folder=directory))
        return Sorted(plan, done, well=False)
    sentence = ngettext("{n} picture is placed.", "{n} pictures are placed.", n).format(n=grouped(n))
    back = _("Take it back with floe cluster -o {folder} --undo.").format(folder=directory)
    say(in_a_row((sentence, back)))
    return Sorted(plan, done, well=True)


def _nothing(_text: str) -> None:
    """What is said to nobody."""


def take_back(directory: Path, reader: ReadingProcess, console: Console, *, now: bool) -> int:
    """Say what would be taken back, and do it where it is wanted.

    The exit code: 0 all is as it was before, or is only shown; 1 something stays, which is said. Raises
    FloeError.
    """
    console.say(_back_text(read_journal(directory / JOURNAL, reader)))
    if not now:
        console.say(_("Nothing is done yet: add --yes to do it."))
        return 0
    n = stays = 0
    with console.progress.over(1):
        for done, n, sentence in undo(directory / JOURNAL, reader):
            console.progress.count(done, n, _("taking pictures back"))
            if sentence:
                console.complain(sentence)
                stays += 1
    back = n - stays
    console.say(
        ngettext("{n} picture is as it was.", "{n} pictures are as they were.", back).format(n=grouped(back))
    )
    return int(bool(stays))


def _back_text(done: Plan) -> str:
    n = len(done.placings)
    verbs = {
        "copy": ngettext("{n} copy is to be removed:", "{n} copies are to be removed:", n),
        "move": ngettext("{n} picture is to go back:", "{n} pictures are to go back:", n),
        "link": ngettext("{n} link is to be removed:", "{n} links are to be removed:", n),
    }
    lines = [verbs[done.how].format(n=grouped(n))]
    ways = Counter((each.target.parent, each.source.parent) for each in done.placings)
    for (target, source), many in ways.items():
        way = f"{target} → {source}" if done.how == "move" else str(target)
        lines.append(f"  {way}: {grouped(many)}")
    return "\n".join(lines)


def _plan_text(plan: Plan) -> str:
    verbs = {
        "copy": ngettext(
            "{n} picture is to be copied:", "{n} pictures are to be copied:", len(plan.placings)
        ),
        "move": ngettext("{n} picture is to be moved:", "{n} pictures are to be moved:", len(plan.placings)),
        "link": ngettext(
            "{n} picture is to be linked:", "{n} pictures are to be linked:", len(plan.placings)
        ),
    }
    lines = [verbs[plan.how].format(n=grouped(len(plan.placings)))]
    counts = Counter(each.target.parent for each in plan.placings)
    lines += [f"  {folder}: {grouped(n)}" for folder, n in counts.items()]
    renamed = sum(each.target.name != each.source.name for each in plan.placings)
    if renamed:
        sentence = ngettext(
            "{n} picture gets a number after its name, which is taken.",
            "{n} pictures get a number after their names, which are taken.",
            renamed,
        )
        lines.append(sentence.format(n=grouped(renamed)))
    return "\n".join(lines)
