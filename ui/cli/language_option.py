"""`--language`, before or after a command: taken out of the arguments before anything is said.

Imports the standard library only, and nothing that Python 3.8 does not know.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import suppress

from core.base.sentences import ENGLISH, SYSTEM_LANGUAGE, _, closest_language, languages, speak, with_commas

_OPTION = "--language"
_WRONG_USAGE = 2


def speak_as_asked(arguments: Sequence[str]) -> tuple[list[str], str]:
    """The arguments without the option, and the language that it names; "" where there is none.

    All that follows is said in that language, or in that of the environment. Raises SystemExit, having said
    what is wrong, where there is no such language.
    """
    rest, wanted = _taken(arguments)
    language = closest_language(wanted) if wanted else ""
    speak(language or SYSTEM_LANGUAGE or ENGLISH)
    if wanted is not None and not language:
        sentence = _("Floe does not speak “{language}”: choose one of {languages}.")
        problem = sentence.format(language=wanted, languages=with_commas(languages()))
        with suppress(AttributeError):  # no standard error, as under cron
            print(f"floe: {problem}", file=sys.stderr)  # noqa: T201
        raise SystemExit(_WRONG_USAGE)
    return rest, language


def _taken(arguments: Sequence[str]) -> tuple[list[str], str | None]:
    """The arguments before and after the option, and its value; the last one counts. "" stands for none."""
    rest: list[str] = []
    wanted: str | None = None
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*rest, word, *words], wanted
        if word == _OPTION:
            wanted = next(words, "")
        elif word.startswith(_OPTION + "="):
            wanted = word.partition("=")[2]
        else:
            rest.append(word)
    return rest, wanted
