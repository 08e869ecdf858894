"""Files in the main window: lists, folders, the clipboard; closing and coming back."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QSettings, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QFileDialog

from core.cluster.parameters import Parameters
from tests.ui.window_driving import (
    LONG_MS,
    complaint,
    do,
    enabled,
    names,
    notices,
    saved,
    settled,
    show,
)
from tests.workers.pictures import noisy, three_colours
from ui.application.window import make_window
from ui.canvas.picture_rows import RESULT, WORDS
from workers.opening import MOST_OF_A_FOLDER, opened


def test_each_picture_of_a_list_keeps_its_classes(window, qtbot, tmp_path) -> None:
    paths = [saved(tmp_path / f"{i}.png", noisy(i)) for i in range(2)]

    def opened_is(path: Path) -> bool:
        document = window.session.document
        there = document is not None and document.image.provenance.path == str(path)
        return there and settled(window) and window.session.outcome is not None

    window.services.files.open_paths(paths)
    qtbot.waitUntil(lambda: opened_is(paths[0]), timeout=LONG_MS)
    assert window.workspace.parts.docks["dock_pictures"].isVisible()
    window.workspace.clustering.take_parameters(Parameters(k=2), True)
    qtbot.waitUntil(lambda: settled(window))
    window.workspace.classes.rename("2", "ice")
    window.workspace.parts.files.list.setCurrentRow(1)
    qtbot.waitUntil(lambda: opened_is(paths[1]), timeout=LONG_MS)
    assert names(window) == ["1", "2"]
    window.workspace.parts.files.list.setCurrentRow(0)
    qtbot.waitUntil(lambda: opened_is(paths[0]), timeout=LONG_MS)
    assert names(window) == ["1", "ice"]
    assert [Path(path).name for path in window.services.recent.paths()] == ["0.png", "1.png"]
    listed = window.workspace.parts.files.list
    for row in (0, 1):
        item = listed.item(row)
        assert item.data(WORDS).lines == ("measured",)
        assert not item.data(RESULT).isNull()
        qtbot.waitUntil(
            lambda item=item: item.data(Qt.ItemDataRole.DecorationRole) is not None, timeout=LONG_MS
        )
    window.services.recent.chosen.emit(str(paths[1]))
    qtbot.waitUntil(lambda: opened_is(paths[1]), timeout=LONG_MS)
    assert not window.workspace.parts.docks["dock_pictures"].isVisible()


def test_open_begins_where_the_picture_lies(window, qtbot, tmp_path, monkeypatch) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, folder: str, _filters: str) -> tuple[list[str], str]:
        asked.append(folder)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", ask)
    QSettings().setValue("open/folder", "/before")
    window.services.files.open_dialog()
    window.services.files.open_paths([saved(tmp_path / "one.png", noisy(1))])
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not None, timeout=LONG_MS)
    window.services.files.open_dialog()
    assert asked == ["/before", str(tmp_path)]


def test_pictures_that_were_left_are_not_kept_in_memory(window, qtbot) -> None:
    window.services.files.listed.set_paths(["one.png", "two.png"])
    show(qtbot, window, three_colours(name="one.png"))
    left = weakref.ref(window.session.document.image)
    show(qtbot, window, three_colours(name="two.png"))
    gc.collect()
    assert left() is None


def test_a_folder_is_the_pictures_in_it(window, qtbot, tmp_path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("b.png", "a.png"):
        saved(tmp_path / name, noisy())
    (tmp_path / "notes.txt").write_text("no picture")
    window.services.files.open_paths([tmp_path / "empty"])
    assert "no picture in the folder" in complaint(qtbot, window)
    window.services.files.open_paths([tmp_path])
    qtbot.waitUntil(lambda: bool(window.workspace.parts.files.paths()))
    assert [Path(path).name for path in window.workspace.parts.files.paths()] == ["a.png", "b.png"]
    window.services.status.cancel_all()


def test_a_bad_file_leaves_all_as_it_is(window, qtbot, tmp_path) -> None:
    outcome = show(qtbot, window, three_colours())
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"nothing")
    window.services.files.open_paths([bad])
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)
    assert str(bad) in complaint(qtbot, window)
    assert window.session.outcome is outcome
    assert window.services.recent.paths() == ()


def test_of_several_files_the_first_that_can_be_read_is_opened(window, qtbot, tmp_path) -> None:
    for name in ("a.png", "b.png"):
        (tmp_path / name).write_bytes(b"nothing")
    saved(tmp_path / "c.png", noisy())
    window.services.files.open_paths([tmp_path / name for name in ("a.png", "b.png", "c.png")])
    qtbot.waitUntil(lambda: window.session.outcome is not None and settled(window), timeout=LONG_MS)
    assert window.windowTitle() == "c.png – Floe"
    assert [name for name in ("a.png", "b.png") if any(name in text for text in notices(window))] == [
        "a.png",
        "b.png",
    ]


def test_where_none_of_several_files_can_be_read_one_dialog_says_so(window, qtbot, tmp_path) -> None:
    paths = [tmp_path / "a.png", tmp_path / "b.png"]
    for path in paths:
        path.write_bytes(b"nothing")
    window.services.files.open_paths(paths)
    said = complaint(qtbot, window)
    assert all(str(path) in said for path in paths)
    assert window.session.document is None


def test_a_folder_of_very_many_pictures_says_what_it_leaves_out(window, qtbot, tmp_path) -> None:
    for number in range(MOST_OF_A_FOLDER + 2):
        (tmp_path / f"{number:04}.png").touch()
    window.services.files.open_paths([tmp_path])
    qtbot.waitUntil(lambda: bool(window.workspace.parts.files.paths()))
    window.services.status.cancel_all()
    assert len(window.workspace.parts.files.paths()) == MOST_OF_A_FOLDER
    assert any("1002 pictures" in text for text in notices(window))


def test_a_picture_is_pasted(window, qtbot) -> None:
    copied = QImage(6, 4, QImage.Format.Format_ARGB32)
    copied.fill(QColor(250, 250, 250))
    for column in range(3):
        copied.setPixelColor(column, 0, QColor(40 * column, 0, 0))
    QGuiApplication.clipboard().setImage(copied)
    do(qtbot, window, "paste")
    assert window.session.document.image.provenance.format == "clipboard"
    assert window.session.outcome is not None
    QGuiApplication.clipboard().setText("no picture")
    assert enabled(window, "paste") == [False]


def test_files_copied_in_a_file_manager_are_pasted(window, qtbot, tmp_path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(saved(tmp_path / "a.png", noisy())))])
    QGuiApplication.clipboard().setMimeData(data)
    assert enabled(window, "paste") == [True]
    window.services.actions.by_id["paste"].trigger()
    assert window.services.files.opening.reading == "a.png"
    window.services.status.cancel_all()
    QGuiApplication.clipboard().clear()


def test_the_sample_can_be_opened_again(window, qtbot) -> None:
    for _ in range(2):
        window.services.actions.by_id["open_sample"].trigger()
        qtbot.waitUntil(lambda: not window.services.files.opening.reading, timeout=LONG_MS)
        qtbot.waitUntil(lambda: window.session.outcome is not None and settled(window), timeout=LONG_MS)
    assert names(window) == ["1", "2", "3"]


def test_closing_the_picture_empties_the_window(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    do(qtbot, window, "close")
    assert window.windowTitle() == "Floe"
    assert window.workspace.parts.pictures.is_empty
    assert names(window) == []
    assert window.workspace.parts.timeline.last == 0
    assert notices(window) == []
    assert enabled(window, "close", "run", "export", "fit", "set_scale") == [False] * 5


@pytest.mark.parametrize("held", [False, True])
def test_closing_the_window_while_it_works_ends_all_threads(window, qtbot, held) -> None:
    window.services.documents.take_opened(opened(noisy()))
    window.workspace.clustering.take_parameters(Parameters(k=9, restarts=400), True)
    if held:
        window.workspace.runs.step()
    window.close()
    for name in ("clustering", "measuring", "replay", "export", "reading"):
        assert not any(
            thread.isRunning()
            for thread in window.findChildren(type(window.workspace.runs._thread))
            if thread.objectName() == name
        )


def test_the_layout_is_found_again(window, qtbot) -> None:
    window.workspace.parts.docks["dock_convergence"].hide()
    window.showNormal()
    QApplication.processEvents()  # the window hears from its workspace how small it may be
    window.resize(window.minimumSizeHint().expandedTo(QSize(640, 690)))
    size = window.size()
    window.close()
    again = make_window()
    qtbot.addWidget(again)
    again.show()
    qtbot.waitExposed(again)
    assert not again.workspace.parts.docks["dock_convergence"].isVisible()
    assert again.workspace.parts.docks["dock_classes"].isVisible()
    # The screen of the tests is smaller than the window may be, which it hears from its workspace.
    qtbot.waitUntil(lambda: again.size() == size)
    again.close()


def test_a_layout_that_is_damaged_is_forgotten(qtbot) -> None:
    QSettings().setValue("window/geometry", "nonsense")
    QSettings().setValue("window/state", "nonsense")
    made = make_window()
    qtbot.addWidget(made)
    made.show()
    assert made.workspace.parts.docks["dock_clustering"].isVisible()
    made.close()
