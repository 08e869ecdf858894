"""The export dialog: what is chosen, what stands in the way."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from core.export.formats import formats
from ui.segment.export.export_dialog import ExportChoice, ExportDialog
from ui.segment.export.export_rows import all_rows

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def start(tmp_path: Path) -> ExportChoice:
    return ExportChoice(tmp_path, "corfu", frozenset({"labels", "areas"}))


@pytest.fixture
def opened(qtbot: QtBot, start: ExportChoice) -> Callable[..., ExportDialog]:
    def make(**options: object) -> ExportDialog:
        dialog = ExportDialog(start, **options)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def accept(dialog: ExportDialog) -> QPushButton:
    return dialog.findChild(QPushButton, "export_accept")


def problem(dialog: ExportDialog) -> str:
    return dialog.findChild(QLabel, "export_problem").text()


def press(qtbot: QtBot, dialog: ExportDialog, what: str) -> None:
    qtbot.keyClick(dialog.findChild(QCheckBox, f"export_{what}"), Qt.Key.Key_Space)


def test_it_gives_back_what_it_was_given(opened: Callable[..., ExportDialog], start: ExportChoice) -> None:
    assert opened().choice() == start


@pytest.mark.parametrize("what", ["labels", "masks", "geojson", "report_pdf", "run"])
def test_every_box_counts(qtbot: QtBot, opened: Callable[..., ExportDialog], what: str) -> None:
    dialog = opened()
    was = dialog.choice().what
    press(qtbot, dialog, what)
    assert dialog.choice().what == was ^ {what}
    count = len(was ^ {what})
    assert accept(dialog).text() == ("Export 1 file" if count == 1 else f"Export {count} files")


def test_what_cannot_be_chosen_says_why(opened: Callable[..., ExportDialog]) -> None:
    dialog = opened(hindrances={"labels": "The picture is larger than memory."})
    box = dialog.findChild(QCheckBox, "export_labels")
    assert not box.isEnabled()
    assert not box.isChecked()
    assert box.toolTip() == "The picture is larger than memory."


def test_every_format_has_one_box(opened: Callable[..., ExportDialog]) -> None:
    assert set(opened().boxes) == {"masks", "run", *(each.key for each in formats())}
    choices = [key for row in all_rows() for key, _ in row.choices]
    assert len(choices) == len(set(choices))


def test_it_fits_a_small_screen(opened: Callable[..., ExportDialog]) -> None:
    assert opened().height() <= 768


@pytest.mark.parametrize(
    ("name", "typed", "word"),
    [
        ("export_stem", "", "name"),
        ("export_stem", "a/b", "/"),
        ("export_stem", "a:b", ":"),
        ("export_directory", "", "folder"),
    ],
)
def test_what_cannot_be_written_is_said(
    qtbot: QtBot, opened: Callable[..., ExportDialog], name: str, typed: str, word: str
) -> None:
    dialog = opened()
    edit = dialog.findChild(QLineEdit, name)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, typed)
    assert word in problem(dialog)
    assert not accept(dialog).isEnabled()


def test_nothing_chosen_exports_nothing(qtbot: QtBot, opened: Callable[..., ExportDialog]) -> None:
    dialog = opened()
    press(qtbot, dialog, "labels")
    press(qtbot, dialog, "areas")
    assert problem(dialog)
    assert not accept(dialog).isEnabled()


def test_files_that_would_be_replaced_are_announced(opened: Callable[..., ExportDialog]) -> None:
    dialog = opened(files_there=lambda choice: len(choice.what))
    assert "2" in problem(dialog)
    assert accept(dialog).isEnabled()


def test_the_number_of_files_is_asked(opened: Callable[..., ExportDialog]) -> None:
    """A mask a class: the dialog does not know how many there are."""
    assert accept(opened(number_of_files=lambda _: 9)).text() == "Export 9 files"


def test_browse_takes_the_folder_chosen(
    qtbot: QtBot, opened: Callable[..., ExportDialog], tmp_path: Path
) -> None:
    dialog = opened()
    qtbot.mouseClick(dialog.findChild(QPushButton, "export_browse"), LEFT)
    chooser = dialog.findChild(QFileDialog, "export_folder")
    chooser.fileSelected.emit(str(tmp_path / "other"))
    chooser.reject()
    assert dialog.choice().directory == tmp_path / "other"


def test_export_and_cancel(qtbot: QtBot, opened: Callable[..., ExportDialog]) -> None:
    dialog = opened()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(accept(dialog), LEFT)
    dialog = opened()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(dialog.findChild(QPushButton, "export_cancel"), LEFT)


def test_everything_says_what_it_does(opened: Callable[..., ExportDialog]) -> None:
    dialog = opened()
    for kind in (QCheckBox, QLineEdit, QPushButton):
        for widget in dialog.findChildren(kind):
            assert widget.objectName(), widget
            assert widget.toolTip(), widget.objectName()
            assert widget.accessibleName() or isinstance(widget, QPushButton), widget.objectName()


def preset(dialog: ExportDialog, name: str) -> QPushButton:
    return dialog.findChild(QPushButton, f"preset_{name}")


def test_a_preset_chooses_what_its_purpose_needs(opened: Callable[..., ExportDialog]) -> None:
    dialog = opened(hindrances={"roi_areas": "No region of interest."})
    assert not preset(dialog, "gis").isChecked()
    preset(dialog, "gis").click()
    assert dialog.choice().what == {"labels_tif", "gpkg", "areas", "run"}
    assert preset(dialog, "gis").isChecked()
    preset(dialog, "gis").click()
    assert preset(dialog, "gis").isChecked(), "to choose nothing is no purpose"
    dialog.boxes["coco"].click()
    assert not preset(dialog, "gis").isChecked(), "it is another choice now"


def test_a_choice_of_last_time_is_known_as_a_preset(qtbot: QtBot, tmp_path: Path) -> None:
    what = frozenset({"report_pdf", "overlay", "run"})
    dialog = ExportDialog(ExportChoice(tmp_path, "a", what))
    qtbot.addWidget(dialog)
    assert preset(dialog, "report").isChecked()


def test_author_and_note_are_of_a_report(opened: Callable[..., ExportDialog]) -> None:
    dialog = opened()
    assert not dialog.author.isEnabled()
    preset(dialog, "report").click()
    assert dialog.author.isEnabled()
    dialog.author.setText("  Ann Smith ")
    dialog.note.setText("North shore")
    assert (dialog.choice().author, dialog.choice().note) == ("Ann Smith", "North shore")
