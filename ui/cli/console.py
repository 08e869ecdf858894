"""What the command line says: results on standard output; failures and progress on standard error."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TextIO

from core.base.sentences import _
from ui.cli.progress_line import ProgressLine


class Console:
    """Standard output and error. A reader that goes away (`| head`) silences it; the work goes on.

    lost: whether something could not be said for another reason, for example a full disk.
    progress: what is being done, on a terminal.
    """

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        """quiet: nothing but failures, and what programs read. verbose: more on standard error."""
        self.lost = False
        self._quiet, self._verbose = quiet, verbose
        _occupy_closed()
        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a sign gets its number, not a traceback.
            with contextlib.suppress(AttributeError, ValueError):
                stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        self.progress = ProgressLine(None if quiet else sys.stderr)

    def say(self, text: str) -> None:
        """A result, for people."""
        if not self._quiet:
            self._write(sys.stdout, text)

    def answer(self, text: str) -> None:
        """A result, for programs: asked for, and so given where all else is quiet."""
        self._write(sys.stdout, text)

    def tell(self, text: str) -> None:
        """What only --verbose asks for."""
        if self._verbose:
            self.complain(text)

    def complain(self, problem: object) -> None:
        """One line, whatever line breaks a file name holds."""
        self._write(sys.stderr, f"floe: {' '.join(str(problem).splitlines())}")

    def warn(self, sentence: object) -> None:
        """One line on standard error for what was not done as asked, though the image was."""
        if not self._quiet:
            self.complain(_("warning: {sentence}").format(sentence=sentence))

    def _write(self, stream: TextIO | None, text: str) -> None:
        """A stream that is closed, full or gone loses its text; the pictures are measured all the same."""
        if stream is None:  # closed before the program began, as under cron
            return
        try:
            with self.progress.lock:
                self.progress.hide()
                stream.write(text + "\n")
                stream.flush()
        except BrokenPipeError:
            _send_to_nowhere(stream)
        except OSError as error:
            _send_to_nowhere(stream)
            self.lost = True
            if stream is sys.stdout:
                self.complain(_("Cannot write to standard output: {reason}.").format(reason=error.strerror))


def _occupy_closed() -> None:
    """Nowhere in the place of a closed descriptor: the next file or pipe opened would get what is printed."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free


def _send_to_nowhere(stream: TextIO) -> None:
    """So that neither later output nor Python's last flush meets the broken pipe again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)
