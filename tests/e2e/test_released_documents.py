"""Documents of released versions are opened in the window, give what they gave, and are saved whole."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.e2e.driving import drop, wait_result
from tests.released import RELEASES, differences, without_varying
from ui.shell.main_window import MainWindow
from workers.exporting import files_for

DOCUMENTS = [path for release in RELEASES for path in sorted(release.glob("*.floe"))]


@pytest.fixture(params=DOCUMENTS, ids=lambda path: f"{path.parent.name} {path.name}")
def document(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy, beside a copy of its picture, where it says that the picture is."""
    folder = shutil.copytree(request.param.parent, tmp_path / "copy")
    monkeypatch.chdir(folder)
    return folder / request.param.name


def parts(path: Path) -> dict[str, Any]:
    """What stands in a document file, but for the place of its picture and the version of Floe."""
    with zipfile.ZipFile(path) as archive:
        values = json.loads(archive.read("document.json"))
    values["image"] = {
        key: value for key, value in values["image"].items() if key not in ("path", "relative")
    }
    return {key: value for key, value in values.items() if key != "floe"}


def members(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return archive.namelist()


def picture_of(document: Path) -> str:
    with zipfile.ZipFile(document) as archive:
        return str(json.loads(archive.read("document.json"))["image"]["path"])


def test_a_document_gives_what_it_gave(
    qtbot: QtBot, window: MainWindow, document: Path, tmp_path: Path
) -> None:
    assert drop(window, [document])
    wait_result(qtbot, window, picture_of(document))
    with qtbot.waitSignal(window.workspace.exports.exported, timeout=30_000):
        window.workspace.exports.write(files_for(("run",), tmp_path / "out", "now", georeferenced=False))
    then = json.loads(document.with_name(f"{document.name}_run.json").read_bytes())
    now = json.loads((tmp_path / "out" / "now_run.json").read_bytes())
    assert differences(without_varying(then), without_varying(now)) == []


def test_a_document_is_saved_with_all_that_was_in_it(
    qtbot: QtBot, window: MainWindow, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert drop(window, [document])
    wait_result(qtbot, window, picture_of(document))
    again = tmp_path / "again.floe"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(again), ""))
    window.services.actions.by_id["save_document_as"].trigger()
    qtbot.waitUntil(lambda: not window.services.saving.saving)
    assert members(again) == members(document)
    assert differences(parts(document), parts(again)) == []
