"""One recommendation for k: where clear begins, how votes and ties are counted, what is said."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.choose_k.k_choice import (
    DEFAULT_RANGE,
    KRow,
    NamedValue,
    check_range,
    k_choice_json,
    recommend,
    votes,
)

CRITERIA = ("silhouette", "Davies–Bouldin", "Calinski–Harabasz", "BIC")


def row(k: int, **values: float) -> KRow:
    """Nothing speaks for it and nothing is clear."""
    plain = KRow(k, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 0.0, 0.5, 0.5, 0.9, 0.2, np.zeros((k, 1)))
    return replace(plain, **values)


def test_where_a_row_is_clear() -> None:
    clear = row(3, stability=0.8, weakest=0.7, apart=0.05)
    assert clear.is_clear
    for name, value in (("stability", 0.799), ("weakest", 0.699), ("apart", 0.0499)):
        assert not replace(clear, **{name: value}).is_clear


def test_the_range_is_2_to_255() -> None:
    assert DEFAULT_RANGE == (2, 12)
    check_range(2, 255)
    check_range(3, 3)
    for low, high in ((1, 5), (2, 256), (4, 3)):
        with pytest.raises(ParameterError, match="choose two numbers from 2 to 255"):
            check_range(low, high)


def test_the_greatest_clear_k_is_taken() -> None:
    rows = [row(2, weakest=0.9), row(3, weakest=0.8), row(4, weakest=0.69), row(5)]
    found = recommend(rows)
    assert (found.recommended, found.clear) == (3, True)
    assert "each stands clearly apart (silhouette 0.80 or more)" in found.reason
    assert "; with 4, one would not (0.69)." in found.reason


def test_the_greatest_clear_k_wins_over_any_vote() -> None:
    """Also where one below it is not clear."""
    rows = [row(k, weakest=0.8 if k in (2, 4) else 0.4, silhouette=1 / k, gap=k) for k in range(2, 8)]
    found = recommend(rows)
    assert (found.recommended, found.clear) == (4, True)
    assert "Silhouette" in found.reason
    assert "would take 2" in found.reason


@pytest.mark.parametrize(
    ("stability", "words"),
    [(0.995, "every start finds them again"), (0.9949, "other starts find them again")],
)
def test_how_often_they_are_found_again_is_said(stability: float, words: str) -> None:
    assert words in recommend([row(2, weakest=0.9, stability=stability)]).reason


@pytest.mark.parametrize(
    ("following", "words"),
    [
        ({"weakest": 0.69}, "with 3, one would not"),
        ({"weakest": 0.7, "stability": 0.79}, "3 depend on the start"),
        ({"weakest": 0.7, "stability": 0.8, "apart": 0.04}, "with 3, two would be nearly the same colour"),
    ],
)
def test_why_not_one_more(following: dict[str, float], words: str) -> None:
    assert words in recommend([row(2, weakest=0.9), row(3, **following)]).reason
    assert "the most that was tried" in recommend([row(2, weakest=0.9)]).reason


def test_a_criterion_that_is_best_at_the_end_of_the_range_names_none() -> None:
    rows = [row(2), row(3, silhouette=0.6, davies_bouldin=0.5, calinski_harabasz=2, bic=2), row(4)]
    named = votes(rows)
    assert [named[name] for name in CRITERIA] == [3] * 4
    named = votes(rows[:2])
    assert [named[name] for name in CRITERIA] == [None] * 4


def test_of_equal_values_the_smaller_k_is_named() -> None:
    named = votes([row(2), row(3), row(4)])
    assert [named[name] for name in CRITERIA] == [2] * 4
    assert named["gap"] == 2


def test_the_elbow_is_counted_from_one_cluster_on() -> None:
    rows = [row(2, explained=0.8), row(3, explained=0.85), row(4, explained=0.9), row(5, explained=0.95)]
    assert votes(rows)["elbow"] == 2
    assert votes(rows[:1])["elbow"] is None
    # Never a step of a quarter above the diagonal that begins at one.
    low = [row(k, explained=part) for k, part in ((2, 0.45), (3, 0.7), (4, 0.95), (5, 1.0))]
    assert votes(low)["elbow"] is None


def test_most_votes_win_and_of_equal_ones_the_greater_silhouette() -> None:
    rows = [row(2, silhouette=0.6), row(3, bic=2, calinski_harabasz=2), row(4)]
    rows = [replace(each, gap=float(each.k), davies_bouldin=1 / each.k) for each in rows]
    found = recommend(rows)
    assert (found.recommended, found.clear) == (3, False)
    assert "Calinski–Harabasz and BIC agree on it" in found.reason
    assert "Silhouette would take 2" in found.reason
    # One vote each.
    rows = [rows[0], replace(rows[1], calinski_harabasz=1.0), replace(rows[2], calinski_harabasz=3.0)]
    found = recommend(rows)
    assert found.recommended == 2
    assert "no two criteria agree, and of their choices this has the best silhouette, 0.60" in found.reason


def test_the_elbow_decides_only_with_another_one() -> None:
    def rows(bic: float) -> list[KRow]:
        found = [row(k, explained=1 - 0.1 ** (k - 1), silhouette=k / 10, bic=float(k)) for k in (2, 3, 4, 5)]
        found = [replace(each, gap=float(each.k), davies_bouldin=1 / each.k) for each in found]
        found = [replace(each, calinski_harabasz=float(each.k)) for each in found]
        return [replace(found[0], bic=bic), *found[1:]]

    alone = recommend(rows(bic=0.0))
    assert alone.votes["elbow"] == 2
    assert alone.recommended == 5
    assert "of those found from every start it has the best silhouette, 0.50" in alone.reason
    assert "The elbow would take 2." in alone.reason
    assert recommend(rows(bic=9.0)).recommended == 2
    assert "BIC and the elbow agree on it" in recommend(rows(bic=9.0)).reason


def test_what_depends_on_the_start_is_not_recommended_unless_all_do() -> None:
    rows = [row(2, silhouette=0.6, stability=0.79), row(3, stability=0.8), row(4, stability=0.2)]
    assert recommend(rows).recommended == 3
    assert recommend([replace(each, stability=0.5) for each in rows]).recommended == 2


def test_a_picture_of_one_colour_has_one_cluster() -> None:
    found = recommend([])
    assert (found.recommended, found.clear, found.rows) == (1, True, ())


def test_what_is_infinite_is_written_as_nothing() -> None:
    (written,) = k_choice_json(recommend([row(2, gap=math.inf, davies_bouldin=math.nan)]))["rows"]
    assert (written["gap"], written["davies_bouldin"], written["k"]) == (None, None, 2)
    assert "centroids" not in written


def test_what_speaks_for_others_is_told_from_the_smallest_k_on() -> None:
    rows = [
        row(2, davies_bouldin=0.1),
        row(3, calinski_harabasz=2, bic=2),
        row(4, silhouette=0.6),
        row(5),
    ]
    found = recommend([replace(each, gap=float(each.k)) for each in rows])
    assert found.recommended == 3
    assert "Davies–Bouldin would take 2; silhouette would take 4." in found.reason


@pytest.mark.parametrize(
    ("three", "offered"),
    [
        ({}, 3),
        ({"silhouette": 0.79, "weakest": 0.56}, None),
        ({"silhouette": 0.81, "weakest": 0.54}, None),
        ({"stability": 0.79}, None),
    ],
)
def test_three_are_offered_where_they_are_nearly_as_good_as_two(
    three: dict[str, float], offered: int | None
) -> None:
    """Two have a silhouette of 0.9 and 0.7 in their weakest cluster."""
    near = {"silhouette": 0.81, "weakest": 0.56} | three
    found = recommend([row(2, silhouette=0.9, weakest=0.7), row(3, **near), row(4)])
    assert (found.recommended, found.offered) == (2, offered)
    assert ("3 clusters are nearly as good (silhouette 0.81)" in found.reason) is (offered == 3)
    assert "The criteria know colours only" in found.reason


def test_nothing_is_offered_beside_another_number_than_two() -> None:
    assert recommend([row(3, weakest=0.8), row(4)]).offered is None
    assert "offered" not in k_choice_json(recommend([row(3)]))


def test_three_clusters_are_offered_beside_two_where_they_are_nearly_as_good() -> None:
    """0.1 less of all pixels and 0.15 less of the weakest cluster are near; less stable than 0.8 is not."""
    near = {"silhouette": 0.85, "weakest": 0.69, "stability": 0.8}
    two = row(2, weakest=0.8, silhouette=0.9)
    assert recommend([two, row(3, **near), row(4)]).offered == 3
    for wrong in ({"silhouette": 0.7}, {"weakest": 0.6}, {"stability": 0.79}):
        assert recommend([two, row(3, **(near | wrong)), row(4)]).offered is None
    exact = [row(2, weakest=0.15, silhouette=0.1), row(3, weakest=0.0, silhouette=0.0)]
    assert recommend([*exact, row(4, silhouette=-1.0)]).offered == 3
    # Beside two only, and three only.
    assert recommend([two, row(4, **near)]).offered is None
    assert recommend([row(3, weakest=0.8, silhouette=0.9), row(4, **near)]).offered is None


def test_what_is_offered_and_named_is_kept_and_shares_are_not() -> None:
    choice = recommend([row(2, weakest=0.8, silhouette=0.9), row(3, silhouette=0.85, weakest=0.69), row(4)])
    assert "3 clusters are nearly as good (silhouette 0.85): look at both." in choice.reason
    kept = k_choice_json(choice)
    assert kept["offered"] == 3
    assert "named" not in kept
    assert not {"centroids", "shares"} & set(kept["rows"][0])
    plain = recommend([row(2, weakest=0.8), row(3, stability=0.1)])
    assert plain.reason.endswith("The criteria know colours only.")
    assert "offered" not in k_choice_json(plain)
    named = replace(choice, named=(NamedValue("Water", False, (0.5, None, 0.25)),))
    assert k_choice_json(named)["named"] == [
        {"name": "Water", "is_ratio": False, "values": (0.5, None, 0.25)}
    ]


def test_of_what_has_no_colours_none_are_spoken_of() -> None:
    alike = [row(2, weakest=0.9), row(3, weakest=0.7, stability=0.8, apart=0.04)]
    assert "with 3, two would be nearly the same." in recommend(alike, of_colours=False).reason
    near = [row(2, silhouette=0.9, weakest=0.8), row(3, silhouette=0.85, weakest=0.69), row(4)]
    for rows in (near, [row(3, weakest=0.8), row(4)]):
        plain, spoken = recommend(rows, of_colours=False), recommend(rows)
        assert (plain.recommended, plain.offered, plain.votes) == (
            spoken.recommended,
            spoken.offered,
            spoken.votes,
        )
        assert "colour" not in plain.reason
        assert plain.reason == plain.reason.strip()
    assert recommend(near, of_colours=False).reason.endswith(
        " 3 clusters are nearly as good (silhouette 0.85): look at both."
    )
