"""The curve that the ε of DBSCAN is taken from, beside its options, of the run that is shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.base.errors import FloeError
from ui.collection.collection_session import CollectionSession
from ui.collection.sort_panel import SortPanel
from ui.shell.services import Services
from workers.job_thread import JobThread

if TYPE_CHECKING:
    from core.collection.found import Found
    from workers.comparing_runs import CurveFound, CurveWanted

_METHOD, _EPS, _RANK = "dbscan", "eps", "min-samples"


class CurveController(QObject):
    """It is there where the panel says DBSCAN of vectors that are there."""

    def __init__(
        self, services: Services, collection: CollectionSession, panel: SortPanel, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._collection, self._panel = collection, panel
        self._wanted: CurveWanted | None = None
        self._found: CurveFound | None = None
        self._thread: JobThread[CurveFound] = JobThread(
            "distance curve", self, on_done=self._take, on_failed=services.complaints.show
        )
        panel.curve.eps_chosen.connect(self._choose)

    @property
    def busy(self) -> bool:
        return self._thread.busy

    def follow(self) -> None:
        """What the panel or the run is now."""
        run, panel = self._collection.work.run, self._panel
        if run is None or panel.method.currentData() != _METHOD or panel.hindrance():
            self._thread.cancel()
            self._wanted = None
            panel.curve.hide()
            return
        wanted = self._wanted_of(run)
        if wanted is None:
            panel.curve.hide()
        elif wanted != self._wanted:
            from workers.comparing_runs import curve_for

            self._thread.submit(partial(curve_for, wanted, run.vectors))
        else:
            self._show()
        self._wanted = wanted

    def close(self) -> None:
        self._thread.close()

    def _wanted_of(self, run: Found) -> CurveWanted | None:
        """None where the panel speaks of other vectors than those that are there."""
        from workers.comparing_runs import CurveWanted

        try:
            asked = self._panel.choice().asked()
        except FloeError:
            return None
        if asked.embedding_json != run.asked.embedding_json:
            return None
        what = asked.measuring
        rank = int(self._panel.method_value(_RANK))
        return CurveWanted(run.key, what.preparation, what.seed, rank)

    def _take(self, found: CurveFound) -> None:
        self._found = found
        self._show()

    def _show(self) -> None:
        found = self._found
        if found is None or found.wanted != self._wanted:
            return
        chosen = float(self._panel.method_value(_EPS))
        self._panel.curve.show_curve(found.curve.distances, chosen or found.curve.eps, proposed=not chosen)
        self._panel.curve.show()

    def _choose(self, eps: float) -> None:
        self._panel.set_method_value(_EPS, float(f"{eps:.4g}"))
