"""Exports as a user makes them: through the dialog, or one file at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.step import Step
from core.image.image import Image
from core.pipeline.result import result_of
from core.regions.regions import find_regions
from core.scale.calibrate import calibrate
from tests.workers.outcomes import outcome_of
from tests.workers.pictures import GREENLAND, three_colours
from ui.segment.export.export_controller import ExportController
from ui.segment.export.export_dialog import ExportDialog
from ui.session.session import Session
from workers.clustering import Outcome

EVERYTHING = ("labels", "segmented", "masks", "areas", "areas_xlsx", "run", "gif", "geojson", "report_pdf")


class Audience(QObject):
    def __init__(self, exports: ExportController) -> None:
        super().__init__()
        self.exported: list[tuple[Path, ...]] = []
        self.failed: list[str] = []
        exports.exported.connect(self._exported)
        exports.failed.connect(self._failed)

    def _exported(self, paths: tuple[Path, ...]) -> None:
        self.exported.append(paths)

    def _failed(self, sentence: str) -> None:
        self.failed.append(sentence)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def session(window: QWidget) -> Session:
    return Session(window)


@pytest.fixture
def exports(session: Session, window: QWidget) -> Iterator[ExportController]:
    controller = ExportController(session, window)
    yield controller
    controller.close()


@pytest.fixture
def heard(exports: ExportController) -> Audience:
    return Audience(exports)


def measured(session: Session, image: Image | None = None) -> Outcome:
    """A result with a class “ice” of two clusters."""
    image = image or three_colours(name="/gone/lake.png")
    scale = calibrate(image)
    session.open(Document(image, Parameters(k=3), own_scale=scale))
    outcome = outcome_of(image, Parameters(k=3), scale)
    session.set_outcome(outcome)
    session.merge_classes(("2", "3"), "ice")
    return outcome


def dialog(window: QWidget) -> ExportDialog:
    (shown,) = window.findChildren(ExportDialog)
    return shown


def export(qtbot: QtBot, exports: ExportController, window: QWidget, folder: Path, *what: str) -> None:
    """Fill the dialog in and press Export."""
    exports.ask()
    shown = dialog(window)
    shown.directory.setText(str(folder))
    for name, box in shown.boxes.items():
        box.setChecked(name in what)
    shown.findChild(QPushButton, "export_accept").click()
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)


def choose(monkeypatch: pytest.MonkeyPatch, target: Path | str) -> list[tuple[str, str]]:
    """What the file dialog answers; what it was asked: the suggestion and the filter."""
    asked: list[tuple[str, str]] = []

    def answer(_parent: QWidget, _title: str, suggestion: str, filters: str) -> tuple[str, str]:
        asked.append((suggestion, filters))
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return asked


def test_everything_at_once(*, session, exports, heard, window, qtbot, tmp_path) -> None:
    outcome = measured(session)
    export(qtbot, exports, window, tmp_path / "new", *EVERYTHING)
    assert heard.failed == []
    names = {path.name for path in heard.exported[0]}
    assert names == {
        "lake_labels.png", "lake_segmented.png", "lake_1_mask.png", "lake_ice_mask.png", "lake_areas.csv",
        "lake_areas.xlsx", "lake_run.json", "lake_convergence.gif", "lake_regions.geojson", "lake_report.pdf",
    }  # fmt: skip
    assert {path.name for path in (tmp_path / "new").iterdir()} == names
    labels = np.asarray(PillowImage.open(tmp_path / "new" / "lake_labels.png"))
    np.testing.assert_array_equal(labels, outcome.segmentation.labels)
    mask = np.asarray(PillowImage.open(tmp_path / "new" / "lake_ice_mask.png"))
    np.testing.assert_array_equal(mask == 255, outcome.segmentation.labels >= 2)
    with (tmp_path / "new" / "lake_areas.csv").open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert [(row["class"], row["pixels"]) for row in rows] == [("1", "24"), ("ice", "48")]
    record = json.loads((tmp_path / "new" / "lake_run.json").read_text(encoding="utf-8"))
    assert [each["name"] for each in record["classes"]] == ["1", "ice"]


def test_a_map_gives_geotiffs(*, session, exports, heard, window, qtbot, tmp_path) -> None:
    import rasterio

    measured(session, three_colours(georeference=GREENLAND, name="map.tif"))
    export(qtbot, exports, window, tmp_path, "labels", "labels_tif", "masks")
    assert {path.name for path in heard.exported[0]} == {
        "map_labels.png",
        "map_labels.tif",
        "map_labels.tif.aux.xml",
        "map_1_mask.tif",
        "map_ice_mask.tif",
    }
    with rasterio.open(tmp_path / "map_ice_mask.tif") as written:
        assert written.crs.to_epsg() == 3413


def test_the_dialog_starts_from_the_last_export(*, session, exports, heard, window, qtbot, tmp_path) -> None:
    measured(session)
    export(qtbot, exports, window, tmp_path, "areas")
    exports.ask()
    shown = window.findChildren(ExportDialog)[-1]
    assert Path(shown.directory.text()) == tmp_path
    assert [name for name, box in shown.boxes.items() if box.isChecked()] == ["areas"]
    assert "1" in shown.findChild(QWidget, "export_problem").text()  # that file is there by now


def test_cancelling_the_dialog_writes_nothing(session, exports, heard, window, qtbot) -> None:
    measured(session)
    exports.ask()
    dialog(window).findChild(QPushButton, "export_cancel").click()
    assert not exports.exporting
    assert heard.exported == []
    qtbot.waitUntil(lambda: window.findChildren(ExportDialog) == [])


def test_a_file_where_the_folder_should_be_is_a_sentence(
    *, session, exports, heard, window, qtbot, tmp_path
) -> None:
    measured(session)
    (tmp_path / "taken").write_text("not a folder")
    export(qtbot, exports, window, tmp_path / "taken", "areas", "record")
    assert heard.exported == []
    assert len(heard.failed) == 1
    assert heard.failed[0].startswith("Cannot write ")
    assert str(tmp_path / "taken") in heard.failed[0]
    assert (tmp_path / "taken").read_text() == "not a folder"


@pytest.mark.parametrize(
    ("kind", "name", "suffix"),
    [
        ("labels", "lake_labels.png", ".png"),
        ("segmented", "lake_segmented.png", ".png"),
        ("mask", "lake_ice_mask.png", ".png"),
        ("areas", "lake_areas.csv", ".csv"),
        ("run", "lake_run.json", ".json"),
        ("animation", "lake_convergence.gif", ".gif"),
    ],
)
def test_one_file_is_suggested_and_written_where_it_is_wanted(
    *, session, exports, heard, qtbot, tmp_path, monkeypatch, kind, name, suffix
) -> None:
    measured(session)
    asked = choose(monkeypatch, tmp_path / "mine")  # no ending typed: the usual one is added
    exports.ask_one(kind, "ice" if kind == "mask" else "")
    assert exports.exporting
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    assert Path(asked[0][0]).name == name
    assert f"*{suffix}" in asked[0][1]
    assert heard.exported == [(tmp_path / f"mine{suffix}",)]
    assert (tmp_path / f"mine{suffix}").stat().st_size > 0


@pytest.mark.parametrize(("name", "start"), [("a.webp", b"RIFF"), ("a.gif", b"GIF8"), ("a.mp4", b"\0\0\0")])
def test_the_ending_decides_the_animation(
    *, session, exports, heard, qtbot, tmp_path, monkeypatch, name, start
) -> None:
    measured(session)
    choose(monkeypatch, tmp_path / name)
    exports.ask_one("animation")
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    assert (tmp_path / name).read_bytes().startswith(start)


def test_labels_of_a_map_are_a_geotiff_unless_named_otherwise(
    *, session, exports, heard, qtbot, tmp_path, monkeypatch
) -> None:
    measured(session, three_colours(georeference=GREENLAND, name="map.tif"))
    for name, magic in (("one.tif", b"II*\0"), ("two.png", b"\x89PNG")):
        asked = choose(monkeypatch, tmp_path / name)
        exports.ask_one("labels")
        qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
        assert asked[0][0].endswith("map_labels.tif")
        assert (tmp_path / name).read_bytes().startswith(magic)


def test_an_ending_that_cannot_be_is_a_sentence(
    *, session, exports, heard, qtbot, tmp_path, monkeypatch
) -> None:
    measured(session)
    choose(monkeypatch, tmp_path / "mask.bmp")
    exports.ask_one("mask", "ice")
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    assert "mask.bmp" in heard.failed[0]
    assert list(tmp_path.iterdir()) == []


def test_a_name_without_ending_replaces_no_file_unasked(
    *, session, exports, heard, qtbot, tmp_path, monkeypatch
) -> None:
    """The dialog asked about “mine”, which was not there; about “mine.csv” it has to ask as well."""
    measured(session)
    (tmp_path / "mine.csv").write_text("precious")
    answers = iter([str(tmp_path / "mine"), ""])
    asked: list[str] = []

    def answer(_parent: QWidget, _title: str, suggestion: str, _filters: str) -> tuple[str, str]:
        asked.append(suggestion)
        return next(answers), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    exports.ask_one("areas")
    assert not exports.exporting
    assert asked[1] == str(tmp_path / "mine.csv")
    assert (tmp_path / "mine.csv").read_text() == "precious"


def test_no_name_chosen_writes_nothing(session, exports, heard, monkeypatch) -> None:
    measured(session)
    choose(monkeypatch, "")
    exports.ask_one("areas")
    assert not exports.exporting


def test_the_next_export_begins_in_the_same_folder(
    *, session, exports, heard, qtbot, tmp_path, monkeypatch
) -> None:
    measured(session)
    asked = choose(monkeypatch, tmp_path / "a.csv")
    exports.ask_one("areas")
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    exports.ask_one("areas")
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    assert Path(asked[1][0]).parent == tmp_path


def test_without_a_result_there_is_nothing_to_export(session, exports, heard, window) -> None:
    exports.ask()
    exports.ask_one("areas")
    session.open(Document(three_colours(), Parameters(k=3)))
    exports.ask()
    exports.ask_one("areas")
    exports.write((("areas", Path("nowhere.csv")),))
    assert window.findChildren(ExportDialog) == []
    assert not exports.exporting


def test_a_name_from_elsewhere_is_made_fit_for_a_file(session, exports, monkeypatch, tmp_path) -> None:
    measured(session, three_colours(name="a:b?.png"))
    asked = choose(monkeypatch, "")
    exports.ask_one("areas")
    assert Path(asked[0][0]).name == "a_b__areas.csv"
    measured(session, three_colours(name=""))
    exports.ask_one("areas")
    assert Path(asked[1][0]).name == "floe_areas.csv"


def test_what_is_exported_is_the_result_at_that_moment(session, exports, heard, qtbot, tmp_path) -> None:
    measured(session)
    exports.write((("areas", tmp_path / "a.csv"),))
    session.rename_class("ice", "snow")
    session.close()
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    assert "ice" in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")


def test_what_is_exported_is_measured_as_the_document_says(session, exports, qtbot, tmp_path) -> None:
    """The numbers at hand are those of before the last step: the files must not mix the two."""
    outcome = measured(session)
    session.set_steps((Step("min-area", 1e6),))
    document = session.document
    assert document is not None
    assert outcome.measurement.measured_by != document.measured_by
    exports.write((("areas", tmp_path / "a.csv"), ("run", tmp_path / "a.json")))
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    expected = result_of(document, outcome.segmentation)
    record = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert record["result"]["steps"][0]["changed_pixels"] == expected.measurement.changes[0].pixels > 0
    pixels = [row.pixels for row in expected.rows]
    assert [each["pixels"] for each in record["result"]["classes"]] == pixels
    assert [int(row.split(",")[3]) for row in (tmp_path / "a.csv").read_text().splitlines()[1:]] == pixels


def test_a_failure_says_how_many_files_there_are(*, session, exports, heard, qtbot, tmp_path) -> None:
    """The files before it are written, each whole; those after it are not."""
    measured(session)
    (tmp_path / "b.gif").mkdir()
    files = (("areas", tmp_path / "a.csv"), ("gif", tmp_path / "b.gif"), ("run", tmp_path / "c.json"))
    exports.write(files)
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    assert heard.exported == []
    (sentence,) = heard.failed
    assert "b.gif: there is a folder of that name." in sentence
    assert "1 file was written before it; 2 of 3 were not." in sentence
    assert (tmp_path / "a.csv").is_file()
    assert not (tmp_path / "c.json").exists()


def test_what_is_being_written_is_told(*, session, exports, heard, qtbot, tmp_path) -> None:
    measured(session)
    told = []
    exports.progressed.connect(lambda: told.append(exports.occupation))
    exports.write((("areas", tmp_path / "a.csv"), ("report_html", tmp_path / "b.html")))
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    assert told == ["1 of 2: Exporting a.csv…", "2 of 2: Exporting b.html…"]


def test_what_a_picture_does_not_allow_is_wanted_of_the_next(
    *, session, exports, heard, window, qtbot, tmp_path
) -> None:
    QSettings().setValue("export/what", "areas,ratios")
    measured(session)
    exports.ask()
    shown = dialog(window)
    assert not shown.boxes["ratios"].isEnabled()
    assert "no ratios" in shown.boxes["ratios"].toolTip()
    shown.directory.setText(str(tmp_path))
    shown.findChild(QPushButton, "export_accept").click()
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    assert QSettings().value("export/what") == "areas,ratios"


def test_an_ending_decides_the_format_of_a_table(
    *, session, exports, heard, qtbot, tmp_path, monkeypatch
) -> None:
    measured(session)
    asked = choose(monkeypatch, tmp_path / "mine.xlsx")
    exports.ask_one("areas")
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    assert asked[0][1] == "CSV (*.csv);;Excel (*.xlsx);;Parquet (*.parquet);;JSON (*.json)"
    assert (tmp_path / "mine.xlsx").read_bytes().startswith(b"PK")


def test_one_that_cannot_be_written_says_why(*, session, exports, heard) -> None:
    measured(session)
    exports.ask_one("ratios")
    assert heard.failed == ["There are no ratios: add one under the class table."]
    assert not exports.exporting


def test_regions_that_were_filtered_are_left_out(*, session, window, qtbot, tmp_path) -> None:
    outcome = measured(session)
    document = session.document
    assert document is not None
    classes = document.settle(outcome.segmentation).classes
    table = find_regions(outcome.segmentation.labels, classes, document.calibration)
    few = table.rows(table["pixels"] == table["pixels"].max())
    assert 0 < len(few) < len(table)
    exports = ExportController(session, window, lambda: few)
    exports.write((("regions", tmp_path / "a.csv"), ("geojson", tmp_path / "a.geojson")))
    qtbot.waitUntil(lambda: not exports.exporting, timeout=60_000)
    exports.close()
    assert len((tmp_path / "a.csv").read_text(encoding="utf-8").splitlines()) == len(few) + 1
    features = json.loads((tmp_path / "a.geojson").read_text(encoding="utf-8"))["features"]
    assert [each["properties"]["region"] for each in features] == few["region"].tolist()
