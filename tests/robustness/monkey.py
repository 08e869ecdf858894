"""A monkey at the window: a thousand seeded actions, every dialog answered; nothing may go wrong.

Usage: ./.make/real-window .venv/bin/python -m tests.robustness.monkey [SEED] [ACTIONS]

The same seed does the same again: each action waits until the one before is done.
"""

from __future__ import annotations

import gc
import logging
import os
import random
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QEventLoop, QPoint, Qt, QThread, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QColorDialog,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QFileDialog,
    QGraphicsView,
    QLineEdit,
    QMenu,
    QMessageBox,
    QSpinBox,
    QTabBar,
    QTableView,
    QWidget,
)

from tests.e2e.pictures import patches, save

# It ends the program, hands over to the desktop, or measures for a minute.
_LEFT_OUT = {"quit", "about_qt", "check_measuring"}
# Qt keeps one tool tip window for the whole program, and combo boxes their lists.
_OF_QT = {"QTipLabel"}
_QUIET = "This plugin does not support"
_KEYS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Delete)
_MOST_GROWTH = 100 << 20
# Of hundred actions each: in fewer, most of the growth is what is loaded when it is first used.
_ENOUGH = 4
# A run that takes longer is cancelled, as an impatient person does.
_PATIENCE_MS = 3000
_WORDS = ("ice", "water", "", "1", "0,5", "a" * 300, "Eis – 氷", "-1", "1e999", "=1+1", "\u0301", "3 m")


