"""Puts the crop that is drawn or typed into the document, and shades what is cropped away."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QPainter

from core.base.errors import FloeError
from core.image.crop import Crop
from core.image.image import Image
from core.io.cropping import whole_size
from ui.canvas.tool_controller import HAND, ToolController
from ui.segment.crop.crop_tool import CropTool
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services


class CropController(QObject):
    """To crop, and to remove the crop, is one step to undo each."""

    def __init__(self, services: Services, tools: ToolController, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._complain = services.session, services.complaints.show
        self._tools, self._tool = tools, tools.tool(CropTool)
        self._known: tuple[Image, Crop | None] | None = None
        self._tool.asked.connect(self._crop)
        self._tool.settings.removal_asked.connect(self.remove)
        self._session.document_changed.connect(self._follow)
        tools.add_overlay(self._paint, below=True)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("remove_crop", "Shift+C", self.remove, when="is_cropped").says(
                QT_TRANSLATE_NOOP("Actions", "Re&move the crop"),
                QT_TRANSLATE_NOOP("Actions", "Cluster and measure all of the picture again."),
            ),
        )

    def remove(self) -> None:
        document = self._session.document
        if document is not None and document.crop is not None:
            self._session.put(self.tr("Remove the crop"), document.with_crop(None))

    def _crop(self, crop: Crop) -> None:
        document = self._session.document
        if document is None:
            return
        try:
            after = document.with_crop(crop)
        except FloeError as error:
            self._complain(str(error))
            return
        if after.crop != document.crop:
            self._session.put(self.tr("Crop"), after)
        self._tools.choose(HAND)

    def _follow(self) -> None:
        """Another picture, or another crop: what was drawn and not asked for goes."""
        document = self._session.document
        known = None if document is None else (document.image, document.crop)
        if document is None or known == self._known:
            return
        self._known = document.image, document.crop
        level = document.image.level
        step = 1 if level is None else level.step
        self._tool.begin(*whole_size(document.image), step, document.crop)

    def _paint(self, painter: QPainter, _scale: float) -> None:
        if self._tools.current is not self._tool:
            self._tool.paint_cropped(painter)
