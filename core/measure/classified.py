"""What a classifier that learns from examples does to the labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints, Mask
from core.base.errors import ParameterError
from core.base.machine import processor
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import N_, _, in_a_row, ngettext
from core.classes.classes import Classes
from core.classes.examples import Examples, named_in
from core.classes.naming import is_unnamed
from core.image.image import Described, Image
from core.measure.class_map import ClassMaps, class_maps
from core.writing.number_words import grouped

if TYPE_CHECKING:
    from core.classify.gaussian_process import Learned
    from core.classify.looks import Looks

# Values that are looked at, bands by pixels: some 30 bytes each.
MOST_VALUES = 30_000_000
# Of scores; what differs less is the same.
_DIGITS = 3
NAMES_KEPT = N_(
    "The named clusters are kept as long as the examples do not show that what was learned is better. More "
    "examples where the map is wrong may show it."
)
_TOO_FEW = N_(
    "A classifier learns from examples of two classes or more that have clusters of their own: give more "
    "examples, or choose more clusters."
)


class NothingLearnedError(ParameterError):
    """The classifier has nothing to learn from, or the picture is too large for it."""


@dataclass(frozen=True, eq=False)
class Classified:
    """examples: those that were learned from. moved: pixels that are in another class than that of their
    cluster. right: examples that all the others would tell right, without them; right_by_names: those whose
    clusters are named right. of: what was learned.
    """

    examples: int
    moved: int
    right: int
    right_by_names: int
    of: Lesson

    @property
    def names_kept(self) -> bool:
        """Whether each pixel of a named cluster is what that is named, since the examples do not show that
        what was learned is better: it tells fewer of those that it has not seen, or up to twenty as many.
        """
        return self.of.names_kept

    @property
    def kept_note(self) -> str:
        """That they are kept, and why; else nothing."""
        if not self.names_kept:
            return ""
        numbers = _(
            "Each told from the others, {right} of {examples} are right, by the names of their clusters "
            "{named}."
        ).format(
            right=grouped(self.right), examples=grouped(self.examples), named=grouped(self.right_by_names)
        )
        return in_a_row((_(NAMES_KEPT), numbers))

    @property
    def note(self) -> str:
        """What must stand beside the numbers; nothing where the named clusters are all that there is."""
        if self.names_kept and not self.moved:
            return ""
        return ngettext(
            "A classifier that learned from {examples} examples put {n} pixel into another class than "
            "that of its cluster; there is no ± for what it learned.",
            "A classifier that learned from {examples} examples put {n} pixels into another class than "
            "that of their cluster; there is no ± for what it learned.",
            self.moved,
        ).format(examples=grouped(self.examples), n=grouped(self.moved))


def classifier_environment() -> dict[str, str]:
    """What the scores of a classifier depend on beside picture and examples: how sums of products round.

    Not on the number of threads: with one and with several they have the same bits.
    """
    return {"numpy": np.__version__, "machine": processor()}


@dataclass(frozen=True, eq=False)
class Lesson:
    """What was learned of a picture: where it is in doubt, and why a pixel is what it is, can be asked of it.

    pixels: of the image, whose the looks are; looks: of every pixel. classes: names of those that were told
    apart, in the order of the scores; named: (n,) place among them of every pixel by its cluster, −1 for
    none. places: (m,) pixels of the examples that were learned from, counted row by row; answers: (m,) their
    places among the classes. stays: (n,) bool, the pixels that no example can take. after: (height, width)
    uint8, the class of every pixel: its place in the order of all classes, from 1. names_kept: it is that of
    its cluster wherever this has a name.
    """

    pixels: NDArray[Any]
    looks: Looks
    learned: Learned
    classes: tuple[str, ...]
    named: NDArray[np.int16]
    places: Ints
    answers: Ints
    stays: Mask
    after: Bytes
    names_kept: bool

    @property
    def not_learned(self) -> Mask:
        """(n,) bool: the pixels whose class what was learned does not decide."""
        return self.stays | (self.named >= 0) if self.names_kept else self.stays

    @staticmethod
    def rounded(scores: NDArray[np.float32]) -> NDArray[np.float32]:
        """As they are compared: on another machine the last digits are others."""
        return np.round(scores, _DIGITS)

    def looks_for(self, image: Image, valid: Mask) -> Looks | None:
        """The looks, if they are those of this image where it is valid."""
        same = image.pixels is self.pixels and np.array_equal(self.looks.valid, valid.reshape(-1))
        return self.looks if same else None


def check_can_learn(image: Described, examples: Examples) -> None:
    """What is known before the clusters are. Raises NothingLearnedError."""
    values = image.height * image.width * image.band_count
    if values > MOST_VALUES:
        sentence = _(
            "A classifier needs a picture of at most {most} values (pixels by bands), and this one has {n}: "
            "leave it out, or cut the picture into parts."
        )
        raise NothingLearnedError(sentence.format(most=grouped(MOST_VALUES), n=grouped(values)))
    if len(named_in(examples)) < 2:
        raise NothingLearnedError(_(_TOO_FEW))


def classified(
    image: Image,
    labels: Bytes,
    classes: Classes,
    counts: Ints,
    examples: Examples,
    *,
    before: Lesson | None = None,
    cancelled: Cancel = never_cancelled,
) -> tuple[Bytes, Classified]:
    """The labels (height, width) uint8 with every pixel in the class that a Gaussian process gives it; where
    that is not shown to be better (Classified.names_kept) only those of clusters without a name.

    It learns from the examples, and expects what the clusters are named (core.classify.gaussian_process).
    Pixels of classes that have a name and no examples, and of locked ones, stay; so do labels of 0. A pixel
    that comes to another class has the id of its largest cluster. counts: (k,) pixels of each cluster.
    before: what was learned the last time, whose looks may be those of the same picture.

    Raises NothingLearnedError where there are examples of fewer than two classes with clusters, or the image
    is too large; Cancelled.
    """
    check_can_learn(image, examples)
    # Only where it is needed.
    from core.classify.gaussian_process import chosen, learn, scores, shown_better, told_from_others

    maps = class_maps(classes, counts)
    pixels, answers, owners = _answers(examples, maps, labels)
    keep = chosen(owners)
    pixels, answers, owners = pixels[keep], answers[keep], owners[keep]
    learned_from = len(np.unique(owners))
    learnt = sorted(set(answers.tolist()))
    if len(learnt) < 2:
        raise NothingLearnedError(_(_TOO_FEW))
    places = maps.places(labels).reshape(-1)
    index = np.full(256, -1, np.int16)
    index[learnt] = np.arange(len(learnt))
    valid = labels > 0
    looks = None if before is None else before.looks_for(image, valid)
    looks = looks or looks_of_image(image, valid, cancelled)
    named, stays = index[places], _stays(maps, learnt)[places]
    told = index[answers].astype(np.int64)
    learned = learn(looks, pixels, told, named=named, classes=len(learnt), clicks=learned_from)
    right = _mostly(told_from_others(learned, told, owners), owners)
    by_names = _mostly(named[pixels] == told, owners)
    names_kept = not shown_better(learned, right, by_names)
    held = stays | (named >= 0) if names_kept else stays
    found = Lesson.rounded(scores(learned, looks, named, cancelled)).argmax(axis=1)
    after = np.where(held, places, np.array(learnt, np.uint8)[found])
    moved = int(np.count_nonzero(after != places))
    names = tuple(maps.classes[place - 1].name for place in learnt)
    before_, after = places.reshape(labels.shape), after.reshape(labels.shape)
    lesson = Lesson(image.pixels, looks, learned, names, named, pixels, told, stays, after, names_kept)
    return maps.labels(labels, before_, after), Classified(learned_from, moved, right, by_names, lesson)


def looks_of_image(image: Image, valid: Mask, cancelled: Cancel = never_cancelled) -> Looks:
    """What a classifier knows of every pixel. valid: (height, width), what is measured. Raises Cancelled."""
    from core.classify.looks import looks_of

    bands = np.where(valid[..., None], image.pixels, 0).astype(np.float32)
    return looks_of(bands, valid, cancelled)


def _mostly(right: NDArray[np.bool_], owners: Ints) -> int:
    """How many examples are right: those of which more than half of the pixels are."""
    _owners, index = np.unique(owners, return_inverse=True)
    return int(np.count_nonzero(2 * np.bincount(index, weights=right) > np.bincount(index)))


def _answers(examples: Examples, maps: ClassMaps, labels: Bytes) -> tuple[Ints, NDArray[np.uint8], Ints]:
    """The pixels of the examples of classes that are there, their places in the order of the classes, and of
    which example each is.
    """
    pixels, answers = [np.empty(0, np.int64)], [np.empty(0, np.uint8)]
    owners = [np.empty(0, np.int64)]
    for number, each in enumerate(examples):
        place = maps.place(each.class_name)
        its = each.pixels(*labels.shape)
        its = its[labels.reshape(-1)[its] > 0]
        if place is not None and maps.free[place] and len(its):
            pixels.append(its)
            answers.append(np.full(len(its), place, np.uint8))
            owners.append(np.full(len(its), number))
    return np.concatenate(pixels), np.concatenate(answers), np.concatenate(owners)


def _stays(maps: ClassMaps, learnt: list[int]) -> NDArray[np.bool_]:
    """(256,) the places whose pixels no example can take: none, named without examples, locked."""
    stays = ~maps.free
    for place, item in enumerate(maps.classes, start=1):
        if not is_unnamed(item) and place not in learnt:
            stays[place] = True
    return stays
