"""Many pictures as one population: how large its strata are, and what is drawn of which picture."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import islice
from typing import Any

import numpy as np
import pytest

from core.accuracy.pool import (
    Drawn,
    Kind,
    Place,
    Pool,
    PooledPicture,
    PooledSample,
    pooled,
)
from core.accuracy.pool_draw import first_drawn, further_drawn, in_order
from core.accuracy.pool_json import pool_from, pool_json
from core.accuracy.sample import Answer, with_more_wanted

KINDS = Kind((1,)), Kind((2,))
PICTURES = tuple(PooledPicture(f"{name}.png", name * 4, name) for name in "ab")


def pool(pixels: list[list[int]], size: tuple[float, float] = (1, 1)) -> Pool:
    """size: of a pixel of each picture."""
    counts = np.array(pixels, np.int64)
    return Pool(KINDS, PICTURES, counts, counts * np.array(size)[:, None])


def test_strata_are_as_large_as_their_ground() -> None:
    assert pool([[30, 10], [50, 10]]).sizes().tolist() == [80, 20]
    # A pixel of b shows nine times as much: 30 + 270 beside 10 + 90 of a ground of 400, in 80 pixels.
    uneven = pool([[30, 10], [30, 10]], (1, 9))
    assert uneven.sizes().tolist() == [60, 20]
    assert uneven.sizes(np.array([True, False])).tolist() == [30, 10]
    wide = pool([[90, 0], [10, 10]], (1, 9))
    # 90 + 90 beside 90, of 110 pixels.
    assert wide.sizes().tolist() == [73, 37]
    assert pool([[0, 0], [0, 0]]).sizes().tolist() == [0, 0]


def test_pixels_of_one_size_are_each_drawn_once() -> None:
    drawn = list(in_order(pool([[3, 0], [2, 4]]), 0, seed=5))
    assert sorted((each.picture, each.rank) for each in drawn) == [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1)]
    assert {each.stratum for each in drawn} == {0}
    again = list(islice(in_order(pool([[3, 0], [2, 4]]), 0, seed=5), 3))
    assert again == drawn[:3], "more can be drawn later"
    assert {each.picture for each in in_order(pool([[3, 0], [2, 4]]), 1, seed=5)} == {1}
    assert not list(in_order(pool([[3, 0], [2, 0]]), 1, seed=5))


def test_a_picture_of_larger_pixels_has_as_many_points_as_its_ground() -> None:
    # 40,000 of a beside 400 · 100 of b: half of the ground each.
    uneven = pool([[40_000, 0], [400, 0]], (1, 100))
    found = Counter(each.picture for each in islice(in_order(uneven, 0, seed=0), 200))
    assert abs(found[0] - found[1]) <= 40, "13 would be a standard error"
    ranks = [each.rank for each in islice(in_order(uneven, 0, seed=0), 300) if each.picture == 1]
    assert len(set(ranks)) == len(ranks), "none is drawn twice"
    assert max(ranks) < 400
    every = list(in_order(pool([[3, 0], [2, 0]], (1, 2.4)), 0, seed=0))
    assert len(every) == len(set(every)) == 5


def test_each_pixel_is_as_likely_as_another_where_one_is_half_as_large_again() -> None:
    # Three cells to two pixels of b: not every other one is drawn twice as often.
    uneven = pool([[4_000, 0], [4_000, 0]], (1, 1.5))
    ranks = [
        each.rank
        for seed in range(20)
        for each in islice(in_order(uneven, 0, seed), 100)
        if each.picture == 1
    ]
    assert len(ranks) > 1_000
    assert abs(sum(rank % 2 for rank in ranks) / len(ranks) - 0.5) < 0.06, "0.014 would be a standard error"


def placed(drawn: tuple[Drawn, ...]) -> list[Place]:
    return [Place(each.picture, each.rank, each.stratum) for each in drawn]


def sample(wanted: int = 40, seed: int = 3) -> PooledSample:
    many = pool([[300, 100], [500, 100]])
    drawn = first_drawn(many, wanted, seed)
    return pooled(many, [], [], seed=seed, wanted=wanted).with_places(drawn, placed(drawn))


def test_half_of_the_points_are_drawn_first_and_the_rest_where_answers_differ() -> None:
    found = sample()
    # min(15, 40 / 4) each at least: 10 of the smaller one.
    assert found.row.counts == [10, 10]
    assert found.row.wanted == 40
    assert [point.column for point in found.row.points] == list(range(20)), "they stand in a row"
    row = found.row
    for i, point in enumerate(row.points):
        row = row.answered(Answer(i, "class", "ice" if point.stratum and i % 4 < 2 else "sea"))
    assert row.is_due()
    more = further_drawn(found, row, np.array([True, True]))
    assert len(more) == 20
    whole = found.with_places(more, placed(more))
    assert whole.places[:20] == found.places
    assert len(set(whole.places)) == 40
    assert whole.row.counts[1] > 15, "answers differ in the second stratum"
    wider = with_more_wanted(whole.row, 10)
    assert len(further_drawn(whole, wider, np.array([True, True]))) == 10


def test_where_pictures_are_gone_more_are_drawn_for_those_that_are_left() -> None:
    found = sample()
    only = np.array([False, True])
    more = further_drawn(found, found.row, only)
    assert len(more) == 20
    assert {each.picture for each in more} == {1}


def test_no_point_is_drawn_twice_whatever_pictures_were_gone() -> None:
    found, both = sample(), np.array([True, True])
    for kept in (np.array([False, True]), both, np.array([True, False]), both):
        wider = with_more_wanted(found.row, 20)
        drawn = further_drawn(found, wider, kept)
        found = replace(found, row=wider).with_places(drawn, placed(drawn))
        assert len(set(found.places)) == len(found.places)
    assert pool_from(pool_json(found)).places == found.places
    everywhere = with_more_wanted(found.row, 2_000)
    drawn = further_drawn(found, everywhere, both)
    assert len(found.places) + len(drawn) == 1_000, "each pixel once"


def test_a_place_that_is_there_already_is_no_other_point() -> None:
    found = sample()
    again = found.with_places(first_drawn(found.pool, 40, 3), found.places)
    assert (again.places, again.row.points) == (found.places, found.row.points)


def test_it_is_kept_as_json() -> None:
    found = sample()
    row = found.row.answered(Answer(0, "class", "ice", "Ada")).answered(Answer(1, "unsure"))
    values = json.loads(json.dumps(pool_json(PooledSample(found.pool, found.places, row))))
    again = pool_from(values)
    assert again.places == found.places
    assert (again.row.points, again.row.answers, again.row.wanted, again.row.seed) == (
        row.points,
        row.answers,
        40,
        3,
    )
    assert again.pool.pictures == PICTURES
    assert again.pool.kinds == KINDS
    assert again.pool.pixels.tolist() == found.pool.pixels.tolist()
    assert pool_json(again) == values
    values["pictures"][0]["path"] = "two\nlines.png"
    assert pool_from(values).pool.pictures[0].path == "two\nlines.png", "a file may be called so"
    values["pictures"][0]["path"] = "a.png"
    assert pool_from(values, lambda name: f"there/{name}").pool.pictures[0].path == "there/a.png"


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("points", 0), [2, 0, 0, 0]),
        (("points", 0), [-1, 0, 0, 0]),
        (("points", 0), [0, 0, 0, 2]),
        (("points", 0), [0, 0, 0]),
        (("points", 0), [0, 0.5, 0, 0]),
        (("pictures", 0, "pixels"), [1]),
        (("pictures", 0, "pixels"), [-1, 1]),
        (("pictures", 0, "pixels"), [(1 << 40) + 1, 1]),
        (("pictures", 0, "area"), [0, 1]),
        (("pictures", 0, "area"), [1e300, 1]),
        (("pictures", 0, "area"), [float("nan"), 1]),
        (("pictures", 0, "path"), 3),
        (("strata", 0), {"clusters": []}),
        (("strata", 0), {"clusters": [0]}),
        (("strata", 0), {"clusters": [1], "class": "ice"}),
        (("strata",), []),
        (("answers",), [{"point": 99, "said": "class", "class": "a", "observer": ""}]),
        (("wanted",), 3),
        (("source",), 3),
    ],
)
def test_a_damaged_one_is_refused(where: tuple[str | int, ...], value: object) -> None:
    values = json.loads(json.dumps(pool_json(sample())))
    inner: Any = values
    for key in where[:-1]:
        inner = inner[key]
    inner[where[-1]] = value
    with pytest.raises((KeyError, TypeError, ValueError, IndexError)):
        pool_from(values)


def test_two_points_at_one_place_are_refused() -> None:
    values = pool_json(sample())
    values["points"][1] = values["points"][0]
    with pytest.raises(ValueError, match="two points"):
        pool_from(values)
