"""What can go wrong with a series in the window: stopped, replaced, saved half-way, asked about again."""

from __future__ import annotations

import gc
import shutil
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from core.base.errors import FloeError
from core.base.parallel import never_cancelled
from core.series.axes import Axis
from core.series.chart import Curve, CurvePoint, Curves
from core.series.project import Project
from core.series.views import View
from core.writing.stamp import FileStamp
from main import main
from tests.e2e.driving import open_dialog
from tests.e2e.test_documents import press
from tests.ui.series.conftest import LONG_MS, Driving
from ui.series.chart_view import ChartView
from workers.project_files import save_project


def test_a_run_ends_where_its_series_is_closed(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.type_k(2)
    series.workspace.run.measure()
    assert series.workspace.run.running
    series.window.services.actions["close"].trigger()
    assert not series.workspace.run.running
    series.wait()
    assert series.states() == []
    assert not series.workspace.series.results.entries


def test_a_run_that_is_stopped_leaves_the_results_of_before(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.measure()
    found = series.workspace.series.results.found
    series.workspace.run.measure()
    series.window.services.status.cancel_all()
    series.wait()
    assert series.workspace.series.results.found is found
    assert series.window.services.actions["series_export"].isEnabled()


def test_saving_says_what_is_not_in_the_file(
    series: Driving, folder: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series.open(folder)
    series.measure()
    series.type_k(3)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "p.floe"), ""))
    series.do("save_document_as")
    series.qtbot.waitUntil(lambda: series.workspace.series.path is not None, timeout=LONG_MS)
    texts = [each.text for each in series.window.services.notices.notices()]
    assert any(text.startswith("What was measured is not in the file") for text in texts)


def test_what_was_asked_is_asked_again(series: Driving, folder: list[Path]) -> None:
    qtbot, window = series.qtbot, series.window
    series.open(folder)
    series.measure()
    assert not window.close()
    press(qtbot, "unsaved", "Cancel")
    assert not window.close()
    assert "Series" in open_dialog(qtbot, QMessageBox, "unsaved").text()
    press(qtbot, "unsaved", "Cancel")
    # That one series may go says nothing of the next.
    window.services.actions["close"].trigger()
    press(qtbot, "unsaved", "drop")
    assert series.states() == []
    series.open(folder)
    series.measure()
    assert not window.close()
    press(qtbot, "unsaved", "drop")
    qtbot.waitUntil(lambda: not window.isVisible())


