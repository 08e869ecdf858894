"""Points over all pictures in the window: drawn, looked at, taken back, kept, exported."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from core.accuracy.pool import PooledSample
from main import main
from tests.ui.series.conftest import LONG_MS, Driving
from ui.series.table_rows import CHECKED_COLUMNS

BACK, ESCAPE = Qt.Key.Key_Backspace, Qt.Key.Key_Escape


class Asked:
    """Somebody who sees what is there and answers by keys."""

    def __init__(self, qtbot: QtBot, series: Driving, folder: list[Path]) -> None:
        self.qtbot, self.series = qtbot, series
        self.points, self.panel = series.workspace.points, series.parts.accuracy
        series.open(folder)
        series.measure()

    @property
    def sample(self) -> PooledSample:
        found = self.series.workspace.series.project.sample
        assert found is not None
        return found

    def quiet(self) -> None:
        """Until all that follows from the last key is there."""

        def ready() -> bool:
            if self.points.present.busy or self.points.reading:
                return False
            return self.points.point is None or self.series.parts.points.pixel is not None

        self.qtbot.waitUntil(ready, timeout=LONG_MS)
        self.series.wait()

    def draw(self, points: int = 20) -> None:
        self.panel.start.points.setValue(points)
        self.panel.start.draw.click()
        self.qtbot.waitUntil(lambda: self.points.asking, timeout=LONG_MS)
        self.quiet()

    def press(self, *keys: Qt.Key | str) -> None:
        for key in keys:
            self.qtbot.keyClick(self.series.parts.points.view, key)
            self.quiet()

    def truth(self) -> str:
        """The key of what is at the point: 1 dark, 2 light; as somebody sees it in the picture."""
        assert self.points.point is not None
        place = self.sample.places[self.points.point]
        path = Path(self.sample.pool.pictures[place.picture].path)
        value = np.asarray(PillowImage.open(path))[place.row, place.column, 0]
        return "2" if value > 100 else "1"

    def answer_all(self) -> None:
        while self.points.point is not None:
            self.press(self.truth())

    def said(self) -> list[str]:
        return [each.name or each.said for each in self.sample.row.answers]


@pytest.fixture
def asked(qtbot: QtBot, series: Driving, folder: list[Path]) -> Asked:
    return Asked(qtbot, series, folder)


def test_points_are_shown_one_after_another_and_areas_follow(asked: Asked) -> None:
    asked.draw()
    assert len(asked.sample.places) == 10, "the other half comes where answers differ"
    assert asked.series.parts.stack.currentWidget() is asked.series.parts.points
    assert asked.points.point == 0
    place = asked.sample.places[0]
    assert asked.series.parts.points.pixel == (place.column, place.row), "a small picture is shown whole"
    asked.press(asked.truth())
    assert asked.points.point == 1
    asked.press(BACK)
    assert (asked.points.point, asked.said()) == (0, [])
    asked.press("u", "s")
    assert asked.said() == ["unsure", "skip"]
    asked.answer_all()
    assert len(asked.sample.places) == 20
    assert not asked.points.asking, "chart and table are back"
    assert asked.series.parts.stack.currentIndex() == 1
    found = asked.series.workspace.series.check
    assert found is not None
    light = found.whole.of("2")
    assert light is not None
    # Of four pictures of 60 rows of 40 pixels, 10, 20, 30 and 40 rows.
    assert light.mapped_area == 100 * 40
    assert light.share.value == pytest.approx(100 / 240)
    assert asked.panel.table.topLevelItemCount() == 2
    assert asked.panel.table.topLevelItem(1).text(2) == "41.7"


def test_an_answer_is_a_step_to_undo_and_leaves_the_table_alone(asked: Asked) -> None:
    asked.draw()
    before = asked.series.workspace.series.shown
    asked.press(asked.truth())
    assert asked.series.workspace.series.shown is before
    asked.series.do("undo")
    asked.quiet()
    assert (asked.said(), asked.points.point) == ([], 0)
    asked.series.do("redo")
    asked.quiet()
    assert len(asked.said()) == 1
    asked.press(ESCAPE)
    assert not asked.points.asking
    assert len(asked.said()) == 1
    asked.panel.go_on.click()
    asked.quiet()
    assert asked.points.point == 1
    asked.panel.remove.click()
    asked.quiet()
    assert asked.series.workspace.series.project.sample is None
    assert not asked.points.asking
    asked.series.do("undo")
    assert len(asked.said()) == 1


def test_they_are_saved_and_exported_as_the_command_line_has_them(
    asked: Asked, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked.draw()
    asked.answer_all()
    written = asked.series.export(tmp_path / "window")
    rows = list(csv.DictReader(written["series_reference.csv"].decode().splitlines()))
    assert [row["points"] for row in rows] == [str(asked.said().count(name)) for name in "12"]
    record = json.loads(written["series.json"])
    assert record["accuracy"]["points"] == 20
    workspace = asked.series.workspace
    workspace.project._save(tmp_path / "p.floe", None)
    asked.qtbot.waitUntil(lambda: workspace.series.path is not None, timeout=LONG_MS)
    assert main(["series", str(tmp_path / "p.floe"), "-o", str(tmp_path / "line")]) == 0
    capsys.readouterr()
    line = (tmp_path / "line" / "series_reference.csv").read_bytes()
    assert line == written["series_reference.csv"]


def test_an_export_right_after_the_last_answer_has_the_points(asked: Asked, tmp_path: Path) -> None:
    asked.draw()
    asked.press(asked.truth())
    series = asked.series.workspace.series
    series.check = None  # as while the thread looks
    written = asked.series.export(tmp_path / "window")
    assert json.loads(written["series.json"])["accuracy"]["points"] == 1
    assert written["series_reference.csv"].startswith(b"picture,class,points")


def test_answers_are_not_judged_by_names_that_are_no_more(asked: Asked) -> None:
    asked.draw()
    asked.press(asked.truth(), ESCAPE)
    series = asked.series.workspace.series
    known = series.check
    assert known is not None
    asked.series.parts.legend.class_named.emit(2, "light")
    asked.series.parts.legend.class_named.emit(1, "dark")
    asked.quiet()
    assert series.check is None
    assert "measure all to go on" in asked.panel._hint.text()
    asked.series.do("undo")
    asked.series.do("undo")
    asked.quiet()
    assert series.check is not None
    assert series.check.json == known.json
    asked.series.parts.legend.class_named.emit(1, "dark")
    asked.series.parts.legend.class_named.emit(2, "light")
    asked.series.measure()
    asked.quiet()
    assert series.check is not None
    assert [each.name for each in series.check.whole.classes] == ["dark", "light"]
    assert series.check.whole.accuracy.overall.value == known.whole.accuracy.overall.value


def test_answers_outlive_another_legend(asked: Asked) -> None:
    asked.draw()
    asked.answer_all()
    asked.series.measure(k=3)
    asked.quiet()
    found = asked.series.workspace.series.check
    assert found is not None
    assert (found.whole.points, found.of) == (20, 4)
    assert len(found.map.names) == 3
    notes = asked.panel.findChild(type(asked.panel.question), "series_accuracy_question")
    assert notes is not None
    asked.panel.more.draw.click()
    assert "remove the points to draw new ones" in asked.series.complaint()


def test_the_last_answer_stays_where_the_rest_cannot_be_drawn(asked: Asked, folder: list[Path]) -> None:
    asked.draw()
    for _number in range(9):
        asked.press(asked.truth())
    last = asked.truth()
    for path in folder:
        path.rename(path.with_suffix(".away"))
    asked.qtbot.keyClick(asked.series.parts.points.view, last)
    assert "there is no such file" in asked.series.complaint()
    asked.quiet()
    assert (len(asked.said()), asked.points.asking) == (10, False)
    asked.series.do("undo")
    assert len(asked.said()) == 9


def test_no_more_are_drawn_in_strata_that_are_others_now(asked: Asked) -> None:
    asked.draw()
    asked.press(asked.truth())
    asked.series.measure(k=3)
    asked.quiet()
    assert asked.points.asking
    asked.answer_all()
    assert (len(asked.said()), len(asked.sample.places)) == (10, 10), "without a complaint"
    assert asked.panel.progress.format() == "10 of 10"


def test_where_nothing_is_as_it_was_it_says_so(asked: Asked, folder: list[Path]) -> None:
    asked.draw()
    asked.press(asked.truth(), ESCAPE)
    for path in folder:
        PillowImage.open(path).transpose(PillowImage.Transpose.FLIP_TOP_BOTTOM).save(path)
    asked.series.measure()
    asked.quiet()
    assert asked.panel.notes.text().startswith("No picture is measured where it was")
    assert asked.series.workspace.series.check is None


def test_points_of_a_file(asked: Asked, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"scene_2024-0{i + 1}-15.png,1,{y},{name}" for i in range(4) for y, name in ((1, 2), (58, 1))]
    (tmp_path / "points.csv").write_text("\n".join(["picture,x,y,class", *lines]))
    monkeypatch.setattr(
        "ui.accuracy.sample_controller.ask_open_paths", lambda *_arguments: [tmp_path / "points.csv"]
    )
    asked.panel.start.file.click()
    asked.quiet()
    assert asked.sample.row.source == "points.csv"
    check = asked.series.workspace.series.check
    assert check is not None
    assert check.whole.points == 8


def test_nothing_is_drawn_before_all_are_measured(series: Driving, folder: list[Path]) -> None:
    panel = series.parts.accuracy
    series.do("series_accuracy") if series.window.services.actions["series_accuracy"].isEnabled() else None
    assert panel.hint_text.startswith("Open the pictures of a series")
    series.open(folder)
    assert panel.hint_text.startswith("Measure all pictures first")
    series.measure()
    assert panel.hint_text == ""


def test_a_picture_that_is_gone_says_why_it_is_not_shown(asked: Asked, folder: list[Path]) -> None:
    asked.draw()
    asked.press(ESCAPE)
    for path in folder:
        path.unlink()
    asked.points.forget_seen()
    asked.panel.go_on.click()
    asked.qtbot.waitUntil(lambda: bool(asked.series.parts.points.problem), timeout=LONG_MS)
    assert "there is no such file" in asked.series.parts.points.problem


def test_checked_areas_stand_before_the_mapped_ones(asked: Asked, tmp_path: Path) -> None:
    """Of the picture with points enough, and of all together: as the file has them."""
    lines = [f"scene_2024-01-15.png,{x}.5,{y}.5,{1 + (y < 10)}" for x in range(4) for y in range(4, 40, 6)]
    lines += [f"scene_2024-0{i}-15.png,1.5,{y}.5,{1 + (y < 10)}" for i in (2, 3, 4) for y in (2, 58)]
    (tmp_path / "points.csv").write_text("\n".join(["picture,x,y,class", *lines]))
    table, chart = asked.series.parts.table, asked.series.parts.chart.chart
    shown = table.view.columns_shown()
    asked.points.present.read(tmp_path / "points.csv")
    asked.quiet()
    asked.series.wait()
    checked = CHECKED_COLUMNS
    assert table.view.columns_shown() == (*shown[:4], *checked, *shown[4:]), "before what is mapped"
    rows = list(csv.DictReader(asked.series.export(tmp_path / "out")["series.csv"].decode().splitlines()))
    names = "checked area", "checked low", "checked high"
    there = [[table.model.shown[i].value(c) for c in checked] for i in range(8)]
    assert there[:2] == [[float(row[name]) for name in names] for row in rows[:2]]
    assert there[2:] == [["", "", ""]] * 6, "three points say nothing of a picture"
    assert table.model.index(1, 12).data() == "400"
    assert "Checked by 24 points" in table.model.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert table.note.text().endswith("checked by 30 points")
    assert table.summed.index(1, 7).data().startswith("4"), "of 4 000 px²"
    assert not table.summary.isColumnHidden(7)
    assert chart.curves is not None
    assert [len(curve.points) for curve in chart.curves.curves if curve.is_checked] == [1, 1]
    asked.series.do("series_copy")
    asked.series.wait()
    titles = QGuiApplication.clipboard().text().splitlines()[0].split("\t")
    assert titles[3:6] == ["Class", "Checked", "Checked from"]
    asked.panel.remove.click()
    asked.quiet()
    asked.series.wait()
    assert table.view.columns_shown() == shown
    assert table.summary.isColumnHidden(7)
    assert not any(curve.is_checked for curve in chart.curves.curves)
