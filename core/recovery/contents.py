"""Small contents, named by their hash, that what is kept is made of; packed as they are stored."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from core.document.plain_json import LARGEST_FILE


@dataclass(frozen=True, eq=False)
class Content:
    """name: of a part, its kind and which one, "entry:7". of: what it is made of, never changed; as long as
    it is the same object it is not packed again. pack: makes the bytes of it.
    """

    name: str
    of: object
    pack: Callable[[Any], bytes]

    @property
    def kind(self) -> str:
        return self.name.partition(":")[0]


def json_content(name: str, of: object, values: Callable[[Any], Any]) -> Content:
    """values: makes plain JSON values of it."""
    return Content(name, of, lambda each: packed_json(values(each)))


def packed_json(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return packed(text.encode("utf-8", "surrogatepass"))


def packed(content: bytes) -> bytes:
    return zlib.compress(content, 1)


def unpacked(content: bytes) -> bytes:
    """Raises ValueError where it is damaged."""
    try:
        return zlib.decompressobj().decompress(content, LARGEST_FILE)
    except zlib.error as error:
        raise ValueError("a part is damaged") from error


def unpacked_json(content: bytes) -> Any:
    """Raises ValueError where it is damaged."""
    return json.loads(unpacked(content).decode("utf-8", "surrogatepass"))
