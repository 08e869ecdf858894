"""*Measure all alike*: the pictures that Segment lists as a series; never into an open one unasked."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox

from ui.series.pictures_controller import SeriesPictures
from ui.series.project_controller import ProjectController
from ui.shell.services import Services
from ui.widgets.building import open_dialog

_ROLE = QMessageBox.ButtonRole


class AlikeController(QObject):
    """A new series of them, or, where one is open, what the user says."""

    def __init__(
        self, services: Services, pictures: SeriesPictures, project: ProjectController, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._pictures, self._project = services, pictures, project
        self._wanted: list[Path] = []

    def take(self, paths: list[Path]) -> None:
        """These are to be measured alike."""
        self._wanted = paths
        if not self._project.is_open:
            self._pictures.add(paths)
            return
        text = self.tr("A series is open already: {0}.").format(self._project.title)
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Floe"), text, parent=self._services.window)
        box.setObjectName("series_is_open")
        detail = self.tr("Measure these {0} pictures in a new series, or add them to that one?")
        box.setInformativeText(detail.format(len(paths)))
        new = box.addButton(self.tr("New series"), _ROLE.AcceptRole)
        new.setObjectName("new_series")
        box.addButton(self.tr("Add to it"), _ROLE.AcceptRole).setObjectName("add_to_series")
        box.addButton(QMessageBox.StandardButton.Cancel).setIcon(QIcon())
        box.setDefaultButton(new)
        box.buttonClicked.connect(self._take_answer)
        open_dialog(box)

    def _take_answer(self, button: QAbstractButton) -> None:
        paths, self._wanted = self._wanted, []
        if button.objectName() == "new_series":
            self._project.empty(partial(self._pictures.add, paths))
        elif button.objectName() == "add_to_series":
            self._pictures.add(paths)
