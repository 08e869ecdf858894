"""The colours of points, and what they stand for."""

from __future__ import annotations

import numpy as np

from core.collection.colouring import GREY, by_cluster, by_number, by_text, cluster_colour


def _text(row: np.ndarray) -> str:
    return "#" + bytes(row.tolist()).hex()


def test_a_cluster_has_one_colour_whatever_the_others_are() -> None:
    found = by_cluster(np.array([2, 1, -1, 2, 40]))
    wanted = [cluster_colour(2), cluster_colour(1), GREY, cluster_colour(2), cluster_colour(40)]
    assert [_text(row) for row in found.colours] == wanted
    assert len({cluster_colour(number) for number in range(1, 60)}) == 59
    assert by_cluster(np.empty(0, np.int64)).colours.shape == (0, 3)


def test_texts_are_coloured_by_how_many_there_are() -> None:
    found = by_text(["b", "a", "b", "", "c"])
    assert [text for _colour, text in found.key] == ["b", "a", "c"]  # of a and c the first in the alphabet
    assert _text(found.colours[3]) == GREY
    assert _text(found.colours[0]) == found.key[0][0] == cluster_colour(1)


def test_rare_texts_are_grey_where_there_are_many() -> None:
    texts = [f"t{i:02}" for i in range(14)]
    found = by_text(texts)
    assert len(found.key) == 12
    assert [_text(row) for row in found.colours[12:]] == [GREY, GREY]


def test_numbers_go_from_dark_to_light() -> None:
    found = by_text(["1", "3", "2", ""])
    assert found.graded
    assert found.key == (("#440154", "1"), ("#fde725", "3"))
    assert [_text(row) for row in found.colours[[0, 1, 3]]] == ["#440154", "#fde725", GREY]
    assert not by_text(["5", "5"]).graded


def test_one_number_alone_is_in_the_middle_and_none_is_grey() -> None:
    middle = by_number(np.array([7.0, 7.0])).colours
    assert _text(middle[0]) not in ("#440154", "#fde725")
    assert [_text(row) for row in by_number(np.array([np.nan])).colours] == [GREY]


def test_dates_go_from_dark_to_light_in_their_order() -> None:
    found = by_text(["2024-05-03", "", "2024-05-01 12:00", "2024-04-30"])
    assert found.graded
    assert [text for _colour, text in found.key] == ["2024-04-30", "2024-05-03"]
    light = found.colours.astype(int).sum(axis=1)
    assert light[3] < light[2] < light[0]
    assert not by_text(["2024-05-03", "2024-05-01", "soon"]).graded
