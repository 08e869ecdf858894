"""How the pictures are seen: zoom, and what the segmentation is compared by."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QLabel

from ui.canvas.comparison import ComparisonMode
from ui.canvas.picture_pair import PicturePair
from ui.session.session import Session
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.menus import Menu, MenuItem, entries
from ui.widgets.building import named


class ViewController(QObject):
    """zoom: a label for the line at the foot."""

    def __init__(self, session: Session, pictures: PicturePair, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._pictures = session, pictures
        self.zoom = named(QLabel(), "zoom_status", tooltip=self.tr("Screen pixels per picture pixel"))
        self.zoom.setMinimumWidth(56)
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        pictures.zoom_changed.connect(self._show_zoom)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("fit", "Ctrl+0", self._pictures.fit, icon="fit", when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "&Fit"), QT_TRANSLATE_NOOP("Actions", "Show the whole picture.")
            ),
            ActionSpec(
                "actual_size", "Ctrl+1", self._pictures.actual_size, icon="actual-size", when="has_image"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "&Actual size"),
                QT_TRANSLATE_NOOP("Actions", "Show one pixel of the picture as one pixel of the screen."),
            ),
            ActionSpec(
                "zoom_in", "Ctrl++; Ctrl+=", self._pictures.zoom_in, icon="zoom-in", when="has_image"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Zoom &in"),
                QT_TRANSLATE_NOOP("Actions", "Show less of the picture, larger."),
            ),
            ActionSpec("zoom_out", "Ctrl+-", self._pictures.zoom_out, icon="zoom-out", when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "Zoom &out"),
                QT_TRANSLATE_NOOP("Actions", "Show more of the picture, smaller."),
            ),
            self._mode("side", "Alt+1").says(
                QT_TRANSLATE_NOOP("Actions", "&Side by side"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Show the original beside the segmentation; of a very wide picture above it."
                ),
            ),
            self._mode("overlay", "Alt+2").says(
                QT_TRANSLATE_NOOP("Actions", "&Overlay"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Lay the segmentation over the original; a slider says how densely. Classes without a "
                    "colour of their own then have one of a palette.",
                ),
            ),
            self._mode("swipe", "Alt+3").says(
                QT_TRANSLATE_NOOP("Actions", "S&wipe"),
                QT_TRANSLATE_NOOP("Actions", "Draw the segmentation over the original like a curtain."),
            ),
            self._mode("blink", "Alt+4").says(
                QT_TRANSLATE_NOOP("Actions", "&Blink"),
                QT_TRANSLATE_NOOP("Actions", "Show original and segmentation in turn at the same place."),
            ),
        )

    def _mode(self, mode: ComparisonMode, key: str) -> ActionSpec:
        return ActionSpec(
            f"compare_{mode}",
            key,
            self.compare,
            mode,
            icon=f"compare-{mode}",
            checked=mode == "side",
            group="compare",
            when="has_image",
        )

    def compare(self, mode: ComparisonMode) -> None:
        self._pictures.comparison.set_mode(mode)
        self._session.set_overlay(mode == "overlay")

    def _show_zoom(self, zoom: float) -> None:
        percent = zoom * 100
        self.zoom.setText(f"{percent:.0f} %" if percent >= 100 else f"{percent:.3g} %")


VIEW_ENTRIES: tuple[MenuItem, ...] = (
    *entries("fit actual_size zoom_in zoom_out -"),
    Menu(
        "compare",
        QT_TRANSLATE_NOOP("Menus", "&Compare"),
        entries("compare_side compare_overlay compare_swipe compare_blink"),
    ),
)
