"""What EfficientNet-Lite0 says of a picture, 1280 numbers: for what is on the pictures, whatever its colours.

Tan and Le (2019), arXiv:1905.11946, trained on ImageNet; it comes with the extra `networks`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.base.errors import ParameterError
from core.base.parallel import Cancel
from core.base.sentences import N_
from core.collection.embedding import DEFAULT, Embedding
from core.collection.network_vectors import NetworkVectors, network_vectors
from core.guarded.process import ReadingProcess
from core.networks.bundled import SHA256, TITLE, bundled_path, lacking


def _lacks() -> str:
    return lacking(bundled=True)


def _made(_options: Mapping[str, Any], reader: ReadingProcess, cancelled: Cancel) -> NetworkVectors:
    path = bundled_path()
    if path is None:
        raise ParameterError(_lacks())
    return network_vectors(path, "", SHA256, reader, cancelled)


EMBEDDING = Embedding(
    name=DEFAULT,
    title=TITLE,
    summary=N_("what a network that knows photographs sees on it"),
    made=_made,
    scaling="l2",
    lacks=_lacks,
    hangs_on_processor=True,
)
