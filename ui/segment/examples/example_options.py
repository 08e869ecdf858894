"""The row of the example tool: which class the next example is of, who decides, and where to ask next."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QPushButton, QToolButton, QWidget

from ui.widgets.building import fill, label_of, named
from ui.widgets.icons import set_icon


class ExampleOptions(QWidget):
    """cleared: all examples are to go. learning_chosen: whether what is learned decides, rather than what the
    clusters are named. asked: where is the next one needed? typed(name): Enter was pressed after a name.
    """

    cleared = Signal()
    learning_chosen = Signal(bool)
    asked = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("example_options")
        self.box = named(QComboBox(), "example_class", self.tr("Class of the examples"))
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setMinimumContentsLength(12)
        self.box.setToolTip(self.tr("What the next click or scribble is an example of; type a name."))
        edit = self.box.lineEdit()
        if edit is not None:
            edit.setMaxLength(200)
            edit.setPlaceholderText(self.tr("for example ice"))
            edit.returnPressed.connect(self._tell_name)
        self.names, self.learned = self._deciding()
        self.ask_next = named(
            QPushButton(self.tr("Ask next")),
            "examples_ask",
            tooltip=self.tr(
                "Go to where the next example helps most; a number key says what is there. (Ctrl+T)"
            ),
        )
        self.ask_next.clicked.connect(self.asked)
        self._clear = named(
            QPushButton(),
            "examples_clear",
            self.tr("Remove all examples"),
            self.tr("Remove all examples; the classes stay as they are."),
        )
        set_icon(self._clear, "delete")
        self._clear.clicked.connect(self.cleared)
        label = label_of(self.box, self.tr("Example of"))
        deciding = fill(QHBoxLayout(), self.names, self.learned, spacing=2)
        fill(QHBoxLayout(self), label, self.box, deciding, self.ask_next, self._clear, margins=0, spacing=8)
        self.set_classes((), any_examples=False)
        self.set_learns(False)

    @property
    def class_name(self) -> str:
        return self.box.currentText().strip()

    def take_name(self) -> None:
        """There is no name yet, or another one is wanted: the field for it has the focus."""
        self.box.setFocus()
        edit = self.box.lineEdit()
        if edit is not None:
            edit.selectAll()

    def set_classes(self, names: Sequence[str], *, any_examples: bool) -> None:
        """Names that are there; what has been typed stays."""
        for widget in (self._clear, self.names, self.learned):
            widget.setEnabled(any_examples)
        if [self.box.itemText(i) for i in range(self.box.count())] == list(names):
            return
        typed = self.box.currentText()
        with QSignalBlocker(self.box):
            self.box.clear()
            self.box.addItems(list(names))
            self.box.setEditText(typed)

    def set_learns(self, learns: bool) -> None:
        (self.learned if learns else self.names).setChecked(True)

    def _deciding(self) -> tuple[QToolButton, QToolButton]:
        """Two buttons of which one is down: what the clusters are named, or what is learned."""
        group = QButtonGroup(self)
        names, learned = QToolButton(), QToolButton()
        names.setText(self.tr("Names"))
        learned.setText(self.tr("Learn"))
        named(
            names,
            "examples_names",
            tooltip=self.tr("A pixel is what its cluster is named: by its examples, or by you."),
        )
        named(
            learned,
            "examples_learn",
            tooltip=self.tr(
                "A classifier learns from the examples what each pixel is; steps and edits come after it. "
                "Areas have no ± then. (Shift+T)"
            ),
        )
        for number, button in enumerate((names, learned)):
            button.setCheckable(True)
            button.setAutoRaise(True)
            group.addButton(button, number)
        group.idClicked.connect(self._choose)
        return names, learned

    def _tell_name(self) -> None:
        if self.class_name:
            self.typed.emit(self.class_name)

    def _choose(self, number: int) -> None:
        self.learning_chosen.emit(bool(number))
