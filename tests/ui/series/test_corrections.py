"""Pictures of a series corrected in Segment: what is corrected there is in the series, nothing is lost."""

from __future__ import annotations

import os
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled
from core.classes.classes import set_flags
from core.cluster.colours.histogram import count_colours
from core.cluster.parameters import Parameters
from core.document.edits import Edits, painted
from core.document.step import Step
from core.image.image import Level
from core.roi.shape_masks import PixelWindow
from core.scale.calibration import parse_pixel_size
from main import main
from tests.core.series.test_own_parts import edits, region
from tests.ui.series.conftest import LONG_MS, Driving
from ui.series.series_state import Results


@pytest.fixture
def measured(series: Driving, folder: list[Path]) -> Driving:
    """Four pictures, the dark cluster named."""
    series.open(folder)
    series.parts.legend.clusters.item(0, 1).setText("dark")
    series.measure()
    return series


def open_in_segment(series: Driving, path: Path) -> None:
    series.parts.pictures.choose([path])
    series.qtbot.keyClick(series.parts.pictures.view, Qt.Key.Key_Return)
    wait_for_segment(series, path)


def wait_for_segment(series: Driving, path: Path) -> None:
    session, segment = series.window.session, series.window.workspaces[0]

    def there() -> bool:
        document = session.document
        return (
            document is not None
            and document.image.provenance.path == str(path)
            and session.outcome is not None
            and not segment.runs.running
        )

    series.qtbot.waitUntil(there, timeout=LONG_MS)


def paint(series: Driving, name: str | None, rows: int) -> None:
    """As the brush does: the upper rows to a class, or out of every class."""
    session = series.window.session
    document = session.document
    window = PixelWindow(0, 0, np.ones((rows, document.image.width), bool))
    edits = painted(document.edits or Edits((document.image.height, document.image.width)), window, name)
    session.put("Brush", document.with_edits(edits, session.outcome.segmentation))


def come_back(series: Driving) -> None:
    series.window.services.actions["workspace_series"].trigger()
    series.wait()


def pixels(series: Driving, path: Path) -> dict[str, str]:
    return {row[3]: row[4] for row in series.table() if row[0] == path.name}


def own(series: Driving) -> list[tuple[str, ...]]:
    return [row.own for row in series.parts.pictures.model.rows]


def test_what_is_painted_is_measured_marked_and_undone(measured: Driving, folder: list[Path]) -> None:
    open_in_segment(measured, folder[1])
    paint(measured, "dark", 5)
    paint(measured, None, 2)
    come_back(measured)
    assert own(measured) == [(), ("edits",), (), ()]
    assert measured.states() == ["measured", "edited", "measured", "measured"], "measured at once"
    assert pixels(measured, folder[1]) == {"dark": "1\u202f720", "2": "600"}
    tip = measured.parts.table.model.headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert "edited by hand" in tip
    assert measured.window.services.actions["undo"].text().endswith(f"Correct {folder[1].name}")
    measured.do("undo")
    assert own(measured) == [()] * 4
    assert pixels(measured, folder[1]) == {"dark": "1\u202f600", "2": "800"}
    measured.do("redo")
    assert pixels(measured, folder[1])["2"] == "600"


