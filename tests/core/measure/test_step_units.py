"""Units of steps: what is offered, that a size stays the same in another unit, and the slider."""

from __future__ import annotations

import numpy as np
import pytest

from core.document.step import Step
from core.image.image import Georeference, Image
from core.measure.step_units import in_unit, share_of, size_at, units_for
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size

GEOGRAPHIC = Georeference("EPSG:4326", (0.01, 0.0, 20.0, 0.0, -0.01, 71.0))


def test_units_are_those_that_pixels_can_be_told_in() -> None:
    assert units_for("open", UNCALIBRATED) == ("px",)
    assert units_for("open", parse_pixel_size("250m")) == ("px", "m", "km")
    assert units_for("min-area", parse_pixel_size("250m")) == ("px", "m²", "km²")
    assert units_for("close", parse_pixel_size("0.5um")) == ("px", "nm", "µm")
    degrees = calibrate(Image(np.zeros((4, 4, 3), np.uint8), georeference=GEOGRAPHIC))
    assert units_for("open", degrees) == ("px",)
    assert units_for("min-area", degrees) == ("px", "m²", "km²")


def test_the_size_stays_the_same_in_another_unit() -> None:
    scale = parse_pixel_size("250m")
    assert in_unit(Step("open", 3.0), "km", scale) == Step("open", 0.75, "km")
    assert in_unit(Step("open", 0.75, "km"), "px", scale) == Step("open", 3.0)
    assert in_unit(Step("min-area", 16.0), "km²", scale) == Step("min-area", 1.0, "km²")
    assert in_unit(Step("min-area", 16.0), "px", scale) == Step("min-area", 16.0)
    assert in_unit(Step("min-area", 5.0, "km²"), "px", UNCALIBRATED) == Step("min-area", 5.0)


@pytest.mark.parametrize("step", [Step("open", 1.0), Step("min-area", 1.0), Step("close", 1.0, "m")])
def test_the_slider_goes_through_sizes_and_stands_where_they_are(step: Step) -> None:
    scale = parse_pixel_size("250m")
    sizes = [size_at(step, share, scale) for share in np.linspace(0, 1, 21)]
    assert sizes == sorted(sizes)
    for share in (0.2, 0.5, 1.0):
        found = Step(step.kind, size_at(step, share, scale), step.unit)
        assert share_of(found, scale) == pytest.approx(share, abs=0.02)
    assert share_of(Step(step.kind, 1e9, step.unit), scale) == 1.0