def test_a_project_that_cannot_be_saved_keeps_the_window_open(
    series: Driving, folder: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    series.open(folder)
    series.measure()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert not series.window.close()
    press(series.qtbot, "unsaved", "save")
    assert series.window.isVisible()
    assert not series.window.close(), "and it is asked again"
    press(series.qtbot, "unsaved", "Cancel")


def test_a_series_is_saved_on_the_way_out(
    series: Driving, folder: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series.open(folder)
    series.measure()
    path = tmp_path / "p.floe"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    assert not series.window.close()
    press(series.qtbot, "unsaved", "save")
    series.qtbot.waitUntil(lambda: not series.window.isVisible(), timeout=LONG_MS)
    assert path.is_file()


def test_a_project_is_not_saved_over_what_another_has_saved(tmp_path: Path) -> None:
    path, project = tmp_path / "p.floe", Project((tmp_path / "a.png",))
    saved = save_project(path, project, None, None, never_cancelled)
    assert save_project(path, project, None, saved.stamp, never_cancelled).stamp == FileStamp.of(path)
    theirs = tmp_path / "theirs"
    theirs.write_bytes(b"another")
    theirs.replace(path)
    with pytest.raises(FloeError, match=r"p\.floe has been changed by another window"):
        save_project(path, project, None, saved.stamp, never_cancelled)
    assert path.read_bytes() == b"another"
    path.unlink()
    save_project(path, project, None, saved.stamp, never_cancelled)
    assert path.is_file(), "one that is gone takes nothing with it"


def test_a_picture_that_changed_before_it_was_measured_is_read_again(
    series: Driving, folder: list[Path]
) -> None:
    series.open(folder)
    shutil.copy(folder[3], folder[0])
    series.measure()
    assert series.states() == ["measured"] * 4
    session = series.workspace.series
    assert session.previews[folder[0]].sha256 == session.results.entries[folder[0]].sha256


def test_alike_asks_before_it_adds_to_an_open_series(series: Driving, folder: list[Path]) -> None:
    files = series.window.services.files
    series.open(folder[:2])
    for answer, expected in (("Cancel", 2), ("add_to_series", 4), ("new_series", 1)):
        files.list_pictures([str(path) for path in (folder[2:] if expected != 1 else folder[:1])], None)
        files.measure_alike()
        assert "A series is open already" in open_dialog(series.qtbot, QMessageBox, "series_is_open").text()
        press(series.qtbot, "series_is_open", answer)
        series.qtbot.waitUntil(
            lambda n=expected: len(series.workspace.series.project.pictures) == n, timeout=LONG_MS
        )
        series.wait()


def test_a_project_leaves_the_list_of_segment_as_it_is(
    series: Driving, folder: list[Path], tmp_path: Path
) -> None:
    from core.series.project_file import write_project

    write_project(tmp_path / "p.floe", Project(tuple(folder[2:])), None)
    files = series.window.services.files
    files.list_pictures([str(path) for path in folder[:2]], None)
    files.open_paths([tmp_path / "p.floe"])
    series.qtbot.waitUntil(lambda: bool(series.workspace.series.project.pictures), timeout=LONG_MS)
    series.wait()
    assert files.listed.paths == tuple(map(str, folder[:2]))


def test_dates_are_typed_and_their_pattern_is_shown(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    dates = series.parts.pictures.dates
    assert dates.pattern.placeholderText() == "*%Y-%m-%d"
    series.do("series_by_date")
    series.parts.pictures.choose(folder[:1])
    series.workspace.refresh()
    assert dates.date.placeholderText() == "2024-01-15 (name)"
    type_into(series, dates.date, "2025-1-1")
    rows = series.parts.pictures.model.rows
    assert [row.path for row in rows] == [*folder[1:], folder[0]]
    assert (rows[-1].date.text, rows[-1].date.source) == ("2025-01-01", "typed")
    series.measure()
    assert series.table()[-1][:2] == [folder[0].name, "2025-01-01"]
    type_into(series, dates.date, "1 May")
    assert "is no date" in dates.date.problem()
    assert rows[-1].date.text == "2025-01-01"
    type_into(series, dates.date, "")
    assert [row.path for row in series.parts.pictures.model.rows] == folder


def test_a_typed_pattern_orders_the_pictures(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    dates = series.parts.pictures.dates
    type_into(series, dates.pattern, "scene_%Y-%d")
    assert "no pattern of a date" in dates.pattern.problem()
    type_into(series, dates.pattern, "photo_%Y")
    assert "No picture has a date" in dates.pattern.problem()
    type_into(series, dates.pattern, "scene_%Y-%m-*")
    assert {row.date.source for row in series.parts.pictures.model.rows} == {"pattern"}
    assert series.parts.pictures.model.rows[0].date.text == "2024-01-01"
    series.do("undo")
    assert {row.date.source for row in series.parts.pictures.model.rows} == {"name"}


def test_files_of_a_legend_of_all_say_who_has_drifted(
    series: Driving, lake: list[Path], tmp_path: Path
) -> None:
    series.open(lake)
    series.measure(3)
    assert "drifted" in series.states()
    of_window = series.export(tmp_path / "window")
    assert main(["series", *map(str, lake), "-k", "3", "-o", str(tmp_path / "line")]) == 0
    assert of_window == {path.name: path.read_bytes() for path in (tmp_path / "line").iterdir()}
    assert b"2 pictures do not fit the legend, but were among those" in of_window["series.json"]


def test_a_view_that_was_made_in_vain_is_made_again(
    series: Driving, folder: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def in_vain(*_arguments: object, **_options: object) -> View:
        raise FloeError("it is not there")

    multiples, view = series.workspace.multiples, series.parts.chart.multiples
    with monkeypatch.context() as patched:
        patched.setattr("core.series.views.view_again", in_vain)
        series.open(folder)
        series.measure()
        series.qtbot.waitUntil(lambda: not multiples.looking, timeout=LONG_MS)
    series.do("series_measure")
    series.qtbot.waitUntil(lambda: not multiples.looking, timeout=LONG_MS)
    # A sixth of it is light.
    assert view.grab().toImage().pixelColor(view.place_of(str(folder[0]))).lightness() < 60


def test_nothing_is_kept_of_a_series_that_is_closed(
    series: Driving, folder: list[Path], tmp_path: Path
) -> None:
    series.open(folder)
    series.measure()
    of_run = weakref.ref(series.workspace.series.results.found)
    of_export = weakref.ref(series.workspace.series.shown)
    series.export(tmp_path / "out")
    series.do("series_measure")
    series.window.services.actions["close"].trigger()
    press(series.qtbot, "unsaved", "drop")
    series.wait()
    gc.collect()
    assert (of_run(), of_export()) == (None, None)


def test_while_pictures_are_measured_the_chart_is_not_drawn_for_each(
    series: Driving, folder: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    series.open(folder)
    series.measure()
    session, drawn = series.workspace.series, []
    monkeypatch.setattr(series.parts.chart.chart, "show_curves", lambda *shown: drawn.append(shown))
    results = session.results
    for number in (1, 2, 3):
        entries = dict(list(results.entries.items())[:number])
        session.set_results(replace(results, entries=entries, found=None, processes=1))
        series.workspace.refresh()
    assert len(series.table()) == 6
    assert not drawn
    session.set_results(results)
    series.qtbot.waitUntil(lambda: not series.workspace.results.is_busy)
    assert len(drawn) == 1


def test_a_chart_of_many_points_is_drawn_in_turns(qtbot: QtBot) -> None:
    def curve(name: str) -> Curve:
        return Curve(name, "#c04020", tuple(CurvePoint(float(i), 5.0, 4.0, 6.0) for i in range(1000)))

    chart = ChartView()
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show_curves(Curves("Area", (curve("ice"), curve("water")), Axis(0.0, 999.0, ())), {}, {})
    first = chart.grab()
    assert chart._drawing is not None
    assert not chart._drawing.done
    qtbot.waitUntil(lambda: chart._drawing is not None and chart._drawing.done)
    assert chart.grab().toImage() != first.toImage()


def test_what_is_added_to_a_sorted_table_leaves_the_others_selected(
    series: Driving, folder: list[Path]
) -> None:
    series.open(folder)
    series.measure()
    panel, rows = series.parts.table, series.parts.table.model.shown
    panel.view.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    panel.show_rows(rows[:4], checked=False)
    panel.choose(str(folder[1]))
    panel.show_rows(rows, checked=False)
    assert [row.value(4) for row in panel.model.shown] == sorted((row.value(4) for row in rows), reverse=True)
    assert panel.view.currentIndex().data() == folder[1].name
    panel.filter.setText("SCENE_2024-02")
    assert panel.view.currentIndex().data() == folder[1].name
    panel.filter.setText("no such picture")
    assert panel.model.rowCount() == 0


def test_two_pictures_of_one_name_are_said_before_anything_is_written(
    series: Driving, folder: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "other").mkdir()
    other = Path(shutil.copy(folder[0], tmp_path / "other" / folder[0].name))
    series.open([folder[0], other])
    series.measure()
    export_into(series, tmp_path / "out")
    assert "would both write" in series.complaint()
    assert not (tmp_path / "out").exists()


def test_an_export_that_is_cancelled_while_it_looks_for_files_does_not_begin(
    series: Driving, folder: list[Path], tmp_path: Path
) -> None:
    series.open(folder)
    series.measure()
    dialog = series.export_dialog()
    dialog.directory.setText(str(tmp_path / "out"))
    accept = dialog.findChild(QPushButton, "series_export_accept")
    assert accept is not None
    accept.click()
    export = series.workspace.export
    assert export.exporting
    export.cancel()
    assert not export.exporting
    series.wait()
    # What was read before the cancel would be told in the next turns of the window.
    for _turn in range(3):
        QApplication.processEvents()
    series.wait()
    assert not (tmp_path / "out").exists()


def test_what_an_export_that_fails_has_written_is_said(
    series: Driving, folder: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_arguments: object, **_options: object) -> None:
        raise FloeError("The disk is full.")

    monkeypatch.setattr("workers.series.write_pictures", failing)
    series.open(folder[:2])
    series.measure()
    export_into(series, tmp_path / "out")
    assert series.complaint() == "The disk is full."
    texts = [each.text for each in series.window.services.notices.notices()]
    assert any("series.csv" in text for text in texts)


def export_into(series: Driving, target: Path) -> None:
    """What is usual, and the labels of each picture."""
    dialog = series.export_dialog()
    dialog.directory.setText(str(target))
    dialog.grid.boxes["picture:labels"].setChecked(True)
    dialog.findChild(QPushButton, "series_export_accept").click()
    series.wait()


def type_into(series: Driving, field: object, text: str) -> None:
    """As a person does: the text, and Enter."""
    field.setFocus()
    field.selectAll()
    series.qtbot.keyClick(field, Qt.Key.Key_Delete)
    series.qtbot.keyClicks(field, text)
    series.qtbot.keyClick(field, Qt.Key.Key_Return)
