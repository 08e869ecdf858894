"""Colours for classes as soon as they have a name: of a palette, so that they are told apart everywhere."""

from __future__ import annotations

from dataclasses import replace

from core.classes.classes import Class, Classes
from core.classes.palettes import PALETTES

# In this order, those of Okabe and Ito first: what goes from dark to light is for all classes at once.
COLOURS = tuple(dict.fromkeys(colour for each in PALETTES if not each.graded for colour in each.colours))


def is_named(item: Class) -> bool:
    """Whether a person, or examples, gave it its name, which otherwise is the id of one of its clusters."""
    return item.name.rstrip("′") not in {str(cluster) for cluster in item.clusters}


def coloured_by_name(classes: Classes, before: Classes = ()) -> Classes:
    """The classes with a colour for each that has a name and none of its own; the next that no class has.

    before: those that had a name before are left as they are. Beyond the colours, classes have their mean.
    """
    known = {item.name for item in before if is_named(item)}
    taken = {item.colour for item in classes}
    free = iter([colour for colour in COLOURS if colour not in taken])
    return tuple(
        replace(item, colour=colour, by_name=True)
        if item.colour is None and is_named(item) and item.name not in known and (colour := next(free, None))
        else item
        for item in classes
    )


def without_named_colours(classes: Classes) -> Classes:
    """The classes with the mean colour for each that has its colour by its name; what was chosen stays."""
    return tuple(replace(item, colour=None, by_name=False) if item.by_name else item for item in classes)
