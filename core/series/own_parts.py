"""What is said of one picture of a series alone: its scale, where it is measured, what was edited by hand.

All else (legend, recipe, steps, ratios) is the same for all of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from core.base.errors import ParameterError
from core.base.sentences import _
from core.document.document import Document
from core.document.document_parts import inside_parts
from core.document.edits import Edits, edits_from, edits_json
from core.document.plain_json import Json
from core.image.image import Described, Image
from core.pipeline.given_parts import GivenParts
from core.roi.regions_of_interest import (
    Inside,
    RegionsOfInterest,
    check_effort,
    inside_from,
    regions_of_interest_from,
)
from core.scale.calibration import Calibration, from_line
from core.scale.scale_choice import pixel_size_from, pixel_size_json, scale_choice_from

# What a picture may have of its own.
NAMES = ("scale", "regions", "edits")


@dataclass(frozen=True, eq=False)
class OwnParts:
    """Frozen. scale: as `pixel_size_json` has it; None: that of the file holds. regions_of_interest, inside:
    as a Document has them, in pixels of the whole picture. edits: by hand, None without.
    """

    scale: Json | None = None
    regions_of_interest: RegionsOfInterest = ()
    inside: Inside = "cluster"
    edits: Edits | None = None

    def __bool__(self) -> bool:
        return self.scale is not None or bool(self.regions_of_interest) or self.edits is not None

    @property
    def clustered(self) -> OwnParts:
        """What of it decides which pixels a legend is fitted on."""
        if self.inside == "measure":
            return OwnParts()
        return OwnParts(regions_of_interest=self.regions_of_interest)

    @property
    def key(self) -> str:
        """Equal for what is measured alike; "" for nothing."""
        if not self:
            return ""
        found = hashlib.sha256(
            json.dumps(own_json(replace(self, edits=None))).encode("utf-8", "backslashreplace")
        )
        if self.edits is not None:
            found.update(repr((self.edits.shape, self.edits.names)).encode("utf-8", "backslashreplace"))
            for place in sorted(self.edits.tiles):
                found.update(repr(place).encode())
                found.update(self.edits.tiles[place].tobytes())
        return found.hexdigest()

    def renamed(self, new_names: Mapping[str, str]) -> OwnParts:
        """With edits for classes that are called otherwise now; the same object where there are none."""
        edits = None if self.edits is None else self.edits.renamed(new_names)
        return self if edits is self.edits else replace(self, edits=edits)

    def differences(self, other: OwnParts) -> tuple[str, ...]:
        """Which of NAMES are others there."""
        regions = self.regions_of_interest, self.regions_of_interest and self.inside
        theirs = other.regions_of_interest, other.regions_of_interest and other.inside
        same = self.scale == other.scale, regions == theirs, _same_edits(self.edits, other.edits)
        return tuple(name for name, alike in zip(NAMES, same, strict=True) if not alike)

    def given(self, given: GivenParts, image: Described) -> GivenParts:
        """What is said of every picture, with this. image: what it is of.

        Raises ParameterError for outlines that nobody draws, and for edits of another picture.
        """
        if self.scale is not None:
            given = replace(given, scale=scale_choice_from(self.scale))
        if self.regions_of_interest:
            check_effort(self.regions_of_interest, image.height)
            given = replace(given, regions_of_interest=self.regions_of_interest, inside=self.inside)
        _check_size(self.edits, image)
        return given if self.edits is None else replace(given, edits=self.edits)

    def on(self, document: Document) -> Document:
        """The document of the picture with this in place of what it has of it.

        Raises ParameterError where the picture has another size than the one that was edited, or not the
        scale that is chosen.
        """
        image, step = document.image, _step(document.image)
        edits = self.edits if step == 1 else document.edits
        _check_size(edits, image)
        pixel_size = _scaled(pixel_size_from(self.scale, image), 1 / step)
        after = replace(document, pixel_size=pixel_size, edits=edits)
        return after.with_regions_of_interest(regions_on(image, self.regions_of_interest), self.inside)


def regions_on(image: Image, regions: RegionsOfInterest) -> RegionsOfInterest:
    """Regions of interest of the whole picture, in pixels of the image: that may be a level of it."""
    return _stretched(regions, 1 / _step(image))


def own_of(document: Document) -> OwnParts:
    """What a document says of its picture alone. Edits of a smaller copy are not of all pixels: they are left
    out.
    """
    step = _step(document.image)
    return OwnParts(
        pixel_size_json(_scaled(document.pixel_size, step)),
        _stretched(document.regions_of_interest, step),
        document.inside,
        document.edits if step == 1 else None,
    )


def own_json(own: OwnParts) -> Json:
    """As plain JSON values; {} of nothing."""
    return {
        **({} if own.scale is None else {"scale": own.scale}),
        **inside_parts(own.regions_of_interest, own.inside),
        **({} if own.edits is None else {"edits": edits_json(own.edits)}),
    }


def own_from(values: Json) -> OwnParts:
    """From the values of a file, which are untrusted.

    Raises ParameterError, KeyError, TypeError or ValueError where they are damaged.
    """
    scale, edits = values.get("scale"), None
    if scale is not None:
        scale = {str(key): each for key, each in dict(scale).items()}
        scale_choice_from(scale)
    where: tuple[RegionsOfInterest, Inside] = (), "cluster"
    if "regions_of_interest" in values:
        given = values["regions_of_interest"]
        where = regions_of_interest_from(given["regions"]), inside_from(given["inside"])
    if "edits" in values:
        height, width = (int(side) for side in values["edits"]["shape"])
        edits = edits_from(values["edits"], (height, width))
    return OwnParts(scale, *where, edits)


def _same_edits(one: Edits | None, other: Edits | None) -> bool:
    if one is other or one is None or other is None:
        return one is other
    if (one.shape, one.names, one.tiles.keys()) != (other.shape, other.names, other.tiles.keys()):
        return False
    pairs = ((one.tiles[place], other.tiles[place]) for place in one.tiles)
    return all(mine is theirs or np.array_equal(mine, theirs) for mine, theirs in pairs)


def _step(image: Image) -> int:
    """How many pixels of the whole picture one of the image stands for, along its side."""
    return 1 if image.level is None else image.level.step


def _stretched(regions: RegionsOfInterest, factor: float) -> RegionsOfInterest:
    if factor == 1:
        return regions
    return tuple(region.transformed(factor, factor, 0.0, 0.0) for region in regions)


def _scaled(pixel_size: Calibration | None, factor: float) -> Calibration | None:
    """A scale that was drawn lies on a picture of another size now; any other is as it was."""
    if pixel_size is None or pixel_size.line is None or factor == 1:
        return pixel_size
    ends = {name: factor * getattr(pixel_size.line, name) for name in ("x0", "y0", "x1", "y1")}
    return from_line(replace(pixel_size.line, **ends))


def _check_size(edits: Edits | None, image: Described) -> None:
    if edits is not None and edits.shape != (image.height, image.width):
        raise ParameterError(
            _("What was edited by hand is of a picture of another size: edit it anew in Segment.")
        )
