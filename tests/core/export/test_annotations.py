"""COCO, read back by pycocotools; YOLO, by its own rule and OpenCV."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays
from pycocotools import mask as coco_mask
from pycocotools.coco import COCO

from core.base.parallel import never_cancelled
from core.export.coco import run_lengths
from core.pipeline.result import Result
from tests.core.export.shaped import SHAPES, format_of, shaped
from tests.core.measured import GREENLAND

# Of pycocotools 2.0 itself, compiled before NumPy 2.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


def written(key: str, folder: Path, result: Result) -> Path:
    path = format_of(key).files(folder, "scene")[0]
    format_of(key).write(path, result, never_cancelled)
    return path


def test_coco_gives_every_pixel_back(tmp_path: Path) -> None:
    result = shaped(georeference=GREENLAND)
    path = written("coco", tmp_path, result)
    with contextlib.redirect_stdout(io.StringIO()):
        coco = COCO(path)
    regions = result.found_regions()
    names = [coco.cats[i]["name"] for i in sorted(coco.cats)]
    assert names == [item.name for item in result.classes]
    (picture,) = coco.imgs.values()
    assert (picture["file_name"], picture["width"], picture["height"]) == ("scene.png", 10, 7)
    ids, classes = np.zeros(SHAPES.shape, np.int32), np.zeros(SHAPES.shape, np.uint8)
    for number, annotation in coco.anns.items():
        mask = coco.annToMask(annotation).astype(bool)
        ids[mask], classes[mask] = number, annotation["category_id"]
        run = coco.annToRLE(annotation)
        assert annotation["area"] == coco_mask.area(run)
        assert annotation["bbox"] == coco_mask.toBbox(run).tolist()
    np.testing.assert_array_equal(ids, regions.ids)
    np.testing.assert_array_equal(classes, SHAPES)
    about = json.loads(path.read_text(encoding="utf-8"))["info"]["description"]
    outside = int((SHAPES == 0).sum())
    assert f"250 m × 250 m. {outside} of 70 pixels have no data." in about


@settings(deadline=None)
@given(
    arrays.arrays(
        np.int32, arrays.array_shapes(min_dims=2, max_dims=2, max_side=9), elements=st.integers(0, 4)
    )
)
def test_run_lengths_are_those_of_coco(ids: np.ndarray) -> None:
    numbers = np.unique(ids[ids > 0]).astype(np.int32)
    counts, offsets = run_lengths(ids, numbers)
    for i, number in enumerate(numbers.tolist()):
        own = counts[offsets[i] : offsets[i + 1]].tolist()
        run = coco_mask.frPyObjects({"size": list(ids.shape), "counts": own}, *ids.shape)
        np.testing.assert_array_equal(coco_mask.decode(run) == 1, ids == number)


def test_coco_of_no_region(tmp_path: Path) -> None:
    result = shaped()
    empty = result.found_regions().rows(np.zeros(len(result.found_regions()), bool))
    result._made["regions"] = empty
    for key in ("coco", "yolo", "geojson", "gpkg", "shapefile", "rois"):
        assert written(key, tmp_path, result).exists()
    assert json.loads((tmp_path / "scene_coco.json").read_text(encoding="utf-8"))["annotations"] == []


def test_yolo_outlines_paint_the_classes(tmp_path: Path) -> None:
    result = shaped()
    path = written("yolo", tmp_path, result)
    lines = [line.split() for line in path.read_text(encoding="ascii").splitlines()]
    height, width = SHAPES.shape
    parts = []
    for code, *shares in lines:
        ring = np.array(shares, float).reshape(-1, 2) * (width, height)
        np.testing.assert_allclose(ring, np.rint(ring), atol=1e-3)
        assert np.abs(ring).min() >= 0
        # Sixteen times as large, so that OpenCV, which paints its border too, stays inside at the centres.
        mask = np.zeros((height * 16, width * 16), np.uint8)
        cv2.fillPoly(mask, [np.rint(ring * 16).astype(np.int32)], 1)
        parts.append((int(code) + 1, mask[8::16, 8::16].astype(bool)))
    found = np.zeros(SHAPES.shape, np.uint8)
    for place, mask in sorted(parts, key=lambda part: -part[1].sum()):  # large first, as Ultralytics paints
        found[mask] = place
    known = SHAPES > 0
    np.testing.assert_array_equal(found[known], SHAPES[known])
    names = (tmp_path / "scene_yolo.yaml").read_text(encoding="utf-8")
    assert "has no holes" in names
    assert '  1: "薄冰, thin “ice”"\n' in names
