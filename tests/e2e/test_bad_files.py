"""Files that are no pictures, or strange ones: a sentence, and all that was open stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from tests.e2e.driving import (
    complaint,
    complaints,
    drop,
    drop_one,
    find,
    names,
    type_k,
    wait_result,
    wait_settled,
)
from tests.e2e.pictures import patches, save
from ui.shell.main_window import MainWindow


def newest_notice(qtbot: QtBot, window: MainWindow) -> str:
    """What the bar says once a run has failed; no dialog stands in the way."""
    qtbot.waitUntil(lambda: any(n.kind == "error" for n in window.services.notices.notices()), timeout=30_000)
    assert not complaints()
    return window.services.notices.notices()[0].text


def text_called_png(folder: Path) -> Path:
    path = folder / "notes.png"
    path.write_text("Not a picture at all.\n" * 40, encoding="utf-8")
    return path


def empty(folder: Path) -> Path:
    path = folder / "empty.tif"
    path.touch()
    return path


def cut_off(folder: Path) -> Path:
    whole = save(folder / "whole.png", patches(200, 200))
    path = folder / "cut.png"
    path.write_bytes(whole.read_bytes()[:700])
    return path


def missing(folder: Path) -> Path:
    return folder / "was here.png"


@pytest.mark.parametrize("bad", [text_called_png, empty, missing])
def test_a_bad_file_is_named_and_destroys_nothing(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path, bad: Callable[[Path], Path]
) -> None:
    before = drop_one(qtbot, window, photo)
    path = bad(tmp_path)
    assert drop(window, [path])
    sentence = complaint(qtbot)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert "Traceback" not in sentence
    assert window.session.outcome is before
    assert window.windowTitle() == "photo.png – Floe"
    assert not complaints()


def test_a_file_cut_off_is_never_taken_for_whole(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    path = cut_off(tmp_path)
    assert drop(window, [path])
    qtbot.waitUntil(lambda: bool(complaints()) or window.session.outcome is not None, timeout=30_000)
    if complaints():
        assert "cut.png" in complaint(qtbot)
    else:
        assert window.services.notices.notices(), "a picture that opened in part says so"


def test_a_folder_of_pictures_and_one_without(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    folder, nothing = tmp_path / "Fotos – 写真", tmp_path / "nothing"
    folder.mkdir()
    nothing.mkdir()
    (nothing / "readme.txt").write_text("no picture", encoding="utf-8")
    for number in (10, 2):
        save(folder / f"b{number}.png", patches(seed=number))
    (folder / "list.txt").write_text("no picture", encoding="utf-8")
    before = drop_one(qtbot, window, photo)
    assert drop(window, [nothing])
    assert str(nothing) in complaint(qtbot)
    assert window.session.outcome is before
    assert drop(window, [folder])
    wait_result(qtbot, window, "b2.png")  # 2 comes before 10
    files = find(window, QListWidget, "pictures")
    assert {files.item(row).text() for row in range(files.count())} == {"b10.png", "b2.png"}


def test_a_bad_file_in_the_list_leaves_the_mark_on_the_open_one(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    bad = text_called_png(tmp_path)
    assert drop(window, [photo, bad])
    before = wait_result(qtbot, window, photo.name)
    files = find(window, QListWidget, "pictures")
    qtbot.keyClick(files, Qt.Key.Key_Down)
    assert bad.name in complaint(qtbot)
    assert window.session.outcome is before
    assert files.currentItem().text() == photo.name
    qtbot.keyClick(files, Qt.Key.Key_Down)  # may be tried again
    assert bad.name in complaint(qtbot)


def test_one_pixel(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    assert drop(window, [save(tmp_path / "one.png", np.full((1, 1, 3), 90, np.uint8))])
    assert wait_result(qtbot, window, "one.png").segmentation.labels.tolist() == [[1]]
    said = [notice.text for notice in window.services.notices.notices()]
    assert said == ["The picture has 1 colour only: k is 1."]
    assert names(window) == ["1"]


def test_one_colour_is_shown_and_says_what_it_has(
    qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path
) -> None:
    drop_one(qtbot, window, photo)
    plain = save(tmp_path / "plain.png", np.full((40, 60, 3), (10, 200, 30), np.uint8))
    assert drop(window, [plain])
    wait_result(qtbot, window, "plain.png")
    said = [notice.text for notice in window.services.notices.notices()]
    assert said == ["The picture has 1 colour only: k is 1."]
    assert names(window) == ["1"]
    type_k(qtbot, window, 4)
    qtbot.waitUntil(lambda: "1 distinct colour" in newest_notice(qtbot, window))
    assert window.windowTitle().endswith("plain.png – Floe")


def test_more_clusters_than_colours(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    pixels = np.repeat(np.array([[0, 60, 120, 180, 240]], np.uint8), 5, axis=0)
    before = drop_one(qtbot, window, save(tmp_path / "five.png", pixels))
    type_k(qtbot, window, 99)
    sentence = newest_notice(qtbot, window)
    assert "99" in sentence
    assert "5" in sentence
    assert window.session.outcome is before
    assert len(names(window)) == 4
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert wait_result(qtbot, window).segmentation.k == 4
    assert window.workspace.parts.clustering.controls.k.value() == 4


def test_nothing_but_transparency(qtbot: QtBot, window: MainWindow, photo: Path, tmp_path: Path) -> None:
    drop_one(qtbot, window, photo)
    clear = np.zeros((20, 30, 4), np.uint8)
    assert drop(window, [save(tmp_path / "clear.png", clear)])
    sentence = newest_notice(qtbot, window)
    assert sentence.endswith(".")
    wait_settled(qtbot, window)
    assert not complaints()


def grey_16(folder: Path) -> Path:
    wide = patches(48, 64)[..., 0].astype(np.uint16) * 173 + 900
    return save(folder / "deep.png", wide)


def palette(folder: Path) -> Path:
    path = folder / "palette.png"
    PillowImage.fromarray(patches(48, 64)).quantize(16).save(path)
    return path


def half_transparent(folder: Path) -> Path:
    alpha = np.full((48, 64, 1), 255, np.uint8)
    alpha[:10] = 0
    return save(folder / "glass.png", np.concatenate([patches(48, 64), alpha], axis=2))


@pytest.mark.parametrize("make", [grey_16, palette, half_transparent])
def test_strange_but_whole(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, make: Callable[[Path], Path]
) -> None:
    path = make(tmp_path)
    found = drop_one(qtbot, window, path).segmentation
    given = PillowImage.open(path)
    rgba = np.asarray(given.convert("RGBA")) if given.mode in ("P", "RGBA") else np.asarray(given)
    if rgba.ndim == 3:
        np.testing.assert_array_equal(found.labels == 0, rgba[..., 3] == 0)
        values = rgba[..., :3].reshape(-1, 3).astype(float)
    else:
        assert (found.labels > 0).all()
        values = rgba.reshape(-1, 1).astype(float)
    for cluster in range(1, 5):
        mean = values[found.labels.reshape(-1) == cluster].mean(axis=0)
        np.testing.assert_allclose(found.centroids[cluster - 1], mean, rtol=1e-9)


def test_the_same_warning_of_the_next_picture(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    first, second = half_transparent(tmp_path), tmp_path / "again.png"
    second.write_bytes(first.read_bytes())
    drop_one(qtbot, window, first)
    said = {notice.text for notice in window.services.notices.notices()}
    drop_one(qtbot, window, second)
    assert {notice.text for notice in window.services.notices.notices()} == said


def test_twenty_at_once(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    paths = [save(tmp_path / f"picture {n:02}.png", patches(32, 40, seed=n)) for n in range(20)]
    assert drop(window, paths)
    wait_result(qtbot, window, "picture 00.png")
    files = find(window, QListWidget, "pictures")
    assert files.count() == 20
    for _ in range(19):  # as fast as a key repeats
        qtbot.keyClick(files, Qt.Key.Key_Down)
    found = wait_result(qtbot, window, "picture 19.png")
    expected = segment(window.session.document.image, Parameters())
    np.testing.assert_array_equal(found.segmentation.labels, expected.labels)
    assert files.currentItem().text() == "picture 19.png"
