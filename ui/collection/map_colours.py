"""What the colours of a map can say of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from core.collection.colouring import Colouring, by_cluster, by_number, by_text

if TYPE_CHECKING:
    from core.collection.found import Found

CLUSTER = "cluster"
_COLUMN = "column "


def colourings(run: Found | None) -> tuple[tuple[str, str], ...]:
    """Their names, and what a person reads."""
    names = [(CLUSTER, _words("Clusters")), ("typicality", _words("How typical"))]
    if run is None:
        return tuple(names)
    if run.collection.truth:
        names.append(("truth", _words("What is on them")))
    elif len({row.path.parent for row in run.rows}) > 1:
        names.append(("folder", _words("Folders")))
    if len(set(run.dates) - {""}) > 1:
        names.append(("date", _words("Dates")))
    return (*names, *((f"{_COLUMN}{name}", name) for name in run.collection.columns))


def colouring(run: Found, name: str) -> Colouring:
    """By clusters where the run has not what is asked for."""
    rows = run.places.tolist()
    if name == "typicality":
        return by_number(run.typicality, (_words("doubtful"), _words("typical")))
    if name == "folder":
        return by_text([run.rows[row].path.parent.name for row in rows])
    if name == "date":
        return by_text([run.dates[row] for row in rows])
    if name == "truth" and run.collection.truth:
        return by_text([run.collection.truth[row] for row in rows])
    column = run.collection.columns.get(name.removeprefix(_COLUMN))
    if name.startswith(_COLUMN) and column is not None:
        return by_text([column[row] for row in rows])
    return by_cluster(run.clustered.labels)


def _words(text: str) -> str:
    return QCoreApplication.translate("map_colours", text)
