"""The one question that merging asks: what the merged class is called."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from ui.widgets.dialog_buttons import add_buttons


def suggested_name(names: Sequence[str]) -> str:
    """The first name that a person gave, else the ids joined: ("2", "ice") → "ice", ("2", "3") → "2 + 3"."""
    given = next((name for name in names if not name.rstrip("′").isdigit()), None)
    if given is not None:
        return given
    return " + ".join(names) if len(names) <= 4 else f"{names[0]} … {names[-1]}"


class MergeDialog(QDialog):
    """Asks for the merged class's name; `taken` are the names of the classes that stay."""

    def __init__(self, names: Sequence[str], taken: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("merge_dialog")
        self.setWindowTitle(self.tr("Merge classes"))
        self.names = tuple(names)
        self._taken = frozenset(taken)
        question = QLabel(self.tr("Name of the class made of {0} classes:").format(len(names)))
        self._edit = QLineEdit(suggested_name(names))
        self._edit.setObjectName("merged_name")
        self._edit.setAccessibleName(self.tr("Name of the merged class"))
        self._edit.setToolTip(self.tr("What the merged class is called; its pixels and area are added up."))
        self._edit.setMaxLength(200)
        self._edit.selectAll()
        question.setBuddy(self._edit)
        self._hint = QLabel()
        self._hint.setObjectName("merge_hint")
        self._hint.setWordWrap(True)
        self._buttons, self._accept = add_buttons(
            self, "merge", self.tr("Merge"), self.tr("Make one class of them; Split takes it apart again.")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        for widget in (question, self._edit, self._hint, self._buttons):
            layout.addWidget(widget)
        self.setMinimumWidth(320)
        self._edit.textChanged.connect(self._check)
        self._check()

    def name(self) -> str:
        return self._edit.text().strip()

    def _check(self) -> None:
        hint = ""
        if self.name() in self._taken:
            hint = self.tr("There is already a class called “{0}”.").format(self.name())
        self._hint.setText(hint)
        self._accept.setEnabled(bool(self.name()) and not hint)
