"""What vectors, clusters and maps depend on beside what is asked: versions and the machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from core.base.machine import processor
from core.base.parallel import available_threads
from core.base.version import versions
from core.document.plain_json import Json

_DECODERS = ("opencv-python", "pillow", "tifffile", "imagecodecs", "rasterio", "h5py")
_LIBRARIES = (
    *_DECODERS,
    *("numpy", "numba", "scipy", "scikit-learn"),
    *("onnxruntime", "jax", "optax", "umap-learn", "pynndescent", "pacmap"),
)


@dataclass(frozen=True)
class Circumstances:
    """Under which a run was made: versions of what it depends on, and the machine."""

    versions: Mapping[str, str]
    environment: Json


def circumstances() -> Circumstances:
    """Those of now and here."""
    return Circumstances(library_versions(), environment())


def library_versions() -> dict[str, str]:
    """Of Floe, Python and what reads, embeds and clusters, as a record has them."""
    return versions(_LIBRARIES)


def decoders() -> str:
    """A text that is another one where a picture might be read otherwise."""
    return " ".join(f"{name} {version}" for name, version in versions(_DECODERS).items())


def environment() -> Json:
    """The machine that vectors, clusters and maps may depend on."""
    return {"machine": processor(), "threads": available_threads()}
