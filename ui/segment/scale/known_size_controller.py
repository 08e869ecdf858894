"""Counts the region that was clicked on and makes a scale of it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from core.base.errors import FloeError
from core.base.parallel import Cancel
from core.measure.known_size import counted
from core.scale.calibration import from_region
from core.scale.scale_area import KnownSize, ScaleArea, typed_size
from ui.canvas.tool_controller import HAND, ToolController
from ui.segment.scale.known_size_tool import KnownSizeTool
from ui.session.view_state import shown_classes
from ui.shell.services import Services
from workers.job_thread import JobThread


class KnownSizeController(QObject):
    """One click counts in a thread of its own; the size that is typed then is one step to undo."""

    def __init__(self, services: Services, tools: ToolController, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._complain = services.session, services.complaints.show
        self._tools, self._tool = tools, tools.tool(KnownSizeTool)
        self._found: ScaleArea | None = None
        self._thread: JobThread[ScaleArea] = JobThread(
            "known size", self, on_done=self._take, on_failed=self._refuse
        )
        self._tool.touched.connect(self._count)
        self._tool.size_typed.connect(self._set_scale)
        self._session.outcome_changed.connect(self._forget)

    def close(self) -> None:
        self._thread.close()

    def _count(self, x: float, y: float) -> None:
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None:
            return
        # What it measures is typed later; how many pixels it has does not depend on that.
        place, classes = KnownSize(x, y, 1.0, "m"), shown_classes(document, outcome)
        labels, values = outcome.measurement.labels, document.image.label_values

        def job(cancelled: Cancel) -> ScaleArea:
            return counted(place, labels, classes, values=values, cancelled=cancelled)

        self._thread.submit(job)

    def _take(self, found: ScaleArea) -> None:
        self._found = found
        self._tool.show_region(found)

    def _refuse(self, sentence: str) -> None:
        self._forget()
        self._complain(sentence)

    def _set_scale(self, x: float, y: float, text: str) -> None:
        if self._found is None:
            return
        try:
            known = KnownSize(x, y, *typed_size(text))
            self._session.set_pixel_size(from_region(ScaleArea(known, self._found.pixels)))
        except FloeError as error:
            self._complain(str(error))
            return
        self._tools.give_up_gesture()
        self._tools.choose(HAND)

    def _forget(self) -> None:
        """Another result has other regions."""
        self._found = None
        self._thread.cancel()
        self._tool.show_region(None)
