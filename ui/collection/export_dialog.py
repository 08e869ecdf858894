"""What is written of a collection beside its table and record, and where to."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.base.paths import expanded
from ui.widgets.building import fill, label_of, named
from ui.widgets.buttons import add_buttons
from ui.widgets.check_grid import CheckGrid, CheckRow
from ui.widgets.file_dialogs import browse_folder


class CollectionExportDialog(QDialog):
    """confirmed(folder, keys of core.collection.files.EXPORTS)."""

    confirmed = Signal(object, object)

    def __init__(
        self,
        folder: Path,
        chosen: Collection[str],
        hindrances: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        """hindrances: why a key cannot be chosen."""
        super().__init__(parent)
        self.setObjectName("collection_export_dialog")
        self.setWindowTitle(self.tr("Export the collection"))
        said = QLabel(
            self.tr("The table of pictures (clusters.csv), the record and the names always go along."),
            wordWrap=True,
        )
        self.grid = CheckGrid("collection_export", self._rows(), chosen, hindrances)
        self.folder = named(
            QLineEdit(str(folder)),
            "collection_export_folder",
            self.tr("Folder"),
            self.tr("Where the files are written."),
        )
        browse = named(
            QPushButton(self.tr("&Browse…")),
            "collection_export_browse",
            self.tr("Browse"),
            self.tr("Choose the folder."),
        )
        self._buttons, self._accept = add_buttons(
            self,
            "collection_export",
            self.tr("Export"),
            self.tr("Write the files; it asks before it replaces another collection."),
        )
        where = fill(
            QHBoxLayout(),
            label_of(self.folder, self.tr("&Folder")),
            (self.folder, 1),
            browse,
            margins=0,
            spacing=8,
        )
        fill(QVBoxLayout(self), said, self.grid, 1, where, self._buttons, margins=16, spacing=10)
        self.setMinimumWidth(480)
        browse.clicked.connect(self._browse)
        self.folder.textChanged.connect(self._refresh)
        self.accepted.connect(self._confirm)
        self._refresh()

    def _rows(self) -> list[CheckRow]:
        more, labels, pictures = self.tr("Tables"), self.tr("Labels for other programs"), self.tr("Pictures")
        return [
            CheckRow(
                more,
                self.tr("Table"),
                self.tr("A row a picture with its cluster, and a table of the clusters."),
                (("xlsx", "Excel"), ("parquet", "Parquet")),
            ),
            CheckRow(
                labels,
                self.tr("Clusters as labels"),
                self.tr("Each picture with the cluster that it is in."),
                (("coco", "COCO"), ("fiftyone", "FiftyOne")),
            ),
            CheckRow(
                pictures,
                self.tr("Contact sheet"),
                self.tr("Small pictures by cluster, the most typical first."),
                (("contact-sheet", "PDF"),),
            ),
            CheckRow(
                pictures,
                self.tr("Map"),
                self.tr("The map that is shown, a dot a picture in the colour of its cluster."),
                (("map-svg", "SVG"), ("map-png", "PNG")),
            ),
        ]

    def _browse(self) -> None:
        browse_folder(self, self.tr("Folder for the exported files"), self.folder)

    def _refresh(self) -> None:
        self._accept.setEnabled(bool(self.folder.text().strip()))

    def _confirm(self) -> None:
        self.confirmed.emit(Path(expanded(self.folder.text().strip())), self.grid.chosen())
