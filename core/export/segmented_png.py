"""STEM_segmented.png and STEM_classes.png: clusters in their mean colours, classes in theirs."""

from __future__ import annotations

from pathlib import Path

from core.base.parallel import Cancel
from core.export import Contents, Format
from core.export.pictures import class_colours, class_numbers, write_coloured


def _write_clusters(path: Path, contents: Contents, cancelled: Cancel) -> None:
    write_coloured(path, contents.labels, contents.segmentation.colours, cancelled)


def _write_classes(path: Path, contents: Contents, cancelled: Cancel) -> None:
    write_coloured(path, class_numbers(contents), class_colours(contents), cancelled)


FORMATS = (
    Format(
        "segmented",
        "_segmented.png",
        _write_clusters,
        "pictures",
        "every cluster in its mean colour; merging classes does not change it (PNG)",
        usual=lambda _: True,
    ),
    Format(
        "classes",
        "_classes.png",
        _write_classes,
        "pictures",
        "every class in its chosen colour, else in its mean colour (PNG)",
    ),
)
