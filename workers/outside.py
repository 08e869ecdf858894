"""The jobs that turn regions of interest round: what lay inside is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.base.parallel import Cancel
from core.image.image import Image
from core.roi.names import free_name
from core.roi.outside import inverted, whole_picture, without
from core.roi.regions_of_interest import RegionsOfInterest, checked, replaced


@dataclass(frozen=True)
class Arranged:
    """All regions of interest, as they are to be. selected: the name of the one in hand."""

    regions: RegionsOfInterest
    selected: str


def invert(image: Image, regions: RegionsOfInterest, name: str, new_name: str, cancelled: Cancel) -> Arranged:
    """Everything but the region of this name in its place. Raises ParameterError, Cancelled."""
    region = next(each for each in regions if each.name == name)
    others = tuple(each for each in regions if each.name != name)
    turned = inverted(region, image.width, image.height)
    turned = replace(turned, name=free_name(new_name, (each.name for each in others)))
    checked(turned, image, cancelled=cancelled)
    return Arranged(tuple(turned if each is region else each for each in regions), turned.name)


def keep_outside(image: Image, regions: RegionsOfInterest, name: str, cancelled: Cancel) -> Arranged:
    """One region of interest, of what lies in none of them. Raises ParameterError, Cancelled."""
    whole = whole_picture(name, image.width, image.height)
    outside = without(whole, regions, image.width, image.height, cancelled=cancelled)
    return Arranged((checked(outside, image, cancelled=cancelled),), name)


def cut_from_others(
    image: Image, regions: RegionsOfInterest, name: str, whole_name: str, cancelled: Cancel
) -> Arranged:
    """The others without what lies in the region of this name, which goes; where there is no other, the
    whole picture without it. Raises ParameterError for one of which nothing would be left, Cancelled.
    """
    cut = tuple(each for each in regions if each.name == name)
    others = tuple(each for each in regions if each.name != name)
    if not others:
        return keep_outside(image, cut, whole_name, cancelled)
    for each in others:
        left = without(each, cut, image.width, image.height, cancelled=cancelled)
        others = replaced(others, checked(left, image, cancelled=cancelled))
    return Arranged(others, others[-1].name)
