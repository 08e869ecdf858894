"""A sample over many pictures as plain JSON values, as projects and records of series keep it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from core.accuracy.pool import Kind, Place, Pool, PooledPicture, PooledSample, pooled
from core.accuracy.sample import MOST_POINTS, Point
from core.accuracy.sample_json import answers_json, sample_of, whole
from core.accuracy.strata import MOST_STRATA
from core.writing.one_line import is_one_line

_LARGEST_AREA = 1e100
# Of one picture in one stratum; the sum over a million pictures is still a whole number of the machine.
_MOST_PIXELS = 1 << 40


def pool_json(sample: PooledSample, stored: Callable[[str], str] = str) -> dict[str, Any]:
    """Plain JSON values, as `pool_from` reads them. stored: how the path of a picture is written.

    points: [picture, row, column, stratum], all from 0.
    """
    pool, row = sample.pool, sample.row
    return {
        "seed": row.seed,
        "strata": [
            {"clusters": list(each.clusters), **({"class": each.name} if each.name else {})}
            for each in pool.kinds
        ],
        "pictures": [
            {
                "path": stored(each.path),
                "sha256": each.sha256,
                "labels_sha256": each.labels,
                "pixels": pixels,
                "area": area,
            }
            for each, pixels, area in zip(
                pool.pictures, pool.pixels.tolist(), pool.area.tolist(), strict=True
            )
        ],
        "wanted": row.wanted,
        "points": [
            [place.picture, place.row, place.column, point.stratum]
            for place, point in zip(sample.places, row.points, strict=True)
        ],
        "answers": answers_json(row.answers),
        **({"source": row.source} if row.source else {}),
    }


def pool_from(values: Any, found_at: Callable[[str], str] = str) -> PooledSample:
    """The sample of `pool_json`; nothing is trusted. found_at: where a picture of this name is.

    Raises KeyError, TypeError, IndexError or ValueError for a damaged one.
    """
    kinds = tuple(_kind_from(each) for each in values["strata"])
    if not 1 <= len(kinds) <= MOST_STRATA or len(values["points"]) > MOST_POINTS:
        raise ValueError("the sample is damaged")
    pictures = tuple(
        PooledPicture(found_at(_path(each["path"])), _text(each["sha256"]), _text(each["labels_sha256"]))
        for each in values["pictures"]
    )
    shape = len(pictures), len(kinds)
    pixels = np.array([[_pixels(n) for n in each["pixels"]] for each in values["pictures"]], np.int64)
    area = np.array([[_area(n) for n in each["area"]] for each in values["pictures"]], np.float64)
    if pixels.shape != shape or area.shape != shape or ((area > 0) != (pixels > 0)).any():
        raise ValueError("the sizes of the strata are damaged")
    numbers = [[whole(number) for number in each] for each in values["points"]]
    places = tuple(Place(picture, row, column) for picture, row, column, _stratum in numbers)
    if len(set(places)) < len(places):
        raise ValueError("two points are the same")
    if any(not pixels[picture, stratum] for picture, _row, _column, stratum in numbers):
        raise ValueError("a point lies in a stratum that its picture does not have")
    empty = pooled(Pool(kinds, pictures, pixels, area), places, [each[3] for each in numbers])
    points: tuple[Point, ...] = empty.row.points
    row = sample_of(values, empty.row.strata, points, leads=False)
    return PooledSample(empty.pool, places, row)


def _kind_from(values: Any) -> Kind:
    clusters, name = values["clusters"], values.get("class", "")
    if not all(type(each) is int and each > 0 for each in clusters) or bool(clusters) == bool(_text(name)):
        raise TypeError("a stratum is damaged")
    return Kind(tuple(clusters), name)


def _path(value: Any) -> str:
    """Of a picture: a file may have a name that no class may have."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no path")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or not is_one_line(value):
        raise TypeError(f"{value!r} is no name")
    return value


def _pixels(value: Any) -> int:
    if whole(value) > _MOST_PIXELS:
        raise ValueError(f"{value} are more pixels than a picture has")
    return whole(value)


def _area(value: Any) -> float:
    if type(value) not in (int, float) or not 0 <= value <= _LARGEST_AREA:
        raise TypeError(f"{value!r} is no area")
    return float(value)
