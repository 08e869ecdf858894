"""The program from outside: with and without a display."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication

from ui.application import application, start
from ui.application.request import Request, request_of
from ui.shell.main_window import MainWindow
from ui.widgets.theme import SCHEMES

ROOT = Path(__file__).resolve().parents[2]
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.parametrize("arguments", [[], ["--sample"], ["picture.png"]], ids=str)
def test_without_a_display_it_says_so_and_ends(arguments) -> None:
    environment = {key: value for key, value in os.environ.items() if key not in DISPLAYS}
    done = subprocess.run(
        [sys.executable, "main.py", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "There is no display" in done.stderr
    assert "floe segment" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that is in use stays there")
def test_a_file_named_from_a_folder_that_is_gone(tmp_path: Path, monkeypatch, capsys) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert request_of(["--sample", "/a.png"]) == Request(("/a.png",), sample=True)
    for name in ("a.png", "*.png"):
        assert start.run([name]) == 2
        said = capsys.readouterr().err
        assert said.startswith("floe: The folder that this was started in is not there any more")
        assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("platform", "environment", "missing"),
    [
        ("linux", {}, True),
        ("linux", {"DISPLAY": ":0"}, False),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, False),
        ("linux", {"DISPLAY": ""}, True),
        ("win32", {}, False),
        ("darwin", {}, False),
    ],
)
def test_where_a_display_is_expected(monkeypatch, platform, environment, missing) -> None:
    for name in DISPLAYS:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "platform", platform)
    assert start.display_is_missing() is missing


class Visitor:
    """Waits for a result in the window that `run` opens, then closes it."""

    def __init__(self) -> None:
        self.title = ""
        self.classes = 0
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow) and window.session.outcome is not None:
                self._timer.stop()
                self.title, self.classes = window.windowTitle(), window.session.outcome.segmentation.k
                window.close()
                window.deleteLater()


@pytest.fixture
def log_as_before(monkeypatch):
    import logging

    root = logging.getLogger()
    before = list(root.handlers)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.chdir(Path.cwd())  # back to it at the end
    interrupt = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, interrupt)
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()


def test_sample_opens_the_window_with_the_sample(qapp, log_as_before) -> None:
    visitor = Visitor()
    assert application.run(Request(sample=True)) == 0
    assert visitor.title == "sea ice (sample) – Floe"
    assert visitor.classes == 3


def test_a_pattern_opens_what_it_matches(qapp, log_as_before, tmp_path: Path) -> None:
    """On Windows it comes as it was typed."""
    pixels = np.repeat(np.repeat(np.array([[0, 80], [160, 240]], np.uint8), 8, axis=0), 8, axis=1)
    PillowImage.fromarray(pixels).save(tmp_path / "only 1.png")
    visitor = Visitor()
    assert application.run(request_of([str(tmp_path / "only ?.png")])) == 0
    assert visitor.title.startswith("only 1.png")


def test_defects_are_logged_in_the_users_own_folder(qapp, log_as_before, own_folders, caplog) -> None:
    application._log_to_file()
    application.log_defects()
    sys.excepthook(ZeroDivisionError, ZeroDivisionError("of ours"), None)
    (log,) = own_folders.rglob("floe.log")
    assert "of ours" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("stored", [*SCHEMES, "plaid"])
def test_the_application_is_named_and_themed(qapp, stored) -> None:
    QSettings().setValue("appearance", stored)
    made = application.make_application()
    assert made is qapp
    assert made.applicationName() == "Floe"
    assert not made.windowIcon().isNull()
    QSettings().remove("appearance")
    application.make_application()
