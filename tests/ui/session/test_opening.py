"""Opening: the newest request wins, a bad file is a sentence that names it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

import ui.session.opening
from core.base.parallel import Cancel
from ui.session.opening import OpenController
from workers.mailbox import Mailbox
from workers.opening import Opened, open_file

LONG_MS = 30_000


class Audience(QObject):
    def __init__(self, opening: OpenController) -> None:
        super().__init__()
        self.opened: list[Opened] = []
        self.failed: list[str] = []
        opening.opened.connect(self._opened)
        opening.failed.connect(self._failed)

    def _opened(self, opened: Opened) -> None:
        self.opened.append(opened)

    def _failed(self, sentence: str) -> None:
        self.failed.append(sentence)

    @property
    def names(self) -> list[str]:
        return [Path(each.image.provenance.path).name for each in self.opened]


@pytest.fixture
def opening(qapp) -> Iterator[OpenController]:
    controller = OpenController()
    yield controller
    controller.close()


@pytest.fixture
def heard(opening: OpenController) -> Audience:
    return Audience(opening)


def picture(folder: Path, name: str, grey: int = 9) -> Path:
    PillowImage.fromarray(np.full((6, 8, 3), grey, np.uint8)).save(folder / name)
    return folder / name


def done(qtbot: QtBot, opening: OpenController) -> None:
    qtbot.waitUntil(lambda: not opening.reading, timeout=LONG_MS)


def test_a_picture_comes_with_what_shows_it(opening, heard, qtbot, tmp_path) -> None:
    opening.open_file(picture(tmp_path, "höhe 9.png"))
    assert opening.reading == "höhe 9.png"
    done(qtbot, opening)
    (opened,) = heard.opened
    assert opened.image.pixels.shape == (6, 8, 3)
    assert opened.levels[0].shape == (6, 8, 4)
    assert opened.own_scale.source == "none"
    assert heard.failed == []


def test_a_bad_file_is_a_sentence_that_names_it_and_the_next_is_read(opening, heard, qtbot, tmp_path) -> None:
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture at all")
    opening.open_file(bad)
    done(qtbot, opening)
    assert heard.opened == []
    assert len(heard.failed) == 1
    assert str(bad) in heard.failed[0]
    opening.open_file(tmp_path / "nowhere.png")
    done(qtbot, opening)
    assert "nowhere.png" in heard.failed[1]
    opening.open_file(picture(tmp_path, "good.png"))
    done(qtbot, opening)
    assert heard.names == ["good.png"]


def test_a_first_look_is_told_and_taken_away_once_the_picture_is_there(
    opening, heard, qtbot, tmp_path, monkeypatch
) -> None:
    pixels = np.zeros((4, 4, 4), np.uint8)

    def looking(
        path: Path, process: object, _reading: object, cancelled: Cancel, *, looks: Mailbox
    ) -> Opened:
        looks.put(pixels)
        return open_file(path, process, None, cancelled)

    told: list[object] = []
    opening.looked.connect(told.append)
    monkeypatch.setattr(ui.session.opening, "open_file", looking)
    opening.open_file(picture(tmp_path, "a.png"))
    done(qtbot, opening)
    assert heard.names == ["a.png"]
    assert told[0] is None
    assert told[-1] is None
    assert told[1] is pixels
    assert len(told) == 3


def test_the_newest_request_wins(opening, heard, qtbot, tmp_path) -> None:
    for number in range(6):
        opening.open_file(picture(tmp_path, f"{number}.png"))
    assert opening.reading == "5.png"
    done(qtbot, opening)
    assert heard.names[-1:] == ["5.png"]
    assert heard.names == ["5.png"]


def test_cancelling_opens_nothing_and_the_next_is_read(opening, heard, qtbot, tmp_path) -> None:
    opening.open_file(picture(tmp_path, "a.png"))
    opening.cancel()
    assert opening.reading == ""
    opening.open_file(picture(tmp_path, "b.png"))
    done(qtbot, opening)
    assert heard.names == ["b.png"]
    assert heard.failed == []


def test_a_clipboard_picture_keeps_its_colours_and_its_holes(opening, heard, qtbot) -> None:
    copied = QImage(3, 2, QImage.Format.Format_ARGB32)
    copied.fill(QColor(200, 100, 50))
    copied.setPixelColor(0, 0, QColor(0, 0, 0, 0))
    copied.setPixelColor(1, 0, QColor(10, 20, 30, 128))
    opening.open_clipboard(copied)
    done(qtbot, opening)
    image = heard.opened[0].image
    assert image.pixels[1].tolist() == [[200, 100, 50]] * 3
    assert image.pixels[0, 1].tolist() == [10, 20, 30]
    assert image.valid.tolist() == [[False, True, True], [True, True, True]]
    assert image.warnings == (
        "Partially transparent pixels (1) are measured with the colour stored.",
        "No data: 1 of 6 pixels (16.7 %) is left out.",
    )


@pytest.mark.parametrize(
    "kind", [QImage.Format.Format_Grayscale16, QImage.Format.Format_RGBX64, QImage.Format.Format_RGB30]
)
def test_a_clipboard_picture_of_more_than_8_bits_says_that_they_are_cut(opening, heard, qtbot, kind) -> None:
    copied = QImage(5, 3, kind)
    copied.fill(QColor(80, 80, 80))
    opening.open_clipboard(copied)
    done(qtbot, opening)
    assert heard.opened[0].image.warnings == (
        "The picture has more than 8 bits a band; it was reduced to 8.",
    )


@pytest.mark.parametrize(
    "kind", [QImage.Format.Format_RGB32, QImage.Format.Format_RGB888, QImage.Format.Format_Grayscale8]
)
def test_an_opaque_clipboard_picture_has_no_holes(opening, heard, qtbot, kind) -> None:
    copied = QImage(5, 3, kind)  # rows of 15 bytes: their ends are padded
    copied.fill(QColor(80, 80, 80))
    opening.open_clipboard(copied)
    done(qtbot, opening)
    image = heard.opened[0].image
    assert image.valid is None
    assert image.warnings == ()
    assert (image.pixels == 80).all()
    assert image.pixels.shape == (3, 5, 3)


def test_the_sample_is_opened(opening, heard, qtbot) -> None:
    opening.open_sample()
    done(qtbot, opening)
    assert heard.opened[0].own_scale.source == "georeference"


def test_closing_while_it_reads_leaves_no_process(opening, heard, tmp_path) -> None:
    import multiprocessing

    opening.open_file(picture(tmp_path, "a.png"))
    opening.close()
    assert multiprocessing.active_children() == []
    assert heard.opened == []
