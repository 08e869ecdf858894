"""Scale bar, latitude and longitude, north and key on the pictures: found in a thread, shown while wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.image.image import Image
from core.scale.calibration import Calibration
from ui.canvas.picture_pair import PicturePair
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.settings import MAP_MARKS
from workers.ground import find_ground
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.export.ground_places import GroundPlaces


class GroundController(QObject):
    """ground: of the picture that is open; None until it is known."""

    def __init__(self, services: Services, pictures: PicturePair, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._pictures = services.session, pictures
        self._thread = JobThread("ground", self, on_done=self._take, on_failed=services.notices.add)
        self._of: tuple[Image, Calibration] | None = None
        self.ground: GroundPlaces | None = None
        services.session.document_changed.connect(self._follow)
        self._show(MAP_MARKS.get())

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec(
                "map_marks", "Ctrl+Alt+Shift+G", self.set_shown, checkable=True, checked=MAP_MARKS.get()
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Scale &bar, key and north"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Show a scale bar and the key of the classes on the pictures; of a map latitude, "
                    "longitude and north, too.",
                ),
            ),
        )

    def set_shown(self, shown: bool) -> None:
        MAP_MARKS.set(shown)
        self._show(shown)

    def close(self) -> None:
        self._thread.close()

    def _show(self, shown: bool) -> None:
        for each in self._pictures.marks:
            each.setVisible(shown)

    def _follow(self) -> None:
        """Another picture, or another scale."""
        document = self._session.document
        of = None if document is None else (document.image, document.calibration)
        if self._of is not None and of is not None and of[0] is self._of[0] and of[1] == self._of[1]:
            return
        self._of = of
        self._thread.cancel()
        self._take(None)
        if of is not None:
            self._thread.submit(partial(find_ground, *of))

    def _take(self, ground: GroundPlaces | None) -> None:
        self.ground = ground
        for each in self._pictures.marks:
            each.set_ground(ground)
