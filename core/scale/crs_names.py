"""Coordinate reference systems (CRS) by what a file calls them: a code of a register, or WKT; never a path.

PROJ takes far more for the name of a CRS: files of codes, pipelines, grids to read and to fetch.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyproj import CRS

# "EPSG:3413", "urn:ogc:def:crs:EPSG::3413", "http://www.opengis.net/def/crs/EPSG/0/3413"; OGC has CRS84.
_CODE = re.compile(
    r"(?:urn:ogc:def:crs:(?P<urn>\w+):[\w.]*:|https?://www\.opengis\.net/def/crs/(?P<url>\w+)/[\w.]+/"
    r"|(?P<plain>\w+):)(?P<code>\w+)",
    re.IGNORECASE,
)
_REGISTERS = ("EPSG", "ESRI", "IAU_2015", "IGNF", "OGC")
_WKT = re.compile(r"\s*[A-Za-z]\w*\s*[\[(]")
# What in WKT makes PROJ open files: grids of shifts, strings of PROJ with steps of their own.
_FILES = re.compile(
    r"parameter_?file|proj4_grids|proj-based|\+init|\+proj=pipeline|\+file|(?<!nad)grids=|nadgrids=(?!@null\b)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r'"[^"]*"')
_LONGEST, _DEEPEST = 100_000, 40


class UnknownCRSError(ValueError):
    """A name that is none of a coordinate reference system, or of none that is known."""


def crs_named(name: str) -> CRS:
    """The CRS of a code ("EPSG:3413", as URN or URL, too) or of WKT. Raises UnknownCRSError for all else."""
    from pyproj import CRS
    from pyproj.exceptions import ProjError

    _stay_offline()
    try:
        if (found := _CODE.fullmatch(name.strip())) is not None:
            register = found["urn"] or found["url"] or found["plain"]
            if register.upper() in _REGISTERS:
                return CRS.from_authority(register.upper(), found["code"])
        elif _is_plain_wkt(name):
            return CRS.from_wkt(name)
    except (ProjError, UnicodeError):  # CRSError is a ProjError
        pass
    raise UnknownCRSError(f"no coordinate reference system is called {name[:100]!r}")


def same_crs(one: str, other: str) -> bool:
    """Whether two names mean one CRS, whichever of its axes comes first; those that mean none: equal ones."""
    try:
        return one == other or bool(crs_named(one).equals(crs_named(other), ignore_axis_order=True))
    except UnknownCRSError:
        return False


def _is_plain_wkt(text: str) -> bool:
    if len(text) > _LONGEST or "\0" in text or _WKT.match(text) is None or _FILES.search(text) is not None:
        return False
    depth = deepest = 0
    for sign in _QUOTED.sub("", text):
        depth += (sign in "[(") - (sign in "])")
        deepest = max(deepest, depth)
    return deepest <= _DEEPEST


@cache
def _stay_offline() -> None:
    """PROJ fetches no grids, whatever the environment says: results would differ by machine."""
    from pyproj.network import set_network_enabled  # type: ignore[attr-defined]

    set_network_enabled(active=False)