class Monkey:
    """problems: what went wrong, in words. memory: held by the program, every hundred actions, in bytes."""

    def __init__(self, seed: int, folder: Path) -> None:
        self._chance = random.Random(seed)
        self._folder = folder
        self.problems: list[str] = []
        self.done: list[str] = []
        self.memory: list[int] = []
        shapes = ((72, 96), (64, 64), (1, 40), (120, 30))
        self._pictures = [
            save(folder / f"{number}.png", patches(max(h, 8), max(w, 8), number)[:h, :w])
            for number, (h, w) in enumerate(shapes)
        ]
        self._listen()

    def play(self, actions: int) -> None:
        """Open the window, act, close it, and look what is left."""
        from ui.application.application import log_defects, make_application
        from ui.application.window import make_window

        application = make_application()
        log_defects()
        window = self._window = make_window()
        window.resize(1366, 768)
        window.show()
        window.make_all()
        self._open()
        self._settle()
        for number in range(actions):
            self._act(number)
            if number % 100 == 0:
                self.memory.append(self._memory())
        self.memory.append(self._memory())
        if len(self.memory) > _ENOUGH and (growth := growth_of(self.memory)) > _MOST_GROWTH:
            self.problems.append(f"the program grew by {growth >> 20} MB")
        self._answer_all()
        window.close_without_asking()
        application.sendPostedEvents()
        self._look_for_leaks(window)

    def _listen(self) -> None:
        def hear(kind: QtMsgType, _context: object, message: str) -> None:
            if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) and _QUIET not in message:
                self.problems.append(f"Qt says: {message}")

        self._hear = hear
        qInstallMessageHandler(hear)
        handler = logging.Handler(logging.WARNING)
        handler.emit = lambda record: self.problems.append(  # type: ignore[method-assign]
            logging.Formatter().format(record)
        )
        logging.getLogger().addHandler(handler)
        chance, folder = self._chance, self._folder

        def somewhere(*_: object) -> tuple[str, str]:
            return str(folder / chance.choice(("a", "b.floe", "c.recipe.json", "d.csv", "e.png"))), ""

        def something(*_: object) -> str:
            there = sorted(path for path in folder.iterdir() if path.is_file())
            return str(chance.choice(there))

        QFileDialog.getSaveFileName = staticmethod(somewhere)
        QFileDialog.getOpenFileName = staticmethod(lambda *_: (something(), ""))
        QFileDialog.getOpenFileNames = staticmethod(lambda *_: ([something(), something()], ""))
        QFileDialog.getExistingDirectory = staticmethod(lambda *_: str(folder / "out"))
        QDesktopServices.openUrl = staticmethod(lambda *_: True)

    def _act(self, number: int) -> None:
        kinds: list[tuple[int, Callable[[], str]]] = [
            (30, self._trigger),
            (20, self._draw),
            (20, self._press_button),
            (15, self._set_value),
            (8, self._key),
            (4, self._open),
            (6, self._write),
            (6, self._click_table),
        ]
        weights = [weight for weight, _ in kinds]
        (_, act) = self._chance.choices(kinds, weights)[0]
        before = len(self.problems)
        told = act()
        self.done.append(told)
        self._settle()
        self._answer_all()
        for each in self.problems[before:]:
            print(f"{number}: after {self.done[-3:]}:\n{each}", flush=True)  # noqa: T201

    def _trigger(self) -> str:
        actions = self._window.services.actions.by_id
        names = sorted(name for name, each in actions.items() if each.isEnabled() and name not in _LEFT_OUT)
        name = self._chance.choice(names)
        self._in_the_loop(actions[name].trigger)
        return name

    def _draw(self) -> str:
        """Click, drag or turn the wheel in a picture."""
        view = self._pick(QGraphicsView)
        if view is None:
            return "no view"
        place = view.viewport()
        points = [self._point(place) for _ in range(self._chance.randrange(1, 5))]
        button = self._chance.choice((Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, _RIGHT))
        keys = self._chance.choice((_NO_KEY, _NO_KEY, Qt.KeyboardModifier.ControlModifier, _SHIFT))

        def draw() -> None:
            QTest.mousePress(place, button, keys, points[0])
            for point in points[1:]:
                QTest.mouseMove(place, point)
            QTest.mouseRelease(place, button, keys, points[-1])

        self._in_the_loop(draw)
        if self._chance.random() < 0.1:
            self._in_the_loop(lambda: QTest.mouseDClick(place, Qt.MouseButton.LeftButton, keys, points[0]))
        return f"drew in {view.objectName() or type(view).__name__}"

    def _press_button(self) -> str:
        button = self._pick(QAbstractButton)
        if button is None or button.objectName() in _LEFT_OUT:
            return "no button"
        # Before it is pressed: it may go with its dialog.
        name = button.objectName() or button.text()
        self._in_the_loop(button.click)
        return f"pressed {name}"

    def _set_value(self) -> str:
        kinds = (QAbstractSlider, QSpinBox, QDoubleSpinBox, QComboBox, QTabBar)
        widget = self._pick(self._chance.choice(kinds))
        if widget is None:
            return "no value"
        if isinstance(widget, QComboBox | QTabBar):
            places = [place for place in range(widget.count()) if _can_be_chosen(widget, place)]
            if places:
                index = self._chance.choice(places)
                self._in_the_loop(lambda: _choose(widget, index))
        else:
            low, high = widget.minimum(), min(widget.maximum(), widget.minimum() + 40)
            value = self._chance.uniform(low, high)
            whole = not isinstance(widget, QDoubleSpinBox)
            self._in_the_loop(lambda: widget.setValue(round(value) if whole else value))
        return f"set {widget.objectName() or type(widget).__name__}"

    def _key(self) -> str:
        key = self._chance.choice(_KEYS)
        widget = QApplication.focusWidget() or self._window
        self._in_the_loop(lambda: QTest.keyClick(widget, key))
        return f"key {key.name}"

    def _open(self) -> str:
        paths = self._chance.sample(self._pictures, self._chance.randrange(1, 4))
        documents = sorted(self._folder.glob("*.floe"))
        if documents and self._chance.random() < 0.3:
            paths = [self._chance.choice(documents)]
        self._in_the_loop(lambda: self._window.services.files.open_paths(list(paths)))
        return f"opened {[path.name for path in paths]}"

    def _write(self) -> str:
        edit = self._pick(QLineEdit)
        if edit is None or isinstance(edit.parent(), QAbstractSpinBox):
            return "no field"
        text = self._chance.choice(_WORDS)

        def write() -> None:
            edit.setText(text)
            edit.editingFinished.emit()

        self._in_the_loop(write)
        return f"wrote {text[:9]!r} in {edit.objectName()}"

    def _click_table(self) -> str:
        table = self._pick(QTableView)
        if table is None:
            return "no table"
        place, point = table.viewport(), self._point(table.viewport())
        double = self._chance.random() < 0.2
        click = QTest.mouseDClick if double else QTest.mouseClick
        keys = self._chance.choice((_NO_KEY, Qt.KeyboardModifier.ControlModifier))
        self._in_the_loop(lambda: click(place, Qt.MouseButton.LeftButton, keys, point))
        return f"clicked {table.objectName()}"

    def _pick(self, kind: type[Any]) -> Any:
        """A widget that a person could use now, of the top one of the dialogs."""
        top = QApplication.activeModalWidget() or self._window
        found = [each for each in top.findChildren(kind) if each.isVisible() and each.isEnabled()]
        return self._chance.choice(found) if found else None

    def _point(self, widget: QWidget) -> QPoint:
        return QPoint(
            self._chance.randrange(max(1, widget.width())), self._chance.randrange(max(1, widget.height()))
        )

    def _answer_all(self) -> None:
        """Answer dialogs and menus, until there is none; a dialog may bring another."""
        for _ in range(20):
            menu = QApplication.activePopupWidget()
            dialogs = [each for each in _shown(QDialog) if each.isVisible()]
            if isinstance(menu, QMenu):
                self._answer_menu(menu)
            elif menu is not None:
                self._in_the_loop(menu.close)
            elif dialogs:
                self._answer(dialogs[-1])
            else:
                return
            self._settle()
        for each in _shown(QDialog):
            each.reject()

    def _answer_menu(self, menu: QMenu) -> None:
        entries: Sequence[QAction] = [
            each for each in menu.actions() if each.isEnabled() and not each.isSeparator() and not each.menu()
        ]
        entries = [each for each in entries if each.objectName() not in _LEFT_OUT]
        self._in_the_loop(menu.close)
        if entries and self._chance.random() < 0.7:
            self._in_the_loop(self._chance.choice(entries).trigger)

    def _answer(self, dialog: QDialog) -> None:
        for _ in range(self._chance.randrange(3)):
            if isinstance(dialog, QMessageBox | QColorDialog):
                break
            self._chance.choice((self._set_value, self._write, self._press_button))()
            self._settle()
        if not _is_there(dialog):
            return
        buttons = [each for each in dialog.findChildren(QAbstractButton) if each.isVisible()]
        buttons = [each for each in buttons if each.isEnabled() and each.objectName() != "drop"]
        if buttons and self._chance.random() < 0.7:
            self._in_the_loop(self._chance.choice(buttons).click)
        elif _is_there(dialog):
            self._in_the_loop(dialog.reject)

    def _in_the_loop(self, call: Callable[[], object]) -> None:
        """From the event loop: what is thrown has nobody above it, as in the program."""
        loop = QEventLoop()

        def run() -> None:
            try:
                call()
            except RuntimeError as error:
                if "already deleted" not in str(error):
                    raise
            finally:
                loop.quit()

        QTimer.singleShot(0, run)
        QTimer.singleShot(_PATIENCE_MS, loop.quit)
        loop.exec()

    def _settle(self) -> None:
        """Until nothing works any more; what takes too long is cancelled."""
        waited = 0
        while self._busy() and waited < _PATIENCE_MS:
            self._wait(10)
            waited += 10
        if waited >= _PATIENCE_MS:
            self._in_the_loop(self._window.services.status.cancel_all)
        self._wait(0)

    def _busy(self) -> bool:
        (workspace, series, collection), services = self._window.workspaces, self._window.services
        works = workspace.runs.running and not workspace.runs.paused
        works = works or series.run.running or series.pictures.is_busy or series.export.exporting
        works = works or collection.pictures.busy or collection.sorting.running or collection.map.maker.busy
        works = works or collection.names.making or collection.folders.busy or collection.opening.busy
        works = works or collection.watching.busy or collection.comparing.busy or collection.curve.busy
        return bool(services.files.opening.reading or services.saving.saving or works)

    @staticmethod
    def _wait(milliseconds: int) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    @staticmethod
    def _memory() -> int:
        gc.collect()
        with Path("/proc/self/statm").open(encoding="ascii") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

    def _look_for_leaks(self, window: QWidget) -> None:
        """All that belongs to the window goes with it, panels that float too."""
        window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del window, self._window
        self._wait(50)
        gc.collect()
        running = [each for each in gc.get_objects() if isinstance(each, QThread) and _runs(each)]
        self.problems += [f"thread left: {each.objectName()}" for each in running]
        threads = [each for each in threading.enumerate() if each is not threading.main_thread()]
        self.problems += [
            f"thread left: {each.name}" for each in threads if not isinstance(each, threading._DummyThread)
        ]
        left = [each for each in QApplication.topLevelWidgets() if type(each).__name__ not in _OF_QT]
        self.problems += [f"widget left: {type(each).__name__} {each.objectName()}" for each in left]


