"""What a start of the program asks a window for; also as the message to a window that is open already."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from core.base.errors import ParameterError
from core.base.paths import missing_working_folder
from core.pictures.patterns import matching

# The command line has to know them too, and does not know the window (ui.cli.commands; a test holds both).
WINDOW_OPTIONS = SAMPLE, AS_LABELS, NEW_WINDOW = "--sample", "--as-labels", "--new-window"
# Of a message, in bytes: more than a command line may hold on any system.
MOST = 4 << 20


@dataclass(frozen=True)
class Request:
    """paths: files and folders to open, absolute. as_labels: as label images. sample: the sample scene."""

    paths: tuple[str, ...] = ()
    as_labels: bool = False
    sample: bool = False

    def encoded(self) -> bytes:
        """One line of ASCII; names that are no Unicode keep their bytes."""
        return json.dumps(asdict(self)).encode("ascii") + b"\n"


def request_of(arguments: Sequence[str]) -> Request:
    """What the command line asks for, told so that another process understands it.

    Raises ParameterError for a file that is named from a folder that is gone.
    """
    paths = matching(word for word in arguments if word not in WINDOW_OPTIONS)
    try:
        paths = [path.absolute() for path in paths]
    except OSError:
        raise ParameterError(missing_working_folder()) from None
    return Request(tuple(map(str, paths)), AS_LABELS in arguments, SAMPLE in arguments)


def decoded(message: bytes) -> Request | None:
    """The Request that a message is; None for what is none, whoever has sent it."""
    if len(message) > MOST:
        return None
    try:
        found = json.loads(message)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or found.keys() != asdict(Request()).keys():
        return None
    paths, flags = found["paths"], (found["as_labels"], found["sample"])
    if not isinstance(paths, list) or not all(isinstance(flag, bool) for flag in flags):
        return None
    return Request(tuple(paths), *flags) if all(map(_names_a_file, paths)) else None


def _names_a_file(path: object) -> bool:
    """Whether it is an absolute path that this system could have."""
    if not isinstance(path, str) or "\0" in path:
        return False
    try:
        os.fsencode(path)
    except UnicodeEncodeError:  # half a character; bytes that are no Unicode are told otherwise (PEP 383)
        return False
    return os.path.isabs(path)  # noqa: PTH117 - in a tenth of pathlib's time
