"""The drift alarm: how well a picture fits the legend that it is measured with.

Three things are looked at, whatever the areas of the classes are. How many pixels lie farther from their
centroid than 99 in 100 of the reference do. How many belong to none of its clusters, and whether they are of
one kind: a new mode. And which gain and offset of each channel lead from the reference to the picture: other
light, or another camera. The thresholds were chosen on made changes of real pictures, and checked on others:
docs/adr/0047.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Floats, Ints, freeze
from core.document.plain_json import Json
from core.series.reference import Reference, assigned, rows_of
from core.series.rescaling import Explanation, Rescaling, explained, unchanged

# A shift of the colours by this part of the way from centroid to border, mean over the pixels, is drift.
SHIFT = 0.2
# Of the pixels, that what the legend does not know is drift.
UNKNOWN = 0.04
# Of what is unknown, how much must lie close together to be a new mode; and how many places are tried.
_ALIKE = 1 / 3
_TRIED, _MODE_ROUNDS = 64, 8
# One factor for all channels is other light where it leaves at most this part of the squared shift.
_LIGHT = 0.1
SHIFTED, NEW, FAR = "shifted", "new", "far"


@dataclass(frozen=True, eq=False)
class NewMode:
    """A kind of pixels that the legend does not know.

    share: of all pixels, 0…1. values: (d,) their middle in the feature space. cluster: 1…k, the one that they
    are counted to.
    """

    share: float
    values: Floats
    cluster: int

    def __post_init__(self) -> None:
        freeze(self.values)


@dataclass(frozen=True, eq=False)
class Drift:
    """How far a picture has drifted from the reference of its legend. Shares are of its valid pixels, 0…1.

    far: farther from their centroid than 99 in 100 of their cluster in the reference; far_expected: the same
    of the reference; far_rescaled: the same of the picture with the rescaling undone. unknown: belong to none
    of the clusters, by the better of two signs (too far, or too unlikely), once the rescaling is undone.
    shift: how far the rescaling moves the clusters, in parts of the way from centroid to border, mean over
    the pixels. relabelled: get another class once it is undone. rescaling: gain and offset from the reference
    to the picture; none where the shift is no drift. ratio: (d,) by what factor each channel of the
    reference's mean has grown. light: the one factor that does as much as the rescaling; None where none
    does. kinds: of SHIFTED, NEW, FAR those that are to be looked at; empty where the picture fits.
    """

    far: float
    far_expected: float
    far_rescaled: float
    unknown: float
    shift: float
    relabelled: float
    rescaling: Rescaling
    ratio: Floats
    light: float | None
    new: NewMode | None
    kinds: tuple[str, ...]

    @property
    def flagged(self) -> bool:
        return bool(self.kinds)

    @property
    def rescaling_helps(self) -> bool:
        """Whether the picture, rescaled, would fit."""
        return self.kinds == (SHIFTED,)


def drift_of(reference: Reference, colours: NDArray[np.generic], counts: Ints | None = None) -> Drift:
    """How well pixels fit a legend.

    colours: (n, d) distinct colours or rows of features, in the space and units of the reference; what is no
    finite number is left out. counts: (n,) how many pixels have each; None for one each. What belongs to
    none, and the rescaling, are found of 4,096 pixels evenly through the rows. Raises ParameterError where
    there is no pixel, or where the dimensions differ.
    """
    rows, weights = rows_of(reference.dimensions, colours, counts)
    found = explained(reference, rows, weights)
    total = float(weights.sum())
    labels, distances = assigned(reference.centroids, rows)
    undone = found.rescaling.undone(rows)
    new_labels, new_distances = assigned(reference.centroids, undone)
    beyond = new_distances > reference.radii[new_labels]
    shift = _shift(reference, found.rescaling, np.bincount(new_labels, weights, reference.k) / total)
    shifted = shift > SHIFT
    far = float(weights[distances > reference.radii[labels]].sum()) / total
    far_rescaled = float(weights[beyond].sum()) / total
    too_far = (far_rescaled if shifted else far) - reference.far
    unknown = max(too_far, float((found.strange > 0.5).mean()), 0.0)
    new = None
    if unknown > UNKNOWN:
        outside = beyond if shifted else distances > reference.radii[labels]
        new = _mode(reference, rows, outside, found)
    return Drift(
        far=far,
        far_expected=reference.far,
        far_rescaled=far_rescaled if shifted else far,
        unknown=unknown,
        shift=shift if shifted else 0.0,
        relabelled=float(weights[labels != new_labels].sum()) / total if shifted else 0.0,
        rescaling=found.rescaling if shifted else unchanged(reference.dimensions),
        ratio=_ratio(reference, found.rescaling) if shifted else np.ones(reference.dimensions),
        light=_light(reference, found.rescaling) if shifted else None,
        new=new,
        kinds=_kinds(shifted, unknown, new),
    )


def _kinds(shifted: bool, unknown: float, new: NewMode | None) -> tuple[str, ...]:
    signs = {SHIFTED: shifted, NEW: new is not None, FAR: unknown > UNKNOWN and new is None}
    return tuple(kind for kind, is_there in signs.items() if is_there)


def _shift(reference: Reference, rescaling: Rescaling, shares: Floats) -> float:
    means, borders = reference.cluster_means(), reference.to_borders()
    # One cluster alone has no border: its own spread in place of it.
    borders = np.where(np.isfinite(borders), borders, np.linalg.norm(reference.overall_deviation()))
    moved = np.linalg.norm(rescaling.applied(means) - means, axis=1) / np.maximum(borders, 1e-9)
    return float(shares @ moved)


def _ratio(reference: Reference, rescaling: Rescaling) -> Floats:
    mean = reference.shares @ reference.cluster_means()
    apart = np.where(np.abs(mean) > 1e-9, mean, 1.0)
    result: Floats = np.where(np.abs(mean) > 1e-9, rescaling.applied(mean) / apart, 1.0)
    return result


def _light(reference: Reference, rescaling: Rescaling) -> float | None:
    means = reference.cluster_means()
    moved = rescaling.applied(means)
    factor = float((means * moved).sum() / max(float((means**2).sum()), 1e-300))
    left = float(((moved - factor * means) ** 2).sum())
    return factor if left <= _LIGHT * float(((moved - means) ** 2).sum()) else None


def _mode(
    reference: Reference, rows: Floats, outside: NDArray[np.bool_], found: Explanation
) -> NewMode | None:
    """Where most of what is unknown lies: the densest place, then the mean of what is near it, again and
    again (mean shift); None where it is spread out.
    """
    sample = rows[found.looked_at]
    chosen = sample[outside[found.looked_at] | (found.strange > 0.5)]
    if not len(chosen):
        return None
    reach = max(float(np.median(reference.radii)), 1e-9)
    tried = chosen[:: max(1, len(chosen) // _TRIED)]
    within = [int((np.linalg.norm(chosen - place, axis=1) <= reach).sum()) for place in tried]
    middle = tried[int(np.argmax(within))]
    for _round in range(_MODE_ROUNDS):
        near = np.linalg.norm(chosen - middle, axis=1) <= reach
        middle = chosen[near].mean(axis=0)
    if near.mean() < _ALIKE:
        return None
    cluster = int(assigned(reference.centroids, middle[None])[0][0]) + 1
    return NewMode(float(near.sum()) / len(sample), middle, cluster)


def drift_json(drift: Drift) -> Json:
    """Of tables and records; four digits, which do not hang on the last bit of a sum."""
    shares = ("far", "far_expected", "unknown", "shift", "relabelled")
    found: Json = {"flagged": drift.flagged, "kinds": list(drift.kinds)}
    found |= {name: _short(getattr(drift, name)) for name in shares}
    if SHIFTED in drift.kinds:
        found |= {
            "far_rescaled": _short(drift.far_rescaled),
            "gain": [_short(value) for value in drift.rescaling.gain.tolist()],
            "offset": [_short(value) for value in drift.rescaling.offset.tolist()],
        }
    if drift.new is not None:
        values = [_short(value) for value in drift.new.values.tolist()]
        found["new"] = {"share": _short(drift.new.share), "values": values, "cluster": drift.new.cluster}
    return found


def _short(value: float) -> float:
    return float(f"{value:.4g}")
