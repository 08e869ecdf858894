"""All pixels of a picture of which a level is open: measured by what is said of the level."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.base.errors import ParameterError, ReadError
from core.base.parallel import Cancel
from core.base.sentences import _
from core.classes.classes import default_classes
from core.document.document import Document
from core.document.document_parts import recipe_parts
from core.guarded.process import ReadingProcess
from core.io.tiled_image import TiledImage
from core.io.tiles import NOT_IN_TILES, with_digest
from core.pipeline.given_parts import GivenParts
from core.pipeline.guarded_pictures import open_guarded
from core.pipeline.in_tiles import OnProgress
from core.pipeline.limits import hindrance_of_level
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import RowSink, Task
from core.scale.calibration import Calibration, from_line
from core.scale.scale_choice import ScaleChoice


def measure_all_pixels(
    document: Document,
    process: ReadingProcess,
    row_sink: RowSink,
    *,
    on_progress: OnProgress | None = None,
    cancelled: Cancel,
) -> Result:
    """Measure all pixels, which the process reads; the rows of labels go to the sink.

    Raises ParameterError where the document says what needs all pixels at once, ReadError (also where the
    file is no longer the one that was opened), WriteError, Cancelled.
    """
    if sentence := hindrance_of_level(document):
        raise ParameterError(sentence)
    path = Path(document.image.provenance.path)
    found = open_guarded(process, path, reading=document.image.reading)
    if found is None:
        raise ReadError(path, _(NOT_IN_TILES))
    with found:
        tiled = with_digest(found, cancelled)
        if tiled.provenance.sha256 != document.image.provenance.sha256:
            raise ReadError(path, _("it has changed since it was opened: open it again."))
        task = Task(tiled, document.parameters, _parts(document, tiled), row_sink=row_sink)
        return result_in(run(task, on_progress=on_progress, cancelled=cancelled))


def _parts(document: Document, tiled: TiledImage) -> GivenParts:
    """What is said of the level, of all pixels."""
    level = document.image.level
    step = 1 if level is None else level.step
    return GivenParts(
        {**recipe_parts(document), "area_method": document.area_method},
        document.classes or default_classes(document.parameters.k),
        document.naming,
        scale=_scale(document, tiled, step),
        regions_of_interest=tuple(
            region.transformed(step, step, 0.0, 0.0) for region in document.regions_of_interest
        ),
        inside=document.inside,
    )


def _scale(document: Document, tiled: TiledImage, step: int) -> Calibration | None:
    """The scale that the user chose, of all pixels instead of those of the level; None where none was."""
    chosen = document.pixel_size
    if chosen is not None and chosen.line is not None:
        ends = {name: step * getattr(chosen.line, name) for name in ("x0", "y0", "x1", "y1")}
        return from_line(replace(chosen.line, **ends))
    if chosen is not None and chosen.source != "typed":
        return ScaleChoice(chosen.source).of(tiled)
    return chosen
