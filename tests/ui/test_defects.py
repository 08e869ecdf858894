"""An exception, wherever it is thrown, becomes a notice with its details, and the document stays usable."""

from __future__ import annotations

import functools
import inspect
import pkgutil
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QToolButton
from pytestqt.qtbot import QtBot

import ui
from tests.e2e.driving import drop, wait_result
from tests.e2e.pictures import patches, save
from tests.reading import ReaderInThisProcess
from ui.application.application import log_defects
from ui.application.window import make_window
from ui.shell.defects import DefectController
from ui.shell.main_window import MainWindow
from workers.job_thread import JobThread

pytestmark = pytest.mark.qt_no_exception_capture
# Closes the window, or asks the desktop for something that would stay.
NOT_TRIGGERED = {"quit", "close", "full_screen", "about_qt", "check_measuring"}
# Made once, when there is no window yet to say anything in.
MAKING = {"__init__", "actions", "add_buttons", "restore_geometry"}


def controllers() -> list[type[QObject]]:
    """All classes of ui that are called controllers."""
    modules = [import_module(each.name) for each in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}.")]
    found = {
        (name, kind.__module__): kind
        for module in modules
        for name, kind in vars(module).items()
        if name.endswith("Controller")
        and kind is not DefectController
        and inspect.isclass(kind)
        and kind.__module__ == module.__name__
    }
    return [found[name] for name in sorted(found)]


