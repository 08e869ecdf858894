"""Weights from a file of any of the kinds that Floe reads; what it is, its first bytes say."""

from __future__ import annotations

from pathlib import Path

from core.base.errors import ReadError
from core.base.sentences import _
from core.io.hdf5_whole import HEAD
from core.networks.weights.keras_file import read_keras
from core.networks.weights.safetensors_file import read_safetensors
from core.networks.weights.torch_file import read_legacy, read_zip
from core.networks.weights.weight import Weights

_ZIP = b"PK\x03\x04"


def read_weights(path: Path) -> Weights | None:
    """The weights in a file; None where its first bytes are of none of these kinds. Raises ReadError.

    For the guarded process.
    """
    try:
        with path.open("rb") as file:
            first = file.read(16)
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    if not first:
        raise ReadError(path, _("it is empty."))
    if first.startswith(_ZIP):
        return read_zip(path)
    if first.startswith(HEAD):
        return read_keras(path)
    if first[8:9] == b"{" and int.from_bytes(first[:8], "little") < path.stat().st_size:
        return read_safetensors(path)
    # A pickle says its protocol first; older ones than that begin like text.
    if first[:1] == b"\x80" and b"" < first[1:2] <= b"\x05":
        return read_legacy(path)
    return None
