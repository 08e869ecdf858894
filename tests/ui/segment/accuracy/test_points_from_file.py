"""Points of a file, with what is there, in the panel *Accuracy*."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtWidgets import QFileDialog, QLabel

from core.document.document_parts import all_parts, with_all_parts
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shapes import Rectangle
from tests.ui.inside_driving import stripes
from tests.ui.segment.accuracy.driving import checked, click, quiet, sample
from tests.ui.window_driving import LONG_MS, complaint, do, find, notices, show
from ui.accuracy.checked_table import CheckedTable


@pytest.fixture
def shown(window, qtbot) -> object:
    """Four stripes of 16 columns; the first is called water, the others by their numbers."""
    show(qtbot, window, stripes(), k=4)
    window.session.rename_class("1", "water")
    return window


def chosen(monkeypatch, path: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(path)], ""))


def points(tmp_path: Path, rows: list[tuple[float, float, str]], **more: list[str]) -> Path:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(["x", "y", "class", *more])
    for i, row in enumerate(rows):
        table.writerow([*row, *(column[i] for column in more.values())])
    path = tmp_path / "truth.csv"
    path.write_text(out.getvalue(), "utf-8")
    return path


ROWS = [(x + 0.5, y + 0.5, "water" if x < 20 else str(x // 16 + 1)) for x in range(2, 64, 4) for y in (3, 9)]


def test_points_of_a_file_judge_the_map_at_once(shown, qtbot, tmp_path, monkeypatch) -> None:
    chosen(monkeypatch, points(tmp_path, ROWS))
    click(shown, "accuracy_file")
    qtbot.waitUntil(lambda: sample(shown) is not None, timeout=LONG_MS)
    quiet(qtbot, shown)
    assert checked(shown).points == len(ROWS)
    # Of 8 points in the second stripe, from column 18 on, the first two are water.
    assert checked(shown).accuracy.confusion[1].tolist() == [2, 6, 0, 0]
    assert sample(shown).source == "truth.csv"
    assert any("taken as random points in each cluster" in each for each in notices(shown))
    # What comes from a file is not mixed with what is drawn.
    shown.workspace.parts.accuracy.more.more_asked.emit(10)
    assert "These points come from truth.csv: remove them" in complaint(qtbot, shown)
    document = shown.session.document
    again = with_all_parts(type(document)(document.image, document.parameters), all_parts(document))
    assert (again.sample.source, again.sample.answers) == ("truth.csv", sample(shown).answers)
    do(qtbot, shown, "undo")
    assert sample(shown) is None


def test_weights_are_said_to_be_left_out(shown, qtbot, tmp_path, monkeypatch) -> None:
    chosen(monkeypatch, points(tmp_path, ROWS, weight=["2"] * len(ROWS)))
    click(shown, "accuracy_file")
    qtbot.waitUntil(lambda: sample(shown) is not None, timeout=LONG_MS)
    assert any("The weights of the file are not used here" in each for each in notices(shown))


def test_what_does_not_fit_is_one_sentence(shown, qtbot, tmp_path, monkeypatch) -> None:
    raster = tmp_path / "truth.png"
    PillowImage.fromarray(np.ones((48, 64), np.uint8)).save(raster)
    named = tmp_path / "names.csv"
    named.write_text('x,y,class\n3,3,"wa\nter"\n', "utf-8")
    for path, said in (
        (points(tmp_path, [(3, 3, "snow")]), "it has a class “snow”, but the classes of the map are"),
        (raster, "compare the map with it instead of points"),
        (named, "a name in it is no line of text"),
        (tmp_path / "missing.csv", "No such file"),
    ):
        chosen(monkeypatch, path)
        click(shown, "accuracy_file")
        qtbot.waitUntil(lambda: not shown.workspace.accuracy.busy, timeout=LONG_MS)
        assert said in complaint(qtbot, shown)
    assert sample(shown) is None


def test_the_table_tells_of_each_region_of_interest(shown, qtbot, tmp_path, monkeypatch) -> None:
    chosen(monkeypatch, points(tmp_path, ROWS))
    click(shown, "accuracy_file")
    qtbot.waitUntil(lambda: sample(shown) is not None, timeout=LONG_MS)
    quiet(qtbot, shown)
    place = shown.workspace.parts.accuracy.place
    assert not place.isVisibleTo(shown.workspace.parts.accuracy)
    regions = tuple(
        RegionOfInterest(name, (RegionPart(Rectangle(left, top, right, bottom)),))
        for name, (left, top, right, bottom) in (("edge", (16, 0, 32, 48)), ("foot", (0, 20, 64, 48)))
    )
    document = shown.session.document
    shown.session.put("Inside", document.with_regions_of_interest(regions, "measure"))
    quiet(qtbot, shown)
    assert [place.itemText(i) for i in range(place.count())] == ["Whole picture", "edge", "foot"]
    place.activated.emit(1)
    present = shown.workspace.accuracy.present
    qtbot.waitUntil(lambda: present.inside is not None, timeout=LONG_MS)
    # The second stripe alone: 8 points, of which two are water.
    assert present.inside.points == 8
    assert present.inside.accuracy.overall.value == pytest.approx(6 / 8)
    table = find(shown, CheckedTable, "accuracy_table")
    assert [table.topLevelItem(i).text(0) for i in range(2)] == ["water", "2"]
    place.activated.emit(2)
    quiet(qtbot, shown)
    note = find(shown, QLabel, "accuracy_notes")
    qtbot.waitUntil(lambda: "Nobody has said what is there" in note.text(), timeout=LONG_MS)
    shown.session.put("Inside", shown.session.document.with_regions_of_interest((), "measure"))
    quiet(qtbot, shown)
    assert present.region is None


def test_areas_by_points_can_be_exported_once_somebody_has_looked(
    shown, qtbot, tmp_path, monkeypatch
) -> None:
    exports = shown.workspace.exports
    assert exports.hindrances()["reference"].startswith("Nobody has looked at points")
    chosen(monkeypatch, points(tmp_path, ROWS))
    click(shown, "accuracy_file")
    qtbot.waitUntil(lambda: sample(shown) is not None, timeout=LONG_MS)
    quiet(qtbot, shown)
    assert "reference" not in exports.hindrances()
    path = tmp_path / "out.csv"
    exports.write((("reference", path),))
    qtbot.waitUntil(lambda: not exports.exporting, timeout=LONG_MS)
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    assert [row["class"] for row in rows] == ["water", "2", "3", "4"]
    found = checked(shown)
    assert [int(row["points"]) for row in rows] == [each.points for each in found.classes]
    assert float(rows[0]["area"]) == pytest.approx(found.classes[0].area)
