"""Ratios under the class table: offered, made in the dialog, changed, removed, undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QTableWidget, QToolButton

from core.classes.ratios import Ratio
from core.measure.ratio_values import RatioValue
from tests.ui.window_driving import LEFT, do, find, notices, show
from tests.workers.pictures import three_colours
from ui.segment.classes.ratio_dialog import RatioDialog
from ui.segment.classes.ratio_text import ratio_text
from ui.shell.main_window import MainWindow


@pytest.fixture
def named(window, qtbot) -> MainWindow:
    """Three classes of 24 pixels each."""
    show(qtbot, window, three_colours())
    for old, new in (("1", "water"), ("2", "land"), ("3", "ice")):
        window.workspace.classes.rename(old, new)
    window.session.undo_stack.clear()
    return window


def ratios(window: MainWindow) -> list[tuple[str, str]]:
    table = find(window, QTableWidget, "ratios")
    assert table.isVisible() == bool(table.rowCount())
    texts = [[table.item(row, column).text() for column in (0, 1)] for row in range(table.rowCount())]
    return [(name, value.replace("\u00a0", " ")) for name, value in texts]


def offered(window: MainWindow) -> list[QToolButton]:
    return [button for button in window.findChildren(QToolButton, "ratio_offer") if button.isVisible()]


def offers(window: MainWindow) -> list[str]:
    return [button.text() for button in offered(window)]


def tick(qtbot, dialog: RatioDialog, side: str, name: str) -> None:
    """A click on the box before the name."""
    shown = find(dialog, QListWidget, side)
    (item,) = shown.findItems(name, Qt.MatchFlag.MatchExactly)
    place = shown.visualItemRect(item)
    qtbot.mouseClick(shown.viewport(), LEFT, pos=QPoint(place.left() + 10, place.center().y()))
    assert item.checkState() == Qt.CheckState.Checked


def test_a_usual_ratio_is_one_click_away_and_undone(named, qtbot) -> None:
    assert offers(named) == ["+ ice concentration", "+ water fraction"]
    qtbot.mouseClick(offered(named)[0], LEFT)
    assert ratios(named) == [("ice concentration", "50.00 % · 5.0 tenths")]
    qtbot.waitUntil(lambda: offers(named) == ["+ water fraction"])
    do(qtbot, named, "undo")
    assert ratios(named) == []


def test_any_other_ratio_is_made_by_picking_classes(named, qtbot) -> None:
    qtbot.mouseClick(find(named, QToolButton, "ratio_new"), LEFT)
    dialog = find(named, RatioDialog, "ratio_dialog")
    accept = find(dialog, QPushButton, "ratio_accept")
    assert not accept.isEnabled()
    for side, name in (("ratio_over", "land"), ("ratio_under", "land"), ("ratio_under", "ice")):
        tick(qtbot, dialog, side, name)
    value = find(dialog, QLabel, "ratio_value").text().replace("\u00a0", " ")
    assert value == "land / (land + ice) = 50.00 % · 5.0 tenths"
    assert not accept.isEnabled()
    qtbot.keyClicks(find(dialog, QLineEdit, "ratio_name"), "bare")
    qtbot.mouseClick(accept, LEFT)
    assert named.session.document.ratios == (Ratio("bare", ("land",), ("land", "ice")),)
    assert ratios(named) == [("bare", "50.00 % · 5.0 tenths")]


def test_a_ratio_is_changed_and_removed_by_key(named, qtbot) -> None:
    named.workspace.ratios.add(Ratio("bare", ("land",), ("land", "ice")))
    table = find(named, QTableWidget, "ratios")
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    dialog = find(named, RatioDialog, "ratio_dialog")
    tick(qtbot, dialog, "ratio_under", "water")
    qtbot.mouseClick(find(dialog, QPushButton, "ratio_accept"), LEFT)
    assert ratios(named) == [("bare", "33.33 % · 3.3 tenths")]
    table.setCurrentCell(0, 0)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert ratios(named) == []
    do(qtbot, named, "undo")
    do(qtbot, named, "undo")
    assert ratios(named) == [("bare", "50.00 % · 5.0 tenths")]


def test_a_name_that_is_taken_cannot_be_added(named, qtbot) -> None:
    named.workspace.ratios.add(Ratio("bare", ("land",), ("land", "ice")))
    named.workspace.ratios.ask()
    dialog = find(named, RatioDialog, "ratio_dialog")
    tick(qtbot, dialog, "ratio_over", "ice")
    tick(qtbot, dialog, "ratio_under", "ice")
    qtbot.keyClicks(find(dialog, QLineEdit, "ratio_name"), "bare")
    assert not find(dialog, QPushButton, "ratio_accept").isEnabled()
    assert "already a ratio called “bare”" in find(dialog, QLabel, "ratio_value").text()
    dialog.reject()


def test_a_ratio_follows_its_classes_and_says_where_one_is_missing(named, qtbot) -> None:
    named.workspace.ratios.add(Ratio("bare", ("land",), ("land", "ice")))
    named.workspace.classes.rename("ice", "snow")
    assert named.session.document.ratios[0].formula == "land / (land + snow)"
    named.workspace.classes.merge(("land", "snow"), "both")
    assert ratios(named) == [("bare", "100.00 % · 10.0 tenths")]
    named.session.split_class("both")
    assert ratios(named) == [("bare", "–")]
    assert notices(named) == ["The ratio “bare” needs a class “both”, but there are water, 2, 3."]


@pytest.mark.parametrize(
    ("value", "error", "text"),
    [
        (0.6532, None, "65.32 % · 6.5 tenths"),
        (0.6532, 0.0121, "65.3 ± 1.2 % · 6.5 tenths"),
        (0.6532, 0.121, "65 ± 12 % · 6.5 tenths"),
        (0.6532, 0.0004, "65.320 ± 0.040 % · 6.5 tenths"),
        (1.0, None, "100.00 % · 10.0 tenths"),
        (2.5, None, "250.00 %"),
        (12.34, None, "12.34"),
        (None, None, "–"),
    ],
)
def test_the_value_as_a_person_reads_it(value, error, text) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    found = RatioValue(Ratio("r", ("a",), ("b",)), value, 1.0, 2.0, "m²", error)
    assert ratio_text(found).replace("\u00a0", " ") == text
    QLocale.setDefault(before)


def test_while_another_k_runs_the_table_says_of_which_it_is(named, qtbot) -> None:
    totals = named.workspace.parts.classes.totals
    named.workspace.runs.set_live(False)
    do(qtbot, named, "fewer_clusters")
    assert named.workspace.state.older_k == 3
    assert "last result" in totals.toolTip()
    assert totals.older_text(totals.font(), 1000) == "Still of 3 clusters"
    assert totals.older_text(totals.font(), 10) == "Still k = 3"
    do(qtbot, named, "run")
    assert named.workspace.state.older_k == 0
    assert "last result" not in totals.toolTip()


def test_a_ratio_has_the_error_of_its_areas(named, qtbot) -> None:
    named.workspace.ratios.add(Ratio("bare", ("land",), ("land", "ice")))
    qtbot.waitUntil(lambda: named.workspace.state.ratios[0].error is not None)
    assert "±" in ratios(named)[0][1]
