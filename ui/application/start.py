"""The door to the window: whether one can open is asked before Qt, which would end the program, starts."""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from core.base.errors import ParameterError
from core.base.paths import is_there
from core.base.sentences import _
from core.base.system_libraries import MissingLibraryError, missing_library


def run(arguments: Sequence[str], language: str = "") -> int:
    """Open the window, or hand over to the one that is open, or say on standard error why there can be none.

    language: asked for on the command line, or "". The exit code. Raises ImportError.
    """
    if display_is_missing():
        return _say(
            _(
                "There is no display to open a window on (neither DISPLAY nor WAYLAND_DISPLAY is set): "
                "measure pictures with floe segment IMAGE -o DIR."
            )
        )
    from ui.application.door import own_door
    from ui.application.request import NEW_WINDOW, request_of

    try:
        door, request = own_door(), request_of(arguments)
    except ParameterError as error:
        return _say(str(error))
    if door is not None and NEW_WINDOW not in arguments and door.hand_over(request):
        return 0
    from ui.application import application

    if library := _missing_for_x11():
        return _say(str(MissingLibraryError(library, "Qt")))
    return application.run(request, door, language)


def display_is_missing() -> bool:
    """Whether there is no screen that a window could open on (Linux and the like)."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _missing_for_x11() -> str:
    """The library without which Qt would end the program when it opens the X11 display; empty for none."""
    wanted = os.environ.get("QT_QPA_PLATFORM") or ("" if os.environ.get("WAYLAND_DISPLAY") else "xcb")
    if wanted != "xcb" or not sys.platform.startswith("linux"):
        return ""
    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    try:
        ctypes.CDLL(str(plugins / "platforms" / "libqxcb.so"))
    except OSError as error:
        return missing_library(error) if is_there(plugins / "platforms" / "libqxcb.so") else ""
    return ""


def _say(sentence: str) -> int:
    print(f"floe: {sentence}", file=sys.stderr)  # noqa: T201
    return 2
