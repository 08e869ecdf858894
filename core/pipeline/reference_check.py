"""A result judged by a reference: what is really there, from a file (core.reference.reference)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.accuracy.accuracy import Answers
from core.accuracy.census import census_of
from core.accuracy.sample import Answer, Point, Sample
from core.accuracy.strata import Strata, Stratum
from core.base.arrays import Bytes, Ints
from core.base.closest import did_you_mean
from core.base.errors import ParameterError, ReadError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import N_, _, listed, ngettext
from core.classes.classes import Classes
from core.classes.place_table import place_table
from core.measure.areas import ClusterAreas
from core.measure.checked_map import (
    NOT_MAPPED,
    Checked,
    GivenStrata,
    SampledMap,
    checked,
    checked_area,
    sampled_map,
)
from core.pipeline.accuracy_json import BY_CLUSTER
from core.pipeline.judgement import ReferenceCheck
from core.pipeline.result import Result
from core.reference.reference import Reference
from core.roi.regions_of_interest import labels_inside
from core.writing.number_words import grouped
from core.writing.one_line import is_one_line

# How the points were chosen, as far as the file says.
_BY_CLUSTER, _BY_WEIGHT, EVERY_PIXEL = BY_CLUSTER, "strata of the file", "every pixel"
WEIGHTS_UNUSED = N_(
    "The weights of the file are not used here: its points are taken as random ones in each cluster."
)
DESIGNS = {
    _BY_CLUSTER: N_(
        "The file does not say in which strata its points were drawn: they are taken as random points in "
        "each cluster. Where they were placed by hand, or only where it is easy to tell, no interval holds."
    ),
    _BY_WEIGHT: N_("Its points are taken as random ones in the strata of the file, by their weights."),
    EVERY_PIXEL: N_("It knows what is there at every pixel that is compared: nothing is estimated."),
}
# A weight for each point would be a stratum each, of one point.
_MOST_WEIGHTS = 50


@dataclass(frozen=True, eq=False)
class _Map:
    """What is judged. labels: (height, width) uint8, perhaps only inside a region of interest; areas: of
    these.
    """

    labels: Bytes
    classes: Classes
    areas: ClusterAreas

    @property
    def names(self) -> list[str]:
        return [item.name for item in self.classes]

    @property
    def clusters(self) -> Strata:
        k = len(self.areas.pixels)
        return Strata(self.labels, tuple(Stratum((i,)) for i in range(1, k + 1)))


def judged(
    result: Result, reference: Reference, path: Path, *, cancelled: Cancel = never_cancelled
) -> ReferenceCheck:
    """What a reference says of a result, and of it inside each region of interest. path: of its file.

    Raises ReadError, which says what is wrong with it, for one that does not fit the result; Cancelled.
    """
    by = _by_raster if reference.is_raster else _by_points
    try:
        if not result.has_labels:
            raise ParameterError(
                _("a reference needs all labels in memory at once, and this picture is too large: crop it.")
            )
        whole = _Map(result.labels, result.classes, result.areas)
        found, design, notes = by(whole, reference)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    inside: list[Checked | None] = []
    for part in _inside(result, cancelled):
        # Where nobody has looked nothing is known; what is wrong with the file has been said of the whole.
        with suppress(ParameterError):
            inside.append(by(part, reference)[0])
            continue
        inside.append(None)
    notes = [*reference.notes, _(DESIGNS[design]), *notes, *_unseen(found)]
    return ReferenceCheck(str(path), design, found, tuple(notes), tuple(inside))


def sample_from_file(
    labels: Bytes, classes: Classes, areas: ClusterAreas, reference: Reference, path: Path
) -> tuple[Sample, tuple[str, ...]]:
    """The points of a reference as the sample of a document, in the clusters of the map as strata; and what
    is to be said of it, whole sentences.

    labels: (height, width) uint8 as measured; areas: of these. Raises ReadError for a label raster, and for
    points that do not fit the map.
    """
    try:
        if reference.is_raster:
            raise ParameterError(
                _("it is a label raster, which knows every pixel: compare the map with it instead of points.")
            )
        check_lines(reference)
        judged_map = _Map(labels, classes, areas)
        _found, design, notes = _by_points(judged_map, reference)
        kept = [
            i
            for i, (row, column) in enumerate(zip(reference.rows, reference.columns, strict=True))
            if 0 <= row < labels.shape[0] and 0 <= column < labels.shape[1] and labels[row, column]
        ]
        sample, _first = _sample_of(judged_map, reference, kept)
    except ParameterError as error:
        raise ReadError(path, str(error)) from None
    said = [*reference.notes, _(DESIGNS[_BY_CLUSTER]), *notes]
    if design == _BY_WEIGHT:
        said[-1 - len(notes)] = _(WEIGHTS_UNUSED)
    return replace(sample, source=path.name), tuple(said)


def _inside(result: Result, cancelled: Cancel) -> Iterator[_Map]:
    """The result inside each region of interest. Raises Cancelled."""
    measured = result.measurement
    if measured is None:
        return
    for region, areas in zip(measured.regions, measured.roi_areas, strict=True):
        labels = labels_inside(measured.labels, region, cancelled=cancelled)
        yield _Map(labels, result.classes, areas)


def _by_points(judged_map: _Map, reference: Reference) -> tuple[Checked, str, list[str]]:
    labels = judged_map.labels
    check_names(reference.names, judged_map.names)
    height, width = labels.shape
    inside = (reference.rows >= 0) & (reference.rows < height)
    inside &= (reference.columns >= 0) & (reference.columns < width)
    kept = np.flatnonzero(inside)
    kept = kept[labels[reference.rows[kept], reference.columns[kept]] > 0]
    if not len(kept):
        sentence = _("none of its {n} points lies where the picture is measured.")
        raise ParameterError(sentence.format(n=grouped(len(inside))))
    sample, first = _sample_of(judged_map, reference, kept.tolist())
    if not any(each.said == "class" for each in sample.answers):
        raise ParameterError(_("nobody could tell what is at any of its points: nothing can be said."))
    notes = left_out_note(len(inside) - len(kept))
    given, more = _given_strata(reference, first)
    found = sampled_map(sample, labels, judged_map.classes, judged_map.areas)
    design = _BY_CLUSTER if given is None else _BY_WEIGHT
    return checked(sample, found, given=given), design, notes + more


def _sample_of(judged_map: _Map, reference: Reference, kept: Sequence[int]) -> tuple[Sample, list[int]]:
    """Its points as a sample in the clusters of the map; and of each the first row that is about it."""
    places: dict[tuple[int, int], int] = {}
    points: list[Point] = []
    answers: dict[tuple[int, str], Answer] = {}
    first: list[int] = []
    for i in kept:
        place = int(reference.rows[i]), int(reference.columns[i])
        if place not in places:
            places[place] = len(points)
            points.append(Point(*place, int(judged_map.labels[place]) - 1))
            first.append(i)
        name, observer = reference.names[i], reference.observers[i]
        answer = Answer(places[place], "class" if name else "unsure", name, observer)
        answers.setdefault((answer.point, observer), answer)
    return Sample(0, judged_map.clusters, len(points), tuple(points), tuple(answers.values())), first


def _given_strata(reference: Reference, first: Sequence[int]) -> tuple[GivenStrata | None, list[str]]:
    """The strata of the file with their sizes; None where it has none, or does not say how large they are."""
    strata = [reference.strata[i] for i in first]
    weights = reference.weights[list(first)]
    if np.isnan(weights).any():
        if not any(strata):
            return None, []
        sentence = _(
            "It has strata, but no weights: how large the strata are is not known. A column weight says how "
            "much a point stands for."
        )
        return None, [sentence]
    keys: list[str | float] = [*strata] if any(strata) else [*weights.tolist()]
    kinds = sorted(set(keys), key=str)
    if len(kinds) > _MOST_WEIGHTS:
        raise ParameterError(
            _("it has {n} strata, or as many different weights: {most} can be told apart.").format(
                n=grouped(len(kinds)), most=_MOST_WEIGHTS
            )
        )
    of_point = np.array([kinds.index(key) for key in keys], np.intp)
    sums = np.bincount(of_point, weights, len(kinds))
    return GivenStrata(of_point, sums / sums.sum()), []


def _by_raster(judged_map: _Map, reference: Reference) -> tuple[Checked, str, list[str]]:
    """Its values name classes: the class called so, else the one with the cluster of this number."""
    names, labels = judged_map.names, judged_map.labels
    values = np.unique(reference.values[reference.values > 0]).tolist()
    owner = {i: place for place, item in enumerate(judged_map.classes) for i in item.clusters}
    place_of = {
        value: names.index(str(value)) if str(value) in names else owner.get(value) for value in values
    }
    if unknown := [str(value) for value, place in place_of.items() if place is None]:
        raise ParameterError(
            _(
                "its value {values} is no class and no cluster of the map: a value is the name of a class, "
                "or the number of a cluster."
            ).format(values=listed(unknown[:5]))
        )
    compared = (labels > 0) & (reference.values > 0)
    known = int(np.count_nonzero(compared))
    if not known:
        raise ParameterError(_("it knows what is there at no pixel that is measured."))
    table = np.array([place_of[value] for value in values], np.int64)
    there = table[np.searchsorted(values, reference.values[compared])]
    class_of = place_table(judged_map.classes).astype(np.intp) + NOT_MAPPED
    mapped = class_of[labels[compared]]
    number = len(names)
    matrix = np.bincount(mapped * number + there, minlength=number**2).reshape(number, number)
    part = known / int(np.count_nonzero(labels))
    found = census(matrix.astype(np.int64), judged_map.areas, names, known, part=part)
    return found, EVERY_PIXEL, _left_out_pixels(labels, known)


def census(matrix: Ints, areas: ClusterAreas, names: Sequence[str], known: int, *, part: float) -> Checked:
    """What is found where it is known everywhere what is there.

    matrix: (classes, classes) int64 pixels, on the map by what is there. areas: of all that is measured;
    known: how many pixels of it were compared, part: how much of its area that is.
    """
    accuracy, found = census_of(matrix), _unsampled_map(areas)
    numbers = matrix.sum(axis=0).tolist()
    classes = tuple(
        checked_area(name, one, points, found, accuracy, part=part)
        for name, one, points in zip(names, accuracy.classes, numbers, strict=True)
    )
    nothing = np.zeros(0, np.intp)
    answers = Answers(nothing, nothing, nothing, matrix, len(names))
    return Checked(answers, accuracy, classes, found.unit, known, 0, 0, 0, 0, None)


def _unsampled_map(areas: ClusterAreas) -> SampledMap:
    """Areas and their unit, without strata."""
    nothing, cells = np.zeros((1, 1), np.uint8), np.zeros((0, 0), np.int64)
    strata, class_of = Strata(nothing, ()), np.zeros(256, np.intp)
    return SampledMap(strata, (), nothing.copy(), class_of, cells, cells.copy(), areas, 0)


def check_names(there: Sequence[str], names: Sequence[str]) -> None:
    """Raises ParameterError for a class that the map does not have."""
    for name in dict.fromkeys(there):
        if name and name not in names:
            shown = listed([*names[:8], "…"] if len(names) > 8 else list(names))
            raise ParameterError(
                _("it has a class “{name}”, but the classes of the map are {classes}.").format(
                    name=name, classes=shown
                )
                + did_you_mean(name, names)
            )


def check_lines(reference: Reference) -> None:
    """Raises ParameterError for a name that a document does not keep."""
    if not all(map(is_one_line, (*reference.names, *reference.observers))):
        raise ParameterError(_("a name in it is no line of text: give it one."))


def left_out_note(points: int) -> list[str]:
    """Of points that lie where nothing is measured; none for none."""
    sentence = ngettext(
        "{n} of its points lies where nothing is measured: it is left out.",
        "{n} of its points lie where nothing is measured: they are left out.",
        points,
    )
    return [sentence.format(n=grouped(points))] if points else []


def _left_out_pixels(labels: Bytes, known: int) -> list[str]:
    measured = int(np.count_nonzero(labels))
    if known == measured:
        return []
    sentence = _("It knows {known} of the {measured} measured pixels: shares and areas are of these.")
    return [sentence.format(known=grouped(known), measured=grouped(measured))]


def _unseen(found: Checked) -> list[str]:
    """Classes of the map of which no point says anything."""
    looked_at = found.accuracy.confusion.sum(axis=1).tolist()
    return [
        _("No point lies where the map has “{name}”: how right it is there is not known.").format(
            name=each.name
        )
        for each, points in zip(found.classes, looked_at, strict=True)
        if each.mapped and not points
    ]
