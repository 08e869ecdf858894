"""Print the Debian packages that are missing for the given groups, on one line.

A library counts as there when it can be loaded, wherever it came from. With --needed, only what
nothing works without; the other packages serve tests in a real window.
"""

import ctypes
import importlib.util
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.base.system_libraries import PACKAGES  # the same that a missing library is explained by

# By the program that each brings.
REAL_WINDOW = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-run-session": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}


def loads(library: str) -> bool:
    """Whether the dynamic loader finds the library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


packages = [debian for library, (debian, _) in PACKAGES.items() if not loads(library)]
if importlib.util.find_spec("ensurepip") is None:
    packages.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
if "test" in sys.argv and "--needed" not in sys.argv:
    packages += [package for program, package in REAL_WINDOW.items() if shutil.which(program) is None]
print(*dict.fromkeys(packages))
