"""The run record holds what repeats a run; the JSON result is the one that scripts rely on."""

from __future__ import annotations

import hashlib
import json
import tomllib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ReadError
from core.base.version import VERSION
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.document.document_parts import parameters_from, parameters_json
from core.document.plain_json import to_bytes
from core.export.run_files import output_paths, write_all
from core.image.image import Georeference, Provenance
from core.pipeline.record import calibration_json, json_result, labels_sha256, run_record
from core.pipeline.record_reader import calibration_from, document_from, read_record
from core.pipeline.result import result_of
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, AreaMethod, parse_pixel_size
from tests.core.measured import COLOURS, GREENLAND, measured, three_colours

START = tuple(tuple(float(level) for level in colour) for colour in COLOURS)


def test_the_record_holds_what_repeats_the_run(tmp_path: Path) -> None:
    result = measured(three_colours(), Parameters(k=3, init=START, seed=5), parse_pixel_size("0.5m"))
    outputs = write_all(result, tmp_path / "new" / "folder", "scene", seconds={"read": 1.5})
    record = read_record(outputs["run"])
    assert record["image"]["path"] == "folder/scene.png"
    assert record["image"]["sha256"] == "ab" * 32
    document = document_from(record, result.image)
    assert document.parameters == result.segmentation.parameters
    assert document.classes == result.classes
    assert document.calibration == parse_pixel_size("0.5m")
    assert record["result"]["labels_sha256"] == labels_sha256(result.segmentation.labels)
    assert record["environment"]["versions"]["floe"] == VERSION
    assert record["environment"]["seconds"]["read"] == 1.5
    again = run_record(result)
    for key in ("image", "parameters", "classes", "calibration", "result", "warnings"):
        assert json.loads(to_bytes(again))[key] == record[key]


@pytest.mark.parametrize(
    ("typed", "area", "source"),
    [("", None, "georeference"), ("", "planar", "georeference"), ("2 m", None, "typed")],
)
def test_the_calibration_of_a_record_is_found_again(typed: str, area: AreaMethod | None, source: str) -> None:
    image = three_colours(georeference=GREENLAND)
    calibration = calibrate(image, parse_pixel_size(typed) if typed else None, area)
    segmentation = segment(image, Parameters(k=3))
    document = Document(image, Parameters(k=3), own_scale=calibration)
    result = result_of(document, segmentation)
    assert calibration_from(run_record(result), image) == calibration
    assert calibration.source == source
    unwanted = result_of(document.with_pixel_size(UNCALIBRATED), segmentation)
    assert calibration_from(run_record(unwanted), image) == UNCALIBRATED


def test_write_all_says_what_it_wrote(tmp_path: Path) -> None:
    result = measured(three_colours(georeference=GREENLAND))
    outputs = write_all(result, tmp_path, "a.b")
    assert {key: path.name for key, path in outputs.items()} == {
        "areas": "a.b_areas.csv",
        "labels": "a.b_labels.png",
        "labels_tif": "a.b_labels.tif",
        "segmented": "a.b_segmented.png",
        "run": "a.b_run.json",
    }
    # What the values of the GeoTIFF mean, where GDAL looks for it: a part of that file.
    beside = tmp_path / "a.b_labels.tif.aux.xml"
    assert {*outputs.values(), beside} == set(tmp_path.iterdir())
    assert set(outputs.values()) <= set(output_paths(tmp_path, "a.b"))


def test_the_hash_of_labels_knows_their_shape() -> None:
    labels = np.arange(6, dtype=np.uint8).reshape(2, 3)
    assert labels_sha256(labels) == hashlib.sha256(b"2 3\n" + bytes(range(6))).hexdigest()
    assert labels_sha256(labels.reshape(3, 2)) != labels_sha256(labels)
    assert labels_sha256(labels.T.copy().T) == labels_sha256(labels)


