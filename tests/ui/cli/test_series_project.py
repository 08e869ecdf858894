"""`floe series PROJECT.floe`: what a project says of single pictures is measured, recorded and verified."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.accuracy.pool import Kind, Place, Pool, PooledPicture, pooled
from core.accuracy.sample import Answer
from core.image.image import Image
from core.scenes.dated_scenes import lake_series
from core.series.choice import LegendChoice
from core.series.order import Order
from core.series.own_parts import OwnParts
from core.series.project import Project
from core.series.project_clusters import with_name
from core.series.project_file import write_project
from core.series.rescale import Rescale
from main import main
from tests.core.pictures.crew_here import CrewHere
from tests.core.series.made_folder import made_folder
from tests.core.series.test_own_parts import METRES, edits, region
from tests.reading import ReaderInThisProcess


@pytest.fixture(autouse=True)
def in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.cli.series_command.ReadingProcess", ReaderInThisProcess)
    monkeypatch.setattr("core.series.run_series.Crew", CrewHere)
    monkeypatch.setattr("core.series.verify.Crew", CrewHere)
    monkeypatch.setattr("core.series.views.Crew", CrewHere)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Of three pictures: one with a scale, one edited, one measured in its upper half."""
    paths = tuple(made_folder(tmp_path / "scenes", 3))
    project = with_name(with_name(Project(paths, k=2), 2, "ice"), 1, "water")
    project = project.with_own(paths[0], OwnParts(METRES))
    project = project.with_own(paths[1], OwnParts(edits=edits("water", 5)))
    return project.with_own(paths[2], OwnParts(None, region(20.0), "measure"))


