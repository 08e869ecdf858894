"""The course of a training with steps that count: who is told what, and when."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.base.parallel import never_cancelled
from core.cluster.features.training.course import Course, no_curves, trained
from core.cluster.prepared.prepare import drained


def course(step=None, steps=3):
    """The state is the sum of all numbers of steps; terms are the epoch and the number of the step."""
    return Course(
        "Made up",
        ("a", "b"),
        step or (lambda state, epoch, i: (state + i, (epoch, i))),
        steps,
        lambda state, length, curves: f"{state} {length} {dict(curves)}".encode(),
        lambda state: {"Sum": np.full((1, 1, 3), state, np.uint8)},
    )


def test_each_epoch_ends_with_the_means_of_its_steps():
    state, curves = drained(trained(course(), 10, (0, 2), no_curves(), never_cancelled))
    assert state == 16
    assert curves == {"a": (0.0, 1.0), "b": (1.0, 1.0)}


def test_steps_are_counted_from_those_that_went_before():
    told = list(trained(course(), 10, (1, 3), {"a": (7.0, 9.0), "b": (5.0,)}, never_cancelled))
    assert [(each.done, each.of, each.preparing) for each in told] == [
        (3, 9, True),
        (4, 9, False),
        (5, 9, False),
        (6, 9, False),
        (7, 9, False),
        (8, 9, False),
        (9, 9, False),
    ]
    lengths = [each.snapshot and each.snapshot.length for each in told]
    assert lengths == [None, None, None, 2, 2, 2, 3]
    # Of what went before, one epoch counts.
    assert told[-1].snapshot.curves == {"a": (7.0, 1.0, 2.0), "b": (5.0, 1.0, 1.0)}
    assert told[3].snapshot.model() == b"13 2 {'a': (7.0, 1.0), 'b': (5.0, 1.0)}"
    assert told[3].snapshot.pictures()["Sum"][0, 0, 0] == 13


def test_terms_have_six_digits():
    _state, curves = drained(
        trained(
            course(lambda s, _epoch, _i: (s, (1 / 3, 1234567.0)), 1), 0, (0, 1), no_curves(), never_cancelled
        )
    )
    assert curves == {"a": (0.333333,), "b": (1234570.0,)}


@pytest.mark.parametrize(
    ("number", "words"), [(np.nan, "no number any more after 1 epoch:"), (np.inf, "scale")]
)
def test_a_term_that_is_no_number_ends_it(number, words):
    steps = trained(
        course(lambda s, epoch, i: (s, (0.0, number if (epoch, i) == (1, 1) else 0.0))),
        0,
        (0, 3),
        no_curves(),
        never_cancelled,
    )
    with pytest.raises(ParameterError, match=words):
        drained(steps)


def test_no_room_is_a_sentence():
    def step(*_place):
        raise MemoryError

    with pytest.raises(ParameterError, match="There is not enough memory to learn Made up"):
        drained(trained(course(step), 0, (0, 1), no_curves(), never_cancelled))


def test_a_cancel_is_heard_before_each_step():
    answers = iter([False, True])
    steps = trained(course(), 0, (0, 1), no_curves(), lambda: next(answers))
    assert [next(steps).done, next(steps).done] == [0, 1]
    with pytest.raises(Cancelled):
        next(steps)
