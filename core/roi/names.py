"""Names of regions of interest: given by the user, or by a file."""

from __future__ import annotations

from collections.abc import Iterable

from core.base.errors import ParameterError
from core.base.sentences import _

_LONGEST_NAME = 200


def one_line(name: str) -> str:
    """A name as it is kept. Raises ParameterError for one that is empty, long, or of several lines."""
    name = name.strip()
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise ParameterError(
            _("A region of interest needs a name of one line, at most {most} characters long.").format(
                most=_LONGEST_NAME
            )
        )
    return name


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """The name itself, or with a number behind it where it is taken."""
    names = set(taken)
    if wanted not in names:
        return wanted
    return next(name for n in range(2, len(names) + 3) if (name := f"{wanted} {n}") not in names)


def name_from(wanted: object, otherwise: str) -> str:
    """A name from a file, cleaned; `otherwise` where it is none."""
    if wanted is None or isinstance(wanted, bool | dict | list):
        return otherwise
    if isinstance(wanted, float) and wanted.is_integer():
        wanted = int(wanted)
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in str(wanted)).split())
    try:
        return one_line(text[:200])
    except ParameterError:
        return otherwise


def numbered(stem: str, number: int, total: int) -> str:
    """What the n-th region of interest of a file is called that has no name."""
    return stem if total == 1 else f"{stem} {number}"
