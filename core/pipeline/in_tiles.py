"""The road of a picture that is read in tiles: what is particular to it of the stages of `run`.

Its labels are kept where they fit in memory; else they go row by row to a sink, and to the sums of what the
record and the table need. core.pipeline.limits says what cannot be done with it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial

from core.base.errors import ParameterError
from core.base.parallel import Cancel
from core.base.sentences import _
from core.cluster.choose_k.k_choice import KChoice
from core.cluster.lloyd.kmeans import KMeansStep
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import Fitting
from core.cluster.segmentation import Segmentation, finish
from core.image.image import Image
from core.io.cropping import cropped_tiles
from core.io.tiled_image import TiledImage, Window
from core.io.tiles import digest_beside
from core.measure.area_sums import AreaSum, cluster_areas
from core.measure.areas import area_table
from core.pipeline.given_parts import GivenParts, label_at
from core.pipeline.limits import (
    NO_EDITS,
    NO_EXAMPLES,
    NO_LABELS,
    NO_REGIONS,
    NO_STEPS,
    TOO_LARGE,
    TOO_LARGE_FOR_ERRORS,
)
from core.pipeline.place_labels import PlaceLabels
from core.pipeline.result import Result
from core.pipeline.task import RowSink, Task
from core.pipeline.tiled import Labels, LabelSums, PreparedTiles, prepare_tiles
from core.pipeline.tiled_inside import InsideSums, InsideTiles

# Pixels that are done, and all that there are.
OnProgress = Callable[[int, int], None]


class InTiles:
    """One pass over the windows counts the colours, another labels them.

    Raises ParameterError for what cannot be done in tiles.
    """

    def __init__(
        self,
        task: Task,
        source: TiledImage,
        parts: GivenParts,
        on_progress: OnProgress | None,
        *,
        threads: int | None,
        cancelled: Cancel,
    ) -> None:
        if task.regions is not None:
            raise ParameterError(_(NO_REGIONS))
        if parts.steps:
            raise ParameterError(_(NO_STEPS))
        if parts.examples:
            raise ParameterError(_(NO_EXAMPLES))
        if parts.edits is not None:
            raise ParameterError(_(NO_EDITS))
        if parts.elsewhere is not None or parts.compared is not None:
            raise ParameterError(_(NO_LABELS))
        self._parameters, self._source, self._parts = task.parameters, source, parts
        self._sink: RowSink | None = task.row_sink
        self._progress = None if on_progress is None else _Progress(source, on_progress)
        self._threads, self._cancelled = threads, cancelled
        self._labels_sha256 = ""

    def prepare(self) -> Generator[Fitting, None, PreparedTiles]:
        """Count the colours of all windows; no feature learns here. Raises ParameterError, ReadError,
        Cancelled.
        """
        yield from ()
        inside, parts, source = None, self._parts, self._source
        crop, note = parts.crop_on(source)
        source = cropped_tiles(source, crop)
        if note:
            source = replace(source, warnings=(*source.warnings, note))
        if parts.regions_of_interest:
            inside = InsideTiles(parts.regions_of_interest, parts.inside)
        with digest_beside(source, self._cancelled) as digested:
            prepared = prepare_tiles(
                source,
                self._parameters,
                self._cancelled,
                inside=inside,
                on_window=None if self._progress is None else self._progress.count_window,
                threads=self._threads,
            )
            prepared = replace(prepared, tiled=digested(prepared.tiled))
        self._calibration, self._prepared = parts.calibration_of(prepared.tiled), prepared
        return prepared

    def label(
        self, parameters: Parameters, histories: Sequence[Sequence[KMeansStep]], seconds: float
    ) -> Segmentation:
        """The Segmentation of the best restart, its pixels counted.

        Raises ReadError, WriteError, Cancelled.
        """
        prepared, calibration, k = self._prepared, self._calibration, parameters.k
        tiled, inside = prepared.tiled, None
        if prepared.inside is not None:
            inside = InsideSums(prepared.inside, k, calibration, tiled.height, tiled.width)
        with ExitStack() as stack:
            if self._sink is not None or not tiled.fits:
                is_planar = calibration.georeference is None and inside is None
                sums = LabelSums(tiled, None if is_planar else AreaSum(tiled.width, k, calibration))
                rows = stack.enter_context(self._sink(tiled)) if self._sink else None
                places = PlaceLabels(place for each in self._parts.choices for place in each.places)
                self._label_at = places.label_at
                receivers = (sums, rows, inside, places, self._progress)
                prepared = replace(prepared, receivers=tuple(each for each in receivers if each is not None))
            found = finish(
                prepared,
                parameters,
                histories,
                seconds=seconds,
                threads=self._threads,
                cancelled=self._cancelled,
            )
        if prepared.receivers:
            counted = sums.areas()
            self._areas = counted or cluster_areas(found.labels, k, calibration, counts=found.counts)
            self._labels_sha256 = sums.sha256
        else:
            self._areas = cluster_areas(found.labels, found.k, calibration)
            self._label_at = partial(label_at, found.labels)
            if inside is not None:
                inside.add(found.labels)
        self._inside_areas = None if inside is None else inside.result()
        return found

    def measure(self, segmentation: Segmentation, k_choice: KChoice | None) -> Result:
        """Settle the classes over what was counted. Raises ParameterError."""
        tiled = self._prepared.tiled
        settled = self._parts.settled_over(segmentation, tiled.provenance.sha256, self._label_at)
        rows = area_table(segmentation.colours, settled.classes, self._areas)
        note = self._parts.number_note(tiled.provenance.sha256)
        notes = (*((note,) if note else ()), *settled.sentences)
        if self._sink:
            notes = (_(TOO_LARGE), *notes)
        elif not tiled.fits:
            notes = (_(TOO_LARGE_FOR_ERRORS), *notes)
        image = replace(tiled, warnings=(*tiled.warnings, *notes))
        return Result(
            image,
            segmentation,
            settled,
            self._areas,
            rows,
            k_choice,
            self._labels_sha256,
            inside_areas=self._inside_areas,
        )


class _Progress:
    """Counts the windows of the first pass and the rows of the second (core.pipeline.tiled.LabelRows)."""

    def __init__(self, tiled: TiledImage, on_progress: OnProgress) -> None:
        self._of, self._pixels, self._on_progress = tiled.height * tiled.width, 0, on_progress

    def count_window(self, window: Window, _: Image) -> None:
        self._count(window.height * window.width)

    def begin(self, colours: Labels) -> None:
        """Nothing to prepare."""

    def add(self, rows: Labels) -> None:
        self._count(rows.size)

    def _count(self, pixels: int) -> None:
        self._pixels += pixels
        self._on_progress(self._pixels // 2, self._of)
