"""The class table: what it shows, what it keeps, what it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from core.accuracy.checked_area import CheckedArea
from core.accuracy.shares import Share
from core.measure.areas import AreaError
from tests.ui.area_rows import four_rows, row
from ui.segment.classes.class_model import ClassModel, Column
from ui.segment.classes.class_table import ClassTable, MergeDialog, suggested_name
from ui.widgets.number_text import cluster_ids


@pytest.fixture(autouse=True)
def american_numbers() -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def table(qtbot: QtBot) -> ClassTable:
    widget = ClassTable()
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.set_rows(four_rows())
    widget.set_scale("0.5 m × 0.5 m, typed", calibrated=True)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def names(table: ClassTable) -> list[str]:
    model = table.view.model()
    return [model.index(i, Column.NAME).data() for i in range(model.rowCount())]


def cell(table: ClassTable, name: str, column: Column = Column.NAME) -> QPoint:
    at = names(table).index(name)
    return table.view.visualRect(table.view.model().index(at, column)).center()


def click(
    qtbot: QtBot, table: ClassTable, name: str, keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    qtbot.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, keys, cell(table, name))


def button(table: ClassTable, name: str) -> QPushButton:
    found = table.findChild(QPushButton, f"class_{name}_button")
    assert found is not None
    return found


def test_cells_show_numbers_as_a_person_reads_them(table: ClassTable) -> None:
    table.set_rows(
        (row("ice", (1, 2, 3, 7), 4_938_271, total=6_922_368), row("rest", (4,), 1, total=6_922_368))
    )
    model = table.view.model()
    texts = [str(model.index(0, column).data()).replace("\u00a0", " ") for column in Column]
    assert texts == [
        "ice",
        "1–3, 7",
        "4\u202f938\u202f271",
        "71.34 %",
        "1\u202f234\u202f568 m²",
        "…",
        "",
        "",
    ]
    assert model.index(1, Column.SHARE).data().replace("\u00a0", " ") == "< 0.01 %"


def test_areas_are_read_aloud_with_the_table(table: ClassTable) -> None:
    table.set_rows((row("1", (1,), 100), row("ice", (4, 5), 400)))
    said = table.view.accessibleDescription().replace("\xa0", " ")
    assert said == "class 1: 25 m² (10.00 %); ice: 100 m² (40.00 %)"
    table.set_rows(())
    assert table.view.accessibleDescription() == ""


def test_totals_and_the_planar_area_are_said(table: ClassTable) -> None:
    assert table.totals.text(Column.PIXELS) == "1\u202f000"
    assert table.totals.text(Column.AREA) == "250\u00a0m²"
    both = replace(row("ice", (1,), 400), method="geodesic", planar_area=104.7, true_area=100.0)
    table.set_rows((both,))
    model = table.view.model()
    assert "104.7" in model.index(0, Column.AREA).data(Qt.ItemDataRole.ToolTipRole)
    assert model.headerData(Column.OTHER, Qt.Orientation.Horizontal) == "Planar"
    assert model.index(0, Column.OTHER).data() == "104.7\u00a0m²"
    assert model.index(0, Column.DIFFERENCE).data() == "+4.70\u00a0%"
    assert table.other_areas.text() == "Planar, all classes: 104.7\u00a0m² (+4.70\u00a0% against true)"
    table.set_rows((replace(both, method="planar", area=104.7),))
    assert model.headerData(Column.OTHER, Qt.Orientation.Horizontal) == "True"
    assert model.index(0, Column.OTHER).data() == "100\u00a0m²"
    table.set_rows(four_rows())
    assert table.other_areas.isHidden()


def test_the_other_kind_of_area_is_shown_where_there_is_room(qtbot: QtBot, table: ClassTable) -> None:
    both = replace(row("ice", (1,), 400), method="geodesic", planar_area=104.7, true_area=100.0)
    table.set_rows((both,))
    for width, hidden in ((300, [True, True]), (800, [False, False])):
        table.resize(width, 400)
        qtbot.waitUntil(lambda width=width: table.width() == width)
        assert [table.view.isColumnHidden(c) for c in (Column.OTHER, Column.DIFFERENCE)] == hidden
    table.set_rows(four_rows())
    assert table.view.isColumnHidden(Column.OTHER)
    assert not table.view.isColumnHidden(Column.CLUSTERS)


def test_what_the_error_is_stands_below_and_the_points_first(table: ClassTable) -> None:
    label = table.errors
    table.set_rows(four_rows())
    assert label.isHidden()
    error = AreaError(3.0, 0.95, borders=2.0, starts=1.0, scale=0.0, low=97.0, high=103.0, fraction=0.01)
    bare = replace(row("ice", (1,), 400), error=error)
    table.set_rows((bare,))
    assert label.text() == "±: of border and starts"
    share = Share(0.5, 0.4, 0.6)
    checked = CheckedArea("ice", 0.4, 40.0, share, 50.0, 40.0, 60.0, None, None, 12, 30, 0.95)
    table.set_rows((replace(bare, checked=checked),))
    assert label.text().splitlines() == [
        f"Checked by 30 points: ice 50 ±\u00a010\u00a0{bare.unit} (50 ±\u00a010\u00a0%)",
        "±: of border and starts",
    ]
    table.set_rows((replace(bare, checked=checked, leads=True),))
    assert label.text() == "Areas and ±: checked by 30 points"


def test_ids_that_are_the_names_are_not_said_twice(table: ClassTable) -> None:
    table.set_rows((row("1", (1,), 10), row("2", (2,), 30)))
    assert table.view.isColumnHidden(Column.CLUSTERS)
    table.set_rows((row("1", (1,), 10), row("ice", (2,), 30)))
    assert not table.view.isColumnHidden(Column.CLUSTERS)


def test_a_new_result_keeps_selection_and_the_rows_that_stay(qtbot: QtBot, table: ClassTable) -> None:
    click(qtbot, table, "ice")
    with qtbot.assertNotEmitted(table.selection_changed):
        table.set_rows((row("1", (1,), 300), row("new", (2,), 300), row("ice", (4, 5), 400)))
    assert names(table) == ["1", "new", "ice"]
    assert table.selected_names() == ("ice",)


def test_a_renamed_class_stays_selected(qtbot: QtBot, table: ClassTable) -> None:
    click(qtbot, table, "water")
    rows = list(four_rows())
    rows[1] = replace(rows[1], name="melt pond")
    with qtbot.waitSignal(table.selection_changed) as told:
        table.set_rows(rows)
    assert told.args == [("melt pond",)]


@pytest.mark.parametrize("count", [2, 40])
def test_the_model_keeps_its_promises_to_views(qtbot: QtBot, count: int) -> None:
    model = ClassModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    rows = tuple(row(str(i), (i,), i) for i in range(1, count + 1))
    for shown in (rows, rows[::-1], (), rows[1:], four_rows(), (*rows[::2], row("x", (300,), 3)), rows):
        model.set_rows(shown)
        assert model.rows == tuple(shown)
    del tester


def test_only_the_difference_is_applied(qtbot: QtBot) -> None:
    model = ClassModel()
    model.set_rows(four_rows())
    with qtbot.assertNotEmitted(model.dataChanged), qtbot.assertNotEmitted(model.rowsInserted):
        model.set_rows(four_rows())
    changed = list(four_rows())
    changed[2] = replace(changed[2], pixels=51)
    with qtbot.waitSignal(model.dataChanged) as told:
        model.set_rows(changed)
    assert [index.row() for index in told.args[:2]] == [2, 2]


@pytest.mark.parametrize("how", ["double click", "F2", "button"])
def test_a_name_typed_is_asked_for_and_not_shown_yet(qtbot: QtBot, table: ClassTable, how: str) -> None:
    click(qtbot, table, "water")
    if how == "double click":
        qtbot.mouseDClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=cell(table, "water"))
    elif how == "F2":
        qtbot.keyClick(table.view, Qt.Key.Key_F2)
    else:
        qtbot.mouseClick(button(table, "rename"), Qt.MouseButton.LeftButton)
    editor = table.findChild(QLineEdit, "class_name_editor")
    assert editor is not None
    assert editor.text() == "water"
    qtbot.keyClicks(editor, "sea")
    with qtbot.waitSignal(table.renamed) as told:
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert told.args == ["water", "sea"]
    assert "water" in names(table)


@pytest.mark.parametrize("typed", ["", "  ", "water"])
def test_an_empty_or_unchanged_name_asks_for_nothing(qtbot: QtBot, table: ClassTable, typed: str) -> None:
    click(qtbot, table, "water")
    table.begin_rename()
    editor = table.findChild(QLineEdit, "class_name_editor")
    editor.selectAll()
    with qtbot.assertNotEmitted(table.renamed):
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
        qtbot.keyClicks(editor, typed)
        qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_buttons_follow_the_selection(qtbot: QtBot, table: ClassTable) -> None:
    def enabled() -> list[bool]:
        return [button(table, name).isEnabled() for name in ("merge", "rename", "split")]

    assert enabled() == [False, False, False]
    click(qtbot, table, "1")
    assert enabled() == [False, True, False]
    click(qtbot, table, "ice")
    assert enabled() == [False, True, True]
    click(qtbot, table, "1", Qt.KeyboardModifier.ControlModifier)
    assert enabled() == [True, False, False]
    assert table.selected_names() == ("1", "ice")


def test_merging_asks_for_a_name(qtbot: QtBot, table: ClassTable) -> None:
    table.select_names(["1", "ice"])
    qtbot.mouseClick(button(table, "merge"), Qt.MouseButton.LeftButton)
    dialog = table.findChild(MergeDialog)
    edit, accept = dialog.findChild(QLineEdit, "merged_name"), dialog.findChild(QPushButton, "merge_accept")
    assert edit.text() == "ice"
    qtbot.keyClicks(edit, "water")
    assert not accept.isEnabled()
    assert "water" in dialog.findChild(QLabel, "merge_hint").text()
    qtbot.keyClicks(edit, " and ice ")
    with qtbot.waitSignal(table.merge_requested) as told:
        qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert told.args == [("1", "ice"), "water and ice"]


def test_leaving_the_merge_dialog_merges_nothing(qtbot: QtBot, table: ClassTable) -> None:
    table.select_names(["1", "ice"])
    table.ask_merge()
    dialog = table.findChild(MergeDialog)
    with qtbot.assertNotEmitted(table.merge_requested):
        qtbot.mouseClick(dialog.findChild(QPushButton, "merge_cancel"), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("chosen", "name"),
    [
        (("1", "2"), "1 + 2"),
        (("1", "ice", "rock"), "ice"),
        (tuple("12345"), "1 … 5"),
        (("3′", "4"), "3′ + 4"),
    ],
)
def test_the_suggested_name(chosen: tuple[str, ...], name: str) -> None:
    assert suggested_name(chosen) == name


def test_split_is_asked_for(qtbot: QtBot, table: ClassTable) -> None:
    click(qtbot, table, "ice")
    with qtbot.waitSignal(table.split_requested) as told:
        qtbot.mouseClick(button(table, "split"), Qt.MouseButton.LeftButton)
    assert told.args == ["ice"]


def test_the_context_menu_offers_the_same(qtbot: QtBot, table: ClassTable) -> None:
    click(qtbot, table, "ice")
    table.view.customContextMenuRequested.emit(cell(table, "ice"))
    menu = table.findChild(QMenu, "class_menu")
    assert menu.isVisible()
    actions = {action.objectName(): action.isEnabled() for action in menu.actions() if action.isVisible()}
    wanted = {"merge": False, "rename": True, "split": True, "colour": True, "hide": True, "lock": True}
    assert actions == {"": True} | {f"class_{name}": on for name, on in (wanted | {"copy": True}).items()}
    menu.close()


@pytest.mark.parametrize(
    ("column", "order"),
    [
        (Column.NAME, ["1", "10", "ice", "water"]),
        (Column.CLUSTERS, ["1", "water", "10", "ice"]),
        (Column.PIXELS, ["10", "1", "ice", "water"]),
        (Column.AREA, ["10", "1", "ice", "water"]),
    ],
)
def test_a_click_on_a_header_sorts(qtbot: QtBot, table: ClassTable, column: Column, order: list[str]) -> None:
    header = table.view.horizontalHeader()
    at = QPoint(header.sectionViewportPosition(column) + 8, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert names(table) == order
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert names(table) == order[::-1]
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert names(table) == ["1", "water", "10", "ice"]


def test_copy_puts_the_selected_rows_on_the_clipboard(qtbot: QtBot, table: ClassTable) -> None:
    click(qtbot, table, "ice")
    qtbot.keyClick(table.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == [
        "Class",
        "Clusters",
        "Pixels",
        "Fraction",
        "Area",
        "Unit",
        "Scale",
        "Error",
    ]
    assert [line.split("\t") for line in lines[1:]] == [
        ["ice", "4,5", "400", "0.4", "100.0", "m²", "typed", ""]
    ]
    table.view.clearSelection()
    table.findChild(QAction, "class_copy").trigger()
    assert len(QGuiApplication.clipboard().text().splitlines()) == 5


def test_no_scale_is_said_and_leads_to_one(qtbot: QtBot, table: ClassTable) -> None:
    source, link = table.findChild(QLabel, "scale_source"), table.findChild(QToolButton, "set_scale_link")
    assert source.text() == "Scale: 0.5 m × 0.5 m, typed"
    assert link.text() == "Change…"
    table.set_scale("uncalibrated", calibrated=False)
    assert "pixels" in source.text()
    assert table.view.isColumnHidden(Column.AREA)
    with qtbot.waitSignal(table.calibrate_requested):
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)


def test_long_names_end_in_dots_and_the_scale_is_said_in_full(table: ClassTable) -> None:
    table.set_rows((row("brash ice of the outer margin " * 5, (1,), 10),))
    table.set_scale("250 m × 250 m from the georeference " * 5, calibrated=True)
    table.resize(340, 300)
    assert table.view.columnWidth(Column.NAME) < 340
    assert table.view.horizontalScrollBar().maximum() == 0
    source = table.findChild(QLabel, "scale_source")
    assert source.wordWrap()
    assert "georeference" in source.toolTip()


def test_every_part_says_what_it_is(table: ClassTable) -> None:
    for name in ("classes", "class_totals", "set_scale_link", "class_merge_button", "class_split_button"):
        widget = table.findChild(QWidget, name)
        assert widget.toolTip()
        assert widget.accessibleName()


@pytest.mark.parametrize(
    ("clusters", "text"), [((1,), "1"), ((1, 2), "1–2"), ((1, 3, 4, 5, 9), "1, 3–5, 9"), ((), "")]
)
def test_ids_are_written_as_ranges(clusters: tuple[int, ...], text: str) -> None:
    assert cluster_ids(clusters) == text