@pytest.fixture
def hooks(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """The hooks of the program; its reader in this process; no dialog that waits."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "__excepthook__", lambda *_: None)
    log_defects()
    monkeypatch.setattr("ui.session.opening.ReadingProcess", ReaderInThisProcess)
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")


@pytest.fixture
def window(hooks: None, qtbot: QtBot) -> Iterator[MainWindow]:
    made = make_window()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close_without_asking()


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    return save(tmp_path / "photo.png", patches())


def defects(window: MainWindow) -> list[str]:
    return [each.details for each in window.services.notices.notices() if each.details]


class ThrownError(Exception):
    """What no code expects."""


class Bombs:
    """Each method of a class throws when it is called the first time while the bombs are armed."""

    def __init__(self, kind: type[QObject], monkeypatch: pytest.MonkeyPatch) -> None:
        self.armed = False
        self.thrown: list[str] = []
        for name, method in list(vars(kind).items()):
            if inspect.isfunction(method) and name not in MAKING:
                monkeypatch.setattr(kind, name, self._rigged(name, method))

    @contextmanager
    def arm(self) -> Iterator[None]:
        self.armed = True
        try:
            yield
        finally:
            self.armed = False

    def _rigged(self, name: str, method: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(method)
        def call(*arguments: Any, **options: Any) -> Any:
            if self.armed and name not in self.thrown:
                self.thrown.append(name)
                raise ThrownError(name)
            return method(*arguments, **options)

        return call


def settle() -> None:
    """A turn of the event loop, as the program has it: exceptions go to the hook."""
    loop = QEventLoop()
    QTimer.singleShot(5, loop.quit)
    loop.exec()


def in_the_loop(call: Callable[[], object]) -> None:
    """From the event loop, where what is thrown has nobody above it."""
    QTimer.singleShot(0, call)
    settle()


def dismiss_dialogs() -> None:
    for each in QApplication.topLevelWidgets():
        if isinstance(each, QDialog) and each.isVisible():
            each.reject()


def draw(window: MainWindow) -> None:
    """Press, drag and let go in the picture."""
    view = window.workspace.parts.pictures.segmentation.viewport()
    a, b = QPointF(view.width() / 3, view.height() / 3), QPointF(view.width() / 2, view.height() / 2)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, a.toPoint())
    QTest.mouseMove(view, b.toPoint())
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, b.toPoint())


def is_beside(action: str, kinds: Sequence[type[QObject]]) -> bool:
    """Themes, and what makes the other workspaces, take most of the time: only where they can reach one."""
    if action.startswith("appearance"):
        return all(kind.__name__ != "AppearanceController" for kind in kinds)
    return action == "shortcuts" and all(kind.__module__.startswith("ui.segment.") for kind in kinds)


def do_everything(window: MainWindow, photo: Path, kinds: Sequence[type[QObject]]) -> None:
    """Open, then every action that this workspace has, each with a stroke in the picture."""
    in_the_loop(lambda: drop(window, [photo]))
    for name, action in [*window.services.actions.by_id.items()]:  # an action may make others
        if name in NOT_TRIGGERED or name.startswith(("recent", "open_sample", "workspace_")):
            continue
        if is_beside(name, kinds):
            continue
        if action.isEnabled():
            in_the_loop(action.trigger)
            in_the_loop(dismiss_dialogs)
    in_the_loop(lambda: draw(window))
    in_the_loop(window.services.autosave.keep_now)


def in_groups(kinds: list[type[QObject]], size: int) -> list[list[type[QObject]]]:
    """So many to a window, as far apart as can be: what one keeps from happening is seldom another's."""
    number = -(-len(kinds) // size)
    return [kinds[place::number] for place in range(number)]


@pytest.mark.parametrize(
    "kinds", in_groups(controllers(), 4), ids=lambda kinds: "-".join(kind.__name__ for kind in kinds)
)
def test_an_exception_in_a_controller(
    kinds: list[type[QObject]],
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    *,
    qtbot: QtBot,
    photo: Path,
) -> None:
    bombs = {kind: Bombs(kind, monkeypatch) for kind in kinds}
    window = request.getfixturevalue("window")
    drop(window, [photo])
    wait_result(qtbot, window, photo.name)
    with ExitStack() as armed:
        for each in bombs.values():
            armed.enter_context(each.arm())
        do_everything(window, photo, kinds)
    thrown = {kind.__name__: each.thrown for kind, each in bombs.items()}
    if any(thrown.values()):
        assert defects(window), thrown
    window.make_all()
    # Where nothing has called it meanwhile, a slot does.
    for kind, each in bombs.items():
        if not each.thrown:
            window.services.notices.clear()
            found = [one for one in window.findChildren(QObject) if isinstance(one, kind)]
            assert found, f"there is no {kind.__name__} in the window"
            throw_in(found[0])
            settle()
            assert "ThrownError" in "".join(defects(window))
    assert "Traceback" in defects(window)[0]
    dismiss_dialogs()
    window.services.status.cancel_all()
    assert_usable(qtbot, window, photo)


def throw_in(receiver: QObject) -> None:
    """From a slot of this object."""

    def explode(self: QObject) -> None:
        raise ThrownError(type(self).__name__)

    type(receiver).explode = explode
    QTimer.singleShot(0, receiver.explode)


def assert_usable(qtbot: QtBot, window: MainWindow, photo: Path) -> None:
    """The document is there, can be changed, and the next picture comes."""
    assert window.isVisible()
    assert window.session.document is not None
    other = save(photo.with_name("other.png"), patches(40, 56, seed=9))
    drop(window, [other])
    wait_result(qtbot, window, other.name)
    names = [item.name for item in window.session.document.classes_for(4)]
    window.session.rename_class(names[0], "ice")
    assert "ice" in [item.name for item in window.session.document.classes_for(4)]
    window.session.undo_stack.undo()
    assert "ice" not in [item.name for item in window.session.document.classes_for(4)]


def test_an_exception_in_each_thread_of_the_window(window: MainWindow, qtbot: QtBot, photo: Path) -> None:
    """What comes after it is done."""
    drop(window, [photo])
    wait_result(qtbot, window, photo.name)
    threads = window.findChildren(JobThread)
    assert len(threads) > 10
    for thread in threads:
        window.services.notices.clear()

        def explode(_cancelled: object, name: str = thread.objectName()) -> None:
            raise ThrownError(name)

        thread.submit(explode)
        qtbot.waitUntil(lambda: bool(defects(window)))
        assert "ThrownError" in defects(window)[0]
        dismiss_dialogs()
    assert_usable(qtbot, window, photo)


def test_the_details_are_copied(window: MainWindow, qtbot: QtBot) -> None:
    throw_in(window.services.files)
    qtbot.waitUntil(lambda: bool(defects(window)))
    copy = window.findChild(QToolButton, "notice_copy")
    assert copy.isVisible()
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("Floe 0.")
    assert "ThrownError: FileController" in copied


def test_an_exception_that_is_thrown_again_and_again_is_one_notice(window: MainWindow, qtbot: QtBot) -> None:
    for _ in range(5):
        throw_in(window.services.files)
        settle()
    qtbot.waitUntil(lambda: bool(defects(window)))
    assert len(defects(window)) == 1


def test_a_thread_of_python_too(window: MainWindow, qtbot: QtBot) -> None:
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(defects(window)))
    assert "ZeroDivisionError" in defects(window)[0]
