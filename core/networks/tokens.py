"""Text as the numbers that a CLIP takes: byte pairs, by a tokenizer.json as Hugging Face writes it.

Radford et al. (2021), arXiv:2103.00020, section 2.4; Sennrich, Haddow and Birch (2016), arXiv:1508.07909.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from core.base.errors import ReadError
from core.base.json_text import parsed
from core.base.sentences import _

_START, _END, _LAST = "<|startoftext|>", "<|endoftext|>", "</w>"
_PIECES = re.compile(r"'s|'t|'re|'ve|'m|'ll|'d|[^\W\d_]+|\d|(?:[^\s\w]|_)+")
_MOST_BYTES = 1 << 26
# What a network takes is 32 bits at least; 0 fills a text up, so it cannot be its end.
_GREATEST = 2**31 - 1
# A piece of more is cut: merging takes the square of it.
_LONGEST = 100


@dataclass(frozen=True, eq=False)
class Tokenizer:
    """numbers: of all tokens. ranks: of two that become one, the first to be merged first."""

    numbers: dict[str, int]
    ranks: dict[tuple[str, str], int]

    def encoded(self, text: str, length: int) -> list[int]:
        """Between a start and an end, filled up with 0; cut where it is longer."""
        found = [self.numbers[_START]]
        for piece in _PIECES.findall(" ".join(text.lower().split())):
            signs = "".join(_sign_of()[byte] for byte in piece.encode())[:_LONGEST]
            found += [self.numbers[token] for token in self._merged(signs) if token in self.numbers]
        found = [*found[: length - 1], self.numbers[_END]]
        return found + [0] * (length - len(found))

    def _merged(self, signs: str) -> list[str]:
        parts = [*signs[:-1], signs[-1] + _LAST]
        while len(parts) > 1:
            best = min(pairwise(parts), key=lambda pair: self.ranks.get(pair, len(self.ranks)))
            if best not in self.ranks:
                break
            at = 0
            while at < len(parts) - 1:
                if (parts[at], parts[at + 1]) == best:
                    parts[at : at + 2] = ["".join(best)]
                at += 1
        return parts


def read_tokenizer(path: Path) -> Tokenizer:
    """For the guarded process. Raises ReadError."""
    refused = ReadError(path, _("it is no tokenizer.json of a CLIP."))
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise refused
        content = path.read_bytes()
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error
    try:
        model: Any = parsed(content)["model"]
        numbers = {str(token): int(number) for token, number in model["vocab"].items()}
        merges = [each.split(" ") if isinstance(each, str) else each for each in model["merges"]]
        ranks = {(str(one), str(other)): rank for rank, (one, other) in enumerate(merges)}
    except (ValueError, LookupError, TypeError, AttributeError, OverflowError):
        raise refused from None
    if _START not in numbers or numbers.get(_END, 0) < 1:
        raise refused
    if min(numbers.values()) < 0 or max(numbers.values()) > _GREATEST:
        raise refused
    return Tokenizer(numbers, ranks)


@cache
def _sign_of() -> tuple[str, ...]:
    """A sign that can be printed for each of 256 bytes, as GPT-2 has them: its own where it has one."""
    own = {*range(33, 127), *range(161, 173), *range(174, 256)}
    others = iter(range(256, 512))
    return tuple(chr(byte) if byte in own else chr(next(others)) for byte in range(256))
