"""A second start of the program: its files are opened in the window that is there."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ui.application import application, door, start
from ui.application.callers import Callers
from ui.application.door import Door, own_door
from ui.application.reception import Reception
from ui.application.request import MOST, WINDOW_OPTIONS, Request, decoded, request_of
from ui.cli import commands
from ui.shell.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[3]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="sockets that are files")


@pytest.fixture
def ours() -> Door:
    found = own_door()
    assert found is not None
    return found


class Host:
    """Behind the door: what was asked for, and whether more is taken."""

    def __init__(self, ours: Door, parent) -> None:
        assert ours.take()
        self.asked: list[Request] = []
        self.free = True
        self.reception = Reception(ours, lambda: self.free, parent)
        self.reception.asked.connect(self.asked.append)


@pytest.fixture
def host(qtbot: QtBot, qapp, ours: Door) -> Iterator[Host]:
    made = Host(ours, qapp)
    yield made
    made.reception.close()
    made.reception.deleteLater()


def said_to(qtbot: QtBot, address: str, message: bytes) -> bytes:
    """What a message is answered."""
    visitor = QLocalSocket()
    visitor.connectToServer(address)
    visitor.write(message)
    qtbot.waitUntil(lambda: visitor.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    return bytes(visitor.readAll().data())


def test_its_files_are_told_to_the_window(
    qtbot: QtBot, host: Host, ours: Door, monkeypatch, tmp_path
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b2.png").touch()
    (tmp_path / "b10.png").touch()
    ended: list[int] = []
    second = threading.Thread(
        target=lambda: ended.append(start.run(["--as-labels", "b*.png", "c\udcff.tif"]))
    )
    second.start()
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    second.join()
    assert ended == [0]
    paths = tuple(str(tmp_path / name) for name in ("b2.png", "b10.png", "c\udcff.tif"))
    assert host.asked == [Request(paths, as_labels=True)]


@pytest.mark.parametrize(
    "message",
    [
        b"\n",
        b"[]\n",
        b"{}\n",
        b"\xff\n",
        b"[" * 100_000 + b"\n",
        b'{"paths": ["a.png"], "as_labels": false, "sample": false}\n',
        b'{"paths": ["/a\\u0000.png"], "as_labels": false, "sample": false}\n',
        b'{"paths": ["/a\\ud800.png"], "as_labels": false, "sample": false}\n',
        b'{"paths": [7], "as_labels": false, "sample": false}\n',
        b'{"paths": "/a.png", "as_labels": false, "sample": false}\n',
        b'{"paths": [], "as_labels": 1, "sample": false}\n',
        b'{"paths": [], "as_labels": false, "sample": false, "more": 1}\n',
        b"x" * (MOST + 2),
    ],
    ids=lambda message: repr(message[:60]),
)
def test_what_is_no_message_is_refused(qtbot: QtBot, host: Host, ours: Door, message: bytes) -> None:
    assert said_to(qtbot, ours.address, message) == b"no\n"
    assert host.asked == []


def test_the_command_line_knows_the_options_of_the_window() -> None:
    assert commands.WINDOW_OPTIONS == WINDOW_OPTIONS


def test_a_message_as_long_as_may_be() -> None:
    request = Request(("/" + "a" * 100,), sample=True)
    assert decoded(request.encoded()) == request
    assert decoded(request.encoded().ljust(MOST)) == request
    assert decoded(request.encoded().ljust(MOST + 1)) is None


def test_who_says_nothing_is_let_go(qtbot: QtBot, host: Host, ours: Door, monkeypatch) -> None:
    monkeypatch.setattr("ui.application.reception._PATIENCE_MS", 1)
    assert said_to(qtbot, ours.address, b"{") == b""
    assert host.asked == []


def test_who_has_given_up_waiting_is_not_heard(qtbot: QtBot, host: Host, ours: Door) -> None:
    """They have opened a window of their own by now: a file would be opened in two."""
    with socket.socket(socket.AF_UNIX) as early:
        early.connect(ours.address)
        early.sendall(Request(("/a.png",)).encoded())
    assert said_to(qtbot, ours.address, Request(sample=True).encoded()) == b"ok\n"
    assert host.asked == [Request(sample=True)]


def test_more_visitors_than_are_listened_to_are_turned_away(
    qtbot: QtBot, host: Host, ours: Door, monkeypatch
) -> None:
    monkeypatch.setattr("ui.application.reception._MOST_VISITORS", 1)
    first = QLocalSocket()
    first.connectToServer(ours.address)
    message = Request(sample=True).encoded()
    assert said_to(qtbot, ours.address, message) == b""
    first.write(message)
    qtbot.waitUntil(first.canReadLine)
    assert host.asked == [Request(sample=True)]


def test_a_window_that_is_busy_lets_the_second_open_its_own(qtbot: QtBot, host: Host, ours: Door) -> None:
    host.free = False
    assert said_to(qtbot, ours.address, Request(sample=True).encoded()) == b"no\n"
    assert host.asked == []


def test_what_a_crash_has_left_is_no_obstacle(qtbot: QtBot, qapp, ours: Door) -> None:
    """The socket of a window that was killed lies there, and nobody listens."""
    script = (
        "import os\nfrom PySide6.QtNetwork import QLocalServer\nfrom ui.application.door import own_door\n"
        "door = own_door()\nassert door.take()\nserver = QLocalServer()\n"
        "assert server.listen(door.address)\nos._exit(1)"
    )
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 1
    assert Path(ours.address).exists()
    assert not ours.hand_over(Request())  # nobody to wait for
    host = Host(ours, qapp)
    assert said_to(qtbot, ours.address, Request(sample=True).encoded()) == b"ok\n"
    host.reception.close()
    host.reception.deleteLater()
    assert not Path(ours.address).exists()


def test_who_hangs_is_not_waited_for_for_ever(ours: Door, qapp, monkeypatch) -> None:
    """Somebody is behind the door and says nothing; nobody listens at all."""
    monkeypatch.setattr(door, "_PATIENCE_S", 0.1)
    other = own_door()
    assert other is not None
    assert other.take()
    assert not ours.hand_over(Request())
    server = QLocalServer()
    assert server.listen(ours.address)
    assert not ours.hand_over(Request())
    server.close()
    other.leave()
    assert ours.take()
    ours.leave()


def test_without_a_lock_nobody_is_waited_for(ours: Door, monkeypatch) -> None:
    monkeypatch.setattr(door, "_PATIENCE_S", 1e9)
    Path(f"{ours.address}.lock").mkdir()
    assert not ours.hand_over(Request())
    assert not ours.take()


def test_too_much_for_a_message_is_for_a_window_of_its_own(host: Host) -> None:
    other = own_door()
    assert other is not None
    assert not other.hand_over(Request(("/" + "a" * MOST,)))


def test_two_users_two_displays_and_two_copies_do_not_meet(monkeypatch, tmp_path: Path) -> None:
    addresses = [own_door().address]
    monkeypatch.setenv("DISPLAY", ":7")
    addresses.append(own_door().address)
    monkeypatch.setattr(door, "_PROGRAM", tmp_path)
    addresses.append(own_door().address)
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    addresses.append(own_door().address)
    monkeypatch.setattr(os, "getuid", lambda: 4711)
    assert own_door() is None  # the folder would be another's
    assert len(set(addresses)) == 4
    assert Path(addresses[-1]).parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("planted", ["open", "link", "file"])
def test_a_folder_that_others_may_write_into_is_not_used(monkeypatch, tmp_path: Path, planted: str) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    place = tmp_path / f"floe-{os.getuid()}"
    if planted == "open":
        place.mkdir()
        place.chmod(0o755)
    elif planted == "link":
        (tmp_path / "elsewhere").mkdir(0o700)
        place.symlink_to(tmp_path / "elsewhere")
    else:
        place.touch(0o600)
    assert own_door() is None


def test_another_window_where_it_is_asked_for(host: Host, monkeypatch) -> None:
    opened: list[Request] = []
    monkeypatch.setattr(application, "run", lambda request, *_: opened.append(request) or 0)
    assert start.run(["--new-window", "--sample"]) == 0
    assert opened == [Request(sample=True)]
    assert host.asked == []


def test_the_window_opens_what_it_is_told_and_not_behind_a_dialog(
    qtbot: QtBot, ours: Door, window: MainWindow, tmp_path: Path
) -> None:
    picture = tmp_path / "a.png"
    PillowImage.fromarray(np.tile(np.array([[0, 90, 200]], np.uint8), (4, 4))).save(picture)
    assert ours.take()
    callers = Callers(window, ours, window)
    message = request_of([str(picture)]).encoded()
    dialog = QDialog(window, modal=True)
    dialog.show()
    assert said_to(qtbot, ours.address, message) == b"no\n"
    dialog.close()
    assert said_to(qtbot, ours.address, message) == b"ok\n"
    qtbot.waitUntil(lambda: window.session.document is not None, timeout=30_000)
    assert window.session.document.image.provenance.path == str(picture)
    callers.reception.close()


def test_a_second_process_ends_once_it_has_handed_over(qtbot: QtBot, host: Host, tmp_path: Path) -> None:
    picture = tmp_path / "ü b.png"
    picture.touch()
    second = subprocess.Popen(
        [sys.executable, str(ROOT / "main.py"), "ü b.png"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=60_000)
    assert (second.returncode, *second.communicate()) == (0, b"", b"")
    assert host.asked == [Request((str(picture),))]
