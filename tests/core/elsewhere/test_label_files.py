"""Labels from elsewhere: COCO, labelme, masks and label rasters, pixel by pixel, and what is wrong."""

from __future__ import annotations

import base64
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as PillowImage
from skimage.draw import polygon2mask

from core.base.errors import ParameterError, ReadError
from core.elsewhere.class_labels import (
    NOT_KNOWN,
    ClassLabels,
    joined,
    labels_from,
    labels_json,
    renamed_labels,
)
from core.elsewhere.kinds import kind_of
from core.elsewhere.label_files import class_labels_for
from core.elsewhere.run_lengths import unpacked_counts, window_of_runs
from core.guarded.process import ReadingProcess
from core.image.image import Georeference, PixelGrid
from core.io.reader import read

GRID = PixelGrid(6, 8)
SQUARE = [1, 1, 4, 1, 4, 4, 1, 4]


def coco(*annotations: dict[str, Any], **more: Any) -> dict[str, Any]:
    images = [{"id": 7, "file_name": "folder/picture.png", "width": 8, "height": 6}]
    names = [{"id": 3, "name": "ice"}, {"id": 9, "name": "water"}]
    found = [
        {"id": i, "image_id": 7, "category_id": 3, "iscrowd": 0, **each} for i, each in enumerate(annotations)
    ]
    return {"images": images, "categories": names, "annotations": found, **more}


def labels_of(
    tmp_path: Path, values: Any, grid: PixelGrid = GRID, picture: str = "picture.png"
) -> ClassLabels:
    path = tmp_path / "labels.json"
    path.write_text(json.dumps(values), "utf-8")
    return class_labels_for(path, grid, picture)


def problem(tmp_path: Path, values: Any, grid: PixelGrid = GRID, picture: str = "picture.png") -> str:
    with pytest.raises(ReadError) as caught:
        labels_of(tmp_path, values, grid, picture)
    assert str(tmp_path / "labels.json") in str(caught.value)
    return str(caught.value).partition(": ")[2]


def filled(rows: slice, columns: slice, value: int = 1) -> np.ndarray:
    ids = np.zeros((6, 8), np.uint8)
    ids[rows, columns] = value
    return ids


def packed(counts: list[int]) -> str:
    """rleToString of pycocotools' maskApi.c, line by line."""
    text = ""
    for i, count in enumerate(counts):
        x, more = count - counts[i - 2] if i > 2 else count, True
        while more:
            c = x & 0x1F
            x >>= 5
            more = x != -1 if c & 0x10 else x != 0
            text += chr((c | 0x20 if more else c) + 48)
    return text


def test_packed_run_lengths_by_hand() -> None:
    # maskApi.h: 0 0 1 1 1 0 1 are the counts 2 3 1 1; the fourth is packed as 1 − 3 = −2.
    assert unpacked_counts("231N") == [2, 3, 1, 1]
    # 100 = 4 + 3 · 32: the group 4 with “more” (4 + 32 + 48 = "T"), then 3.
    assert unpacked_counts("T3") == [100]
    assert unpacked_counts("") == []
    window = window_of_runs([2, 3, 1, 1], 1, 7)
    assert (window.top, window.left) == (0, 2)
    assert window.mask.tolist() == [[True, True, True, False, True]]


@given(st.lists(st.integers(0, 10**9), max_size=40))
def test_packed_run_lengths_are_those_of_pycocotools(counts: list[int]) -> None:
    assert unpacked_counts(packed(counts)) == counts


@given(st.lists(st.booleans(), min_size=12, max_size=12))
def test_run_lengths_go_column_by_column(inside: list[bool]) -> None:
    mask = np.array(inside).reshape(3, 4)
    flat = mask.T.ravel()
    ends = np.flatnonzero(np.diff(flat)) + 1
    counts = np.diff([0, *ends.tolist(), 12]).tolist()
    window = window_of_runs([0, *counts] if flat[0] else counts, 3, 4)
    found = np.zeros_like(mask)
    found[window.slices] = window.mask
    np.testing.assert_array_equal(found, mask)


