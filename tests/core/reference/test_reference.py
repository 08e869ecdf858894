"""Files of what is really there: points as they come, rasters, and what is wrong with them."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from pyproj import Transformer

from core.base.errors import ReadError
from core.image.image import Georeference, PixelGrid
from core.reference.reference import reference_for

GRID = PixelGrid(40, 60)
# Cells of 100 m, the upper left corner at x 500 000, y 7 000 000 of UTM zone 33 north.
ON_MAP = PixelGrid(40, 60, Georeference("EPSG:32633", (100, 0, 500_000, 0, -100, 7_000_000)))


def written(tmp_path: Path, text: str, name: str = "truth.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_points_are_pixels_as_in_the_tables(tmp_path: Path) -> None:
    text = "X;Y;Class;observer\n0.5;0.5;ice;Ada\n59.99;39.99;water;\n\n60;3; Unsure ;\n-0.1;3;?;\n"
    found = reference_for(written(tmp_path, text), GRID)
    assert found.columns.tolist() == [0, 59, 60, -1]
    assert found.rows.tolist() == [0, 39, 3, 3]
    far = reference_for(written(tmp_path, "x,y,class\n1e300,-1e300,ice\n"), GRID)
    assert (far.columns[0], far.rows[0]) == (10**9, -(10**9))
    assert found.names == ("ice", "water", "", "")
    assert found.observers == ("Ada", "", "", "")
    assert found.strata == ("",) * 4
    assert np.isnan(found.weights).all()
    assert not found.is_raster


def test_strata_and_weights(tmp_path: Path) -> None:
    text = "x,y,class,stratum,weight\n1,1,ice,a,10\n2,2,water,b,2.5\n"
    found = reference_for(written(tmp_path, text), GRID)
    assert found.strata == ("a", "b")
    assert found.weights.tolist() == [10, 2.5]


def test_map_coordinates_are_carried_to_the_picture(tmp_path: Path) -> None:
    # The centre of pixel (column 7, row 3).
    x, y = 500_750.0, 6_999_650.0
    lon, lat = Transformer.from_crs("EPSG:32633", "EPSG:4326", always_xy=True).transform(x, y)
    same = reference_for(written(tmp_path, f"x,y,class,crs\n{x},{y},ice,EPSG:32633\n"), ON_MAP)
    other = reference_for(written(tmp_path, f"x,y,class,crs\n{lon},{lat},ice,EPSG:4326\n"), ON_MAP)
    point = {"type": "Point", "coordinates": [lon, lat]}
    feature = {
        "type": "Feature",
        "geometry": point,
        "properties": {"class": "ice", "weight": 2, "stratum": 1},
    }
    collection = json.dumps({"type": "FeatureCollection", "features": [feature]})
    geojson = reference_for(written(tmp_path, collection, "truth.geojson"), ON_MAP)
    for found in (same, other, geojson):
        assert (found.columns.tolist(), found.rows.tolist()) == ([7], [3])
        assert found.names == ("ice",)
    assert same.notes == ()
    assert "reprojected from EPSG:4326" in other.notes[0]
    assert (geojson.strata, geojson.weights.tolist()) == (("1",), [2.0])


def test_a_label_raster(tmp_path: Path) -> None:
    values = np.zeros((40, 60), np.uint8)
    values[:, 30:] = 2
    PillowImage.fromarray(values).save(tmp_path / "truth.png")
    found = reference_for(tmp_path / "truth.png", GRID)
    assert found.is_raster
    assert np.array_equal(found.values, values)
    assert found.names == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x,y\n1,2\n", "it has no column “class”: it needs x, y and class, and has x and y."),
        ("x,y,clas\n1,2,ice\n", "Did you mean clas?"),
        ("", "it has no column “x”"),
        ("x,y,class\n", "it holds no points."),
        ("x,y,class\n1,2,ice\nhere,2,ice\n", "in line 3 x is “here”, no number."),
        ("x,y,class\nnan,2,ice\n", "in line 2 x is “nan”, no number."),
        # Empty lines, and a text over two of them, count.
        ("x,y,class\n\n1,2,ice\n,,\n\n1,b,ice\n", "in line 6 y is “b”, no number."),
        ('x,y,class\n1,2,"i\nce"\n1,b,ice\n', "in line 4 y is “b”, no number."),
        ("x,y,class,weight\n1,2,ice,much\n", "in line 2 weight is “much”, no number."),
        ("x,y,class,weight\n1,2,ice,5\n1,3,ice,\n", "a weight in it is not above 0, or is missing"),
        ("x,y,class,weight\n1,2,ice,0\n", "a weight in it is not above 0"),
        ("x,y,class,stratum\n1,2,ice,a\n1,3,ice,\n", "some of its points have no stratum"),
        ("x,y,class,crs\n1,2,ice,EPSG:4326\n", "the picture has no georeference"),
        ("x,y,class,crs\n1,2,ice,the moon\n", "a coordinate reference system that is not known"),
        ("x,y,class,crs\n1,2,ice,EPSG:4326\n1,2,ice,EPSG:3857\n", "its points are on different maps"),
        ("x,y,class\n1,2," + "i" * 10_001 + "\n", "too long to be a name"),
    ],
)
def test_what_is_wrong_with_a_table_is_a_sentence(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(ReadError) as error:
        reference_for(written(tmp_path, text), GRID)
    assert words in str(error.value)


def test_what_is_wrong_with_other_files_is_a_sentence(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[1, 1], [2, 2]]}
    bare = {"type": "Point", "coordinates": [1, 1]}
    cases = [
        (json.dumps({"type": "Feature", "geometry": line, "properties": {"class": "ice"}}), "is no point"),
        (json.dumps({"type": "Feature", "geometry": bare, "properties": {}}), "no property “class”"),
        (
            json.dumps(
                {"type": "Feature", "geometry": bare, "properties": {"class": "ice", "weight": "a lot"}}
            ),
            "a weight in it is no number",
        ),
        ("{", "it is no JSON"),
    ]
    for text, words in cases:
        with pytest.raises(ReadError) as error:
            reference_for(written(tmp_path, text, "truth.geojson"), GRID)
        assert words in str(error.value)
    (tmp_path / "latin.csv").write_bytes("x,y,class\n1,2,Gewässer\n".encode("latin-1"))
    with pytest.raises(ReadError, match="no text in UTF-8"):
        reference_for(tmp_path / "latin.csv", GRID)
    with pytest.raises(ReadError, match="No such file"):
        reference_for(tmp_path / "nowhere.csv", GRID)
    with pytest.raises(ReadError, match="it is no file"):
        reference_for(tmp_path, GRID)


def test_a_raster_that_does_not_fit_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "truth.png"
    PillowImage.fromarray(np.ones((40, 61), np.uint8)).save(path)
    with pytest.raises(ReadError, match="61 × 40 pixels, the picture has 60 × 40"):
        reference_for(path, GRID)
    PillowImage.fromarray(np.ones((40, 60, 3), np.uint8)).save(path)
    with pytest.raises(ReadError, match="one band of whole numbers"):
        reference_for(path, GRID)
    PillowImage.fromarray(np.zeros((40, 60), np.uint8)).save(path)
    with pytest.raises(ReadError, match="it is empty"):
        reference_for(path, GRID)


@pytest.mark.parametrize(
    ("georeference", "words"),
    [
        (Georeference("EPSG:32634", (100, 0, 500_000, 0, -100, 7_000_000)), "it is on another map"),
        (Georeference("EPSG:32633", (100, 0, 500_100, 0, -100, 7_000_000)), "at another place of the map"),
        (Georeference("EPSG:32633", (100, 0, 500_000.5, 0, -100, 7_000_000)), ""),
    ],
)
def test_a_raster_lies_on_the_map_of_the_picture(
    georeference: Georeference, words: str, tmp_path: Path
) -> None:
    import rasterio

    path = tmp_path / "truth.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=60,
        height=40,
        count=1,
        dtype="uint8",
        crs=georeference.crs,
        transform=rasterio.Affine(*georeference.transform),
    ) as file:
        file.write(np.ones((1, 40, 60), np.uint8))
    if not words:
        assert reference_for(path, ON_MAP).values.sum() == 2400
        return
    with pytest.raises(ReadError, match=words):
        reference_for(path, ON_MAP)
    assert math.isfinite(georeference.transform[2])
