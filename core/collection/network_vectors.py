"""Vectors by a network from a file, which runs in the guarded process of whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.machine import processor
from core.base.parallel import Cancel
from core.base.version import versions
from core.collection.frame import Frame
from core.guarded.process import ReadingProcess
from core.networks.bundled import SHA256, bundled_path
from core.networks.network import warm_there
from core.networks.vector import frame_there, vector_there

# Opening a large network on a slow, busy machine.
_SECONDS = 300.0


@dataclass(frozen=True)
class NetworkVectors:
    """layer: the mean of whose maps is meant, "" what the network says of the whole picture."""

    path: str
    model: str
    card: str
    layer: str
    frame: Frame

    @property
    def meant(self) -> str:
        """Another version of ONNX Runtime, or processor, rounds otherwise."""
        runtime = versions(("onnxruntime",)).get("onnxruntime", "")
        about = (self.model, self.card, self.layer, self.frame, runtime, processor())
        return "network 1 " + " ".join(map(str, about))

    def vector(self, reader: ReadingProcess, picture: Bytes) -> NDArray[np.float32]:
        # The one that comes with Floe lies elsewhere on another machine.
        path = (self.model == SHA256 and bundled_path()) or Path(self.path)
        return reader.read_by(
            vector_there, path, self.model, self.card, self.layer, picture, timeout_s=_SECONDS
        )


def network_vectors(
    path: Path, layer: str, sha256: str, reader: ReadingProcess, cancelled: Cancel
) -> NetworkVectors:
    """sha256: what the file must have, "" for any. Raises ReadError, Cancelled."""
    reader.read_by(warm_there, path, cancelled=cancelled, timeout_s=_SECONDS)
    model, card, height, width = reader.read_by(
        frame_there, path, sha256, cancelled=cancelled, timeout_s=_SECONDS
    )
    return NetworkVectors(str(path), model, card, layer, Frame(height, width))
