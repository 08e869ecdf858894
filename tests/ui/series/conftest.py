"""A series of small pictures in the window; pictures are measured without processes of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image as PillowImage
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core.scenes.dated_scenes import lake_series
from tests.core.pictures.crew_here import CrewHere
from tests.core.series.made_folder import made_folder
from tests.reading import ReaderInThisProcess
from tests.ui.window_driving import window_at
from ui.series.export_dialog import SeriesExportDialog
from ui.series.series_workspace import SeriesWorkspace
from ui.shell.main_window import MainWindow

LONG_MS = 60_000


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.series.run_series.Crew", CrewHere)
    monkeypatch.setattr("core.series.views.Crew", CrewHere)
    monkeypatch.setattr("core.series.picture_files.Crew", CrewHere)
    monkeypatch.setattr("core.series.map_at_points.Crew", CrewHere)
    monkeypatch.setattr("workers.series.ReadingProcess", ReaderInThisProcess)
    monkeypatch.setattr("workers.series_points.ReadingProcess", ReaderInThisProcess)
    monkeypatch.setattr("ui.series.points_controller.ReadingProcess", ReaderInThisProcess)
    for module in ("series.pictures_controller", "series.multiples_controller", "segment.picture_strip"):
        monkeypatch.setattr(f"ui.{module}.ReadingProcess", ReaderInThisProcess)
    monkeypatch.setattr("ui.cli.series_command.ReadingProcess", ReaderInThisProcess)


@pytest.fixture
def window(qtbot: QtBot, here: None) -> Iterator[MainWindow]:
    """On the screen, with Series in front."""
    with window_at(qtbot, "series") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> list[Path]:
    return made_folder(tmp_path / "scenes")


@pytest.fixture
def lake(tmp_path: Path) -> list[Path]:
    """Of the made series of a lake: one that fits, one in other light, one with a cloud; small."""
    scenes = list(lake_series(0))
    (tmp_path / "lake").mkdir()
    paths = []
    for number in (0, 4, 7):
        paths.append(tmp_path / "lake" / f"lake_{scenes[number].date}.png")
        PillowImage.fromarray(scenes[number].scene.image.pixels).save(paths[-1])
    return paths


class Driving:
    """What a person does with a series, and waits for."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        window.make_all()
        workspace = window.workspaces[1]
        assert isinstance(workspace, SeriesWorkspace)
        self.workspace, self.parts = workspace, workspace.parts

    def wait(self) -> None:
        workspace = self.workspace
        self.qtbot.waitUntil(
            lambda: (
                not (
                    workspace.run.running
                    or workspace.pictures.is_busy
                    or workspace.export.exporting
                    or self.window.services.files.opening.reading
                )
            ),
            timeout=LONG_MS,
        )
        workspace.refresh()
        late = workspace.results, workspace.multiples
        self.qtbot.waitUntil(lambda: not (late[0].is_busy or late[1].is_stale), timeout=LONG_MS)

    def open(self, paths: list[Path]) -> None:
        self.workspace.open_paths(paths)
        self.wait()

    def do(self, name: str) -> None:
        action = self.window.services.actions[name]
        assert action.isEnabled(), name
        action.trigger()
        self.wait()

    def type_k(self, k: int) -> None:
        self.parts.legend.k.setValue(k)

    def measure(self, k: int = 2) -> None:
        self.type_k(k)
        self.parts.legend.measure.click()
        self.wait()

    def export_dialog(self) -> SeriesExportDialog:
        self.window.services.actions["series_export"].trigger()
        found = self.window.findChild(SeriesExportDialog)
        assert found is not None
        return found

    def export(self, target: Path, *more: str) -> dict[str, bytes]:
        """Of the files that are usual and `more`, by their keys, into a folder that there is not."""
        dialog = self.export_dialog()
        dialog.directory.setText(str(target))
        for key in more:
            dialog.grid.boxes[key].setChecked(True)
        accept = dialog.findChild(QPushButton, "series_export_accept")
        assert accept is not None
        accept.click()
        self.wait()
        return {path.name: path.read_bytes() for path in target.iterdir()}

    def states(self) -> list[str]:
        assert self.workspace.state is not None
        return [row.state for row in self.workspace.state.rows]

    def table(self) -> list[list[str]]:
        model = self.parts.table.model
        columns = range(model.columnCount())
        return [[str(model.index(row, c).data()) for c in columns] for row in range(model.rowCount())]

    def complaint(self) -> str:
        self.qtbot.waitUntil(lambda: self.window.findChild(QMessageBox, "complaint") is not None)
        box = self.window.findChild(QMessageBox, "complaint")
        assert box is not None
        text = box.text()
        box.button(QMessageBox.StandardButton.Ok).click()
        self.qtbot.waitUntil(lambda: self.window.findChild(QMessageBox, "complaint") is None)
        return text


@pytest.fixture
def series(qtbot: QtBot, window: MainWindow) -> Driving:
    return Driving(qtbot, window)