@pytest.mark.parametrize(
    ("counts", "why"),
    [([1, 2], "size"), ([], "size"), ([49], "damaged"), ([-1, 49], "damaged"), ([1.5, 46.5], "damaged")],
)
def test_damaged_run_lengths(counts: list[float], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        window_of_runs(counts, 6, 8)


@pytest.mark.parametrize("text", ["\x20", "T", "TTTTTTTTTTTTTTTTTTTT", "é"])
def test_damaged_packed_run_lengths(text: str) -> None:
    with pytest.raises(ValueError, match=r"damaged|ascii"):
        unpacked_counts(text)


def test_a_polygon_of_coco_holds_the_pixels_whose_middle_is_inside(tmp_path: Path) -> None:
    found = labels_of(tmp_path, coco({"segmentation": [SQUARE]}))
    np.testing.assert_array_equal(found.ids, filled(slice(1, 4), slice(1, 4)))
    assert (found.names, found.background, found.notes) == (("ice",), True, ())
    # scikit-image asks of the corner of a pixel what is asked here of its middle.
    ring = np.array([0.7, 0.3, 7.1, 1.2, 5.2, 5.6, 2.1, 3.3]).reshape(-1, 2)
    mask = polygon2mask((6, 8), ring[:, ::-1] - 0.5)
    found = labels_of(tmp_path, coco({"segmentation": [ring.ravel().tolist()]}))
    np.testing.assert_array_equal(found.ids, mask)


def test_parts_of_an_annotation_are_one_area_where_they_overlap_too(tmp_path: Path) -> None:
    found = labels_of(tmp_path, coco({"segmentation": [SQUARE, [2, 2, 6, 2, 6, 6, 2, 6]]}))
    assert found.ids[3, 3] == 1
    assert np.count_nonzero(found.ids) == 9 + 16 - 4
    assert found.notes == ()


def test_the_later_annotation_counts_and_it_is_said(tmp_path: Path) -> None:
    later = {"segmentation": [[3, 0, 8, 0, 8, 6, 3, 6]], "category_id": 9}
    found = labels_of(tmp_path, coco({"segmentation": [SQUARE]}, later))
    assert found.names == ("ice", "water")
    assert found.ids[1].tolist() == [0, 1, 1, 2, 2, 2, 2, 2]
    assert found.notes == ("3 pixels of labels.json lie in areas of two classes: the later area counts.",)
    whole = labels_of(
        tmp_path, coco({"segmentation": [SQUARE]}, {**later, "segmentation": [[0, 0, 8, 0, 8, 6, 0, 6]]})
    )
    assert whole.names == ("water",)
    assert "“ice” of labels.json lies under other areas everywhere: it has no pixel." in whole.notes


def test_run_lengths_plain_and_packed_are_the_same_pixels(tmp_path: Path) -> None:
    # Column 1, rows 2–3, and column 2, row 0.
    counts = [8, 2, 2, 1, 35]
    for each in (counts, packed(counts)):
        found = labels_of(tmp_path, coco({"segmentation": {"size": [6, 8], "counts": each}, "iscrowd": 1}))
        assert np.argwhere(found.ids).tolist() == [[0, 2], [2, 1], [3, 1]]
        assert found.notes == (
            "1 annotation of labels.json is of a crowd: it counts as an area of its class.",
        )


def test_the_picture_of_a_coco_file_is_the_one_of_its_name(tmp_path: Path) -> None:
    other = {"id": 1, "file_name": "b.png", "width": 8, "height": 6}
    values = coco({"segmentation": [SQUARE]}, {"image_id": 1, "category_id": 9, "segmentation": [SQUARE]})
    values["images"].append(other)
    assert labels_of(tmp_path, values, picture="PICTURE.png").names == ("ice",)
    assert labels_of(tmp_path, values, picture="b.png").names == ("water",)
    assert problem(tmp_path, values, picture="c.png") == (
        "it holds no picture called “c.png”, and 2 of this size: give the picture the name that it has there "
        "(folder/picture.png and b.png)."
    )
    other["width"] = 9
    taken = labels_of(tmp_path, values, picture="c.png")
    (note,) = taken.notes
    assert note.startswith("labels.json does not know the picture by this name: “folder/picture.png” in it")
    assert problem(tmp_path, values, picture="b.png") == (
        "“b.png” in it has 9 × 6 pixels, the picture has 8 × 6: both must have the same size."
    )
    assert problem(tmp_path, values, PixelGrid(5, 5), "c.png") == (
        "it holds no picture called “c.png”, and none of 5 × 5 pixels."
    )


def test_boxes_alone_and_areas_outside_are_said(tmp_path: Path) -> None:
    box, outside = {"bbox": [0, 0, 3, 3]}, {"segmentation": [[20, 20, 30, 20, 30, 30]]}
    found = labels_of(tmp_path, coco({"segmentation": [SQUARE]}, box, outside))
    assert found.notes == (
        "1 annotation of labels.json holds no pixel of the picture.",
        "1 annotation of labels.json is a box without an outline: it is left out.",
    )
    assert problem(tmp_path, coco(box)).startswith("it has boxes only, no outlines")
    assert problem(tmp_path, coco()) == "it has no area of a class in the picture “folder/picture.png”."


@pytest.mark.parametrize(
    "values",
    [
        coco({"segmentation": [[1, 2, 3]]}),
        coco({"segmentation": [["a", "b"]]}),
        coco({"segmentation": {"size": [5, 8], "counts": [40]}}),
        coco({"segmentation": {"size": [6, 8], "counts": [1, 2]}}),
        coco({"segmentation": {"size": [6, 8], "counts": "~~~"}}),
        coco({"segmentation": 5}),
        coco({"segmentation": [SQUARE]}, categories=5),
        {"images": 1, "annotations": []},
        {"images": [1], "annotations": []},
        {"shapes": 3},
        {"shapes": [{"label": "ice", "points": [[0, 0]]}]},
        {"shapes": [{"label": "ice", "points": [[0, 0], [1e300, 2], [3, 3]]}]},
        {"shapes": [{"label": "ice", "shape_type": "mask", "points": [[0, 0], [1, 1]], "mask": "AAAA"}]},
    ],
)
def test_damaged_files_are_one_sentence(tmp_path: Path, values: Any) -> None:
    assert problem(tmp_path, values) == "it is damaged: it does not hold what COCO or labelme write."


def test_what_has_other_content_says_what_it_is(tmp_path: Path) -> None:
    assert (
        problem(tmp_path, coco({"segmentation": [[1, 1, 2, 2]]})) == "A polygon needs three points or more."
    )
    assert "does not list" in problem(tmp_path, coco({"segmentation": [SQUARE], "category_id": 5}))
    collection = {"type": "FeatureCollection", "features": []}
    assert problem(tmp_path, collection).startswith("it is GeoJSON: outlines in it are regions of interest")
    assert problem(tmp_path, [1]).startswith("it is neither COCO's nor labelme's JSON")
    nameless = coco({"segmentation": [SQUARE]}, categories=[{"id": 3, "name": " "}])
    assert problem(tmp_path, nameless) == "A class needs a name."
    bell = coco({"segmentation": [SQUARE]}, categories=[{"id": 3, "name": "a\tb"}])
    assert problem(tmp_path, bell).startswith("The name 'a\\tb' of a class is not one line of text")


def shape(kind: str | None, points: list[list[float]], label: str = "ice", **more: Any) -> dict[str, Any]:
    return {"label": label, "shape_type": kind, "points": points, "group_id": None, **more}


def labelme(*shapes: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "version": "5.4.1",
        "shapes": list(shapes),
        "imageWidth": 8,
        "imageHeight": 6,
        "imageData": None,
        **more,
    }


def test_labelme_shapes(tmp_path: Path) -> None:
    rows, columns = slice(1, 4), slice(1, 4)
    corners: list[list[float]] = [[1, 1], [4, 1], [4, 4], [1, 4]]
    for each in (shape("polygon", corners), shape(None, corners), shape("rectangle", [[4, 1], [1, 4]])):
        np.testing.assert_array_equal(labels_of(tmp_path, labelme(each)).ids, filled(rows, columns))
    # A circle of radius 1.5 round the middle of pixel (2, 2) leaves the corners of 3 × 3 pixels inside:
    # they are √2 away.
    circle = labels_of(tmp_path, labelme(shape("circle", [[2.5, 2.5], [2.5, 4.0]]))).ids
    np.testing.assert_array_equal(circle, filled(rows, columns))
    smaller = labels_of(tmp_path, labelme(shape("circle", [[2.5, 2.5], [3.9, 2.5]]))).ids
    assert np.count_nonzero(smaller) == 5


def test_a_mask_of_labelme_lies_at_its_corner(tmp_path: Path) -> None:
    out = io.BytesIO()
    PillowImage.fromarray(np.array([[1, 0, 1], [1, 1, 0]], np.uint8) * 255).save(out, "PNG")
    text = base64.b64encode(out.getvalue()).decode()
    found = labels_of(tmp_path, labelme(shape("mask", [[6, 4], [8, 5]], mask=text)))
    assert np.argwhere(found.ids).tolist() == [[4, 6], [5, 6], [5, 7]]


def test_lines_and_points_of_labelme_have_no_area(tmp_path: Path) -> None:
    line = shape("linestrip", [[0, 0], [5, 5]])
    area = shape("rectangle", [[1, 1], [4, 4]])
    found = labels_of(tmp_path, labelme(line, area, shape("point", [[1, 1]], "water")))
    assert found.names == ("ice",)
    assert found.notes == ("2 shapes of labels.json have no area (linestrip and point): they are left out.",)
    assert problem(tmp_path, labelme(line)) == (
        "it holds no area, only linestrip: draw polygons, rectangles or circles."
    )
    assert problem(tmp_path, labelme()) == "it has no area of a class in the picture."


def test_labelme_knows_what_is_of_no_class_and_what_is_not_to_be_judged(tmp_path: Path) -> None:
    area = shape("rectangle", [[0, 0], [8, 6]])
    hole = shape("rectangle", [[0, 0], [2, 2]], "_background_")
    ignored = shape("rectangle", [[4, 0], [8, 1]], "__ignore__")
    found = labels_of(tmp_path, labelme(area, hole, ignored))
    assert found.names == ("ice",)
    assert found.ids[0].tolist() == [0, 0, 1, 1, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN]
    assert found.places[0].tolist() == [2, 2, 1, 1, 0, 0, 0, 0]


def test_labelme_of_another_size(tmp_path: Path) -> None:
    assert problem(tmp_path, labelme(shape("rectangle", [[1, 1], [4, 4]]), imageWidth=9)) == (
        "it is about a picture of 9 × 6 pixels, this one has 8 × 6: both must have the same size."
    )
    unsaid = labelme(shape("rectangle", [[1, 1], [4, 4]]), imageWidth=None, imageHeight=None)
    assert labels_of(tmp_path, unsaid).names == ("ice",)


def raster(path: Path, values: np.ndarray, **more: Any) -> Path:
    profile = {"driver": "GTiff", "height": values.shape[0], "width": values.shape[1], "count": 1}
    with rasterio.open(path, "w", **profile, dtype=values.dtype, **more) as file:
        file.write(values, 1)
    return path


PLACED = {"crs": "EPSG:32633", "transform": rasterio.Affine(10, 0, 500_000, 0, -10, 7_000_000)}
ON_MAP = PixelGrid(6, 8, Georeference("EPSG:32633", (10, 0, 500_000, 0, -10, 7_000_000)))


def test_a_raster_of_one_value_is_a_mask_that_its_file_names(tmp_path: Path) -> None:
    values = filled(slice(0, 2), slice(0, 3), 255)
    for name, called in (
        ("picture_ice_mask", "ice"),
        ("sea ice", "sea ice"),
        ("picture", "picture"),
        ("_mask", "mask"),
    ):
        path = tmp_path / f"{name}.png"
        PillowImage.fromarray(values).save(path)
        found = class_labels_for(path, GRID, "picture.png")
        assert (found.names, found.background) == ((called,), True)
        np.testing.assert_array_equal(found.ids, values > 0)


def test_values_of_a_label_raster_are_classes_and_0_is_not_known(tmp_path: Path) -> None:
    values = filled(slice(0, 2), slice(0, 3), 40).astype(np.int16)
    values[5] = -1
    values[4, 4] = 1000
    found = class_labels_for(raster(tmp_path / "truth.tif", values, **PLACED), ON_MAP, "picture.tif")
    assert (found.names, found.background) == (("40", "1000"), False)
    assert found.ids[0].tolist() == [1, 1, 1, 0, 0, 0, 0, 0]
    assert found.ids[4, 4] == 2
    assert set(found.ids[5].tolist()) == {NOT_KNOWN}
    assert found.said == (
        "What lies at the value 0 of truth.tif counts as not known; where 0 is a class, give it a name.",
    )
    named = renamed_labels(found, {"0": "sea", "40": "ice", "1000": "ice"})
    assert named.names == ("ice", "sea")
    assert named.said == ()
    assert named.ids[0].tolist() == [1, 1, 1, 2, 2, 2, 2, 2]
    assert set(named.ids[5].tolist()) == {NOT_KNOWN}


def test_a_raster_of_floats_below_zero_or_without_data(tmp_path: Path) -> None:
    values = np.array([[0, 1, 2, np.nan, -1, 1]] * 2, np.float32)
    found = class_labels_for(raster(tmp_path / "t.tif", values, nodata=2), PixelGrid(2, 6), "p.tif")
    assert found.ids[0].tolist() == [0, 1, NOT_KNOWN, NOT_KNOWN, NOT_KNOWN, 1]
    assert found.names == ("t",)


def test_a_palette_is_read_by_its_numbers(tmp_path: Path) -> None:
    picture = PillowImage.fromarray(filled(slice(0, 2), slice(0, 3), 2) + filled(slice(4, 6), slice(0, 8)))
    picture.putpalette([0, 0, 0, 255, 0, 0, 0, 255, 0])
    path = tmp_path / "voc.png"
    picture.save(path)
    found = class_labels_for(path, GRID, "p.png")
    assert found.names == ("1", "2")
    assert found.ids[:, 0].tolist() == [2, 2, 0, 0, 1, 1]


def test_rasters_that_are_no_labels(tmp_path: Path) -> None:
    def said(values: np.ndarray, grid: PixelGrid = GRID, **more: Any) -> str:
        with pytest.raises(ReadError) as caught:
            class_labels_for(raster(tmp_path / "r.tif", values, **more), grid, "p.tif")
        return str(caught.value)

    assert "as a label raster it has 8 × 6 pixels, the picture has 9 × 6" in said(
        filled(slice(0), slice(0)), PixelGrid(6, 9)
    )
    assert "as labels it is empty" in said(np.zeros((6, 8), np.uint8))
    assert "no whole numbers" in said(np.full((6, 8), 1.5, np.float32))
    assert "too large" in said(np.full((6, 8), 1e18, np.float64))
    many = np.arange(1, 301, dtype=np.uint16).reshape(20, 15)
    assert "it has 300 values, and 253 classes can be told apart" in said(many, PixelGrid(20, 15))
    elsewhere = {**PLACED, "transform": rasterio.Affine(10, 0, 500_010, 0, -10, 7_000_000)}
    assert "another place of the map" in said(filled(slice(1), slice(1)), ON_MAP, **elsewhere)
    assert "on another map" in said(filled(slice(1), slice(1)), ON_MAP, **{**PLACED, "crs": "EPSG:32634"})
    colours = tmp_path / "colours.png"
    PillowImage.fromarray(np.random.default_rng(1).integers(0, 255, (6, 8, 3), np.uint8)).save(colours)
    with pytest.raises(ReadError, match="picture in colours"):
        class_labels_for(colours, GRID, "p.tif")
    with pytest.raises(ReadError, match="no file"):
        class_labels_for(tmp_path, GRID, "p.tif")
    with pytest.raises(ReadError):
        class_labels_for(tmp_path / "missing.json", GRID, "p.tif")


def mask(name: str, rows: slice, columns: slice) -> ClassLabels:
    return ClassLabels(filled(rows, columns), (name,), True, f"{name}.png", "0" * 64)


def test_several_masks_are_one_set_of_labels(tmp_path: Path) -> None:
    found = joined([mask("ice", slice(0, 3), slice(0, 4)), mask("pond", slice(2, 4), slice(0, 4))])
    assert (found.names, found.source) == (("ice", "pond"), "ice.png, pond.png")
    assert found.ids[:, 0].tolist() == [1, 1, 2, 2, 0, 0]
    assert found.notes == (
        "4 pixels of ice.png, pond.png lie in areas of two classes: the later area counts.",
    )
    assert joined([found]) is found
    values = ClassLabels(filled(slice(1), slice(1)), ("1",), False, "r.tif", "")
    with pytest.raises(ParameterError, match=r"r\.tif is a label raster of several classes"):
        joined([found, values])


def test_labels_stay_as_they_are_in_a_document() -> None:
    before = renamed_labels(mask("ice", slice(0, 3), slice(0, 4)), {"ice": "sea ice"})
    after = labels_from(json.loads(json.dumps(labels_json(before))), before.packed, (6, 8))
    assert (after.names, after.background, after.source, after.notes) == (("sea ice",), True, "ice.png", ())
    np.testing.assert_array_equal(after.ids, before.ids)
    assert before.classes == ("sea ice", "background")
    assert labels_from(labels_json(before), before.packed, (6, 8)) is after
    other = labels_from({**labels_json(before), "names": ["ice"]}, before.packed, (6, 8))
    assert (other.names, other is after) == (("ice",), False)
    for values, pixels in (
        ({**labels_json(before), "names": []}, before.packed),
        ({**labels_json(before), "names": ["a", "a"]}, before.packed),
        ({**labels_json(before), "names": [3]}, before.packed),
        ({**labels_json(before), "names": ["ice\x1b[2J"]}, before.packed),
        ({**labels_json(before), "names": [" "]}, before.packed),
        ({**labels_json(before), "background": 1}, before.packed),
        (labels_json(before), before.packed[:-8]),
        (labels_json(before), base64.b64encode(b"x").decode()),
        (labels_json(before), ClassLabels(filled(slice(9), slice(9), 2), ("a",), True, "", "").packed),
    ):
        with pytest.raises((ValueError, TypeError, KeyError)):
            labels_from(values, pixels, (6, 8))


def test_names_that_are_not_there_or_empty() -> None:
    labels = mask("ice", slice(0, 3), slice(0, 4))
    with pytest.raises(ParameterError, match=r"ice\.png has no class “snow”: it has ice"):
        renamed_labels(labels, {"snow": "ice"})
    with pytest.raises(ParameterError, match="A class needs a name"):
        renamed_labels(labels, {"ice": " "})
    with pytest.raises(ParameterError, match=r"The name 'i\\x07ce' of a class is not one line of text"):
        renamed_labels(labels, {"ice": "i\x07ce"})
    assert renamed_labels(labels, {"ice": " sea ice "}).names == ("sea ice",)
    background = ClassLabels(filled(slice(1), slice(1)), ("background",), True, "", "")
    assert background.classes == ("background", "background_")


def test_files_are_read_in_the_guarded_process(tmp_path: Path) -> None:
    path = tmp_path / "labels.json"
    path.write_text(json.dumps(coco({"segmentation": [SQUARE]})), "utf-8")
    with ReadingProcess(read) as process:
        found = process.read_by(class_labels_for, path, GRID, "picture.png")
        assert process.read_by(kind_of, path) == "labels"
        np.testing.assert_array_equal(found.ids, filled(slice(1, 4), slice(1, 4)))
        with pytest.raises(ReadError, match="none of 3 × 3 pixels"):
            process.read_by(class_labels_for, path, PixelGrid(3, 3), "a.png")
    assert kind_of(path) == "labels"
    for content, kind in (
        (json.dumps(labelme()).encode(), "labels"),
        (b'{"type": "FeatureCollection", "features": []}', "regions"),
        (b'{"format": "floe recipe"}', ""),
        (b"{", ""),
        (b"\x89PNG", ""),
    ):
        path.write_bytes(content)
        assert kind_of(path) == kind
    assert kind_of(tmp_path / "missing") == ""
