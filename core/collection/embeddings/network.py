"""What a network from a file says of a picture: VGG, DINOv2, CLIP, EfficientNet-Lite, or an ONNX of a
picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.base.parallel import Cancel
from core.base.sentences import N_
from core.cluster.features.options import File, Text
from core.collection.embedding import Embedding
from core.collection.network_vectors import NetworkVectors, network_vectors
from core.guarded.process import ReadingProcess
from core.networks.bundled import lacking


def _made(options: Mapping[str, Any], reader: ReadingProcess, cancelled: Cancel) -> NetworkVectors:
    file = options["file"]
    return network_vectors(Path(file.path), options["layer"], file.sha256, reader, cancelled)


EMBEDDING = Embedding(
    name="network",
    title=N_("Network"),
    summary=N_("what a network from your file sees on it: VGG, DINOv2, CLIP, any ONNX"),
    made=_made,
    options=(
        File(name="file", title=N_("Networks"), meaning=N_("weights (.pth, .safetensors, .h5) or an .onnx")),
        Text(
            name="layer",
            default="",
            check=lambda _text: None,
            meaning=N_("the layer whose maps are averaged"),
            hint=N_("what stands for the whole picture"),
        ),
    ),
    scaling="l2",
    lacks=lacking,
    hangs_on_processor=True,
)
