"""STEM_rois.zip: every region as an ROI for ImageJ's ROI Manager, named by its number and class."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Ints
from core.base.parallel import Cancel, chunks, raise_if_cancelled
from core.base.sentences import N_
from core.export.formats import Format
from core.export.geometry import outlined_regions
from core.export.pictures import class_colours
from core.pipeline.result import Result
from core.regions.region_filter import left_out_note
from core.writing.replace import CancellableMemory, write_bytes

# Segments of a path as java.awt.geom.PathIterator counts them.
_MOVE, _LINE, _CLOSE = 0.0, 1.0, 4.0
# Bytes that are packed between two looks at `cancelled`: the largest region may have megabytes.
_AT_ONCE = 1 << 20


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    found = outlined_regions(result, cancelled)
    colours, table = class_colours(result), found.table
    memory = CancellableMemory(cancelled)  # it writes a directory of all entries at its end
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for row in range(len(table)):
            raise_if_cancelled(cancelled)
            code = int(table.class_index[row])
            name = f"{int(table['region'][row]):05d}-{table.class_names[code]}"
            content = _roi(found.outlines.part(row, row + 1), name, colours[code])
            raise_if_cancelled(cancelled)
            safe = "".join("_" if letter in '/\\:*?"<>|' else letter for letter in name)
            entry = zipfile.ZipInfo(f"{safe}.roi", date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.file_size = len(content)
            with archive.open(entry, "w") as file:
                for part in chunks(len(content), _AT_ONCE, cancelled):
                    file.write(content[part])
        archive.comment = left_out_note(table).encode()
    write_bytes(path, memory.getvalue())


def _roi(outline: tuple[NDArray[np.int32], Ints, Ints, Ints], name: str, colour: Bytes) -> bytes:
    """A traced polygon; a composite where there are holes or several parts."""
    import roifile

    points, rings, _, _ = outline
    stroke = bytes((255, *colour.tolist()))
    if len(rings) == 2:
        roi = roifile.ImagejRoi.frompoints(points[:-1], name=name)
        roi.roitype = roifile.ROI_TYPE.TRACED
        roi.stroke_color = stroke
        traced: bytes = roi.tobytes()
        return traced
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    path = _path(points, rings)
    roi = roifile.ImagejRoi(
        roitype=roifile.ROI_TYPE.RECT,
        left=left,
        top=top,
        right=right,
        bottom=bottom,
        shape_roi_size=len(path),
        multi_coordinates=path,
        name=name,
        stroke_color=stroke,
    )
    composite: bytes = roi.tobytes()
    return composite


def _path(points: NDArray[np.int32], rings: Ints) -> Any:
    """The rings as ImageJ keeps a composite: a kind of segment, then its point, as 32-bit floats."""
    kinds = np.full((len(points), 1), _LINE, np.float32)
    kinds[rings[:-1]] = _MOVE
    # The last point of a ring, which is its first again, is what closes it: a kind without a place.
    closing = rings[1:] - 1
    kinds[closing] = _CLOSE
    wanted = np.ones((len(points), 3), np.bool_)
    wanted[closing, 1:] = False
    return np.hstack((kinds, points.astype(np.float32)))[wanted]


FORMAT = Format("rois", "_rois.zip", _write, "geometry", N_("every region as an ROI (zip for ImageJ)"))
