"""Which axes of a space can be looked at together, and what they are called."""

from __future__ import annotations

from itertools import combinations

from PySide6.QtCore import QCoreApplication

# The one shown first is the first one. In space the last axis points up.
_PLANES: dict[str, tuple[tuple[int, ...], ...]] = {
    "rgb": ((0, 2), (0, 1), (1, 2)),
    "lab": ((1, 2), (1, 0), (2, 0)),
    "hsv": ((0, 1), (0, 2), (1, 2)),
}
_SPACES: dict[str, tuple[tuple[int, ...], ...]] = {
    "rgb": ((0, 2, 1),),
    "lab": ((1, 2, 0),),
    "hsv": ((0, 1, 2),),
}
# Planes of more bands would be too many to choose from.
MOST_BANDS = 6


def choices(space: str, bands: tuple[str, ...], number: int) -> tuple[tuple[int, ...], ...]:
    """So many axes at a time, 2 or 3, to choose from; none where there are fewer.

    bands: the names of the axes of the space "bands".
    """
    if space == "bands":
        return tuple(combinations(range(min(len(bands), MOST_BANDS)), number))
    return (_PLANES if number == 2 else _SPACES).get(space, ())


def axis_names(space: str, bands: tuple[str, ...]) -> tuple[str, ...]:
    """Of all axes; after a lone one what a histogram counts."""
    if space == "bands":
        return bands if len(bands) > 1 else (*bands, _words("Share, %"))
    return {
        "rgb": (_words("Red"), _words("Green"), _words("Blue")),
        "lab": ("L*", "a*", "b*"),
        "hsv": (_words("Chroma · cos hue"), _words("Chroma · sin hue"), _words("Value")),
    }.get(space, (_words("Grey value"), _words("Share, %")))


def _words(text: str) -> str:
    return QCoreApplication.translate("ColourSpaceView", text)
