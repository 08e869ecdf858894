"""The name that a misspelt one was meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from core.base.sentences import _, between_sentences

# Of difflib, from 0 (nothing alike) to 1 (the same): "geojsn" is .92 like "geojson".
_ALIKE = 0.65


def closest(word: str, known: Iterable[str]) -> str:
    """The known name most like a word, capitals, hyphens and underscores aside; empty where none is."""
    names = {_plain(name): name for name in reversed(list(known))}
    found = get_close_matches(_plain(word), names, n=1, cutoff=_ALIKE)
    return names[found[0]] if found else ""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question that follows a sentence about a name that is none; empty where no other is like it."""
    name = closest(word, known)
    return between_sentences() + _("Did you mean {name}?").format(name=name) if name else ""


def _plain(name: str) -> str:
    return name.lower().replace("_", "-").strip("-")
