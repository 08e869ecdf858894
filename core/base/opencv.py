"""The one door to OpenCV.

Its wheel brings a Qt of its own, which needs libGL.so.1: where that is missing, what draws with it fails, and
nothing else does.

WORKAROUND: importing cv2 points QT_QPA_PLATFORM_PLUGIN_PATH and QT_QPA_FONTDIR at its own Qt, which
child processes inherit and which makes Qt name the wrong plug-in when a library is missing.
https://github.com/opencv/opencv-python/issues/736
"""

from __future__ import annotations

import os
from functools import cache
from types import ModuleType

from core.base.system_libraries import MissingLibraryError, missing_library

_QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


def opencv() -> ModuleType:
    """The module cv2, imported at the first call. Raises MissingLibraryError."""
    found = _imported()
    if isinstance(found, str):
        raise MissingLibraryError(found, "OpenCV")
    return found


@cache
def _imported() -> ModuleType | str:
    """The module, or the system library that it lacks; the environment is left as it was.

    Tried once: after a failure cv2 blames itself for a recursion.
    """
    before = {name: os.environ.get(name) for name in _QT_VARIABLES}
    try:
        import cv2
    except ImportError as error:
        if library := missing_library(error):
            return library
        raise
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    return cv2
