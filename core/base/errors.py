"""What can go wrong in a way the user can mend: each message is one whole sentence, shown as it is."""

from __future__ import annotations

from pathlib import Path

from core.base.sentences import _


class FloeError(Exception):
    """A user's mistake or a bad file; `str(error)` is a sentence that names it and the remedy."""


class ParameterError(FloeError):
    """A parameter does not fit: k, start, seed, tolerance, class, pixel size."""


class ReadError(FloeError):
    """A file could not be read as an image."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(_("Cannot read {path}: {reason}").format(path=path, reason=reason))
        self.path = Path(path)
        self.reason = reason

    def __reduce__(self) -> tuple[type[ReadError], tuple[Path, str]]:
        return type(self), (self.path, self.reason)


class WriteError(FloeError):
    """A file could not be written; what stood there before is untouched."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(_("Cannot write {path}: {reason}").format(path=path, reason=reason))
        self.path = Path(path)
        self.reason = reason


class Cancelled(Exception):  # noqa: N818 - like StopIteration, it is no error
    """The user stopped the work; nothing is wrong."""
