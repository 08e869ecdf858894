"""The classes of a document settled over the clusters of a segmentation, with all that names one.

Settling is derived once and remembered as long as the segmentation lives: who asks again with the same parts
gets the same object. A change that touches no class and no cluster (another pixel size) derives nothing anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from core.accuracy.sample import Sample
from core.classes.class_matching import means_of
from core.classes.classes import Classes, default_classes
from core.classes.examples import Examples, named_in, with_examples
from core.classes.naming import Carried, Naming, UnclearMatch, carried, still_unclear
from core.classes.ratios import Ratios
from core.cluster.segmentation import Segmentation
from core.document.edits import Edits
from core.document.step import Step

# What was settled lately over one segmentation: undo and redo go back and forth between a few documents.
_KEPT = 4


@dataclass(frozen=True, eq=False)
class ClassParts:
    """The parts of a document that its classes are made of, and those that name one; see Document.

    picture: SHA-256 of the file that is measured, empty where there is none.
    """

    classes: Classes | None = None
    naming: Naming | None = None
    steps: tuple[Step, ...] = ()
    edits: Edits | None = None
    ratios: Ratios = ()
    examples: Examples = ()
    sample: Sample | None = None
    picture: str = ""

    @property
    def used_names(self) -> frozenset[str]:
        """Of the classes that steps, edits and ratios are for, and those that answers name."""
        steps = (step.class_name for step in self.steps if step.class_name is not None)
        edits = () if self.edits is None else self.edits.names
        ratios = (name for ratio in self.ratios for name in (*ratio.numerator, *ratio.denominator))
        answers = () if self.sample is None else self.sample.names
        return frozenset((*steps, *edits, *ratios, *answers))

    def is_same(self, other: ClassParts) -> bool:
        """Whether these are the very same objects."""
        return all(
            mine is theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)
        )


@dataclass(frozen=True, eq=False)
class SettledClasses:
    """The classes over the clusters of a segmentation, and what names them in their names.

    unclear: what is not certain about them. renamed: (old, new) names of classes that are called otherwise
    here. naming: over these clusters, where the document has one.
    """

    classes: Classes
    unclear: tuple[UnclearMatch, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()
    naming: Naming | None = None
    steps: tuple[Step, ...] = ()
    edits: Edits | None = None
    ratios: Ratios = ()
    examples: Examples = ()
    sample: Sample | None = None

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is unclear, in words."""
        return tuple(each.sentence for each in self.unclear)


_remembered: WeakKeyDictionary[Segmentation, tuple[tuple[ClassParts, SettledClasses], ...]] = (
    WeakKeyDictionary()
)


def settle(parts: ClassParts, segmentation: Segmentation) -> SettledClasses:
    """The classes over the clusters of a segmentation of whatever run: each stays with its clusters."""
    kept = _remembered.get(segmentation, ())
    for known, settled in kept:
        if known.is_same(parts):
            return settled
    settled = _derived(parts, segmentation)
    _remembered[segmentation] = ((parts, settled), *kept[: _KEPT - 1])
    return settled


def classes_for(classes: Classes | None, k: int) -> Classes:
    """These classes where they are of k clusters, else one a cluster."""
    classes = classes or ()
    fit = {i for item in classes for i in item.clusters} == set(range(1, k + 1))
    return classes if fit else default_classes(k)


def _derived(parts: ClassParts, segmentation: Segmentation) -> SettledClasses:
    if parts.naming is None and not parts.examples:
        classes = classes_for(parts.classes, segmentation.k)
        return SettledClasses(
            classes, steps=parts.steps, edits=parts.edits, ratios=parts.ratios, sample=parts.sample
        )
    means = means_of(segmentation, parts.picture)
    if parts.classes is None or parts.naming is None:
        found = Carried(classes_for(parts.classes, segmentation.k), ())
    else:
        found = carried(parts.classes, parts.naming, means, parts.used_names)
    if parts.examples:
        found = _by_examples(found, parts, segmentation)
    naming = Naming(means, still_unclear(found.unclear, found.classes, found.classes))
    steps, edits, ratios = parts.steps, parts.edits, parts.ratios
    examples, sample = parts.examples, parts.sample
    if names := dict(found.renamed):
        steps = tuple(step.renamed(names) for step in steps)
        edits = None if edits is None else edits.renamed(names)
        ratios = tuple(ratio.renamed(names) for ratio in ratios)
        sample = None if sample is None else sample.renamed(names)
    named = steps, edits, ratios, examples, sample
    return SettledClasses(found.classes, found.unclear, found.renamed, naming, *named)


def _by_examples(found: Carried, parts: ClassParts, segmentation: Segmentation) -> Carried:
    """Examples know better than what was carried; a class that has some is no longer in doubt for that."""
    classes, unclear = with_examples(found.classes, parts.examples, segmentation.labels, segmentation.k)
    known = set(named_in(parts.examples))
    still = tuple(each for each in found.unclear if each.name not in known)
    return replace(found, classes=classes, unclear=(*still, *unclear))
