"""JSON that a stranger may have written: what it costs is reckoned before it is parsed."""

from __future__ import annotations

import json
from typing import Any

# Bytes in memory, about (CPython, 64 bits): of an object, a list, a member with its name, a value behind a
# comma; and of a character, once as text and once in a string.
_OBJECT, _LIST, _MEMBER, _VALUE, _CHARACTER = 200, 100, 150, 40, 4
# An outline of a million points takes 350 MB.
MOST_MEMORY = 500_000_000


def parsed(content: bytes) -> Any:
    """The values in JSON text. Raises ValueError where it is none, or would take more than MOST_MEMORY."""
    if memory_of(content) > MOST_MEMORY:
        raise ValueError("there are too many values in it")
    try:
        return json.loads(content)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def memory_of(content: bytes) -> int:
    """Bytes that the values would take at most, about; signs inside of strings are counted too."""
    signs = ((b"{", _OBJECT), (b"[", _LIST), (b":", _MEMBER), (b",", _VALUE))
    return _CHARACTER * len(content) + sum(cost * content.count(sign) for sign, cost in signs)
