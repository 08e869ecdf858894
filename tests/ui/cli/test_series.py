"""`floe series`: one legend, one table."""

from __future__ import annotations

import csv
import errno
import json
from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from PIL import Image as PillowImage
from pyarrow import parquet
from pypdf import PdfReader
from rasterio.crs import CRS

from core.scenes.dated_scenes import DatedScene, lake_series
from core.series import picture_work
from core.series.journal import JOURNAL, Journal
from main import main
from tests.core.pictures.crew_here import CrewHere
from tests.core.series.made_folder import HEIGHT, WIDTH, made_folder, pixels
from tests.reading import ReaderInThisProcess

COLUMNS = (
    "picture,sha256,date,date_source,class,pixels,valid_pixels,fraction,area,low,high,interval_from,unit,"
    "scale source,ratios,drift,legend,state,reason"
)
ICE = ("-k", "2", "--class", "ice=2")


@pytest.fixture(autouse=True)
def in_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.cli.series_command.ReadingProcess", ReaderInThisProcess)
    monkeypatch.setattr("core.series.run_series.Crew", CrewHere)
    monkeypatch.setattr("core.series.verify.Crew", CrewHere)
    monkeypatch.setattr("core.series.views.Crew", CrewHere)


@pytest.fixture
def scenes(tmp_path: Path) -> list[Path]:
    return made_folder(tmp_path / "scenes")


def series(*arguments: object) -> int:
    return main(["series", *map(str, arguments)])


def rows(out: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((out / "series.csv").read_text("utf-8"))))


def of_ice(out: Path, column: str = "pixels") -> list[str]:
    return [row[column] for row in rows(out) if row["class"] == "ice"]


def complaints(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.removeprefix("floe: ") for line in capsys.readouterr().err.splitlines()]


def without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {key: part for key, part in record.items() if key not in names}


