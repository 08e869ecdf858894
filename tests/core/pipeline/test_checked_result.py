"""A result with the points of its document: rows, ratios, regions of interest, record and verifying."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.accuracy.sample import Answer, continued, drawn
from core.classes.classes import Class, named_classes
from core.classes.ratios import parse_ratio
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.export.run_files import write_record
from core.image.image import Image
from core.io.reader import read
from core.measure.strata_to_draw import strata_to_draw
from core.pipeline.record import run_record
from core.pipeline.record_reader import document_from
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.pipeline.verify import differences, has_older_errors
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shapes import Rectangle
from core.scale.calibrate import calibrate
from core.scale.calibration import parse_pixel_size
from main import main

# Left of column 30 the picture is dark; in truth there is ice from column 36 on.
GREYS = np.random.RandomState(2).normal([[60] * 30 + [180] * 30], 12, (40, 60))
PICTURE = Image(np.clip(GREYS, 0, 255).astype(np.uint8)[..., None])
CLASSES = named_classes((Class("water", (1,)), Class("ice", (2,))), 2)
TRUE_ICE = 24 / 60


def asked(document: Document, result: Result, points: int = 80) -> Document:
    """With all answers of somebody who sees what is there."""
    strata = strata_to_draw(result.prepared, result.segmentation, result.labels, result.classes)
    sample = drawn(strata, points, seed=5)
    while True:
        while (i := sample.next_point()) is not None:
            name = "ice" if sample.points[i].column >= 36 else "water"
            sample = sample.answered(Answer(i, "class", name))
        if not sample.is_due():
            return document.with_sample(sample, result.segmentation)
        sample = continued(sample)


@pytest.fixture(scope="module")
def document() -> Document:
    plain = Document(PICTURE, Parameters(k=2), CLASSES).with_pixel_size(parse_pixel_size("2m"))
    plain = plain.with_ratios((parse_ratio("concentration=ice/(ice+water)"),))
    first = result_in(run(task_of(plain)))
    events = list(run(task_of(plain)))
    prepared = next(each for each in events if hasattr(each, "label_image"))
    return asked(plain, replace(first, prepared=prepared))


def led(document: Document) -> Document:
    assert document.sample is not None
    return document.with_sample(replace(document.sample, leads=True))


def test_without_a_word_the_map_leads_and_the_points_stand_beside(document: Document) -> None:
    result = result_in(run(task_of(document, errors=True)))
    water, ice = result.rows
    assert ice.pixels == 1200
    assert ice.area == 4800
    assert not ice.leads
    assert ice.checked is not None
    assert ice.checked.mapped_area == 4800
    assert ice.checked.low < TRUE_ICE * 9600 < ice.checked.high < 4800
    assert ice.checked.source == "checked by 80 points"
    assert ice.error is not None
    assert ice.error.borders is not None
    assert water.checked is not None
    assert water.checked.area + ice.checked.area == pytest.approx(9600)
    assert result.ratio_values[0].value == 0.5


def test_once_the_user_says_so_the_points_lead(document: Document) -> None:
    result = result_in(run(task_of(led(document), errors=True)))
    _, ice = result.rows
    assert ice.leads
    assert ice.checked is not None
    assert (ice.area, ice.fraction) == (ice.checked.area, ice.checked.share.value)
    assert ice.pixels == 1200, "the pixels are those of the map"
    assert ice.error is not None
    assert (ice.error.low, ice.error.high) == (ice.checked.low, ice.checked.high)
    (ratio,) = result.ratio_values
    assert ratio.value == pytest.approx(ice.checked.share.value)
    low, high = ratio.interval
    assert low is not None
    assert high is not None
    assert low < TRUE_ICE < high < 0.5


def test_inside_a_region_of_interest_its_own_points_count(document: Document) -> None:
    regions = tuple(
        RegionOfInterest(name, (RegionPart(Rectangle(left, 0.0, left + 20, 40.0)),))
        for name, left in (("west", 0.0), ("middle", 24.0))
    )
    result = result_in(run(task_of(led(document).with_regions_of_interest(regions, "whole"))))
    west, middle = result.roi_checked
    assert west is not None
    assert middle is not None
    assert west.points + middle.points < 80
    ice = middle.of("ice")
    assert ice is not None
    assert ice.low < 8 * 40 * 4 < ice.high
    (_, (_, in_west)), (_, (_, in_middle)) = result.roi_rows
    assert in_middle.leads
    assert in_middle.area == ice.area
    assert in_west.checked is not None
    assert in_west.checked.area == 0
    assert in_west.checked.high > 0, "never ± 0"
    assert len(result.roi_ratios) == 2


def test_a_record_repeats_the_estimate(document: Document) -> None:
    said = led(document)
    for errors in (False, True):
        result = result_in(run(task_of(said, errors=errors)))
        record = json.loads(json.dumps(run_record(result)))
        assert record["sample"]["leads"] is True
        found = record["result"]["accuracy"]
        assert found["points"] == 80
        assert found["confusion"] == result.checked.accuracy.confusion.tolist()
        assert [each["name"] for each in found["classes"]] == ["water", "ice"]
        ice = record["result"]["classes"][1]
        assert ice["area_source"] == "checked by 80 points"
        assert ice["mapped_area"] == 4800
        assert ice["area_low"] < TRUE_ICE * 9600 < ice["area_high"]
        assert "error_parts" not in ice
        assert not has_older_errors(record)
        again = document_from(record, PICTURE)
        repeated = result_in(run(task_of(again, errors=errors)))
        assert differences(record, repeated) == []
        flipped = {"ice": "water", "water": "ice"}[record["sample"]["answers"][0]["class"]]
        record["sample"]["answers"][0]["class"] = flipped
        other = result_in(run(task_of(document_from(record, PICTURE), errors=errors)))
        assert any("accuracy" in line for line in differences(record, other))


def test_what_only_answers_name_and_nobody_could_tell_is_said(document: Document) -> None:
    sample = document.sample
    assert sample is not None
    other = sample.answered(Answer(0, "class", "slush")).answered(Answer(1, "unsure"))
    result = result_in(run(task_of(document.with_sample(other))))
    said = "\n".join(result.warnings)
    assert "is “slush”, which the map does not have." in said
    assert "Nobody could tell what is at 1 point: it is left out" in said


def test_another_k_is_judged_by_the_same_points(document: Document) -> None:
    result = result_in(run(task_of(led(document.with_parameters(Parameters(k=3))))))
    assert result.segmentation.k == 3
    assert result.checked is not None
    assert result.checked.points == 80


def test_a_sample_without_an_answer_says_nothing(document: Document) -> None:
    sample = document.sample
    assert sample is not None
    result = result_in(run(task_of(document.with_sample(replace(sample, answers=(), leads=True)))))
    assert result.checked is None
    assert not any(row.leads for row in result.rows)
    assert "accuracy" not in run_record(result)["result"]


def test_floe_verify_repeats_the_estimate_of_an_export(tmp_path: Path, capsys) -> None:
    """A picture with a check, exported as the window does it, and then verified on the command line."""
    path = tmp_path / "scene.png"
    PillowImage.fromarray(PICTURE.pixels[..., 0]).save(path)
    image = read(path)
    plain = Document(image, Parameters(k=2), CLASSES, own_scale=calibrate(image))
    first = result_in(run(task_of(plain)))
    document = led(asked(plain, first, 30))
    write_record(tmp_path / "scene_run.json", result_in(run(task_of(document, errors=True))))
    assert main(["verify", str(tmp_path / "scene_run.json")]) == 0
    record = json.loads((tmp_path / "scene_run.json").read_text("utf-8"))
    answer = record["sample"]["answers"][0]
    answer["class"] = {"ice": "water", "water": "ice"}[answer["class"]]
    (tmp_path / "scene_run.json").write_text(json.dumps(record), "utf-8")
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "scene_run.json")]) == 1
    assert "accuracy" in capsys.readouterr().out
    record["sample"]["points"][0] = [0, 0, 7]
    (tmp_path / "scene_run.json").write_text(json.dumps(record), "utf-8")
    assert main(["verify", str(tmp_path / "scene_run.json")]) == 2
    assert "the record is damaged" in capsys.readouterr().err
