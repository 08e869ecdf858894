"""The export dialog of a series: which files, of all and of each picture, and where to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.base.paths import expanded
from ui.shell.actions import QT_TRANSLATE_NOOP
from ui.widgets.building import fill, label_of, named
from ui.widgets.buttons import add_buttons
from ui.widgets.check_grid import CheckGrid, CheckRow
from ui.widgets.file_dialogs import browse_folder

# After the last key that was typed in the folder.
_PAUSE_MS = 200
# Before the keys of formats that every picture gets.
PICTURE = "picture:"
_TABLES = QT_TRANSLATE_NOOP("SeriesExport", "Tables")
_CHARTS = QT_TRANSLATE_NOOP("SeriesExport", "Charts")
_PICTURES = QT_TRANSLATE_NOOP("SeriesExport", "Pictures")
_REPORT = QT_TRANSLATE_NOOP("SeriesExport", "Report and record")
_EACH = QT_TRANSLATE_NOOP("SeriesExport", "Of each picture")
# Heading, text, tooltip, and (key, name) of each form.
_ROWS: tuple[tuple[str, str, str, tuple[tuple[str, str], ...]], ...] = (
    (
        _TABLES,
        QT_TRANSLATE_NOOP("SeriesExport", "Table"),
        QT_TRANSLATE_NOOP("SeriesExport", "A row a picture and class, with intervals and drift."),
        (("table", "CSV"), ("xlsx", "Excel"), ("parquet", "Parquet")),
    ),
    (
        _TABLES,
        QT_TRANSLATE_NOOP("SeriesExport", "Summary"),
        QT_TRANSLATE_NOOP("SeriesExport", "Number, mean, standard deviation, median and sum of each class."),
        (("summary", "CSV"),),
    ),
    (
        _TABLES,
        QT_TRANSLATE_NOOP("SeriesExport", "By points"),
        QT_TRANSLATE_NOOP(
            "SeriesExport", "What points over all pictures say of the areas, and how right the map is."
        ),
        (("reference", "CSV"),),
    ),
    (
        _CHARTS,
        QT_TRANSLATE_NOOP("SeriesExport", "Areas"),
        QT_TRANSLATE_NOOP("SeriesExport", "The area of each class against date or order."),
        (("areas_svg", "SVG"), ("areas_png", "PNG")),
    ),
    (
        _CHARTS,
        QT_TRANSLATE_NOOP("SeriesExport", "Ratios"),
        QT_TRANSLATE_NOOP("SeriesExport", "The ratios of classes against date or order."),
        (("ratios_svg", "SVG"), ("ratios_png", "PNG")),
    ),
    (
        _PICTURES,
        QT_TRANSLATE_NOOP("SeriesExport", "Contact sheet"),
        QT_TRANSLATE_NOOP("SeriesExport", "The classes of every picture, small, side by side."),
        (("contact_sheet", "PNG"),),
    ),
    (
        _PICTURES,
        QT_TRANSLATE_NOOP("SeriesExport", "Animation"),
        QT_TRANSLATE_NOOP("SeriesExport", "Each picture beside its classes, with date and areas."),
        (("gif", "GIF"), ("mp4", "MP4")),
    ),
    (
        _REPORT,
        QT_TRANSLATE_NOOP("SeriesExport", "Report"),
        QT_TRANSLATE_NOOP("SeriesExport", "Everything about the series, for a reader who was not there."),
        (("report_html", "HTML"), ("report_pdf", "PDF")),
    ),
    (
        _REPORT,
        QT_TRANSLATE_NOOP("SeriesExport", "Run record"),
        QT_TRANSLATE_NOOP("SeriesExport", "What it takes to repeat the series and to check it."),
        (("run", "JSON"),),
    ),
    (
        _EACH,
        QT_TRANSLATE_NOOP("SeriesExport", "Labels"),
        QT_TRANSLATE_NOOP("SeriesExport", "The cluster id of every pixel; a TIFF of a map has coordinates."),
        ((f"{PICTURE}labels", "PNG"), (f"{PICTURE}labels_tif", "TIFF")),
    ),
    (
        _EACH,
        QT_TRANSLATE_NOOP("SeriesExport", "Classes"),
        QT_TRANSLATE_NOOP("SeriesExport", "Every class in its colour."),
        ((f"{PICTURE}classes", "PNG"),),
    ),
    (
        _EACH,
        QT_TRANSLATE_NOOP("SeriesExport", "Overlay"),
        QT_TRANSLATE_NOOP("SeriesExport", "The picture under its classes, with outlines, key and scale bar."),
        ((f"{PICTURE}overlay", "PNG"),),
    ),
    (
        _EACH,
        QT_TRANSLATE_NOOP("SeriesExport", "Area table"),
        QT_TRANSLATE_NOOP("SeriesExport", "Pixels, shares and areas of its classes."),
        ((f"{PICTURE}areas", "CSV"),),
    ),
    (
        _EACH,
        QT_TRANSLATE_NOOP("SeriesExport", "Its report"),
        QT_TRANSLATE_NOOP("SeriesExport", "Pictures, areas, scale and parameters of this one picture."),
        ((f"{PICTURE}report_html", "HTML"), (f"{PICTURE}report_pdf", "PDF")),
    ),
)


@dataclass(frozen=True)
class SeriesChoice:
    """what: keys of files of the series, and PICTURE with keys of formats."""

    directory: Path
    what: frozenset[str]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(sorted(key for key in self.what if not key.startswith(PICTURE)))

    @property
    def formats(self) -> tuple[str, ...]:
        return tuple(sorted(key.removeprefix(PICTURE) for key in self.what if key.startswith(PICTURE)))


class SeriesExportDialog(QDialog):
    """Starts from `choice`. hindrances: why a key cannot be chosen. count: how many files a choice writes.

    looked(SeriesChoice): it is to be found out which of these files are there already; a little after the
    last key that was typed.
    """

    looked = Signal(object)

    def __init__(
        self,
        choice: SeriesChoice,
        hindrances: Mapping[str, str],
        count: Callable[[SeriesChoice], int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("series_export_dialog")
        self.setWindowTitle(self.tr("Export the series"))
        self._count = count
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._look)
        rows = [
            CheckRow(_words(heading), _words(text), _words(tooltip), choices)
            for heading, text, tooltip, choices in _ROWS
        ]
        self.grid = CheckGrid("series_export", rows, choice.what, hindrances)
        self.directory = named(
            QLineEdit(str(choice.directory)),
            "series_export_directory",
            self.tr("Folder"),
            self.tr("Where the files are written."),
        )
        self.browse = named(
            QPushButton(self.tr("&Browse…")),
            "series_export_browse",
            self.tr("Browse"),
            self.tr("Choose the folder."),
        )
        self._problem = named(QLabel(wordWrap=True), "series_export_problem")
        self._buttons, self._accept = add_buttons(
            self,
            "series_export",
            self.tr("Export"),
            self.tr("Write the files; it asks before it replaces any."),
        )
        self._lay_out()
        self.grid.changed.connect(self._refresh)
        self.directory.textChanged.connect(self._refresh)
        self.browse.clicked.connect(self._browse)
        self._refresh()

    def choice(self) -> SeriesChoice:
        return SeriesChoice(Path(expanded(self.directory.text().strip())), self.grid.chosen())

    def _lay_out(self) -> None:
        area = self.grid.scrolled("series_export_results")
        where = fill(
            QHBoxLayout(),
            label_of(self.directory, self.tr("&Folder")),
            (self.directory, 1),
            self.browse,
            margins=0,
            spacing=8,
        )
        fill(QVBoxLayout(self), (area, 1), where, self._problem, self._buttons, margins=16, spacing=10)
        self._problem.setMinimumHeight(self.fontMetrics().lineSpacing())
        self.setMinimumWidth(480)
        room = self.screen().availableGeometry().height() - 60
        others = self.sizeHint().height() - area.sizeHint().height()
        self.resize(self.sizeHint().width(), min(room, self.grid.sizeHint().height() + others + 4))

    def _browse(self) -> None:
        browse_folder(self, self.tr("Folder for the exported files"), self.directory)

    def show_there(self, there: int) -> None:
        """So many of the files are there already."""
        if there and self._accept.isEnabled():
            text = self.tr("Files of these names that are there already: {0}.")
            self._problem.setText(text.format(there))

    def _look(self) -> None:
        if self._accept.isEnabled() and self.isVisible():
            self.looked.emit(self.choice())

    def _refresh(self) -> None:
        choice = self.choice()
        problem = "" if choice.what else self.tr("Choose at least one file.")
        if not self.directory.text().strip():
            problem = self.tr("Choose a folder.")
        count = 0 if problem else self._count(choice)
        self._problem.setText(problem)
        self._timer.start()
        text = self.tr("Export 1 file") if count == 1 else self.tr("Export {0} files").format(count)
        self._accept.setText(text if count else self.tr("Export"))
        self._accept.setEnabled(not problem)


def _words(text: str) -> str:
    return QCoreApplication.translate("SeriesExport", text)
