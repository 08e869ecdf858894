"""Exports a collection: a person says what of it, and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from ui.collection.collection_session import CollectionSession
from ui.collection.document_controller import CollectionDocument
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.building import open_dialog
from ui.widgets.file_dialogs import last_folder
from ui.widgets.settings import COLLECTION_EXPORT, EXPORT_FOLDER


class CollectionExport(QObject):
    def __init__(
        self,
        services: Services,
        collection: CollectionSession,
        document: CollectionDocument,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._services, self._collection, self._document = services, collection, document

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "collection_export", "Ctrl+Alt+Shift+E", self.ask, icon="export", when="can_export"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Export t&he collection…"),
                QT_TRANSLATE_NOOP("Actions", "Write tables, labels, contact sheet and map, and the record."),
            ),
        )

    def ask(self) -> None:
        """What, and where to."""
        run = self._collection.work.run
        if run is None or self._document.saving:
            return
        from core.writing.extras import missing
        from ui.collection.export_dialog import CollectionExportDialog

        hindrances = {"parquet": missing("pyarrow")}
        if not self._collection.maps.get(run.key):
            no_map = self.tr("There is no map yet.")
            hindrances |= {"map-svg": no_map, "map-png": no_map}
        start = self._collection.folder or last_folder(EXPORT_FOLDER, None)
        dialog = CollectionExportDialog(start, COLLECTION_EXPORT.get(), hindrances, self._services.window)
        dialog.confirmed.connect(self._export)
        open_dialog(dialog)

    def close(self) -> None:
        """What is written is written by the document."""

    def _export(self, folder: Path, what: frozenset[str]) -> None:
        COLLECTION_EXPORT.set(what)
        EXPORT_FOLDER.set(str(folder))
        self._document.write_to(folder, what)
