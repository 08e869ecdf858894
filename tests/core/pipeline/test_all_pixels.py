"""All pixels of a picture of which a level is open."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.accuracy.sample import drawn
from core.accuracy.strata import Strata, Stratum
from core.base.parallel import never_cancelled
from core.classes.ratios import parse_ratio
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.image.crop import Crop
from core.image.image import Image
from core.io.reader import read
from core.pipeline.levels import read_level
from core.pipeline.limits import hindrance_of_level
from core.pipeline.record import labels_sha256
from core.pipeline.result import result_of
from core.scale.calibrate import calibrate
from tests.core.pipeline.test_levels import written
from tests.reading import HERE
from workers.all_pixels import AllPixels, measured


def bright_of_three_by_four(image: Image) -> Document:
    """The lightest of three clusters by the darkest, seen over four: there it has another number."""
    three = Parameters(k=3)
    document = Document(image, three, own_scale=calibrate(image))
    document = document.with_ratios((parse_ratio("bright=3/1"),), segment(image, three))
    return document.with_parameters(replace(three, k=4))


def test_a_ratio_of_numbered_classes_stays_with_their_clusters(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tif")
    whole, level = (
        bright_of_three_by_four(image) for image in (read(path), read_level(path, HERE, most=7_000))
    )
    expected = result_of(whole, segment(whole.image, whole.parameters))
    measured(AllPixels(level, tmp_path / "out" / "a_labels.tif", "a"), never_cancelled)
    record = json.loads((tmp_path / "out" / "a_run.json").read_text("utf-8"))
    found = record["result"]["ratios"][0]["value"]
    assert found == pytest.approx(expected.ratio_values[0].value, rel=1e-9)
    assert record["ratios"][0]["numerator"] == ["4"]


def test_a_crop_beside_a_level_is_one_of_all_pixels(tmp_path: Path) -> None:
    path = written(tmp_path / "a.tif")
    level = read_level(path, HERE, most=7_000)
    crop = Crop(5, 7, 250, 101)
    document = Document(level, Parameters(k=3), own_scale=calibrate(level)).with_crop(crop)
    measured(AllPixels(document, tmp_path / "out" / "a_labels.tif", "a"), never_cancelled)
    record = json.loads((tmp_path / "out" / "a_run.json").read_text("utf-8"))
    whole = Document(read(path), Parameters(k=3), own_scale=calibrate(read(path))).with_crop(crop)
    expected = result_of(whole, segment(whole.clustered_image(), whole.parameters))
    assert record["crop"] == {"x": 5, "y": 7, "width": 250, "height": 101}
    assert record["image"]["valid_pixels"] == 250 * 101
    assert record["result"]["labels_sha256"] == labels_sha256(expected.labels)


def test_areas_by_points_of_the_level_are_not_those_of_all_pixels(tmp_path: Path) -> None:
    level = read_level(written(tmp_path / "a.tif"), HERE, most=7_000)
    strata = Strata(np.ones((level.height, level.width), np.uint8), (Stratum((1,)),))
    sample = drawn(strata, 10)
    document = Document(level, Parameters(k=3)).with_sample(sample)
    assert hindrance_of_level(document) == ""
    assert "points in the level only" in hindrance_of_level(document.with_sample(replace(sample, leads=True)))
