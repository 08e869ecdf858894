"""What the window shows while no picture is open."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.image.display import to_rgb
from core.scenes.samples import SAMPLES
from tests.e2e.driving import drop_one
from ui.segment.welcome.picture_card import CardStrip, PictureCard
from ui.segment.welcome.welcome_page import WelcomePage
from ui.shell.main_window import MainWindow
from ui.widgets.icons import RESOURCES
from workers.recent_pictures import RecentPicture, recent_pictures

LEFT = Qt.MouseButton.LeftButton
COPY, NO_KEY = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "red.png", tmp_path / "blue.png"]
    for path, colour in zip(paths, ((200, 0, 0), (0, 0, 200)), strict=True):
        pixels = np.zeros((20, 30, 3), np.uint8)
        pixels[:, 10:] = colour
        pixels[:, 20:] = 255
        PillowImage.fromarray(pixels).save(path)
    return paths


@pytest.fixture
def page(qtbot: QtBot) -> WelcomePage:
    made = WelcomePage()
    qtbot.addWidget(made)
    made.resize(940, 430)
    made.show()
    return made


def recent(number: int, there: bool = True) -> list[RecentPicture]:
    return [RecentPicture(f"/pictures/{i}.png", there, None) for i in range(number)]


def test_what_was_opened_is_there_to_be_opened_again(
    qtbot: QtBot, window: MainWindow, pictures: list[Path]
) -> None:
    page = window.workspace.parts.welcome
    assert page.isVisible()
    assert not page.recent.isVisible()
    for path in pictures:
        drop_one(qtbot, window, path)
    assert not page.isVisible()
    pictures[0].unlink()
    window.services.actions.by_id["close"].trigger()
    qtbot.waitUntil(lambda: len(page.recent.cards) == 2)
    blue, red = page.recent.cards
    assert (blue.value, blue.accessibleName()) == (str(pictures[1]), "blue.png")
    assert blue.has_picture
    assert red.has_picture
    assert not red.isEnabled()
    assert red.toolTip() == f"{pictures[0]} is not there any more."
    qtbot.mouseClick(blue, LEFT)
    qtbot.waitUntil(lambda: window.session.document is not None)
    assert window.session.document.image.provenance.path == str(pictures[1])


def test_a_series_does_not_look_like_the_picture_that_is_open(
    qtbot: QtBot, window: MainWindow, pictures: list[Path], tmp_path: Path
) -> None:
    """Saved beside it, as a document that is not shown is; the document of the picture does."""
    page, session = window.workspace.parts.welcome, window.session
    drop_one(qtbot, window, pictures[0])
    own, series = tmp_path / "own.floe", tmp_path / "a.floe-series"
    session.path = own
    for path in (own, series):
        path.touch()
        window.services.recent.add(path)
    session.close()
    qtbot.waitUntil(lambda: len(page.recent.cards) == 3)
    found = {Path(card.value).name: card.has_picture for card in page.recent.cards}
    assert found == {"a.floe-series": False, "own.floe": True, "red.png": True}


def test_clearing_the_list_empties_the_page(qtbot: QtBot, window: MainWindow, pictures: list[Path]) -> None:
    page = window.workspace.parts.welcome
    window.services.recent.add(pictures[0])
    qtbot.waitUntil(lambda: len(page.recent.cards) == 1)
    assert not page.recent.cards[0].has_picture
    window.services.recent.clear()
    qtbot.waitUntil(lambda: not page.recent.cards)
    assert not page.recent.isVisible()


def drag_over(window: MainWindow, data: QMimeData) -> None:
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NO_KEY))


def test_it_lights_up_while_a_file_hovers(window: MainWindow, pictures: list[Path]) -> None:
    page, files, text = window.workspace.parts.welcome, QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(pictures[0]))])
    text.setText("no file")
    drag_over(window, text)
    assert not page.lit
    drag_over(window, files)
    assert page.lit
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert not page.lit


def test_samples_and_open_are_pressed_by_keys_too(page: WelcomePage, qtbot: QtBot) -> None:
    assert [card.value for card in page.samples.cards] == list(SAMPLES)
    with qtbot.waitSignal(page.sample_chosen) as told:
        qtbot.keyClick(page.samples.cards[2], Qt.Key.Key_Space)
    assert told.args == ["lake"]
    with qtbot.waitSignal(page.open_requested):
        qtbot.mouseClick(page.findChild(QPushButton, "emptyOpenButton"), LEFT)


@pytest.mark.parametrize(
    ("size", "number", "shown", "widths"),
    [
        ((940, 430), 0, (False, True), (0, 201)),
        ((600, 306), 0, (False, True), (0, 90)),
        ((940, 430), 10, (True, True), (150, 90)),
        ((600, 306), 10, (True, True), (90, 90)),
        ((600, 240), 10, (True, False), (90, 90)),
        ((600, 240), 0, (False, True), (0, 90)),
    ],
)
def test_it_fits_where_there_is_little_room(
    page: WelcomePage,
    size: tuple[int, int],
    number: int,
    shown: tuple[bool, bool],
    widths: tuple[int, int],
) -> None:
    page.resize(*size)
    page.show_recent(recent(number))
    strips = page.recent, page.samples
    assert tuple(strip.isVisible() for strip in strips) == shown
    for strip, width in zip(strips, widths, strict=True):
        assert all(card.width() == width for card in strip.cards)
        if strip.isVisible():
            seen = [card for card in strip.cards if card.isVisible()]
            assert seen == list(strip.cards[: len(seen)])
            assert page.rect().contains(strip.geometry())
            assert all(strip.rect().contains(card.geometry()) for card in seen)


def test_a_strip_shows_as_many_as_fit(qtbot: QtBot) -> None:
    strip = CardStrip("strip")
    qtbot.addWidget(strip)
    strip.set_cards([PictureCard(str(i), str(i), QSize(50, 30)) for i in range(3)])
    strip.show()
    for width, number in ((49, 0), (50, 1), (111, 1), (112, 2), (173, 2), (174, 3)):
        strip.resize(width, strip.height())
        assert [card.isVisible() for card in strip.cards] == [i < number for i in range(3)], width


def test_a_cache_that_cannot_be_written_is_no_matter(own_folders: Path) -> None:
    (own_folders / "cache").mkdir(exist_ok=True)
    (own_folders / "cache" / "floe").touch()
    found = recent_pictures({"/a.png": np.zeros((2, 2, 4), np.uint8)}, ["/a.png"], ["/a.png"], lambda: False)
    assert found.kept == ("/a.png",)
    assert [(each.path, each.there, each.pixels) for each in found.pictures] == [("/a.png", False, None)]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_picture_of_a_sample_is_that_of_its_scene(name: str) -> None:
    """Else: save what is made here, at quality 85, in resources/samples."""
    whole = PillowImage.fromarray(to_rgb(SAMPLES[name].make().image))
    made = np.asarray(whole.resize((300, 200), PillowImage.Resampling.BOX), np.int16)
    with PillowImage.open(RESOURCES / "samples" / f"{name}.jpg") as kept:
        assert np.abs(np.asarray(kept, np.int16) - made).mean() < 4
