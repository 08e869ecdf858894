"""Folders of a satellite that are one picture: a Sentinel-2 product (SAFE) or a Landsat scene.

By names alone, nothing is opened: the file of the metadata stands for the picture, and
`core.io.satellite` reads it. Sources: ESA, Sentinel-2 Products Specification Document; USGS, Landsat
Collection 2 Data Format Control Books.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_SENTINEL = re.compile(r"MTD_MSIL(1C|2A)\.xml", re.IGNORECASE)
_LANDSAT = re.compile(r"(L[COTEM]0[1-9]_.*)_MTL\.txt", re.IGNORECASE)
_SAFE = ".safe"


def is_metadata(name: str) -> bool:
    """Whether a file of this name stands for a product."""
    return bool(_SENTINEL.fullmatch(name) or _LANDSAT.fullmatch(name))


def picture_stem(path: Path) -> str:
    """What the files made from a picture begin with: of a scene of Landsat its name; of Sentinel-2, whose
    metadata are always called alike, that of its folder; else the name of the file without its ending.
    """
    if scene := _LANDSAT.fullmatch(path.name):
        return scene.group(1)
    if not _SENTINEL.fullmatch(path.name):
        return path.stem
    folder = path.parent.name
    return (folder[: -len(_SAFE)] if folder.lower().endswith(_SAFE) else folder) or path.stem


def products_among(folder: Path, names: Iterable[str], below: Iterable[str]) -> tuple[list[Path], list[str]]:
    """The metadata that lie in a folder, or in the SAFE folders right below, and the files that are no part
    of a product.

    names: of the files in the folder. below: of the folders in it.
    """
    names = list(names)
    found = [folder / name for name in names if is_metadata(name)]
    scenes = tuple(match.group(1) for name in names if (match := _LANDSAT.fullmatch(name)))
    # All that lies in a SAFE folder is of one product; of a scene of Landsat each file begins with its name.
    whole = any(_SENTINEL.fullmatch(name) for name in names)
    rest = [] if whole else [name for name in names if not (scenes and name.startswith(scenes))]
    for name in below:
        if name.lower().endswith(_SAFE):
            found += [folder / name / each for each in _listed(folder / name) if _SENTINEL.fullmatch(each)]
    return found, rest


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(each.name for each in folder.iterdir())
    except OSError:
        return []
