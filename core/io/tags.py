"""Which tags a TIFF has, seen before any decoder is loaded."""

from __future__ import annotations

import struct
from pathlib import Path


def announced_samples(path: Path) -> int:
    """Width × height × samples of a pixel in the first directory of a TIFF; 0 for anything else."""
    found = numbers_of(path)
    return found.get(256, 0) * found.get(257, 0) * found.get(277, 1)


def numbers_of(path: Path) -> dict[int, int]:
    """The whole numbers in the first directory of a TIFF by their tags (of lists nothing useful)."""
    if not path.is_file():  # opening a pipe would wait for whoever writes into it
        return {}
    try:
        with path.open("rb") as file:
            head = file.read(16)
            order = {b"II": "<", b"MM": ">"}[head[:2]]
            big = {42: False, 43: True}[struct.unpack_from(order + "H", head, 2)[0]]
            file.seek(struct.unpack_from(order + ("Q" if big else "I"), head, 8 if big else 4)[0])
            entries = file.read(1 << 16)
        size, at = (20, 8) if big else (12, 2)
        count = struct.unpack_from(order + ("Q" if big else "H"), entries)[0]
        found = {}
        for place in range(at, min(at + count * size, len(entries) - size + 1), size):
            tag, kind = struct.unpack_from(order + "HH", entries, place)
            form = {3: "H", 4: "I", 16: "Q"}.get(kind)
            if form:
                found[tag] = struct.unpack_from(order + form, entries, place + (12 if big else 8))[0]
    except (OSError, ValueError, KeyError, struct.error, OverflowError):
        return {}
    return found


def first_tags(data: bytes) -> set[int]:
    """The numbers of the tags in the first directory of a TIFF or BigTIFF; empty for anything else."""
    order = {b"II": "<", b"MM": ">"}.get(data[:2])
    try:
        if order is None:
            return set()
        version = struct.unpack_from(order + "H", data, 2)[0]
        if version == 42:
            place, size, head, count = struct.unpack_from(order + "I", data, 4)[0], 12, 2, "H"
        elif version == 43:
            place, size, head, count = struct.unpack_from(order + "Q", data, 8)[0], 20, 8, "Q"
        else:
            return set()
        number = min(struct.unpack_from(order + count, data, place)[0], 4096)
        places = range(place + head, min(place + head + number * size, len(data) - size + 1), size)
        return {struct.unpack_from(order + "H", data, at)[0] for at in places}
    except (struct.error, OverflowError):
        return set()
