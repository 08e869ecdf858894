"""The jobs of regions of interest: what is drawn is checked, the wand looks, files are read and written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.base.arrays import Floats
from core.base.parallel import Cancel
from core.image.image import Image, grid_of
from core.roi.magic_wand import wand
from core.roi.regions_of_interest import RegionOfInterest, RegionsOfInterest
from core.roi.shapes import Shape
from core.roi_files.formats import regions_for, write_regions
from core.roi_files.geometry import enclosed, proposed

# Makes of a new shape the region of interest that it is to be, or to belong to.
PicturePlace = Callable[[Shape], RegionOfInterest]


@dataclass(frozen=True, eq=False)
class Proposal:
    """A region of interest that can be one. note: a sentence on what was changed, or empty."""

    region: RegionOfInterest
    note: str = ""


def propose(image: Image, region: RegionOfInterest, cancelled: Cancel) -> Proposal:
    """Check a region of interest. Raises ParameterError, Cancelled."""
    return Proposal(proposed(region, image, cancelled=cancelled))


def propose_outline(image: Image, place: PicturePlace, points: Floats, cancelled: Cancel) -> Proposal:
    """Close a line drawn by hand. points: (n, 2), as the hand went. Raises ParameterError, Cancelled."""
    shape, note = enclosed(points)
    return Proposal(proposed(place(shape), image, cancelled=cancelled), note)


@dataclass(frozen=True)
class Touch:
    """What the wand touches. tolerance: in the units of the file."""

    column: int
    row: int
    tolerance: float
    connected: bool


def propose_wand(image: Image, place: PicturePlace, touch: Touch, cancelled: Cancel) -> Proposal:
    """Take the pixels like the one touched. Raises ParameterError, Cancelled."""
    shape = wand(
        image, touch.column, touch.row, touch.tolerance, connected=touch.connected, cancelled=cancelled
    )
    return Proposal(proposed(place(shape), image, cancelled=cancelled))


def read_regions(paths: Sequence[Path], image: Image, cancelled: Cancel) -> RegionsOfInterest:
    """Read the regions of interest of files, one after the other. Raises ReadError, Cancelled."""
    from core.guarded.process import ReadingProcess
    from core.io.reader import read

    grid = grid_of(image)
    with ReadingProcess(read, warm=False) as process:
        found = [process.read_by(regions_for, path, grid, cancelled=cancelled) for path in paths]
    return tuple(region for regions in found for region in regions)


def save_regions(path: Path, regions: RegionsOfInterest, image: Image, _cancelled: Cancel) -> Path:
    """Write regions of interest into a file. Raises WriteError, ParameterError."""
    write_regions(path, regions, image)
    return path