def test_the_json_result() -> None:
    result = measured(three_colours(no_data=True))
    result = json_result(result, {"labels": Path("out/x_labels.png")}, {"read": 0.1, "write": 0.2})
    assert json.loads(json.dumps(result)) == result
    assert list(result) == [
        "image",
        "params",
        "iterations",
        "converged",
        "inertia",
        "clusters",
        "classes",
        "calibration",
        "warnings",
        "outputs",
        "seconds",
    ]
    assert result["image"] == {
        "path": "folder/scene.png",
        "sha256": "ab" * 32,
        "width": 8,
        "height": 6,
        "bands": 3,
        "dtype": "uint8",
        "valid_pixels": 40,
    }
    assert result["converged"] is True
    assert result["inertia"] == 0
    assert [cluster["id"] for cluster in result["clusters"]] == [1, 2, 3]
    assert [cluster["centroid"] for cluster in result["clusters"]] == COLOURS.tolist()
    assert [cluster["colour"] for cluster in result["clusters"]] == ["#0a141e", "#5a7864", "#c8d2dc"]
    assert sum(cluster["pixels"] for cluster in result["clusters"]) == 40
    assert sum(cluster["fraction"] for cluster in result["clusters"]) == pytest.approx(1)
    assert {cluster["unit"] for cluster in result["clusters"]} == {"px²"}
    assert [(item["name"], item["clusters"]) for item in result["classes"]] == [("1", [1]), ("ice", [2, 3])]
    assert result["calibration"]["source"] == "none"
    assert result["outputs"] == {"labels": str(Path("out/x_labels.png"))}
    assert set(result["seconds"]) == {"read", "cluster", "label", "write"}


def test_pixels_times_the_pixel_area_is_the_area() -> None:
    degrees = Georeference("EPSG:4326", (0.01, 0.0, 10.0, 0.0, -0.01, 60.0))
    for georeference in (GREENLAND, degrees):
        result = json_result(measured(three_colours(georeference=georeference)), {}, {})
        area = sum(cluster["area"] for cluster in result["clusters"])
        assert area == pytest.approx(48 * result["calibration"]["pixel_area"], rel=1e-10)
        assert result["calibration"]["unit"] == result["clusters"][0]["unit"]
    assert (
        calibration_json(measured(three_colours(georeference=GREENLAND)).areas)["planar_pixel_area"] == 0.0625
    )
    assert calibration_json(measured(three_colours(georeference=degrees)).areas)["planar_pixel_area"] is None


def test_warnings_stand_beside_the_numbers() -> None:
    image = replace(three_colours(georeference=GREENLAND), warnings=("A band was dropped.",))
    start = ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0), (2.0, 2.0, 2.0))
    result = measured(image, Parameters(k=3, init=start, max_iter=1), parse_pixel_size("1m"))
    dropped, scale, capped = run_record(result)["warnings"]
    assert dropped == "A band was dropped."
    assert "is used in place of 250 m × 250 m" in scale
    assert capped.startswith("Not converged: stopped by the iteration cap after 1 iteration")


def test_a_path_that_is_no_text_is_written() -> None:
    image = replace(three_colours(), provenance=Provenance("folder/\udcff冰.png"))
    written = to_bytes(run_record(measured(image)))
    assert "冰".encode() in written
    assert json.loads(written)["image"]["path"] == "folder/\udcff冰.png"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "it is no JSON"),
        (b"\xff\xfe\x00", "it is no JSON"),
        (b"[]", "it is no run record"),
        (b'{"format": "something else"}', "it is no run record"),
    ],
)
def test_what_is_no_record_is_a_sentence(content: bytes, words: str, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(content)
    with pytest.raises(ReadError, match=words):
        read_record(tmp_path / "x.json")


def test_a_missing_record_and_one_of_the_future(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="No such file"):
        read_record(tmp_path / "x.json")
    (tmp_path / "x.json").write_text('{"format": "floe run record", "version": 99}')
    with pytest.raises(ReadError, match="newer Floe"):
        read_record(tmp_path / "x.json")


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["project"]["version"] == VERSION


@pytest.mark.parametrize("value", [0.5, "1", True, None])
@pytest.mark.parametrize("name", ["k", "seed", "restarts", "max_iter"])
def test_a_number_that_is_none_is_found_in_the_record(name: str, value: object) -> None:
    """Else it comes up in the middle of the run, as a traceback."""
    fields = parameters_json(Parameters()) | {name: value}
    with pytest.raises(TypeError, match=name):
        parameters_from(fields)
