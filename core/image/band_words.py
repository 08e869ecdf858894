"""What the bands and axes that every colour picture has are called by a person; files keep their names."""

from __future__ import annotations

from collections.abc import Iterable

from core.base.sentences import N_, _

_WORDS = {
    "red": N_("red"),
    "green": N_("green"),
    "blue": N_("blue"),
    "grey": N_("grey"),
    "value": N_("value"),
    "chroma·cos hue": N_("chroma·cos hue"),
    "chroma·sin hue": N_("chroma·sin hue"),
}


def band_words(names: Iterable[str]) -> tuple[str, ...]:
    """The names as they are shown: those of colours in the reader's language, others as the file has them."""
    return tuple(_(_WORDS[name]) if name in _WORDS else name for name in names)
