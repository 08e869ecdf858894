"""The pixels of the picture itself, made small: for drawings, digits and whatever is laid out alike.

Each value is a mean over its part of the picture, 0…1.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.base.parallel import Cancel
from core.base.sentences import N_
from core.cluster.features.options import Choice, WholeNumber
from core.collection.embedding import Embedding
from core.collection.pixel_vectors import PixelVectors
from core.guarded.process import ReadingProcess


def _made(options: Mapping[str, Any], _reader: ReadingProcess, _cancelled: Cancel) -> PixelVectors:
    return PixelVectors(options["size"], options["colours"])


EMBEDDING = Embedding(
    name="pixels",
    title=N_("Pixels"),
    summary=N_("the picture itself, made small: for pictures that are laid out alike"),
    made=_made,
    options=(
        WholeNumber(name="size", default=16, low=1, high=128, meaning=N_("pixels of its width and height")),
        Choice(
            name="colours",
            default="grey",
            choices=(("grey", N_("Grey")), ("rgb", N_("Colour"))),
            meaning=N_("whether the colours count, or the brightness alone"),
        ),
    ),
)
