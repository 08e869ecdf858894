"""benchmarks/same_bytes.py: which pictures go together, and what of a file may vary."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.same_bytes import Picture, Program, Row, geojson, groups_of


def test_pictures_that_would_write_the_same_files_are_run_apart():
    paths = [Path("a/one.png"), Path("a/One.tif"), Path("b/two.png")]
    assert list(groups_of([Picture(path) for path in paths], None)) == [[paths[0], paths[2]], [paths[1]]]


def test_regions_of_interest_are_for_pictures_of_one_size_or_for_one_on_a_map(tmp_path, monkeypatch):
    monkeypatch.setattr("benchmarks.same_bytes.geojson", lambda picture: picture.path.name)
    small, large, alike = Picture(Path("a"), 4, 3), Picture(Path("b"), 8, 6), Picture(Path("c"), 4, 3)
    on_map = Picture(Path("d"), 4, 3, on_map=True)
    groups = list(groups_of([small, large, alike, on_map], tmp_path))
    assert [group[:-2] for group in groups] == [[small.path, alike.path], [large.path], [on_map.path]]
    assert [json.loads(group[-1].read_text()) for group in groups] == ["a", "b", "d"]


def test_without_a_map_regions_of_interest_are_in_pixels():
    main, corner = geojson(Picture(Path("a"), 200, 100))["features"]
    assert main["geometry"]["coordinates"][0][:2] == [(20.0, 20.0), (170.0, 10.0)]
    assert corner["geometry"]["coordinates"][0][0] == (100.0, 50.0)


def test_of_a_record_the_environment_may_vary_and_nothing_else(tmp_path):
    program = Program(tmp_path, tmp_path / "work")
    record, table = Path("a_run.json"), Path("a_areas.csv")
    (program.folder / record).write_text('{\n "k": 3,\n "environment": {\n  "seconds": 1\n }\n}\n')
    (program.folder / table).write_text("class\n")
    assert program.written(record) == b'{\n "k": 3,'
    assert program.written(table) == b"class\n"
    assert program.written(Path("missing.csv")) == b""


def test_what_differs_is_named():
    row = Row("plain")
    row.add("a.csv", b"1", b"1")
    row.add("b.csv", b"1", b"2")
    assert row.counts().split() == ["plain", "2", "1", "1"]
    assert row.differing == ["b.csv"]
