"""A line profile in the window: drawn, live, averaged, copied, saved."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from core.image.image import Image, Provenance
from core.scale.calibration import parse_pixel_size
from tests.ui.window_driving import LEFT, LONG_MS, do, find, show
from ui.segment.profile.profile_view import ProfileView
from ui.shell.main_window import MainWindow
from ui.widgets.number_boxes import WholeNumberBox


def halves() -> Image:
    """20 to the left, 200 to the right, with one bright row."""
    pixels = np.full((40, 80, 1), 20, np.uint8)
    pixels[:, 40:] = 200
    pixels[10] = 250
    return Image(pixels, provenance=Provenance(path="halves.png", sha256="a"))


def view(window: MainWindow) -> ProfileView:
    return window.workspace.parts.profile


def said(window: MainWindow) -> str:
    return find(window, QLabel, "profile_said").text()


def draw(qtbot: QtBot, window: MainWindow, *places: tuple[float, float], release: bool = True) -> None:
    picture = window.workspace.parts.pictures.original
    points = [QPoint(picture.mapFromScene(*place)) for place in places]
    qtbot.mousePress(picture.viewport(), LEFT, pos=points[0])
    for point in points[1:]:
        qtbot.mouseMove(picture.viewport(), point)
    if release:
        qtbot.mouseRelease(picture.viewport(), LEFT, pos=points[-1])


def found(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: view(window).found is not None, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not window.workspace.profile._thread.busy, timeout=LONG_MS)


def test_a_line_is_drawn_and_its_values_are_seen(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, halves(), k=2)
    do(qtbot, window, "use_profile")
    # The panel would take room from the picture: it comes with the line.
    assert not view(window).isVisible()
    assert said(window) == "Draw a line in a picture to see the values along it."
    assert not find(window, QPushButton, "profile_copy").isEnabled()
    draw(qtbot, window, (10.5, 20.5), (70.5, 20.5))
    assert view(window).isVisible()
    found(qtbot, window)
    profile = view(window).found
    assert profile.length == np.float64(profile.distance[-1])
    assert abs(profile.length - 60) < 1.5  # a pixel of the screen
    assert profile.values[[0, -1], 0].tolist() == [20, 200]
    assert [kind for _begin, _end, kind in profile.parts] == [0, 1]
    assert len(view(window).plot.curves) == 1
    assert said(window).endswith("values, 1 border")
    # Live: an end moves, and the profile with it, before the button is let go.
    line = window.workspace.tools.current.line
    draw(qtbot, window, (line.x1, line.y1), (30.5, 20.5), release=False)
    qtbot.waitUntil(lambda: abs(view(window).found.length - 20) < 1.5, timeout=LONG_MS)
    picture = window.workspace.parts.pictures.original
    qtbot.mouseRelease(picture.viewport(), LEFT, pos=QPoint(picture.mapFromScene(30.5, 20.5)))
    # Nothing of it is in the document.
    assert window.session.undo_stack.count() == 0


def test_another_scale_or_width_is_followed(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, halves(), k=2)
    do(qtbot, window, "use_profile")
    draw(qtbot, window, (10.5, 10.5), (30.5, 10.5))
    found(qtbot, window)
    assert view(window).found.values[0, 0] > 200
    find(window, WholeNumberBox, "profile_width").setValue(5)
    qtbot.waitUntil(lambda: view(window).found.line.width == 5, timeout=LONG_MS)
    assert view(window).found.values[0, 0] < 100
    window.session.set_pixel_size(parse_pixel_size("2mm"))
    qtbot.waitUntil(lambda: view(window).found.unit == "mm", timeout=LONG_MS)
    assert abs(view(window).found.length - 40) < 3


def test_it_is_copied_and_saved(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: object
) -> None:
    show(qtbot, window, halves(), k=2)
    do(qtbot, window, "use_profile")
    draw(qtbot, window, (10.5, 20.5), (70.5, 20.5))
    found(qtbot, window)
    find(window, QPushButton, "profile_copy").click()
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[0] == "distance\tunit\tx\ty\tcluster\tclass\tgrey"
    path = tmp_path / "p.csv"
    name = "ui.segment.profile.profile_controller.ask_save_path"
    monkeypatch.setattr(name, lambda *_: path)  # type: ignore[attr-defined]
    find(window, QPushButton, "profile_save").click()
    qtbot.waitUntil(path.exists, timeout=LONG_MS)
    assert path.read_text("utf-8").replace(",", "\t") == text


def test_another_picture_has_no_line(qtbot: QtBot, window: MainWindow) -> None:
    show(qtbot, window, halves(), k=2)
    do(qtbot, window, "use_profile")
    draw(qtbot, window, (10.5, 20.5), (70.5, 20.5))
    found(qtbot, window)
    # The line stays while another tool is used.
    do(qtbot, window, "use_hand")
    assert view(window).found is not None
    show(qtbot, window, Image(np.zeros((9, 9, 1), np.uint8) + np.arange(9, dtype=np.uint8)[:, None]), k=2)
    qtbot.waitUntil(lambda: view(window).found is None, timeout=LONG_MS)
    assert said(window) == "Draw a line in a picture to see the values along it."