def growth_of(memory: Sequence[int]) -> int:
    """By how much the second half of the measurements has more, each at its most.

    What is used the first time is loaded, and its kernels with it: that comes to an end. How much is held at
    one moment depends on what is open then: two moments say nothing.
    """
    half = len(memory) // 2
    return max(memory[half:]) - max(memory[:half])


def _can_be_chosen(widget: QComboBox | QTabBar, place: int) -> bool:
    if isinstance(widget, QTabBar):
        return widget.isTabEnabled(place)
    flags = widget.model().flags(widget.model().index(place, 0))
    return bool(flags & Qt.ItemFlag.ItemIsEnabled) and bool(flags & Qt.ItemFlag.ItemIsSelectable)


def _choose(widget: QComboBox | QTabBar, index: int) -> None:
    widget.setCurrentIndex(index)
    if isinstance(widget, QComboBox):
        widget.activated.emit(index)


def _shown(kind: type[Any]) -> list[Any]:
    every = [each for top in QApplication.topLevelWidgets() for each in (top, *top.findChildren(kind))]
    return [each for each in dict.fromkeys(every) if isinstance(each, kind) and each.isVisible()]


def _is_there(widget: QWidget) -> bool:
    import shiboken6

    return shiboken6.isValid(widget) and widget.isVisible()


def _runs(thread: QThread) -> bool:
    import shiboken6

    return shiboken6.isValid(thread) and thread is not QThread.currentThread() and thread.isRunning()


_RIGHT = Qt.MouseButton.RightButton
_NO_KEY, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier


def main(seed: int = 0, actions: int = 1000) -> int:
    with tempfile.TemporaryDirectory(prefix="floe-monkey-") as folder:
        for kind in ("STATE", "CONFIG", "DATA", "CACHE"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(folder) / kind)
        pictures = Path(folder) / "pictures"
        pictures.mkdir()
        # What it types may be taken for the name of a file.
        os.chdir(folder)
        monkey = Monkey(seed, pictures)
        monkey.play(actions)
    problems = list(dict.fromkeys(monkey.problems))
    print(f"seed {seed}: {len(monkey.done)} actions, {len(problems)} problems")  # noqa: T201
    print("MB:", *(each >> 20 for each in monkey.memory))  # noqa: T201
    for each in problems:
        print(each)  # noqa: T201
    sys.stdout.flush()
    return int(bool(problems))


if __name__ == "__main__":
    raise SystemExit(main(*(int(argument) for argument in sys.argv[1:])))
