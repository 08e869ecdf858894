"""Examples from CSV and GeoJSON, in pixels and on the map; every mistake is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyproj import CRS, Transformer

from core.base.errors import ReadError
from core.classes.examples import Example
from core.image.image import Georeference, PixelGrid
from core.reference.example_files import examples_for

RING = [[1, 1], [5, 1], [5, 5], [1, 1]]
STEPS = (10.0, 0.0, 500_000.0, 0.0, -10.0, 6_000_000.0)
GRID = PixelGrid(60, 80)
UTM = PixelGrid(60, 80, Georeference(CRS.from_epsg(32633).to_wkt(), STEPS))


def written(tmp_path: Path, content: object, name: str = "examples.csv") -> Path:
    path = tmp_path / name
    path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    return path


def feature(geometry: object, class_name: object) -> dict:
    return {"type": "Feature", "geometry": geometry, "properties": {"class": class_name}}


def collection(*features: dict) -> dict:
    return {"type": "FeatureCollection", "features": [*features]}


def test_rows_of_a_table(tmp_path: Path) -> None:
    table = "\ufeffX , y,Class,scribble\n10.5,20,ice,\n1,2,sea,1\n\n3,4,sea,1\n5,6,ice,1\n5,7,sea,2\n"
    assert examples_for(written(tmp_path, table), GRID) == (
        Example("ice", ((10.5, 20.0),)),
        Example("sea", ((1.0, 2.0), (3.0, 4.0))),
        Example("ice", ((5.0, 6.0),)),
        Example("sea", ((5.0, 7.0),)),
    )


def test_a_table_of_a_spreadsheet_with_decimal_commas(tmp_path: Path) -> None:
    table = 'x;y;class\n10,5;20;"ice, old"\n'
    assert examples_for(written(tmp_path, table), GRID) == (Example("ice, old", ((10.5, 20.0),)),)


def test_points_on_a_map_are_carried_to_the_picture(tmp_path: Path) -> None:
    to_degrees = Transformer.from_crs(32633, 4326, always_xy=True)
    longitude, latitude = to_degrees.transform(500_000 + 255, 6_000_000 - 105)
    in_crs = written(tmp_path, "x,y,class,crs\n500255,5999895,ice,EPSG:32633\n")
    point = {"type": "Point", "coordinates": [longitude, latitude]}
    in_degrees = written(tmp_path, collection(feature(point, "ice")), "a.geojson")
    for path in (in_crs, in_degrees):
        (found,) = examples_for(path, UTM)
        assert found.class_name == "ice"
        assert found.places[0] == pytest.approx((25.5, 10.5), abs=1e-3)


def test_lines_and_many_points_of_geojson_in_pixels(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[1, 2], [30, 40]]}
    points = {"type": "MultiPoint", "coordinates": [[30, 4], [50, 6]]}
    values = collection(feature(line, 1), feature(points, "sea"))
    assert examples_for(written(tmp_path, values, "a.json"), GRID) == (
        Example("1", ((1.0, 2.0), (30.0, 40.0))),
        Example("sea", ((30.0, 4.0),)),
        Example("sea", ((50.0, 6.0),)),
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no column “x”"),
        ("x,y\n1,2\n", "no column “class”"),
        ("x,y,class\n", "holds no examples"),
        ("x,y,class\n1,a,ice\n", "in line 2 y is “a”, no number"),
        ("x,y,class\n\n1,2,ice\n1,a,ice\n", "in line 4 y is “a”, no number"),
        ("x,y,class\n1,2\n", "A class needs a name"),
        ("x,y,class\n1,2,ice\n1,2,sea\n", "contradict each other"),
        ("x,y,class\n100,2,ice\n", "outside the picture: 80 × 60"),
        ("x,y,class,crs\n1,2,ice,EPSG:4326\n1,3,ice,\n", "different maps"),
        ("x,y,class,crs\n1,2,ice,EPSG:4326\n", "the picture has no georeference"),
        ("x,y,class,crs\n1,2,ice,nowhere\n", "coordinate reference system that is not known"),
        ({"type": "Point", "coordinates": [1, 2]}, "has no class"),
        (feature({"type": "Polygon", "coordinates": [RING]}, "a"), "is a Polygon"),
        (collection(feature(None, "a")), "has no place"),
        ("{", "no JSON"),
    ],
)
def test_a_file_that_holds_none_is_a_sentence(tmp_path: Path, content: object, words: str) -> None:
    with pytest.raises(ReadError, match=words):
        examples_for(written(tmp_path, content), GRID)


def test_what_is_no_file_or_no_text_is_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(ReadError, match="it is no file"):
            examples_for(path, GRID)
    (tmp_path / "b.csv").write_bytes(b"\xff\xfe\x00x,y,class")
    with pytest.raises(ReadError, match="no text in UTF-8"):
        examples_for(tmp_path / "b.csv", GRID)
