"""Holds the regions of interest between the tools, the panel and the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from core.base.errors import FloeError
from core.roi.names import free_name
from core.roi.outside import whole_picture
from core.roi.regions_of_interest import (
    Inside,
    RegionOfInterest,
    RegionPart,
    RegionsOfInterest,
    renamed,
    replaced,
    shown_or_hidden,
)
from core.roi.shapes import Shape
from ui.session.session import Session
from workers.job_thread import Job, JobThread
from workers.outside import Arranged

if TYPE_CHECKING:
    from core.base.arrays import Floats
    from workers.regions_of_interest import PicturePlace, Proposal, Touch

# What becomes of a new shape: a region of interest of its own, or a part of the selected one.
Mode = Literal["new", "add", "subtract"]


class RoiController(QObject):
    """One gesture is one step to undo. What is drawn is checked in a thread and shown as `pending` meanwhile.

    busy: whether something is being checked, read or written; state_changed: it is otherwise.
    changed: the regions of interest, or which is selected. drawn: what is pending only.
    refused, noted: a sentence on what was not taken, and on how it was taken. exported: the file.
    """

    changed = Signal()
    drawn = Signal()
    state_changed = Signal()
    refused = Signal(str)
    noted = Signal(str)
    exported = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._thread = JobThread(
            "regions of interest", self, on_done=self._take, on_failed=self._take_failure
        )
        self._text = ""
        self.busy = False
        self.selected = ""
        self.pending: RegionOfInterest | None = None
        session.document_changed.connect(self._follow)

    @property
    def regions(self) -> RegionsOfInterest:
        document = self._session.document
        return document.regions_of_interest if document is not None else ()

    @property
    def region(self) -> RegionOfInterest | None:
        """The selected one, as it is drawn at the moment."""
        if self.pending is not None and self.pending.name == self.selected:
            return self.pending
        return next((each for each in self.regions if each.name == self.selected), None)

    @property
    def picture_size(self) -> tuple[int, int]:
        """Width and height."""
        document = self._session.document
        return (document.image.width, document.image.height) if document is not None else (0, 0)

    def shown(self) -> RegionsOfInterest:
        """What is to be drawn: the visible ones, with the pending one in its place."""
        regions = self.regions if self.pending is None else replaced(self.regions, self.pending)
        return tuple(region for region in regions if not region.hidden)

    def select(self, name: str) -> None:
        """Take one in hand; "" for none."""
        if name != self.selected:
            self.selected = name
            self.changed.emit()

    def set_hidden(self, name: str, hidden: bool) -> None:
        """Whether it is drawn; it counts in any case."""
        text = self.tr("Hide region of interest") if hidden else self.tr("Show region of interest")
        regions = shown_or_hidden(self.regions, name, hidden)
        if regions == self.regions:
            self.changed.emit()
        else:
            self._put(text, regions)

    def add(self, shape: Shape, mode: Mode) -> None:
        """A shape has been drawn."""
        place = self._place(mode)
        if place is not None:
            self._propose(place(shape), self.tr("Draw region of interest"))

    def add_outline(self, points: Floats, mode: Mode) -> None:
        """A line has been drawn round something, (n, 2)."""
        from workers.regions_of_interest import propose_outline

        place, document = self._place(mode), self._session.document
        if place is not None and document is not None:
            self._submit(
                self.tr("Draw region of interest"), partial(propose_outline, document.image, place, points)
            )

    def add_by_wand(self, touch: Touch, mode: Mode) -> None:
        """The wand has touched a pixel."""
        from workers.regions_of_interest import propose_wand

        place, document = self._place(mode), self._session.document
        if place is not None and document is not None:
            self._submit(self.tr("Magic wand"), partial(propose_wand, document.image, place, touch))

    def preview(self, region: RegionOfInterest | None) -> None:
        """Draw it like this for the moment; None: as it is."""
        self.pending = region
        self.drawn.emit()

    def change(self, region: RegionOfInterest, text: str) -> None:
        """Put it in place of the one of its name. text: what undo calls it."""
        self._propose(region, text)

    def delete(self, name: str) -> None:
        rest = tuple(each for each in self.regions if each.name != name)
        if rest != self.regions:
            self._put(self.tr("Delete region of interest"), rest)

    def invert(self) -> None:
        """Turn the selected one into everything but it."""
        from workers.outside import invert

        document, name = self._session.document, self.selected
        if document is not None and name:
            new_name = self.tr("Outside {0}").format(name)
            self._submit(
                self.tr("Invert region of interest"),
                partial(invert, document.image, self.regions, name, new_name),
            )

    def keep_outside(self) -> None:
        """Leave out what lies in any of them, and keep the rest of the picture."""
        from workers.outside import keep_outside

        document = self._session.document
        if document is not None and self.regions:
            self._submit(
                self.tr("Keep what is outside"),
                partial(keep_outside, document.image, self.regions, self.tr("Outside")),
            )

    def cut_out(self) -> None:
        """Cut the selected one out of the others, or out of the whole picture."""
        from workers.outside import cut_from_others

        document, name = self._session.document, self.selected
        if document is not None and name:
            self._submit(
                self.tr("Cut out region of interest"),
                partial(cut_from_others, document.image, self.regions, name, self.tr("Outside")),
            )

    def rename(self, old: str, new: str) -> None:
        try:
            regions = renamed(self.regions, old, new)
        except FloeError as error:
            self.refused.emit(str(error))
            self.changed.emit()
            return
        if regions == self.regions:
            self.changed.emit()
        else:
            name = next(b.name for a, b in zip(self.regions, regions, strict=True) if a != b)
            self.selected = name if self.selected == old else self.selected
            self._put(self.tr("Rename region of interest"), regions)

    def set_inside(self, inside: Inside) -> None:
        """What is done inside only."""
        document = self._session.document
        if document is not None and inside != document.inside:
            after = document.with_regions_of_interest(document.regions_of_interest, inside)
            self._session.put(self.tr("Change what is done inside"), after)

    def read(self, paths: Sequence[Path]) -> None:
        """Add the regions of interest of these files."""
        from workers.regions_of_interest import read_regions

        document = self._session.document
        if document is not None:
            self._submit(
                self.tr("Import regions of interest"), partial(read_regions, tuple(paths), document.image)
            )

    def save(self, path: Path) -> None:
        """Write all of them into a file."""
        from workers.regions_of_interest import save_regions

        document = self._session.document
        if document is not None and self.regions:
            self._submit("", partial(save_regions, path, self.regions, document.image))

    def cancel(self) -> None:
        """Drop what is being checked, read or written."""
        self._thread.cancel()
        self._set_busy(False)
        self._forget_pending()

    def close(self) -> None:
        self._thread.close()

    def _place(self, mode: Mode) -> PicturePlace | None:
        """Where a new shape goes; None, with a sentence, where it is not clear what to cut from."""
        region, document = self.region, self._session.document
        if mode == "subtract" and not self.regions and document is not None:
            region = whole_picture(self.tr("Outside"), document.image.width, document.image.height)
        if mode == "new" or (mode == "add" and region is None):
            name = free_name(
                self.tr("Place {0}").format(len(self.regions) + 1), (r.name for r in self.regions)
            )
            return lambda shape: RegionOfInterest(name, (RegionPart(shape),))
        if region is None:
            self.refused.emit(self.tr("Select the region of interest that is to be cut from."))
            return None
        return lambda shape: replace(region, parts=(*region.parts, RegionPart(shape, mode == "add")))

    def _propose(self, region: RegionOfInterest, text: str) -> None:
        from workers.regions_of_interest import propose

        document = self._session.document
        if document is not None:
            self.preview(region)
            self._submit(text, partial(propose, document.image, region))

    def _submit(self, text: str, job: Job[Proposal | RegionsOfInterest | Arranged | Path]) -> None:
        self._text = text
        self._thread.submit(job)
        self._set_busy(True)

    def _take(self, found: Proposal | RegionsOfInterest | Arranged | Path) -> None:
        if self._session.document is None:
            return
        self.pending = None
        self._set_busy(False)
        if isinstance(found, Path):
            self.exported.emit(str(found))
            return
        if isinstance(found, tuple):
            self._add_read(found)
            return
        if isinstance(found, Arranged):
            self.selected = found.selected
            self._put(self._text, found.regions)
            return
        self.selected = found.region.name
        self._put(self._text, replaced(self.regions, found.region))
        if found.note:
            self.noted.emit(found.note)

    def _add_read(self, found: RegionsOfInterest) -> None:
        regions = self.regions
        for region in found:
            name = free_name(region.name, (each.name for each in regions))
            regions = (*regions, replace(region, name=name))
        self.selected = regions[-1].name
        self._put(self._text, regions)
        for note in dict.fromkeys(note for region in found for note in region.notes):
            self.noted.emit(note)

    def _take_failure(self, sentence: str) -> None:
        self._set_busy(False)
        self._forget_pending()
        self.refused.emit(sentence)

    def _set_busy(self, busy: bool) -> None:
        if busy != self.busy:
            self.busy = busy
            self.state_changed.emit()

    def _forget_pending(self) -> None:
        if self.pending is not None:
            self.preview(None)

    def _put(self, text: str, regions: RegionsOfInterest) -> None:
        document = self._session.document
        if document is not None:
            self._session.put(text, document.with_regions_of_interest(regions))

    def _follow(self) -> None:
        """The document is another: what is selected may be gone."""
        names = {region.name for region in self.regions}
        if self.selected not in names:
            self.selected = self.regions[-1].name if self.regions else ""
        if self.busy:
            self._thread.cancel()  # what was being checked belongs to the document before
        self.pending = None
        self._set_busy(False)
        self.changed.emit()
