"""Files made to do harm, in the window: one sentence that names the file, and all that was open stays."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from tests.e2e.driving import complaint, complaints, drop, drop_one, open_dialog, wait_settled
from ui.application.application import make_application
from ui.application.window import make_window
from ui.shell.main_window import MainWindow

HOSTILE = Path(__file__).resolve().parents[1] / "cases" / "hostile"


@pytest.fixture
def guarded_window(qtbot: QtBot) -> Iterator[MainWindow]:
    """A window with the process that reads, not with what stands in for it in other tests."""
    make_application()
    window = make_window()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close_without_asking()


def many_members(folder: Path) -> Path:
    path = folder / "members.floe"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40_000):
            archive.writestr(str(number), b"")
    return path


def unpacked_bomb(folder: Path) -> Path:
    """A sound document but for its picture: 300 MB of zeros in 300 kB."""
    source = HOSTILE.parents[1] / "fixtures" / "0.1" / "everything.floe"
    path = folder / "picture.floe"
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in set(old.namelist()) - {"picture"}:
            new.writestr(name, old.read(name))
        with new.open("picture", "w", force_zip64=True) as member:
            for _ in range(300):
                member.write(bytes(1_000_000))
    return path


def test_documents_and_pictures(
    qtbot: QtBot, guarded_window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    window = guarded_window
    before = drop_one(qtbot, window, photo)
    names = ("jsonbomb60.floe", "jsonbomb_pad.floe", "bigtile.tif", "tera.tif", "tiff_11000_2751.tif")
    for path in (*(HOSTILE / name for name in names), many_members(tmp_path)):
        assert drop(window, [path])
        sentence = complaint(qtbot)
        assert path.name in sentence
        assert sentence.endswith(".")
        wait_settled(qtbot, window)
        assert window.session.outcome is before
        assert not complaints()


def test_a_picture_that_would_fill_the_disk_is_asked_for(
    qtbot: QtBot, guarded_window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    """As any picture inside that is damaged."""
    window = guarded_window
    before = drop_one(qtbot, window, photo)
    assert drop(window, [unpacked_bomb(tmp_path)])
    box = open_dialog(qtbot, QMessageBox, "picture_wanted")
    assert "picture.floe" in box.text()
    box.reject()
    assert window.session.outcome is before


def test_regions_of_interest(qtbot: QtBot, guarded_window: MainWindow, photo: Path, tmp_path: Path) -> None:
    window = guarded_window
    before = drop_one(qtbot, window, photo)
    for name in (
        "empty_hole.geojson",
        "touching.geojson",
        "crs1.geojson",
        "crs17.geojson",
        "evil.gpkg",
        "local.gpkg",
    ):
        path = Path(shutil.copy(HOSTILE / name, tmp_path))
        window.workspace.roi.read([path])
        assert name in complaint(qtbot)
        assert window.session.document.regions_of_interest == ()
        assert window.session.outcome is before
    window.workspace.roi.read([HOSTILE / "multipolygon.geojson"])
    qtbot.waitUntil(lambda: len(window.session.document.regions_of_interest) == 1, timeout=30_000)


def test_a_recipe_and_a_start(
    qtbot: QtBot, guarded_window: MainWindow, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = guarded_window
    drop_one(qtbot, window, photo)
    document = window.session.document
    bomb = tmp_path / "bomb.json"
    bomb.write_bytes(b"[" + b"[]," * 20_000_000 + b"[]]")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(bomb), ""))
    window.workspace.clustering.open_start()
    assert "bomb.json" in complaint(qtbot)
    window.services.saving.apply_recipe()
    assert "bomb.json" in complaint(qtbot)
    assert window.session.document is document
