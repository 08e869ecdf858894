"""The scale dialog: what can be typed, what follows from it, what is handed back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from core.scale.calibration import parse_pixel_size
from ui.segment.scale.calibration_dialog import CalibrationDialog
from ui.segment.scale.present_scale import PresentScale

Open = Callable[..., CalibrationDialog]
MAP = "georeference (EPSG:3413), true ground area, 250 m × 250 m"


@pytest.fixture(autouse=True)
def american_numbers() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def opened(qtbot: QtBot) -> Open:
    def make(**present: str) -> CalibrationDialog:
        dialog = CalibrationDialog(PresentScale(2400, 1400, **present))
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def accept(dialog: CalibrationDialog) -> QPushButton:
    return dialog.findChild(QPushButton, "scale_accept")


def type_into(qtbot: QtBot, dialog: CalibrationDialog, name: str, text: str) -> None:
    edit = dialog.findChild(QLineEdit, name)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, text)


def plain(dialog: CalibrationDialog) -> str:
    return dialog.preview().replace("\u00a0", " ")


def test_a_size_typed_says_what_follows(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    type_into(qtbot, dialog, "pixel_width", "0.5")
    assert plain(dialog) == "1 pixel = 0.25 m²; the picture is 1.2 km × 0.7 km."
    assert dialog.choice() == "0.5m,0.5m"
    assert parse_pixel_size(dialog.choice()).area_unit == "m²"
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(accept(dialog), Qt.MouseButton.LeftButton)


def test_pixels_may_be_higher_than_wide(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    type_into(qtbot, dialog, "pixel_width", "2")
    height = dialog.findChild(QLineEdit, "pixel_height")
    assert not height.isEnabled()
    qtbot.mouseClick(dialog.findChild(QCheckBox, "pixel_square"), Qt.MouseButton.LeftButton)
    type_into(qtbot, dialog, "pixel_height", "3")
    unit = dialog.findChild(QComboBox, "pixel_unit")
    unit.setFocus()
    qtbot.keyClicks(unit, "µ")
    assert dialog.choice() == "2.0µm,3.0µm"
    assert plain(dialog) == "1 pixel = 6 µm²; the picture is 4.8 mm × 4.2 mm."


@pytest.mark.parametrize("typed", ["", "0", "-1", "half", "1e400", "1e-200"])
def test_what_is_no_size_cannot_be_taken(qtbot: QtBot, opened: Open, typed: str) -> None:
    dialog = opened()
    type_into(qtbot, dialog, "pixel_width", typed)
    assert not accept(dialog).isEnabled()
    assert dialog.preview().endswith(".")


@pytest.mark.parametrize("language", ["de_DE", "en_US"])
@pytest.mark.parametrize("typed", ["0,500", "0.500"])
def test_a_lone_mark_is_the_decimal_one_in_every_language(
    qtbot: QtBot, opened: Open, language: str, typed: str
) -> None:
    QLocale.setDefault(QLocale(language))
    dialog = opened()
    type_into(qtbot, dialog, "pixel_width", typed)
    assert dialog.choice() == "0.5m,0.5m"


def test_marks_between_thousands_are_refused_with_a_sentence(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    type_into(qtbot, dialog, "pixel_width", "1,000.5")
    assert "leave out marks between thousands" in plain(dialog)
    assert not accept(dialog).isEnabled()


def test_a_unit_may_be_typed_and_is_chosen_then(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    type_into(qtbot, dialog, "pixel_width", "100 um")
    assert dialog.choice() == "100.0µm,100.0µm"
    edit = dialog.findChild(QLineEdit, "pixel_width")
    edit.editingFinished.emit()
    assert dialog.findChild(QComboBox, "pixel_unit").currentText() == "µm"
    assert edit.text() == dialog.findChild(QLineEdit, "pixel_height").text() == "100"
    qtbot.mouseClick(dialog.findChild(QCheckBox, "pixel_square"), Qt.MouseButton.LeftButton)
    type_into(qtbot, dialog, "pixel_height", "0,2 mm")
    assert parse_pixel_size(dialog.choice()).height == pytest.approx(200)
    dialog.findChild(QLineEdit, "pixel_height").editingFinished.emit()
    assert dialog.findChild(QLineEdit, "pixel_height").text() == "200"
    assert edit.text() == "100"


def test_the_present_size_is_there_to_be_changed(opened: Open) -> None:
    dialog = opened(choice="0.5cm,0.25cm", description="0.5 cm × 0.25 cm, typed")
    assert dialog.choice() == "0.5cm,0.25cm"
    assert "typed" in dialog.findChild(QLabel, "present_scale").text()


def test_the_georeference_can_be_taken_where_there_is_one(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(georeference=MAP)
    radio = dialog.findChild(QRadioButton, "scale_georeference")
    qtbot.mouseClick(radio, Qt.MouseButton.LeftButton, pos=radio.rect().center() - radio.rect().center() / 2)
    assert dialog.choice() == "georeference"
    assert accept(dialog).isEnabled()
    type_into(qtbot, dialog, "pixel_width", "4")
    assert dialog.choice() == "4.0m,4.0m"


def test_without_a_georeference_it_cannot_be_taken(opened: Open) -> None:
    assert not opened().findChild(QRadioButton, "scale_georeference").isEnabled()
    assert opened(choice="georeference", georeference=MAP).choice() == "georeference"


def test_no_scale_is_a_choice(qtbot: QtBot, opened: Open) -> None:
    dialog = opened(choice="0.5m,0.5m")
    qtbot.keyClick(dialog.findChild(QRadioButton, "scale_none"), Qt.Key.Key_Space)
    assert dialog.choice() == "none"
    assert plain(dialog) == "The picture has 3\u202f360\u202f000 pixels."
    assert accept(dialog).isEnabled()


def test_cancel_leaves_it(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    with qtbot.waitSignal(dialog.rejected):
        qtbot.mouseClick(dialog.findChild(QPushButton, "scale_cancel"), Qt.MouseButton.LeftButton)


def test_everything_says_what_it_does(opened: Open) -> None:
    dialog = opened()
    for kind in (QRadioButton, QLineEdit, QComboBox, QCheckBox, QPushButton):
        for widget in dialog.findChildren(kind):
            assert widget.objectName(), widget
            assert widget.toolTip(), widget.objectName()


def test_how_far_the_size_may_be_off(qtbot: QtBot, opened: Open) -> None:
    dialog = opened()
    type_into(qtbot, dialog, "pixel_width", "0.5")
    type_into(qtbot, dialog, "pixel_error", "1.5")
    assert plain(dialog) == "1 pixel = 0.25 m² ± 3 %; the picture is 1.2 km × 0.7 km."
    assert dialog.choice() == "0.5m,0.5m±1.5%"
    type_into(qtbot, dialog, "pixel_error", "about 2")
    assert plain(dialog).startswith("“about 2” is no number")
    assert not accept(dialog).isEnabled()
    type_into(qtbot, dialog, "pixel_error", "60")
    assert "give one of 0 to 50 %" in plain(dialog)
    assert not accept(dialog).isEnabled()
    type_into(qtbot, dialog, "pixel_error", "")
    assert dialog.choice() == "0.5m,0.5m"


def test_the_present_error_is_shown(opened: Open) -> None:
    dialog = opened(choice="0.5m,0.4m±2.0%")
    assert dialog.findChild(QLineEdit, "pixel_error").text() == "2"
    assert dialog.choice() == "0.5m,0.4m±2.0%"
