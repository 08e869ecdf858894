"""Files made a little wrong: bytes, values of JSON, and the JSON inside of a zip."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Sequence
from typing import Any

_NUMBERS = (0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF)
_ODD: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 2**31, 2**63, 10**400, -0.0, 0.5, 1e308, -1e308, 1e-320),
    *(float("nan"), float("inf"), "", "\0", "\ud800", "a\nb", "1", "../../x", "é" * 300, "x" * 20_000),
    *([], {}, [[]], [{}], [0] * 40, [[0, 0]] * 40, [None], {"": None}, [1, "a", None, []]),
)


def mutated(data: bytes, others: Sequence[bytes], random: random.Random) -> bytes:
    """A variant of a file: by its structure where it has one, else byte by byte."""
    if random.random() < 0.7:
        try:
            if data.startswith(b"PK"):
                return _zip(data, others, random)
            return json.dumps(_json(json.loads(data), random)).encode("utf-8", "surrogatepass")
        except (ValueError, RecursionError, KeyError, zipfile.BadZipFile, OverflowError):
            pass
    for _ in range(random.choice((1, 1, 2, 4, 16))):
        data = _bytes(data, others, random)
    return data


def _bytes(data: bytes, others: Sequence[bytes], random: random.Random) -> bytes:  # noqa: PLR0911
    at = random.randrange(len(data) + 1)
    # What a file announces of itself mostly stands at its beginning.
    at = at if random.random() < 0.5 else min(at, 300)
    length = random.choice((1, 1, 2, 4, 8, 64, 1000))
    match random.randrange(7):
        case 0:
            return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]
        case 1:
            size, order = random.choice((1, 2, 4, 8)), random.choice(("little", "big"))
            number = random.choice(_NUMBERS) & ((1 << 8 * size) - 1)
            return data[:at] + number.to_bytes(size, order) + data[at + size :]  # type: ignore[arg-type]
        case 2:
            return data[:at] + data[at + length :]
        case 3:
            return data[:at] + data[at : at + length] * random.choice((2, 2, 50)) + data[at + length :]
        case 4:
            other = random.choice(others)
            begin = random.randrange(len(other) + 1)
            return data[:at] + other[begin : begin + length] + data[at:]
        case 5:
            return data[:at]
        case _:
            return data[:at] + random.randbytes(length) + data[at:]


def _json(value: Any, random: random.Random) -> Any:
    """The value with one of its members changed, left out, doubled, or taken for another."""
    places = _places(value)
    if not places:
        return random.choice(_ODD)
    for _ in range(random.choice((1, 1, 1, 2, 5))):
        parent, key = random.choice(places)
        if not (key in parent if isinstance(parent, dict) else key < len(parent)):
            continue
        match random.randrange(5):
            case 0 | 1:
                parent[key] = random.choice(_ODD)
            case 2:
                del parent[key]
            case 3:
                owner, other = random.choice(places)
                parent[key] = json.loads(json.dumps(owner[other])) if other in _keys(owner) else None
            case _:
                if isinstance(parent, list):
                    parent[key:key] = [parent[key]] * random.choice((1, 3, 300))
    return value


def _places(value: Any) -> list[tuple[Any, Any]]:
    """Every member with what it is a member of."""
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting:
        each = waiting.pop()
        for key in _keys(each):
            found.append((each, key))
            waiting.append(each[key])
    return found


def _keys(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value)
    return list(range(len(value))) if isinstance(value, list) else []


def _zip(data: bytes, others: Sequence[bytes], random: random.Random) -> bytes:
    """A zip with one of its members mutated."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    chosen = random.choice(list(members))
    members[chosen] = mutated(members[chosen], others, random)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()
