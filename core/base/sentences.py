"""The sentences people read, in their language: gettext, and English where nothing is translated.

Values go in after the look-up, so that a translation may move them:
`_("{name} has no pixels.").format(name=name)`, `ngettext("{n} region", "{n} regions", n).format(n=n)`.
A constant of a module is marked by `N_` where it stands and looked up by `_` where it is shown.
"""

from __future__ import annotations

import gettext
import locale
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

TRANSLATIONS = Path(__file__).resolve().parents[2] / "resources" / "translations"
ENGLISH = "en"
_DOMAIN = "floe"


def languages() -> tuple[str, ...]:
    """English, and those that there are catalogues of, such as "zh_CN"."""
    found = TRANSLATIONS.glob(f"*/LC_MESSAGES/{_DOMAIN}.mo")
    return (ENGLISH, *sorted(path.parents[1].name for path in found))


def closest_language(wanted: str) -> str:
    """The language that Floe speaks to who wants "de_AT.UTF-8" or "zh-Hans-SG"; "" where that is none."""
    name = wanted.partition(".")[0].partition("@")[0].replace("-", "_")
    there = languages()
    if name in there:
        return name
    return next((each for each in there if each.partition("_")[0] == name.partition("_")[0]), "")


def asked_for(environment: Mapping[str, str]) -> str:
    """The language that the first of LANGUAGE, LC_ALL, LC_MESSAGES and LANG asks for; "" for none."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if wanted := environment.get(name, ""):
            return next(filter(None, map(closest_language, wanted.split(":"))), ENGLISH)
    return ""


def speak(language: str) -> None:
    """Say all that follows in one of `languages()`; so do the processes started from here, and argparse."""
    global _spoken, _translation  # noqa: PLW0603
    _spoken = os.environ["LANGUAGE"] = language
    _translation = gettext.translation(_DOMAIN, TRANSLATIONS, [language], fallback=True)
    gettext.bindtextdomain(_DOMAIN, TRANSLATIONS)
    gettext.textdomain(_DOMAIN)
    if hasattr(locale, "textdomain"):
        # The system's own sentences, as of a file that is not there: the C library looks anew only when told.
        locale.textdomain(locale.textdomain(None))


def spoken() -> str:
    """The language that all is said in, one of `languages()`."""
    return _spoken


def language_tag() -> str:
    """The same as files have it (BCP 47), "zh-CN": by it a reader chooses voice and forms of letters."""
    return _spoken.replace("_", "-")


# What the program was started with: `speak` changes the environment.
SYSTEM_LANGUAGE = asked_for(os.environ)
_spoken = SYSTEM_LANGUAGE or ENGLISH
_translation = gettext.translation(_DOMAIN, TRANSLATIONS, [_spoken], fallback=True)


def _(sentence: str) -> str:
    """The sentence in the reader's language."""
    return _translation.gettext(sentence)


def pgettext(meaning: str, sentence: str) -> str:
    """The same of a word that means something else elsewhere. meaning: told to translators, not shown."""
    return _translation.pgettext(meaning, sentence)


def ngettext(one: str, many: str, number: int) -> str:
    """The sentence in the form that the reader's language has for this number."""
    return _translation.ngettext(one, many, number)


def listed(names: Sequence[str]) -> str:
    """ "ice", "ice and water", "ice, water and land"."""
    if len(names) < 2:
        return "".join(names)
    return _("{names} and {last}").format(names=with_commas(names[:-1]), last=names[-1])


def with_commas(parts: Iterable[str], most: int | None = None) -> str:
    """ "ice, water, land", in a sentence or a cell; of more than `most` these and "…".

    Chinese has a comma of its own for lists.
    """
    shown = list(parts)
    if most is not None and len(shown) > most:
        shown[most:] = ["…"]
    return _(", ").join(shown)


def with_semicolons(parts: Iterable[str]) -> str:
    """ "ice 3 km²; water 2 km²": where the parts have commas, or are clauses."""
    return _("; ").join(parts)


def in_a_row(sentences: Iterable[str]) -> str:
    """Sentences one after another, empty ones left out."""
    return between_sentences().join(filter(None, sentences))


def between_sentences() -> str:
    """What stands between two of them: a space, and nothing in Chinese."""
    return "" if _spoken.startswith("zh") else " "


def N_(sentence: str) -> str:  # noqa: N802 - what translators' tools know
    """The sentence itself, found by translators' tools; `_` looks it up when it is shown."""
    return sentence
