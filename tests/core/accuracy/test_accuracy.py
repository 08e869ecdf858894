"""The accuracy of a map: the worked example of Olofsson et al. (2014), and maps that have changed since."""

from __future__ import annotations

import numpy as np
import pytest

from core.accuracy.accuracy import Accuracy, Answers, accuracy_of
from core.base.errors import ParameterError

# Table 8 of Olofsson et al., 2014, Remote Sensing of Environment 148, 42–57: rows on the map, columns there:
# deforestation, forest gain, stable forest, stable non-forest; pixels of 0.09 ha.
MATRIX = np.array([[66, 0, 5, 4], [0, 55, 8, 12], [1, 0, 153, 11], [2, 1, 9, 313]])
PIXELS = (200_000, 150_000, 3_200_000, 6_450_000)


def answers(matrix: np.ndarray, pixels: np.ndarray, strata: np.ndarray | None = None) -> Answers:
    """matrix: points by class on the map and class there; strata: of each row (default: the row)."""
    mapped, there = (np.repeat(each.reshape(-1), matrix.reshape(-1)) for each in np.indices(matrix.shape))
    found = mapped if strata is None else strata[mapped]
    return Answers(found, mapped, there, pixels.astype(np.int64), matrix.shape[1])


@pytest.fixture(scope="module")
def found() -> Accuracy:
    return accuracy_of(answers(MATRIX, np.diag(PIXELS)))


def test_areas_are_those_of_the_paper(found: Accuracy) -> None:
    hectares = [each.share.value * 10_000_000 * 0.09 for each in found.classes]
    assert [round(each) for each in hectares] == [21_158, 11_686, 285_770, 581_386]
    # Its intervals are ± 6,158, 3,756, 15,510 and 16,282 ha by the normal distribution.
    half = [each.share.half_width * 900_000 for each in found.classes]
    assert half == pytest.approx([6_158, 3_756, 15_510, 16_282], rel=0.35)
    assert half[2:] == pytest.approx([15_510, 16_282], rel=0.05)
    for each in found.classes:
        assert each.share.low < each.share.value < each.share.high


def test_accuracies_are_those_of_the_paper(found: Accuracy) -> None:
    assert found.points == 640
    assert round(found.overall.value, 2) == 0.95
    assert found.overall.half_width == pytest.approx(0.02, abs=0.005)
    users = [each.users for each in found.classes]
    assert [round(each.value, 2) for each in users if each] == [0.88, 0.73, 0.93, 0.96]
    producers = [each.producers for each in found.classes]
    assert [round(each.value, 2) for each in producers if each] == [0.75, 0.85, 0.93, 0.96]
    assert [round(each.half_width, 2) for each in producers if each] == pytest.approx(
        [0.21, 0.23, 0.03, 0.01], abs=0.025
    )
    assert found.confusion.tolist() == MATRIX.tolist()
    assert [each.mapped for each in found.classes] == [0.02, 0.015, 0.32, 0.645]


def test_a_class_that_is_not_on_the_map_has_an_area() -> None:
    found = accuracy_of(answers(np.array([[18, 0, 2], [0, 19, 1]]), np.array([[6_000, 0], [0, 4_000]])))
    pond = found.classes[2]
    assert pond.mapped == 0
    assert pond.users is None
    assert pond.share.value == pytest.approx(0.6 * 0.1 + 0.4 * 0.05)
    assert pond.producers is not None
    assert pond.producers.value == 0
    never = accuracy_of(answers(np.array([[5, 0, 0], [0, 5, 0]]), np.array([[60, 0], [0, 40]]))).classes[2]
    assert never.share.value == 0
    assert never.share.high > 0.1, "ten points do not rule it out"
    assert never.producers is None


def test_a_map_that_has_changed_is_judged_by_the_strata_of_the_draw() -> None:
    # Drawn as two strata of 500; now class 0 has all of the first and half of the second.
    pixels = np.array([[500, 0], [250, 250]])
    cells = np.array([[36, 4], [16, 4], [0, 20]])  # rows: (stratum 0, class 0), (1, 0), (1, 1)
    strata, mapped = np.array([0, 1, 1]), np.array([0, 0, 1])
    row, there = (np.repeat(each.reshape(-1), cells.reshape(-1)) for each in np.indices(cells.shape))
    found = accuracy_of(Answers(strata[row], mapped[row], there, pixels, 2))
    assert found.classes[0].share.value == pytest.approx(0.5 * 0.9 + 0.25 * 0.8)
    assert found.overall.value == pytest.approx(0.5 * 0.9 + 0.25 * 0.8 + 0.25)
    assert found.classes[0].users is not None
    assert found.classes[0].users.value == pytest.approx((0.5 * 0.9 + 0.25 * 0.8) / 0.75)
    assert found.classes[1].producers is not None
    assert found.classes[1].producers.value == pytest.approx(0.25 / (0.25 + 0.05 + 0.05))


@pytest.mark.parametrize(("looks", "value"), [(19, 40 / 59), (20, 0.9 * 1 + 0.1 * 0)])
def test_a_cell_of_twenty_answers_stands_alone(looks: int, value: float) -> None:
    # Of one stratum 900 pixels are mapped as 0 and 100 as 1, and every point is what it is mapped as.
    mapped = np.array([0] * 40 + [1] * looks)
    found = accuracy_of(Answers(np.zeros_like(mapped), mapped, mapped, np.array([[900, 100]]), 2))
    assert found.classes[0].share.value == pytest.approx(value)


def test_without_an_answer_there_is_nothing_to_say() -> None:
    nothing = np.zeros(0, np.intp)
    with pytest.raises(ParameterError, match="No point has an answer"):
        accuracy_of(Answers(nothing, nothing, nothing, np.array([[5]]), 1))
