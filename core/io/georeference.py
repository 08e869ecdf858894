"""Where the pixels of a file lie on the ground: from inside it, or from world file and .prj beside it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from core.base.errors import ReadError
from core.base.sentences import _
from core.image.image import Georeference
from core.io.side_files import Beside, Grid, world_grid

_IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)
# The turn of a picture by its orientation, from the upright pixel corner to the stored one: columns of the
# matrix times width and height (TIFF 6.0, tag 274).
_TURNS: dict[int, tuple[int, int, int, int, int, int]] = {
    # stored column = a·c + b·r + w·W, stored row = d·c + e·r + h·H, with W, H of the stored picture
    2: (-1, 0, 1, 0, 1, 0),
    3: (-1, 0, 1, 0, -1, 1),
    4: (1, 0, 0, 0, -1, 1),
    5: (0, 1, 0, 1, 0, 0),
    6: (0, 1, 0, -1, 0, 1),
    7: (0, -1, 1, -1, 0, 1),
    8: (0, -1, 1, 1, 0, 0),
}

Placed = tuple[Georeference | None, tuple[str, ...]]


def georeference_of(file: Any, beside: Beside) -> tuple[Georeference | None, tuple[str, ...], Beside]:
    """The place on the ground of an open rasterio dataset.

    None, with a sentence that says why, where no area can be had from it. beside: what may say it where the
    file does not; what of it was used comes back.
    """
    from rasterio.errors import CRSError

    grid, wkt = tuple(float(x) for x in tuple(file.transform)[:6]), ""
    if file.crs is not None:
        try:
            wkt = file.crs.to_wkt(version="WKT2_2019")
        except CRSError:
            sentence = _("Its coordinate reference system cannot be understood: no ground area is known.")
            return None, (sentence,), beside.without("world", "system")
    other = ""
    if grid == _IDENTITY and (file.rpcs or file.gcps[0]):
        other = _("a camera model (RPC)") if file.rpcs else _("ground control points")
    return placed(grid, wkt, beside, other=other)


def placed(
    grid: tuple[float, ...], wkt: str, beside: Beside, *, other: str = ""
) -> tuple[Georeference | None, tuple[str, ...], Beside]:
    """As `georeference_of`, from the grid and the reference system that the file has itself.

    grid: the identity, wkt: empty where it has none. other: what it has in place of a grid, in words.
    """
    used = beside.without("world", "system")
    if grid == _IDENTITY and "world" in beside.files:
        try:
            grid = world_grid(beside.files["world"], beside.content("world"))
        except ReadError as error:
            return None, (_("{error} It is not used.").format(error=error),), used
        used = beside.without("system")
    if grid == _IDENTITY and not wkt:
        return None, (), used
    if not wkt and "system" in beside.files:
        used = beside.without(*(() if "world" in used.files else ("world",)))
        wkt = _system(beside.content("system"))
        if not wkt:
            name = beside.files["system"].name
            sentence = _(
                "What {name} says of the coordinate reference system cannot be understood: no ground area "
                "is known."
            )
            return None, (sentence.format(name=name),), used
    if not wkt:
        sentence = _("It has a map grid without a coordinate reference system: no ground area is known.")
        return None, (sentence,), used
    a, b, c, d, e, f = grid
    if grid == _IDENTITY or a * e - b * d == 0:
        sentence = _("It has a coordinate reference system but only {what}: no ground area is known.")
        return None, (sentence.format(what=other or _("no grid of pixels")),), used
    return Georeference(wkt, (a, b, c, d, e, f)), (), used


def turned(
    georeference: Georeference | None, orientation: int, width: int, height: int
) -> Georeference | None:
    """The georeference of a picture of width × height as stored, once it is upright."""
    if georeference is None or orientation not in _TURNS:
        return georeference
    p, q, w, r, s, h = _TURNS[orientation]
    a, b, c, d, e, f = georeference.transform
    x, y = w * width, h * height
    grid: Grid = (
        a * p + b * r,
        a * q + b * s,
        a * x + b * y + c,
        d * p + e * r,
        d * q + e * s,
        d * x + e * y + f,
    )
    return replace(georeference, transform=grid)


def _system(text: bytes) -> str:
    """WKT2 of the WKT in a .prj, that of ESRI too; empty where it is none."""
    from rasterio.crs import CRS
    from rasterio.errors import CRSError

    try:
        # A path or an address is no WKT, and is not looked at.
        return str(
            CRS.from_wkt(text.decode("utf-8"), morph_from_esri_dialect=True).to_wkt(version="WKT2_2019")
        )
    except (CRSError, UnicodeDecodeError):
        return ""
