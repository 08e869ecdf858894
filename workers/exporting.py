"""The export job: writes the files that were chosen, each whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from core.classes import Class
from core.convergence import convergence_frames
from core.errors import Cancelled
from core.exporters import Contents, formats
from core.exporters.animation import write_animation
from core.exporters.class_mask import write_class_mask
from core.exporters.replace import make_folder
from core.parallel import Cancel
from core.run_files import RECORD_ENDING, with_uncertainty, write_record
from core.segmentation import Prepared
from core.uncertainty import Uncertainty

Kind = Literal["labels", "labels_tif", "segmented", "areas", "record", "mask", "animation"]


@dataclass(frozen=True, eq=False)
class Export:
    """What to write of a result. files: (kind, path). mask_class: for the kind "mask".
    errors: of the areas, where they are known already."""

    contents: Contents
    prepared: Prepared
    files: tuple[tuple[Kind, Path], ...]
    mask_class: Class | None = None
    errors: Uncertainty | None = None


def files_for(
    what: Sequence[str], directory: Path, stem: str, *, georeferenced: bool, mask: str, animation: str
) -> tuple[tuple[Kind, Path], ...]:
    """The files of several kinds under one stem, named as the command line names them.

    what: of "labels", "segmented", "mask", "areas", "record", "animation". mask: name of the class.
    """
    ending = {each.key: each.ending for each in formats()}
    raster = ".tif" if georeferenced else ".png"
    files: list[tuple[Kind, Path]] = []
    if "labels" in what:
        files.append(("labels", directory / f"{stem}{ending['labels']}"))
        if georeferenced:
            files.append(("labels_tif", directory / f"{stem}{ending['labels_tif']}"))
    if "segmented" in what:
        files.append(("segmented", directory / f"{stem}{ending['segmented']}"))
    if "mask" in what:
        safe = "".join("_" if c in '<>:"/\\|?*' else c for c in mask)
        files.append(("mask", directory / f"{stem}_{safe}_mask{raster}"))
    if "areas" in what:
        files.append(("areas", directory / f"{stem}{ending['areas']}"))
    if "animation" in what:
        files.append(("animation", directory / f"{stem}_convergence.{animation}"))
    if "record" in what:
        files.append(("record", directory / f"{stem}{RECORD_ENDING}"))
    return tuple(files)


def export(request: Export, cancelled: Cancel) -> tuple[Path, ...]:
    """Write the files in turn; the paths written. Raises WriteError, Cancelled."""
    if {"areas", "record"} & {kind for kind, _ in request.files}:
        measured = with_uncertainty(request.contents, request.prepared, request.errors, cancelled=cancelled)
        request = replace(request, contents=measured)
    for kind, path in request.files:
        if cancelled():
            raise Cancelled
        make_folder(path.parent)
        _write(request, kind, path, cancelled)
    return tuple(path for _, path in request.files)


def _write(request: Export, kind: Kind, path: Path, cancelled: Cancel) -> None:
    contents, found = request.contents, request.contents.segmentation
    if kind == "record":
        write_record(path, contents)
    elif kind == "mask" and request.mask_class is not None:
        write_class_mask(path, contents.labels, request.mask_class, contents.image.georeference)
    elif kind == "animation":
        write_animation(
            path,
            convergence_frames(request.prepared, found.history, found.start_order, cancelled=cancelled),
        )
    else:
        next(each for each in formats() if each.key == kind).write(path, contents, cancelled)
