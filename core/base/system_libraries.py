"""Libraries of the system that packages of ours load, and what brings them where they are missing.

Imports the standard library only: .make/missing_packages.py reads the table before anything is installed.
"""

from __future__ import annotations

import re

from core.base.errors import FloeError
from core.base.sentences import _

# Library: the package of Debian and Ubuntu, that of Fedora. Of rasterio the first, of Qt the others, and of
# OpenCV, whose wheel has a Qt of its own, some of these.
PACKAGES = {
    "libexpat.so.1": ("libexpat1", "expat"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
}
# What the loaders of glibc and of musl say.
_MISSING = re.compile(r"(\S+): cannot open shared object file|Error loading shared library (\S+):")


class MissingLibraryError(FloeError):
    """A library of the system is missing, without which a package cannot be loaded.

    library: its file name, "libGL.so.1". needed_by: the package, in a reader's words.
    """

    def __init__(self, library: str, needed_by: str) -> None:
        super().__init__(_sentence(library, needed_by))
        self.library = library


def missing_library(error: ImportError | OSError) -> str:
    """The library that the loader did not find; empty where the import or the load failed otherwise."""
    found = _MISSING.search(str(error))
    return (found[1] or found[2]).rpartition("/")[2] if found else ""


def _sentence(library: str, needed_by: str) -> str:
    if library not in PACKAGES:
        return _(
            "The system library {library} is missing, which {needed_by} needs: install the package that "
            "has it."
        ).format(library=library, needed_by=needed_by)
    debian, fedora = PACKAGES[library]
    return _(
        "The system library {library} is missing, which {needed_by} needs: install it, on Debian and "
        "Ubuntu by “apt-get install {debian}”, on Fedora by “dnf install {fedora}”."
    ).format(library=library, needed_by=needed_by, debian=debian, fedora=fedora)
