"""`floe cluster --compare RUN RUN`: which clusters of two runs are the same, and what moved where."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError
from core.base.json_text import parsed
from core.base.paths import is_file
from core.base.sentences import _, ngettext, with_commas
from core.collection.run_comparison import Outcome, RunComparison, compared, outcome_in
from core.collection.saved_collection import read_collection
from core.collection.store import NAME
from core.collection.verify import read_collection_record
from core.document.plain_json import damage_named
from core.export.tables.columns import Cell, csv_table
from core.guarded.process import ReadingProcess
from core.writing.number_words import grouped
from core.writing.replace import make_folder, write_bytes
from ui.cli.console import Console
from ui.cli.text_table import aligned

TABLE = "comparison.csv"


def compare_runs(
    names: tuple[str, str], directory: Path | None, reader: ReadingProcess, console: Console, *, as_json: bool
) -> None:
    """names: keys of runs that the folder has had, or their beginnings, or records. Where there is a folder a
    table of all pictures is written there. Raises ParameterError, ReadError, WriteError.
    """
    first, second = (_outcome(name, directory, reader) for name in names)
    found = compared(first, second)
    written = None
    if directory is not None:
        make_folder(directory)
        written = directory / TABLE
        write_bytes(written, csv_table(_columns(found)))
    if as_json:
        console.answer(json.dumps(_json(found, written), indent=1))
    else:
        console.say("\n".join(_lines(found, written)))


def _outcome(name: str, directory: Path | None, reader: ReadingProcess) -> Outcome:
    path = Path(name)
    if is_file(path):
        record = read_collection_record(path, reader)
        with damage_named(path, "record"):
            return outcome_in(record)
    if directory is None:
        sentence = _("{name} is no file: give the run.json of a run, or -o DIR and the keys of its runs.")
        raise ParameterError(sentence.format(name=name))
    if not is_file(directory / NAME):
        raise ParameterError(_("There was no run in {folder}.").format(folder=directory))
    saved = reader.read_by(read_collection, directory / NAME)
    runs = [run for run in saved.runs if run.key.startswith(name)]
    if len(runs) != 1:
        sentence = ngettext(
            "{n} run of {folder} has a key that begins with “{name}”: --runs lists them.",
            "{n} runs of {folder} have a key that begins with “{name}”: --runs lists them.",
            len(runs),
        )
        raise ParameterError(sentence.format(n=len(runs), folder=directory, name=name))
    with damage_named(directory / NAME, "record"):
        outcome = outcome_in(parsed(runs[0].record))
    return replace(outcome, names=dict([*runs[0].proposed, *runs[0].names]))


def _lines(found: RunComparison, written: Path | None) -> list[str]:
    n, moved = len(found.moved), int(found.moved.sum())
    lines = [f"{each.key}  {each.title}" for each in (found.first, found.second)]
    sentence = ngettext(
        "{n} picture in both, {moved} elsewhere: adjusted Rand index {ari:.3f}, normalised mutual "
        "information {nmi:.3f}",
        "{n} pictures in both, {moved} elsewhere: adjusted Rand index {ari:.3f}, normalised mutual "
        "information {nmi:.3f}",
        n,
    )
    table = found.table
    lines.append(sentence.format(n=grouped(n), moved=grouped(moved), ari=table.ari, nmi=table.nmi))
    lines += [*_alone(found), *aligned(_table(found), words=3)]
    taken = set(table.matched.values())
    if new := [found.second.label(each) for each in table.second if each not in taken]:
        lines.append(_("new in the second: {clusters}").format(clusters=with_commas(new)))
    return [*lines, *([] if written is None else [_("wrote {path}").format(path=written)])]


def _alone(found: RunComparison) -> list[str]:
    said = zip(found.alone, (_("the first"), _("the second")), strict=True)
    return [
        ngettext("{n} picture is in {run} alone", "{n} pictures are in {run} alone", n).format(
            n=grouped(n), run=run
        )
        for n, run in said
        if n
    ]


def _table(found: RunComparison) -> list[list[str]]:
    """A row a cluster of the first: what it is in the second, and where the others of it went."""
    table, counts = found.table, found.table.counts.tolist()
    columns = [[_("first")], [_("second")], [_("others went to")], [_("pictures")], [_("stay")]]
    for old, row in zip(table.first, counts, strict=True):
        went = Counter(dict(zip(table.second, row, strict=True)))
        into = table.matched.get(old)
        stay = 0 if into is None else went.pop(into)
        others = [f"{found.second.label(to)}: {grouped(n)}" for to, n in went.most_common() if n]
        cells = (
            found.first.label(old),
            "–" if into is None else found.second.label(into),
            with_commas(others),
            grouped(sum(row)),
            grouped(stay),
        )
        for column, cell in zip(columns, cells, strict=True):
            column.append(cell)
    return columns


def _columns(found: RunComparison) -> dict[str, list[Cell]]:
    """A row for each picture of both; matched: the cluster of the second that its cluster is."""
    (one, other), rows = found.labels.tolist(), found.rows[0].tolist()
    first, second = found.first, found.second
    return {
        "path": [first.paths[row] for row in rows],
        "sha256": [first.sha256s[row] for row in rows],
        "first": list(one),
        "first_name": [first.names.get(each, "") for each in one],
        "matched": [found.table.matched.get(each) for each in one],
        "second": list(other),
        "second_name": [second.names.get(each, "") for each in other],
        "moved": ["yes" if each else "no" for each in found.moved.tolist()],
    }


def _json(found: RunComparison, written: Path | None) -> dict[str, Any]:
    table = found.table
    runs = zip(("first", "second"), (found.first, found.second), found.alone, strict=True)
    said = {
        name: {
            "key": each.key,
            "title": each.title,
            "alone": alone,
            "names": {str(cluster): called for cluster, called in each.names.items()},
        }
        for name, each, alone in runs
    }
    return {
        **said,
        "pictures": len(found.moved),
        "moved": int(found.moved.sum()),
        "ari": table.ari,
        "nmi": table.nmi,
        "matched": [list(pair) for pair in table.matched.items()],
        "contingency": {
            "first": list(table.first),
            "second": list(table.second),
            "pictures": table.counts.tolist(),
        },
        "outputs": {} if written is None else {"table": str(written)},
    }
