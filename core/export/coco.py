"""STEM_coco.json: an annotation a region for COCO's tools, as run lengths: exact, with holes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints
from core.base.errors import Cancelled
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import N_
from core.export.formats import Format
from core.export.geometry import described
from core.export.pictures import class_colours
from core.measure.areas import hex_colour, significant
from core.pipeline.result import Result
from core.writing.replace import replacing

# Regions between two looks at `cancelled`.
_CHUNK = 500


def run_lengths(
    ids: NDArray[np.int32], numbers: NDArray[np.int32], cancelled: Cancel = never_cancelled
) -> tuple[Ints, Ints]:
    """COCO's uncompressed run lengths of regions: pixels column by column, outside, inside, outside …

    ids: (height, width), region of each pixel. numbers: (n,) rising, those that are wanted. Returns the
    counts of all, and (n + 1,) offsets into them. Raises Cancelled.
    """
    flat = np.ascontiguousarray(ids.T).ravel()
    raise_if_cancelled(cancelled)
    starts = np.concatenate(([0], np.flatnonzero(flat[1:] != flat[:-1]) + 1))
    owners, ends = flat[starts], np.append(starts[1:], flat.size)
    raise_if_cancelled(cancelled)
    wanted = np.isin(owners, numbers)
    raise_if_cancelled(cancelled)
    order = np.argsort(owners[wanted], kind="stable")
    raise_if_cancelled(cancelled)
    starts, ends, owners = (array[wanted][order] for array in (starts, ends, owners))
    first = np.searchsorted(owners, numbers)
    runs = np.append(first, len(owners))
    before = np.concatenate(([0], ends[:-1]))
    before[first] = 0
    # Two counts a run, and one more a region for what comes after its last run.
    counts = np.empty(2 * len(owners) + len(numbers), np.int64)
    offsets = 2 * runs + np.arange(len(numbers) + 1)
    place = 2 * np.arange(len(owners)) + np.repeat(np.arange(len(numbers)), np.diff(runs))
    counts[place], counts[place + 1] = starts - before, ends - starts
    counts[offsets[1:] - 1] = flat.size - ends[runs[1:] - 1]
    return counts, offsets


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    with replacing(path) as part, part.open("wb") as file:
        for text in _text(result, cancelled):
            file.write(text.encode("utf-8", "backslashreplace"))


def _text(result: Result, cancelled: Cancel) -> Iterator[str]:
    image = result.image
    colours = class_colours(result)
    head = {
        "info": {
            "description": described(result.areas.calibration, result.found_regions(cancelled)),
            "contributor": "Floe",
        },
        "licenses": [],
        "images": [
            {
                "id": 1,
                "file_name": Path(image.provenance.path).name,
                "width": image.width,
                "height": image.height,
                "sha256": image.provenance.sha256,
            }
        ],
        "categories": [
            {"id": i, "name": item.name, "supercategory": "", "color": hex_colour(colours[i - 1])}
            for i, item in enumerate(result.classes, start=1)
        ],
    }
    yield json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "annotations": ['
    separator = "\n"
    for annotation in _annotations(result, cancelled):
        yield separator + annotation
        separator = ",\n"
    yield "\n ]\n}\n"


def _annotations(result: Result, cancelled: Cancel) -> Iterator[str]:
    """Raises Cancelled."""
    table = result.found_regions(cancelled)
    counts, offsets = run_lengths(table.ids, table["region"], cancelled)
    height, width = table.ids.shape
    names = ("region", "pixels", "area", "box_left", "box_top", "box_width", "box_height")
    columns = zip(*(table[name].tolist() for name in names), strict=True)
    for row, (region, pixels, area, *box) in enumerate(columns):
        if row % _CHUNK == 0 and cancelled():
            raise Cancelled
        annotation = {
            "id": region,
            "image_id": 1,
            "category_id": int(table.class_index[row]) + 1,
            "iscrowd": 0,
            "area": pixels,
            "bbox": box,
            "ground_area": significant(area),
            "unit": table.area_unit,
            "segmentation": {
                "size": [height, width],
                "counts": counts[offsets[row] : offsets[row + 1]].tolist(),
            },
        }
        yield json.dumps(annotation, separators=(",", ":"))


_WHAT = N_("an annotation a region, classes as categories, exact run lengths (COCO)")
FORMAT = Format("coco", "_coco.json", _write, "annotations", _WHAT)