def test_one_table_of_all(scenes: list[Path], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert series(scenes[0].parent, "-o", out, *ICE, "--ratio", "cover=ice/(ice+1)") == 0
    text = (out / "series.csv").read_text("utf-8")
    assert text.splitlines()[0] == COLUMNS + ",ratio cover,ratio cover low,ratio cover high"
    assert of_ice(out) == [str(10 * WIDTH * (i + 1)) for i in range(4)]
    first = rows(out)[1]
    assert first["picture"] == "scene_2024-01-15.png"
    assert (first["date"], first["date_source"]) == ("2024-01-15", "name")
    assert (first["valid_pixels"], first["fraction"]) == (str(HEIGHT * WIDTH), repr(1 / 6))
    assert (first["unit"], first["scale source"], first["interval_from"]) == (
        "px²",
        "uncalibrated",
        "borders",
    )
    assert float(first["low"]) <= 400 <= float(first["high"])
    assert first["ratios"] == "cover=0.166666666667"
    assert (first["legend"], first["state"], first["reason"]) == ("fit-all", "measured", "")
    said = capsys.readouterr().out
    assert "4 of 4 pictures measured" in said
    assert "each picture has the nearest centroids of the legend: 0 iterations" in said
    names = {path.name for path in out.iterdir()}
    assert names == {
        "series.csv",
        "series.json",
        "series_summary.csv",
        "series_areas.svg",
        "series_areas.png",
        "series_ratios.svg",
        "series_ratios.png",
    }


def test_summary_of_each_class(scenes: list[Path], out: Path) -> None:
    assert series(scenes[0].parent, "-o", out, *ICE) == 0
    text = (out / "series_summary.csv").read_text("utf-8").splitlines()
    assert text[0] == "of,class,n,mean,sd,median,sum,unit"
    assert text[2] == "area,ice,4,1000.0,516.397779494,1000.0,4000.0,px²"


def test_files_of_each_picture_are_those_of_segment(scenes: list[Path], out: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    assert series(scenes[0].parent, "-o", out, *ICE, "--export", "labels", "--save-legend", kept) == 0
    legend = json.loads(kept.read_text("utf-8"))
    start = tmp_path / "start.json"
    start.write_text(json.dumps(legend["clusters"]["centroids"]), "utf-8")
    plain = tmp_path / "plain"
    assert main(["segment", str(scenes[2]), "-o", str(plain), "--init", str(start), "--max-iter", "0"]) == 0
    name = "scene_2024-03-15_labels.png"
    assert (out / name).read_bytes() == (plain / name).read_bytes()
    assert main(["verify", str(out / "scene_2024-03-15_run.json")]) == 0


def test_whole_and_in_tiles_are_the_same(tmp_path: Path, out: Path) -> None:
    paths = []
    for i in range(2):
        paths.append(tmp_path / f"{i}.tif")
        PillowImage.fromarray(pixels(100 * (i + 1), i, (400, 300))).save(paths[-1])
    assert series(*paths, "-o", out, *ICE, "--no-uncertainty") == 0
    tiled = tmp_path / "tiled"
    assert series(*paths, "-o", tiled, *ICE, "--no-uncertainty", "--tile", 128, "--threads", 1) == 0
    assert (out / "series.csv").read_bytes() == (tiled / "series.csv").read_bytes()
    whole, parts = (json.loads((each / "series.json").read_text("utf-8")) for each in (out, tiled))
    for one, other in zip(whole["pictures"], parts["pictures"], strict=True):
        assert one["record"]["result"] == other["record"]["result"]
    assert whole["legend"] == parts["legend"]


def test_a_legend_is_kept_for_other_pictures(scenes: list[Path], out: Path, tmp_path: Path) -> None:
    legend = tmp_path / "ice.legend.json"
    fit = f"fit:{scenes[1]}"
    assert series(*scenes[:2], "-o", out, *ICE, "--legend", fit, "--save-legend", legend) == 0
    assert of_ice(out, "legend") == ["fit:scene_2024-02-15.png"] * 2
    new = tmp_path / "new"
    assert series(*scenes[2:], "-o", new, "--legend", legend) == 0
    assert of_ice(new) == ["1200", "1600"]
    assert of_ice(new, "legend") == ["ice.legend.json"] * 2
    # Its clusters can be named anew.
    again = tmp_path / "again"
    assert series(scenes[3], "-o", again, "--legend", legend, "--class", "snow=2") == 0
    assert [row["class"] for row in rows(again)] == ["1", "snow"]


def test_each_picture_by_itself_with_its_classes_carried(scenes: list[Path], out: Path) -> None:
    # In the last one the light is turned down, so that its clusters are far from those of the first.
    dim = (np.asarray(PillowImage.open(scenes[3])) // 3).astype(np.uint8)
    PillowImage.fromarray(dim).save(scenes[3])
    assert series(scenes[0].parent, "-o", out, *ICE, "--legend", "each") == 0
    assert of_ice(out) == ["400", "800", "1200", "1600"]
    assert of_ice(out, "legend") == ["each"] * 4
    assert of_ice(out, "state") == ["measured"] * 3 + ["doubtful"]
    assert of_ice(out, "reason")[3].endswith("“ice” may be another cluster now: check it.")
    assert main(["verify", str(out / "series.json")]) == 0


def test_by_itself_a_threshold_and_what_is_learned_anew(
    scenes: list[Path], out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert series(*scenes, "-o", out, "--legend", "each", "--threshold", "gray:100", "--class", "ice=2") == 0
    assert of_ice(out) == ["400", "800", "1200", "1600"]
    assert of_ice(out, "state") == ["measured"] * 4
    assert main(["verify", str(out / "series.json")]) == 0
    learned = ("--feature", "eigenfilters:0.2,size=3,components=2")
    assert series(*scenes[:2], "-o", tmp_path / "learned", *ICE, "--legend", "each", *learned) == 0
    capsys.readouterr()
    assert series(*scenes[:2], "-o", tmp_path / "no", *ICE, "--legend", f"fit:{scenes[0]}", *learned) == 2
    assert "eigenfilters is learned from each picture anew" in complaints(capsys)[0]


def test_by_itself_classes_without_names_get_some(scenes: list[Path], out: Path) -> None:
    assert series(scenes[0].parent, "-o", out, "-k", 2, "--legend", "each") == 0
    assert [row["class"] for row in rows(out)] == ["class 1", "class 2"] * 4


def test_a_bad_picture_is_a_row_and_the_rest_goes_on(
    scenes: list[Path], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenes[1].write_bytes(b"no picture")
    scenes[2].unlink()
    assert series(*scenes, "-o", out, *ICE) == 1
    assert [row["state"] for row in rows(out)] == ["measured"] * 2 + ["failed"] * 2 + ["measured"] * 2
    failed = rows(out)[2]
    assert (failed["class"], failed["pixels"], failed["area"]) == ("", "", "")
    assert "scene_2024-02-15.png" in failed["reason"]
    said = complaints(capsys)
    assert len(said) == 2
    assert "Cannot read" in said[0]
    assert "scene_2024-03-15.png" in said[1]


def test_pictures_of_other_bands(scenes: list[Path], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PillowImage.fromarray(pixels(30)[..., 0]).save(scenes[2])
    assert series(scenes[0].parent, "-o", out, *ICE) == 1
    (line,) = complaints(capsys)
    assert line.endswith(
        "scene_2024-03-15.png: Its bands are grey (uint8), and the legend is of red, green, blue (uint8)."
    )


def test_a_legend_of_other_bands(
    scenes: list[Path], out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    legend = tmp_path / "l.json"
    assert series(*scenes, "-o", out, *ICE, "--save-legend", legend) == 0
    grey = tmp_path / "grey.png"
    PillowImage.fromarray(pixels(30)[..., 0]).save(grey)
    capsys.readouterr()
    assert series(grey, "-o", tmp_path / "new", "--legend", legend) == 2
    assert "and the legend is of red, green, blue" in complaints(capsys)[0]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{}", "it is no legend; give a file that --save-legend has written."),
        ("no JSON", "it is no JSON"),
        ('{"format": "floe legend", "version": 99}', "a newer Floe has written it"),
        ('{"format": "floe legend", "version": 1}', "the legend is damaged. It has no “clusters”."),
    ],
)
def test_a_bad_legend(
    scenes: list[Path], out: Path, content: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    legend = scenes[0].parent.parent / "l.json"
    legend.write_text(content, "utf-8")
    assert series(*scenes, "-o", out, "--legend", legend) == 2
    (line,) = complaints(capsys)
    assert "l.json" in line
    assert words in line


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--legend", "fit:"), "--legend fit: names no picture"),
        (("--legend", "fit:nowhere.png"), "nowhere.png"),
        (("--legend", "nowhere.json"), "Cannot read nowhere.json"),
        (("--fail-on", "drifts"), "--fail-on is “drifts”: choose drift. Did you mean drift?"),
        (("--by-date", "%Y"), ""),
        (("--by-date", "*_%q"), "is no pattern of a date"),
        (("--by-date", "ice_%Y%m%d"), "No picture has a date by the pattern “ice_%Y%m%d”"),
        (("--series-export", "giff"), "There is no file “giff” of a series: choose"),
        (("--own-legend", "x.png"), "--own-legend is “x.png”: choose a picture of the series."),
        (("--legend", "each", "--own-legend", "scene_2024-01-15.png"), "leave --own-legend out."),
        (("--rescale", "all"), "--rescale is “all”: choose drifted, or a picture of the series."),
        (("--rescale", "drifted", "--legend", "each"), "there is no legend to rescale it to"),
        (("--table", "ods"), "There is no table “ods”: choose xlsx or parquet."),
        (("--as-labels",), "Label images have no legend"),
        (("--reference", "r.csv"), "Cannot read r.csv: No such file or directory."),
        (("--compare", "r.png"), "--compare is about one picture"),
        (("--labels", "r.png"), "--labels is about one picture"),
        (("--threshold", "gray:100"), "let each picture be cut by itself (--legend each)"),
        (("--legend", "each", "--save-legend", "l.json"), "there is no legend to save"),
        (("--class", "ice@1,1"), "A place or an example names a cluster of one picture"),
        (("--by", "superpixels"), "fit the legend on one of them, --legend fit:IMAGE"),
        (("-k", "9000"), "choose 1 to 255"),
    ],
)
def test_wrong_usage_is_one_sentence(
    scenes: list[Path], out: Path, options: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if not words:
        assert series(*scenes, "-o", out, *options) == 0
        return
    assert series(*scenes, "-o", out, *options) == 2
    (line,) = complaints(capsys)
    assert words in line
    assert not (out / "series.csv").exists()


def test_a_folder_without_pictures(tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert series(tmp_path / "empty", "-o", out) == 2
    first, second = complaints(capsys)
    assert "it is a folder without a picture that Floe reads" in first
    assert second == "There is no picture to measure."


def test_by_date(scenes: list[Path], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    renamed = [scenes[0].with_name(name) for name in ("b_03.2024.png", "a_01.2024.png", "c_01.2024.png")]
    for path, name in zip(scenes, renamed, strict=False):
        path.rename(name)
    assert series(scenes[0].parent, "-o", out, *ICE, "--by-date", "*_%m.%Y") == 0
    assert of_ice(out, "picture") == [renamed[1].name, renamed[2].name, renamed[0].name, scenes[3].name]
    assert of_ice(out, "date") == ["2024-01-01", "2024-01-01", "2024-03-01", ""]
    assert complaints(capsys) == [
        "warning: scene_2024-04-15.png has no date, and comes last.",
        (
            "warning: a_01.2024.png and c_01.2024.png have the same date, 2024-01-01: they are in the order "
            "of the list."
        ),
    ]


def test_no_dates(scenes: list[Path], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, path in enumerate(scenes):
        path.rename(path.with_name(f"{number}.png"))
    assert series(scenes[0].parent, "-o", out, *ICE, "--by-date", "auto") == 0
    (line,) = complaints(capsys)
    assert line.startswith(
        "warning: No picture has a date, in its file or in its name as far as that is known"
    )


def test_resume_measures_what_has_changed_and_no_more(
    scenes: list[Path], out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert series(scenes[0].parent, "-o", out, *ICE) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    opened: list[str] = []
    run = picture_work.open_source

    def spied(path: Path, *arguments: Any, **options: Any) -> Any:
        opened.append(path.name)
        return run(path, *arguments, **options)

    monkeypatch.setattr(picture_work, "open_source", spied)
    assert series(scenes[0].parent, "-o", out, *ICE, "--resume") == 0
    assert opened == []
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    # By a legend from a file a new picture is measured alone; by one of all, all are.
    assert series(scenes[0].parent, "-o", out, *ICE, "--legend", f"fit:{scenes[0]}") == 0
    opened.clear()
    PillowImage.fromarray(pixels(55, 9)).save(scenes[3])
    options = (*ICE, "--legend", f"fit:{scenes[0]}", "--resume")
    assert series(scenes[0].parent, "-o", out, *options) == 0
    assert opened == [scenes[3].name]
    assert of_ice(out) == ["400", "800", "1200", "2200"]
    assert "4 of 4 pictures measured, 3 were up to date" in capsys.readouterr().out
    opened.clear()
    assert series(scenes[0].parent, "-o", out, *options, "--min-area", 20) == 0
    assert set(opened) == {path.name for path in scenes}


def test_resume_sees_what_lies_beside_a_picture(tmp_path: Path, out: Path) -> None:
    first, second = tmp_path / "scenes" / "a.tif", tmp_path / "scenes" / "b.tif"
    first.parent.mkdir()
    for path in (first, second):
        PillowImage.fromarray(pixels(20)).save(path)
    options = (first.parent, "-o", out, *ICE, "--legend", f"fit:{second}", "--resume")

    def areas() -> list[float]:
        assert series(*options) == 0
        return [float(area) for area in of_ice(out, "area")]

    def written(name: str, text: str) -> list[float]:
        first.with_name(name).write_text(text)
        return areas()

    assert areas() == [800, 800]  # in px²
    metres = CRS.from_epsg(32633).to_wkt()
    # A world file and its .prj that appear, change, and go again.
    assert written("a.tfw", "2\n0\n0\n-2\n500000\n9000\n") == areas()
    assert written("a.prj", metres) == pytest.approx([3200, 800], rel=0.01)
    in_three = written("a.tfw", "3\n0\n0\n-3\n500000\n9000\n")
    assert in_three == pytest.approx([7200, 800], rel=0.01)
    first.with_suffix(".tfw").unlink()
    assert areas() == [800, 800]


def test_a_cut_journal_is_gone_on_from(
    scenes: list[Path], out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert series(scenes[0].parent, "-o", out, *ICE) == 0
    whole = (out / "series.csv").read_bytes()
    lines: list[str] = []
    keep = Journal.add

    def stopped(journal: Journal, entry: Any) -> None:
        keep(journal, entry)
        lines.append(entry.name)
        if len(lines) == 2:
            raise KeyboardInterrupt

    for name in ("series.csv", "series.json"):
        (out / name).unlink()
    monkeypatch.setattr(Journal, "add", stopped)
    assert series(scenes[0].parent, "-o", out, *ICE) == 130
    assert complaints(capsys)[-1] == "Stopped: what is done is kept, and --resume goes on from it."
    journal = out / JOURNAL
    assert len(journal.read_text("utf-8").splitlines()) == 3
    journal.write_bytes(journal.read_bytes()[:-50])  # as a killed program leaves it
    monkeypatch.setattr(Journal, "add", keep)
    assert series(scenes[0].parent, "-o", out, *ICE, "--resume") == 0
    assert "1 was up to date" in capsys.readouterr().out
    assert (out / "series.csv").read_bytes() == whole
    assert not journal.exists()


def test_a_disk_that_gets_full(
    scenes: list[Path], out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keep, done = Journal.__dict__["_write"], []

    class Full:
        def write(self, text: str) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

        def close(self) -> None:
            return None

    def gets_full(journal: Journal, values: Any) -> None:
        done.append(values)
        if len(done) == 4:
            assert journal._file is not None
            journal._file.close()
            journal._file = Full()  # type: ignore[assignment]
        keep(journal, values)

    monkeypatch.setattr(Journal, "_write", gets_full)
    assert series(scenes[0].parent, "-o", out, *ICE) == 2
    (line,) = complaints(capsys)
    assert line == f"Cannot write {out / JOURNAL}: the disk is full."
    monkeypatch.setattr(Journal, "_write", keep)
    assert series(scenes[0].parent, "-o", out, *ICE, "--resume") == 0
    assert "2 were up to date" in capsys.readouterr().out


def test_a_picture_that_vanishes_or_changes_meanwhile(
    scenes: list[Path], out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.series import run_series as module

    find = module.find_legend

    def then_something_happens(*arguments: Any) -> Any:
        found = yield from find(*arguments)
        scenes[0].unlink()
        PillowImage.fromarray(pixels(33)).save(scenes[1])
        return found

    monkeypatch.setattr(module, "find_legend", then_something_happens)
    assert series(scenes[0].parent, "-o", out, *ICE) == 1
    reasons = [row["reason"] for row in rows(out) if row["state"] == "failed"]
    assert "Cannot read" in reasons[0]
    assert reasons[1] == "Its content has changed while the series was measured: measure it again."


def test_verify_repeats_it(scenes: list[Path], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert series(scenes[0].parent, "-o", out, *ICE, "--crop", "0,0,40,50") == 0
    record = out / "series.json"
    capsys.readouterr()
    assert main(["verify", str(record)]) == 0
    assert capsys.readouterr().out == "identical\n"
    values = json.loads(record.read_text("utf-8"))
    values["pictures"][2]["record"]["result"]["classes"][1]["pixels"] += 1
    values["legend"]["clusters"]["centroids"][0][0] += 0.5
    record.write_text(json.dumps(values), "utf-8")
    assert main(["verify", str(record)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "The centroids of the legend are others when it is fitted again."
    assert said[1].startswith("scene_2024-03-15.png: result.classes 2.pixels was 1201")
    scenes[0].write_bytes(scenes[1].read_bytes())
    assert main(["verify", str(record)]) == 1
    assert "scene_2024-01-15.png: its content is another." in capsys.readouterr().out


def test_verify_of_what_is_none(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = tmp_path / "series.json"
    record.write_text('{"format": "floe series record", "version": 1, "pictures": [{}]}', "utf-8")
    assert main(["verify", str(record)]) == 2
    assert complaints(capsys)[0].endswith("the record is damaged. It has no “state”.")
    record.write_text('{"format": "floe series record", "version": 7}', "utf-8")
    assert main(["verify", str(record)]) == 2
    assert "a newer Floe has written it" in complaints(capsys)[0]


def test_tables_of_other_kinds_hold_the_same(scenes: list[Path], out: Path) -> None:
    assert series(scenes[0].parent, "-o", out, *ICE, "--table", "xlsx,parquet") == 0
    table = parquet.read_table(out / "series.parquet")
    assert table.column_names == COLUMNS.split(",")
    assert table["pixels"].to_pylist()[1::2] == [400, 800, 1200, 1600]
    book = openpyxl.load_workbook(out / "series.xlsx")
    assert book.sheetnames == ["Series", "Summary", "About"]
    assert [cell.value for cell in book["Series"]["E"]] == ["class", *["1", "ice"] * 4]


@pytest.fixture
def lake(tmp_path: Path) -> list[DatedScene]:
    found = list(lake_series(0))
    (tmp_path / "lake").mkdir()
    for each in found:
        PillowImage.fromarray(each.scene.image.pixels).save(tmp_path / "lake" / f"lake_{each.date}.png")
    return found


@pytest.mark.parametrize("legend", ["fit-all", "fit"])
def test_the_three_that_do_not_fit_are_flagged_and_the_area_is_within_its_interval(
    lake: list[DatedScene], out: Path, tmp_path: Path, legend: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "lake"
    chosen = legend if legend == "fit-all" else f"fit:{folder / f'lake_{lake[0].date}.png'}"
    options = ("-k", 3, "--class", "water=1", "--by-date", "auto", "--legend", chosen)
    assert series(folder, "-o", out, *options, "--fail-on", "drift") == 1
    said = capsys.readouterr()
    water = [row for row in rows(out) if row["class"] == "water"]
    kinds = {"": "no", "light": "shifted", "cloud": "new", "camera": "shifted"}
    assert [row["drift"] for row in water] == [kinds[each.drift] for each in lake]
    assert [row["state"] == "doubtful" for row in water] == [bool(each.drift) for each in lake]
    fits = [(row, each.scene) for row, each in zip(water, lake, strict=True) if not each.drift]
    held = [float(row["low"]) <= scene.area("water") <= float(row["high"]) for row, scene in fits]
    # What they are off by is the same in all; over many series 93 of 100 hold (benchmarks/series.py --truth).
    # In a legend of all one of the clusters goes to the picture of other light.
    assert sum(held) == (0 if legend == "fit-all" else 7)
    note = "3 pictures do not fit the legend, but were among those that it was fitted on"
    assert (note in said.err) == (legend == "fit-all")
    assert "doubtful: lake_2024-05-29.png: The light is another: the picture is" in said.out
    assert "What helps: rescale its colours, give it a legend of its own, take it" in water[4]["reason"]
    assert "hollow: doubtful" in (out / "series_areas.svg").read_text("utf-8")
    # Without --fail-on it is said, and no failure; nor where all fit.
    assert series(folder, "-o", out, *options, "--resume") == 0
    kept = sorted(folder.iterdir())[:4]
    assert series(*kept, "-o", tmp_path / "kept", "-k", 3, "--fail-on", "drift") == 0


def test_rescaled_colours_are_said_kept_and_repeated(
    lake: list[DatedScene], out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "lake"
    paths = sorted(folder.iterdir())
    for path in (*paths[1:4], *paths[5:7], *paths[8:10], paths[11]):
        path.unlink()
    first, light, cloud, camera = sorted(folder.iterdir())
    options = ("-k", 3, "--class", "water=1", "--legend", f"fit:{first}")
    assert series(folder, "-o", out, *options, "--fail-on", "drift") == 1
    as_it_was = {row["picture"]: row for row in rows(out) if row["class"] == "water"}
    assert series(folder, "-o", out, *options, "--rescale", "drifted", "--resume", "--fail-on", "drift") == 1
    assert "4 of 4 pictures measured" in capsys.readouterr().out
    water = [row for row in rows(out) if row["class"] == "water"]
    assert [row["drift"] for row in water] == ["no", "rescaled", "new", "rescaled"]
    assert [row["state"] for row in water] == ["measured", "measured", "doubtful", "measured"]
    assert "Its colours were rescaled to those of the legend." in water[1]["reason"]
    truth = lake[4].scene.area("water")
    assert abs(float(water[1]["area"]) - truth) < abs(float(as_it_was[light.name]["area"]) - truth)
    record = json.loads((out / "series.json").read_text("utf-8"))
    frozen = [each["record"].get("parameters", {}).get("frozen", {}) for each in record["pictures"]]
    assert [bool(each) for each in frozen] == [False, True, False, True]
    assert any(
        "rescaled to those of the legend first" in each
        for each in record["pictures"][1]["record"]["warnings"]
    )
    capsys.readouterr()
    assert main(["verify", str(out / "series.json")]) == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    assert series(folder, "-o", out, *options, "--rescale", "drifted", "--resume") == 0
    assert "4 were up to date" in capsys.readouterr().out
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    # By name one alone.
    assert series(folder, "-o", out, *options, "--rescale", camera.name, "--resume") == 0
    water = [row for row in rows(out) if row["class"] == "water"]
    assert [row["drift"] for row in water] == ["no", "shifted", "new", "rescaled"]
    assert cloud.name in water[2]["picture"]


def test_more_files_of_the_whole_series(
    scenes: list[Path], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scenes[1].write_bytes(b"no picture")
    options = (*ICE, "--ratio", "cover=ice/(ice+1)", "--by-date", "auto", "--series-export")
    chosen = ("gif,report-html", "--series-export", "report-pdf")
    assert series(scenes[0].parent, "-o", out, *options, *chosen) == 1
    capsys.readouterr()
    added = {"series_animation.gif", "series_report.html", "series_report.pdf"}
    assert added <= {path.name for path in out.iterdir()}
    with PillowImage.open(out / "series_animation.gif") as animation:
        assert animation.n_frames == 3  # type: ignore[attr-defined]
    page = (out / "series_report.html").read_text("utf-8")
    assert "<h1>scenes " in page
    assert "3 of 4 pictures were measured, from 2024-01-15 to 2024-04-15." in page
    assert page.count("<table>") == 3, "summary, picture by picture, clusters: none twice"
    assert page.count("<img ") == 3, "areas, ratios, what was measured"
    assert '<td>scene_2024-02-15.png</td><td>2024-02-15</td><td class="n">–</td>' in page
    record = json.loads((out / "series.json").read_text("utf-8"))
    for each in record["pictures"]:
        assert each["state"] == "failed" or each["sha256"] in page
    text = "".join(page.extract_text() for page in PdfReader(out / "series_report.pdf").pages)
    for words in ("AREAS OVER A SERIES OF PICTURES", "Picture by picture", "How it was measured", "ice"):
        assert words in text
    before = {name: (out / name).read_bytes() for name in added}
    assert series(scenes[0].parent, "-o", out, *options, "all", "--resume") == 1
    assert {name: (out / name).read_bytes() for name in added} == before
    names = {"series_contact_sheet.png", "series_animation.mp4", "series.xlsx", "series.parquet"}
    assert names <= {path.name for path in out.iterdir()}


def test_a_picture_with_a_legend_of_its_own(
    scenes: list[Path], out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    dim = (0.3 * pixels(30)).astype(np.uint8)
    PillowImage.fromarray(dim).save(scenes[2])
    legend = ("--legend", f"fit:{scenes[0]}", "-k", "2", "--class", "ice=2", "--class", "water=1")
    assert series(scenes[0].parent, "-o", out, *legend) == 0
    before = rows(out)
    assert [row["pixels"] for row in before[4:6]] == [str(60 * WIDTH), "0"], "all of it is dark"
    own = ("--own-legend", scenes[2].name)
    capsys.readouterr()
    assert series(scenes[0].parent, "-o", out, *legend, *own, "--resume") == 0
    assert "4 of 4 pictures measured, 3 were up to date" in capsys.readouterr().out
    after = rows(out)
    assert {row["class"]: row["pixels"] for row in after[4:6]} == {"water": "1200", "ice": "1200"}
    assert (after[4]["drift"], after[4]["state"]) == ("own", "doubtful")
    assert "“ice” may be another cluster now: check it." in after[4]["reason"]
    assert after[4]["reason"].endswith("carried over from the legend of the series.")
    assert (after[:4], after[6:]) == (before[:4], before[6:])
    record = json.loads((out / "series.json").read_text("utf-8"))
    assert "frozen" not in record["pictures"][2]["record"]["parameters"]
    assert main(["verify", str(out / "series.json")]) == 0
    assert capsys.readouterr().out == "identical\n"
    assert series(scenes[0].parent, "-o", out, *legend, *own, "--resume") == 0
    assert "4 were up to date" in capsys.readouterr().out
    assert series(scenes[0].parent, "-o", out, *legend, "--resume") == 0
    assert rows(out) == before


def test_json(scenes: list[Path], out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert series(scenes[0].parent, "-o", out, *ICE, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [row["pixels"] for row in found["rows"]][1::2] == [400, 800, 1200, 1600]
    assert found["summary"][1]["mean"] == 1000
    assert found["legend"]["source"] == "fit-all"
    assert Path(found["outputs"]["table"]) == out / "series.csv"


def test_the_record_says_it_all_the_same_twice(scenes: list[Path], out: Path, tmp_path: Path) -> None:
    for folder in (out, tmp_path / "again"):
        assert series(scenes[0].parent, "-o", folder, *ICE) == 0
    one, other = ((each / "series.json").read_bytes() for each in (out, tmp_path / "again"))
    assert one == other
    assert "iterations" not in without(json.loads(one), "legend", "fit", "pictures")


def test_two_pictures_of_one_name_write_no_files_over_each_other(
    scenes: list[Path], out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other" / scenes[0].name
    other.parent.mkdir()
    other.write_bytes(scenes[1].read_bytes())
    assert series(scenes[0], other, "-o", out, *ICE) == 0
    assert of_ice(out, "picture") == [f"scenes/{scenes[0].name}", f"other/{other.name}"]
    capsys.readouterr()
    assert series(scenes[0], other, "-o", out, *ICE, "--export", "labels") == 2
    assert "would both write" in complaints(capsys)[0]
