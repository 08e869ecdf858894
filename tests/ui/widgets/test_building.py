"""Widgets put together: names, layouts, labels, panes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.building import fill, label_of, named, open_dialog, splitter


def test_only_what_is_said_is_named(qtbot) -> None:
    label = named(named(QLabel(), "sum", "The sum"), tooltip="Of all.")
    assert (label.objectName(), label.accessibleName(), label.toolTip()) == ("sum", "The sum", "Of all.")


def test_a_layout_is_filled_in_order_and_its_edges_are_kept_unless_said(qtbot) -> None:
    pane, inner, first, last = QWidget(), QHBoxLayout(), QLabel(), QLabel()
    layout = fill(QVBoxLayout(pane), first, (inner, 2), 1, (last, 3), margins=(1, 2, 3, 4))
    margins = layout.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (1, 2, 3, 4)
    assert [layout.stretch(i) for i in range(layout.count())] == [0, 2, 1, 3]
    assert layout.itemAt(0).widget() is first
    assert layout.itemAt(1).layout() is inner
    assert layout.itemAt(2).spacerItem() is not None
    assert layout.itemAt(3).widget() is last
    assert fill(layout, margins=5, spacing=7).spacing() == 7
    assert layout.contentsMargins().bottom() == 5


def test_a_label_brings_the_keyboard_to_its_widget(qtbot) -> None:
    edit = QLineEdit()
    label = label_of(edit, "&Width")
    for widget in (edit, label):
        qtbot.addWidget(widget)
    assert label.buddy() is edit


def test_panes_begin_as_wide_as_said_and_stay_in_sight(qtbot) -> None:
    made = splitter("parts", (QWidget(), 300), (QWidget(), 100))
    qtbot.addWidget(made)
    made.resize(400 + made.handleWidth(), 50)
    made.show()
    assert made.sizes() == [300, 100]
    assert not made.childrenCollapsible()


def test_a_dialog_goes_when_it_is_closed(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = QDialog(window)
    open_dialog(dialog)
    assert dialog.isVisible()
    assert dialog.windowModality() == Qt.WindowModality.WindowModal
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
