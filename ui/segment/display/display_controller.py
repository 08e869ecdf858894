"""Shows the picture in other bands, stretched, brighter; the document and all that is measured stay."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from core.base.arrays import Bytes
from core.base.sentences import with_commas
from core.image.band_words import band_words
from core.image.displayed import Display
from core.image.image import Image
from ui.canvas.picture_pair import PicturePair
from ui.segment.display.display_dialog import DisplayDialog
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from workers.displaying import display_levels
from workers.job_thread import JobThread


class DisplayController(QObject):
    """display: how the picture is shown now; another picture begins as it was opened. shown_changed: it is
    shown otherwise. What is asked for is `_asked` until it is shown.
    """

    shown_changed = Signal()

    def __init__(self, services: Services, pictures: PicturePair, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._window, self._pictures = services.session, services.window, pictures
        self._status, self._complaints = services.status, services.complaints
        self._thread = JobThread("display", self, on_done=self._take, on_failed=self._take_failure)
        self._dialog: DisplayDialog | None = None
        self._image: Image | None = None
        self.display = self._asked = Display()
        services.session.document_changed.connect(self._follow)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("display", "Ctrl+Alt+Shift+D", self.ask, when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "Displa&y…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Choose the bands that are shown, their stretch, brightness and contrast. It changes no "
                    "number.",
                ),
            ),
            ActionSpec("copy_view", "Ctrl+Alt+Shift+C", self.copy_view, when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "Copy &view"),
                QT_TRANSLATE_NOOP("Actions", "Put the pictures on the clipboard as they are seen."),
            ),
        )

    @property
    def words(self) -> str:
        """What is said of a picture that is not shown as it was opened; else empty."""
        image, display = self._image, self.display
        if image is None or display == Display():
            return ""
        if display.bands is None or image.reading.labels:
            return self.tr("display changed")
        return self.tr("shown as {0}").format(
            with_commas(band_words(image.bands[band] for band in display.bands))
        )

    def ask(self) -> None:
        """The dialog, beside the window until it is closed."""
        document = self._session.document
        if document is None:
            return
        if self._dialog is None:
            self._dialog = DisplayDialog(self._window)
            self._dialog.changed.connect(self.show_as)
        self._dialog.set_picture(document.image, self._asked)
        self._dialog.show()
        self._dialog.activateWindow()

    def show_as(self, display: Display) -> None:
        """In this way, as soon as it is made; what it looks like now stays until then."""
        if self._image is not None and display != self._asked:
            self._asked = display
            self._thread.submit(partial(display_levels, self._image, display))

    def copy_view(self) -> None:
        """Both pictures as they are on the screen, without what stands around them."""
        QGuiApplication.clipboard().setPixmap(self._pictures.grab_views())
        self._status.show_message(self.tr("Copied: the pictures as they are seen."))

    def close(self) -> None:
        self._thread.close()

    def _take(self, levels: tuple[Bytes, ...]) -> None:
        self._pictures.set_levels(levels)
        self.display = self._asked
        self.shown_changed.emit()

    def _take_failure(self, sentence: str) -> None:
        self._asked = self.display
        if self._dialog is not None:
            self._dialog.show_display(self.display)
        self._complaints.show(sentence)

    def _follow(self) -> None:
        """Another picture, or the same one read in another way."""
        document = self._session.document
        image = None if document is None else document.image
        if image is self._image:
            return
        self._image, self.display, self._asked = image, Display(), Display()
        self._thread.cancel()
        if self._dialog is not None:
            if image is None:
                self._dialog.hide()
            else:
                self._dialog.set_picture(image, self.display)
        self.shown_changed.emit()
