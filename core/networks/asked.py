"""Which layers are asked for, as text: "conv3_3", "conv2_2+conv3_3" for both, "conv3_3#17" for one map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from core.base.errors import ParameterError
from core.base.sentences import _
from core.writing.typed_numbers import parse_whole_number

MOST_LAYERS = 8
# What nobody chose: as many layers as every network names for it.
DEFAULT = ("early", "middle", "deep")


@dataclass(frozen=True)
class Asked:
    """A layer: of all its maps together, or of one, numbered from 0."""

    layer: str
    map: int | None = None

    @property
    def text(self) -> str:
        return self.layer if self.map is None else f"{self.layer}#{self.map}"


def asked_of(text: str) -> tuple[Asked, ...]:
    """The layers of a text; () for "", where the network's own three are meant. Raises ParameterError."""
    found = tuple(_one(part.strip(), text) for part in text.split("+")) if text.strip() else ()
    if len(found) > MOST_LAYERS or len(set(found)) < len(found):
        raise ParameterError(_unfit(text))
    return found


def plane_counts(asked: Sequence[Asked], planes: int) -> list[int]:
    """Planes of each: of a layer so many, of one map one."""
    return [planes if each.map is None else 1 for each in asked]


def plane_texts(asked: Sequence[Asked], planes: int) -> tuple[str, ...]:
    """What the planes are called, in the order of the layers."""
    counts = plane_counts(asked, planes)
    return tuple(
        f"{each.text} {i + 1}" if number > 1 else each.text
        for each, number in zip(asked, counts, strict=True)
        for i in range(number)
    )


def _one(part: str, text: str) -> Asked:
    layer, hash_sign, number = part.partition("#")
    if not layer or (hash_sign and not (number.isascii() and number.isdecimal() and len(number) < 7)):
        raise ParameterError(_unfit(text))
    return Asked(layer, parse_whole_number(number) if hash_sign else None)


def _unfit(text: str) -> str:
    sentence = _(
        "The layers are “{text}”: write the name of one, of up to {most} with + between them, or of one map "
        "of a layer: conv3_3, conv2_2+conv3_3, conv3_3#17."
    )
    return sentence.format(text=text, most=MOST_LAYERS)
