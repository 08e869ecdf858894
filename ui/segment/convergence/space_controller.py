"""SpaceController: the colour space and the picture point at each other, and a centroid can be moved."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from core.base.arrays import Floats, Mask
from core.base.errors import FloeError
from core.measure.explain import Explanation, explain
from ui.canvas.picture_pair import PicturePair
from ui.canvas.tool_controller import ToolController
from ui.segment.convergence.centroid_tool import CentroidTool
from ui.segment.convergence.colour_space_view import ColourSpaceView
from ui.segment.convergence.replay_controller import ReplayController
from ui.segment.convergence.space_projection import Projection
from ui.shell.services import Services
from ui.widgets.number_text import count_text, share_text
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.cluster.parameters import Parameters
    from core.cluster.prepared.prepare import Prepared
    from workers.drawn_round import PixelsFound


class SpaceController(QObject):
    """Marks a pixel under the cursor in the space, and in the picture pixels of what was drawn round there.

    run_wanted: the document has another start, and goes on from there.
    """

    run_wanted = Signal()

    def __init__(
        self,
        services: Services,
        *,
        replay: ReplayController,
        tools: ToolController,
        pictures: PicturePair,
        space: ColourSpaceView,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._complain = services.session, services.complaints.show
        self._say = services.status.show_message
        self._replay, self._pictures, self._space = replay, pictures, space
        self._thread = JobThread("drawn round", self, on_done=self._take, on_failed=self._complain)
        self._marked_of: Prepared | None = None
        # The pixel that is marked in the space while the mouse is elsewhere: column and row.
        self._resting: tuple[int, int] | None = None
        self._hovers = False
        self._tool = CentroidTool()
        tools.add(self._tool)
        self._tool.picked.connect(self.pick)
        pictures.hovered.connect(self._hover)
        pictures.hover_left.connect(self._leave)
        replay.shown_changed.connect(self._point_at_rest)
        space.start_wanted.connect(self.go_on_from)
        space.lassoed.connect(self.mark)
        space.unmarked.connect(self.unmark)
        services.session.document_changed.connect(self._follow)
        services.session.outcome_changed.connect(self._follow)

    @property
    def movable(self) -> bool:
        """Whether there are centroids that another start can have: not those of a legend or a threshold."""
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None or outcome.result.is_of_labels:
            return False
        return document.parameters.threshold is None and document.parameters.frozen is None

    @property
    def _is_stale(self) -> bool:
        """Whether the centroids shown are of another space than the document asks for by now."""
        document, outcome, shown = self._session.document, self._session.outcome, self._replay.space_centroids
        if document is None or outcome is None or shown is None:
            return True
        of = outcome.result.document
        if shown.prepared is not outcome.prepared or of is None:
            return False  # a run under way is of the document as it is
        return _space_of(document.parameters) != _space_of(of.parameters)

    def go_on_from(self, centroids: Floats) -> None:
        """Cluster from these (k, d) on, as one step to undo; what lies outside the space goes to its edge."""
        document, shown = self._session.document, self._replay.space_centroids
        if document is None or self._session.outcome is None:
            return
        if shown is None or centroids.shape != shown.centroids.shape:
            return  # those that are still drawn are of another run
        if not self.movable:
            self._say(self.tr("Classes of a threshold, a legend or labels have no centroids to be moved."))
            return
        if self._is_stale:
            self._say(self.tr("The parameters have changed: press Run before you move a centroid."))
            return
        rows = np.clip(centroids, *shown.prepared.bounds)
        start = tuple(tuple(row) for row in rows.tolist())
        try:
            parameters = replace(document.parameters, init=start, k=len(start))
        except FloeError as error:
            self._complain(str(error))
            return
        if parameters != document.parameters:
            self._session.put(self.tr("Move centroid"), document.with_parameters(parameters))
        self.run_wanted.emit()

    def pick(self, column: int, row: int, number: int) -> None:
        """Set a centroid, from 1, to the feature of a pixel; 0: the one that is nearest to it."""
        shown, found = self._replay.space_centroids, self._explained(column, row)
        if shown is None or found is None or number > len(shown.centroids):
            return
        centroids = shown.centroids.copy()
        centroids[(number or found.cluster) - 1] = found.feature
        self.go_on_from(centroids)

    def mark(self, inside: Mask, projection: Projection) -> None:
        """Show the pixels whose features are drawn inside."""
        from core.convergence.drawn_round import DrawnRound
        from workers.drawn_round import find_pixels

        shown = self._replay.space_centroids
        if shown is not None and shown.centroids.shape[1] == len(projection.matrix):
            drawn = DrawnRound(inside, projection.matrix, projection.offset)
            self._marked_of = shown.prepared
            self._thread.submit(partial(find_pixels, shown.prepared, drawn))

    def rest_at(self, pixel: tuple[int, int] | None) -> None:
        """Mark this pixel, by column and row, in the space whenever the mouse is not over the pictures."""
        self._resting = pixel
        self._point_at_rest()

    def unmark(self) -> bool:
        """Show all of the picture again; whether a part was hidden."""
        there = self._marked_of is not None
        if there:
            self._thread.cancel()
            self._marked_of = None
            self._pictures.set_veil(())
            self._space.title.set_detail("")
        return there

    def close(self) -> None:
        self._thread.close()

    def _take(self, found: PixelsFound) -> None:
        self._pictures.set_veil(found.veil)
        share = share_text(found.pixels / max(1, found.of))
        count = count_text(found.pixels)
        self._space.title.set_detail(self.tr("{0} pixels · {1}").format(count, share))
        words = self.tr("{0} pixels ({1}) have a colour that was drawn round. Esc shows all of the picture.")
        self._say(words.format(count, share))

    def _follow(self) -> None:
        """Another picture, or another space: what was marked is no more."""
        document, outcome = self._session.document, self._session.outcome
        self._space.set_movable(self.movable)
        self._tool.set_number(0 if outcome is None else outcome.segmentation.k)
        of = None if outcome is None else outcome.prepared
        if self._marked_of is not None and (document is None or of is not self._marked_of):
            self.unmark()

    def _point_at(self, column: int, row: int) -> None:
        found = self._explained(column, row) if self._space.isVisible() else None
        if found is None:
            self._space.set_pointed(None)
        else:
            colour = QColor(*self._pictures.colour_at(column, row))
            self._space.set_pointed(np.array(found.feature), colour)

    def _hover(self, column: int, row: int) -> None:
        self._hovers = True
        self._point_at(column, row)

    def _leave(self) -> None:
        self._hovers = False
        self._point_at_rest()

    def _point_at_rest(self) -> None:
        if self._hovers:
            return
        if self._resting is None:
            self._space.set_pointed(None)
        else:
            self._point_at(*self._resting)

    def _explained(self, column: int, row: int) -> Explanation | None:
        """The feature of a pixel; None where the clustering shown has not seen it."""
        document, shown = self._session.document, self._replay.space_centroids
        if document is None or shown is None:
            return None
        image = shown.prepared.image
        if (image.height, image.width) != (document.image.height, document.image.width):
            return None  # cropped by now
        if not (0 <= column < image.width and 0 <= row < image.height):
            return None
        return explain(shown.prepared, shown.centroids, column, row, order=shown.order)


def _space_of(parameters: Parameters) -> tuple[object, ...]:
    """Equal where centroids are in the same units of the same axes."""
    p = parameters
    return p.space, p.bands, p.scaling, p.features, p.threshold, p.frozen
