"""The door of the window that is open: a second start knocks there and hands its files over.

One for each user, display and copy of the program: a lock says whether anybody lives there, and ends with the
process that holds it, however that ends; a socket beside it takes the message.
"""

from __future__ import annotations

import hashlib
import os
import stat
import sys
import tempfile
import time
from pathlib import Path

from core.writing.file_lock import FileLock
from ui.application.request import MOST, Request

ACCEPTED = b"ok\n"
# How long a window that is being opened, or is busy, is waited for.
_PATIENCE_S = 5.0
_PAUSE_MS = 50
_PROGRAM = Path(__file__).resolve().parents[2]


class Door:
    """address: of the socket, as Qt takes it."""

    def __init__(self, folder: Path) -> None:
        """folder: the user's own."""
        display = [os.environ.get(name, "") for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")]
        told_apart = os.fsencode("\0".join([str(_PROGRAM), *display]))
        name = f"floe-{hashlib.sha256(told_apart).hexdigest()[:12]}"
        self.address = name if sys.platform == "win32" else str(folder / name)
        self._lock = FileLock(folder / f"{name}.lock")

    def take(self) -> bool:
        """Be the one behind the door, where nobody is."""
        return self._acquired() is True

    def leave(self) -> None:
        """Whoever starts next may be it; may be called twice."""
        self._lock.release()

    def hand_over(self, request: Request) -> bool:
        """Whether the window that is open has taken the request.

        Where it has not, this start opens a window of its own; it may be behind the door then.
        """
        message, until = request.encoded(), time.monotonic() + _PATIENCE_S
        if len(message) > MOST:
            return False
        while self._acquired() is False:
            answer = _told(self.address, message)
            if answer is not None or time.monotonic() > until:
                return answer == ACCEPTED
            time.sleep(_PAUSE_MS / 1000)  # it is being opened, or closed
        return False

    def _acquired(self) -> bool | None:
        """None where there can be no lock: then there is no door either."""
        try:
            return self._lock.acquire()
        except OSError:
            return None


def own_door() -> Door | None:
    """The user's own; None where there is no folder that others cannot write into."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    folder = Path(runtime) if runtime else Path(tempfile.gettempdir())
    if sys.platform == "win32":
        return Door(folder)  # that of the user alone
    if not runtime:
        folder /= f"floe-{os.getuid()}"
    return Door(folder) if _is_private(folder) else None


def _is_private(folder: Path) -> bool:
    """Whether it is, or could be made, the user's own, closed to all others; no link to another."""
    try:
        folder.mkdir(0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077


def _told(address: str, message: bytes) -> bytes | None:
    """What the window says to a message; b"" where it says nothing, None where nobody listens."""
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_PAUSE_MS):
        return None
    socket.write(message)
    socket.flush()
    connected, until = QLocalSocket.LocalSocketState.ConnectedState, time.monotonic() + _PATIENCE_S
    while not socket.canReadLine():
        if socket.state() != connected or time.monotonic() > until:
            return b""
        socket.waitForReadyRead(_PAUSE_MS)  # which holds the interpreter: not for long
    return bytes(socket.readLine().data())
