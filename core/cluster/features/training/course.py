"""The course of a training: epochs of steps, their terms, and an end where a loss is no number."""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.errors import ParameterError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import ngettext
from core.cluster.features.specification import FitStep, Snapshot
from core.cluster.features.training.backend import no_room_told

# Weights, what the optimiser remembers, and whatever else goes from step to step: a tree of arrays.
State = Any
Curves = Mapping[str, tuple[float, ...]]


# Digits of a term in a model: what is drawn needs no more.
_DIGITS = 6


def no_curves() -> Curves:
    """Before the first epoch."""
    return {}


@dataclass(frozen=True, eq=False)
class Course:
    """title: of the feature, as people call it. terms: N_() names of what `step` gives beside the state.

    step: state, epoch, number of the step in it → state and terms. steps: of one epoch.
    model, pictures: as in Snapshot, of a state after so many epochs.
    """

    title: str
    terms: tuple[str, ...]
    step: Callable[[State, int, int], tuple[State, Any]]
    steps: int
    model: Callable[[State, int, Curves], bytes]
    pictures: Callable[[State], Mapping[str, Bytes]]


def trained(
    course: Course, state: State, epochs: tuple[int, int], curves: Curves, cancelled: Cancel
) -> Generator[FitStep, None, tuple[State, Curves]]:
    """The state after the epochs first ≤ epoch < last, and the curves with them.

    Raises ParameterError where a term is no number any more, Cancelled.
    """
    first, last = epochs
    so_far = {term: curves.get(term, ())[:first] for term in course.terms}
    snapshot: Snapshot | None = None
    of = last * course.steps
    yield FitStep(first * course.steps, of, preparing=True)
    for epoch in range(first, last):
        sums = np.zeros(len(course.terms))
        for i in range(course.steps):
            raise_if_cancelled(cancelled)
            with no_room_told(course.title):
                state, terms = course.step(state, epoch, i)
                sums += _numbers(terms, course, epoch)
            if i < course.steps - 1:
                yield FitStep(epoch * course.steps + i + 1, of, snapshot)
        means = sums / course.steps
        so_far = {
            term: (*so_far[term], _rounded(value)) for term, value in zip(course.terms, means, strict=True)
        }
        snapshot = _snapshot(course, state, epoch + 1, so_far)
        yield FitStep((epoch + 1) * course.steps, of, snapshot)
    return state, so_far


def _snapshot(course: Course, state: State, length: int, curves: Curves) -> Snapshot:
    return Snapshot(
        length, curves, lambda: course.pictures(state), lambda: course.model(state, length, curves)
    )


def _numbers(terms: Any, course: Course, epoch: int) -> NDArray[np.float64]:
    values = np.asarray(terms, np.float64)
    if not np.isfinite(values).all():
        sentence = ngettext(
            "The loss of {feature} was no number any more after {n} epoch: choose another seed, or scale "
            "the bands (--scaling).",
            "The loss of {feature} was no number any more after {n} epochs: choose another seed, or scale "
            "the bands (--scaling).",
            epoch,
        )
        raise ParameterError(sentence.format(feature=course.title, n=epoch))
    return values


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else value
