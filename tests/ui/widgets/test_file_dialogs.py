"""Where to save and what to open: endings, folders, and no file replaced without a question."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from core.cluster.parameters import Parameters
from core.document.document import Document
from core.image.image import Image, Provenance
from ui.widgets.file_dialogs import (
    FileType,
    all_files,
    ask_open_path,
    ask_open_paths,
    ask_save_path,
    last_folder,
)
from ui.widgets.settings import EXPORT_FOLDER, OPEN_FOLDER

CSV, TIFF = FileType("CSV", (".csv",)), FileType("TIFF", (".tif", ".tiff"))
Answers = Callable[..., list[tuple[str, ...]]]


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Answers:
    """Has the file dialogs answer with names and filters in turn; gives back what they were asked."""

    def give(*answers: tuple[object, str]) -> list[tuple[str, ...]]:
        waiting, asked = iter(answers), []

        def ask(_parent: QWidget, *shown: str) -> tuple[object, str]:
            asked.append(shown)
            return next(waiting)

        for name in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
            monkeypatch.setattr(QFileDialog, name, ask)
        return asked

    return give


def save(parent: QWidget, folder: Path, *, must_match: bool = False) -> Path | None:
    types = (CSV, TIFF)
    return ask_save_path(parent, "Save", folder / "x.csv", types, EXPORT_FOLDER, must_match=must_match)


def document_of(path: str) -> Document:
    image = Image(np.zeros((2, 2, 3), np.uint8), provenance=Provenance(path, "", "PNG"))
    return Document(image, Parameters(k=2))


def test_the_dialog_shows_title_suggestion_and_types(parent, answer, tmp_path) -> None:
    asked = answer(("", ""))
    assert save(parent, tmp_path) is None
    assert asked == [("Save", str(tmp_path / "x.csv"), "CSV (*.csv);;TIFF (*.tif *.tiff)")]
    assert not EXPORT_FOLDER.is_set()


@pytest.mark.parametrize(
    ("typed", "chosen", "must_match", "expected"),
    [
        ("a.csv", "", False, "a.csv"),
        ("a.TIFF", "", True, "a.TIFF"),
        ("a", "", False, "a.csv"),
        ("a", "CSV (*.csv)", False, "a.csv"),
        ("a", "TIFF (*.tif *.tiff)", False, "a.tif"),
        ("a.bmp", "", False, "a.bmp"),
        ("a.bmp", "", True, "a.bmp.csv"),
        ("a.v2", "TIFF (*.tif *.tiff)", True, "a.v2.tif"),
    ],
)
def test_the_ending_of_the_chosen_type_is_added(
    *, parent, answer, tmp_path, typed, chosen, must_match, expected
) -> None:
    answer((str(tmp_path / typed), chosen))
    assert save(parent, tmp_path, must_match=must_match) == tmp_path / expected
    assert EXPORT_FOLDER.get() == str(tmp_path)


def test_where_the_ending_meets_a_file_the_dialog_asks_again(parent, answer, tmp_path) -> None:
    (tmp_path / "a.tif").touch()
    asked = answer((str(tmp_path / "a"), TIFF.text), ("", ""))
    assert save(parent, tmp_path) is None
    assert asked[1][1] == str(tmp_path / "a.tif")
    assert not EXPORT_FOLDER.is_set()


def test_a_file_that_the_dialog_has_asked_about_is_replaced(parent, answer, tmp_path) -> None:
    (tmp_path / "a.csv").touch()
    answer((str(tmp_path / "a"), ""), (str(tmp_path / "a.csv"), ""))
    assert save(parent, tmp_path) == tmp_path / "a.csv"


def test_what_is_opened_is_remembered_where_wanted(parent, answer, tmp_path) -> None:
    asked = answer((str(tmp_path / "a.csv"), ""), (str(tmp_path / "a.csv"), ""), ("", ""))
    assert ask_open_path(parent, "Open", tmp_path, (CSV, all_files())) == tmp_path / "a.csv"
    assert asked == [("Open", str(tmp_path), "CSV (*.csv);;All files (*)")]
    assert not OPEN_FOLDER.is_set()
    assert ask_open_path(parent, "Open", "", (CSV,), OPEN_FOLDER) == tmp_path / "a.csv"
    assert OPEN_FOLDER.get() == str(tmp_path)
    assert ask_open_path(parent, "Open", "", (CSV,), EXPORT_FOLDER) is None
    assert not EXPORT_FOLDER.is_set()


def test_several_files_are_opened(parent, answer, tmp_path) -> None:
    names = [str(tmp_path / "a.csv"), str(tmp_path / "b.csv")]
    answer((names, ""), ([], ""))
    assert ask_open_paths(parent, "Open", "", (CSV,), OPEN_FOLDER) == [Path(name) for name in names]
    assert OPEN_FOLDER.get() == str(tmp_path)
    assert ask_open_paths(parent, "Open", "", (CSV,), OPEN_FOLDER) == []


def test_the_folder_is_that_of_the_last_time_else_that_of_the_picture(qapp: object, tmp_path: Path) -> None:
    (tmp_path / "last").mkdir()
    (tmp_path / "pictures").mkdir()
    picture = document_of(str(tmp_path / "pictures" / "a.png"))
    documents = last_folder(EXPORT_FOLDER, None)
    assert documents.is_absolute()
    assert last_folder(EXPORT_FOLDER, document_of("clipboard")) == documents
    assert last_folder(EXPORT_FOLDER, document_of(str(tmp_path / "gone" / "a.png"))) == documents
    assert last_folder(EXPORT_FOLDER, picture) == tmp_path / "pictures"
    EXPORT_FOLDER.set(str(tmp_path / "last"))
    assert last_folder(EXPORT_FOLDER, picture) == tmp_path / "last"
    EXPORT_FOLDER.set(str(tmp_path / "gone"))
    assert last_folder(EXPORT_FOLDER, picture) == tmp_path / "pictures"
