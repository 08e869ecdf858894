"""How much memory a Document holds for itself: what undo has to keep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from numpy.typing import NDArray

from core.document.document import Document
from core.roi.shapes import Polygon


def held_bytes(document: Document, counted: set[int]) -> int:
    """Bytes of the edits, strata and outlines that are in no document looked at before.

    counted: ids of it; added to. The image belongs to all documents alike and is not counted.
    Only valid while those documents live: an id is used again after its object is gone.
    """
    new = [array for array in _arrays(document) if id(array) not in counted]
    counted.update(map(id, new))
    return sum(array.nbytes for array in new)


def _arrays(document: Document) -> Iterator[NDArray[Any]]:
    if document.sample is not None:
        yield document.sample.strata.raster
    if document.edits is not None:
        yield from document.edits.tiles.values()
    for region in document.regions_of_interest:
        for part in region.parts:
            if isinstance(part.shape, Polygon):
                yield from (ring.points for ring in part.shape.rings)
