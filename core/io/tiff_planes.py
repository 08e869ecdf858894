"""The planes of a TIFF: channels, slices and times of a microscope, pages of anything else; which are read.

tifffile knows what the axes are (OME, ImageJ, MetaMorph, shaped files and others), also where all planes but
the first lie behind it without a directory of their own.
"""

from __future__ import annotations

import logging
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ReadError
from core.base.sentences import N_, _, with_commas
from core.image.image import PlaneAxis
from core.image.reading import Reading
from core.io.finish import first_of
from core.io.source import Source
from core.io.tiff_directories import Layout
from core.io.tiff_tags import page_of

_AXES = {"C": "channel", "Z": "slice", "T": "time"}
_ONE_OF = {
    "page": N_("page {number} of {size}"),
    "channel": N_("channel {number} of {size}"),
    "slice": N_("slice {number} of {size}"),
    "time": N_("time {number} of {size}"),
}
_REDUCED_OR_MASK = 0b101
_IMAGES = re.compile(r"^images=([0-9]{1,9})\s*$", re.MULTILINE)
# Beyond so many empty planes nobody looks for one that is not.
_MOST_EMPTY = 64


@dataclass(frozen=True, eq=False)
class Planes:
    """The planes of the picture of a TIFF.

    axes: from the slowest to the fastest, () for a single plane. series: of tifffile, None where the pages
    are those of the file's chain of directories. announced: how many there should be, 0 where nothing says.
    """

    axes: tuple[PlaneAxis, ...]
    series: Any
    announced: int = 0

    @property
    def count(self) -> int:
        return math.prod(axis.size for axis in self.axes)

    def size(self, name: str) -> int:
        return next((axis.size for axis in self.axes if axis.name == name), 1)


def planes_of(file: Any, page: Any, found: Layout) -> Planes:
    """Of an open tifffile.TiffFile. page: the one that is the picture."""
    chain = Planes(_pages(found), None, _announced(page))
    try:
        series = file.series[0]
        leading = series.axes[: -len(page.axes)]
        fits = series.axes.endswith(page.axes) and series.keyframe.index == page.index
        sizes = [int(size) for size in series.shape[: len(leading)]]
    except Exception:  # damaged metadata raise anything; pages are still pages
        return chain
    if not fits or math.prod(sizes) < max(2, found.pages):
        return chain
    names = [_AXES.get(letter, "page") for letter in leading]
    if len(set(names)) < len(names):  # axes that nobody has a name for
        return Planes((PlaneAxis("page", math.prod(sizes)),), series)
    axes = (PlaneAxis(name, size) for name, size in zip(names, sizes, strict=True))
    return Planes(tuple(axis for axis in axes if axis.size > 1), series)


def planes_of_file(path: Path, found: Layout) -> Planes:
    """Of a file that is not read into memory. Never raises."""
    import tifffile

    logging.getLogger("tifffile").setLevel(logging.CRITICAL)
    try:
        with tifffile.TiffFile(path) as file:
            return planes_of(file, page_of(file, found.main), found)
    except Exception:  # damaged metadata raise anything; pages are still pages
        return Planes(_pages(found), None)


def chosen_planes(source: Source, planes: Planes) -> list[int]:
    """Which planes are read, from 0 in their order; several channels are several. Raises ReadError."""
    reading = source.reading
    if reading.page:
        source.check_plane("page", reading.page, planes.count)
        return [reading.page - 1]
    channels = reading.channels or (1,)
    wanted = {"slice": (reading.slice or 1,), "time": (reading.time or 1,), "channel": channels}
    for name, numbers in wanted.items():
        for number in numbers:
            source.check_plane(name, number, planes.size(name))
    shape = [axis.size for axis in planes.axes]
    return [
        int(np.ravel_multi_index([_at(axis, wanted, i) for axis in planes.axes], shape)) if shape else 0
        for i in range(len(channels))
    ]