def rows(out: Path) -> list[dict[str, str]]:
    with (out / "series.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["class"] == "ice"]


def measured(project: Project, tmp_path: Path, *options: str) -> list[dict[str, str]]:
    write_project(tmp_path / "p.floe", project, None)
    out = tmp_path / "out"
    assert main(["series", str(tmp_path / "p.floe"), "-o", str(out), *options]) == 0
    return rows(out)


def test_each_picture_is_measured_by_what_is_its_own(project: Project, tmp_path: Path) -> None:
    found = measured(project, tmp_path)
    assert [row["pixels"] for row in found] == ["400", str(20 * 40 - 5 * 40), str(20 * 40)]
    assert [row["unit"] for row in found] == ["m²", "px²", "px²"]
    assert float(found[0]["area"]) == 4 * 400
    assert [row["scale source"] for row in found] == ["typed", "uncalibrated", "uncalibrated"]
    assert [row["state"] for row in found] == ["measured", "edited", "measured"]


def test_the_record_is_verified_with_it(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measured(project, tmp_path)
    capsys.readouterr()
    record = tmp_path / "out" / "series.json"
    assert main(["verify", str(record)]) == 0
    assert capsys.readouterr().out == "identical\n"
    values = json.loads(record.read_text("utf-8"))
    edited = values["pictures"][1]["record"]
    assert edited["edits"]["names"] == ["water"]
    del edited["edits"]
    record.write_text(json.dumps(values), "utf-8")
    assert main(["verify", str(record)]) == 1
    assert "scene_2024-02-15.png: result.classes 2.pixels was 600, is 800" in capsys.readouterr().out


def test_only_what_was_corrected_is_measured_again(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    measured(project, tmp_path)
    second = project.pictures[1]
    corrected = project.with_own(second, OwnParts(edits=edits("water", 7)))
    capsys.readouterr()
    assert [row["pixels"] for row in measured(corrected, tmp_path, "--resume")][1] == str(800 - 7 * 40)
    assert "3 of 3 pictures measured, 2 were up to date" in capsys.readouterr().out
    assert [row["pixels"] for row in measured(project, tmp_path, "--resume")][1] == "600"


def test_a_legend_of_all_is_fitted_where_they_are_measured(project: Project, tmp_path: Path) -> None:
    def inertia() -> float:
        record = json.loads((tmp_path / "out" / "series.json").read_text("utf-8"))
        return float(record["legend"]["inertia"])

    measured(project, tmp_path)
    whole = inertia()
    part = project.with_own(project.pictures[0], OwnParts(METRES, region(20.0)))
    assert float(measured(part, tmp_path, "--resume")[0]["fraction"]) == 0.5
    assert inertia() < whole, "a legend of fewer pixels"
    assert main(["verify", str(tmp_path / "out" / "series.json")]) == 0


def test_points_that_say_nothing_any_more_are_not_dropped_without_a_word(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds, gone = (Kind((1,)), Kind((2,))), PooledPicture(str(project.pictures[0]), "another", "")
    pool = Pool(kinds, (gone,), np.array([[2000, 400]]), np.array([[2000.0, 400.0]]))
    asked = pooled(pool, (Place(0, 5, 5),), (1,), wanted=1)
    measured(replace(project, sample=asked), tmp_path)
    assert "The points say nothing" not in capsys.readouterr().err, "nobody has said anything yet"
    row = asked.row.answered(Answer(0, "class", "ice"))
    measured(replace(project, sample=replace(asked, row=row)), tmp_path)
    sentence = "The points say nothing: no picture with an answer is as it was"
    assert sentence in capsys.readouterr().err
    record = json.loads((tmp_path / "out" / "series.json").read_text("utf-8"))
    assert any(note.startswith(sentence) for note in record["notes"])
    assert "accuracy" not in record


def test_typed_dates_order_the_rows(project: Project, tmp_path: Path) -> None:
    typed = project.with_date(project.pictures[:1], "2030-01-01")
    found = measured(replace(typed, order=Order("auto")), tmp_path)
    assert [row["date"] for row in found] == ["2024-02-15", "2024-03-15", "2030-01-01"]
    assert [row["date_source"] for row in found] == ["name", "name", "typed"]


def test_a_legend_of_copies_of_one_file_is_fitted_again_where_each_was_looked_at(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second, _third = project.pictures
    second.write_bytes(first.read_bytes())
    project = project.with_own(first, OwnParts(None, region(12.0)))
    measured(project.with_own(second, OwnParts(None, region(50.0))), tmp_path)
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "out" / "series.json")]) == 0
    assert capsys.readouterr().out == "identical\n"


def test_edits_of_another_size_are_a_red_row(
    project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = project.with_own(project.pictures[1], OwnParts(edits=edits("water", 5, (30, 40))))
    write_project(tmp_path / "p.floe", other, None)
    assert main(["series", str(tmp_path / "p.floe"), "-o", str(tmp_path / "out")]) == 1
    text = (tmp_path / "out" / "series.csv").read_text("utf-8")
    assert "What was edited by hand is of a picture of another size" in text
    capsys.readouterr()
    assert main(["verify", str(tmp_path / "out" / "series.json")]) == 0, "the legend does not differ for it"
    said = capsys.readouterr()
    assert said.out == "identical\n"
    assert "warning: The legend was not fitted again: not all of its pictures are measured here." in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-k", "3"), "The project says how its pictures are measured"),
        (("--pixel-size", "1m"), "The project says how its pictures are measured"),
        (("--legend", "each"), "The project says how its pictures are measured"),
    ],
)
def test_what_the_project_says_is_not_given_again(
    project: Project,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    write_project(tmp_path / "p.floe", project, None)
    assert main(["series", str(tmp_path / "p.floe"), "-o", str(tmp_path / "out"), *arguments]) == 2
    assert words in capsys.readouterr().err


def test_one_project_alone(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_project(tmp_path / "p.floe", project, None)
    picture = str(project.pictures[0])
    assert main(["series", str(tmp_path / "p.floe"), picture, "-o", str(tmp_path / "out")]) == 2
    assert "Give one project alone" in capsys.readouterr().err


def test_an_edited_picture_is_shown_as_it_is_measured(project: Project, tmp_path: Path) -> None:
    measured(project, tmp_path, "--series-export", "contact_sheet,gif,report_html")
    out = tmp_path / "out"
    record = json.loads((out / "series.json").read_text("utf-8"))
    [colour] = {
        item["colour"]
        for each in record["pictures"]
        for item in each["record"]["result"]["classes"]
        if item["name"] == "ice"
    }
    ice = tuple(bytes.fromhex(colour[1:]))
    swatch = 11 * 11
    with PillowImage.open(out / "series_contact_sheet.png") as sheet:
        # 10 rows; 20 less 5 by hand; 20 of 30 that are measured: of 60 in 264.
        assert count(sheet, ice) == (44 + 88 - 22 + 88) * 176 + swatch
    with PillowImage.open(out / "series_animation.gif") as animation:
        animation.seek(1)
        beside = animation.convert("RGB").crop((340, 0, 660, animation.height))
        assert count(beside, ice, within=2) == (20 - 5) * 8 * 320, "a GIF has few colours"
    page = (out / "series_report.html").read_text("utf-8")
    assert re.search(r"<td>scene_2024-02-15\.png</td><td>2024-02-15</td>.*?600", page)


def count(picture: PillowImage.Image, colour: tuple[int, ...], within: int = 0) -> int:
    off = np.abs(np.asarray(picture.convert("RGB")).astype(int) - colour)
    return int((off <= within).all(axis=2).sum())


@pytest.fixture
def rescaled(tmp_path: Path) -> Project:
    """Of two pictures, the second in other light: rescaled, edited, with a scale of its own."""
    scenes = list(lake_series(0))
    paths = tuple(tmp_path / f"lake_{scenes[number].date}.png" for number in (0, 4))
    for path, number in zip(paths, (0, 4), strict=True):
        PillowImage.fromarray(scenes[number].scene.image.pixels).save(path)
    project = with_name(Project(paths, k=3, choice=LegendChoice("fit", paths[0])), 1, "ice")
    return replace(with_edits(project, scenes[4].scene.image, 5), rescale=Rescale(False, paths[1:]))


def with_edits(project: Project, image: Image, rows: int) -> Project:
    own = OwnParts(METRES, edits=edits("ice", rows, (image.height, image.width)))
    return project.with_own(project.pictures[1], own)


def test_own_parts_and_rescaled_colours_together(
    rescaled: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = measured(rescaled, tmp_path)
    assert [row["drift"] for row in found] == ["no", "rescaled"]
    assert [row["state"] for row in found] == ["measured", "edited"]
    assert [row["scale source"] for row in found] == ["uncalibrated", "typed"]
    assert "Its colours were rescaled to those of the legend." in found[1]["reason"]
    out = tmp_path / "out"
    capsys.readouterr()
    assert main(["verify", str(out / "series.json")]) == 0
    assert capsys.readouterr().out == "identical\n"
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    measured(rescaled, tmp_path, "--resume")
    assert "2 were up to date" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    # Each of the two by itself measures the picture anew, and is known again afterwards.
    as_it_is = measured(replace(rescaled, rescale=Rescale()), tmp_path, "--resume")
    assert "1 was up to date" in capsys.readouterr().out
    assert (as_it_is[1]["drift"], as_it_is[1]["scale source"]) == ("shifted", "typed")
    without = measured(replace(rescaled, own={}), tmp_path, "--resume")
    assert (without[1]["drift"], without[1]["state"]) == ("rescaled", "measured")
    assert without[1]["pixels"] != found[1]["pixels"]
