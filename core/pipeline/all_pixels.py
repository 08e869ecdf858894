"""All pixels of a picture of which a level is open: measured by what is said of the level, written as
`floe segment` writes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from core.base.errors import ParameterError, ReadError
from core.base.parallel import Cancel, never_cancelled
from core.classes.classes import default_classes
from core.document.document import Document
from core.export.run_files import write_all
from core.image.image import Image
from core.io.tiled_image import TiledImage, Window
from core.io.tiles import NOT_IN_TILES, open_tiles, with_digest
from core.pipeline.tiled import Labels, prepare_tiles
from core.pipeline.tiled_files import segment_large
from core.pipeline.tiled_inside import InsideTiles
from core.roi.regions_of_interest import RegionsOfInterest
from core.scale.calibrate import calibrate
from core.scale.calibration import Calibration, from_line, led_if_possible
from core.scale.scale_choice import ScaleChoice
from core.scale.scale_line import ScaleLine
from core.writing.replace import make_folder

# Done and all of what there is to do.
Told = Callable[[int, int], None]
_NO_STEPS = (
    "Post-processing needs the whole picture in memory, and this one is larger: remove the steps, then "
    "measure all pixels."
)
_NO_EDITS = (
    "What was corrected by hand is known of the pixels of the level only: remove the corrections, then "
    "measure all pixels."
)


def measure_all(
    document: Document,
    labels: Path,
    stem: str,
    *,
    told: Told = lambda *_: None,
    cancelled: Cancel = never_cancelled,
) -> tuple[Path, ...]:
    """Measure all pixels; the files written: the labels (GeoTIFF), beside them areas, record and the like.

    stem: of the names of the others. Raises ParameterError where the document says what needs all pixels at
    once, ReadError (also where the file is no longer the one that was opened), WriteError, Cancelled.
    """
    level, path = document.image.level, Path(document.image.provenance.path)
    if level is None:
        raise ParameterError("All pixels of this picture are measured already.")
    if document.steps:
        raise ParameterError(_NO_STEPS)
    if document.edits is not None:
        raise ParameterError(_NO_EDITS)
    found = open_tiles(path)
    if found is None:
        raise ReadError(path, NOT_IN_TILES)
    with found:
        tiled = with_digest(found, cancelled)
        if tiled.provenance.sha256 != document.image.provenance.sha256:
            raise ReadError(path, "it has changed since it was opened: open it again.")
        regions = _on_all(document.regions_of_interest, level.step)
        inside = InsideTiles(regions, document.inside) if regions else None
        progress = _Progress(tiled, told)
        prepared, _ = prepare_tiles(tiled, document.parameters, cancelled, inside=inside, seen=progress.seen)
        make_folder(labels.parent)
        contents = segment_large(
            prepared,
            document.parameters,
            document.classes or default_classes(document.parameters.k),
            _calibration(document, prepared.tiled, level.step),
            naming=document.naming,
            labels=labels,
            also=(progress,),
            cancelled=cancelled,
        )
        contents = replace(contents, ratios=document.settled(contents.segmentation).ratios)
        written = write_all(
            contents, labels.parent, stem, written={"labels_tif": labels}, cancelled=cancelled
        )
    return tuple(written.values())


def _on_all(regions: RegionsOfInterest, step: int) -> RegionsOfInterest:
    """Those drawn on the level, in pixels of the picture."""
    return tuple(
        replace(
            region,
            parts=tuple(
                replace(part, shape=part.shape.transformed(step, step, 0.0, 0.0)) for part in region.parts
            ),
        )
        for region in regions
    )


def _calibration(document: Document, tiled: TiledImage, step: int) -> Calibration:
    """The scale that the user chose, of all pixels instead of those of the level; else the picture's best."""
    chosen = document.pixel_size
    if chosen is not None and chosen.line is not None:
        line: ScaleLine = chosen.line
        ends = {name: step * getattr(line, name) for name in ("x0", "y0", "x1", "y1")}
        chosen = from_line(replace(line, **ends))
    elif chosen is not None and chosen.source != "typed":
        chosen = ScaleChoice(chosen.source).of(tiled)
    return led_if_possible(calibrate(tiled, chosen), document.area_method)


class _Progress:
    """Counts the windows of the first pass and the rows of the second (core.pipeline.tiled.LabelRows)."""

    def __init__(self, tiled: TiledImage, told: Told) -> None:
        self._of, self._pixels, self._told = tiled.height * tiled.width, 0, told

    def seen(self, window: Window, _: Image) -> None:
        self._tell(window.height * window.width)

    def begin(self, colours: Labels) -> None:
        """Nothing to prepare."""

    def add(self, rows: Labels) -> None:
        self._tell(rows.size)

    def _tell(self, pixels: int) -> None:
        self._pixels += pixels
        self._told(self._pixels // 2, self._of)
