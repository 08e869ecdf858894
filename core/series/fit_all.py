"""One legend of all pictures: their colours added up are clustered as if they were one picture.

8-bit colours and grey are counted, and counts add up exactly: the legend is the fixed point over every pixel
of every picture. What has too many values to count (bands, 16-bit colours) is sampled, so many pixels of each
picture evenly spread, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from core.base.arrays import Bytes, Floats, evenly
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.classes.class_choice import Place, chosen_classes
from core.classes.class_matching import ClusterMeans, means_of
from core.classes.classes import named_classes
from core.classes.naming import Naming
from core.classes.ratios import ratios_from
from core.cluster.choose_k.choose_k import choose_k
from core.cluster.colours.added_histograms import AddedHistograms
from core.cluster.colours.colour import colour_features, colour_values
from core.cluster.colours.histogram import ColourHistogram
from core.cluster.lloyd.cells import Cells
from core.cluster.parameters import Parameters, with_colours_enough
from core.cluster.prepared.own_planes import frozen_of
from core.cluster.prepared.prepare import Prepared, prepare_for
from core.cluster.prepared.prepared_image import PreparedImage
from core.cluster.segmentation import Segmentation, finish
from core.cluster.starts.restarts import run_all
from core.document.settled import ClassParts, settle
from core.image.image import BandValue, Image, PixelArray
from core.series.asked import Asked
from core.series.fitness import observed, reference_of_all
from core.series.legend import Kind, check_lasting, legend_of
from core.series.picture_work import Fit, Look
from core.series.rescaling import sampled
from core.writing.number_words import grouped

# Pixels that are clustered of all pictures together where their values are too many to count.
MOST_SAMPLED = 1 << 21
# Of those of each picture, as many are compared with what is typical.
MOST_COMPARED = 4096
# As the legend says where it comes from.
SOURCE = "fit-all"


@dataclass(frozen=True, eq=False)
class _Added(PreparedImage):
    """Counted colours of many pictures: there is no label image of all of them."""

    def label_image(
        self,
        labels: Bytes,  # noqa: ARG002
        *,
        cancelled: Cancel = never_cancelled,  # noqa: ARG002
        threads: int | None = None,  # noqa: ARG002
    ) -> Bytes:
        return np.empty((0, 0), np.uint8)


@dataclass(eq=False)
class _OfOneKind:
    counted: AddedHistograms = field(default_factory=AddedHistograms)
    sampled: dict[int, PixelArray] = field(default_factory=dict)
    some: dict[int, PixelArray] = field(default_factory=dict)
    pictures: dict[int, tuple[str, str]] = field(default_factory=dict)


class Looks:
    """What all pictures have given so far, by their kind. Colours are added up; of each picture MOST_COMPARED
    pixels stay, 12 kB of one in colour.
    """

    def __init__(self) -> None:
        self._by_kind: dict[Kind, _OfOneKind] = {}

    def add(self, number: int, name: str, found: Look) -> None:
        """number: of the picture, by its place in the list."""
        of_kind = self._by_kind.setdefault(found.kind, _OfOneKind())
        of_kind.pictures[number] = (name, found.sha256)
        if found.sampled:
            of_kind.sampled[number] = found.colours
        else:
            of_kind.counted.add(ColourHistogram(found.colours, found.counts))
            of_kind.some[number] = found.colours[sampled(found.counts.astype(np.float64))]

    def fit(self, asked: Asked, *, threads: int | None = None, cancelled: Cancel = never_cancelled) -> Fit:
        """The legend of the pictures that are of the kind of the first one: others do not fit it.

        Raises ParameterError for what names a cluster by a place in one picture, or where no picture could be
        read; Cancelled.
        """
        check_all_alike(asked)
        if not self._by_kind:
            raise ParameterError(_("No picture could be read, so there is nothing to fit a legend on."))
        kind = self._first()
        return _fitted(kind, self._by_kind[kind], asked, threads, cancelled)

    def _first(self) -> Kind:
        """That of the first picture."""
        return min(self._by_kind, key=lambda each: min(self._by_kind[each].pictures))

    def clustered_again(self, parameters: Parameters, threads: int | None, cancelled: Cancel) -> Segmentation:
        """The clusters of the pictures that are of the kind of the first one. Raises as `fit`."""
        kind = self._first()
        prepared, _notes = _prepared(kind, self._by_kind[kind], parameters, cancelled)
        return clustered(prepared, parameters, threads, cancelled)


def check_all_alike(asked: Asked) -> None:
    """Raises ParameterError for what makes sense in one picture only."""
    check_lasting(asked.parameters)
    if asked.examples or any(choice.places for choice in asked.given.choices):
        raise ParameterError(
            _(
                "A place or an example names a cluster of one picture: say which, --legend fit:IMAGE, or "
                "name clusters by their ids or colours."
            )
        )
    if asked.parameters.by == "superpixels" or asked.parameters.features:
        raise ParameterError(
            _(
                "Superpixels and features beside colours do not add up over pictures: fit the legend on one "
                "of them, --legend fit:IMAGE."
            )
        )


def _fitted(kind: Kind, of_kind: _OfOneKind, asked: Asked, threads: int | None, cancelled: Cancel) -> Fit:
    prepared, notes = _prepared(kind, of_kind, asked.parameters, cancelled)
    parameters, why = asked.parameters, ""
    if asked.k_range is not None:
        choice = choose_k(
            prepared, *asked.k_range, seed=parameters.seed, threads=threads, cancelled=cancelled
        )
        meant = replace(parameters, space=prepared.space)
        choice = asked.given.choice_by_names(choice, meant)
        parameters, why = replace(parameters, k=choice.recommended), choice.reason
    elif not asked.k_was_given and isinstance(prepared, PreparedImage):
        parameters = with_colours_enough(parameters, len(prepared.histogram))
    found = clustered(prepared, parameters, threads, cancelled)
    means = means_of(found)
    settled = settle(_class_parts(asked, means), found)
    legend = legend_of(
        found,
        frozen_of(prepared.image, found.parameters, found.parameters.space, cancelled),
        settled.classes,
        kind,
        source=SOURCE,
        pictures=tuple(of_kind.pictures[number] for number in sorted(of_kind.pictures)),
        notes=(*notes, *settled.sentences),
        reference=reference_of_all(
            found.centroids, *observed(prepared), _samples(of_kind, prepared), cancelled=cancelled
        ),
    )
    return Fit(legend, settled.classes, Naming(means), settled.steps, settled.ratios, why)


def _samples(of_kind: _OfOneKind, prepared: Prepared) -> list[Floats]:
    """Some pixels of each picture, in the units of what is clustered."""
    if isinstance(prepared, PreparedImage):
        stored = of_kind.some or of_kind.sampled
        found = (colour_values(stored[number], prepared.space) for number in sorted(stored))
        return [steps / float(scale) for steps, scale in found]
    samples, begin = [], 0
    for number in sorted(of_kind.sampled):
        end = begin + len(of_kind.sampled[number])
        samples.append(prepared.observations.features_at(begin + evenly(end - begin, MOST_COMPARED)))
        begin = end
    return samples


def clustered(
    prepared: Prepared, parameters: Parameters, threads: int | None, cancelled: Cancel
) -> Segmentation:
    """What is prepared of all pictures, clustered. Raises ParameterError, Cancelled."""
    histories = run_all(prepared, parameters, threads, cancelled)
    found = finish(
        prepared, replace(parameters, neighbours=False), histories, threads=threads, cancelled=cancelled
    )
    # What was done to each picture before its colours were counted is done to each again.
    done = replace(
        found.parameters,
        smooth=parameters.smooth,
        light=parameters.light,
        neighbours=parameters.neighbours,
    )
    return replace(found, parameters=done)


def _prepared(
    kind: Kind, of_kind: _OfOneKind, parameters: Parameters, cancelled: Cancel
) -> tuple[Prepared, tuple[str, ...]]:
    values = tuple(BandValue(*each) for each in kind.band_values)
    if not of_kind.sampled:
        histogram = of_kind.counted.total()
        bands = histogram.colours.shape[1]
        space = "gray" if bands == 1 else parameters.space
        features = colour_features(histogram, space, cancelled)
        pixel = Image(np.zeros((1, 1, bands), histogram.colours.dtype), None, kind.bands)
        return _Added(pixel, histogram, features, Cells(features, cancelled)), ()
    parts: Sequence[PixelArray] = [of_kind.sampled[number] for number in sorted(of_kind.sampled)]
    pixels = np.concatenate(parts)
    mosaic = Image(pixels[:, None, :], None, kind.bands, band_values=values)
    note = _(
        "The pictures have too many values to count: the legend is fitted on {n} pixels, as many of each "
        "picture, evenly spread."
    ).format(n=grouped(len(pixels)))
    return prepare_for(mosaic, parameters.untreated, cancelled=cancelled), (note,)


def _class_parts(asked: Asked, means: ClusterMeans) -> ClassParts:
    """The classes that were named, by ids, by colours, or in a recipe over clusters of its own."""
    given = asked.given
    ratios = given.ratios or ratios_from(given.recipe.get("ratios", []))
    if given.naming is not None:
        return ClassParts(tuple(given.classes), given.naming, given.steps, None, ratios)
    chosen, unclear = chosen_classes(given.choices, means.colours, _nowhere)
    named = (*given.classes, *chosen)
    classes = named_classes(named, len(means)) if named else None
    return ClassParts(classes, Naming(means, unclear) if classes else None, given.steps, None, ratios)


def _nowhere(_place: Place) -> int:
    return 0
