"""What the system lacks so that nothing can be done: a sentence in place of a traceback."""

from __future__ import annotations

import re

from core.base.sentences import _

# What loaders of libraries say where there is no room for one.
_NO_ROOM = ("failed to map segment", "cannot allocate memory", "could not find/load shared object file")
# What Python's compiler says of a module of ours then, which has no such mistake.
_NOT_COMPILED = re.compile(r"field '\w+' is required for \w+")


def lack_of_memory(error: BaseException) -> str:
    """The sentence of an error that comes from too little memory; "" of any other."""
    said = str(error).lower()
    no_room = any(words in said for words in _NO_ROOM) or _NOT_COMPILED.fullmatch(said)
    if isinstance(error, MemoryError) or no_room:
        return _("There is not enough memory for this: close other programs, or raise the limit (ulimit -v).")
    return ""
