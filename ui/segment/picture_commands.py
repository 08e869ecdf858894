"""What happens when a picture has been read, and what is under the cursor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.cluster.parameters import Parameters
from core.document.document import Document
from core.image.image import SCENE, Image
from ui.canvas.pixel_report import pixel_report
from workers.opening import Opened

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class PictureCommands:
    """Part of MainWindow: from one picture to the next."""

    def take_opened(self: MainWindow, opened: Opened) -> None:
        """A picture has been read: it takes the place of the one before."""
        unread, self._untried, self._unread = self._unread, [], []
        self.remember()
        document, known = self.restored(opened)
        if known is None:
            self.show_opened(opened, document)
        else:
            self.show_opened(opened, document, path=known.path, embed=known.embed, modified=known.unsaved)
        for sentence in unread:
            self.parts.notices.add(sentence, "error")

    def show_opened(
        self: MainWindow,
        opened: Opened,
        document: Document,
        *,
        path: Path | None = None,
        embed: bool = False,
        modified: bool = False,
    ) -> None:
        """Show a picture with what is said of it. path: of the document; modified: since it was saved."""
        picture = opened.image.provenance.path
        self._forget_notices()
        self.replay.clear()
        self.parts.pictures.set_picture(opened.levels)
        self.parts.pictures.set_notice(self.tr("Clustering…"))
        if opened.note:
            self.parts.notices.add(opened.note, "info")
        if path is None and Path(picture).is_file():
            self.recent.add(picture)
        listed = str(path or picture)
        self.parts.files.mark(listed)
        self.actions_by_id["embed_picture"].setChecked(embed)
        scaled = self.with_given_scale(document, listed)
        steps = (
            (self.tr("Copy scale"), scaled),
            (
                self.tr("Copy classes"),
                self.with_given_classes(scaled, listed),
            ),
        )
        self.session.open(document, path, embed=embed, modified=modified, steps=steps)

    def show_pixel(self: MainWindow, column: int, row: int) -> None:
        """What is under the cursor."""
        document = self.session.document
        if document is not None:
            final = self.session.outcome if self.replay.at_result else None
            line = pixel_report(document, self.replay.labels, final, column, row)
            self.parts.pixel.setText(line)
            self._pixel = column, row, line

    def _show_pixel_again(self: MainWindow) -> None:
        """Classes changed while the cursor stays where it is."""
        column, row, line = self._pixel
        if line and self.parts.pixel.text() == line:
            self.show_pixel(column, row)

    def parameters_for(self: MainWindow, image: Image) -> Parameters:
        """Those chosen last: who opens the next picture of a kind wants it treated alike."""
        if image.provenance.format == SCENE:
            from core.scenes.samples import sample_parameters  # which has made it: it is there

            suited = sample_parameters(image)
            if suited is not None:
                return suited
        given, space = self._preferred, self._preferred_space
        return replace(given, space=space) if isinstance(given.init, str) else Parameters(given.k, space)
