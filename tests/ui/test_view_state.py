"""What the window shows follows from document, result, what runs and what is selected; field by field."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from core.classes.classes import Class, named_classes
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.elsewhere.class_labels import ClassLabels
from core.image.image import Image, Provenance
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from tests.workers.outcomes import outcome_of
from tests.workers.pictures import GREENLAND, noisy, three_colours
from ui.session.view_state import (
    Busy,
    ViewState,
    display_name,
    picture_detail,
    resolve,
    result_detail,
    shown_classes,
)
from workers.clustering import Outcome

IDLE = Busy()
ICE = named_classes((Class("ice", (2, 3)),), 3)


def document(**fields) -> Document:
    return Document(**{"image": three_colours(), "parameters": Parameters(k=3), **fields})


@cache
def outcome(k: int = 3) -> Outcome:
    return outcome_of(three_colours(), Parameters(k=k))


def state(*, busy: Busy = IDLE, selected: tuple[str, ...] = (), k: int = 3, **fields) -> ViewState:
    return resolve(document(**fields), outcome(k), busy, selected)


def test_without_a_document_there_is_nothing() -> None:
    assert resolve(None, None, IDLE, ()) == ViewState()
    assert resolve(None, None, Busy(exporting=True, other_pictures=True), ()) == ViewState()


def test_a_picture_without_a_result() -> None:
    shown = resolve(document(), None, IDLE, ("1",))
    assert shown.has_image
    assert not shown.has_segmentation
    assert shown.can_run
    assert shown.can_step
    assert not any((shown.can_export, shown.can_merge, shown.can_rename, shown.can_split))
    assert shown.rows == ()
    assert shown.result_detail == ""


def test_a_picture_with_its_result() -> None:
    shown = state()
    assert shown.has_segmentation
    assert shown.can_export
    assert [row.name for row in shown.rows] == ["1", "2", "3"]
    assert [row.pixels for row in shown.rows] == [24, 24, 24]
    assert shown.result_detail.startswith("3 clusters")
    assert shown.warnings == ()


def test_what_is_told_is_passed_on() -> None:
    assert not state().exporting
    assert state(busy=Busy(exporting=True)).exporting


@pytest.mark.parametrize(
    ("busy", "running", "paused", "can_run", "can_step"),
    [
        (Busy(), False, False, True, True),
        (Busy(running=True), True, False, False, False),
        (Busy(running=True, paused=True), True, True, False, True),
        (Busy(paused=True), False, False, True, True),
    ],
)
def test_what_can_be_done_with_a_run(busy, running, paused, can_run, can_step) -> None:
    shown = state(busy=busy)
    assert (shown.running, shown.paused, shown.can_run, shown.can_step) == (
        running,
        paused,
        can_run,
        can_step,
    )


def test_what_begins_or_ends_is_a_difference() -> None:
    kinds = (Busy(), Busy(running=True), Busy(exporting=True))
    assert len({hash(state(busy=busy)) for busy in kinds}) == len(kinds)


def test_one_export_at_a_time() -> None:
    assert not state(busy=Busy(exporting=True)).can_export


@pytest.mark.parametrize(
    ("selected", "merge", "rename", "split"),
    [
        ((), False, False, False),
        (("1",), False, True, False),
        (("ice",), False, True, True),
        (("1", "ice"), True, False, False),
        (("gone",), False, False, False),
        (("gone", "ice"), False, True, True),
    ],
)
def test_what_can_be_done_with_the_selected_classes(*, selected, merge, rename, split) -> None:
    shown = state(selected=selected, classes=ICE)
    assert (shown.can_merge, shown.can_rename, shown.can_split) == (merge, rename, split)


def test_classes_of_an_older_k_are_edited_too_they_go_with_their_clusters() -> None:
    shown = state(k=2, selected=("1", "2"))
    assert [row.name for row in shown.rows] == ["1", "2"]
    assert (shown.can_merge, shown.can_rename, shown.can_split) == (True, False, False)


def test_rows_follow_the_classes_and_the_scale() -> None:
    found = outcome_of(three_colours(), Parameters(k=3), parse_pixel_size("2m"))
    shown = resolve(document(classes=ICE, pixel_size=parse_pixel_size("2m")), found, IDLE, ())
    assert [(row.name, row.pixels, row.area, row.unit) for row in shown.rows] == [
        ("1", 24, 96.0, "m²"),
        ("ice", 48, 192.0, "m²"),
    ]
    assert shown.scale == "2 m × 2 m, typed"
    assert shown.calibrated


def test_without_a_scale_it_says_so() -> None:
    shown = state()
    assert (shown.scale, shown.calibrated) == ("uncalibrated", False)
    assert {row.unit for row in shown.rows} == {"px²"}


def test_the_georeference_of_the_picture() -> None:
    mapped = three_colours(georeference=GREENLAND)
    own = calibrate(mapped)
    shown = resolve(document(image=mapped, own_scale=own), None, IDLE, ())
    assert shown.has_georeference
    assert shown.calibrated
    assert "georeference" in shown.scale
    assert "250 m × 250 m" in shown.scale
    none = resolve(document(image=mapped, own_scale=own, pixel_size=UNCALIBRATED), None, IDLE, ())
    assert none.has_georeference
    assert not none.calibrated
    assert not state().has_georeference


def test_parameters_and_spaces() -> None:
    shown = state(parameters=Parameters(k=3, seed=4))
    assert shown.parameters == Parameters(k=3, seed=4)
    assert shown.spaces == ("rgb", "lab", "hsv", "gray")
    grey = resolve(document(image=Image(np.zeros((2, 2, 1), np.uint8))), None, IDLE, ())
    assert grey.spaces == ("gray",)


def test_warnings_of_picture_scale_and_run_stand_together() -> None:
    image = replace(three_colours(georeference=GREENLAND), warnings=("A band was left out.",))
    capped = outcome_of(noisy(), Parameters(k=3, max_iter=1))
    typed = document(image=image, own_scale=calibrate(image), pixel_size=parse_pixel_size("2m"))
    warnings = resolve(typed, capped, IDLE, ()).warnings
    assert warnings[0] == "A band was left out."
    assert "typed pixel size" in warnings[1]
    assert "Not converged: the run ended after 1 iteration, " in warnings[2]
    assert len(warnings) == 3


@pytest.mark.parametrize(
    ("pixels", "detail"),
    [
        (np.zeros((2003, 3456, 3), np.uint8), "a.png · 3456 × 2003 · RGB, 8-bit"),
        (np.zeros((4, 5, 1), np.uint16), "a.png · 5 × 4 · grey, 16-bit"),
        (np.zeros((4, 5, 4), np.uint8), "a.png · 5 × 4 · 4 bands, uint8"),
    ],
)
def test_the_picture_in_a_line(pixels, detail) -> None:
    image = Image(pixels, provenance=Provenance("/folder/a.png"))
    assert picture_detail(document(image=image)) == detail
    assert display_name(document(image=image)) == "a.png"


def test_the_result_in_a_line() -> None:
    one = outcome_of(noisy(), Parameters(k=1))
    assert result_detail(one).startswith("1 cluster · ")
    assert result_detail(one).endswith(" · converged")
    capped = outcome_of(noisy(), Parameters(k=3, max_iter=1))
    assert result_detail(capped) == "3 clusters · 1 iteration · not converged"
    assert result_detail(None) == ""


def test_without_a_result_there_are_no_classes() -> None:
    assert shown_classes(document(classes=ICE), None) == ()
    assert shown_classes(document(classes=ICE), outcome()) == ICE


def test_until_other_labels_are_measured_those_that_are_shown_keep_their_names() -> None:
    """Both have two classes, so their ids are the same numbers."""
    image = three_colours()
    ids = np.ones((image.height, image.width), np.uint8)
    ids[:, 4:] = 0
    first, second = (
        document().with_elsewhere(ClassLabels(ids.copy(), (name,), True, f"{name}.png", ""))
        for name in ("ice", "mud")
    )
    result = result_in(run(task_of(first)))
    measured = replace(outcome(), result=result, measurement=result.measurement)
    assert [item.name for item in shown_classes(first, measured)] == ["ice", "background"]
    assert [item.name for item in shown_classes(second, measured)] == ["ice", "background"]
    assert [row.name for row in resolve(second, measured, IDLE, ()).rows] == ["ice", "background"]
