"""labelme's shapes as classes: polygon, rectangle, circle and mask; what has no area is left out.

Format: https://github.com/wkentaro/labelme, one file a picture. The picture that may be in it is not read.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _, listed, ngettext
from core.elsewhere.areas import Effort, area_window
from core.elsewhere.class_labels import ClassLabels, Layers
from core.image.image import PixelGrid
from core.roi.shape_masks import PixelWindow
from core.roi.shapes import Ellipse, between, polygon
from core.writing.number_words import grouped

# What labelme's own tools take for no class, and for what is not to be judged.
_BACKGROUND, _IGNORE = "_background_", "__ignore__"
_MOST_MASK_BYTES = 64 << 20

_Window = Callable[[Any, PixelGrid, Effort], PixelWindow]


def is_labelme(values: Any) -> bool:
    return isinstance(values, dict) and "shapes" in values


def labelme_labels(path: Path, values: Any, grid: PixelGrid, _picture: str, sha256: str) -> ClassLabels:
    """values: of the file. Raises ReadError for another size and where there is no area, ParameterError,
    KeyError, TypeError, ValueError where it is damaged.
    """
    _check_size(path, values, grid)
    layers, effort = Layers((grid.height, grid.width)), Effort(path)
    outside, without_area = 0, list[str]()
    for shape in values["shapes"]:
        name, kind = str(shape["label"]).strip(), shape.get("shape_type") or "polygon"
        if kind not in _WINDOWS:
            without_area.append(str(kind)[:40])
            continue
        window = _WINDOWS[kind](shape, grid, effort)
        if name == _IGNORE:
            layers.forget(window)
        elif name == _BACKGROUND:
            layers.clear(window)
        else:
            outside += not layers.put(name, window)
    found = layers.labels(path.name, sha256)
    kinds = listed(sorted(set(without_area)))
    if not found.names:
        raise ReadError(path, _nothing(kinds))
    notes = []
    if n := len(without_area):
        sentence = ngettext(
            "{n} shape of {source} has no area ({kinds}): it is left out.",
            "{n} shapes of {source} have no area ({kinds}): they are left out.",
            n,
        )
        notes.append(sentence.format(n=grouped(n), source=path.name, kinds=kinds))
    if outside:
        sentence = ngettext(
            "{n} shape of {source} holds no pixel of the picture.",
            "{n} shapes of {source} hold no pixel of the picture.",
            outside,
        )
        notes.append(sentence.format(n=grouped(outside), source=path.name))
    return replace(found, notes=(*notes, *found.notes))


def _nothing(kinds: str) -> str:
    if kinds:
        sentence = _("it holds no area, only {kinds}: draw polygons, rectangles or circles.")
        return sentence.format(kinds=kinds)
    return _("it has no area of a class in the picture.")


def _check_size(path: Path, values: Any, grid: PixelGrid) -> None:
    width, height = values.get("imageWidth"), values.get("imageHeight")
    if width is None or height is None or (width, height) == (grid.width, grid.height):
        return
    sentence = _(
        "it is about a picture of {width} × {height} pixels, this one has {image_width} × {image_height}: "
        "both must have the same size."
    )
    raise ReadError(
        path,
        sentence.format(width=width, height=height, image_width=grid.width, image_height=grid.height),
    )


def _polygon(shape: Any, grid: PixelGrid, effort: Effort) -> PixelWindow:
    return area_window(polygon(_points(shape)), grid, effort)


def _rectangle(shape: Any, grid: PixelGrid, effort: Effort) -> PixelWindow:
    points = _points(shape)
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return area_window(between(left, top, right, bottom), grid, effort)


def _circle(shape: Any, grid: PixelGrid, effort: Effort) -> PixelWindow:
    """Its middle, and a point on its line."""
    (x, y), edge = _points(shape)[:2].tolist()
    radius = float(np.hypot(edge[0] - x, edge[1] - y))
    return area_window(Ellipse(x, y, radius, radius), grid, effort)


def _mask(shape: Any, grid: PixelGrid, _effort: Effort) -> PixelWindow:
    """A picture in Base64, with its upper left corner."""
    from PIL import Image as PillowImage

    content = base64.b64decode(shape["mask"], validate=True)
    try:
        with PillowImage.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if picture.width * picture.height > _MOST_MASK_BYTES:
                raise ValueError("a mask is too large")
            inside = np.asarray(picture.convert("L")) > 0
    except OSError as error:
        raise ValueError("a mask is damaged") from error
    left, top = (round(value) for value in _points(shape)[0].tolist())
    y0, x0 = max(top, 0), max(left, 0)
    y1 = max(y0, min(top + inside.shape[0], grid.height))
    x1 = max(x0, min(left + inside.shape[1], grid.width))
    return PixelWindow(y0, x0, np.ascontiguousarray(inside[y0 - top : y1 - top, x0 - left : x1 - left]))


def _points(shape: Any) -> np.ndarray:
    points = np.array(shape["points"], np.float64)
    if points.ndim != 2 or points.shape[1] != 2 or not np.isfinite(points).all() or len(points) < 2:
        raise ValueError("a shape has no points")
    if np.abs(points).max() > 1e9:
        raise ValueError("a shape lies beyond all pictures")
    return points


_WINDOWS: dict[str, _Window] = {
    "polygon": _polygon,
    "rectangle": _rectangle,
    "circle": _circle,
    "mask": _mask,
}
