"""The export dialog: which results, where to, under what name. It writes and remembers nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.base.paths import expanded
from core.export.presets import PRESETS
from ui.segment.export.export_rows import GROUPS, all_rows, translated
from ui.segment.export.preset_row import PresetRow
from ui.widgets.building import fill, label_of, named
from ui.widgets.buttons import add_buttons
from ui.widgets.check_grid import CheckGrid, CheckRow
from ui.widgets.file_dialogs import browse_folder

LONGEST = 1000  # letters of an author or a note
# No name on any of the three systems may hold these.
FORBIDDEN = '<>:"/\\|?*'


@dataclass(frozen=True)
class ExportChoice:
    """what: keys of formats, "masks", "run". author, note: of a report, without space around."""

    directory: Path
    stem: str
    what: frozenset[str]
    author: str = ""
    note: str = ""


class ExportDialog(QDialog):
    """Starts from `choice`; what is left out there is unchecked.

    hindrances: why a key cannot be chosen. number_of_files, files_there: how many files a choice writes, and
    how many of them exist already.
    """

    def __init__(
        self,
        choice: ExportChoice,
        *,
        hindrances: Mapping[str, str] | None = None,
        number_of_files: Callable[[ExportChoice], int] | None = None,
        files_there: Callable[[ExportChoice], int] | None = None,
        note: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """note: what the files leave out, a sentence; empty where nothing."""
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export"))
        self._number_of_files, self._files_there = number_of_files, files_there
        rows = [
            CheckRow(
                translated(GROUPS[row.group]),
                translated(row.text),
                translated(row.tooltip),
                tuple((key, translated(name)) for key, name in row.choices),
            )
            for row in all_rows()
        ]
        self._grid = CheckGrid("export", rows, choice.what, hindrances or {})
        self.boxes = self._grid.boxes
        self._presets = PresetRow(PRESETS)
        self.directory, self.stem = QLineEdit(str(choice.directory)), QLineEdit(choice.stem)
        self.author, self.note = QLineEdit(choice.author), QLineEdit(choice.note)
        self.browse = QPushButton(self.tr("&Browse…"))
        self._problem = named(QLabel(wordWrap=True), "export_problem")
        self._note = named(QLabel(note, wordWrap=True), "export_note")
        self._note.setVisible(bool(note))
        self._buttons, self._accept = add_buttons(
            self, "export", self.tr("Export"), self.tr("Write the files; those there are replaced.")
        )
        self._lay_out()
        self._name()
        self._connect()
        self._refresh()

    def choice(self) -> ExportChoice:
        return ExportChoice(
            directory=Path(expanded(self.directory.text().strip())),
            stem=self.stem.text().strip(),
            what=self._grid.chosen(),
            author=self.author.text().strip(),
            note=self.note.text().strip(),
        )

    def _name(self) -> None:
        _name(self.directory, "export_directory", self.tr("Folder"), self.tr("Where the files are written."))
        _name(self.stem, "export_stem", self.tr("Name"), self.tr("What the names of all files begin with."))
        _name(self.author, "export_author", self.tr("Author"), self.tr("Who reports: stands in the report."))
        tip = self.tr("What a reader of the report should know: where, when, what for.")
        _name(self.note, "export_note_text", self.tr("Note"), tip)
        for field in (self.author, self.note):
            field.setMaxLength(LONGEST)
        _name(self.browse, "export_browse", self.tr("Browse"), self.tr("Choose the folder."))

    def _lay_out(self) -> None:
        area = self._grid.scrolled("export_results")
        where = QGridLayout()
        where.setVerticalSpacing(8)
        for row, (text, edit) in enumerate(
            (
                (self.tr("&Folder"), self.directory),
                (self.tr("&Name"), self.stem),
                (self.tr("&Author"), self.author),
                (self.tr("No&te"), self.note),
            )
        ):
            where.addWidget(label_of(edit, text), row, 0)
            where.addWidget(edit, row, 1, 1, 1 if edit is self.directory else 2)
        where.addWidget(self.browse, 0, 2)
        fill(
            QVBoxLayout(self),
            self._presets,
            (area, 1),
            where,
            self._note,
            self._problem,
            self._buttons,
            margins=16,
            spacing=10,
        )
        self._problem.setMinimumHeight(self.fontMetrics().lineSpacing())
        self.setMinimumWidth(480)
        room = self.screen().availableGeometry().height() - 60
        others = self.sizeHint().height() - area.sizeHint().height()
        self.resize(self.sizeHint().width(), min(room, self._grid.sizeHint().height() + others + 4))

    def _connect(self) -> None:
        self._presets.chosen.connect(self._grid.choose)
        self._grid.changed.connect(self._refresh)
        self.directory.textChanged.connect(self._refresh)
        self.stem.textChanged.connect(self._refresh)
        self.browse.clicked.connect(self._browse)

    def _browse(self) -> None:
        browse_folder(self, self.tr("Folder for the exported files"), self.directory)

    def _refresh(self) -> None:
        choice = self.choice()
        self._presets.mark(choice.what, {key for key, box in self.boxes.items() if box.isEnabled()})
        for field in (self.author, self.note):
            field.setEnabled(any(key.startswith("report") for key in choice.what))
        problem = self._find_problem(choice)
        there = self._files_there(choice) if self._files_there and not problem else 0
        replaced = self.tr("Files of this name that are there will be replaced: {0}.").format(there)
        self._problem.setText(problem or (replaced if there else ""))
        count = self._number_of_files(choice) if self._number_of_files else len(choice.what)
        files = self.tr("Export 1 file") if count == 1 else self.tr("Export {0} files").format(count)
        self._accept.setText(files)
        self._accept.setEnabled(not problem)

    def _find_problem(self, choice: ExportChoice) -> str:
        if not choice.what:
            return self.tr("Choose at least one result.")
        if not self.directory.text().strip():
            return self.tr("Choose a folder.")
        if not choice.stem:
            return self.tr("Type a name for the files.")
        bad = next((letter for letter in choice.stem if letter in FORBIDDEN or ord(letter) < 32), "")
        return self.tr("A name cannot hold “{0}”.").format(bad) if bad else ""


def _name(widget: QWidget, name: str, accessible: str, tooltip: str) -> None:
    named(widget, name, accessible, tooltip)
