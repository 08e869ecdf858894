"""Asks an endpoint for names: which one, and exactly what would be sent to it, before it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.base.sentences import in_a_row, with_commas
from core.writing.number_words import grouped
from ui.widgets.building import fill, label_of, named

if TYPE_CHECKING:
    from workers.asking_names import NamesPlan

_SMALL = 72
# Signs in a line of a request: laying out a single one of 60,000 takes 20 ms.
_LINE = 90


class ProposingDialog(QDialog):
    """plan_wanted(url, model): what would be sent is asked for. confirmed(plan): send it."""

    plan_wanted = Signal(str, str)
    confirmed = Signal(object)

    def __init__(self, url: str, model: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("collection_proposing_dialog")
        self.setWindowTitle(self.tr("Have names proposed"))
        self.resize(660, 480)
        self._plan: NamesPlan | None = None
        self._waits = False
        self.url = named(QLineEdit(url), "proposing_url", self.tr("Address"))
        self.url.setPlaceholderText("http://localhost:8080/v1")
        self.model = named(QLineEdit(model), "proposing_model", self.tr("Model"))
        self.look = named(QPushButton(self.tr("Show what would be sent")), "proposing_look")
        self.requests = named(QListWidget(), "proposing_requests", self.tr("Requests"))
        self.requests.setMaximumHeight(110)
        self.requests.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body = named(
            QPlainTextEdit(readOnly=True), "proposing_body", self.tr("The request, to the byte")
        )
        self.body.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._pictures = fill(QHBoxLayout(), margins=0, spacing=4)
        self.said = named(QLabel(wordWrap=True), "proposing_said")
        self.send = named(QPushButton(self.tr("Send")), "proposing_send")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setIcon(QIcon())
        buttons.addButton(self.send, QDialogButtonBox.ButtonRole.AcceptRole)
        form = QFormLayout()
        form.addRow(label_of(self.url, self.tr("Address")), self.url)
        form.addRow(label_of(self.model, self.tr("Model")), self.model)
        parts = form, self.look, self.said, self.requests, self._pictures, (self.body, 1), buttons
        fill(QVBoxLayout(self), *parts, spacing=8)
        self.look.clicked.connect(self._ask)
        for edit in (self.url, self.model):
            edit.textEdited.connect(self.forget)
        self.requests.currentRowChanged.connect(self._show_request)
        buttons.accepted.connect(self._confirm)
        buttons.rejected.connect(self.reject)
        self.forget()

    def forget(self) -> None:
        """Nothing can be sent before it was shown."""
        self._plan, self._waits = None, False
        self.send.setEnabled(False)
        self.look.setDefault(True)
        self.requests.clear()
        self.body.clear()
        self._show_pictures(())
        self.said.setText(
            self.tr(
                "An endpoint that speaks the OpenAI protocol, on this machine or by https. Nothing is sent "
                "before you have seen it here."
            )
        )

    def show_plan(self, plan: NamesPlan) -> None:
        """What would be sent; nothing where address or model are others by now."""
        if not self._waits:
            return
        self._plan, self._waits = plan, False
        self.requests.clear()
        for each in plan.questions:
            line = self.tr("cluster {0}: {1} bytes, with small copies of {2}")
            names = with_commas(path.name for path in each.pictures)
            self.requests.addItem(line.format(each.cluster, grouped(len(each.body)), names))
        self.said.setText(self._words(plan))
        self.send.setEnabled(bool(plan.questions))
        if plan.questions:
            self.send.setDefault(True)
            self.requests.setCurrentRow(0)

    def _words(self, plan: NamesPlan) -> str:
        if not plan.questions:
            return self.tr("Every cluster has a name: there is nothing to ask for.")
        sentences = [
            self.tr(
                "To {0} go the requests below, to the byte (broken into lines here), and nothing else; "
                "no names of files."
            ).format(plan.endpoint),
            self.tr("The key in {0} goes along and is kept nowhere.").format(plan.key_name)
            if plan.has_key
            else self.tr("No key goes along: {0} holds none.").format(plan.key_name),
            self.tr("The names that come are marked as proposed until you confirm them."),
        ]
        return in_a_row(sentences)

    def _show_request(self, row: int) -> None:
        plan = self._plan
        if plan is None or not 0 <= row < len(plan.questions):
            return
        asked = plan.questions[row]
        self._show_pictures(asked.copies)
        text = asked.body.decode()
        lines = (text[start : start + _LINE] for start in range(0, len(text), _LINE))
        self.body.setPlainText("\n".join(lines))

    def _show_pictures(self, copies: tuple[bytes, ...]) -> None:
        while (item := self._pictures.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for content in copies:
            pixmap, label = QPixmap(), QLabel()
            pixmap.loadFromData(content)
            label.setPixmap(pixmap.scaledToHeight(_SMALL, Qt.TransformationMode.SmoothTransformation))
            self._pictures.addWidget(label)
        self._pictures.addStretch(1)

    def _ask(self) -> None:
        self.forget()
        self._waits = True
        self.plan_wanted.emit(self.url.text().strip(), self.model.text().strip())

    def _confirm(self) -> None:
        if self._plan is not None:
            self.confirmed.emit(self._plan)
            self.accept()
