"""What a classifier that learns from examples does to the labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints
from core.base.errors import ParameterError
from core.base.machine import processor
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _, ngettext
from core.classes.classes import Classes
from core.classes.examples import Examples
from core.classes.naming import is_unnamed
from core.image.image import Image
from core.measure.class_map import ClassMaps, class_maps
from core.writing.number_words import grouped

# Values that are looked at, bands by pixels: some 30 bytes each.
MOST_VALUES = 30_000_000
# Scores that differ less are the same: on another machine the last digits are others.
_DIGITS = 3


@dataclass(frozen=True)
class Classified:
    """examples: those that were learned from. moved: pixels that are in another class than that of their
    cluster.
    """

    examples: int
    moved: int

    @property
    def note(self) -> str:
        """What must stand beside the numbers."""
        return ngettext(
            "A classifier that learned from {examples} examples put {n} pixel into another class than "
            "that of its cluster; there is no ± for what it learned.",
            "A classifier that learned from {examples} examples put {n} pixels into another class than "
            "that of their cluster; there is no ± for what it learned.",
            self.moved,
        ).format(examples=grouped(self.examples), n=grouped(self.moved))


def classifier_environment() -> dict[str, str]:
    """What the scores of a classifier depend on beside picture and examples: how products of matrices round.

    Not on the number of threads: with one and with several they have the same bits.
    """
    return {"numpy": np.__version__, "machine": processor()}


def classified(
    image: Image,
    labels: Bytes,
    classes: Classes,
    counts: Ints,
    examples: Examples,
    *,
    cancelled: Cancel = never_cancelled,
) -> tuple[Bytes, Classified]:
    """The labels (height, width) uint8 with every pixel in the class that a Gaussian process gives it.

    It learns from the examples, and expects what the clusters are named (core.classify.gaussian_process).
    Pixels of classes that have a name and no examples, and of locked ones, stay; so do labels of 0. A pixel
    that comes to another class has the id of its largest cluster. counts: (k,) pixels of each cluster.

    Raises ParameterError where there are examples of fewer than two classes with clusters, or the image is
    too large; Cancelled.
    """
    if labels.size * image.band_count > MOST_VALUES:
        sentence = _(
            "A classifier needs a picture of at most {most} values (pixels by bands), and this one has {n}: "
            "leave it out, or cut the picture into parts."
        )
        raise ParameterError(
            sentence.format(most=grouped(MOST_VALUES), n=grouped(labels.size * image.band_count))
        )
    from core.classify.gaussian_process import learn, scores  # only where it is needed
    from core.classify.looks import looks_of

    maps = class_maps(classes, counts)
    pixels, answers, learned_from = _answers(examples, maps, labels)
    learnt = sorted(set(answers.tolist()))
    if len(learnt) < 2:
        raise ParameterError(
            _(
                "A classifier learns from examples of two classes or more that have clusters of their own: "
                "give more examples, or choose more clusters."
            )
        )
    places = maps.places(labels).reshape(-1)
    index = np.full(256, -1, np.int64)
    index[learnt] = np.arange(len(learnt))
    bands = np.where((labels > 0)[..., None], image.pixels, 0).astype(np.float32)
    looks = looks_of(bands, labels > 0, cancelled)
    named = index[places]
    answers_of = index[answers]
    learned = learn(looks, pixels, answers_of, named=named, classes=len(learnt), clicks=learned_from)
    found = np.round(scores(learned, looks, named, cancelled), _DIGITS).argmax(axis=1)
    after = np.where(_stays(maps, learnt)[places], places, np.array(learnt, np.uint8)[found])
    moved = int(np.count_nonzero(after != places))
    shaped = labels.shape
    return (
        maps.labels(labels, places.reshape(shaped), after.reshape(shaped)),
        Classified(learned_from, moved),
    )


def _answers(examples: Examples, maps: ClassMaps, labels: Bytes) -> tuple[Ints, NDArray[np.uint8], int]:
    """The pixels of the examples of classes that are there, their places in the order of the classes, and how
    many examples these are.
    """
    pixels, answers, number = [np.empty(0, np.int64)], [np.empty(0, np.uint8)], 0
    for each in examples:
        place = maps.place(each.class_name)
        its = each.pixels(*labels.shape)
        its = its[labels.reshape(-1)[its] > 0]
        if place is not None and maps.free[place] and len(its):
            pixels.append(its)
            answers.append(np.full(len(its), place, np.uint8))
            number += 1
    return np.concatenate(pixels), np.concatenate(answers), number


def _stays(maps: ClassMaps, learnt: list[int]) -> NDArray[np.bool_]:
    """(256,) the places whose pixels no example can take: none, named without examples, locked."""
    stays = ~maps.free
    for place, item in enumerate(maps.classes, start=1):
        if not is_unnamed(item) and place not in learnt:
            stays[place] = True
    return stays
