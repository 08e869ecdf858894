"""Holes filled from their rim, layer by layer: which pixels begin, whom they take, and who wins a tie."""

from __future__ import annotations

import numpy as np

from core.morphology.morphology_kernels import frontier_of, refill_layers


class Refilling:
    """A map in which `?` is to be filled; digits are classes, of which `serves` may be taken."""

    def __init__(self, rows: list[str], serves: str = "123456789") -> None:
        self.values = np.array([[0 if sign == "?" else int(sign) for sign in row] for row in rows], np.uint8)
        self.pending = np.array([[sign == "?" for sign in row] for row in rows])
        # What is to be filled was of a class itself.
        self.values[self.pending] = 9
        self.serves = np.zeros(256, np.bool_)
        self.serves[list(map(int, serves))] = True
        size = self.values.size
        self.queue, self.spare = np.zeros(size, np.int32), np.zeros(size, np.int32)
        self.chosen, self.around = np.zeros(size, np.uint8), np.zeros(8, np.uint8)
        self.n = frontier_of(self.values, self.pending, self.serves, self.queue)

    def fill(self, budget: int = 1_000) -> list[str]:
        self.n = refill_layers(
            self.values, self.pending, self.serves, self.queue, self.n, self.spare, self.chosen, self.around,
            budget,
        )  # fmt: skip
        shown = np.where(self.pending, "?", self.values.astype("U1"))
        return ["".join(row) for row in shown.tolist()]


def test_those_begin_that_have_a_neighbour_to_take() -> None:
    found = Refilling(["1????", "?????", "?????"])
    assert sorted(found.queue[: found.n].tolist()) == [1, 5, 6]
    assert Refilling(["0????"]).n == 0
    # Along every side and across every corner, and none beyond the edges of the picture.
    ring = Refilling(["???", "?5?", "???"])
    assert sorted(ring.queue[: ring.n].tolist()) == [0, 1, 2, 3, 5, 6, 7, 8]
    opposite = Refilling(["?1", "1?"])
    assert sorted(opposite.queue[: opposite.n].tolist()) == [0, 3]


def test_the_most_frequent_neighbour_is_taken_of_as_many_the_lowest() -> None:
    assert Refilling(["122", "3?3", "334"]).fill()[1] == "333"
    assert Refilling(["2?1"]).fill() == ["211"]
    assert Refilling(["1?2"]).fill() == ["112"]
    assert Refilling(["3?3", "121", "111"]).fill()[0] == "313"
    assert Refilling(["331", "2?2", "111"]).fill()[1] == "212"
    # 0 is no data, and 4 may not be taken.
    assert Refilling(["004", "0?2", "044"], "123").fill()[1] == "022"


def test_a_layer_looks_at_those_before_it_only() -> None:
    """From the left 1, from the right 2: the one in the middle has both, when both are there."""
    assert Refilling(["1?????2"]).fill() == ["1111222"]
    assert Refilling(["2?????1"]).fill() == ["2221111"]
    assert Refilling(["3??", "1??", "1??"]).fill() == ["311", "111", "111"]
    assert Refilling(["11111", "1???1", "1???1", "1???1", "22222"]).fill() == [
        "11111", "11111", "11111", "12221", "22222",
    ]  # fmt: skip


def test_it_stops_after_the_layer_that_uses_up_its_budget() -> None:
    found = Refilling(["1??????"])
    assert found.fill(2) == ["111????"]
    assert found.n == 1
    assert found.fill(1) == ["1111???"]
    assert found.fill() == ["1111111"]
    assert found.n == 0
