"""Views of a series show what was measured; and what is made of them, looked at pixel by pixel."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image as PillowImage

from core.base.errors import Cancelled, ReadError, WriteError
from core.cluster.parameters import Parameters
from core.io.reader import read
from core.io.tiled_image import TiledImage
from core.pipeline import source as source_module
from core.pipeline.given_parts import GivenParts
from core.pipeline.record import run_record
from core.pipeline.run import result_in, run
from core.pipeline.task import Task
from core.series import views as views_module
from core.series.animation import series_frames, write_series_animation
from core.series.contact_sheet import contact_sheet, contact_sheets
from core.series.entry import Entry
from core.series.views import View, kept_views, view_again
from tests.core.pictures.crew_here import CrewHere
from tests.core.series.made_folder import made_folder, pixels
from tests.core.series.test_chart import entry
from tests.core.series.test_own_parts import region
from tests.reading import HERE
from workers.mailbox import Mailbox
from workers.series_views import Seen, Wanted, see_again

RED, BLUE, WHITE = (200, 30, 20), (0, 0, 255), (255, 255, 255)
COLOURS = {"2": "#0000ff"}


def view(width: int, height: int) -> View:
    picture = np.full((height, width, 3), RED, np.uint8)
    return View(picture, np.ones((height, width), np.uint8), ("2",))


def count(pixels: np.ndarray, colour: tuple[int, int, int]) -> int:
    return int((pixels == colour).all(axis=2).sum())


def measured(path: Path, k: int = 2, given: GivenParts | None = None) -> Entry:
    image = read(path)
    result = result_in(run(Task(image, Parameters(k=k), given or GivenParts())))
    return Entry(str(path), image.provenance.sha256, "measured", record=run_record(result))


@pytest.fixture
def folder(tmp_path: Path) -> list[Path]:
    return made_folder(tmp_path / "scenes", 3)


def test_classes_are_those_of_the_record_and_colours_those_asked_for(folder: list[Path]) -> None:
    of = measured(folder[1])
    found = view_again(HERE, of.record, folder[1])
    assert found.names == ("1", "2")
    assert found.picture.shape == (60, 40, 3), "never larger than it is"
    assert [int((found.classes == i).sum()) for i in (1, 2)] == [1600, 800]
    small = view_again(HERE, of.record, folder[1], side=30)
    assert small.classes.shape == (30, 20)
    assert int((small.classes == 2).sum()) == 200
    shown = small.coloured({"1": "#0000ff"})
    assert (count(shown, BLUE), count(shown, (128, 128, 128))) == (400, 200), "grey without a colour"


def test_another_content_is_refused(folder: list[Path]) -> None:
    of = measured(folder[1])
    folder[1].write_bytes(folder[0].read_bytes())
    with pytest.raises(ReadError, match="has changed since it was measured"):
        view_again(HERE, of.record, folder[1])


def test_a_view_stops_half_way(folder: list[Path]) -> None:
    of, answers = measured(folder[1]), iter([False])
    seen: list[Seen] = []
    wanted = (Wanted("a", folder[1], of.record),)
    with pytest.raises(Cancelled):
        see_again(wanted, HERE, Mailbox[Seen](seen.append), lambda: next(answers, True))  # type: ignore[arg-type]
    assert not seen


def test_of_a_picture_larger_than_memory_a_level_is_shown(
    folder: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    of = measured(folder[1])
    tiled = source_module.tiles_of(read(folder[1]), 16)
    monkeypatch.setattr(type(tiled), "fits", False)
    monkeypatch.setattr(source_module, "_in_tiles", lambda *_: tiled)
    monkeypatch.setattr(views_module, "read_level", lambda path, *_, **__: read(path))
    found = view_again(HERE, of.record, folder[1])
    assert [int((found.classes == i).sum()) for i in (1, 2)] == [1600, 800]


def test_a_level_is_measured_inside_the_regions_of_the_whole_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, pixels(10), photometric="rgb", tile=(16, 16))
    of = measured(path, given=GivenParts(regions_of_interest=region(20.0), inside="measure"))
    monkeypatch.setattr(source_module, "goes_in_tiles", lambda _path: True)
    monkeypatch.setattr(TiledImage, "fits", False)
    monkeypatch.setattr(views_module, "_MOST", 600)
    found = view_again(HERE, of.record, path)
    assert found.classes.shape == (30, 20), "every second pixel of every second row"
    assert [int((found.classes == i).sum()) for i in (0, 1, 2)] == [400, 100, 100]


def test_they_are_kept_in_order_and_one_that_is_gone_is_none(
    folder: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views_module, "Crew", CrewHere)
    entries = [measured(path) for path in folder]
    folder[1].unlink()
    told: list[tuple[int, int]] = []
    failed = Entry("x", state="failed")
    with kept_views([*entries, failed], on_progress=lambda *step: told.append(step)) as found:
        assert [each is not None for each in found] == [True, False, True, False]
        assert [int((each.classes == 2).sum()) for each in found if each is not None] == [400, 1200]
        assert len(found) == 4
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(Cancelled), kept_views(entries, cancelled=lambda: True):
        pass


def test_frames_have_the_size_of_the_first_and_hold_each_picture_whole() -> None:
    entries = [entry("a", "2024-05-01", 10), entry("b" * 300, "", 5, "doubtful"), entry("c", "", 1)]
    entries[1] = replace(entries[1], reason="does not fit " * 40)
    views = [view(60, 30), view(30, 30), view(6, 3)]
    frames = list(series_frames(entries, views, COLOURS, side=120))
    assert len({frame.shape for frame in frames}) == 1
    assert [count(frame, RED) for frame in frames] == [7200, 3600, 7200]
    swatch = 11 * 11
    assert [count(frame, BLUE) for frame in frames] == [7200 + swatch, 3600 + swatch, 7200 + swatch]
    assert len(list(series_frames(entries, [None, *views[1:]], COLOURS))) == 2
    with pytest.raises(Cancelled):
        next(series_frames(entries, views, COLOURS, cancelled=lambda: True))


def test_a_gif_keeps_the_colours_of_the_classes_and_its_bytes(tmp_path: Path) -> None:
    grain = np.random.default_rng(1).integers(0, 256, (60, 80, 3), np.uint8)
    noisy = View(grain, np.ones((60, 80), np.uint8), ("2",))
    entries = [entry("a", "2024-05-01", 10), entry("b", "2024-05-08", 20)]
    for name in ("a.gif", "b.gif"):
        write_series_animation(tmp_path / name, entries, [noisy, noisy], COLOURS)
    assert (tmp_path / "a.gif").read_bytes() == (tmp_path / "b.gif").read_bytes()
    with PillowImage.open(tmp_path / "a.gif") as animation:
        assert animation.n_frames == 2  # type: ignore[attr-defined]
        animation.seek(0)
        assert animation.info["duration"] == 800
        pixels = np.asarray(animation.convert("RGB"))
    assert count(pixels, BLUE) >= 480 * 360
    assert count(pixels, WHITE) > 1000
    with pytest.raises(WriteError, match="there is no picture to show"):
        write_series_animation(tmp_path / "c.gif", entries, [None, None], COLOURS)


def test_a_video_is_written(tmp_path: Path) -> None:
    av = pytest.importorskip("av", reason="MP4 videos need PyAV")
    write_series_animation(tmp_path / "a.mp4", [entry("a", "2024-05-01", 10)], [view(60, 30)], COLOURS)
    with av.open(str(tmp_path / "a.mp4")) as file:
        frame = next(file.decode(video=0)).to_ndarray(format="rgb24")
    assert frame.shape[1] == 2 * 480 + 3 * 10
    assert abs(frame[150, 700].astype(int) - BLUE).max() < 12


def test_a_contact_sheet_has_a_place_for_each_and_marks_those_to_look_at() -> None:
    entries = [entry("a", "2024-05-01", 10), entry("b", "", 5, "doubtful"), Entry("c", state="failed")]
    record = {**entries[0].record, "image": {"width": 40, "height": 20}}
    entries[0] = replace(entries[0], record=record)
    sheet = contact_sheet(entries, [view(40, 20), view(40, 20), None], COLOURS)
    pixels = np.asarray(PillowImage.open(io.BytesIO(sheet.content)))
    assert pixels.shape[:2] == (sheet.height, sheet.width)
    assert count(pixels, BLUE) == 2 * 176 * 88 + 11 * 11
    assert count(pixels, (178, 60, 0)) >= 2 * 3 * 176
    assert count(pixels, (240, 242, 244)) > 176 * 60
    edited = contact_sheet([replace(entries[0], state="edited")], [view(40, 20)], COLOURS)
    assert count(np.asarray(PillowImage.open(io.BytesIO(edited.content))), (178, 60, 0)) == 0
    pages = list(contact_sheets([entries[0]] * 20, iter([view(40, 20)] * 20), COLOURS, rows=1))
    assert [len(page.entries) for page in pages] == [7, 7, 6]
