"""The report of benchmarks/ground_area.py: every figure of it within 0.1 % of PROJ's geodesic polygons."""

from __future__ import annotations

import json

import pytest

from benchmarks import ground_area


def test_every_place_agrees_with_the_geodesic_polygon() -> None:
    found = list(ground_area.rows())
    assert {row.crs.split()[0] for row in found} >= {"EPSG:4326", "EPSG:3413", "EPSG:3031", "EPSG:3857"}
    for row in found:
        assert abs(row.difference_percent) < 0.001, row


def test_the_report_is_for_people_and_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert ground_area.main(["--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    by_place = {(row["crs"], row["latitude"], row["grid"]): row for row in rows}
    # What analysts complain of: +8 % at 60° N in EPSG:3413, 8.6 times in Web Mercator at 70° N.
    assert by_place["EPSG:3413", 60, "north up"]["planar_difference_percent"] == pytest.approx(8.0, abs=0.1)
    assert by_place["EPSG:3857", 70, "north up"]["planar_difference_percent"] == pytest.approx(754, abs=10)
    assert by_place["EPSG:4326", 70, "north up"]["planar_difference_percent"] is None
    assert ground_area.main([]) == 0
    assert "largest difference" in capsys.readouterr().out
