"""A picture of a series as an option names it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.sentences import _, in_a_row


def named_picture(option: str, text: str, pictures: Sequence[Path], choice: str = "") -> Path:
    """The one picture of this path, else of this name. choice: what the option takes beside pictures.

    Raises ParameterError where there is none, or where several have the name.
    """
    found = [path for path in pictures if path == Path(text)]
    found = found or [path for path in pictures if path.name == text]
    if len(found) == 1:
        return found[0]
    if found:
        several = _("--{option} {text}: several pictures have this name; write its path.")
        more = _("Or choose {choice}.").format(choice=choice) if choice else ""
        raise ParameterError(in_a_row((several.format(option=option, text=text), more)))
    names = (*((choice,) if choice else ()), *(path.name for path in pictures))
    raise ParameterError(_none(option, text, choice) + did_you_mean(text, names))


def _none(option: str, text: str, choice: str) -> str:
    if not choice:
        return _("--{option} is “{text}”: choose a picture of the series.").format(option=option, text=text)
    sentence = _("--{option} is “{text}”: choose {choice}, or a picture of the series.")
    return sentence.format(option=option, text=text, choice=choice)
