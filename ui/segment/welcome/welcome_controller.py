"""WelcomeController: keeps small pictures of what is opened, and shows them where nothing is open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.base.arrays import Bytes
from ui.segment.welcome.welcome_page import WelcomePage
from ui.shell.services import Services
from workers.job_thread import JobThread
from workers.recent_pictures import Recent, recent_pictures

if TYPE_CHECKING:
    from workers.opening import Opened

# The longer side of what a small picture is made of, at least.
_ENOUGH = 320


class WelcomeController(QObject):
    """Connects the page with the files opened last."""

    def __init__(self, services: Services, page: WelcomePage, parent: QObject) -> None:
        super().__init__(parent)
        self._recent, self._session, self._page = services.recent, services.session, page
        # Of the picture that is open, whose file that is, and of files whose small picture is not kept yet.
        self._level: Bytes | None = None
        self._picture = ""
        self._new: dict[str, Bytes] = {}
        self._thread = JobThread("recent pictures", self, on_done=self._take)
        page.open_requested.connect(services.files.open_dialog)
        page.recent_chosen.connect(services.files.open_path)
        page.sample_chosen.connect(services.files.open_sample)
        services.documents.opening.connect(self._see)
        services.recent.changed.connect(self._keep)
        services.session.document_changed.connect(self._follow)
        self.refresh()

    def close(self) -> None:
        self._thread.close()

    def refresh(self) -> None:
        """Find what the files opened last look like, and which are gone."""
        shown = self._recent.paths() if self._session.document is None else ()
        if shown or self._new:
            job = partial(recent_pictures, dict(self._new), self._recent.paths(), shown)
            self._thread.submit(job)
        else:
            self._page.show_recent(())

    def _see(self, opened: Opened) -> None:
        large = [level for level in opened.levels if max(level.shape[:2]) >= _ENOUGH]
        self._level = (large or opened.levels)[-1] if opened.levels else None
        self._picture = opened.image.provenance.path

    def _keep(self, added: str) -> None:
        """The picture that is open and its document look like it; a series or another document does not."""
        own = self._session.path
        shown = {str(Path(path).absolute()) for path in (self._picture, own or "") if path}
        if added in shown and self._level is not None:
            self._new[added] = self._level
        self.refresh()

    def _follow(self) -> None:
        if self._session.document is None:
            self._level = None
            self.refresh()

    def _take(self, found: Recent) -> None:
        for path in found.kept:
            self._new.pop(path, None)
        if self._session.document is None:
            self._page.show_recent(found.pictures)
