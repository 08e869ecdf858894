"""In a real window, under a window manager: what is seen, keys, mouse, menus, sizes, appearance."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QMenu, QSpinBox, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.e2e.driving import click_class, complaint, drop_one, find, names, wait_result
from tests.e2e.pictures import patches, save
from ui.shell.main_window import MainWindow
from ui.widgets.theme import apply_scheme

pytestmark = pytest.mark.xvfb
ROOT = Path(__file__).resolve().parents[2]
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def real_window(qtbot: QtBot, window: MainWindow) -> Iterator[MainWindow]:
    """Shown by the window manager, with the keyboard; light again behind the test."""
    window.activateWindow()
    qtbot.waitActive(window)
    yield window
    apply_scheme("light")


def on_screen(window: MainWindow, widget: QWidget) -> NDArray[np.uint8]:
    """What the screen shows of a widget, (height, width, 3)."""
    window.repaint()
    whole = window.screen().grabWindow(0).toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(whole.constBits(), np.uint8).reshape(whole.height(), whole.bytesPerLine())
    pixels = rows[:, : 3 * whole.width()].reshape(whole.height(), whole.width(), 3)
    at = QRect(widget.mapToGlobal(QPoint(0, 0)), widget.size())
    return pixels[at.top() : at.bottom() + 1, at.left() : at.right() + 1].copy()


def click_native(window: MainWindow, widget: QWidget) -> None:
    """A click that comes from the window system's side: Qt finds the widget under it."""
    handle = window.windowHandle()
    QTest.mouseClick(handle, Qt.MouseButton.LeftButton, pos=widget.mapTo(window, widget.rect().center()))


def test_both_views_are_seen(qtbot: QtBot, real_window: MainWindow, photo: Path) -> None:
    drop_one(qtbot, real_window, photo)
    pictures = real_window.workspace.parts.pictures

    def seen() -> bool:
        views = (pictures.original, pictures.segmentation)
        return all(len(np.unique(on_screen(real_window, v).reshape(-1, 3), axis=0)) > 4 for v in views)

    qtbot.waitUntil(seen, timeout=10_000)
    original = on_screen(real_window, pictures.original)
    segmentation = on_screen(real_window, pictures.segmentation)
    count = [len(np.unique(each.reshape(-1, 3), axis=0)) for each in (original, segmentation)]
    assert count[1] < count[0], "the segmentation has four colours, the picture has many"


def test_by_keyboard_alone(qtbot: QtBot, real_window: MainWindow, photo: Path) -> None:
    window = real_window
    window.services.files.open_paths([photo])  # as the command line does
    wait_result(qtbot, window, photo.name)
    qtbot.keyClick(window, Qt.Key.Key_Up, CONTROL | SHIFT)
    assert wait_result(qtbot, window).segmentation.k == 5
    qtbot.keyClick(window, Qt.Key.Key_Down, CONTROL | SHIFT)
    qtbot.keyClick(window, Qt.Key.Key_Down, CONTROL | SHIFT)
    assert wait_result(qtbot, window).segmentation.k == 3
    qtbot.keyClick(window, Qt.Key.Key_Z, CONTROL)
    assert wait_result(qtbot, window).segmentation.k == 4
    qtbot.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.workspace.parts.timeline.is_playing, timeout=10_000)
    qtbot.keyClick(window, Qt.Key.Key_End, ALT)
    qtbot.waitUntil(lambda: window.workspace.replay.at_result)
    qtbot.keyClick(window, Qt.Key.Key_Left, ALT)
    qtbot.waitUntil(lambda: window.workspace.replay.shown == window.workspace.parts.timeline.last - 1)
    qtbot.keyClick(window, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: window.workspace.runs.paused)
    qtbot.keyClick(window, Qt.Key.Key_F6)
    wait_result(qtbot, window)
    click_class(qtbot, window, "2")
    qtbot.keyClick(window, Qt.Key.Key_F2)
    editor = next(e for e in window.workspace.parts.classes.view.findChildren(QLineEdit) if e.isVisible())
    qtbot.keyClicks(editor, "moss")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "moss" in names(window))


def test_undo_while_the_cursor_is_in_a_number(qtbot: QtBot, real_window: MainWindow, photo: Path) -> None:
    window = real_window
    drop_one(qtbot, window, photo)
    spin = find(window, QSpinBox, "k")
    click_native(window, spin)
    qtbot.waitUntil(spin.hasFocus)
    spin.selectAll()
    qtbot.keyClicks(spin, "7")
    qtbot.keyClick(spin, Qt.Key.Key_Return)
    assert wait_result(qtbot, window).segmentation.k == 7
    qtbot.keyClick(spin, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: window.session.document.parameters.k == 4)
    assert spin.value() == 4


def test_a_click_of_the_real_mouse(qtbot: QtBot, real_window: MainWindow) -> None:
    click_native(real_window, find(real_window, QAbstractButton, "sample_sea-ice"))
    wait_result(qtbot, real_window)
    click_native(real_window, find(real_window, QAbstractButton, "step_button"))
    qtbot.waitUntil(lambda: real_window.workspace.runs.paused)
    click_native(real_window, find(real_window, QAbstractButton, "stop_button"))
    assert not wait_result(qtbot, real_window).segmentation.converged


