"""A number of clusters is recommended by what is named: by the median of its share over all of them."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from core.classes.classes import Class, named_classes
from core.classes.named_k import chosen_by_names, named_values
from core.classes.ratios import Ratio
from core.cluster.choose_k.k_choice import KRow, k_choice_json, recommend
from tests.core.classes.test_class_matching import grey

MEANS = grey(50, 150)
ICE = named_classes((Class("ice", (1,)),), 2)


def row(levels: tuple[float, ...], shares: tuple[float, ...]) -> KRow:
    centroids = np.array(levels, float)[:, None]
    return KRow(len(levels), 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.5, 0.5, 0.9, 0.2, centroids, shares)


# Ice, whatever is nearer to 50 than to 150: 60, 70, 69 and 50 %.
ROWS = (
    row((50, 150), (0.6, 0.4)),
    row((40, 60, 150), (0.3, 0.4, 0.3)),
    row((40, 60, 101, 150), (0.29, 0.4, 0.21, 0.1)),
    row((40, 100, 101, 102, 150), (0.2, 0.3, 0.2, 0.2, 0.1)),
)


def test_every_cluster_counts_to_the_class_that_it_is_nearest_to() -> None:
    (ice,) = named_values(ROWS, ICE, MEANS, ())
    assert (ice.name, ice.is_ratio) == ("ice", False)
    assert ice.values == pytest.approx((0.6, 0.7, 0.69, 0.5))


def test_ratios_follow_the_classes_and_have_no_value_without_them() -> None:
    ratios = (Ratio("a", ("ice",), ("2",)), Ratio("b", ("ice",), ("ice", "sea")), Ratio("c", ("2",), ("2",)))
    values = named_values([*ROWS, row((40,), (1.0,))], ICE, MEANS, ratios)
    assert [each.name for each in values] == ["ice", "a", "b", "c"]
    assert values[1].values[:2] == pytest.approx((1.5, 7 / 3))
    assert values[1].values[-1] is None
    assert values[2].values == (None,) * 5
    assert values[3].values == (1.0, 1.0, 1.0, 1.0, None)


def test_the_least_k_within_a_point_of_the_median_is_taken() -> None:
    found = chosen_by_names(recommend(ROWS), ICE, MEANS, ())
    # The median of 50, 60, 69 and 70 % is 64.5 %: no value is within a point, and 60 % and 69 % are as near.
    assert found.recommended == 2
    found = chosen_by_names(recommend(ROWS[:3]), ICE, MEANS, ())
    assert found.recommended == 3
    assert "3 clusters, by what is named: ice is 70.0 % there" in found.reason.replace("\u00a0", " ")
    assert "60.0 % to 70.0 % with 2 to 4 clusters" in found.reason.replace("\u00a0", " ")
    assert found.reason.endswith("By the colours alone it would be 2.")


@pytest.mark.parametrize(
    ("second", "k"), [(0.71, 3), (0.7099, 3), (0.7101, 4), (0.7100000004, 3), (0.7100000006, 4)]
)
def test_a_point_is_within(second: float, k: int) -> None:
    rows = (
        ROWS[0],
        row((40, 60, 150), (0.3, second - 0.3, 1 - second)),
        row((40, 60, 70, 150), (0.3, 0.2, 0.2, 0.3)),
    )
    rows = (
        *rows,
        row((40, 60, 70, 71, 150), (0.3, 0.2, 0.1, 0.1, 0.3)),
        row((0, 1, 2, 3, 4, 150), (0.7, *(0.0,) * 4, 0.3)),
    )
    assert chosen_by_names(recommend(rows), ICE, MEANS, ()).recommended == k


def test_ratios_decide_where_there_are_any() -> None:
    three = grey(50, 100, 150)
    classes = named_classes((Class("ice", (1,)), Class("pond", (2,))), 3)
    rows = (
        row((50, 100, 150), (0.4, 0.2, 0.4)),
        row((50, 51, 100, 150), (0.2, 0.2, 0.1, 0.5)),
        row((50, 51, 100, 150, 151), (0.2, 0.2, 0.1, 0.3, 0.2)),
    )
    ratio = Ratio("cover", ("pond",), ("ice", "pond"))
    assert chosen_by_names(recommend(rows), classes, three, ()).recommended == 4
    found = chosen_by_names(recommend(rows), classes, three, (ratio,))
    assert found.recommended == 4
    assert "cover is 20.0" in found.reason
    assert "pond is" not in found.reason


@pytest.mark.parametrize("clear", [True, False])
def test_it_is_clear_where_the_colours_alone_say_the_same_clearly(clear: bool) -> None:
    choice = replace(recommend(ROWS[:3]), clear=clear)
    for by_colours in (2, 3):
        found = chosen_by_names(replace(choice, recommended=by_colours), ICE, MEANS, ())
        assert found.recommended == 3
        assert found.clear == (clear and by_colours == 3)


def test_without_names_the_choice_stays() -> None:
    choice = recommend(ROWS)
    found = chosen_by_names(choice, named_classes((), 2), MEANS, ())
    assert (found.recommended, found.reason, found.named) == (choice.recommended, choice.reason, ())
    assert "The criteria know colours only" in found.reason


def test_a_record_has_what_is_named() -> None:
    found = json.loads(json.dumps(k_choice_json(chosen_by_names(recommend(ROWS), ICE, MEANS, ()))))
    assert found["named"] == [{"name": "ice", "is_ratio": False, "values": [0.6, 0.7, 0.69, 0.5]}]
    assert "shares" not in found["rows"][0]


def test_a_picture_of_one_colour_has_nothing_to_follow() -> None:
    assert chosen_by_names(recommend(()), ICE, MEANS, ()).recommended == 1
