"""The job that measures all pixels of a picture of which a level is open, as `floe segment` writes them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from core.base.parallel import Cancel
from core.document.document import Document
from core.export.labels_stream import LabelsTif, labels_tif
from core.export.run_files import write_all
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.io.tiled_image import TiledImage
from core.pipeline.all_pixels import measure_all_pixels
from core.writing.replace import make_folder
from workers.exporting import ExportProgress


@dataclass(frozen=True, eq=False)
class AllPixels:
    """labels: the file for them. stem: of the names of the others beside it. document: settled."""

    document: Document
    labels: Path
    stem: str
    on_progress: Callable[[ExportProgress], None] | None = None


def measured(request: AllPixels, cancelled: Cancel) -> tuple[Path, ...]:
    """The files written: the labels (GeoTIFF), beside them areas, record and the like.

    Raises FloeErrors, Cancelled.
    """
    labels, shown = request.labels, -1

    def on_progress(done: int, of: int) -> None:
        nonlocal shown
        percent = 100 * done // of
        if percent != shown and request.on_progress is not None:
            shown = percent
            request.on_progress(ExportProgress(percent, 100, labels.name))

    def labels_file(tiled: TiledImage) -> AbstractContextManager[LabelsTif]:
        make_folder(labels.parent)
        return labels_tif(labels, tiled.height, tiled.width, tiled.georeference)

    with ReadingProcess(read) as process:
        result = measure_all_pixels(
            request.document, process, labels_file, on_progress=on_progress, cancelled=cancelled
        )
    written = write_all(
        result, labels.parent, request.stem, written={"labels_tif": labels}, cancelled=cancelled
    )
    return tuple(written.values())
