"""Paths as text, of this or another system, what lies there, and whether a file may send anybody there."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from core.base.errors import ReadError
from core.base.sentences import _

# https://HOST, file://HOST, smb://HOST; a drive has one letter, and no two slashes.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://")
# \\HOST\SHARE; and \\?\, \\.\ and \??\, behind which Windows takes a server as well.
_SERVER, _OTHER_NAMES = "//", ("//?/", "//./", "/??/")


def file_name(path: str) -> str:
    """The last part of a path of this or another system."""
    return PureWindowsPath(path).name if "\\" in path else PurePosixPath(path).name


def server_of(path: str) -> str:
    """ "//host" in small letters, of a path that names a server on one system or another, whatever is shared
    there; the whole of an address, and of a name that Windows may take for another's; "" of any other.
    """
    text = path.replace("\\", "/")
    if _SERVER not in text and not text.startswith(_OTHER_NAMES):
        return ""  # of a hundred thousand nearly all
    text = text.casefold()
    if _ADDRESS.match(text) or text.startswith(_OTHER_NAMES):
        return text
    if not text.startswith(_SERVER):
        return ""
    host, *below = text[len(_SERVER) :].split("/")
    return text if ".." in (host, *below[:1]) else _SERVER + host


def may_follow(name: str, file: Path) -> bool:
    """Whether what a file names may be looked for. file: in which the name stands, a stranger's maybe.

    To ask a server tells it who is asking, and Windows signs in there unasked: a file sends nobody to one,
    but for that on which it lies itself.
    """
    server = server_of(name)
    return not server or server == server_of(str(file.absolute()))


def not_followed(name: str) -> str:
    """Why what a file names is not looked for, as the clause behind that file."""
    sentence = _(
        "it names “{name}”, which is on another server. Floe asks no server that a file names: put this file "
        "on that one."
    )
    return sentence.format(name=name)


def is_file(path: Path | str) -> bool:
    """Whether a file lies there. A name that no system takes, or a folder that is closed to us: no.

    The methods of pathlib raise OSError for these (until Python 3.14).
    """
    return os.path.isfile(path)  # noqa: PTH113


def is_folder(path: Path | str) -> bool:
    """Whether a folder lies there; as `is_file`."""
    return os.path.isdir(path)  # noqa: PTH112


def is_there(path: Path | str) -> bool:
    """Whether anything lies there; as `is_file`."""
    return os.path.exists(path)  # noqa: PTH110


def no_such_file(path: Path) -> ReadError:
    """What is said of a file that is not there."""
    return ReadError(path, _("there is no such file; it may have been moved or renamed."))


def expanded(path: str) -> str:
    """With the user's own folder for ~, and another's for ~name; as it is where there is none.

    The method of pathlib raises RuntimeError for these.
    """
    return os.path.expanduser(path)  # noqa: PTH111


def missing_working_folder() -> str:
    """Why nothing can be done where the folder that it was started in is gone; "" where it is there."""
    try:
        Path.cwd()
    except OSError:
        return _("The folder that this was started in is not there any more: change to another one (cd).")
    return ""
