"""How large steps may be, and what becomes of what a split keeps apart."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.classes.classes import default_classes
from core.document.step import Step
from core.measure.postprocess import changes_json, process
from core.measure.postprocess_steps import check_size
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from tests.core.maps import after, counts_of, picture

DUMBBELL = picture("1111111111111\n1222111112221\n1222222222221\n1222111112221\n1111111111111")


def test_a_diameter_has_2000_pixels_at_most_of_their_shorter_side() -> None:
    check_size(Step("split", 2000.0), UNCALIBRATED)
    for scale in ("2m,4m", "4m,2m"):
        check_size(Step("split", 4000.0, "m"), parse_pixel_size(scale))
        with pytest.raises(ParameterError, match="more than 2000 pixels"):
            check_size(Step("split", 4001.0, "m"), parse_pixel_size(scale))
    with pytest.raises(ParameterError, match="more than 2000 pixels"):
        check_size(Step("split", 2000.5), UNCALIBRATED)


def test_a_step_that_is_too_large_is_left_out() -> None:
    labels, changes = after(DUMBBELL, Step("split", 2000.5, class_name="2"))
    assert labels is DUMBBELL
    assert "is more than 2000 pixels" in changes[0].left_out
    assert changes[0].regions == ()


def test_later_steps_carry_on_what_is_apart_and_regions_stand_with_the_split_alone() -> None:
    classes = default_classes(2)
    steps = (
        Step("split", 3.0, class_name="2"),
        Step("close", 3.0, class_name="2"),
        Step("split", 3.0, on=False),
    )
    found = process(
        DUMBBELL, classes, steps, calibration=UNCALIBRATED, counts=counts_of(DUMBBELL, 2), threads=1
    )
    assert [change.regions for change in found.changes] == [((0, 0), (1, 2)), (), ()]
    assert found.apart is not None
    closed = found.labels == 2
    assert closed.sum() > (DUMBBELL == 2).sum()
    # What the step gained goes with one of the two.
    assert set(found.apart[closed].tolist()) == {1, 2}
    first, second, off = changes_json(found.changes, classes)
    assert first["regions"] == {"2": {"before": 1, "after": 2}}
    assert "regions" not in second
    assert "regions" not in off
    assert off["left_out"] == "It is switched off."


def test_lines_that_are_kept_are_never_of_the_class_itself() -> None:
    labels, changes = after(DUMBBELL, Step("split", 3.0, class_name="2", lines="kept"))
    assert changes[0].regions == ((0, 0), (1, 2))
    lost = (DUMBBELL == 2) & (labels == 1)
    assert lost.sum() == changes[0].lost[1] > 0
    assert np.array_equal(labels[~lost], DUMBBELL[~lost])
