"""The job that measures all pixels of a picture of which a level is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.base.parallel import Cancel
from core.document.document import Document
from core.pipeline.all_pixels import measure_all
from workers.exporting import ExportProgress


@dataclass(frozen=True, eq=False)
class AllPixels:
    """labels: the file for them. stem: of the names of the others beside it. document: settled."""

    document: Document
    labels: Path
    stem: str
    on_progress: Callable[[ExportProgress], None]


def measured(request: AllPixels, cancelled: Cancel) -> tuple[Path, ...]:
    """The files written. Raises FloeErrors, Cancelled."""
    shown = -1

    def told(done: int, of: int) -> None:
        nonlocal shown
        percent = 100 * done // of
        if percent != shown:
            shown = percent
            request.on_progress(ExportProgress(percent, 100, request.labels.name))

    return measure_all(request.document, request.labels, request.stem, told=told, cancelled=cancelled)
