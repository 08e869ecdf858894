"""One line on standard error that says what is being done: on a terminal, from two seconds on.

It is drawn over itself and leaves nothing behind. A bar of rich or tqdm would need a count of steps, which
clustering does not have: docs/adr/0002-dependencies.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import Event, RLock, Thread
from time import monotonic
from typing import TextIO
from unicodedata import east_asian_width

from core.base.sentences import _

# Work that is done sooner needs no line; how often it is drawn.
_AFTER, _EVERY = 2.0, 0.2
_COLUMNS = 80


class ProgressLine:
    """What is being done: set by the thread that works, drawn by one of its own while `over` lasts.

    stream: where it is drawn; None or no terminal: nowhere.
    """

    def __init__(self, stream: TextIO | None, clock: Callable[[], float] = monotonic) -> None:
        self._stream = stream if _is_terminal(stream) else None
        self._clock = clock
        self._lock, self._stopped = RLock(), Event()
        self._begun = 0.0
        self._number, self._of, self._name, self._stage, self._share = 0, 1, "", "", ""
        self._drawn = 0

    @contextmanager
    def over(self, things: int) -> Iterator[None]:
        """Draw the line until the end of the block, which works through so many pictures."""
        self._number, self._of, self._begun = 0, things, self._clock()
        if self._stream is None:
            yield
            return
        self._stopped.clear()
        thread = Thread(target=self._keep_drawing, name="floe-progress", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._stopped.set()
            thread.join()
            self.hide()

    def next(self, name: str, stage: str) -> None:
        """The next of the pictures begins."""
        self._number += 1
        self._name, self._stage, self._share = name, stage, ""

    def count(self, number: int, of: int, stage: str) -> None:
        """So many of all are done, and more than one is at work: none has its name there."""
        self._number, self._of = number, of
        self._name, self._stage, self._share = "", stage, ""

    def stage(self, text: str) -> None:
        """What begins now."""
        self._stage, self._share = text, ""

    def share(self, done: int, of: int) -> None:
        """How much of a picture in tiles is done: half of it in each of two passes (core.pipeline.run)."""
        percent = 200 * done // of
        self._share = f" {percent if percent <= 100 else percent - 100} %"

    def hide(self) -> None:
        """Take the line away, before anything else is printed; the next drawing brings it back."""
        with self._lock:
            if self._drawn:
                self._print("\r" + " " * self._drawn + "\r")
                self._drawn = 0

    def draw(self) -> None:
        """Draw the line as it is now, once the work has taken two seconds."""
        seconds = self._clock() - self._begun
        if seconds < _AFTER or not self._stage:
            return
        parts = [
            _("{n} of {all}").format(n=self._number, all=self._of) if self._of > 1 else "",
            self._name,
            f"{self._stage}{self._share}",
            f"{int(seconds) // 60}:{int(seconds) % 60:02}",
        ]
        with self._lock:
            line, width = _cut(" · ".join(part for part in parts if part), self._columns() - 1)
            self._print("\r" + line + " " * max(self._drawn - width, 0))
            self._drawn = width

    @property
    def lock(self) -> RLock:
        """Held by whoever prints something else."""
        return self._lock

    def _keep_drawing(self) -> None:
        while not self._stopped.wait(_EVERY):
            self.draw()

    def _columns(self) -> int:
        with suppress(OSError, ValueError):
            if self._stream is not None:
                return os.get_terminal_size(self._stream.fileno()).columns or _COLUMNS
        return _COLUMNS

    def _print(self, text: str) -> None:
        if self._stream is None:
            return
        try:
            self._stream.write(text)
            self._stream.flush()
        except (OSError, ValueError):  # the terminal is gone, the work goes on
            self._stream = None


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"
    except ValueError:  # closed
        return False


def _cut(text: str, columns: int) -> tuple[str, int]:
    """What of a text fits into so many columns, signs that would move the cursor left out; and its width."""
    line, width = "", 0
    for sign in text:
        if not sign.isprintable():
            continue
        wide = 2 if east_asian_width(sign) in "WF" else 1
        if width + wide > columns:
            break
        line, width = line + sign, width + wide
    return line, width
