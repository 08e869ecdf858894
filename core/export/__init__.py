"""Exporters: one file a family of formats. A module here with a FORMAT or FORMATS is found; nothing else
knows it.

`formats()` lists them all; those that are `usual` are written for every run. The masks are formats too,
one a class: see core.export.class_mask.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.base.parallel import Cancel, never_cancelled
from core.classes.classes import Classes
from core.classes.ratios import Ratios
from core.cluster.choose_k.k_choice import KChoice
from core.cluster.prepared.prepare import Prepared
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from core.image.image import Described
from core.measure.areas import AreaRow, ClusterAreas
from core.measure.inside_tables import errors_inside, inside_ratios, inside_table
from core.measure.measurement import Measurement
from core.measure.ratio_values import RatioValue, evaluate
from core.measure.uncertainty import Uncertainty
from core.pipeline.tiled_inside import InsideAreas
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions


@dataclass(frozen=True, eq=False)
class Contents:
    """All that can be exported of one measured image. rows: the area table, a row a class.

    k_choice: why k is what it is, where it was recommended. labels_sha256: where the label image was
    larger than memory and went to its file row by row; segmentation.labels is then empty. document,
    measurement, prepared (what shows any iteration again): None for a picture that was read in tiles.
    regions: those that were asked for, filtered where that was asked for too. uncertainty: what the errors in
    the rows come from, where they were asked for. ratios: of classes.
    inside_areas: of the regions of interest, where the picture was read in tiles.
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
    prepared: Prepared | None = None
    regions: RegionTable | None = None
    ratios: Ratios = ()
    uncertainty: Uncertainty | None = None
    inside_areas: InsideAreas | None = None
    _made: dict[str, RegionTable] = field(default_factory=dict, repr=False)

    @property
    def labels(self) -> NDArray[np.uint8]:
        """(height, width) uint8: the labels that were measured."""
        return self.segmentation.labels if self.measurement is None else self.measurement.labels

    @property
    def inside(self) -> InsideAreas | None:
        """The regions of interest, what is done inside and what lies there; None where there are none."""
        if self.inside_areas is not None:
            return self.inside_areas
        document, measured = self.document, self.measurement
        if document is None or measured is None or not document.regions_of_interest:
            return None
        return InsideAreas(document.regions_of_interest, document.inside, measured.roi_areas)

    @property
    def roi_rows(self) -> tuple[tuple[str, tuple[AreaRow, ...]], ...]:
        """The area table inside each region of interest, with its name."""
        found = self.inside
        if found is None:
            return ()
        names = [region.name for region in found.regions]
        by_hand = (self.measurement.roi_by_hand if self.measurement else ()) or [None] * len(names)
        tables = [
            inside_table(
                self.segmentation.colours,
                self.classes,
                areas,
                whole=self.areas,
                by_hand=gained,
                errors=errors_inside(self.uncertainty, i),
            )
            for i, (areas, gained) in enumerate(zip(found.areas, by_hand, strict=True))
        ]
        return tuple(zip(names, tables, strict=True))

    @property
    def roi_ratios(self) -> tuple[tuple[str, tuple[RatioValue, ...]], ...]:
        """What the ratios are inside each region of interest, with its name; () without ratios."""
        if not self.ratios:
            return ()
        return tuple(
            (name, inside_ratios(self.ratios, rows, errors_inside(self.uncertainty, i)))
            for i, (name, rows) in enumerate(self.roi_rows)
        )

    @property
    def ratio_values(self) -> tuple[RatioValue, ...]:
        """What the ratios of the areas are."""
        return tuple(evaluate(ratio, self.rows, self.uncertainty) for ratio in self.ratios)

    @property
    def has_labels(self) -> bool:
        """Whether the label image is here, not only in its file."""
        return not self.labels_sha256

    def found_regions(self, cancelled: Cancel = never_cancelled) -> RegionTable:
        """Those asked for, else every region, 8-connected; found at the first call. Raises Cancelled."""
        if self.regions is not None:
            return self.regions
        if "regions" not in self._made:
            self._made["regions"] = find_regions(
                self.labels, self.classes, self.areas.calibration, image=self.image, cancelled=cancelled
            )
        return self._made["regions"]


Group = Literal["pictures", "tables", "geometry", "annotations", "report"]
GROUPS: tuple[Group, ...] = ("pictures", "tables", "geometry", "annotations", "report")
# Writes (path, contents, cancelled) whole or not at all; raises WriteError, Cancelled.
Write = Callable[[Path, Contents, Cancel], None]


def nothing(_: Contents) -> str:
    """The hindrance of a format that can always be written."""
    return ""


def on_request(_: Contents) -> bool:
    """Of a format that is written where it is asked for only."""
    return False


def with_labels(contents: Contents) -> str:
    """The hindrance of what needs the label image in memory."""
    return "" if contents.has_labels else "The picture is larger than memory: only its areas can be written."


@dataclass(frozen=True)
class Format:
    """One kind of file.

    key: its name in a list of outputs and for --export. ending: follows the stem, "_labels.png".
    write: the file, whole or not at all; deterministic bytes; raises WriteError, Cancelled.
    about: what it is, in a line. hindrance: why it cannot be written of these contents, as a sentence; empty
    where it can. usual: written for every run to which it applies.
    siblings: further files that belong to the one of this path.
    """

    key: str
    ending: str
    write: Write
    group: Group
    about: str
    hindrance: Callable[[Contents], str] = with_labels
    usual: Callable[[Contents], bool] = on_request
    siblings: Callable[[Path], tuple[Path, ...]] = lambda _: ()

    def applies(self, contents: Contents) -> bool:
        return not self.hindrance(contents)

    def files(self, directory: Path, stem: str) -> tuple[Path, ...]:
        """All that it writes under a stem; the first is the one that is named."""
        path = directory / f"{stem}{self.ending}"
        return (path, *self.siblings(path))


@cache
def formats() -> tuple[Format, ...]:
    """Every format of this package, by group, then in the order of their modules' names."""
    found: list[Format] = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        imported = import_module(f"{__name__}.{module.name}")
        members = (getattr(imported, "FORMAT", None), *getattr(imported, "FORMATS", ()))
        found.extend(member for member in members if isinstance(member, Format))
    return tuple(sorted(found, key=lambda each: GROUPS.index(each.group)))
