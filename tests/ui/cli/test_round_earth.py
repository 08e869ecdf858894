"""Pictures on maps in degrees, large enough for the Earth to be round."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import shapely
from pyproj import Geod

from tests.ui.cli.called import run_json

CASES = Path(__file__).parents[2] / "cases"
OVER_SEAM = CASES / "12_region_across_180" / "global.tif"
LONG_EDGES = CASES / "15_long_edges_in_degrees" / "strip.tif"


@pytest.mark.parametrize(
    ("format_name", "suffix"), [("geojson", "geojson"), ("gpkg", "gpkg"), ("shapefile", "shp")]
)
def test_the_area_between_geodesics_is_that_of_the_table(format_name, suffix, out, capsys):
    """An edge of 40° along a parallel is no geodesic: 4 % of the area lay between the two."""
    run_json(capsys, LONG_EDGES, "-o", out, "-k", 2, "--regions", "--export", format_name)
    _, _, geometries, columns = pyogrio.raw.read(out / f"strip_regions.{suffix}", columns=["area", "unit"])
    areas, units = columns
    assert set(units) == {"km²"}
    geod = Geod(ellps="WGS84")
    found = [abs(geod.geometry_area_perimeter(shapely.from_wkb(each))[0]) / 1e6 for each in geometries]
    np.testing.assert_allclose(found, areas, rtol=1e-3)
    assert shapely.is_valid(shapely.from_wkb(geometries)).all()


def test_a_region_over_the_seam_is_one(out, capsys):
    """The picture goes once round the Earth: its left and its right edge meet in the Pacific."""
    run_json(capsys, OVER_SEAM, "-o", out, "-k", 2, "--regions", "--export", "geojson,coco")
    with (out / "global_regions.csv").open(newline="", encoding="utf-8") as file:
        (region,) = [row for row in csv.DictReader(file) if row["class"] == "2"]
    assert region["pixels"] == "293"
    assert region["touches_edge"] == "false"
    assert (region["centroid_x"], region["centroid_y"]) == ("0.5", "60.5")
    assert (region["map_x"], region["map_y"]) == ("-179.5", "29.5")
    assert (region["box_left"], region["box_width"]) == ("0", "360")
    geometries = [each["geometry"] for each in features(out) if each["properties"]["class"] == "2"]
    (parts,) = [each["coordinates"] for each in geometries]
    west, east = sorted(
        shapely.MultiPolygon([(ring, holes) for ring, *holes in parts]).geoms, key=lambda p: p.bounds
    )
    assert west.bounds[0] == -180
    assert east.bounds[2] == 180


def features(out):
    return json.loads((out / "global_regions.geojson").read_text(encoding="utf-8"))["features"]


@pytest.mark.parametrize("step", ["--min-area=200", "--fill-holes=292"])
def test_steps_see_it_whole(step, out, capsys):
    """Neither of its halves has 200 pixels, and the hole that it is in the rest is larger than 292."""
    (result,) = run_json(capsys, OVER_SEAM, "-o", out, "-k", 2, step)
    assert [row["pixels"] for row in result["classes"]] == [64507, 293]


def test_a_hole_over_the_seam_is_filled(out, capsys):
    (result,) = run_json(capsys, OVER_SEAM, "-o", out, "-k", 2, "--fill-holes", 293)
    assert [row["pixels"] for row in result["classes"]] == [64800, 0]
