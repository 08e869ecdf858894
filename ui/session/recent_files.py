"""The files opened last: kept in the settings, shown in a menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QMenu

from core.base.paths import expanded, is_file
from ui.widgets.settings import RECENT_FILES

MOST = 10
_WIDTH = 420


class RecentFiles(QObject):
    """Most recent first, each file once. chosen(path): that the user picked in a menu.

    changed(path): this one was added, or (empty) some are not there any more.
    """

    chosen = Signal(str)
    changed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._menus: list[QMenu] = []

    def paths(self) -> tuple[str, ...]:
        return RECENT_FILES.get()[:MOST]

    def add(self, path: str | Path) -> None:
        """Put the file first."""
        absolute = str(Path(path).absolute())
        self._store((absolute, *(known for known in self.paths() if known != absolute)), absolute)

    def remove(self, path: str | Path) -> None:
        """Forget one file, because it is gone or cannot be read."""
        absolute = str(Path(path).absolute())
        self._store(tuple(known for known in self.paths() if known != absolute))

    def clear(self) -> None:
        self._store(())

    def attach(self, menu: QMenu) -> None:
        """Fill `menu` anew whenever it opens; it is greyed while there is nothing in it."""
        self._menus.append(menu)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._refill)
        menu.triggered.connect(self._triggered)
        self._fill(menu)

    def _refill(self) -> None:
        menu = self.sender()
        if isinstance(menu, QMenu):
            self._fill(menu)

    def _fill(self, menu: QMenu) -> None:
        paths = self.paths()
        menu.clear()
        metrics = QFontMetrics(menu.font())
        for number, path in enumerate(paths, 1):
            shown = metrics.elidedText(_homely(path), Qt.TextElideMode.ElideMiddle, _WIDTH)
            key = f"&{number}" if number < 10 else "1&0"
            action = QAction(f"{key}  {shown.replace('&', '&&')}", menu)
            action.setObjectName(f"recent_{number}")
            action.setData(path)
            there = is_file(path)
            action.setEnabled(there)
            action.setToolTip(path if there else self.tr("{0} is not there any more.").format(path))
            action.setStatusTip(action.toolTip())
            menu.addAction(action)
        menu.addSeparator()
        clear = QAction(self.tr("&Clear list"), menu)
        clear.setObjectName("recent_clear")
        clear.setToolTip(self.tr("Forget these files; the files themselves stay."))
        clear.setStatusTip(clear.toolTip())
        menu.addAction(clear)
        menu.menuAction().setEnabled(bool(paths))

    def _triggered(self, action: QAction) -> None:
        if action.objectName() == "recent_clear":
            self.clear()
        elif action.data():
            self.chosen.emit(str(action.data()))

    def _store(self, paths: tuple[str, ...], added: str = "") -> None:
        RECENT_FILES.set(paths[:MOST])
        for menu in self._menus:
            menu.menuAction().setEnabled(bool(paths))
        self.changed.emit(added)


def _homely(path: str) -> str:
    """/home/me/a.png → ~/a.png."""
    home = expanded("~")
    return "~" + path[len(home) :] if path.startswith(home + "/") else path
