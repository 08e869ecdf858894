"""The line on the pixel under the cursor."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.classes.classes import Class, named_classes
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.image.image import Georeference, Image
from core.scale.calibrate import calibrate
from tests.workers.outcomes import outcome_of
from tests.workers.pictures import GREENLAND, three_colours
from ui.canvas.pixel_report import pixel_report


def document(image: Image | None = None, **fields) -> Document:
    image = image or three_colours()
    return Document(image, Parameters(k=3), own_scale=calibrate(image), **fields)


def parts(line: str) -> list[str]:
    return [part.strip() for part in line.split("·")]


def test_position_and_value() -> None:
    assert parts(pixel_report(document(), None, None, 5, 2)) == ["x 5, y 2", "red 90 green 120 blue 100"]


@pytest.mark.parametrize(("column", "row"), [(-1, 0), (0, -1), (12, 0), (0, 6)])
def test_nothing_outside_the_picture(column, row) -> None:
    assert pixel_report(document(), None, None, column, row) == ""


def test_cluster_and_class_of_a_result() -> None:
    found = outcome_of(three_colours())
    named = document(classes=named_classes((Class("ice", (2, 3)),), 3))
    line = parts(pixel_report(named, found.segmentation.labels, found, 5, 2))
    assert line[2:] == ["cluster 2", "class ice"]


def test_while_an_iteration_is_shown_clusters_have_no_ids_yet() -> None:
    found = outcome_of(three_colours())
    assert len(parts(pixel_report(document(), found.segmentation.labels, None, 5, 2))) == 2


def test_labels_of_another_picture_say_nothing() -> None:
    found = outcome_of(three_colours())
    assert len(parts(pixel_report(document(), np.ones((2, 2), np.uint8), found, 5, 2))) == 2


def test_no_data_has_no_value() -> None:
    valid = np.ones((6, 12), bool)
    valid[0, 0] = False
    image = replace(three_colours(), valid=valid)
    found = outcome_of(image)
    line = pixel_report(document(image), found.segmentation.labels, found, 0, 0)
    assert parts(line) == ["x 0, y 0", "no data"]


def test_the_map_coordinate_is_that_of_the_pixels_centre() -> None:
    mapped = document(three_colours(georeference=GREENLAND))
    assert parts(pixel_report(mapped, None, None, 0, 0))[1] == "map 381675.0, -899350.0"


def test_degrees_have_the_decimals_they_need() -> None:
    degrees = Georeference("EPSG:4326", (0.001, 0.0, 10.0, 0.0, -0.001, 60.0))
    mapped = document(three_colours(georeference=degrees))
    assert parts(pixel_report(mapped, None, None, 1, 1))[1] == "map 10.001500, 59.998500"


def test_grey_and_deep_values_are_as_stored() -> None:
    deep = Image(np.full((2, 2, 1), 40_000, np.uint16))
    assert parts(pixel_report(document(deep), None, None, 1, 1))[1] == "grey 40000"
