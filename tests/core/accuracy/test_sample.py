"""Points, answers and what is asked next."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from core.accuracy.agreement import agreement_of
from core.accuracy.sample import (
    Answer,
    Point,
    Sample,
    continued,
    counted,
    drawn,
    extended,
    more,
    unsure,
)
from core.accuracy.sample_json import sample_from, sample_json
from core.accuracy.strata import Strata, Stratum
from core.base.errors import ParameterError

RASTER = np.zeros((40, 50), np.uint8)
RASTER[5:30, :20] = 1
RASTER[5:30, 20:] = 2
STRATA = Strata(RASTER, (Stratum((1,)), Stratum((2, 3))))


def answer(sample: Sample, names: str, observer: str = "") -> Sample:
    """Answers as they are asked for: a letter is a class, "?" is unsure, ">" is skipped."""
    for letter in names:
        point = sample.next_point(observer)
        assert point is not None
        said = {
            "?": Answer(point, "unsure", observer=observer),
            ">": Answer(point, "skip", observer=observer),
        }
        sample = sample.answered(said.get(letter, Answer(point, "class", letter, observer)))
    return sample


def test_half_of_the_points_are_drawn_first() -> None:
    sample = drawn(STRATA, 100)
    assert STRATA.pixels.tolist() == [500, 750]
    assert len(sample.points) == 50
    assert sample.counts == [20, 30]
    assert sample.wanted == 100
    for point in sample.points:
        assert RASTER[point.row, point.column] == point.stratum + 1
    assert len(set(sample.points)) == 50
    assert sample.points == drawn(STRATA, 100).points
    assert sample.points != drawn(STRATA, 100, seed=1).points
    # Wherever one stops, the strata have had points in proportion.
    assert [each.stratum for each in sample.points[:5]].count(0) == 2


def test_a_small_stratum_gets_some() -> None:
    raster = np.ones((100, 100), np.uint8)
    raster[0, :40] = 2
    sample = drawn(Strata(raster, (Stratum((1,)), Stratum((2,)))), 100)
    assert sample.counts == [35, 15]


def test_the_rest_goes_where_answers_differ() -> None:
    sample = drawn(STRATA, 100)
    assert not sample.is_due()
    firsts = [i for i, point in enumerate(sample.points) if point.stratum == 0]
    for i in range(50):
        sample = sample.answered(Answer(i, "class", "b" if i in firsts[::2] else "a"))
    assert sample.is_due()
    fewer = sample.taken_back()
    assert not fewer.is_due()
    assert fewer.is_due([i != 49 for i in range(50)]), "the last one is not measured now"
    assert not fewer.is_due([True] * 50)
    whole = continued(sample)
    assert whole.points[:50] == sample.points
    assert whole.answers == sample.answers
    assert len(set(whole.points)) == len(whole.points) == 100
    # 500 · √.5 = 353.6 by 750 · √(2 · 30.5 · .5) / 31 = 133.6, of 50 points.
    assert whole.counts == [20 + 36, 30 + 14]
    assert not whole.is_due()


def test_more_points_where_only_a_part_is_measured() -> None:
    sample = replace(drawn(STRATA, 10), wanted=5)
    wide = more(sample, 10, measured=np.array([250, 0]))
    assert wide.counts[1] == sample.counts[1]
    # Half of the first stratum is measured: of 20 points about ten lie there.
    assert wide.counts[0] == sample.counts[0] + 20
    assert wide.wanted == len(wide.points)


def test_what_was_not_sampled_gets_points_of_its_own() -> None:
    sample = answer(drawn(STRATA, 20), "aab")
    other = np.zeros_like(RASTER)
    other[20:, :] = 1
    wide = extended(sample, Strata(other, (Stratum((1, 2, 3)),)), 8)
    assert wide.points[: len(sample.points)] == sample.points
    assert wide.answers == sample.answers
    new = wide.points[len(sample.points) :]
    assert len(new) == 8
    assert {each.stratum for each in new} == {2}
    assert all(each.row >= 30 for each in new), "above, points are there already"
    assert wide.strata.kinds == (*STRATA.kinds, Stratum((1, 2, 3)))
    assert wide.strata.pixels.tolist() == [500, 750, 500]
    assert extended(wide, Strata(other, (Stratum((1,)),)), 8) is wide


def test_points_are_asked_in_order_and_skipped_ones_at_the_end() -> None:
    sample = replace(drawn(STRATA, 8), wanted=4)
    sample = answer(sample, "a>?>")
    assert [each.said for each in sample.answers] == ["class", "skip", "unsure", "skip"]
    assert sample.next_point() == 1
    sample = answer(sample, ">")
    assert sample.next_point() == 3
    sample = answer(sample, "bc")
    assert sample.next_point() is None
    assert [(each.point, each.name) for each in counted(sample)] == [(0, "a"), (1, "c"), (3, "b")]
    assert unsure(sample) == {2}
    assert sample.next_point("another") == 0


def test_only_what_is_measured_is_asked() -> None:
    sample = replace(drawn(STRATA, 8), wanted=4)
    asked = [False, True, False, True]
    assert sample.next_point(asked=asked) == 1
    sample = sample.answered(Answer(0, "skip")).answered(Answer(1, "skip")).answered(Answer(3, "unsure"))
    assert sample.next_point(asked=asked) == 1


def test_an_answer_can_be_taken_back_and_given_anew() -> None:
    sample = answer(answer(drawn(STRATA, 8), "ab"), "c", "B")
    assert sample.observers == ("", "B")
    back = sample.taken_back()
    assert [(each.point, each.name) for each in back.answers] == [(0, "a"), (0, "c")]
    assert back.next_point() == 1
    assert sample.taken_back("nobody") is sample
    again = sample.answered(Answer(0, "class", "d"))
    assert [(each.point, each.name, each.observer) for each in again.answers] == [
        (1, "b", ""),
        (0, "c", "B"),
        (0, "d", ""),
    ]
    with pytest.raises(ValueError, match="no point"):
        sample.answered(Answer(99, "unsure"))


def test_of_two_observers_the_first_counts_and_their_agreement_is_found() -> None:
    sample = answer(answer(drawn(STRATA, 20), "aab?a", "A"), "aba", "B")
    assert [(each.point, each.name) for each in counted(sample)] == [
        (0, "a"),
        (1, "a"),
        (2, "b"),
        (4, "a"),
    ]
    found = agreement_of(sample)
    assert found is not None
    assert (found.observers, found.points, found.same) == (("A", "B"), 3, 1)
    # By chance 2/3 · 2/3 + 1/3 · 1/3 = 5/9: (1/3 − 5/9) / (4/9).
    assert found.kappa == pytest.approx(-0.5)
    assert found.share.low < 1 / 3 < found.share.high
    filled = sample.answered(Answer(3, "class", "b", "B"))
    assert unsure(sample) == {3}
    assert unsure(filled) == set()
    assert [each.point for each in counted(filled)] == [0, 1, 2, 3, 4]
    assert agreement_of(answer(drawn(STRATA, 8), "aa")) is None
    same = agreement_of(answer(answer(drawn(STRATA, 8), "aa", "A"), "aa", "B"))
    assert same is not None
    assert same.kappa is None


def test_kappa_is_that_of_scikit_learn() -> None:
    from sklearn.metrics import cohen_kappa_score

    random = np.random.RandomState(3)
    first, second = ("".join("abc"[i] for i in random.randint(0, 3, 50)) for _ in range(2))
    found = agreement_of(answer(answer(drawn(STRATA, 100), first, "A"), second, "B"))
    assert found is not None
    assert found.kappa == pytest.approx(cohen_kappa_score(list(first), list(second)))


def test_json_there_and_back() -> None:
    sample = replace(answer(drawn(STRATA, 20, seed=7), "ab?>", "Ada"), leads=True)
    text = json.dumps(sample_json(sample))
    back = sample_from(json.loads(text), sample.strata.packed, (40, 50))
    assert (back.seed, back.wanted, back.points, back.answers, back.leads) == (
        7,
        20,
        sample.points,
        sample.answers,
        True,
    )
    assert back.strata.kinds == STRATA.kinds
    assert np.array_equal(back.strata.raster, RASTER)
    again = sample_from(json.loads(text), sample.strata.packed, (40, 50))
    assert again.strata is back.strata, "many states of a document share the raster"
    assert continued(replace(back, wanted=30)).points == continued(replace(sample, wanted=30)).points


@pytest.mark.parametrize(
    ("damage", "error"),
    [
        ({"shape": [40, 51]}, ParameterError),
        ({"points": [[0, 0, 0]]}, ValueError),
        ({"points": [[99, 0, 0]]}, IndexError),
        ({"points": [[-20, 0, 0]]}, TypeError),
        ({"points": [[10, 10]]}, TypeError),
        ({"points": [[10, 10, 0], [10, 10, 0]], "answers": []}, ValueError),
        ({"strata": []}, ValueError),
        ({"strata": [{"clusters": [1], "doubtful": None}]}, ValueError),
        ({"strata": [{"clusters": ["1"], "doubtful": None}] * 2}, TypeError),
        ({"answers": [{"point": 0, "said": "maybe", "observer": ""}]}, ValueError),
        ({"answers": [{"point": 0, "said": "class", "observer": ""}]}, ValueError),
        ({"answers": [{"point": 0, "said": "class", "class": 5, "observer": ""}]}, TypeError),
        ({"answers": [{"point": 0, "said": "unsure", "observer": "A\nB"}]}, TypeError),
        ({"answers": [{"point": 50, "said": "unsure", "observer": ""}]}, ValueError),
        ({"answers": [{"point": 0, "said": "unsure", "observer": ""}] * 2}, ValueError),
        ({"leads": 1}, ValueError),
        ({"wanted": 3}, ValueError),
        ({"wanted": 10**9}, ValueError),
        ({"seed": "0"}, TypeError),
    ],
)
def test_damaged_samples(damage: dict[str, Any], error: type[Exception]) -> None:
    sample = drawn(STRATA, 20)
    with pytest.raises(error):
        sample_from({**sample_json(sample), **damage}, sample.strata.packed, (40, 50))


@pytest.mark.parametrize("packed", ["", "####", "eJwDAAAAAAE=", 5, None])
def test_damaged_strata(packed: Any) -> None:
    with pytest.raises((ValueError, TypeError)):
        sample_from(sample_json(drawn(STRATA, 20)), packed, (40, 50))


@pytest.mark.parametrize("points", [0, -1, 100_001])
def test_a_number_of_points_that_nobody_looks_at(points: int) -> None:
    with pytest.raises(ParameterError, match="A sample has from 1 to"):
        drawn(STRATA, points)


def test_without_pixels_there_is_nothing_to_draw() -> None:
    with pytest.raises(ParameterError, match="no pixel to draw"):
        drawn(Strata(np.zeros((3, 3), np.uint8), (Stratum((1,)),)), 10)


def test_a_small_picture_is_looked_at_whole() -> None:
    sample = drawn(Strata(np.ones((2, 2), np.uint8), (Stratum((1,)),)), 100)
    assert sorted((each.row, each.column) for each in sample.points) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    done = continued(answer(sample, "aaaa"))
    assert done.points == sample.points
    assert not done.is_due()
    assert Point(0, 0, 0) in done.points
