"""Where each picture of a list is measured: files of regions of interest, and of what is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from core.base.sentences import _
from core.guarded.process import ReadingProcess
from core.image.image import Described, grid_of
from core.roi.names import free_name
from core.roi.outside import whole_picture, without
from core.roi.regions_of_interest import RegionsOfInterest, checked
from core.roi_files.formats import regions_for


@dataclass(frozen=True)
class Places:
    """roi: files of where to look; none for everywhere. exclude: files of what is left out of it."""

    roi: tuple[Path, ...] = ()
    exclude: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.roi or self.exclude)

    def regions_of(self, image: Described, reader: ReadingProcess) -> RegionsOfInterest:
        """The regions of interest of a picture. Raises ReadError; ParameterError where nothing is left."""
        inside = _read(self.roi, image, reader)
        if not self.exclude:
            return inside
        cut = _read(self.exclude, image, reader)
        inside = inside or (whole_picture(_("outside"), image.width, image.height),)
        left = (without(region, cut, image.width, image.height) for region in inside)
        return tuple(checked(region, image) for region in left)


def _read(paths: Sequence[Path], image: Described, reader: ReadingProcess) -> RegionsOfInterest:
    """Of all files, each with a name of its own."""
    found: RegionsOfInterest = ()
    for path in paths:
        for region in reader.read_by(regions_for, path, grid_of(image)):
            name = free_name(region.name, (each.name for each in found))
            found = (*found, replace(region, name=name))
    return found
