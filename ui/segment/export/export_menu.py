"""The menu "Export one": the results that have no key of their own, filled when it is first opened."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

# These stand in the menu as actions with shortcuts (export_actions).
_ELSEWHERE = frozenset({"labels", "segmented", "masks", "areas", "run", "animation"})


class ExportMenu(QObject):
    """chosen(row): of export_rows. hindrances: why a key cannot be written now; None without a
    result."""

    chosen = Signal(str)

    def __init__(self, menu: QMenu, hindrances: Callable[[], dict[str, str] | None]) -> None:
        super().__init__(menu)
        self._menu, self._hindrances = menu, hindrances
        self._group = QActionGroup(self)
        self._group.setExclusive(False)
        self._group.triggered.connect(self._trigger)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._prepare)

    def _prepare(self) -> None:
        if not self._group.actions():
            self._fill()
        from ui.segment.export.export_rows import all_rows, translated

        why = self._hindrances()
        rows = {row.id: row for row in all_rows()}
        for action in self._group.actions():
            row = rows[action.data()]
            sentences = [] if why is None else [why.get(key, "") for key, _ in row.choices]
            action.setEnabled(why is not None and not all(sentences))
            action.setToolTip(sentences[0] if sentences and all(sentences) else translated(row.tooltip))

    def _fill(self) -> None:
        """All formats of Floe are looked at: later than the window is first shown."""
        from ui.segment.export.export_rows import all_rows, translated

        group = ""
        for row in all_rows():
            if row.id in _ELSEWHERE:
                continue
            if row.group != group:
                group = row.group
                self._menu.addSeparator()
            names = ", ".join(translated(name) for _, name in row.choices)
            text = self.tr("{0} ({1})…").format(translated(row.title), names)
            action = QAction(text, self._menu)
            action.setObjectName(f"export_one_{row.id}")
            action.setData(row.id)
            action.setStatusTip(translated(row.tooltip))
            self._group.addAction(action)
            self._menu.addAction(action)

    def _trigger(self, action: QAction) -> None:
        self.chosen.emit(action.data())
