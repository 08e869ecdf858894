"""Disks, dilation and majority on grids so small that each pixel can be counted."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.parallel import never_cancelled
from core.morphology.disks import dilate, disk, majority_filter


@pytest.mark.parametrize(
    ("radius", "sides", "half"),
    [
        (0.0, (1, 1), [0]),
        (0.99, (1, 1), [0]),
        (1.0, (1, 1), [1, 0]),
        (1.41, (1, 1), [1, 0]),
        (1.42, (1, 1), [1, 1]),
        # √(25 − 9) = 4 and √(25 − 16) = 3.
        (5.0, (1, 1), [5, 4, 4, 4, 3, 0]),
        (4.99, (1, 1), [4, 4, 4, 3, 2]),
        # Oblong pixels: half as wide, twice as wide as high.
        (2.0, (0.5, 1), [4, 3, 0]),
        (2.0, (1, 0.5), [2, 1, 1, 1, 0]),
        (0.4, (1, 0.4), [0, 0]),
        # Three pixels of 0.1 m, which in floating point are a little more than 0.3 m.
        (0.3, (0.1, 0.1), [3, 2, 2, 0]),
        (0.6, (0.2, 0.2), [3, 2, 2, 0]),
    ],
)
def test_which_pixels_a_disk_holds(radius: float, sides: tuple[float, float], half: list[int]) -> None:
    found = disk(radius, *sides)
    assert found.half.tolist() == half
    assert found.is_a_pixel is (half == [0])


def grown(radius: float, *pixels: tuple[int, int, int], shape: tuple[int, int] = (7, 9)) -> list[str]:
    values = np.zeros(shape, np.uint8)
    for row, column, value in pixels:
        values[row, column] = value
    return ["".join(map(str, row)) for row in dilate(values, disk(radius)).tolist()]


def test_a_pixel_grows_to_its_disk_and_the_greatest_wins() -> None:
    assert grown(2, (3, 4, 1)) == [
        "000000000",
        "000010000",
        "000111000",
        "001111100",
        "000111000",
        "000010000",
        "000000000",
    ]
    assert grown(1, (3, 3, 1), (3, 5, 2)) == [
        "000000000",
        "000000000",
        "000102000",
        "001122200",
        "000102000",
        "000000000",
        "000000000",
    ]


def test_what_lies_outside_takes_no_part_in_growing() -> None:
    assert grown(1, (0, 0, 3), (2, 3, 4), shape=(3, 4)) == ["3300", "3004", "0044"]
    assert grown(9, (0, 3, 5), shape=(2, 4)) == ["5555", "5555"]
    assert grown(1.5, (0, 0, 1), shape=(1, 3)) == ["110"]
    assert grown(0, (1, 1, 7), shape=(3, 3)) == ["000", "070", "000"]


def voted(rows: list[str], radius: float, votes: str = "12345") -> list[str]:
    values = np.array([list(map(int, row)) for row in rows], np.uint8)
    counting = np.zeros(256, np.bool_)
    counting[list(map(int, votes))] = True
    found = majority_filter(values, disk(radius), counting, cancelled=never_cancelled)
    return ["".join(map(str, row)) for row in found.tolist()]


def test_the_most_frequent_in_the_disk() -> None:
    """The cross of five pixels around each; two of five are the most where the others are all unlike."""
    assert voted(["111", "121", "111"], 1) == ["111", "111", "111"]
    assert voted(["23242", "22222", "23242"], 1) == ["22222", "22222", "22222"]


def test_of_as_many_its_own_else_the_lowest() -> None:
    # 1 and 2 are two each around the first, 2 is its own; around the second 1 is, and 3 only once.
    assert voted(["2112"], 1) == ["2112"]
    # The middle is alone with 4; 1 and 3 are there twice.
    assert voted(["030", "141", "030"], 1, "134")[1] == "111"
    assert voted(["010", "343", "010"], 1, "134")[1][1] == "1"
    assert voted(["020", "313", "020"], 1, "123")[1][1] == "2"


def test_what_does_not_vote_neither_counts_nor_changes() -> None:
    # Around the middle 0 is there four times, and 5 does not vote.
    assert voted(["000", "010", "000"], 1) == ["000", "010", "000"]
    assert voted(["555", "515", "555"], 1, "1234") == ["555", "515", "555"]
    assert voted(["111", "151", "111"], 1, "1234") == ["111", "151", "111"]


def test_at_the_edges_the_disk_is_cut_off() -> None:
    """A disk far wider than the picture: all of it, everywhere."""
    assert voted(["1122", "1222"], 20) == ["2222", "2222"]
    assert voted(["1", "1", "2", "2", "2"], 1) == ["1", "1", "2", "2", "2"]
    # 1 2 1, then 1 2 1 2 around a 2, all five, and so on.
    assert voted(["12122"], 2) == ["12222"]
