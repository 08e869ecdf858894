"""What is known to be on the pictures of a collection: from their folders, a column of its table, or a
file.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.base.closest import did_you_mean
from core.base.errors import ParameterError, ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _, listed, ngettext
from core.collection.collection import Collection
from core.collection.gather import places_of
from core.collection.tables import table_in
from core.guarded.process import ReadingProcess

FOLDERS = "folders"
# What a column of labels is called where a table has several others.
_LABELS = ("truth", "label", "class", "category", "kind")


def with_truth(
    collection: Collection, text: str, reader: ReadingProcess, cancelled: Cancel = never_cancelled
) -> Collection:
    """text: "folders", the name of a column of the collection's table, or a file: a table with the column
    path and one of labels. Raises ParameterError, ReadError, Cancelled.
    """
    if text == FOLDERS:
        truth = tuple(path.parent.name or path.absolute().parent.name for path in collection.pictures)
        return _checked(replace(collection, truth=truth, truth_from=FOLDERS), text)
    if text.lower() in collection.columns:
        return _checked(replace(collection, truth=collection.columns[text.lower()], truth_from=text), text)
    path = Path(text)
    if not path.suffix:
        known = (FOLDERS, *collection.columns)
        sentence = _(
            "--truth is “{text}”: write folders, a column of the table, or a file (.csv, .tsv, .parquet)."
        )
        raise ParameterError(sentence.format(text=text) + did_you_mean(text, known))
    truth = _of_file(path, collection, reader, cancelled)
    return _checked(replace(collection, truth=truth, truth_from=path.name), text)


def _of_file(
    path: Path, collection: Collection, reader: ReadingProcess, cancelled: Cancel
) -> tuple[str, ...]:
    table = reader.read_by(table_in, path, cancelled=cancelled)
    others = [name for name in table.names if name != table.paths]
    label = next((name for name in _LABELS if name in others), others[0] if len(others) == 1 else "")
    if not table.paths or not label:
        sentence = _("it needs the columns path and label, and has {columns}.")
        raise ReadError(path, sentence.format(columns=listed(table.names)))
    names = table.column(table.paths)
    places = places_of(names, path, collection.pictures)
    if strange := [name for name, at in zip(names, places, strict=True) if at < 0]:
        sentence = ngettext(
            "{n} of its rows names no picture of the collection, the first is {name}.",
            "{n} of its rows name no picture of the collection, the first is {name}.",
            len(strange),
        )
        raise ReadError(path, sentence.format(n=len(strange), name=strange[0]))
    truth = [""] * len(collection.pictures)
    for at, text in zip(places, table.column(label), strict=True):
        truth[at] = text
    return tuple(truth)


def _checked(collection: Collection, text: str) -> Collection:
    if len({label for label in collection.truth if label}) < 2:
        sentence = _("--truth {text} gives all pictures one label: two or more are needed to compare with.")
        raise ParameterError(sentence.format(text=text))
    return collection
