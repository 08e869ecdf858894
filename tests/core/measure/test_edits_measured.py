"""Edits by hand on their way through the measurement, the files of a run, and `floe verify`."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

import core.io.reader
from core.base.errors import ParameterError
from core.classes.classes import Class, named_classes
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.document.document_parts import all_parts, with_all_parts
from core.document.edits import Edits, painted
from core.document.step import Step
from core.export.run_files import write_all
from core.measure.measurement import measure
from core.pipeline.record import json_result
from core.pipeline.result import result_of
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shape_masks import PixelWindow
from core.roi.shapes import Rectangle
from core.scale.calibrate import calibrate
from main import main
from tests.core.measured import COLOURS, three_colours

BLOCK = PixelWindow(1, 2, np.ones((3, 4), bool))


def edited(document: Document, name: str | None = "ice") -> Document:
    shape = document.image.height, document.image.width
    return document.with_edits(painted(document.edits or Edits(shape), BLOCK, name))


def striped(folder: Path) -> Document:
    path = folder / "stripes.png"
    PillowImage.fromarray(COLOURS[np.indices((12, 15))[1] // 5]).save(path)
    image = core.io.reader.read(path)
    classes = named_classes((Class("water", (1,)), Class("ice", (2, 3))), 3)
    return Document(image, Parameters(k=3), classes, calibrate(image))


def test_edits_come_after_the_steps(tmp_path: Path) -> None:
    document = striped(tmp_path)
    found = segment(document.image, document.parameters)
    step = Step("min-area", 20.0)
    measured = measure(edited(document).with_steps((step,)), found)
    assert measured.edit_changes is not None
    assert measured.edit_changes.gained == (0, 9)  # columns 2, 3 and 4 of three rows; column 5 is ice already
    assert (measured.labels[1:4, 2:6] > 1).all()
    assert measured.areas.pixels.sum() == 12 * 15


def test_excluded_pixels_are_no_data(tmp_path: Path) -> None:
    document = edited(striped(tmp_path), None)
    measured = measure(document, segment(document.image, document.parameters))
    assert (measured.labels[BLOCK.slices] == 0).all()
    assert measured.areas.pixels.sum() == 12 * 15 - 12


def test_what_is_by_hand_stands_in_every_file_and_is_verified(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = edited(striped(tmp_path))
    result = result_of(document, segment(document.image, document.parameters))
    outputs = write_all(result, tmp_path / "out", "stripes")
    with outputs["areas"].open(encoding="utf-8", newline="") as file:
        assert {row["class"]: row["pixels by hand"] for row in csv.DictReader(file)} == {
            "water": "0",
            "ice": "9",
        }
    result = json_result(result, outputs, {})
    assert [each["hand_pixels"] for each in result["classes"]] == [0, 9]
    assert result["by_hand"] == {"gained": {"ice": 9}, "lost": {"water": 9}, "excluded": 0}
    assert main(["verify", str(outputs["run"])]) == 0
    assert "identical" in capsys.readouterr().out
    record = json.loads(outputs["run"].read_text("utf-8"))
    del record["edits"]
    outputs["run"].write_text(json.dumps(record), "utf-8")
    assert main(["verify", str(outputs["run"])]) == 1
    record["edits"] = {"shape": [12, 15]}
    outputs["run"].write_text(json.dumps(record), "utf-8")
    assert main(["verify", str(outputs["run"])]) == 2
    assert "the record is damaged" in capsys.readouterr().err


def test_a_document_keeps_them_and_they_belong_to_their_picture(tmp_path: Path) -> None:
    document = edited(striped(tmp_path)).with_steps((Step("open", 1.0, class_name="ice"),))
    values = json.loads(json.dumps(all_parts(document)))
    plain = Document(document.image, Parameters())
    again = with_all_parts(plain, values)
    assert again.steps == document.steps
    assert again.edits is not None
    assert again.edits.pixels == 12
    with pytest.raises(ParameterError, match="a picture of another size"):
        with_all_parts(Document(three_colours(), Parameters()), values)


def test_they_wait_for_their_class_and_say_so(tmp_path: Path) -> None:
    document = edited(striped(tmp_path))
    found = segment(document.image, document.parameters)
    without = measure(replace(document, classes=None), found)
    assert without.warnings == (
        "12 pixels edited by hand for “ice” are left out: there is no such class now.",
    )
    np.testing.assert_array_equal(without.labels, found.labels)


def test_edits_and_steps_follow_a_class_to_its_new_name(tmp_path: Path) -> None:
    document = edited(striped(tmp_path)).with_steps((Step("open", 1.0, class_name="ice"),))
    followed = document.with_names({"ice": "floes"})
    assert followed.steps[0].class_name == "floes"
    assert followed.edits is not None
    assert followed.edits.names == ("floes",)


def test_no_edits_are_none(tmp_path: Path) -> None:
    document = striped(tmp_path)
    shape = document.image.height, document.image.width
    assert document.with_edits(Edits(shape)).edits is None


def test_what_is_by_hand_is_counted_inside_regions_of_interest_too(tmp_path: Path) -> None:
    document = edited(striped(tmp_path))
    places = [
        RegionOfInterest(name, (RegionPart(Rectangle(x, 0, x + 3, 3)),))
        for name, x in (("left", 1), ("right", 9))
    ]
    document = document.with_regions_of_interest(tuple(places), "whole")
    tables = dict(result_of(document, segment(document.image, document.parameters)).roi_rows)
    # Columns 2 and 3 of rows 1 and 2 were water; the rest of the block lies elsewhere.
    assert [row.edited_pixels for row in tables["left"]] == [0, 4]
    assert [row.edited_pixels for row in tables["right"]] == [0, 0]
