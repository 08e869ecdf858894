"""The list of the pictures of a series as a model: what stands in a row, and its preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QCoreApplication, QObject, Qt
from PySide6.QtGui import QPixmap

from ui.canvas.picture_rows import RESULT, WORDS, PictureWords
from ui.series.series_state import PictureRow, RowState
from ui.widgets.model_index import NO_INDEX, AnyIndex
from workers.previews import Preview

_MOST_PIXMAPS = 200
_KINDS = {"failed": "error", "doubtful": "warning", "drifted": "warning", "outdated": "warning"}


def state_words(state: RowState) -> str:
    """What a person reads of a state."""
    words = {
        "new": _words("not measured"),
        "measuring": _words("measuring…"),
        "measured": _words("measured"),
        "edited": _words("edited"),
        "doubtful": _words("doubtful"),
        "drifted": _words("drifted"),
        "failed": _words("failed"),
        "outdated": _words("measure again"),
    }
    return words[state]


def own_words(row: PictureRow) -> str:
    """What a picture has of its own, briefly; "" where nothing."""
    words = {"scale": _words("own scale"), "regions": _words("own regions"), "edits": _words("edited")}
    said = [words[name] for name in row.own if not (name == "edits" and row.state == "edited")]
    if row.own_legend:
        said.insert(0, _words("own legend"))
    return ", ".join(said)


def _parts_words(row: PictureRow) -> list[str]:
    """What a picture has of its own, and what it shares, a line each."""
    own = {
        "scale": _words("Scale: its own"),
        "regions": _words("Regions of interest: its own"),
        "edits": _words("Edited by hand in Segment"),
    }
    shared = {
        "scale": _words("Scale: that of all"),
        "regions": _words("Regions of interest: those of all"),
    }
    return [*(own[name] for name in row.own), *(shared[name] for name in row.shared)]


class PictureModel(QAbstractListModel):
    """A row a picture; previews come later, as they are made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[PictureRow, ...] = ()
        self._previews: dict[Path, Preview] = {}
        self._results: Mapping[Path, QPixmap] = {}
        self._of_a_row: dict[int, Callable[[PictureRow], Any]] = {
            int(Qt.ItemDataRole.DisplayRole): _name,
            int(Qt.ItemDataRole.DecorationRole): self._picture,
            int(Qt.ItemDataRole.ToolTipRole): _tooltip,
            int(Qt.ItemDataRole.AccessibleTextRole): _spoken,
            int(RESULT): self._result,
            int(WORDS): _picture_words,
        }
        # Of those that were seen last: a list may hold ten thousand.
        self._pixmaps = lru_cache(_MOST_PIXMAPS)(_pixmap)

    def set_rows(self, rows: Sequence[PictureRow]) -> None:
        """The same pictures in the same order stay selected."""
        rows, before = tuple(rows), self.rows
        if [row.path for row in rows] == [row.path for row in before]:
            self.rows = rows
            changed = [i for i, (new, old) in enumerate(zip(rows, before, strict=True)) if new != old]
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def set_previews(self, previews: Mapping[Path, Preview]) -> None:
        """Those that are new among these are shown."""
        new = [path for path, each in previews.items() if self._previews.get(path) is not each]
        self._previews = dict(previews)
        if new and self.rows:
            self.dataChanged.emit(self.index(0), self.index(len(self.rows) - 1))

    def set_results(self, results: Mapping[Path, QPixmap]) -> None:
        """What was measured, of those that were seen."""
        self._results = results

    def place_of(self, path: Path) -> int:
        """Its row; -1 where it is not in the list."""
        return next((i for i, row in enumerate(self.rows) if row.path == path), -1)

    def rowCount(self, parent: AnyIndex = NO_INDEX) -> int:  # noqa: N802
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        made = self._of_a_row.get(int(role))
        return None if made is None else made(self.rows[index.row()])

    def _picture(self, row: PictureRow) -> QPixmap | None:
        preview = self._previews.get(row.path)
        return None if preview is None or not preview.jpeg else self._pixmaps(preview.jpeg)

    def _result(self, row: PictureRow) -> QPixmap | None:
        return self._results.get(row.path)


def _name(row: PictureRow) -> str:
    return row.path.name


def _tooltip(row: PictureRow) -> str:
    lines = [str(row.path), row.date.text, state_words(row.state), row.reason, *_parts_words(row)]
    return "\n".join(line for line in lines if line)


def _spoken(row: PictureRow) -> str:
    """For who does not see it."""
    words = row.path.name, state_words(row.state), own_words(row)
    return ", ".join(each for each in words if each)


def _picture_words(row: PictureRow) -> PictureWords:
    reason = " ".join(row.short_reason.split())
    more = " · ".join(part for part in (own_words(row), reason) if part)
    lines = tuple(line for line in (state_words(row.state), row.date.text[:10], more) if line)
    return PictureWords(row.path.name, lines, _KINDS.get(row.state, ""))


def _pixmap(jpeg: bytes) -> QPixmap:
    pixmap = QPixmap()
    pixmap.loadFromData(jpeg, "JPEG")
    return pixmap


def _words(text: str) -> str:
    return QCoreApplication.translate("PictureModel", text)
