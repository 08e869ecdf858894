"""A collection of small pictures in the window; nothing is worked on in processes of its own."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from sklearn import manifold  # noqa: F401 - what is loaded now is limited below
from threadpoolctl import threadpool_limits

from tests.core.collection.made_kinds import made_kinds
from tests.core.pictures.crew_here import CrewHere
from tests.reading import ReaderInThisProcess
from tests.ui.window_driving import window_at
from ui.collection.collection_workspace import CollectionWorkspace
from ui.collection.export_dialog import CollectionExportDialog
from ui.shell.main_window import MainWindow

LONG_MS = 60_000


def apart_here(work: Callable[..., Any], vectors: np.ndarray, _cancelled: object = None, *told: Any) -> Any:
    """On one thread: what OpenMP may use is told to each thread by itself."""
    with threadpool_limits(1):
        return pickle.loads(pickle.dumps(pickle.loads(pickle.dumps(work))(vectors, *told)))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("core.collection.run_collection.Crew", CrewHere)
    monkeypatch.setattr("core.guarded.process.ReadingProcess", ReaderInThisProcess)
    for name in (
        "workers.sorting_pictures",
        "workers.collection_files",
        "workers.reopening",
        "ui.cli.cluster_command",
    ):
        monkeypatch.setattr(f"{name}.ReadingProcess", ReaderInThisProcess)
    for name in ("core.collection.run_collection", "core.collection.by_hand", "workers.sorting_pictures"):
        monkeypatch.setattr(f"{name}.apart", apart_here)


@pytest.fixture
def window(qtbot: QtBot, here: None) -> Iterator[MainWindow]:
    """On the screen, with Collection in front."""
    with window_at(qtbot, "collection") as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """4 red, 3 green, 2 blue pictures."""
    made_kinds(tmp_path / "in", {"red": 4, "green": 3, "blue": 2})
    return tmp_path / "in"


class Driving:
    """What a person does with a collection, and waits for."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot, self.window = qtbot, window
        window.make_all()
        workspace = window.workspaces[2]
        assert isinstance(workspace, CollectionWorkspace)
        self.workspace, self.parts = workspace, workspace.parts
        self.wait()
        self.choose_embedding("histogram")

    def choose_embedding(self, name: str) -> None:
        """A quick one."""
        combo = self.parts.sort.embedding
        combo.setCurrentIndex(combo.findData(name))

    def busy(self) -> bool:
        own = self.workspace
        return (
            own.pictures.busy
            or own.sorting.looking
            or own.sorting.running
            or own.map.maker.busy
            or own.gallery.looking
            or own.names.making
            or own.proposing.busy
            or own.folders.busy
            or own.document.saving
            or own.opening.busy
            or own.watching.busy
            or own.comparing.busy
            or own.curve.busy
            or bool(self.window.services.files.opening.reading)
            or own.thumbnails.busy
        )

    def wait(self) -> None:
        self.qtbot.waitUntil(lambda: not self.busy(), timeout=LONG_MS)

    def open(self, paths: list[Path], k: int = 3) -> None:
        """Drop them; they are sorted at once."""
        self.parts.sort.k.setValue(k)
        self.workspace.open_paths(paths)
        self.qtbot.waitUntil(lambda: self.workspace.collection.work.is_sorted, timeout=LONG_MS)
        self.wait()

    def do(self, name: str) -> None:
        action = self.window.services.actions[name]
        assert action.isEnabled(), name
        action.trigger()
        self.wait()

    def export(self, folder: Path, *keys: str) -> None:
        """By the dialog, with these files beside table and record."""
        self.window.services.actions["collection_export"].trigger()
        dialog = self.window.findChild(CollectionExportDialog)
        dialog.folder.setText(str(folder))
        dialog.grid.choose(keys)
        dialog.findChild(QPushButton, "collection_export_accept").click()
        self.wait()

    def lines(self) -> list[tuple[str, str]]:
        table = self.parts.clusters
        return [(table.item(row, 0).text(), table.item(row, 1).text()) for row in range(table.rowCount())]

    def choose_line(self, row: int) -> None:
        self.parts.clusters.selectRow(row)
        self.wait()

    def shown(self) -> list[str]:
        """The pictures of the gallery."""
        tiles = self.parts.gallery.view.tiles
        return [str(tiles.index(row).data()) for row in range(tiles.rowCount())]

    def selected(self) -> list[int]:
        return self.workspace.collection.work.selection.tolist()

    def complaint(self) -> str:
        self.qtbot.waitUntil(lambda: self.window.findChild(QMessageBox, "complaint") is not None)
        box = self.window.findChild(QMessageBox, "complaint")
        assert box is not None
        text = box.text()
        box.button(QMessageBox.StandardButton.Ok).click()
        self.qtbot.waitUntil(lambda: self.window.findChild(QMessageBox, "complaint") is None)
        return text


@pytest.fixture
def collection(qtbot: QtBot, window: MainWindow) -> Driving:
    return Driving(qtbot, window)
