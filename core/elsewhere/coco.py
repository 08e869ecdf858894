"""COCO's annotations of one picture as classes: polygons, run lengths packed or not, no mere boxes.

Format: https://cocodataset.org/#format-data. A file is about many pictures; the one meant is found by the
name of its file, else by its size where only one has that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from core.base.errors import ReadError
from core.base.sentences import _, listed, ngettext
from core.elsewhere.areas import Effort, polygon_window
from core.elsewhere.class_labels import ClassLabels, Layers
from core.elsewhere.run_lengths import unpacked_counts, window_of_runs
from core.image.image import PixelGrid
from core.roi.shape_masks import PixelWindow
from core.writing.number_words import grouped


def is_coco(values: Any) -> bool:
    return isinstance(values, dict) and {"images", "annotations"} <= values.keys()


def coco_labels(path: Path, values: Any, grid: PixelGrid, picture: str, sha256: str) -> ClassLabels:
    """values: of the file. picture: the name of the picture's file.

    Raises ReadError where the picture is not in it, or has another size; ParameterError, KeyError, TypeError,
    ValueError where it is damaged.
    """
    image, notes = _image(path, values["images"], grid, picture)
    names = {each["id"]: str(each["name"]).strip() for each in values.get("categories", ())}
    layers, effort = Layers((grid.height, grid.width)), Effort(path)
    outside = boxes = crowds = 0
    for each in values["annotations"]:
        if each["image_id"] != image["id"]:
            continue
        if each["category_id"] not in names:
            raise ReadError(path, _("an annotation in it is of a category that it does not list."))
        if not each.get("segmentation"):
            boxes += 1
            continue
        crowds += bool(each.get("iscrowd"))
        windows = [*_windows(each["segmentation"], grid, effort)]
        there = [layers.put(names[each["category_id"]], window) for window in windows]
        outside += not any(there)
    found = layers.labels(path.name, sha256, [*names.values()])
    if not found.names:
        raise ReadError(path, _nothing(image, boxes))
    notes += _left_out(path, outside, boxes, crowds)
    return replace(found, notes=(*notes, *found.notes))


def _windows(segmentation: Any, grid: PixelGrid, effort: Effort) -> Iterator[PixelWindow]:
    """A window for all parts of an annotation: they are one area, wherever they overlap."""
    if isinstance(segmentation, dict):
        height, width = segmentation["size"]
        if (height, width) != (grid.height, grid.width):
            raise ValueError("run lengths are of another size")
        counts = segmentation["counts"]
        yield window_of_runs(unpacked_counts(counts) if isinstance(counts, str) else counts, height, width)
        return
    for ring in segmentation:
        points = np.array(ring, np.float64)
        if points.ndim != 1 or len(points) % 2:
            raise ValueError("a polygon is no list of x and y")
        yield polygon_window(points.reshape(-1, 2), grid, effort)


def _image(path: Path, images: Any, grid: PixelGrid, picture: str) -> tuple[dict[str, Any], list[str]]:
    """The entry of the picture; and a note where its name is another."""
    called = [each for each in images if _name(each) == picture.casefold()]
    fitting = [each for each in called or images if _fits(each, grid)]
    if len(fitting) == 1:
        (image,) = fitting
        if called:
            return image, []
        sentence = _(
            "{source} does not know the picture by this name: “{name}” in it is taken, the only one of this "
            "size."
        )
        return image, [sentence.format(source=path.name, name=str(image.get("file_name", "–")))]
    if len(fitting) > 1 and not called:
        sentence = _(
            "it holds no picture called “{name}”, and {n} of this size: give the picture the name that it "
            "has there ({names})."
        )
        names = listed([str(each.get("file_name", "–")) for each in fitting[:3]])
        raise ReadError(path, sentence.format(name=picture, n=grouped(len(fitting)), names=names))
    if len(fitting) > 1:
        return fitting[0], []
    raise ReadError(path, _other_size(called, grid, picture))


def _other_size(called: list[dict[str, Any]], grid: PixelGrid, picture: str) -> str:
    if not called:
        sentence = _("it holds no picture called “{name}”, and none of {width} × {height} pixels.")
        return sentence.format(name=picture, width=grid.width, height=grid.height)
    return _(
        "“{name}” in it has {width} × {height} pixels, the picture has {image_width} × {image_height}: both "
        "must have the same size."
    ).format(
        name=picture,
        width=called[0].get("width", "–"),
        height=called[0].get("height", "–"),
        image_width=grid.width,
        image_height=grid.height,
    )


def _name(image: Any) -> str:
    return str(image.get("file_name", "")).replace("\\", "/").rpartition("/")[2].casefold()


def _fits(image: Any, grid: PixelGrid) -> bool:
    return (image.get("width"), image.get("height")) == (grid.width, grid.height)


def _nothing(image: dict[str, Any], boxes: int) -> str:
    if boxes:
        return _("it has boxes only, no outlines: where a class is within a box is not known.")
    sentence = _("it has no area of a class in the picture “{name}”.")
    return sentence.format(name=str(image.get("file_name", "–")))


def _left_out(path: Path, outside: int, boxes: int, crowds: int) -> list[str]:
    said = (
        (
            outside,
            ngettext(
                "{n} annotation of {source} holds no pixel of the picture.",
                "{n} annotations of {source} hold no pixel of the picture.",
                outside,
            ),
        ),
        (
            boxes,
            ngettext(
                "{n} annotation of {source} is a box without an outline: it is left out.",
                "{n} annotations of {source} are boxes without an outline: they are left out.",
                boxes,
            ),
        ),
        (
            crowds,
            ngettext(
                "{n} annotation of {source} is of a crowd: it counts as an area of its class.",
                "{n} annotations of {source} are of crowds: they count as areas of their class.",
                crowds,
            ),
        ),
    )
    return [sentence.format(n=grouped(n), source=path.name) for n, sentence in said if n]
