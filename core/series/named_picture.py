"""A picture of a series as an option names it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import _


def named_picture(option: str, text: str, pictures: Sequence[Path], choice: str = "") -> Path:
    """The one picture of this path, else of this name. choice: what the option takes beside pictures.

    Raises ParameterError where there is none, or where several have the name.
    """
    found = [path for path in pictures if path == Path(text)]
    found = found or [path for path in pictures if path.name == text]
    if len(found) == 1:
        return found[0]
    if found:
        sentence = _("--{option} {text}: several pictures have this name; write its path.")
        if choice:
            sentence += " " + _("Or choose {choice}.")
        raise ParameterError(sentence.format(option=option, text=text, choice=choice))
    sentence = (
        _("--{option} is “{text}”: choose {choice}, or a picture of the series.")
        if choice
        else _("--{option} is “{text}”: choose a picture of the series.")
    )
    names = (*([choice] if choice else ()), *(path.name for path in pictures))
    hint = did_you_mean(text, names)
    raise ParameterError(sentence.format(option=option, text=text, choice=choice) + hint)
