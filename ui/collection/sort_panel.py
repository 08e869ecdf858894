"""The panel that says how pictures are sorted: what they are told apart by, the method and its options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import _
from core.cluster.parameters import MAX_K
from core.collection.embedding import Embedding
from core.collection.method import Method
from ui.collection.distance_plot import DistancePlot
from ui.collection.more_options import MoreOptions, give_way
from ui.collection.option_form import OptionForm
from ui.widgets.building import fill, label_of, named
from ui.widgets.number_boxes import WholeNumberBox
from ui.widgets.progress_bar import ProgressBar

if TYPE_CHECKING:
    from workers.sorting_pictures import SortChoice


class SortPanel(QWidget):
    """changed: it says something else. sort_requested: the button. run_chosen(key): another run is wanted.

    Methods and embeddings come by `offer`, once they are known.
    """

    changed = Signal()
    sort_requested = Signal()
    run_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._methods: dict[str, Method] = {}
        self._embeddings: dict[str, Embedding] = {}
        self._form_layout = QFormLayout()
        self.embedding = named(QComboBox(), "collection_embedding", self.tr("Told apart by"))
        self.embedding.setToolTip(self.tr("What of a picture counts when pictures are compared."))
        self.method = named(QComboBox(), "collection_method", self.tr("Method"))
        self.k = named(WholeNumberBox(), "collection_k", self.tr("Number of clusters"))
        self.k.setRange(0, MAX_K)
        self.k.setSpecialValueText(self.tr("as fits best"))
        self.k.setToolTip(self.tr("How many clusters there are to be; 0: as many as fit best."))
        self.more = named(QToolButton(autoRaise=True), "collection_more")
        self.more.setCheckable(True)
        self.more.setText(self.tr("More options"))
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more.setArrowType(Qt.ArrowType.RightArrow)
        self.more.setToolTip(self.tr("Options of the method, and what is done to the numbers before."))
        words = self.tr("Told apart by")
        # All fields begin at one place, whichever form they are of.
        self._width = self.fontMetrics().horizontalAdvance(words) + 2
        self.options = MoreOptions(self._width)
        self.truth, self.method_options = self.options.truth, self.options.method_options
        self.embedding_options = QStackedWidget()
        self.sort = named(QPushButton(self.tr("Sort by kind")), "collection_sort_button")
        self.sort.setDefault(True)
        self.sort.setToolTip(self.tr("Find clusters of pictures that are alike; every run is kept."))
        self.runs = named(QComboBox(), "collection_runs", self.tr("Runs"))
        self.runs.setToolTip(self.tr("All runs of this collection; none is ever overwritten."))
        self.progress = named(ProgressBar(), "collection_progress", self.tr("Progress"))
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(6)
        self.note = named(QLabel(wordWrap=True), "collection_note")
        self.curve = DistancePlot()
        self._lay_out()
        self._connect()

    def offer(self, embeddings: Mapping[str, Embedding], methods: Mapping[str, Method], first: str) -> None:
        """first: the embedding that is chosen to begin with. What is not there is greyed, with the reason."""
        self._methods, self._embeddings = dict(methods), dict(embeddings)
        blockers = QSignalBlocker(self.embedding), QSignalBlocker(self.method)
        for name, embedding in embeddings.items():
            self.embedding.addItem(_(embedding.title), name)
            if lack := embedding.lacks():
                self._grey(self.embedding.count() - 1, lack)
            else:
                about = _(embedding.summary)
                self.embedding.setItemData(self.embedding.count() - 1, about, Qt.ItemDataRole.ToolTipRole)
        for name, method in methods.items():
            self.method.addItem(_(method.title), name)
            about = _(method.summary)
            self.method.setItemData(self.method.count() - 1, about, Qt.ItemDataRole.ToolTipRole)
        self.embedding.setCurrentIndex(max(0, self.embedding.findData(first)))
        self.method.setCurrentIndex(max(0, self.method.findData("kmeans")))
        for blocker in blockers:
            blocker.unblock()
        self._follow()

    def choice(self) -> SortChoice:
        """What it says now; `offer` comes first."""
        from workers.sorting_pictures import SortChoice

        method = str(self.method.currentData())
        return SortChoice(
            str(self.embedding.currentData()),
            method,
            self.k.value() if self._methods[method].takes_k else 0,
            self._form(self.embedding_options).values(),
            self._form(self.method_options).values(),
            self.options.chosen_scaling,
            self.options.components.value(),
            self.options.seed.value(),
            str(self.truth.currentData()),
        )

    def hindrance(self) -> str:
        """Why it says nothing whole, as a sentence; empty where it does."""
        forms = (self._form(self.embedding_options), self._form(self.method_options))
        return next((sentence for form in forms if (sentence := form.hindrance())), "")

    def method_value(self, option: str) -> Any:
        """Of an option of the method that is chosen."""
        return self._form(self.method_options).value(option)

    def set_method_value(self, option: str, value: object) -> None:
        """As if a person had set it."""
        self._form(self.method_options).set_value(option, value)

    def show_state(self, *, running: bool, can_sort: bool, refusal: str, columns: Sequence[str]) -> None:
        """refusal: why it cannot be done so, as a sentence. columns: what is said of the pictures."""
        self.sort.setEnabled(can_sort and not refusal)
        self.note.setText(refusal)
        self.note.setVisible(bool(refusal))
        if not running:
            self.progress.hide()
        self.options.show_labels(columns)

    def show_runs(self, runs: Mapping[str, str], shown: str) -> None:
        """runs: what each is called, by its key; there is a choice from the second on."""
        blocker = QSignalBlocker(self.runs)
        if [str(self.runs.itemData(i)) for i in range(self.runs.count())] != list(runs):
            self.runs.clear()
            for key, words in runs.items():
                self.runs.addItem(words, key)
        self.runs.setCurrentIndex(self.runs.findData(shown))
        self.runs.setVisible(len(runs) > 1)
        blocker.unblock()

    def show_progress(self, done: int, of: int) -> None:
        self.progress.set_progress(done, of)
        self.progress.show()

    def close_controls(self) -> None:
        """End what the controls are doing."""
        for form in self.findChildren(OptionForm):
            form.close_controls()

    def _form(self, stack: QStackedWidget) -> OptionForm:
        form = stack.currentWidget()
        assert isinstance(form, OptionForm)  # noqa: S101 - nothing else is put in
        return form

    def _show_form(self, stack: QStackedWidget, kind: str, chosen: Embedding | Method) -> None:
        """The options of what is chosen, made when they are first seen; they keep what was set."""
        name = f"{kind}_{chosen.name}"
        form = next((each for each in stack.findChildren(OptionForm) if each.objectName() == name), None)
        if form is None:
            form = named(OptionForm(name, _(chosen.title), chosen.options, self._width), name)
            form.changed.connect(self.changed)
            stack.addWidget(form)
        stack.setCurrentWidget(form)
        stack.setMaximumHeight(form.sizeHint().height())
        if stack is self.embedding_options:
            self._form_layout.setRowVisible(stack, not form.is_empty)
        else:
            stack.setVisible(not form.is_empty)

    def _grey(self, place: int, reason: str) -> None:
        self.embedding.setItemData(place, reason, Qt.ItemDataRole.ToolTipRole)
        model = self.embedding.model()
        if isinstance(model, QStandardItemModel):
            model.item(place).setEnabled(False)

    def _lay_out(self) -> None:
        for combo in (self.embedding, self.method, self.runs):
            give_way(combo)
        form = self._form_layout
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(label_of(self.embedding, self.tr("Told apart by")), self.embedding)
        form.addRow(self.embedding_options)
        form.addRow(label_of(self.method, self.tr("Method")), self.method)
        form.addRow(label_of(self.k, self.tr("Clusters")), self.k)
        row = fill(QHBoxLayout(), self.more, 1, margins=0)
        layout = fill(QVBoxLayout(self), form, self.curve, row, self.options, self.note)
        fill(layout, self.progress, self.sort, self.runs, margins=(8, 4, 8, 8), spacing=6)
        for each in (self.options, self.runs, self.progress, self.note, self.curve):
            each.hide()

    def _connect(self) -> None:
        self.embedding.currentIndexChanged.connect(self._follow)
        self.method.currentIndexChanged.connect(self._follow)
        self.k.valueChanged.connect(self.changed)
        self.options.changed.connect(self.changed)
        self.more.toggled.connect(self._show_more)
        self.sort.clicked.connect(self.sort_requested)
        self.runs.activated.connect(self._tell_run)

    def _follow(self) -> None:
        """What is chosen has options of its own."""
        embedding = self._embeddings[str(self.embedding.currentData())]
        method = self._methods[str(self.method.currentData())]
        self._show_form(self.embedding_options, "embedding", embedding)
        self._show_form(self.method_options, "method", method)
        self._form_layout.setRowVisible(self.k, method.takes_k)
        self.method.setToolTip(_(method.summary))
        self.changed.emit()

    def _tell_run(self, place: int) -> None:
        self.run_chosen.emit(str(self.runs.itemData(place)))

    def _show_more(self, shown: bool) -> None:
        self.more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self.options.setVisible(shown)
