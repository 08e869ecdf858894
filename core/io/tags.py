"""Which tags a TIFF has, seen before any decoder is loaded."""

from __future__ import annotations

import struct


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
