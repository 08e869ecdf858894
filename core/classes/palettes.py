"""Colours for classes that people with any colour vision can tell apart.

Sources: M. Okabe and K. Ito, Color Universal Design (2008); P. Tol, Colour Schemes, SRON technical note
09-002 (2021), “bright” and “muted”; S. van der Walt and N. Smith, viridis (2015, CC0); J. R. Nuñez, C. R.
Anderton and R. S. Renslow, cividis, PLoS ONE 13(7) (2018).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.base.errors import ParameterError
from core.base.sentences import N_, _, ngettext
from core.classes.classes import Classes


@dataclass(frozen=True)
class Palette:
    """colours: "#rrggbb". graded: they go from dark to light and any number lies between them; else each is
    used as it is, and there are no more.
    """

    id: str
    name: str
    colours: tuple[str, ...]
    graded: bool = False

    def fits(self, classes: int) -> bool:
        """Whether so many classes get colours that differ."""
        return self.graded or classes <= len(self.colours)


def _palette(key: str, name: str, colours: str, *, graded: bool = False) -> Palette:
    return Palette(key, name, tuple(f"#{colour}" for colour in colours.split()), graded)


# Okabe and Ito begin with black, which is kept for the last: it is the background of many pictures.
PALETTES: tuple[Palette, ...] = (
    _palette("okabe-ito", "Okabe–Ito", "0072b2 e69f00 009e73 cc79a7 56b4e9 d55e00 f0e442 000000"),
    _palette("tol-bright", N_("Tol bright"), "4477aa ee6677 228833 ccbb44 66ccee aa3377 bbbbbb"),
    _palette("tol-muted", N_("Tol muted"), "332288 88ccee 44aa99 117733 999933 ddcc77 cc6677 882255 aa4499"),
    _palette(
        "viridis",
        N_("Viridis, dark to light"),
        "440154 482878 3e4989 31688e 26828e 1f9e89 35b779 6ece58 b5de2b fde725",
        graded=True,
    ),
    _palette(
        "cividis",
        N_("Cividis, dark to light"),
        "00224e 123570 3b496c 575d6d 707173 8a8678 a59c74 c3b369 e1cc55 fee838",
        graded=True,
    ),
)


_VIRIDIS = next(palette for palette in PALETTES if palette.id == "viridis")


def with_palette(classes: Classes, palette: Palette | None) -> Classes:
    """The classes in the colours of a palette, in their order from dark to light; None: mean colours.

    Raises ParameterError where the palette has fewer colours than there are classes: nobody could tell apart
    two classes of one colour.
    """
    if palette is None:
        return tuple(replace(item, colour=None, by_name=False) for item in classes)
    if not palette.fits(len(classes)):
        raise ParameterError(
            ngettext(
                "{name} has {count} colours for {n} class: merge some, or choose a palette from dark to "
                "light.",
                "{name} has {count} colours for {n} classes: merge some, or choose a palette from dark to "
                "light.",
                len(classes),
            ).format(name=_(palette.name), count=len(palette.colours), n=len(classes))
        )
    colours = _graded(palette.colours, len(classes)) if palette.graded else palette.colours
    return tuple(replace(item, colour=colours[i], by_name=False) for i, item in enumerate(classes))


def seen_over_picture(classes: Classes) -> Classes:
    """The classes as they are shown over the picture: those without a colour of their own have a palette's.

    In their mean colours they would look like the picture itself. Okabe–Ito as far as its colours that nobody
    has chosen reach, else Viridis from dark to light.
    """
    taken = {item.colour for item in classes}
    bare = [item for item in classes if item.colour is None]
    free = [colour for colour in PALETTES[0].colours if colour not in taken]
    if len(bare) > len(free):
        free = list(_graded(_VIRIDIS.colours, len(bare)))
    colours = iter(free)
    return tuple(item if item.colour else replace(item, colour=next(colours)) for item in classes)


def _graded(anchors: tuple[str, ...], count: int) -> tuple[str, ...]:
    """`count` colours at equal distances along the line through the anchors, both ends included."""
    last = len(anchors) - 1
    places = [last * i / (count - 1) for i in range(count)] if count > 1 else [last / 2]
    return tuple(_between(anchors, place) for place in places)


def _between(anchors: tuple[str, ...], place: float) -> str:
    low = min(int(place), len(anchors) - 2)
    part = place - low
    pairs = zip(_levels(anchors[low]), _levels(anchors[low + 1]), strict=True)
    return "#" + "".join(f"{round(one + (other - one) * part):02x}" for one, other in pairs)


def _levels(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))
