"""The pixels of a picture that no area, region or outline holds, as every exported file says."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.sentences import ngettext
from core.image.image import Described
from core.writing.number_words import grouped


@dataclass(frozen=True)
class NotCounted:
    """without_data: pixels, of `pixels` in all of the picture or of its crop. not_measured: those with data
    that lie outside the regions of interest, that the user took out of every class, or that labels from
    elsewhere say nothing of.
    """

    pixels: int = 0
    without_data: int = 0
    not_measured: int = 0

    @property
    def columns(self) -> dict[str, int]:
        """For tables, in every row: only what there is."""
        known = {"pixels_without_data": self.without_data, "pixels_not_measured": self.not_measured}
        return {name: number for name, number in known.items() if number}

    @property
    def sentences(self) -> tuple[str, ...]:
        """For all else; none where every pixel counts."""
        found = []
        if self.without_data:
            found.append(
                ngettext(
                    "{n} of {total} pixels has no data.",
                    "{n} of {total} pixels have no data.",
                    self.without_data,
                ).format(n=grouped(self.without_data), total=grouped(self.pixels))
            )
        if self.not_measured:
            found.append(
                ngettext(
                    "{n} of {total} pixels with data is not measured: it lies outside the regions of "
                    "interest, was taken out by hand, or has no label.",
                    "{n} of {total} pixels with data are not measured: they lie outside the regions of "
                    "interest, were taken out by hand, or have no label.",
                    self.not_measured,
                ).format(n=grouped(self.not_measured), total=grouped(self.pixels - self.without_data))
            )
        return tuple(found)


NOTHING = NotCounted()


def not_counted(image: Described, measured: int) -> NotCounted:
    """measured: pixels of the picture that are in its areas. What is around the objects of a label image is
    no picture without data.
    """
    if image.reading.labels:
        return NOTHING
    pixels = image.width * image.height if image.crop is None else image.crop.pixels
    valid = image.valid_pixels
    return NotCounted(pixels, max(pixels - valid, 0), max(valid - measured, 0))
