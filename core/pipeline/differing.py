"""What of a record is otherwise when it is repeated: value by value, a line each."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from core.base.paths import file_name, is_there, may_follow
from core.base.sentences import _
from core.document.plain_json import Json

# Whether a value of this name is what it was; and which members of two objects are compared.
Same = Callable[[Any, Any, str], bool]
Keys = Callable[[Json, Json], Iterable[str]]


def differing(wanted: Any, found: Any, same: Same, keys: Keys, name: str = "") -> list[str]:
    """One line a value: which, what it was, what it is."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        inner = (
            differing(wanted.get(key), found.get(key), same, keys, f"{name}.{key}".lstrip("."))
            for key in keys(wanted, found)
        )
        return [line for lines in inner for line in lines]
    if isinstance(wanted, list) and isinstance(found, list) and len(wanted) == len(found):
        pairs = enumerate(zip(wanted, found, strict=True), start=1)
        return [line for i, (a, b) in pairs for line in differing(a, b, same, keys, f"{name} {i}")]
    if wanted == found or same(wanted, found, name):
        return []
    return [_("{name} was {wanted}, is {found}").format(name=name, wanted=wanted, found=found)]


def there_or_beside(known: str, record: Path) -> Path | None:
    """A file where it was, or beside the record that names it; None where it is not, and for what lies on
    another server.
    """
    places = [record.parent / file_name(known)]
    if may_follow(known, record):
        places = [Path(known), *places, record.parent / known]
    return next((place for place in places if is_there(place)), None)


def is_close(wanted: Any, found: Any, relative: float) -> bool:
    """Of two numbers with a decimal point."""
    both = isinstance(wanted, float) and isinstance(found, float)
    return both and math.isclose(wanted, found, rel_tol=relative)
