"""The file of a project: where its pictures are, and what is refused."""

from __future__ import annotations

import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.accuracy.pool import Kind, Place, Pool, PooledPicture, PooledSample, pooled
from core.accuracy.pool_json import pool_json
from core.accuracy.sample import Answer
from core.base.errors import ReadError
from core.classes.classes import Class
from core.document.document_file import SavedDocument
from core.series.choice import LegendChoice
from core.series.floe_file import PROJECT_JSON, RECORD_JSON, SavedProject, read_floe
from core.series.order import Order
from core.series.project import Project
from core.series.project_clusters import with_name
from core.series.project_file import _stored, project_in, write_project
from tests.released import RELEASES


def pictures(folder: Path) -> tuple[Path, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / "a.png", folder / "b.png"
    for path in paths:
        path.write_bytes(b"")
    return paths


def written(path: Path, project: Project) -> dict[str, Any]:
    write_project(path, project, None)
    with zipfile.ZipFile(path) as archive:
        values = json.loads(archive.read(PROJECT_JSON))
    assert isinstance(values, dict)
    return values


def changed(path: Path, values: dict[str, Any], record: object = None) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(PROJECT_JSON, json.dumps(values))
        if record is not None:
            archive.writestr(RECORD_JSON, json.dumps(record))
    return path


def read(path: Path) -> Project:
    saved = read_floe(path)
    assert isinstance(saved, SavedProject)
    return project_in(saved)[0]


def sample_of(paths: tuple[Path, ...]) -> PooledSample:
    """One point in each of two pictures, of which one has an answer."""
    names = tuple(PooledPicture(str(path), "0" * 64, "1" * 64) for path in paths)
    pixels = np.array([[6, 4], [2, 8]])
    pool = Pool((Kind((1,)), Kind((2,))), names, pixels, pixels * 1.0)
    answers = (Answer(1, "class", "1", "Ada"),)
    return pooled(pool, [Place(0, 2, 3), Place(1, 0, 0)], [0, 1], seed=7, wanted=20, answers=answers)


def test_points_over_the_pictures_come_back(tmp_path: Path) -> None:
    paths = pictures(tmp_path / "in")
    values = written(tmp_path / "a.floe", Project(paths, k=2, sample=sample_of(paths)))
    assert [each["path"] for each in values["sample"]["pictures"]] == ["in/a.png", "in/b.png"]
    again = read(tmp_path / "a.floe").sample
    assert again is not None
    assert pool_json(again) == pool_json(sample_of(paths))
    values["sample"]["points"][0] = [5, 0, 0, 0]
    with pytest.raises(ReadError, match="not what it should be"):
        read(changed(tmp_path / "b.floe", values))


def test_answers_follow_the_name_of_a_cluster(tmp_path: Path) -> None:
    paths = pictures(tmp_path / "in")
    named = with_name(Project(paths, k=2, sample=sample_of(paths)), 1, "water")
    assert named.sample is not None
    assert named.sample.row.names == {"water"}
    points = sample_of(paths)
    pool = replace(points.pool, kinds=(Kind(name="1"), Kind(name="2")))
    named = with_name(Project(paths, k=2, sample=replace(points, pool=pool)), 1, "water")
    assert named.sample is not None
    assert [each.name for each in named.sample.pool.kinds] == ["water", "2"], "as the classes they are of"


def test_all_that_was_said_comes_back(tmp_path: Path) -> None:
    paths = pictures(tmp_path / "in")
    project = Project(
        paths,
        k=5,
        space="lab",
        named=(Class("ice", (2, 3), "#aabbcc"),),
        choice=LegendChoice("fit", paths[1]),
        order=Order("*_%Y"),
        own_legends=frozenset(paths[1:]),
    )
    values = written(tmp_path / "a.floe", project)
    assert [each["path"] for each in values["pictures"]] == ["in/a.png", "in/b.png"]
    again = read(tmp_path / "a.floe")
    same = {name: value for name, value in vars(again).items() if name != "shared"}
    assert same == {name: value for name, value in vars(project).items() if name != "shared"}
    assert not again.shared


def test_the_same_project_is_the_same_bytes(tmp_path: Path) -> None:
    project = Project(pictures(tmp_path / "in"))
    write_project(tmp_path / "a.floe", project, None)
    write_project(tmp_path / "b.floe", project, None)
    assert (tmp_path / "a.floe").read_bytes() == (tmp_path / "b.floe").read_bytes()


def test_pictures_above_the_file_and_beside_it_are_found(tmp_path: Path) -> None:
    paths = pictures(tmp_path / "in")
    (tmp_path / "out").mkdir()
    target = tmp_path / "out" / "a.floe"
    values = written(target, Project(paths))
    assert values["pictures"][0]["path"] == "../in/a.png"
    assert read(target).pictures == paths
    paths[0].rename(tmp_path / "out" / "a.png")
    assert read(target).pictures == (tmp_path / "out" / "a.png", paths[1])


def test_a_server_is_not_asked(tmp_path: Path) -> None:
    values = written(tmp_path / "a.floe", Project(pictures(tmp_path / "in")))
    values["pictures"][0]["path"] = "//server/share/a.png"
    assert read(changed(tmp_path / "b.floe", values)).pictures[0] == tmp_path / "a.png"


@pytest.mark.parametrize(
    "path", [each for folder in RELEASES for each in sorted(folder.rglob("*.floe"))], ids=str
)
def test_documents_of_one_picture_open_as_before(path: Path) -> None:
    assert isinstance(read_floe(path), SavedDocument)


@pytest.mark.parametrize(
    "damage",
    [
        {"k": 0},
        {"k": "many"},
        {"space": "cmyk"},
        {"order": "*_%Q"},
        {"pictures": [{"name": "a.png"}]},
        {"pictures": 3},
        {"recipe": []},
        {"recipe": {"parameters": {"k": "x"}}},
        {"classes": [{"name": "ice"}]},
        {"classes": [{"name": "ice", "clusters": [9], "colour": None}]},
        {"legend_choice": {"kind": "guess"}},
        {"legend_choice": {"kind": "file"}},
        {"own_legends": 3},
    ],
)
def test_what_is_damaged_is_refused(tmp_path: Path, damage: dict[str, object]) -> None:
    values = written(tmp_path / "a.floe", Project(pictures(tmp_path / "in")))
    path = changed(tmp_path / "b.floe", {**values, **damage})
    with pytest.raises(ReadError, match=r"b\.floe"):
        read(path)


def entry(name: str, of_class: dict[str, Any], dates: dict[str, str]) -> dict[str, Any]:
    whole = {
        "name": "ice",
        "clusters": [1],
        "colour": "#ffffff",
        "pixels": 1,
        "fraction": 1.0,
        "area": 1.0,
        "unit": "px²",
    }
    record = {
        "image": {"path": f"in/{name}.png", "sha256": "", "valid_pixels": 1},
        "calibration": {"source": "none"},
        "result": {"classes": [{**whole, **of_class}]},
    }
    text = ("path", f"in/{name}.png"), ("state", "measured")
    empty = dict.fromkeys(("sha256", "reason", "date", "date_source", "key"), "")
    return {**empty, **dict(text), "dates": dates, "record": record}


def record(of_class: dict[str, Any] | None = None, dates: dict[str, str] | None = None) -> dict[str, Any]:
    return {"pictures": [entry(name, of_class or {}, dates or {}) for name in "ab"]}


def record_with(part: str, **values: object) -> dict[str, Any]:
    found = record()
    found["pictures"][0]["record"][part] |= values
    return found


def test_what_was_measured_comes_back(tmp_path: Path) -> None:
    paths = pictures(tmp_path / "in")
    values = written(tmp_path / "a.floe", Project(paths))
    saved = read_floe(changed(tmp_path / "b.floe", values, record()))
    assert isinstance(saved, SavedProject)
    found = project_in(saved)[1]
    assert found is not None
    assert [each.path for each in found.entries] == [str(path) for path in paths]


def test_what_was_measured_of_other_pictures_is_left_out(tmp_path: Path) -> None:
    values = written(tmp_path / "a.floe", Project(pictures(tmp_path / "in")[:1]))
    saved = read_floe(changed(tmp_path / "b.floe", values, record()))
    assert isinstance(saved, SavedProject)
    assert project_in(saved)[1] is None


@pytest.mark.parametrize(
    "damaged",
    [
        {"pictures": [{"path": "in/a.png"}]},
        {"pictures": 1},
        record({"area": "large"}),
        record({"area": 1e308}),
        record({"name": 3}),
        record({"area_low": "x"}),
        record({"area_error": 1.0, "error_parts": 1.0}),
        record_with("image", side_files=["a.tfw"]),
        record_with("image", side_files=[{"name": 3, "sha256": ""}]),
        record_with("result", clusters=[{"id": 1, "pixels": "many", "area": 1.0}]),
        record_with("calibration", pixel_size_error_percent="2 %"),
        record(dates={"taken": "yesterday"}),
        record(dates={"taken": "2024-05-01T00:00:00+01:00"}),
    ],
)
def test_a_record_that_cannot_be_shown_is_refused(tmp_path: Path, damaged: object) -> None:
    values = written(tmp_path / "a.floe", Project(pictures(tmp_path / "in")))
    with pytest.raises(ReadError, match=r"b\.floe"):
        read(changed(tmp_path / "b.floe", values, damaged))


def test_a_newer_one_says_so(tmp_path: Path) -> None:
    values = written(tmp_path / "a.floe", Project(pictures(tmp_path / "in")))
    with pytest.raises(ReadError, match="a newer Floe"):
        read_floe(changed(tmp_path / "b.floe", {**values, "version": 2}))


def test_a_picture_on_another_drive_is_named_as_a_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_way(*_paths: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("core.series.project_file.os.path.relpath", no_way)
    assert _stored(tmp_path / "a.floe", Path("in/a.png")) == str(tmp_path / "in" / "a.png")
