"""Each dialog of the window that asks where to save: a name without its ending replaces no file unasked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.inside_driving import drag, idle
from tests.ui.window_driving import LONG_MS, do, settled
from ui.shell.main_window import MainWindow

Ask = Callable[[QtBot, MainWindow], None]


def save_document(qtbot: QtBot, window: MainWindow) -> None:
    do(qtbot, window, "save_document_as")


def save_recipe(qtbot: QtBot, window: MainWindow) -> None:
    do(qtbot, window, "save_recipe")


def save_region_table(_qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.region_export.save_table()


def save_sizes(_qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.region_export.save_sizes()


def save_regions_of_interest(qtbot: QtBot, window: MainWindow) -> None:
    do(qtbot, window, "export_regions_of_interest")


def save_areas(_qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.exports.ask_one("areas")


def save_labels(_qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.exports.ask_one("labels")


def save_all_pixels(_qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.exports.ask_all()


DIALOGS: dict[Ask, str] = {
    save_document: ".floe",
    save_recipe: ".recipe.json",
    save_region_table: ".csv",
    save_sizes: ".csv",
    save_regions_of_interest: ".geojson",
    save_areas: ".csv",
    save_labels: ".png",
    save_all_pixels: ".tif",
}


@pytest.fixture
def ready(shown: MainWindow, qtbot: QtBot) -> MainWindow:
    """A window in which there is something for each of the dialogs."""
    do(qtbot, shown, "use_rectangle")
    drag(qtbot, shown, (10, 2), (62, 40))
    idle(qtbot, shown)
    qtbot.waitUntil(lambda: settled(shown))
    shown.services.actions.by_id["show_regions"].trigger()
    qtbot.waitUntil(lambda: shown.workspace.regions.shown is not None, timeout=LONG_MS)
    return shown


def works(window: MainWindow) -> bool:
    return (
        window.services.saving.saving
        or window.workspace.exports.exporting
        or window.workspace.roi.busy
        or window.workspace.region_export._thread.busy
    )


@pytest.mark.parametrize("ask", DIALOGS)
def test_a_name_without_its_ending_replaces_no_file_unasked(
    ready: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    """The dialog of the desktop asks about “a”, which is not there: about the file it has to ask again."""
    there = tmp_path / f"a{DIALOGS[ask]}"
    there.write_text("precious")
    answers, asked = [str(tmp_path / "a"), ""], []

    def answer(_parent: QWidget, _title: str, suggestion: str, _filters: str) -> tuple[str, str]:
        asked.append(suggestion)
        return answers[len(asked) - 1], ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    ask(qtbot, ready)
    assert not works(ready)
    assert len(asked) == 2
    assert asked[1] == str(there)
    assert there.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [there]


@pytest.mark.parametrize(
    "ask", [each for each in DIALOGS if each is not save_all_pixels], ids=lambda a: a.__name__
)
def test_a_file_that_the_dialog_has_asked_about_is_replaced(
    ready: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ask: Ask
) -> None:
    there = tmp_path / f"a{DIALOGS[ask]}"
    there.write_text("to be replaced")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(there), ""))
    ask(qtbot, ready)
    qtbot.waitUntil(lambda: not works(ready), timeout=LONG_MS)
    assert there.read_bytes() != b"to be replaced"
