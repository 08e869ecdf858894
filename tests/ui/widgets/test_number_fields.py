"""Fields and boxes for numbers: one reading in every language, a sentence beside what is refused."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.writing.typed_numbers import parse_number
from ui.widgets.field_note import FieldNote
from ui.widgets.number_boxes import DecimalBox, WholeNumberBox
from ui.widgets.number_fields import NumberField

LANGUAGES = ("en_US", "de_DE", "fr_CH", "zh_CN", "hi_IN", "ar_EG")


@pytest.fixture(params=LANGUAGES)
def language(request):
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


@pytest.fixture
def form(qtbot) -> QWidget:
    """A window with one field of each kind, and another to go to."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 240)
    layout = QVBoxLayout(window)
    decimal, whole = DecimalBox(), WholeNumberBox()
    decimal.setDecimals(3)
    decimal.setRange(0, 1000)
    whole.setRange(1, 5000)
    for widget, name in ((NumberField(parse_number), "line"), (decimal, "decimal"), (whole, "whole")):
        widget.setObjectName(name)
        layout.addWidget(widget)
    layout.addWidget(QLineEdit())
    window.show()
    qtbot.waitExposed(window)
    return window


def type_in(form: QWidget, name: str, text: str):
    """Type into a field and leave it."""
    field = form.findChild(QWidget, name)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    return field


def note(form: QWidget) -> str:
    shown = [each.text() for each in form.findChildren(FieldNote) if each.isVisible()]
    return shown[0] if shown else ""


@pytest.mark.parametrize(
    ("text", "number"), [("0.500", 0.5), ("0,500", 0.5), ("0,703", 0.703), ("1.234", 1.234), ("7", 7.0)]
)
def test_a_lone_mark_is_the_decimal_one_in_every_language(language, form, text, number) -> None:
    assert type_in(form, "line", text).value() == number
    decimal = type_in(form, "decimal", text)
    assert decimal.value() == number
    assert decimal.text() == f"{number:.3f}"
    assert note(form) == ""


@pytest.mark.parametrize("text", ["1,234.5", "1.234,5", "1 234", "1'234", "1,234,567"])
def test_marks_between_thousands_are_refused_beside_the_field(language, form, text) -> None:
    line = type_in(form, "line", text)
    assert line.value() is None
    assert line.text() == text
    assert f"“{text}” is no number: leave out marks between thousands" in note(form)
    type_in(form, "line", "7")
    assert note(form) == ""
    for name in ("decimal", "whole"):
        box = form.findChild(QWidget, name)
        before = box.value()
        assert type_in(form, name, text).value() == before
        assert f"“{text}” is no" in note(form)
        type_in(form, name, "3")
        assert note(form) == ""


def test_a_group_mark_is_refused_while_it_is_typed(form) -> None:
    line = form.findChild(NumberField)
    line.setFocus()
    QTest.keyClicks(line, "1,234")
    assert note(form) == ""
    QTest.keyClicks(line, ",")
    assert "is no number" in note(form)
    QTest.keyClick(line, Qt.Key.Key_Backspace)
    assert note(form) == ""


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("whole", "5001", "“5001” is out of range: choose 1 to 5000."),
        ("whole", "0", "choose 1 to 5000"),
        ("whole", "2.5", "“2.5” is no whole number"),
        ("decimal", "1000,5", "choose 0 to 1000"),
        ("decimal", "0.1234", "more than the 3 decimals"),
        ("decimal", "x", "“x” is no number"),
    ],
)
def test_what_does_not_fit_is_said_and_the_old_number_stays(form, name, text, words) -> None:
    box = type_in(form, name, "4")
    type_in(form, name, text)
    assert box.value() == 4
    assert words in note(form)
    assert words in box.accessibleDescription()


def test_a_unit_behind_is_no_part_of_the_number(form) -> None:
    box = form.findChild(WholeNumberBox)
    box.setSuffix(" px")
    assert type_in(form, "whole", "12 px").value() == 12
    assert box.text() == "12 px"
    assert note(form) == ""


def test_steps_with_the_arrows_go_on(form) -> None:
    box = type_in(form, "decimal", "1,5")
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.value() == 2.5


def test_the_note_goes_with_its_field_and_stays_in_the_window(form) -> None:
    line = type_in(form, "line", "1,000.5")
    shown = next(each for each in form.findChildren(FieldNote) if each.isVisible())
    assert form.rect().contains(shown.geometry())
    assert not shown.geometry().intersects(line.geometry())
    line.hide()
    assert note(form) == ""
