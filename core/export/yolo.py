"""STEM_yolo.txt and STEM_yolo.yaml: outlines of regions for YOLO's segmentation training.

The format knows one ring a line: holes are lost, and a region whose parts meet at corners only has a line a
part. The .yaml says so, and holds the names of the classes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from core.base.parallel import Cancel, chunks
from core.base.sentences import N_, _
from core.export.formats import Format
from core.export.geometry import OutlinedRegions, outlined_regions
from core.pipeline.result import Result
from core.regions.region_filter import left_out_note
from core.writing.replace import replacing_all

_ABOUT = (
    N_("Classes of the labels in {name}, written by Floe."),
    N_(
        "Each line there is the outer outline of one part of a region, from 0 to 1 of the width and of the "
        "height."
    ),
    N_("YOLO's format has no holes: what lies in a hole belongs to two outlines. COCO's file is exact."),
)

# Points between two looks at `cancelled`.
_AT_ONCE = 50_000


def _siblings(path: Path) -> tuple[Path, ...]:
    return (path.with_suffix(".yaml"),)


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    found = outlined_regions(result, cancelled)
    # A string of JSON is one of YAML.
    texts = [json.dumps(item.name, ensure_ascii=False) for item in result.classes]
    names = [f"  {i}: {text}\n" for i, text in enumerate(texts)]
    with replacing_all((path, *_siblings(path))) as (labels, classes):
        with labels.open("w", encoding="ascii", newline="\n") as file:
            file.writelines(_lines(result, found, cancelled))
        about = [f"# {_(sentence).format(name=path.name)}\n" for sentence in _ABOUT]
        if note := left_out_note(found.table):
            about.append(f"# {note}\n")
        classes.write_bytes("".join((*about, "names:\n", *names)).encode())


def _lines(result: Result, found: OutlinedRegions, cancelled: Cancel) -> Iterator[str]:
    """Raises Cancelled."""
    size = np.array((result.image.width, result.image.height), np.float64)
    # A thousandth of a pixel.
    decimals = int(np.ceil(np.log10(size.max()))) + 3
    for first, last in found.chunks_of_points(cancelled):
        points, rings, polygons, regions = found.outlines.part(first, last)
        shares: list[str] = []
        for part in chunks(len(points), _AT_ONCE, cancelled):
            shares += [f"{share:.{decimals}f}" for share in (points[part] / size).ravel().tolist()]
        codes = np.repeat(found.table.class_index[first:last], np.diff(regions)).tolist()
        for code, outer in zip(codes, polygons[:-1].tolist(), strict=True):
            start, end = int(rings[outer]), int(rings[outer + 1]) - 1
            yield f"{code} {' '.join(shares[2 * start : 2 * end])}\n"


_WHAT = N_("outer outlines without their holes, and STEM_yolo.yaml with the classes (YOLO segmentation)")
FORMAT = Format("yolo", "_yolo.txt", _write, "annotations", _WHAT, siblings=_siblings)
