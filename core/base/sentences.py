"""The sentences people read, in their language: gettext, and English where nothing is translated.

Values go in after the look-up, so that a translation may move them:
`_("{name} has no pixels.").format(name=name)`, `ngettext("{n} region", "{n} regions", n).format(n=n)`.
A constant of a module is marked by `N_` where it stands and looked up by `_` where it is shown.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"
# The language is that of the environment (LANGUAGE, LC_ALL, LC_MESSAGES, LANG).
_translation = gettext.translation("floe", _FOLDER, fallback=True)


def _(sentence: str) -> str:
    """The sentence in the reader's language."""
    return _translation.gettext(sentence)


def ngettext(one: str, many: str, number: int) -> str:
    """The sentence in the form that the reader's language has for this number."""
    return _translation.ngettext(one, many, number)


def listed(names: Sequence[str]) -> str:
    """ "ice", "ice and water", "ice, water and land"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])


def N_(sentence: str) -> str:  # noqa: N802 - what translators' tools know
    """The sentence itself, found by translators' tools; `_` looks it up when it is shown."""
    return sentence