def test_every_menu_opens(qtbot: QtBot, real_window: MainWindow) -> None:
    bar = real_window.menuBar()
    # Those of other workspaces are hidden.
    for entry in filter(QAction.isVisible, bar.actions()):
        menu = entry.menu()
        assert isinstance(menu, QMenu)
        QTest.mouseClick(
            real_window.windowHandle(),
            Qt.MouseButton.LeftButton,
            pos=bar.mapTo(real_window, bar.actionGeometry(entry).center()),
        )
        qtbot.waitUntil(menu.isVisible)
        room = real_window.screen().geometry()
        assert room.contains(menu.geometry()), entry.text()
        qtbot.keyClick(menu, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda m=menu: not m.isVisible())
        qtbot.keyClick(bar, Qt.Key.Key_Escape)


def test_maximised(qtbot: QtBot, real_window: MainWindow) -> None:
    real_window.showMaximized()
    room = real_window.screen().availableGeometry()
    qtbot.waitUntil(lambda: real_window.width() == room.width())
    # The window manager tells the new size first and the frame, which it counts, a moment later.
    qtbot.waitUntil(lambda: real_window.frameGeometry().height() == room.height())


def test_dark_repaints_everything(qtbot: QtBot, real_window: MainWindow, photo: Path) -> None:
    drop_one(qtbot, real_window, photo)
    parts = real_window.workspace.parts
    widgets = [parts.clustering, parts.classes, parts.timeline, parts.inertia, parts.space]

    def brightness() -> list[float]:
        surround = float(on_screen(real_window, parts.pictures.original)[2, 2].mean())
        return [surround, *(float(np.median(on_screen(real_window, each))) for each in widgets)]

    qtbot.waitUntil(lambda: all(value > 128 for value in brightness()), timeout=10_000)
    qtbot.keyClick(real_window, Qt.Key.Key_F11, CONTROL)
    qtbot.waitUntil(lambda: all(value < 96 for value in brightness()), timeout=10_000)
    link = find(real_window, QAbstractButton, "set_scale_link")
    assert on_screen(real_window, link)[..., 1].max() > 150, "the link is to be read in the dark too"
    qtbot.keyClick(real_window, Qt.Key.Key_F10, CONTROL)
    qtbot.waitUntil(lambda: all(value > 128 for value in brightness()), timeout=10_000)


def test_everything_fits_into_a_small_window(qtbot: QtBot, real_window: MainWindow, tmp_path: Path) -> None:
    window = real_window
    name = "a very long file name as satellite archives make them " * 3
    drop_one(qtbot, window, save(tmp_path / f"{name}.png", patches()))
    window.resize(1024, 640)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == (1024, 640))
    cut = [
        f"{type(each).__name__} {each.objectName() or each.parentWidget().objectName()}"
        for each in window.findChildren(QWidget)
        if isinstance(each, QAbstractButton | QComboBox | QSpinBox | QLabel)
        # Tabs that have no room here are scrolled.
        and not isinstance(each.parentWidget(), QTabBar)
        and is_cut(window, each)
    ]
    assert cut == []
    for view in (window.workspace.parts.pictures.original, window.workspace.parts.pictures.segmentation):
        assert min(view.width(), view.height()) >= 150


def is_cut(window: MainWindow, widget: QWidget) -> bool:
    """Whether a widget that is shown has less room than it needs, or hangs over the window's edge."""
    if not widget.isVisible() or any(
        dock.isAncestorOf(widget) and dock.visibleRegion().isEmpty()  # behind another tab
        for dock in window.workspace.parts.docks.values()
    ):
        return False
    least = widget.minimumSizeHint()
    small = widget.width() < min(least.width(), widget.minimumWidth() or least.width())
    inside = window.rect().contains(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))
    return small or widget.height() < least.height() or not inside


def test_a_complaint_gives_the_keyboard_back(qtbot: QtBot, real_window: MainWindow, tmp_path: Path) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    real_window.services.files.open_paths([bad])
    assert "bad.png" in complaint(qtbot)
    qtbot.waitActive(real_window)


def test_the_program_itself(photo: Path, tmp_path: Path) -> None:
    """Started with a picture, steered by keys of the X server, ended by Ctrl+Q."""
    if shutil.which("xdotool") is None:
        pytest.skip("needs xdotool")
    environment = {**os.environ, "HOME": str(tmp_path)}
    program = subprocess.Popen([sys.executable, str(ROOT / "main.py"), str(photo)], env=environment)
    try:
        title = ["search", "--sync", "--onlyvisible", "--pid", str(program.pid), "--name", "photo.png – Floe"]
        found = xdotool(*title).split()[0]
        xdotool("windowactivate", "--sync", found)
        xdotool("key", "--clearmodifiers", "ctrl+shift+Up")
        xdotool("key", "--clearmodifiers", "ctrl+q")
        assert program.wait(30) == 0
    finally:
        if program.poll() is None:
            program.kill()
            program.wait()


def xdotool(*words: str) -> str:
    """Asks again where a window that it was looking at has gone meanwhile: then it gives up, not we."""
    for _attempt in range(20):
        done = subprocess.run(["xdotool", *words], capture_output=True, text=True, timeout=60, check=False)
        if "BadWindow" not in done.stderr:
            break
    assert done.returncode == 0, (words, done.stderr)
    return done.stdout
