"""A file that a feature is given: its path as it was typed, and by its hash which content was meant."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from core.base.errors import ReadError
from core.base.hashing import sha256_of
from core.base.parallel import Cancel, never_cancelled
from core.base.paths import is_file
from core.base.sentences import _

# Of what is read into memory as a whole.
_MOST_BYTES = 1 << 28


@dataclass(frozen=True)
class ChosenFile:
    """path: as the user typed it. sha256: of the content at that time, 64 hexadecimal digits."""

    path: str
    sha256: str

    @property
    def is_there(self) -> bool:
        """Whether a file lies at the path."""
        return is_file(self.path)


# Where a file may be left out and is.
NO_FILE = ChosenFile("", "")


def choose_file(path: str, cancelled: Cancel = never_cancelled) -> ChosenFile:
    """The file at a path, as it is now. Raises ReadError, Cancelled."""
    try:
        return ChosenFile(path, sha256_of(Path(path), cancelled))
    except ValueError as error:
        raise ReadError(path, _("no file can have that name.")) from error
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error


def content_of(chosen: ChosenFile, most: int = _MOST_BYTES) -> bytes:
    """What stands in a chosen file. Raises ReadError where it is not there, another one by now, or larger
    than `most` bytes.
    """
    check_there(chosen)
    try:
        with Path(chosen.path).open("rb") as file:
            content = file.read(most + 1)
    except OSError as error:
        raise ReadError(chosen.path, f"{error.strerror}.") from error
    if len(content) > most:
        raise ReadError(chosen.path, _("it is larger than any that is used here."))
    check_same(chosen, hashlib.sha256(content).hexdigest())
    return content


def check_there(chosen: ChosenFile) -> None:
    """Raises ReadError where it is not there."""
    if not chosen.is_there:
        sentence = _(
            "it is not there. It is needed with the SHA-256 {sha256}: put it back, or choose it anew."
        )
        raise ReadError(chosen.path, sentence.format(sha256=chosen.sha256))


def check_same(chosen: ChosenFile, sha256: str) -> None:
    """Raises ReadError where the hash of what was read is another one."""
    if sha256 != chosen.sha256:
        sentence = _("its content has changed. It is needed with the SHA-256 {sha256}: choose it anew.")
        raise ReadError(chosen.path, sentence.format(sha256=chosen.sha256))
