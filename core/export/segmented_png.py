"""STEM_segmented.png and STEM_classes.png: clusters in their mean colours, classes in theirs."""

from __future__ import annotations

from pathlib import Path

from core.base.parallel import Cancel
from core.base.sentences import N_
from core.export.formats import Format
from core.export.pictures import class_colours, class_numbers, write_coloured
from core.pipeline.result import Result


def _write_clusters(path: Path, result: Result, cancelled: Cancel) -> None:
    write_coloured(path, result.labels, result.segmentation.colours, cancelled)


def _write_classes(path: Path, result: Result, cancelled: Cancel) -> None:
    write_coloured(path, class_numbers(result), class_colours(result), cancelled)


_CLUSTERS = N_("every cluster in its mean colour; merging classes does not change it (PNG)")
_CLASSES = N_("every class in its chosen colour, else in its mean colour (PNG)")
FORMATS = (
    Format("segmented", "_segmented.png", _write_clusters, "pictures", _CLUSTERS, usual=lambda _: True),
    Format("classes", "_classes.png", _write_classes, "pictures", _CLASSES),
)
