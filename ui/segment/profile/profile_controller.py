"""Keeps the profile in step with the line, the picture and its classes."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from core.base.errors import FloeError
from core.image.image import Image
from core.io.products import picture_stem
from core.measure.areas import class_colour
from core.measure.line_profile import LineProfile, ProfileLine
from ui.canvas.tool_controller import ToolController
from ui.segment.profile.profile_tool import ProfileTool
from ui.segment.profile.profile_view import ProfileView
from ui.session.view_state import shown_classes
from ui.shell.services import Services
from ui.widgets.docks import DockTabs
from ui.widgets.file_dialogs import FileType, ask_save_path, last_folder
from ui.widgets.settings import EXPORT_FOLDER
from workers.job_thread import JobThread
from workers.profile import ProfileRequest, compute, write


class ProfileController(QObject):
    """The line is a look at the picture, like the pointer: no part of the document, nothing to undo."""

    def __init__(
        self, services: Services, *, tools: ToolController, view: ProfileView, tabs: DockTabs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._services, self._session = services, services.session
        self._view, self._tabs, self._tool = view, tabs, tools.tool(ProfileTool)
        self._thread = JobThread("profile", self, on_done=self._take, on_failed=self._view.clear)
        self._writing = JobThread(
            "profile file", self, on_done=self._take_file, on_failed=services.complaints.show
        )
        self._image: Image | None = None
        self._tool.moved.connect(self.refresh)
        self._tool.finished.connect(self._show)
        view.looked_at.connect(self.refresh)
        view.width_changed.connect(self.refresh)
        view.copy_requested.connect(self.copy)
        view.save_requested.connect(self.save)
        for signal in (
            self._session.document_changed,
            self._session.outcome_changed,
            self._session.looks_changed,
        ):
            signal.connect(self._follow)

    def refresh(self) -> None:
        """Again along the line; only while somebody looks."""
        document, line = self._session.document, self._tool.line
        if document is None or line is None:
            self._thread.cancel()
            if self._view.found is not None:
                self._view.clear(self.tr("Draw a line in a picture to see the values along it."))
        elif self._view.isVisible() and line.pixels >= 1.0:
            try:
                wanted = ProfileLine(line.x0, line.y0, line.x1, line.y1, self._view.width_box.value())
            except FloeError as error:
                self._view.clear(str(error))
            else:
                self._thread.submit(partial(compute, self._request(wanted)))

    def copy(self) -> None:
        """As a spreadsheet takes it."""
        if self._view.found is not None:
            from core.export.tables.profile import profile_csv

            text = profile_csv(self._view.found, delimiter="\t").decode("utf-8", "replace")
            QGuiApplication.clipboard().setText(text)
            self._services.status.show_message(self.tr("Profile copied."))

    def save(self) -> None:
        document, found = self._session.document, self._view.found
        if document is None or found is None:
            return
        if document.image.level is not None:
            self._services.complaints.show(
                self.tr("Only a level of the picture is open: its profiles are not saved.")
            )
            return
        stem = picture_stem(Path(document.image.provenance.path)) or "floe"
        suggestion = last_folder(EXPORT_FOLDER, document) / f"{stem}_profile.csv"
        types = (FileType(self.tr("CSV"), (".csv",)),)
        window = self._services.window
        path = ask_save_path(window, self.tr("Save the profile"), suggestion, types, EXPORT_FOLDER)
        if path is not None:
            self._writing.submit(partial(write, path, found))

    def close(self) -> None:
        self._thread.close()
        self._writing.close()

    def _request(self, line: ProfileLine) -> ProfileRequest:
        document, outcome = self._session.document, self._session.outcome
        assert document is not None  # noqa: S101 (who calls it has looked)
        image, calibration = document.image, document.calibration
        if outcome is None or outcome.measurement.labels.shape != (image.height, image.width):
            return ProfileRequest(image, line, calibration, None, (), {})
        classes = shown_classes(document, outcome)
        colours, pixels = outcome.segmentation.colours, outcome.measurement.areas.pixels
        looks = self._session.looks(classes)
        shown = {item.name: class_colour(item, colours, pixels) for item in looks}
        return ProfileRequest(image, line, calibration, outcome.measurement.labels, classes, shown)

    def _show(self) -> None:
        """Once there is something to see: the panel takes room from the picture, which no tool may do."""
        self._tabs.show_page(self._view)

    def _follow(self) -> None:
        """Another picture has no line yet."""
        document = self._session.document
        image = None if document is None else document.image
        if image is not self._image:
            self._image = image
            self._tool.begin(*((1, 1) if image is None else (image.width, image.height)))
        self.refresh()

    def _take(self, found: tuple[LineProfile, dict[str, str]]) -> None:
        if self._tool.line is not None:
            self._view.set_profile(*found)

    def _take_file(self, path: Path) -> None:
        self._services.written.say((path,))
