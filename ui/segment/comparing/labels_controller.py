"""Reads labels from elsewhere, from files that are chosen or dropped, to compare or to measure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from core.base.errors import FloeError
from core.elsewhere.class_labels import ClassLabels
from core.image.image import Image
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.file_dialogs import FileType, all_files, ask_open_paths, last_folder
from ui.widgets.notices import Answer
from ui.widgets.settings import LABELS_FOLDER
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from workers.comparing import Dropped

# What labels are read for.
Use = Literal["compare", "measure", "rename"]
# Of files that are looked into before they are opened as pictures.
_TEXTS = (".json", ".geojson")


class LabelsController(QObject):
    """compares: there are labels to compare with. regions_dropped(paths): files of regions of interest."""

    compares = Signal()
    regions_dropped = Signal(tuple)

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services, self._session = services, services.session
        self._thread = JobThread("labels", self, on_done=self._take, on_failed=self._take_failure)
        self._use: Use = "compare"
        self._image: Image | None = None
        self._dropped: tuple[Path, ...] = ()
        self._renamed: ClassLabels | None = None
        self.busy = False
        services.status.add_job(self.cancel, self._occupation)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("compare_labels", "Ctrl+Alt+D", self.ask, "compare", when="has_segmentation").says(
                QT_TRANSLATE_NOOP("Actions", "Compare with &labels…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "How far the map agrees with labels from elsewhere: COCO, labelme, masks, label rasters.",
                ),
            ),
            ActionSpec("measure_labels", "Ctrl+Alt+M", self.ask, "measure", when="can_measure_labels").says(
                QT_TRANSLATE_NOOP("Actions", "Measure la&bels from a file…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Measure the classes that somebody else has found in this picture, in place of clusters.",
                ),
            ),
            ActionSpec("cluster_again", "Ctrl+Alt+K", self.cluster_again, when="measures_labels").says(
                QT_TRANSLATE_NOOP("Actions", "Cluster again"),
                QT_TRANSLATE_NOOP("Actions", "Put the labels from elsewhere away and cluster the picture."),
            ),
        )

    def ask(self, use: Use = "compare") -> None:
        """Ask for files of labels."""
        document = self._session.document
        if document is None:
            return
        from core.io.reader import PICTURE_FILES

        rasters = [suffix for family in PICTURE_FILES.values() for suffix in family]
        types = [
            FileType(self.tr("Labels"), (".json", *rasters)),
            FileType(self.tr("COCO, labelme"), (".json",)),
            FileType(self.tr("Masks and label rasters"), tuple(rasters)),
            all_files(),
        ]
        title = self.tr("Compare with labels") if use == "compare" else self.tr("Measure labels")
        folder = last_folder(LABELS_FOLDER, document)
        paths = ask_open_paths(self._services.window, title, folder, types, LABELS_FOLDER)
        if paths:
            self.read(paths, use)

    def read(self, paths: Sequence[Path], use: Use) -> None:
        """Read labels of these files for what is open."""
        from workers.comparing import read_labels

        document = self._session.document
        if document is None:
            return
        if document.image.level is not None:
            self._services.complaints.show(
                self.tr("Only a level of the picture is open: labels need the whole picture in memory.")
            )
            return
        self._use = use
        self._submit(partial(read_labels, tuple(paths), document.image), document.image)

    def rename(self, old: str, new: str) -> None:
        """Call a class of the labels that are compared with otherwise."""
        from workers.comparing import rename_labels

        document = self._session.document
        if document is not None and document.compared is not None:
            self._use, self._renamed = "rename", document.compared
            self._submit(partial(rename_labels, document.compared, {old: new}), document.image)

    def take_drop(self, paths: Sequence[Path]) -> bool:
        """Whether files that were dropped may be no pictures; what they are is found out then."""
        from workers.comparing import tell_apart

        document = self._session.document
        if document is None or not all(path.suffix.lower() in _TEXTS for path in paths):
            return False
        self._submit(partial(tell_apart, tuple(paths)), document.image)
        return True

    def cluster_again(self) -> None:
        """Measure labels no more."""
        document = self._session.document
        if document is not None and document.elsewhere is not None:
            self._session.put(self.tr("Cluster again"), document.with_elsewhere(None))

    def cancel(self) -> None:
        """Read no more."""
        self._thread.cancel()
        self._set_busy(False)

    def close(self) -> None:
        self._thread.close()

    def _occupation(self) -> str:
        return self.tr("Reading labels…") if self.busy else ""

    def _submit(self, job: partial[ClassLabels] | partial[Dropped], image: Image) -> None:
        self._image = image
        self._thread.submit(job)
        self._set_busy(True)

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self._services.status.refresh()

    def _take(self, found: ClassLabels | Dropped) -> None:
        self._set_busy(False)
        document = self._session.document
        if document is None or document.image is not self._image:
            return
        if not isinstance(found, ClassLabels):
            self._take_dropped(found)
            return
        try:
            if self._use == "measure":
                self._session.put(self.tr("Measure labels"), document.with_elsewhere(found))
            elif self._use == "rename":
                # Others may have come meanwhile, or none be wanted any more.
                if document.compared is self._renamed:
                    self._session.put(self.tr("Rename class of labels"), document.with_compared(found))
            else:
                self._session.put(self.tr("Compare with labels"), document.with_compared(found))
                self.compares.emit()
        except FloeError as error:
            self._services.complaints.show(str(error))

    def _take_failure(self, sentence: str) -> None:
        self._set_busy(False)
        self._services.complaints.show(sentence)

    def _take_dropped(self, found: Dropped) -> None:
        """Ask what labels are for; other files take the road of all that is dropped."""
        if not found.kind:
            self._services.files.open_paths(list(found.paths))
            return
        self._dropped, name = found.paths, found.paths[0].name
        if found.kind == "labels":
            text = self.tr("{0} holds labels: compare the map with them, or measure them?")
            compare = self.tr("Show how far the map agrees with them, class by class.")
            measure = self.tr("Measure their classes in place of the clusters.")
            answers: tuple[Answer, ...] = (
                Answer(self.tr("Compare"), compare, self._compare_dropped),
                Answer(self.tr("Measure"), measure, self._measure_dropped),
            )
        else:
            text = self.tr("{0} holds outlines: are they regions of interest?")
            inside = self.tr("Measure inside the outlines that the file holds.")
            answers = (Answer(self.tr("Regions of interest"), inside, self._import_dropped),)
        self._services.notices.add(text.format(name), "info", answers=answers)

    def _compare_dropped(self) -> None:
        self.read(self._dropped, "compare")

    def _measure_dropped(self) -> None:
        self.read(self._dropped, "measure")

    def _import_dropped(self) -> None:
        self.regions_dropped.emit(self._dropped)