def read_plane(source: Source, file: Any, planes: Planes, page: Any, index: int) -> NDArray[Any]:
    """The samples of a plane as tifffile gives them for a page; of the picture's own page for the first.

    Raises ReadError where it is not in the file.
    """
    if index == 0:
        return np.asarray(page.asarray(maxworkers=4))
    series = planes.series
    if series is None:
        return np.asarray(main_pages(file)[index].asarray(maxworkers=4))
    if len(series.pages) == planes.count:
        if series.pages[index] is None:  # in another file, which nobody named
            raise ReadError(source.path, _("plane {n} is not in the file.").format(n=index + 1))
        return np.asarray(series.pages[index].asarray(maxworkers=4))
    start = series.dataoffset if series.dataoffset is not None else page.dataoffsets[0]
    dtype = page.dtype.newbyteorder(page.parent.byteorder)
    first = start + index * page.nbytes
    if not page.is_contiguous or first + page.nbytes > len(source.data):
        raise ReadError(source.path, _("plane {n} is not in the file.").format(n=index + 1))
    count = page.nbytes // dtype.itemsize
    return np.frombuffer(source.data, dtype, count, first).reshape(page.shape).astype(page.dtype)


def main_pages(file: Any) -> list[Any]:
    """The pages in the chain of a tifffile.TiffFile that are no thumbnails, overviews or masks."""
    pages = (each.aspage() for each in file.pages)
    return [page for page in pages if not int(page.subfiletype) & _REDUCED_OR_MASK]


def first_with_something(source: Source, file: Any, planes: Planes, page: Any) -> tuple[int, NDArray[Any]]:
    """The first plane that does not have one value everywhere; the very first where all have.

    Only of planes that belong together: other pages may be of any kind.
    """
    first = read_plane(source, file, planes, page, 0)
    plane, index = first, 0
    while planes.series is not None and _is_empty(plane):
        index += 1
        if index >= min(planes.count, _MOST_EMPTY):
            return 0, first
        plane = read_plane(source, file, planes, page, index)
    return index, plane


def sentences(planes: Planes, indices: list[int], reading: Reading) -> tuple[str, ...]:
    """What is not there, or was not read; and that an empty plane was passed over. () for all planes."""
    lost = planes.announced > planes.count
    cut = _("The file announces {n} planes, of which it holds {m}: it is cut short.")
    missing = (cut.format(n=planes.announced, m=planes.count),) if lost else ()
    return (*missing, *_not_read(planes, indices, reading))


def _not_read(planes: Planes, indices: list[int], reading: Reading) -> tuple[str, ...]:
    if planes.count < 2 or len(indices) == planes.count:
        return ()
    passed = indices != [0] and not reading.chooses_plane
    empty = (_("The first plane has one value everywhere: it was passed over."),) if passed else ()
    if [axis.name for axis in planes.axes] == ["page"] and indices == [0]:
        return first_of(planes.count)
    shape = [axis.size for axis in planes.axes]
    parts = []
    places = zip(*(np.unravel_index(i, shape) for i in indices), strict=True)
    for axis, numbers in zip(planes.axes, places, strict=True):
        text = with_commas(str(int(number) + 1) for number in dict.fromkeys(numbers))
        parts.append(_(_ONE_OF[axis.name]).format(number=text, size=axis.size))
    return (_("Only {planes} was read.").format(planes=with_commas(parts)), *empty)


def _at(axis: PlaneAxis, wanted: dict[str, tuple[int, ...]], i: int) -> int:
    numbers = wanted.get(axis.name, (1,))
    return numbers[i if axis.name == "channel" else 0] - 1


def _pages(found: Layout) -> tuple[PlaneAxis, ...]:
    return (PlaneAxis("page", found.pages),) if found.pages > 1 else ()


def _announced(page: Any) -> int:
    """Planes that ImageJ wrote behind one directory: once some are cut off tifffile tells of none."""
    description = str(page.description or "")
    found = _IMAGES.search(description) if description.startswith("ImageJ=") else None
    return int(found[1]) if found else 0


def _is_empty(plane: NDArray[Any]) -> bool:
    return bool(plane.size and (plane == plane.flat[0]).all())
