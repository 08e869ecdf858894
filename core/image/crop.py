"""The crop: the part of a picture that is measured, where bars or legends are burned in beside it.

Pixels keep their places: the rest of the picture counts as no data (docs/adr/0033-crop.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from core.base.arrays import Mask
from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.writing.number_words import grouped
from core.writing.typed_numbers import parse_whole_number

_FORM = N_("“{text}” is no crop: write X,Y,WIDTH,HEIGHT in whole pixels, for example 0,0,1280,960.")

# No picture has a pixel there.
_FARTHEST = 10**9


@dataclass(frozen=True)
class Crop:
    """A rectangle of whole pixels. x, y: the first column and row, from 0.

    Raises ParameterError where it begins before the picture or holds no pixel, TypeError for what is no whole
    number.
    """

    x: int
    y: int
    width: int
    height: int

    def __post_init__(self) -> None:
        if not all(type(number) is int for number in vars(self).values()):
            raise TypeError("a crop has whole numbers")
        if self.x < 0 or self.y < 0:
            sentence = _("The crop {crop} begins beside the picture: its first pixel is 0,0.")
            raise ParameterError(sentence.format(crop=self.text))
        if self.width < 1 or self.height < 1:
            sentence = _("The crop {crop} holds no pixel: its width and height are 1 or more.")
            raise ParameterError(sentence.format(crop=self.text))

    @property
    def right(self) -> int:
        """The first column beyond."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """The first row beyond."""
        return self.y + self.height

    @property
    def pixels(self) -> int:
        return self.width * self.height

    @property
    def text(self) -> str:
        """ "0,0,260,200", as `parse_crop` takes it."""
        return f"{self.x},{self.y},{self.width},{self.height}"

    @property
    def place(self) -> str:
        """ "260 × 200 pixels from (0, 0)"."""
        return _("{width} × {height} pixels from ({x}, {y})").format(
            width=grouped(self.width), height=grouped(self.height), x=grouped(self.x), y=grouped(self.y)
        )

    @property
    def sentence(self) -> str:
        """What is said of it beside numbers."""
        return _("Cropped to {place}; the rest of the picture counts as no data.").format(place=self.place)

    def holds(self, column: int, row: int) -> bool:
        """Whether a pixel lies in it."""
        return self.x <= column < self.right and self.y <= row < self.bottom

    def fits(self, width: int, height: int) -> bool:
        """Whether a picture of this size holds all of it."""
        return self.right <= width and self.bottom <= height

    @property
    def part(self) -> tuple[slice, slice]:
        """Its rows and columns."""
        return slice(self.y, self.bottom), slice(self.x, self.right)

    def of_level(self, step: int) -> Crop:
        """In every `step`-th pixel of every `step`-th row. Raises ParameterError where none lies in it."""
        x, y, right, bottom = (-(-edge // step) for edge in (self.x, self.y, self.right, self.bottom))
        return Crop(x, y, right - x, bottom - y)

    def mask(self, row: int, column: int, height: int, width: int) -> Mask:
        """(height, width) bool: which pixels of a window that begins there lie in the crop."""
        rows = np.arange(row, row + height)
        columns = np.arange(column, column + width)
        down = (rows >= self.y) & (rows < self.bottom)
        mask: Mask = down[:, None] & (columns >= self.x) & (columns < self.right)
        return mask


def crop_of(crop: Crop, width: int, height: int) -> Crop | None:
    """The crop of a picture of this size; None for all of it. Raises ParameterError where it does not fit."""
    if not crop.fits(width, height):
        raise ParameterError(
            _(
                "The crop {crop} reaches beyond the picture of {width} × {height} pixels: give one within it."
            ).format(crop=crop.text, width=grouped(width), height=grouped(height))
        )
    return None if crop.pixels == width * height else crop


def does_not_fit(crop: Crop, width: int, height: int) -> str:
    """What is said where the crop of a recipe reaches beyond another picture."""
    return _(
        "The crop of the recipe ({place}) does not fit into this picture of {width} × {height} pixels: it "
        "was left out."
    ).format(place=crop.place, width=grouped(width), height=grouped(height))


def parse_crop(text: str) -> Crop:
    """ "0,0,260,200" → the crop. Raises ParameterError for text of another form, and as Crop."""
    try:
        numbers = [parse_whole_number(part) for part in text.split(",")]
    except ParameterError:
        numbers = []
    if len(numbers) != 4:
        raise ParameterError(_(_FORM).format(text=text))
    return Crop(*numbers)


def crop_part(crop: Crop | None) -> dict[str, Any]:
    """ "crop" as a part of documents, recipes and records; {} where there is none."""
    return {} if crop is None else {"crop": dict(vars(crop))}


def crop_in(values: Mapping[str, Any]) -> Crop | None:
    """The crop of such a part; None where there is none.

    Raises ParameterError, KeyError, TypeError or ValueError for what Floe did not write.
    """
    given = values.get("crop")
    if given is None:
        return None
    crop = Crop(given["x"], given["y"], given["width"], given["height"])
    if max(crop.right, crop.bottom) > _FARTHEST:
        raise ValueError("a crop ends where no picture has a pixel")
    return crop
