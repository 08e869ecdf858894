"""`floe series --reference`: points over all pictures, what they say, and that it is verified."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image as PillowImage

from main import main
from tests.core.pictures.crew_here import CrewHere
from tests.core.series.made_folder import WIDTH, made_folder
from tests.reading import ReaderInThisProcess
from tests.ui.cli.called import complaint


@pytest.fixture(autouse=True)
def in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.cli.series_command.ReadingProcess", ReaderInThisProcess)
    for room in ("run_series", "verify", "views", "map_at_points"):
        monkeypatch.setattr(f"core.series.{room}.Crew", CrewHere)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Of three pictures, of which the upper 10, 20 and 30 of 60 rows are light."""
    made_folder(tmp_path / "scenes", 3)
    return tmp_path / "scenes"


def points(path: Path, number: int = 3, per: int = 8, wrong: int = 0) -> Path:
    """In each picture `per` points, one every seven rows, as they truly are but for the first ones."""
    lines = ["picture,x,y,class"]
    for i in range(number):
        for j in range(per):
            truth = "ice" if 7 * j < 10 * (i + 1) else "water"
            said = "ice" if len(lines) <= wrong else truth
            lines.append(f"scene_2024-0{i + 1}-15.png,{j + 0.5},{7 * j + 0.5},{said}")
    path.write_text("\n".join(lines) + "\n")
    return path