def test_a_correction_reads_no_other_picture(
    series: Driving, folder: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder[3].write_bytes(b"no picture")
    series.open(folder)
    series.parts.legend.clusters.item(0, 1).setText("dark")
    series.measure()
    read: list[Path] = []

    def hashed(path: Path, cancelled: Cancel = never_cancelled) -> str:
        read.append(path)
        return sha256_of(path, cancelled)

    monkeypatch.setattr("core.pictures.known_hashes.sha256_of", hashed)
    told: list[Path] = []
    take = series.workspace.series.set_results

    def told_of(results: Results) -> None:
        told.extend(results.entries.keys() - series.workspace.series.results.entries.keys())
        take(results)

    monkeypatch.setattr(series.workspace.series, "set_results", told_of)
    open_in_segment(series, folder[1])
    paint(series, "dark", 5)
    come_back(series)
    assert series.states() == ["measured", "edited", "measured", "failed"]
    assert set(read) <= {folder[1]}, "nor that one, where it was written long before it was measured"
    assert told == [folder[1]], "what failed is not tried again"


def test_what_is_measured_again_reads_only_what_is_another(
    series: Driving, folder: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in folder[:3]:
        os.utime(path, (1e9, 1e9))
    os.utime(folder[3], (4e9, 4e9))
    series.open(folder)
    series.measure()
    read: list[Path] = []

    def hashed(path: Path, cancelled: Cancel = never_cancelled) -> str:
        read.append(path)
        return sha256_of(path, cancelled)

    monkeypatch.setattr("core.pictures.known_hashes.sha256_of", hashed)
    shutil.copy(folder[0], folder[2])
    series.do("series_measure")
    assert read == [folder[2], folder[3]], "another one, and one that may be written again unseen"
    assert pixels(series, folder[2]) == pixels(series, folder[0])


def test_a_correction_whose_measuring_is_stopped_leaves_the_legend(
    measured: Driving, folder: list[Path]
) -> None:
    found = measured.workspace.series.results.found
    open_in_segment(measured, folder[1])
    paint(measured, "dark", 5)
    measured.window.services.actions["workspace_series"].trigger()
    assert measured.workspace.run.running
    measured.workspace.run.cancel()
    measured.wait()
    assert measured.states() == ["measured", "new", "measured", "measured"]
    assert measured.workspace.series.results.found is found
    assert measured.window.services.actions["series_save_legend"].isEnabled()
    measured.do("series_measure")
    assert pixels(measured, folder[1])["2"] == "600"


def name_cluster(series: Driving, cluster: int, name: str) -> None:
    series.parts.legend.clusters.item(cluster - 1, 1).setText(name)
    series.wait()


def test_what_is_painted_for_a_class_stays_when_it_is_named(measured: Driving, folder: list[Path]) -> None:
    open_in_segment(measured, folder[1])
    paint(measured, "2", 25)
    come_back(measured)
    assert pixels(measured, folder[1]) == {"dark": "1\u202f400", "2": "1\u202f000"}
    name_cluster(measured, 2, "light")
    measured.do("series_measure")
    assert pixels(measured, folder[1]) == {"dark": "1\u202f400", "light": "1\u202f000"}
    assert measured.states()[1] == "edited"


def test_what_is_painted_for_a_class_that_is_no_more_is_said(measured: Driving, folder: list[Path]) -> None:
    measured.type_k(3)
    name_cluster(measured, 3, "light")
    measured.do("series_measure")
    open_in_segment(measured, folder[1])
    paint(measured, "light", 5)
    come_back(measured)
    measured.measure(k=2)
    row = measured.parts.pictures.model.rows[1]
    assert row.state == "measured", "the edits have no part in it"
    assert row.reason.startswith("200 pixels edited by hand for “light” are left out")


def notices(series: Driving) -> str:
    return " ".join(each.text for each in series.window.services.notices.notices())


def test_what_is_painted_over_other_clusters_is_left_out_and_said(
    measured: Driving, folder: list[Path]
) -> None:
    session = measured.window.session
    open_in_segment(measured, folder[0])
    session.put("k", session.document.with_parameters(Parameters(k=5)))
    paint(measured, "2", 5)
    assert session.is_unsaved
    come_back(measured)
    assert folder[0].name in notices(measured)
    open_in_segment(measured, folder[1])
    session.rename_class("dark", "water")
    paint(measured, "water", 5)
    session.set_pixel_size(parse_pixel_size("2m"))
    come_back(measured)
    assert folder[1].name in notices(measured)
    assert own(measured) == [(), ("scale",), (), ()], "the scale is of no class"


def test_what_is_painted_before_anything_is_measured_is_left_out_and_said(
    series: Driving, folder: list[Path]
) -> None:
    series.open(folder)
    open_in_segment(series, folder[0])
    paint(series, "2", 5)
    assert series.window.session.is_unsaved
    come_back(series)
    assert own(series) == [()] * 4
    assert folder[0].name in notices(series)


def test_what_is_painted_beside_a_locked_class_is_taken(measured: Driving, folder: list[Path]) -> None:
    session = measured.window.session
    open_in_segment(measured, folder[1])
    classes = set_flags(session.document.classes, ["2"], locked=True)
    session.put("Lock", session.document.with_classes(classes, session.outcome.segmentation))
    paint(measured, "dark", 5)
    come_back(measured)
    assert own(measured)[1] == ("edits",)


def test_a_picture_with_clusters_of_its_own_has_them_in_segment(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.parts.legend.kind_chosen.emit("each")
    series.measure(k=2)
    open_in_segment(series, folder[1])
    assert series.window.session.document.parameters.k == 2
    paint(series, "class 2", 25)
    come_back(series)
    assert pixels(series, folder[1]) == {"class 1": "1\u202f400", "class 2": "1\u202f000"}


def test_edits_of_a_level_are_asked_for(measured: Driving, folder: list[Path]) -> None:
    session = measured.window.session
    open_in_segment(measured, folder[1])
    image = session.document.image
    level = replace(image, level=Level(2, 2 * image.height, 2 * image.width, count_colours(image)))
    session.put("Level", replace(session.document, image=level))
    assert not session.is_unsaved
    session.put("Brush", replace(session.document, edits=edits("dark", 5)))
    assert session.is_unsaved


def test_steps_of_the_series_are_kept_under_the_brush(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    series.measure()
    open_in_segment(series, folder[1])
    session = series.window.session
    session.put("Step", session.document.with_steps((Step("min-area", 9.0, class_name="2"),)))
    series.parts.legend.take_recipe.click()
    come_back(series)
    series.do("series_measure")
    open_in_segment(series, folder[2])
    paint(series, "1", 5)
    assert not session.is_unsaved
    come_back(series)
    assert own(series)[2] == ("edits",)


def test_what_was_said_before_a_picture_was_measured_stays(series: Driving, folder: list[Path]) -> None:
    series.open(folder)
    kept = folder[2].read_bytes()
    folder[2].unlink()
    series.measure()
    folder[2].write_bytes(kept)
    open_in_segment(series, folder[2])
    series.window.session.rename_class("1", "water")
    come_back(series)
    series.do("series_measure")
    open_in_segment(series, folder[2])
    assert [item.name for item in series.window.session.document.classes] == ["water", "2"]


def test_undo_in_the_series_is_seen_in_segment(measured: Driving, folder: list[Path]) -> None:
    open_in_segment(measured, folder[1])
    paint(measured, "dark", 5)
    come_back(measured)
    measured.do("undo")
    open_in_segment(measured, folder[1])
    session = measured.window.session
    measured.qtbot.waitUntil(lambda: session.document.edits is None, timeout=LONG_MS)
    session.undo_stack.undo()
    assert session.document.edits is not None, "a step to undo there"
    come_back(measured)
    assert own(measured) == [(), ("edits",), (), ()]


def test_scale_and_regions_are_the_pictures_own(measured: Driving, folder: list[Path]) -> None:
    open_in_segment(measured, folder[0])
    session = measured.window.session
    session.set_pixel_size(parse_pixel_size("2m"))
    session.put("Region", session.document.with_regions_of_interest(region(20.0), "measure"))
    come_back(measured)
    assert own(measured) == [("scale", "regions"), (), (), ()]
    assert measured.states() == ["measured"] * 4
    rows = [row for row in measured.table() if row[0] == folder[0].name]
    assert [row[4] for row in rows] == ["400", "400"]
    assert rows[0][10] == "typed"
    tip = measured.parts.pictures.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert "Scale: its own\nRegions of interest: its own" in tip


def test_scale_and_regions_for_all(measured: Driving, folder: list[Path]) -> None:
    open_in_segment(measured, folder[0])
    measured.window.session.set_pixel_size(parse_pixel_size("2m"))
    come_back(measured)
    measured.parts.pictures.choose(folder[:1])
    measured.workspace.refresh()
    measured.do("series_share")
    assert own(measured) == [()] * 4
    assert [row.shared for row in measured.parts.pictures.model.rows] == [("scale",)] * 4
    assert measured.states() == ["measured", "outdated", "outdated", "outdated"]
    measured.do("series_measure")
    assert {row[10] for row in measured.table()} == {"typed"}
    measured.parts.pictures.choose(folder[1:2])
    measured.workspace.refresh()
    assert not measured.window.services.actions["series_drop_own"].isEnabled()


def test_corrections_are_dropped(measured: Driving, folder: list[Path]) -> None:
    open_in_segment(measured, folder[1])
    paint(measured, "dark", 5)
    come_back(measured)
    measured.parts.pictures.choose(folder[1:2])
    measured.workspace.refresh()
    measured.do("series_drop_own")
    assert measured.states() == ["measured"] * 4
    assert pixels(measured, folder[1])["2"] == "800"


def test_another_picture_of_the_strip_is_of_the_series_too(measured: Driving, folder: list[Path]) -> None:
    open_in_segment(measured, folder[1])
    paint(measured, "dark", 5)
    measured.window.services.files.open_listed(str(folder[2]))
    wait_for_segment(measured, folder[2])
    assert measured.window.session.document.parameters.frozen is not None
    assert measured.workspace.series.project.names_of_own(folder[1]) == ("edits",), "before it is seen"
    paint(measured, "dark", 7)
    come_back(measured)
    assert own(measured) == [(), ("edits",), ("edits",), ()]
    assert pixels(measured, folder[2])["2"] == str(1200 - 7 * 40)


def test_the_series_keeps_it_so_nothing_is_asked_of_the_picture(
    measured: Driving, folder: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_in_segment(measured, folder[1])
    paint(measured, "2", 5)
    window = measured.window
    assert not window.session.is_unsaved
    come_back(measured)
    path = tmp_path / "p.floe"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    measured.do("save_document_as")
    measured.qtbot.waitUntil(lambda: not measured.workspace.project.is_unsaved, timeout=LONG_MS)
    measured.do("close")
    assert window.session.document is not None
    assert window.close(), "all is in the file"


def test_what_is_not_of_the_series_is_asked_of_the_picture(measured: Driving, folder: list[Path]) -> None:
    open_in_segment(measured, folder[1])
    measured.window.session.rename_class("dark", "water")
    assert measured.window.session.is_unsaved


def test_closing_the_window_from_segment_does_not_lose_it(measured: Driving, folder: list[Path]) -> None:
    open_in_segment(measured, folder[1])
    paint(measured, "dark", 5)
    assert not measured.window.close()
    assert measured.workspace.series.project.names_of_own(folder[1]) == ("edits",)
    for box in measured.window.findChildren(QMessageBox):
        box.reject()


def test_a_project_keeps_it_and_its_files_are_those_of_the_command_line(
    measured: Driving, folder: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_in_segment(measured, folder[1])
    paint(measured, "dark", 5)
    measured.window.session.set_pixel_size(parse_pixel_size("2m"))
    come_back(measured)
    before, path = measured.table(), tmp_path / "p.floe"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    measured.do("save_document_as")
    measured.qtbot.waitUntil(lambda: not measured.workspace.project.is_unsaved, timeout=LONG_MS)
    of_window = measured.export(tmp_path / "window")
    assert main(["series", str(path), "-o", str(tmp_path / "line")]) == 0
    assert of_window == {each.name: each.read_bytes() for each in (tmp_path / "line").iterdir()}
    measured.do("close")
    measured.open([path])
    measured.qtbot.waitUntil(lambda: bool(measured.workspace.series.project.pictures), timeout=LONG_MS)
    measured.wait()
    assert measured.table() == before
    assert own(measured) == [(), ("scale", "edits"), (), ()]
    measured.do("series_measure")
    assert measured.workspace.series.results.found.again == 4
    open_in_segment(measured, folder[1])
    assert measured.window.session.document.edits.names == ("dark",)


def test_a_small_multiple_shows_what_was_painted(measured: Driving, folder: list[Path]) -> None:
    multiples, view = measured.workspace.multiples, measured.parts.chart.multiples

    def lightness() -> int:
        measured.qtbot.waitUntil(lambda: not multiples.looking, timeout=LONG_MS)
        return view.grab().toImage().pixelColor(view.place_of(str(folder[3]))).lightness()

    assert lightness() > 180
    open_in_segment(measured, folder[3])
    paint(measured, "dark", 60)
    come_back(measured)
    assert measured.states() == ["measured"] * 3 + ["edited"]
    measured.qtbot.waitUntil(lambda: lightness() < 60, timeout=LONG_MS)


def test_esc_in_segment_leaves_the_series_alone(measured: Driving, folder: list[Path]) -> None:
    cancelled: list[str] = []
    status = measured.window.services.status
    status.add_job(lambda: cancelled.append("series"), lambda: "", workspace="series")
    status.add_job(lambda: cancelled.append("any"), lambda: "")
    measured.window.services.actions["workspace_segment"].trigger()
    measured.window.escape()
    assert cancelled == ["any"]
    come_back(measured)
    measured.window.escape()
    assert cancelled == ["any", "series", "any"]


def test_a_picture_that_could_not_be_opened_gets_the_legend_later(
    measured: Driving, folder: list[Path]
) -> None:
    kept = folder[2].read_bytes()
    folder[2].unlink()
    measured.parts.pictures.choose([folder[2]])
    measured.qtbot.keyClick(measured.parts.pictures.view, Qt.Key.Key_Return)
    assert folder[2].name in measured.complaint()
    folder[2].write_bytes(kept)
    open_in_segment(measured, folder[2])
    assert measured.window.session.document.parameters.frozen is not None
