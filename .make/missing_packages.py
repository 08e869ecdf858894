"""Print the Debian packages that are missing for the given groups, on one line.

A library counts as there when it can be loaded, wherever it came from. With --needed, only what
nothing works without; the other packages serve tests in a real window.
"""

import ctypes
import importlib.util
import shutil
import sys

LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}
REAL_WINDOW = {"Xvfb": "xvfb", "xauth": "xauth", "openbox": "openbox", "xdotool": "xdotool"}


def loads(library: str) -> bool:
    """Whether the dynamic loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


packages = [package for library, package in LIBRARIES.items() if not loads(library)]
if importlib.util.find_spec("ensurepip") is None:
    packages.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
if "test" in sys.argv and "--needed" not in sys.argv:
    packages += [package for program, package in REAL_WINDOW.items() if shutil.which(program) is None]
print(*dict.fromkeys(packages))
