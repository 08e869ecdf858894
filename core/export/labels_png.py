"""STEM_labels.png: indexed PNG of 8 bits, value = cluster id, 0 = no data.

The palette is grey, entry i = (i, i, i): readers that expand a palette without a word (OpenCV,
imageio, scikit-image) then give the cluster id as well, not a colour. The colours are in
STEM_segmented.png.
"""

from __future__ import annotations

from pathlib import Path

from core.base.arrays import Bytes
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import N_
from core.export.formats import Format
from core.export.pictures import write_numbers
from core.pipeline.result import Result


def write_labels_png(path: Path, labels: Bytes, cancelled: Cancel = never_cancelled) -> None:
    """labels: (height, width) uint8. Raises WriteError, Cancelled."""
    write_numbers(path, labels, cancelled)


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    write_labels_png(path, result.labels, cancelled)


FORMAT = Format(
    "labels", "_labels.png", _write, "pictures", N_("cluster id of every pixel (PNG)"), usual=lambda _: True
)
