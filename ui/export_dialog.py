"""The export dialog: which results, where to, under what name. It writes and remembers nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.dialog_buttons import add_buttons

WHAT = ("labels", "segmented", "mask", "areas", "record", "animation")
ANIMATION_FORMATS = ("gif", "webp")
# No name on any of the three systems may hold these.
FORBIDDEN = '<>:"/\\|?*'


@dataclass(frozen=True)
class ExportChoice:
    """what: of WHAT. mask_class: empty where there is no mask. animation_format: "gif" or "webp"."""

    directory: Path
    stem: str
    what: frozenset[str]
    mask_class: str
    animation_format: str


class ExportDialog(QDialog):
    """Starts from `choice`; what is left out there is unchecked.

    files_there: how many of the files of a choice exist already, to say that they will be replaced.
    """

    def __init__(
        self,
        choice: ExportChoice,
        classes: Sequence[str],
        *,
        georeferenced: bool = False,
        files_there: Callable[[ExportChoice], int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("export_dialog")
        self.setWindowTitle(self.tr("Export"))
        self._files_there = files_there
        # Labels on a map are written twice: for every program, and with the map's coordinates.
        self._label_files = 2 if georeferenced else 1
        self.boxes = {what: QCheckBox() for what in WHAT}
        self.mask_class, self.animation_format = QComboBox(), QComboBox()
        self.directory, self.stem = QLineEdit(str(choice.directory)), QLineEdit(choice.stem)
        self.browse = QPushButton(self.tr("&Browse…"))
        self._problem = QLabel()
        self._problem.setObjectName("export_problem")
        self._problem.setWordWrap(True)
        self._buttons, self._accept = add_buttons(
            self, "export", self.tr("Export"), self.tr("Write the files; those there are replaced.")
        )
        self._fill(choice, classes)
        self._name(georeferenced)
        self._lay_out()
        self._connect()
        self._refresh()

    def choice(self) -> ExportChoice:
        what = frozenset(name for name, box in self.boxes.items() if box.isChecked())
        return ExportChoice(
            directory=Path(self.directory.text().strip()).expanduser(),
            stem=self.stem.text().strip(),
            what=what,
            mask_class=self.mask_class.currentText() if "mask" in what else "",
            animation_format=str(self.animation_format.currentData()),
        )

    def _fill(self, choice: ExportChoice, classes: Sequence[str]) -> None:
        for name, box in self.boxes.items():
            box.setChecked(name in choice.what)
        self.mask_class.addItems(list(classes))
        self.mask_class.setCurrentIndex(max(0, self.mask_class.findText(choice.mask_class)))
        self.boxes["mask"].setEnabled(bool(classes))
        if not classes:
            self.boxes["mask"].setChecked(False)
        for text, name in ((self.tr("GIF"), "gif"), (self.tr("WebP"), "webp")):
            self.animation_format.addItem(text, name)
        self.animation_format.setCurrentIndex(max(0, self.animation_format.findData(choice.animation_format)))

    def _name(self, georeferenced: bool) -> None:
        kind = self.tr("PNG and GeoTIFF") if georeferenced else self.tr("PNG")
        texts = {
            "labels": (self.tr("&Labels ({0})").format(kind), self.tr("The cluster id of every pixel.")),
            "segmented": (
                self.tr("Se&gmented picture"),
                self.tr("Every cluster in its mean colour: those of a merged class stay apart."),
            ),
            "mask": (self.tr("&Mask of class"), self.tr("One class white, all else black.")),
            "areas": (self.tr("Area &table (CSV)"), self.tr("Pixels, shares and areas of all classes.")),
            "record": (
                self.tr("&Run record (JSON)"),
                self.tr("What it takes to repeat the run."),
            ),
            "animation": (self.tr("&Animation"), self.tr("The convergence, iteration by iteration.")),
        }
        for name, (text, tooltip) in texts.items():
            self.boxes[name].setText(text)
            _name(self.boxes[name], f"export_{name}", text.replace("&", ""), tooltip)
        _name(self.mask_class, "mask_class", self.tr("Class of the mask"), self.tr("What is white."))
        _name(
            self.animation_format,
            "animation_format",
            self.tr("Format of the animation"),
            self.tr("GIF is shown everywhere; WebP is smaller and keeps all colours."),
        )
        _name(self.directory, "export_directory", self.tr("Folder"), self.tr("Where the files are written."))
        _name(self.stem, "export_stem", self.tr("Name"), self.tr("What the names of all files begin with."))
        _name(self.browse, "export_browse", self.tr("Browse"), self.tr("Choose the folder."))

    def _lay_out(self) -> None:
        what = QGridLayout()
        what.setVerticalSpacing(8)
        for row, box in enumerate(self.boxes.values()):
            what.addWidget(box, row, 0)
        what.addWidget(self.mask_class, WHAT.index("mask"), 1)
        what.addWidget(self.animation_format, WHAT.index("animation"), 1)
        what.setColumnStretch(1, 1)
        where = QGridLayout()
        where.setVerticalSpacing(8)
        for row, (text, edit) in enumerate(
            ((self.tr("&Folder"), self.directory), (self.tr("&Name"), self.stem))
        ):
            label = QLabel(text)
            label.setBuddy(edit)
            where.addWidget(label, row, 0)
            where.addWidget(edit, row, 1, 1, 1 if edit is self.directory else 2)
        where.addWidget(self.browse, 0, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(what)
        layout.addLayout(where)
        layout.addWidget(self._problem)
        layout.addWidget(self._buttons)
        self._problem.setMinimumHeight(self.fontMetrics().lineSpacing())
        self.setMinimumWidth(480)

    def _connect(self) -> None:
        for box in self.boxes.values():
            box.toggled.connect(self._refresh)
        self.directory.textChanged.connect(self._refresh)
        self.stem.textChanged.connect(self._refresh)
        self.browse.clicked.connect(self._browse)

    def _browse(self) -> None:
        """The dialog of the desktop, without waiting for it: nothing here blocks."""
        chooser = QFileDialog(self, self.tr("Folder for the exported files"), self.directory.text())
        chooser.setObjectName("export_folder")
        chooser.setFileMode(QFileDialog.FileMode.Directory)
        chooser.setOption(QFileDialog.Option.ShowDirsOnly)
        chooser.fileSelected.connect(self.directory.setText)
        chooser.finished.connect(chooser.deleteLater)
        chooser.open()

    def _refresh(self) -> None:
        count = sum(box.isChecked() for box in self.boxes.values())
        self.mask_class.setEnabled(self.boxes["mask"].isChecked())
        self.animation_format.setEnabled(self.boxes["animation"].isChecked())
        problem = self._find_problem(count)
        there = self._files_there(self.choice()) if self._files_there and not problem else 0
        replaced = self.tr("Files of this name that are there will be replaced: {0}.").format(there)
        self._problem.setText(problem or (replaced if there else ""))
        count += (self._label_files - 1) * self.boxes["labels"].isChecked()
        files = self.tr("Export 1 file") if count == 1 else self.tr("Export {0} files").format(count)
        self._accept.setText(files)
        self._accept.setEnabled(not problem)

    def _find_problem(self, count: int) -> str:
        stem = self.stem.text().strip()
        if not count:
            return self.tr("Choose at least one result.")
        if not self.directory.text().strip():
            return self.tr("Choose a folder.")
        if not stem:
            return self.tr("Type a name for the files.")
        bad = next((letter for letter in stem if letter in FORBIDDEN or ord(letter) < 32), "")
        return self.tr("A name cannot hold “{0}”.").format(bad) if bad else ""


def _name(widget: QWidget, name: str, accessible: str, tooltip: str) -> None:
    widget.setObjectName(name)
    widget.setAccessibleName(accessible)
    widget.setToolTip(tooltip)
