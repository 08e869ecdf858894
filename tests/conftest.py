"""What every test stands on: an offscreen Qt, settings of its own, and nothing unexpected or left over.

A test fails that leaves a thread, a QThread or a top-level widget behind, that lets Qt or a library warn,
or that would wait for a person in a modal dialog. Tests without Qt pay nothing for the Qt part.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from tests.offline import forbid_sockets

PLATFORM = os.environ.get("FLOE_TEST_PLATFORM") or os.environ.get("QT_QPA_PLATFORM") or "offscreen"
os.environ["QT_QPA_PLATFORM"] = PLATFORM
os.environ["LANGUAGE"] = "en"  # whatever the tester speaks
forbid_sockets()

# The first call of a kernel may compile it, so the time an example takes says nothing.
hypothesis.settings.register_profile(
    "floe",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
hypothesis.settings.load_profile("floe")

THREAD_GRACE_S = 2.0
THREAD_GRACE_MS = 2000
# Of every window that has a minimum size; pytest-qt ignores it by qt_log_ignore.
OFFSCREEN_SAYS = "This plugin does not support"
# Qt keeps one tool tip window for the whole program.
WIDGETS_OF_QT = {"QTipLabel"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests in a real window where there is none."""
    if PLATFORM != "xcb":
        reason = "needs a real window: `make test` runs it under Xvfb"
        for item in items:
            if item.get_closest_marker("xvfb"):
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real pictures that lies beside the clone; the test is skipped where there is none."""
    folder = Path(__file__).resolve().parents[1].parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"no real pictures at {folder}")
    return folder


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home for cache, settings, data and state of this test alone; never the user's."""
    home = tmp_path_factory.mktemp("home")
    for kind in ("CACHE", "CONFIG", "DATA", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
    (home / "run").mkdir(0o700)  # no test meets the window of another, or the user's
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(home / "run"))
    return home


@pytest.fixture(autouse=True)
def no_thread_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    # What Python calls a thread that it did not start, a QThread, cannot be joined; those are seen below.
    started = [each for each in threading.enumerate() if not isinstance(each, threading._DummyThread)]
    left = [thread for thread in started if thread not in before]
    for thread in left:
        thread.join(THREAD_GRACE_S)
    alive = [thread.name for thread in left if thread.is_alive()]
    if alive:
        pytest.fail(f"threads left running: {', '.join(alive)}")


class _Warnings(logging.Handler):
    """Keeps the log records of level warning and above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """A warning in the log fails the test, unless it looks at the log itself (`caplog`)."""
    handler = _Warnings()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if handler.records and "caplog" not in request.fixturenames:
        pytest.fail("logged: " + "; ".join(f"{r.name}: {r.getMessage()}" for r in handler.records))


@pytest.fixture(autouse=True)
def qt_isolated(request: pytest.FixtureRequest, own_folders: Path) -> Iterator[None]:
    """For tests that use Qt: settings in a file of their own, no modal dialog, no widget or QThread left."""
    if "qapp" not in request.fixturenames:
        yield
        return
    from PySide6.QtCore import QSettings

    request.getfixturevalue("qapp")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    for kind in (QSettings.Format.IniFormat, QSettings.Format.NativeFormat):
        QSettings.setPath(kind, QSettings.Scope.UserScope, str(own_folders / "settings"))
    _show_no_convergence()
    _open_drawer()
    _refuse_modal_dialogs(request.getfixturevalue("monkeypatch"))
    before = _top_level_widgets()
    yield
    _clear_clipboard()
    left = _top_level_widgets() - before
    if left:
        gc.collect()
        left = _top_level_widgets() - before
    problems = [f"widget left: {name}" for _, name in sorted(left)] + _running_qthreads()
    if problems:
        pytest.fail("; ".join(problems))


def _show_no_convergence() -> None:
    """A picture that is opened is at its result; the tests of what is shown before ask for it."""
    from ui.widgets.settings import SHOW_CONVERGENCE

    SHOW_CONVERGENCE.set("never")


def _open_drawer() -> None:
    """The panel below the pictures is open: most tests press what is in it. tests/ui/widgets/test_folding.py
    has it as it is at the first start.
    """
    from ui.widgets.settings import DRAWER

    DRAWER.set("open")


def _clear_clipboard() -> None:
    """No test finds what another has copied; and a QMimeData of Python's there ends the process badly."""
    from PySide6.QtGui import QGuiApplication

    clipboard = QGuiApplication.clipboard()
    if PLATFORM == "offscreen" or clipboard.ownsClipboard():  # not what a person has copied meanwhile
        clipboard.clear()


def _top_level_widgets() -> set[tuple[int, str]]:
    """Address and name of every top-level widget, once what waits for deletion is deleted."""
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return {
        (shiboken6.getCppPointer(widget)[0], f"{type(widget).__name__} “{widget.objectName()}”")
        for widget in QApplication.topLevelWidgets()
        if widget.metaObject().className() not in WIDGETS_OF_QT
    }


def _running_qthreads() -> list[str]:
    """The QThreads that still run after a grace; stopped, so that the tests that follow are not hit."""
    import shiboken6
    from PySide6.QtCore import QThread

    found = [each for each in gc.get_objects() if isinstance(each, QThread) and shiboken6.isValid(each)]
    left = []
    for thread in found:
        if thread != QThread.currentThread() and not thread.wait(THREAD_GRACE_MS):
            left.append(f"QThread left running: {type(thread).__name__} “{thread.objectName()}”")
            thread.quit()
            thread.wait(THREAD_GRACE_MS)
    return left


def _refuse_modal_dialogs(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dialog that would wait for a person raises at once; a test that expects one replaces it."""
    from PySide6.QtWidgets import QColorDialog, QDialog, QFileDialog, QInputDialog, QMenu, QMessageBox

    def refuse(*arguments: object, **options: object) -> None:
        raise AssertionError(f"a modal dialog was opened: {arguments} {options}")

    waiting = {
        QDialog: ("exec",),
        QMenu: ("exec",),
        QMessageBox: ("exec", "information", "question", "warning", "critical", "about"),
        QFileDialog: ("getOpenFileName", "getOpenFileNames", "getSaveFileName", "getExistingDirectory"),
        QInputDialog: ("getText", "getInt", "getDouble", "getItem", "getMultiLineText"),
        QColorDialog: ("getColor",),
    }
    for owner, names in waiting.items():
        for name in names:
            monkeypatch.setattr(owner, name, refuse)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """pytest-qt fails a test for what Qt says while it runs; this does so for what Qt says while it ends."""
    if "qapp" not in getattr(item, "fixturenames", ()) or "PySide6.QtCore" not in sys.modules:
        return (yield)
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    said: list[str] = []

    def listen(kind: QtMsgType, _context: object, message: str) -> None:
        quiet = kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)
        if not quiet and not message.startswith(OFFSCREEN_SAYS):
            said.append(message)

    previous = qInstallMessageHandler(listen)
    try:
        outcome = yield
    finally:
        qInstallMessageHandler(previous)
    if said and not item.get_closest_marker("no_qt_log"):
        pytest.fail("Qt said while the test ended: " + "; ".join(said))
    return outcome
