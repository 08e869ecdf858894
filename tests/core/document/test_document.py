"""The Document: what belongs to the user's work, and what a change drops."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.classes.classes import Class, default_classes, named_classes
from core.cluster.parameters import Parameters
from core.document.document import Document, fitting
from core.document.document_parts import parameters_from, parameters_json
from core.image.image import Image
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from tests.core.measured import GREENLAND, three_colours

NAMED = named_classes((Class("ice", (2, 3)),), 3)
HALF_METRE = parse_pixel_size("0.5m")


def document(**fields) -> Document:
    return Document(**{"image": three_colours(), "parameters": Parameters(k=3), **fields})


def test_without_names_there_is_a_class_a_cluster() -> None:
    assert document().classes_for(3) == default_classes(3)
    assert document(classes=NAMED).classes_for(3) == NAMED


def test_a_change_is_another_document() -> None:
    before = document()
    with pytest.raises(FrozenInstanceError):
        before.parameters = Parameters(k=2)
    after = before.with_classes(NAMED)
    assert before.classes is None
    assert after.classes == NAMED
    assert after.image is before.image


def test_another_k_drops_the_classes() -> None:
    assert document(classes=NAMED).with_parameters(Parameters(k=2)).classes is None


@pytest.mark.parametrize(
    "parameters", [Parameters(k=3, seed=5), Parameters(k=3, space="lab"), Parameters(k=3, restarts=2)]
)
def test_the_same_k_keeps_the_classes(parameters) -> None:
    after = document(classes=NAMED).with_parameters(parameters)
    assert after.classes == NAMED
    assert after.parameters == parameters


def test_a_grey_picture_has_one_space_only() -> None:
    grey = Image(np.zeros((2, 2, 1), np.uint8))
    assert fitting(grey, Parameters(space="lab", k=7)) == Parameters(space="gray", k=7)
    assert fitting(three_colours(), Parameters(space="lab")) == Parameters(space="lab")
    assert document(image=grey).with_parameters(Parameters(k=3)).parameters.space == "gray"


def test_the_scale_of_the_picture_holds_until_one_is_typed() -> None:
    own = calibrate(three_colours(georeference=GREENLAND))
    mapped = document(own_scale=own)
    assert mapped.calibration is own
    typed = mapped.with_pixel_size(HALF_METRE).calibration
    assert replace(typed, warnings=()) == HALF_METRE
    assert "in place of 250 m × 250 m" in typed.warnings[0]
    assert mapped.with_pixel_size(HALF_METRE).with_pixel_size(None).calibration is own


def test_who_wants_no_scale_has_none() -> None:
    own = calibrate(three_colours(georeference=GREENLAND))
    assert document(own_scale=own, pixel_size=UNCALIBRATED).calibration == UNCALIBRATED
    assert document().calibration == UNCALIBRATED
    assert document(pixel_size=HALF_METRE).calibration == HALF_METRE


def test_parameters_by_superpixels_as_json() -> None:
    chosen = Parameters(k=5, by="superpixels", detail=70)
    values = parameters_json(chosen)
    assert (values["by"], values["detail"]) == ("superpixels", 70)
    assert parameters_from(values) == chosen
    by_pixels = parameters_json(Parameters(k=5, detail=70))
    assert not {"by", "detail"} & set(by_pixels)
    assert parameters_from(by_pixels) == Parameters(k=5)


@pytest.mark.parametrize("damage", [{"detail": 1.5}, {"detail": True}, {"detail": 101}, {"by": "blocks"}])
def test_damaged_superpixels_are_told(damage: dict[str, object]) -> None:
    values = {**parameters_json(Parameters(by="superpixels")), **damage}
    with pytest.raises((TypeError, ParameterError)):
        parameters_from(values)
