"""Clusters that a person makes: pictures that are put into one, whatever the method said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from core.base.arrays import Ints, frozen
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _, ngettext
from core.collection.apart import apart
from core.collection.found import Found, key_of
from core.collection.measured import worth

# In the outcome of a run: how many pictures are not where the method had put them.
BY_HAND = "by_hand"


@dataclass(frozen=True, eq=False)
class ByHand:
    """found: the run with the cluster. cluster: its number. numbers: of the clusters before, which each is
    now; those that are empty now are gone.
    """

    found: Found
    cluster: int
    numbers: Mapping[int, int]


def put_together(found: Found, rows: Ints, cluster: int = 0, cancelled: Cancel = never_cancelled) -> ByHand:
    """Put pictures into a cluster, 0 for a new one, which is the last. Noise may be among them.

    rows: of the run; those without a vector stay where they are. It is a run of its own: another key, and
    typicality and scores of what is now. Raises ParameterError where no picture is left, Cancelled.
    """
    labels = found.clustered.labels.copy()
    places = np.array([found.place_of[row] for row in rows.tolist() if row in found.place_of], np.int64)
    if not len(places):
        raise ParameterError(_("None of the pictures that are chosen could be read: choose others."))
    own = cluster or found.clusters + 1
    moved = int(np.count_nonzero(labels[places] != own))
    labels[places] = own
    numbers = _renumbered(labels)
    truth = found.collection.truth
    known = tuple(truth[row] for row in found.places.tolist()) if truth else ()
    what = replace(found.asked.measuring, truth=known)
    typicality, scores, _notes = apart(partial(worth, what, labels), found.vectors, cancelled)
    by_hand = moved + int(found.clustered.outcome.get(BY_HAND, 0))
    outcome = {
        **found.clustered.outcome,
        "clusters": len(numbers),
        "noise": int(np.count_nonzero(labels < 0)),
        BY_HAND: by_hand,
    }
    clustered = replace(found.clustered, labels=frozen(labels), outcome=outcome)
    notes = tuple(note for note in found.notes if note != _note(by_hand - moved))
    return ByHand(
        replace(
            found,
            clustered=clustered,
            typicality=typicality,
            scores=scores,
            key=key_of(found, clustered),
            names={},
            notes=(*notes, _note(by_hand)),
        ),
        numbers[own],
        numbers,
    )


def _renumbered(labels: Ints) -> dict[int, int]:
    """From 1 without gaps, in place; the new number of each."""
    kept = labels > 0
    left = np.unique(labels[kept]).tolist()
    labels[kept] = np.searchsorted(left, labels[kept]) + 1
    return {old: new for new, old in enumerate(left, 1)}


def _note(n: int) -> str:
    sentence = ngettext(
        "{n} picture was put into another cluster by hand.",
        "{n} pictures were put into other clusters by hand.",
        n,
    )
    return sentence.format(n=n)
