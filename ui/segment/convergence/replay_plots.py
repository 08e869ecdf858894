"""ReplayPlots: the plots of a run, and the colour space, drawn after what is more urgent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from core.cluster.colours.colour import AXES
from ui.segment.convergence.colour_space_view import ColourSpaceView
from ui.segment.convergence.inertia_view import InertiaView
from ui.segment.convergence.replayed import Replay
from ui.widgets.later import Later

if TYPE_CHECKING:
    from core.cluster.prepared.prepared_image import Cloud


class ReplayPlots(QObject):
    """Labels come first: the plots take as long as all else, and nobody has looked at them yet."""

    def __init__(self, inertia: InertiaView, space: ColourSpaceView, parent: QObject) -> None:
        super().__init__(parent)
        self._inertia, self._space = inertia, space
        self._later = Later(self)
        self._replay: Replay | None = None
        self._cloud: Cloud | None = None
        self._iteration = 0

    def clear(self) -> None:
        """Nothing to show: no run, or one that has no convergence."""
        self._later.forget()
        self._replay = self._cloud = None
        self._later.do("convergence", self._inertia.clear)
        self._later.do("space", self._space.clear)

    def show_run(self, replay: Replay, iteration: int) -> None:
        """Draw a run at an iteration, soon."""
        self._replay, self._iteration = replay, iteration
        self._later.do("convergence", self._plot_convergence)
        if replay.cloud is not self._cloud:
            self._later.do("cloud", self._plot_cloud)
        self._later.do("space", self._plot_space)

    def show_iteration(self, iteration: int) -> None:
        """Show another one. What waits shows the run before, and will come to the iteration."""
        self._iteration = iteration
        if not self._later.waits("convergence"):
            self._inertia.show_iteration(iteration)
        if not self._later.waits("space"):
            self._space.show_iteration(iteration)

    def mark(self, cluster: int | None) -> None:
        """Let the centroid of this cluster, from 1, stand out in the space; None: none."""
        self._space.set_marked(cluster)

    def close(self) -> None:
        self._later.forget()

    def _plot_convergence(self) -> None:
        if self._replay is not None:
            history = self._replay.history
            self._inertia.set_history([step.inertia for step in history], [step.shift for step in history])
            self._inertia.show_iteration(self._iteration)

    def _plot_cloud(self) -> None:
        replay = self._replay
        if replay is not None and replay.cloud is not self._cloud:
            self._cloud = replay.cloud
            names, space = replay.prepared.names, replay.prepared.space
            self._space.set_axes(space if AXES.get(space) == names else "bands", names)
            self._space.set_cloud(replay.cloud.points, replay.cloud.colours, replay.cloud.weights)

    def _plot_space(self) -> None:
        self._plot_cloud()
        replay = self._replay
        if replay is not None:
            self._space.set_history(np.stack([step.centroids for step in replay.history]), replay.colours)
            self._space.show_iteration(self._iteration)
