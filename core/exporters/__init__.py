"""Exporters: one file a format. A module here with a FORMAT is a format; nothing else knows it.

`formats()` lists those that are written for every run; the mask of a class and the animation need
more than a run and are functions of their own modules.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.classes import Classes
from core.document import Document
from core.image import Described
from core.k_choice import KChoice
from core.measure import AreaRow, ClusterAreas, area_table
from core.measurement import Measurement
from core.segmentation import Segmentation


@dataclass(frozen=True, eq=False)
class Contents:
    """All that can be exported of one measured image. rows: the area table, a row a class.

    k_choice: why k is what it is, where it was recommended. labels_sha256: where the label image was
    larger than memory and went to its file row by row; segmentation.labels is then empty. document,
    measurement: None for a picture that was read in tiles.
    """

    image: Described
    segmentation: Segmentation
    classes: Classes
    areas: ClusterAreas
    rows: tuple[AreaRow, ...]
    k_choice: KChoice | None = None
    labels_sha256: str = ""
    document: Document | None = None
    measurement: Measurement | None = None

    @property
    def labels(self) -> NDArray[np.uint8]:
        """(height, width) uint8: the labels that were measured."""
        return self.segmentation.labels if self.measurement is None else self.measurement.labels

    @property
    def roi_rows(self) -> tuple[tuple[str, tuple[AreaRow, ...]], ...]:
        """The area table inside each region of interest, with its name."""
        if self.document is None or self.measurement is None:
            return ()
        names = [region.name for region in self.document.regions_of_interest]
        tables = [
            area_table(self.segmentation.colours, self.classes, areas) for areas in self.measurement.roi_areas
        ]
        return tuple(zip(names, tables, strict=True))

    @property
    def has_labels(self) -> bool:
        """Whether the label image is here, not only in its file."""
        return not self.labels_sha256


@dataclass(frozen=True)
class Format:
    """One kind of file.

    key: its name in a list of outputs. ending: follows the stem, "_labels.png".
    write: (path, contents) → the file, whole or not at all; deterministic bytes; raises WriteError.
    applies: whether there is anything to write for these contents.
    """

    key: str
    ending: str
    write: Callable[[Path, Contents], None]
    applies: Callable[[Contents], bool] = lambda _: True


@cache
def formats() -> tuple[Format, ...]:
    """Every format of this package, in the order of their module names."""
    found = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        member = getattr(import_module(f"{__name__}.{module.name}"), "FORMAT", None)
        if isinstance(member, Format):
            found.append(member)
    return tuple(found)