def measured(folder: Path, out: Path, *options: object) -> int:
    classes = ("--class", "water=1", "--class", "ice=2")
    return main(["series", str(folder), "-o", str(out), "-k", "2", *classes, *map(str, options)])


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_what_is_there_by_the_points(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert measured(folder, out, "--reference", points(tmp_path / "points.csv")) == 0
    said = capsys.readouterr()
    assert "reference points.csv: 24 points in 3 pictures; the map is right at" in said.out
    assert "3 pictures have fewer than 20 points" in said.out
    assert "The file does not say in which strata its points were drawn" in said.err
    (water, ice) = table(out / "series_reference.csv")
    assert (ice["picture"], ice["class"], ice["points"]) == ("", "ice", "10")
    assert float(ice["mapped area"]) == 60 * WIDTH == float(ice["area"])
    assert float(water["low"]) < float(water["fraction"]) == pytest.approx(2 / 3)
    record: dict[str, Any] = json.loads((out / "series.json").read_text("utf-8"))
    assert record["reference"]["points"] == 24
    assert record["reference"]["confusion"] == [[14, 0], [0, 10]]
    assert record["sample"]["source"] == "points.csv"


def test_it_is_repeated_by_verify(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out"
    assert measured(folder, out, "--reference", points(tmp_path / "points.csv", wrong=1), "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["reference"]["confusion"] == [[14, 0], [0, 10]], "the first one is ice"
    record = out / "series.json"
    assert main(["verify", str(record)]) == 0
    assert capsys.readouterr().out == "identical\n"
    values = json.loads(record.read_text("utf-8"))
    values["sample"]["answers"][0]["class"] = "water"
    record.write_text(json.dumps(values))
    assert main(["verify", str(record)]) == 1
    assert "reference.confusion 2 1 was 0, is 1" in capsys.readouterr().out
    values["sample"]["points"][0] = [0, 59, 3, values["sample"]["points"][0][3]]
    record.write_text(json.dumps(values))
    assert main(["verify", str(record)]) == 1
    assert "The map has another class at 1 of the points." in capsys.readouterr().out


def test_a_picture_with_points_enough_has_areas_of_its_own(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = ["picture;x;y;class"]
    lines += [
        f"scene_2024-02-15.png;{i + 0.5};{5 + 30 * (i % 2)}.5;{('ice', 'water')[i % 2]}" for i in range(20)
    ]
    lines += ["scene_2024-03-15.png;3;50;unsure", "scene_2024-03-15.png;900;50;water"]
    (tmp_path / "points.csv").write_text("\n".join(lines))
    given = "--reference", tmp_path / "points.csv", "--series-export", "report-html"
    assert measured(folder, tmp_path / "out", *given) == 0
    said = capsys.readouterr()
    report = (tmp_path / "out" / "series_report.html").read_text("utf-8")
    assert "By points over all pictures" in report
    assert "scene_2024-02-15.png, by 20 points:" in report
    assert "scene_2024-02-15.png: 20 points; the map is right at" in said.out
    assert "Nobody could tell what is at 1 point" in said.err
    assert "1 of its points lies where nothing is measured: it is left out." in said.err
    rows = table(tmp_path / "out" / "series_reference.csv")
    assert [(row["picture"], row["class"]) for row in rows] == [
        ("", "water"),
        ("", "ice"),
        ("scene_2024-02-15.png", "water"),
        ("scene_2024-02-15.png", "ice"),
    ]
    assert float(rows[3]["area"]) == 20 * WIDTH
    # In the table, curve and report beside what is mapped, where there is one.
    first, _water, ice, *_others = table(tmp_path / "out" / "series.csv")[1:]
    assert (first["picture"], first["checked area"], first["checked points"]) == (
        "scene_2024-01-15.png",
        "",
        "",
    )
    assert (float(ice["checked area"]), ice["checked points"]) == (20 * WIDTH, "20")
    assert [float(ice[f"checked {end}"]) for end in ("low", "high")] == [
        float(rows[3][f"area_{end}"]) for end in ("low", "high")
    ]
    chart = (tmp_path / "out" / "series_areas.svg").read_text("utf-8")
    assert "ice, by points" in chart
    assert "diamonds: checked" in chart
    assert "(on the map 800" in report.replace("\u202f", "").replace("\u00a0", " ")


def test_a_folder_has_a_file_for_each_picture(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "looked").mkdir()
    (tmp_path / "looked" / "scene_2024-01-15.csv").write_text("x,y,class\n1,1,ice\n1,30,water\n")
    (tmp_path / "looked" / "scene_2024-03-15.csv").write_text("x,y,class,observer\n1,1,ice,Ada\n")
    (tmp_path / "looked" / "notes.csv").write_text("anything")
    assert measured(folder, tmp_path / "out", "--reference", tmp_path / "looked") == 0
    record = json.loads((tmp_path / "out" / "series.json").read_text("utf-8"))
    assert record["reference"]["points"] == 3


def rasters(folder: Path, ending: str = ".png", rows: int = 50) -> list[Path]:
    """What is there in the first two pictures, by cluster: ten rows are light, as measured; in the second
    fifteen of the twenty that are on the map, and so many rows of 60 are known.
    """
    folder.mkdir()
    paths = [folder / f"scene_2024-0{i + 1}-15{ending}" for i in range(2)]
    for path, light, known in zip(paths, (10, 15), (60, rows), strict=True):
        values = np.ones((60, WIDTH), np.uint8)
        values[:light], values[known:] = 2, 0
        PillowImage.fromarray(values).save(path)
    return paths


def test_label_rasters_know_every_pixel(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rasters(tmp_path / "looked")
    given = "--reference", tmp_path / "looked", "--series-export", "report-html"
    assert measured(folder, tmp_path / "out", *given) == 0
    written = capsys.readouterr()
    said, warned = (text.replace("\u00a0", " ").replace("\u202f", "") for text in written)
    assert "reference looked: 4400 pixels in 2 pictures; the map is right at 95.45 %" in said
    assert "scene_2024-02-15.png: 2000 pixels; the map is right at 90.00 %" in said
    assert "It knows 2000 of the 2400 measured pixels: shares and areas are of these." in warned
    assert "1 picture has no label raster: nothing is said of it." in warned
    record = json.loads((tmp_path / "out" / "series.json").read_text("utf-8"))
    assert record["reference"]["design"] == "every pixel"
    assert record["reference"]["confusion"] == [[80 * WIDTH, 0], [5 * WIDTH, 25 * WIDTH]]
    assert "sample" not in record
    (_water, ice, *_water_1, ice_2) = table(tmp_path / "out" / "series_reference.csv")
    assert (float(ice["area"]), float(ice["area_low"]), float(ice["mapped area"])) == (1000, 1000, 1200)
    assert (ice_2["picture"], float(ice_2["area"])) == ("scene_2024-02-15.png", 600)
    # Of the second it knows a part, whose area says nothing of that of all of it.
    rows = [row for row in table(tmp_path / "out" / "series.csv") if row["class"] == "ice"]
    assert (rows[0]["checked area"], rows[0]["checked points"]) == ("400.0", "2400")
    assert (rows[1]["checked area"], rows[1]["checked points"], rows[2]["checked area"]) == ("", "", "")
    (*_other, summed) = table(tmp_path / "out" / "series_summary.csv")
    assert (summed["class"], summed["sum"], summed["checked sum"]) == ("ice", "2400.0", "")
    assert summed["checked pictures"] == ""
    report = (tmp_path / "out" / "series_report.html").read_text("utf-8")
    assert "Beside label rasters" in report
    assert "scene_2024-02-15.png, at 2\u202f000 pixels:" in report
    assert main(["verify", str(tmp_path / "out" / "series.json")]) == 0
    assert "what they say was not found again" in "".join(capsys.readouterr())


def test_a_table_names_the_raster_of_each_picture(folder: Path, tmp_path: Path) -> None:
    first, second = rasters(tmp_path / "looked", "_as_looked_at.tif")
    lines = "picture,reference", f"scene_2024-01-15.png,looked/{first.name}", f"scene_2024-02-15.png,{second}"
    (tmp_path / "files.csv").write_text("\n".join(lines))
    assert measured(folder, tmp_path / "out", "--reference", tmp_path / "files.csv") == 0
    record = json.loads((tmp_path / "out" / "series.json").read_text("utf-8"))
    assert (record["reference"]["points"], record["reference"]["of_pictures"]) == (4400, 2)


def test_areas_that_are_known_stand_beside_those_of_the_map(folder: Path, tmp_path: Path) -> None:
    rasters(tmp_path / "looked", rows=60)
    assert measured(folder, tmp_path / "out", "--reference", tmp_path / "looked") == 0
    rows = {(row["picture"], row["class"]): row for row in table(tmp_path / "out" / "series.csv")}
    keys = "area", "checked area", "checked low", "checked high", "checked points"
    found = [[float(rows["scene_2024-02-15.png", name][key]) for key in keys] for name in ("water", "ice")]
    assert found == [[1600, 1800, 1800, 1800, 2400], [800, 600, 600, 600, 2400]]
    assert rows["scene_2024-03-15.png", "ice"]["checked area"] == ""
    (*_other, summed) = table(tmp_path / "out" / "series_summary.csv")
    assert (summed["class"], summed["sum"], summed["checked sum"]) == ("ice", "2400.0", "1000.0")
    assert summed["checked pictures"] == "2"


def test_a_table_that_names_a_server_asks_no_server(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, _second = rasters(tmp_path / "looked", "_as_looked_at.tif")
    table, out = tmp_path / "looked" / "files.csv", tmp_path / "out"
    table.write_text(f"picture,reference\nscene_2024-01-15.png,\\\\nowhere\\share\\{first.name}\n")
    assert measured(folder, out, "--reference", table) == 0
    assert json.loads((out / "series.json").read_text("utf-8"))["reference"]["of_pictures"] == 1
    # On this system two slashes are as good as one: what lies there is not looked at all the same.
    gone = (tmp_path / "elsewhere").with_suffix(".tif")
    first.rename(gone)
    table.write_text(f"picture,reference\nscene_2024-01-15.png,/{gone}\n")
    said = complaint(capsys, "series", folder, "-o", out, "--reference", table)
    assert f"line 2 names “/{gone}”, which is no file." in said


def test_points_and_rasters_do_not_mix(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rasters(tmp_path / "looked", "_labels.png")
    (tmp_path / "looked" / "scene_2024-02-15.csv").write_text("x,y,class\n1,1,2\n")
    said = complaint(
        capsys, "series", folder, "-o", tmp_path / "out", "-k", "2", "--reference", tmp_path / "looked"
    )
    assert "some pictures have points, others label rasters: give all of them one." in said


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x,y,class\n1,1,ice\n", "it has no column “picture”: it needs picture, x, y and class"),
        ("picture,x,y,class\nother.png,1,1,ice\n", "its picture “other.png” is none of this series."),
        ("picture,x,y,class\n", "it holds no points."),
        ("picture,x,y,class\nscene_2024-01-15.png,1,1,ices\n", "it has a class “ices”"),
        ("picture,x,y,class\nscene_2024-01-15.png,900,1,ice\n", "none of its 1 points lies where a picture"),
        ("picture,x,y,class\nscene_2024-01-15.png,1,1,?\n", "nobody could tell what is at any of its points"),
        ("picture,x,y,class\n\nscene_2024-01-15.png,one,1,ice\n", "in line 3 x is “one”, no number."),
        ("picture,reference\nscene_2024-01-15.png,gone.png\n", "line 2 names “gone.png”, which is no file."),
        (
            "picture,reference\nscene_2024-01-15.png,points.csv\n\nscene_2024-01-15.png,points.csv\n",
            "line 4 names “scene_2024-01-15.png” a second time: give a picture one file.",
        ),
    ],
)
def test_a_mistake_is_one_sentence(
    text: str, sentence: str, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "points.csv").write_text(text)
    options = ("-o", tmp_path / "out", "-k", "2", "--class", "water=1", "--class", "ice=2")
    said = complaint(capsys, "series", folder, *options, "--reference", tmp_path / "points.csv")
    assert "points.csv: " in said
    assert sentence in said


def test_a_folder_without_files_of_pictures(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "looked").mkdir()
    said = complaint(capsys, "series", folder, "-o", tmp_path / "out", "--reference", tmp_path / "looked")
    assert "no file in it is named as a picture of the series, such as scene_2024-01-15.csv." in said


def test_a_name_that_a_project_does_not_keep_is_refused(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = 'picture,x,y,class,observer\nscene_2024-01-15.png,1,1,ice,"Ada\nLovelace"\n'
    (tmp_path / "points.csv").write_text(said)
    classes = ("--class", "water=1", "--class", "ice=2")
    options = ("-o", tmp_path / "out", "-k", 2, *classes, "--reference", tmp_path / "points.csv")
    assert "a name in it is no line of text" in complaint(capsys, "series", folder, *options)


def test_files_that_hold_too_many_points_together_are_refused(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("core.series.reference_points.MOST_POINTS", 23)
    classes = ("--class", "water=1", "--class", "ice=2")
    options = ("-o", tmp_path / "out", "-k", 2, *classes, "--reference", points(tmp_path / "points.csv"))
    assert "its files hold more than 23 points together" in complaint(capsys, "series", folder, *options)
