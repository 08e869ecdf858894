"""Names that users give: to classes, to ratios."""

from __future__ import annotations

from unicodedata import category

from core.base.errors import ParameterError


def checked_name(name: str, what: str) -> str:
    """The name without space around it. what: "class", for the sentence.

    Raises ParameterError where it is empty or more than a line of text.
    """
    name = name.strip()
    if not name:
        raise ParameterError(f"A {what} needs a name.")
    # Control signs and line ends would break tables; halves of a character cannot be written at all.
    if any(category(sign) in ("Cc", "Cs", "Zl", "Zp") for sign in name):
        raise ParameterError(f"The name {name!r} of a {what} is not one line of text: choose another one.")
    return name
