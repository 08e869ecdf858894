"""What a file of features on a map holds, whichever format it has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.base.errors import ReadError
from core.base.sentences import _
from core.roi.names import name_from
from core.scale.crs_names import UnknownCRSError, crs_named

if TYPE_CHECKING:
    from pyproj import CRS

# What an attribute with the name of a feature is called, the best first.
_NAMES = ("name", "NAME", "Name", "title", "label", "id", "ID", "Id", "fid")


@dataclass(frozen=True)
class MapFeature:
    """One feature of a file. geometry: shapely, in the CRS of the file. attributes: what else it says."""

    name: str
    geometry: Any
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Layer:
    """crs: of the coordinates, None where nothing is known. named: whether the file says so itself."""

    features: tuple[MapFeature, ...]
    crs: CRS | None
    named: bool


def feature_name(attributes: Mapping[str, Any], otherwise: str) -> str:
    """The first of the attributes that may be a name; `otherwise` where there is none."""
    wanted = [attributes[key] for key in _NAMES if key in attributes]
    return name_from(next((each for each in wanted if each not in (None, "")), None), otherwise)


def known_crs(path: Path, name: str) -> CRS:
    """The CRS that a file names. Raises ReadError."""
    try:
        return crs_named(name)
    except UnknownCRSError:
        reason = _(
            "it names a coordinate reference system that is not known: Floe takes the codes of EPSG, and WKT."
        )
        raise ReadError(path, reason) from None
