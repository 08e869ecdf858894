"""Whether the system has been asked for little motion; Qt 6.11 does not tell."""

from __future__ import annotations

import configparser
import sys

from PySide6.QtCore import QStandardPaths

# What GTK and the settings of desktops write, the newer one first.
_GTK = ("gtk-4.0/settings.ini", "gtk-3.0/settings.ini")
_KEY = "gtk-enable-animations"
_SPI_GETCLIENTAREAANIMATION = 0x1042


def is_motion_reduced() -> bool:
    """What Windows and the settings of GTK say; False where nobody says anything."""
    if sys.platform == "win32":
        return _is_reduced_on_windows()
    for name in _GTK:
        path = QStandardPaths.locate(QStandardPaths.StandardLocation.GenericConfigLocation, name)
        settings = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            settings.read(path or [], encoding="utf-8")
            return not settings.getboolean("Settings", _KEY)
        except (configparser.Error, ValueError):
            continue
    return False


def _is_reduced_on_windows() -> bool:
    import ctypes

    animates = ctypes.c_int(1)
    ctypes.windll.user32.SystemParametersInfoW(  # type: ignore[attr-defined,unused-ignore]
        _SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animates), 0
    )
    return not animates.value
