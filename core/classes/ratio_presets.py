"""Ratios that are usual in a field, offered where classes of these names exist."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from core.classes.ratios import Ratio, Ratios

# The name of the ratio, what is above, what is below; a word stands for every class with it in its name.
_USUAL = (
    ("ice concentration", ("ice", "floe", "pond"), ("ice", "floe", "pond", "water", "lead", "sea", "ocean")),
    ("pond fraction", ("pond",), ("ice", "floe", "pond")),
    ("water fraction", ("water",), ("water", "land", "shore", "vegetation")),
    ("snow cover", ("snow",), ("snow", "land", "rock", "vegetation", "soil")),
    ("vegetation cover", ("vegetation",), ("vegetation", "soil", "rock", "land")),
)


def presets(names: Iterable[str]) -> Ratios:
    """The usual ratios of classes of these names; each has something below that is not above as well.

    "thin ice" and "old ice" are ice both. "sea ice" is ice, not sea; "melt pond" is a pond.
    """
    return _presets(tuple(names))


@lru_cache(maxsize=16)  # asked at every change of anything, of the same names
def _presets(there: tuple[str, ...]) -> Ratios:
    found = []
    for name, above, below in _USUAL:
        over = tuple(each for each in there if _kind(each, below) in above)
        under = tuple(each for each in there if _kind(each, below) in below)
        if over and len(under) > len(over):
            found.append(Ratio(name, over, under))
    return tuple(found)


def _kind(name: str, words: tuple[str, ...]) -> str:
    """The word that says what a class is: the last one of its name that counts; plurals too."""
    parts = [part.strip(".,()").lower() for part in name.split()]
    kinds = [word for part in parts for word in words if part in (word, word + "s")]
    return kinds[-1] if kinds else ""
