"""A series in the window, as a person does it: open, measure, look, correct, export, save and open again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox, QPushButton

from core.series.file_kinds import FILES
from core.series.floe_file import SavedProject, read_floe
from core.series.project_file import project_in
from main import main
from tests.e2e.driving import drop
from tests.ui.series.conftest import LONG_MS, Driving
from tests.ui.series.test_corrections import come_back, paint, wait_for_segment
from ui.canvas.picture_rows import RESULT
from ui.series.export_dialog import PICTURE
from ui.series.picture_model import own_words

LEFT = Qt.MouseButton.LeftButton


def test_a_folder_that_is_dropped_is_listed_with_thumbnails(series: Driving, folder: list[Path]) -> None:
    assert not series.parts.stack.currentIndex()
    assert drop(series.window, [folder[0].parent])
    series.qtbot.waitUntil(lambda: bool(series.workspace.series.project.pictures))
    series.wait()
    model = series.parts.pictures.model
    assert [row.path for row in model.rows] == folder
    assert [row.date.text for row in model.rows][:2] == ["2024-01-15", "2024-02-15"]
    assert series.states() == ["new"] * 4
    assert all(model.index(i).data(Qt.ItemDataRole.DecorationRole) for i in range(4))
    assert series.parts.stack.currentIndex() == 1


def test_all_are_measured_and_stand_in_table_summary_and_chart(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.measure()
    assert series.states() == ["measured"] * 4
    rows = series.table()
    assert [row[:5] for row in rows[:2]] == [
        [folder[0].name, "2024-01-15", "measured", "1", "2\u202f000"],
        [folder[0].name, "2024-01-15", "measured", "2", "400"],
    ]
    summed = series.parts.table.summed
    assert summed.rowCount() == 2
    # 400, 800, 1200, 1600: what deviates by 516 is known to tens.
    assert [summed.index(1, c).data() for c in range(6)] == [
        "2",
        "4",
        "1\u202f000",
        "520",
        "1\u202f000",
        "4\u202f000",
    ]
    chart = series.parts.chart.chart
    assert chart.curves is not None
    assert [point.value for point in chart.curves.curves[1].points] == [400, 800, 1200, 1600]


def test_its_files_are_those_of_the_command_line(series: Driving, folder: list[Path], tmp_path: Path) -> None:
    series.open(folder)
    series.measure()
    more = ("contact_sheet", "gif", "report_html", "xlsx")
    of_window = series.export(tmp_path / "window", *more)
    options = ("-k", "2", "--series-export", ",".join(more))
    assert main(["series", str(folder[0].parent), *options, "-o", str(tmp_path / "line")]) == 0
    of_line = {path.name: path.read_bytes() for path in (tmp_path / "line").iterdir()}
    assert of_window == of_line


def test_a_bad_picture_is_a_red_row_and_the_rest_goes_on(series: Driving, folder: list[Path]) -> None:
    folder[1].write_bytes(b"no picture")
    series.open(folder)
    assert series.states() == ["new", "failed", "new", "new"]
    series.measure()
    assert series.states() == ["measured", "failed", "measured", "measured"]
    row = next(row for row in series.table() if row[0] == folder[1].name)
    assert row[2] == "failed"
    assert row[11]
    model = series.parts.pictures.model
    assert row[11] in model.index(1).data(Qt.ItemDataRole.ToolTipRole)


def test_a_change_makes_it_old_and_undo_makes_it_new_again(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.measure()
    series.type_k(3)
    assert series.states() == ["outdated"] * 4
    assert "measure again" in series.parts.chart.said.text()
    assert not series.window.services.actions["series_export"].isEnabled()
    series.do("undo")
    assert series.states() == ["measured"] * 4
    assert series.parts.legend.k.value() == 2
    assert series.window.services.actions["series_export"].isEnabled()


def test_what_is_up_to_date_is_not_measured_again(series: Driving, folder: list[Path]) -> None:
    series.open(folder[:3])
    series.parts.pictures.choose(folder[:1])
    series.workspace.refresh()
    series.parts.legend.kind.setCurrentIndex(1)
    series.parts.legend.kind.activated.emit(1)
    series.measure()
    assert series.workspace.series.results.found.again == 0
    series.open(folder[3:])
    assert series.states() == ["measured"] * 3 + ["new"]
    series.measure()
    assert series.states() == ["measured"] * 4
    assert series.workspace.series.results.found.again == 3


def test_pictures_are_removed_and_come_back(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.parts.pictures.choose(folder[1:3])
    series.wait()
    series.do("series_remove")
    assert [row.path for row in series.parts.pictures.model.rows] == [folder[0], folder[3]]
    series.do("undo")
    assert [row.path for row in series.parts.pictures.model.rows] == folder


def test_clusters_of_one_name_are_one_class(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.type_k(3)
    table = series.parts.legend.clusters
    table.item(1, 1).setText("light")
    table.item(2, 1).setText("light")
    series.measure(3)
    assert {row[3] for row in series.table()} == {"1", "light"}
    assert len(series.table()) == 8


def test_a_point_that_is_clicked_chooses_its_picture(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.measure()
    chart = series.parts.chart.chart
    place = chart.place_of(str(folder[2]))
    series.qtbot.mouseClick(chart, LEFT, pos=place.toPoint())
    assert series.parts.pictures.chosen() == (folder[2],)
    assert series.parts.table.view.currentIndex().data() == folder[2].name


def test_the_table_is_filtered_sorted_and_copied(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.measure()
    table = series.parts.table
    table.view.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert [row[4] for row in series.table()][:2] == ["400", "800"], "as numbers, not as text"
    table.filter.setText(folder[0].name)
    assert len(series.table()) == 2
    series.do("series_copy")
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].startswith("Picture\tDate\tState\tClass\tPixels")
    assert len(lines) == 3


def test_enter_opens_a_picture_in_segment_with_the_same_areas(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.parts.legend.clusters.item(0, 1).setText("dark")
    series.measure()
    series.parts.pictures.choose([folder[2]])
    # Not what is found by itself there: a legend of all.
    series.qtbot.keyClick(series.parts.pictures.view, Qt.Key.Key_Return)
    window, segment = series.window, series.window.workspaces[0]
    series.qtbot.waitUntil(
        lambda: window.session.outcome is not None and not segment.runs.running, timeout=LONG_MS
    )
    assert window.workspace is segment
    document = window.session.document
    assert document.parameters.max_iter == 0
    series.qtbot.waitUntil(
        lambda: window.session.outcome.segmentation.parameters.max_iter == 0, timeout=LONG_MS
    )
    assert segment.state.rows[0].name == "dark"
    assert [row.pixels for row in segment.state.rows] == [1200, 1200]
    assert window.session.can_undo
    window.services.actions["workspace_series"].trigger()
    assert series.parts.pictures.chosen() == (folder[2],)


def test_several_pictures_in_segment_are_offered_as_a_series(series: Driving, folder: list[Path]) -> None:
    window = series.window
    window.services.actions["workspace_segment"].trigger()
    assert drop(window, folder)
    segment = window.workspaces[0]
    series.qtbot.waitUntil(
        lambda: window.session.outcome is not None and not segment.runs.running, timeout=LONG_MS
    )
    segment.parts.files.alike.click()
    series.qtbot.waitUntil(lambda: len(series.workspace.series.project.pictures) == 4)
    series.wait()
    assert window.workspace is series.workspace


def test_the_recipe_of_the_picture_in_segment_measures_all(
    series: Driving, folder: list[Path], tmp_path: Path
) -> None:
    from core.document.recipe import write_recipe

    window = series.window
    window.services.files.open_paths(folder)
    segment = window.workspaces[0]
    series.qtbot.waitUntil(
        lambda: window.session.outcome is not None and not segment.runs.running, timeout=LONG_MS
    )
    segment.clustering.take_k(2)
    series.qtbot.waitUntil(
        lambda: window.session.outcome.segmentation.k == 2 and not segment.runs.running, timeout=LONG_MS
    )
    window.session.rename_class("2", "light")
    write_recipe(tmp_path / "r.json", window.session.document)
    window.services.files.measure_alike()
    series.qtbot.waitUntil(lambda: len(series.workspace.series.project.pictures) == 4)
    series.wait()
    series.parts.legend.take_recipe.click()
    assert series.workspace.series.project.choice.path == folder[0]
    assert not series.parts.legend.k.isEnabled()
    series.do("series_measure")
    assert {row[3] for row in series.table()} == {"1", "light"}
    of_window = series.export(tmp_path / "window")
    arguments = ("--recipe", str(tmp_path / "r.json"), "--legend", f"fit:{folder[0]}")
    assert main(["series", str(folder[0].parent), *arguments, "-o", str(tmp_path / "line")]) == 0
    of_line = {path.name: path.read_bytes() for path in (tmp_path / "line").iterdir()}
    assert of_window == of_line


def test_a_legend_is_saved_and_measures_other_pictures(
    series: Driving, folder: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series.open(folder[:2])
    series.measure()
    path = tmp_path / "a.legend.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    series.do("series_save_legend")
    series.qtbot.waitUntil(path.is_file)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    series.do("series_load_legend")
    series.qtbot.waitUntil(lambda: series.workspace.series.project.legend is not None, timeout=LONG_MS)
    series.do("series_measure")
    assert series.workspace.series.results.found.choice.text == "a.legend.json"
    assert series.states() == ["measured"] * 2


def test_a_run_that_is_stopped_keeps_what_is_done(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.type_k(2)
    run = series.workspace.run
    run.measure()
    series.qtbot.waitUntil(lambda: bool(series.workspace.series.results.entries), timeout=LONG_MS)
    series.window.services.status.cancel_all()
    assert not run.running
    done = len(series.workspace.series.results.entries)
    assert done >= 1
    assert "measuring" not in series.states()
    series.do("series_measure")
    assert series.states() == ["measured"] * 4
    assert series.workspace.series.results.found.again >= done, "what is seen is in the journal"


def saved_as(series: Driving, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    series.do("save_document_as")
    series.qtbot.waitUntil(lambda: not series.workspace.project.is_unsaved, timeout=LONG_MS)


def test_a_project_is_saved_and_opened_again_elsewhere(
    series: Driving, folder: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series.open(folder)
    series.parts.legend.clusters.item(0, 1).setText("dark")
    series.measure()
    assert series.window.windowTitle().startswith("●")
    saved_as(series, tmp_path / "lake.floe", monkeypatch)
    assert series.window.windowTitle() == "lake.floe – Floe"
    before = series.table()
    series.do("close")
    assert series.states() == []
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    shutil.move(tmp_path / "scenes", elsewhere / "scenes")
    shutil.move(tmp_path / "lake.floe", elsewhere / "lake.floe")
    series.window.services.actions["workspace_segment"].trigger()
    series.window.services.files.open_paths([elsewhere / "lake.floe"])
    series.qtbot.waitUntil(lambda: bool(series.workspace.series.project.pictures), timeout=LONG_MS)
    series.wait()
    assert series.window.workspace is series.workspace
    assert series.states() == ["measured"] * 4
    assert series.table() == before
    assert not series.workspace.project.is_unsaved
    series.do("series_measure")
    assert series.workspace.series.results.found.again == 4, "it is as it was"


def test_a_picture_that_has_changed_since_it_was_saved_is_said(
    series: Driving, folder: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series.open(folder)
    series.measure()
    saved_as(series, tmp_path / "lake.floe", monkeypatch)
    series.do("close")
    shutil.copy(folder[0], folder[1])
    folder[2].unlink()
    series.open([tmp_path / "lake.floe"])
    series.qtbot.waitUntil(lambda: bool(series.workspace.series.project.pictures), timeout=LONG_MS)
    series.wait()
    assert series.states() == ["measured", "outdated", "failed", "measured"]


def test_the_sample_is_one_click_away(series: Driving) -> None:
    button = series.window.findChild(QPushButton, "seriesSampleButton")
    assert button is not None
    series.qtbot.mouseClick(button, LEFT)
    series.wait()
    assert series.states() == ["new"] * 12
    assert [row.date.text for row in series.parts.pictures.model.rows][-1] == "2024-07-17"
    series.do("series_measure")
    assert [i for i, state in enumerate(series.states()) if state == "drifted"] == [4, 7, 10]
    series.parts.pictures.choose(series.workspace.series.project.pictures[4:5])
    series.workspace.refresh()
    assert "The light is another" in series.parts.chart.said.text()


def test_delete_leaves_a_picture_out(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.parts.pictures.choose(folder[:1])
    series.qtbot.keyClick(series.parts.pictures.view, Qt.Key.Key_Delete)
    assert [row.path for row in series.parts.pictures.model.rows] == folder[1:]


def test_dates_that_are_missing_are_said(series: Driving, folder: list[Path]) -> None:
    plain = folder[0].with_name("plain.png")
    folder[0].rename(plain)
    series.open([*folder[1:], plain])
    series.do("series_by_date")
    series.measure()
    assert any("plain.png has no date" in each.text for each in series.window.services.notices.notices())
    assert series.parts.pictures.model.rows[-1].path == plain


def test_closing_asks_for_what_is_in_no_file(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    assert not series.workspace.project.is_unsaved, "pictures alone are no work"
    series.measure()
    assert not series.window.close()
    box = series.window.findChild(QMessageBox, "unsaved")
    assert box is not None
    drop_it = next(button for button in box.buttons() if button.objectName() == "drop")
    drop_it.click()
    series.qtbot.waitUntil(lambda: not series.window.isVisible())


def test_a_project_that_is_damaged_is_a_sentence(series: Driving, tmp_path: Path) -> None:
    path = tmp_path / "a.floe"
    path.write_bytes(b"no zip")
    series.open([path])
    assert str(path) in series.complaint()


def test_an_export_asks_before_it_replaces_and_remembers_what_was_chosen(
    series: Driving, folder: list[Path], tmp_path: Path
) -> None:
    series.open(folder)
    series.measure()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "series.csv").write_text("mine", "utf-8")
    dialog = series.export_dialog()
    dialog.directory.setText(str(tmp_path / "out"))
    boxes = dialog.grid.boxes
    assert {key for key in boxes if not key.startswith(PICTURE)} == {each.key for each in FILES}
    assert not boxes["ratios_svg"].isEnabled()
    assert boxes["ratios_svg"].toolTip() == "There are no ratios of classes."
    for key in ("areas_svg", "areas_png", "run"):
        boxes[key].setChecked(False)
    problem = dialog.findChild(QLabel, "series_export_problem")
    series.qtbot.waitUntil(lambda: problem.text().endswith("already: 1."), timeout=LONG_MS)
    accept = dialog.findChild(QPushButton, "series_export_accept")
    assert accept.text() == "Export 2 files"
    accept.click()
    series.wait()
    for answer, left in (("", "mine"), ("replace", "picture,")):
        box = series.window.findChild(QMessageBox, "replace_series")
        assert "series.csv" in box.text()
        next(button for button in box.buttons() if (button.objectName() == "replace") == bool(answer)).click()
        series.wait()
        assert (tmp_path / "out" / "series.csv").read_text("utf-8").startswith(left)
        series.qtbot.waitUntil(lambda: series.window.findChild(QMessageBox, "replace_series") is None)
        if not answer:
            again = series.export_dialog()
            assert again.grid.chosen() == {"table", "summary"}, "as it was chosen the last time"
            again.findChild(QPushButton, "series_export_accept").click()
            series.wait()
    assert {path.name for path in (tmp_path / "out").iterdir()} == {"series.csv", "series_summary.csv"}


def test_files_of_each_picture_are_those_of_the_command_line(
    series: Driving, folder: list[Path], tmp_path: Path
) -> None:
    series.open(folder[:2])
    series.measure()
    of_window = series.export(tmp_path / "window", "picture:labels", "picture:areas")
    options = ("-k", "2", "--export", "labels,areas")
    assert main(["series", *map(str, folder[:2]), *options, "-o", str(tmp_path / "line")]) == 0
    for path in folder[:2]:
        for ending in ("_labels.png", "_areas.csv"):
            name = f"{path.stem}{ending}"
            assert of_window[name] == (tmp_path / "line" / name).read_bytes()
    folder[0].unlink()
    dialog = series.export_dialog()
    dialog.directory.setText(str(tmp_path / "again"))
    dialog.findChild(QPushButton, "series_export_accept").click()
    assert f"Cannot read {folder[0]}" in series.complaint()


def test_rescaled_colours_are_offered_and_taken_back(
    series: Driving, lake: list[Path], tmp_path: Path
) -> None:
    series.open(lake)
    series.parts.pictures.choose(lake[:1])
    series.workspace.refresh()
    series.parts.legend.kind.setCurrentIndex(1)
    series.parts.legend.kind.activated.emit(1)
    series.measure(3)
    assert series.states() == ["measured", "drifted", "drifted"]
    chart, actions = series.parts.chart, series.window.services.actions
    series.parts.pictures.choose(lake[1:2])
    series.workspace.refresh()
    assert chart.rescale.isVisibleTo(series.window)
    assert not chart.rescale_all.isVisibleTo(series.window), "a cloud is not helped by it"
    chart.rescale.click()
    series.wait()
    assert series.states() == ["measured", "measured", "drifted"]
    assert series.workspace.series.results.found.again == 2
    assert actions["series_rescale"].isChecked()
    assert "Its colours were rescaled" in chart.said.text()
    assert not chart.rescale.isVisibleTo(series.window)
    of_window = series.export(tmp_path / "window")
    options = ("-k", "3", "--legend", f"fit:{lake[0]}", "--rescale", lake[1].name)
    assert main(["series", *map(str, lake), *options, "-o", str(tmp_path / "line")]) == 0
    assert of_window == {path.name: path.read_bytes() for path in (tmp_path / "line").iterdir()}
    series.do("series_rescale")
    assert series.states() == ["measured", "drifted", "drifted"]
    series.do("series_rescale_all")
    assert series.states() == ["measured", "measured", "drifted"]
    assert actions["series_rescale_all"].isChecked()
    series.do("undo")
    assert series.states() == ["measured", "drifted", "drifted"], "measured at once, as what is corrected is"


def test_a_legend_of_its_own_is_offered_kept_and_taken_back(
    series: Driving, lake: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series.open(lake[:2])
    series.parts.pictures.choose(lake[:1])
    series.workspace.refresh()
    series.parts.legend.kind.activated.emit(1)
    series.parts.legend.clusters.item(0, 1).setText("water")
    series.measure(3)
    chart, actions = series.parts.chart, series.window.services.actions
    assert not chart.own_legend.isVisibleTo(series.window), "the first fits"
    series.parts.pictures.choose(lake[1:2])
    series.workspace.refresh()
    before = series.table()
    assert chart.own_legend.isVisibleTo(series.window)
    assert chart.leave_out.isVisibleTo(series.window)
    chart.own_legend.click()
    series.wait()
    assert series.workspace.series.results.found.again == 1
    assert series.table()[:3] == before[:3]
    assert series.table()[3:] != before[3:]
    assert actions["series_own_legend"].isChecked()
    assert "It has a legend of its own" in chart.said.text()
    row = series.parts.pictures.model.rows[1]
    assert own_words(row) == "own legend"
    assert not chart.own_legend.isVisibleTo(series.window)
    of_window = series.export(tmp_path / "window")
    options = ("-k", "3", "--class", "water=1", "--legend", f"fit:{lake[0]}", "--own-legend", lake[1].name)
    assert main(["series", *map(str, lake[:2]), *options, "-o", str(tmp_path / "line")]) == 0
    assert of_window == {path.name: path.read_bytes() for path in (tmp_path / "line").iterdir()}
    saved_as(series, tmp_path / "lake.floe", monkeypatch)
    after = series.table()
    series.do("undo")
    assert series.table() == before
    assert chart.own_legend.isVisibleTo(series.window)
    chart.leave_out.click()
    assert series.workspace.series.project.pictures == (lake[0],)
    series.do("undo")
    series.parts.pictures.choose(lake[1:2])
    series.workspace.refresh()
    series.do("series_own_legend")
    assert series.table() == after
    saved = read_floe(tmp_path / "lake.floe")
    assert isinstance(saved, SavedProject)
    assert project_in(saved)[0].own_legends == {lake[1]}
    series.qtbot.keyClick(series.parts.pictures.view, Qt.Key.Key_Return)
    wait_for_segment(series, lake[1])
    rows = series.window.workspaces[0].state.rows
    assert {f"{row.pixels:,}".replace(",", "\u202f") for row in rows} == {row[4] for row in after[3:]}


def test_a_picture_with_rescaled_colours_is_the_same_in_segment_and_in_its_file(
    series: Driving, lake: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    series.open(lake[:2])
    series.parts.pictures.choose(lake[:1])
    series.workspace.refresh()
    series.parts.legend.kind.activated.emit(1)
    series.measure(3)
    series.do("series_rescale_all")
    saved_as(series, tmp_path / "lake.floe", monkeypatch)
    wanted = [row[4] for row in series.table()][3:]
    series.do("close")
    series.open([tmp_path / "lake.floe"])
    series.qtbot.waitUntil(lambda: bool(series.workspace.series.project.pictures), timeout=LONG_MS)
    series.wait()
    assert series.workspace.series.project.rescale.drifted
    assert series.states() == ["measured", "measured"]
    series.parts.pictures.choose(lake[1:2])
    series.qtbot.keyClick(series.parts.pictures.view, Qt.Key.Key_Return)
    window, segment = series.window, series.window.workspaces[0]
    series.qtbot.waitUntil(
        lambda: (
            window.session.outcome is not None
            and not segment.runs.running
            and window.session.outcome.segmentation.parameters.max_iter == 0
        ),
        timeout=LONG_MS,
    )
    assert [f"{row.pixels:,}".replace(",", "\u202f") for row in segment.state.rows] == wanted
    paint(series, "1", 5)
    come_back(series)
    assert series.states() == ["measured", "edited"]
    entry = series.workspace.series.results.entries[lake[1]]
    assert (entry.is_rescaled, entry.record["edits"]["names"]) == (True, ["1"])
    assert [row[4] for row in series.table()][3:] != wanted
    series.do("undo")
    assert [row[4] for row in series.table()][3:] == wanted


def test_the_list_shows_what_was_measured_beside_each_picture(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    model = series.parts.pictures.model
    assert model.index(0).data(RESULT) is None
    series.measure()
    series.qtbot.waitUntil(lambda: not series.workspace.multiples.looking, timeout=LONG_MS)
    results = [model.index(row).data(RESULT).toImage() for row in range(4)]
    # From above: a sixth more is light with each.
    middles = [[each.pixelColor(20, y).lightness() > 128 for y in (5, 15, 25, 35, 50)] for each in results]
    assert [sum(each) for each in middles] == [1, 2, 3, 4]


def test_small_multiples_stand_below_their_points_and_choose(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    assert not series.parts.chart.multiples.isVisible()
    series.measure()
    multiples, view = series.workspace.multiples, series.parts.chart.multiples
    series.qtbot.waitUntil(lambda: not multiples.looking, timeout=LONG_MS)
    assert view.isVisible()
    chart = series.parts.chart.chart
    places = [view.place_of(str(path)) for path in folder]
    for path, place in zip(folder, places, strict=True):
        assert abs(place.x() - chart.place_of(str(path)).x()) < 1
    picture = view.grab().toImage()
    # A sixth of the first is light, two thirds of the last.
    assert picture.pixelColor(places[0]).lightness() < 60
    assert picture.pixelColor(places[3]).lightness() > 180
    series.qtbot.mouseClick(view.viewport(), LEFT, pos=places[2])
    assert series.parts.pictures.chosen() == (folder[2],)
    opened: list[Path] = []
    multiples.opened.connect(opened.append)
    series.qtbot.mouseDClick(view.viewport(), LEFT, pos=places[1])
    assert opened == [folder[1]]
