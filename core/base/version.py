"""The version of Floe and of what its results depend on."""

from __future__ import annotations

import contextlib
import platform

# The same as in pyproject.toml (a test holds them together).
VERSION = "0.1.0"
_LIBRARIES = ("numpy", "numba", "pillow", "rasterio", "pyproj", "tifffile")


def versions() -> dict[str, str]:
    """Of Floe, Python and the libraries that read, cluster and measure."""
    from importlib import metadata  # slow to import, and needed for records only

    found = {"floe": VERSION, "python": platform.python_version()}
    for name in _LIBRARIES:
        with contextlib.suppress(metadata.PackageNotFoundError):  # a bundle may leave out the metadata
            found[name] = metadata.version(name)
    return found
