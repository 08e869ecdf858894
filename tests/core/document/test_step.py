"""Sizes of steps: in pixels and on the ground; every mistake is one sentence; JSON there and back."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.classes.classes import default_classes
from core.document.step import Step, steps_from, steps_json
from core.image.image import Georeference, Image
from core.measure.postprocess import check_steps
from core.measure.postprocess_steps import element
from core.measure.step_notes import steps_notes
from core.morphology.disks import disk
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from tests.core.maps import after, picture

CLASSES = default_classes(2)
GEOGRAPHIC = Georeference("EPSG:4326", (0.01, 0.0, 20.0, 0.0, -0.01, 71.0))
POLAR = Georeference("EPSG:3413", (1000.0, 0.0, 0.0, 0.0, -1000.0, -3_300_000.0))


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (lambda: Step("open", -1.0), "The radius of “Open” is -1"),
        (lambda: Step("min-area", math.nan), "The area of “Drop specks” is nan"),
        (lambda: Step("close", math.inf), "The radius of “Close” is inf"),
        (lambda: Step("open", 1.0, "m²"), "is in “m²”: choose one of px, nm"),
        (lambda: Step("fill-holes", 1.0, "m"), "is in “m”: choose one of px, nm²"),
        (lambda: Step("split", -1.0), "The diameter of “Split touching” is -1"),
        (
            lambda: Step("split", 1.0, "m²"),
            "The diameter of “Split touching” is in “m²”: choose one of px, nm",
        ),
        (lambda: Step("split", 1.0, lines="thin"), "has no choice “thin”: choose given, kept"),
        (lambda: Step("split", 1.0, by="size"), "has no choice “size”: choose shape, brightness"),
        (lambda: Step("split", 1.0, depth=-0.1), "The depth of “Split touching” is -0.1"),
        (lambda: Step("split", 1.0, depth=math.nan), "The depth of “Split touching” is nan"),
        (lambda: Step("shrink", 1.0), "There is no step “shrink”: choose open"),
    ],
)
def test_a_step_that_there_is_not(step: Any, words: str) -> None:
    with pytest.raises(ParameterError, match=words.replace("(", r"\(")):
        step()


@pytest.mark.parametrize(
    "step", [Step("open", 5.0, "m"), Step("min-area", 5.0, "m²"), Step("split", 5.0, "m")]
)
def test_a_size_on_the_ground_needs_a_scale(step: Step) -> None:
    words = "this picture has no scale: set the scale, or give"
    with pytest.raises(ParameterError, match=words):
        check_steps([step], CLASSES, UNCALIBRATED)
    check_steps([step], CLASSES, parse_pixel_size("1m"))
    labels = picture("1211")
    found, changes = after(labels, step)
    assert found is labels
    assert words in changes[0].left_out


def test_a_step_for_a_class_that_there_is_not() -> None:
    with pytest.raises(ParameterError, match="There is no class “ice”"):
        check_steps([Step("open", 5.0, class_name="ice")], CLASSES, UNCALIBRATED)
    check_steps([Step("open", 5.0, class_name="ice", on=False)], CLASSES, UNCALIBRATED)


def test_a_radius_needs_a_map_that_is_not_in_degrees() -> None:
    calibration = calibrate(Image(np.zeros((4, 4, 3), np.uint8), georeference=GEOGRAPHIC))
    with pytest.raises(ParameterError, match="in degrees, which are of no one length"):
        check_steps([Step("open", 5.0, "km")], CLASSES, calibration)
    with pytest.raises(ParameterError, match="give the diameter in pixels"):
        check_steps([Step("split", 5.0, "km")], CLASSES, calibration)
    check_steps([Step("min-area", 5.0, "km²")], CLASSES, calibration)


def test_a_radius_has_a_limit() -> None:
    with pytest.raises(ParameterError, match="more than 1000 pixels"):
        check_steps([Step("close", 1001.0)], CLASSES, UNCALIBRATED)


def test_a_radius_on_the_ground_is_a_disk_of_pixels() -> None:
    assert element(Step("open", 30.0, "cm"), parse_pixel_size("0.1m")).half.tolist() == disk(3).half.tolist()
    wide = element(Step("open", 6.0, "m"), parse_pixel_size("3m,2m"))
    y, x = np.mgrid[-3:4, -3:4]
    inside = (3 * x) ** 2 + (2 * y) ** 2 <= 36
    assert wide.half.tolist() == [(inside[3 + dy].sum() - 1) // 2 for dy in range(4)]


def test_an_area_on_the_ground_is_that_of_the_regions() -> None:
    labels = picture(
        """
        1111111
        1211221
        1111111
        """
    )
    step = Step("min-area", 1.0, "m²")
    found, _ = after(labels, step, calibration=parse_pixel_size("1m,0.5m"))
    assert found.tolist() == np.where(np.arange(7) == 1, 1, labels).tolist()


def test_true_ground_areas_decide_where_they_are_measured() -> None:
    """At the edge of the map a pixel of 1 km covers less ground than nominal, as the area table says."""
    labels = np.ones((60, 60), np.uint8)
    labels[30, 30:40] = 2
    image = Image(np.zeros((60, 60, 3), np.uint8), georeference=POLAR)
    true = calibrate(image)
    planar = calibrate(image, area="planar")
    assert true.method == "geodesic"
    step = Step("min-area", 10.0, "km²")
    assert after(labels, step, calibration=true)[1][0].pixels == 10
    assert after(labels, step, calibration=planar)[1][0].pixels == 0


def test_a_step_for_a_class_that_is_not_there_says_so_and_changes_nothing() -> None:
    labels, steps = picture("1211"), (Step("min-area", 2.0, class_name="ice"),)
    found, changes = after(labels, *steps)
    assert found is labels
    assert "There is no class “ice” now" in changes[0].left_out
    assert steps_notes(changes, default_classes(2)) == (
        f"The step “Drop specks 2 px², ice” is left out. {changes[0].left_out}",
    )
    assert steps_notes(after(labels, Step("open", 1.0, on=False))[1], default_classes(2)) == ()


def test_json_there_and_back() -> None:
    steps = (
        Step("open", 1.5),
        Step("min-area", 3.0, "km²", "海冰", on=False),
        Step("keep-largest", class_name="ice"),
        Step("split", 12.5, "m", "ice", by="brightness", lines="kept", depth=0.25),
    )
    assert steps_from(json.loads(json.dumps(steps_json(steps)))) == steps


@pytest.mark.parametrize(
    "saved",
    [
        {"kind": "open"},
        [{"kind": "open"}],
        [3],
        [{"kind": "open", "size": "wide", "unit": "px", "class": None}],
        [{"kind": "open", "size": -1, "unit": "px", "class": None}],
        [{"kind": ["open"], "size": 1, "unit": "px", "class": None}],
        [{"kind": "open", "size": 1, "unit": "px", "class": 7}],
        [{"kind": "open", "size": 1, "unit": "px", "class": None, "on": "yes"}],
    ],
)
def test_damaged_steps(saved: Any) -> None:
    with pytest.raises((ParameterError, KeyError, TypeError, ValueError)):
        steps_from(saved)


def test_no_more_steps_than_anyone_needs() -> None:
    with pytest.raises(ParameterError, match="101 steps"):
        steps_from(steps_json([Step("open", 1.0)] * 101))


def test_the_order_of_the_steps_counts() -> None:
    labels = picture("1121211")
    close, drop = Step("close", 1.0, class_name="2"), Step("min-area", 2.0, class_name="2")
    assert after(labels, close, drop, classes=default_classes(2))[0].tolist() == [[1, 1, 2, 2, 2, 1, 1]]
    assert after(labels, drop, close, classes=default_classes(2))[0].tolist() == [[1] * 7]
