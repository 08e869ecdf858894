"""The one door to OpenCV.

WORKAROUND: importing cv2 points QT_QPA_PLATFORM_PLUGIN_PATH and QT_QPA_FONTDIR at its own Qt, which
child processes inherit and which makes Qt name the wrong plug-in when a library is missing.
https://github.com/opencv/opencv-python/issues/736
"""

from __future__ import annotations

import os
from functools import cache
from types import ModuleType

_QT_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")


@cache
def opencv() -> ModuleType:
    """The module cv2, imported at the first call; the environment is left as it was."""
    before = {name: os.environ.get(name) for name in _QT_VARIABLES}
    import cv2

    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    return cv2
