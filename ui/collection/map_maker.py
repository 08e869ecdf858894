"""Makes the maps of one set of vectors, each once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from ui.shell.services import Services
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.collection.mapping import Placed
    from core.collection.measured import Measuring

FIRST, _BETTER = "pca", "tsne"
# More pictures than this get a slow map only where somebody asks for it.
_AT_ONCE = 5000


class MapMaker(QObject):
    """made(Placed): a map that was asked for is there. ended: none is made any more.

    wanted: the kind of map that a person has chosen, "" for the best that is there soon.
    """

    made = Signal(object)
    ended = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._of: tuple[Measuring, NDArray[np.float32]] | None = None
        self._maps: dict[str, Placed] = {}
        self.wanted, self.making = "", ""
        self._thread: JobThread[Placed] = JobThread(
            "collection map", self, on_done=self._take, on_failed=self._take_failure
        )
        services.status.add_job(self.cancel, self._occupation, workspace="collection")

    @property
    def busy(self) -> bool:
        return self._thread.busy

    @property
    def maps(self) -> tuple[Placed, ...]:
        """All that are there of these vectors."""
        return tuple(self._maps.values())

    def is_of(self, measuring: Measuring | None, vectors: NDArray[np.float32] | None) -> bool:
        """Whether its maps are of these vectors: the same ones, prepared alike, and by the same seed."""
        if measuring is None or vectors is None or self._of is None:
            return self._of is None and (measuring is None or vectors is None)
        own, mine = self._of
        return vectors is mine and (measuring.preparation, measuring.seed) == (own.preparation, own.seed)

    def begin(self, measuring: Measuring | None, vectors: NDArray[np.float32] | None) -> None:
        """Maps of these vectors from now on."""
        self.cancel()
        self._maps = {}
        self._of = None if measuring is None or vectors is None else (measuring, vectors)

    def keep(self, placed: Placed) -> None:
        """One that was made elsewhere."""
        self._maps[str(placed.parameters["map"])] = placed

    def refusals(self) -> dict[str, str]:
        """Why a kind of map is not to be had of so many pictures, as a sentence, by its name."""
        from core.collection.mapping import map_methods, map_refusal

        return (
            {} if self._of is None else {name: map_refusal(name, len(self._of[1])) for name in map_methods()}
        )

    def go_on(self) -> None:
        """To the kind that a person wants; else to a better one than that which is there at once."""
        better = _BETTER if self._of is not None and len(self._of[1]) <= _AT_ONCE else FIRST
        name = self.wanted or better
        self.make(name if not self.refusals().get(name, "") else FIRST)

    def make(self, name: str) -> None:
        """It comes by `made`, at once where it was made before."""
        self.cancel()
        if name in self._maps:
            self.made.emit(self._maps[name])
        elif self._of is not None and not self.refusals().get(name, ""):
            from workers.sorting_pictures import placed_on

            self.making = name
            self._thread.submit(partial(placed_on, *self._of, name))
            self._services.status.refresh()

    def cancel(self) -> None:
        if self._thread.busy:
            self._thread.cancel()
            self._end()

    def close(self) -> None:
        self._thread.close()

    def _take(self, placed: Placed) -> None:
        self.keep(placed)
        self._end()
        self.made.emit(placed)

    def _take_failure(self, sentence: str) -> None:
        self._end()
        self._services.complaints.show(sentence)

    def _end(self) -> None:
        self.making = ""
        self._services.status.refresh()
        self.ended.emit()

    def _occupation(self) -> str:
        return self.tr("Making the map…") if self._thread.busy else ""
