"""A collection: pictures as points, in the order of their list."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, eq=False)
class Collection:
    """pictures: none twice; a file that is not there stays, and is a row with its reason.

    truth: of each picture what is known to be on it, "" where nothing; () where nothing is known of any.
    truth_from: where that is from: "folders", or the name of a column or file. columns: what else a table
    says of the pictures, by names, a text of each.
    """

    pictures: tuple[Path, ...]
    truth: tuple[str, ...] = ()
    truth_from: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """What is known of a picture. sha256: of its file, "" where that cannot be read. width, height: in
    pixels. sides: of the files beside it that change how it is read (core.pictures.beside), "" without.

    reason: why it is not clustered, a sentence; "" where it is. duplicate_of: the number of the row that it
    is the same picture as, or nearly; −1 where it is the first of its kind.
    """

    path: Path
    sha256: str = ""
    width: int = 0
    height: int = 0
    reason: str = ""
    duplicate_of: int = -1
    sides: str = ""

    @property
    def content(self) -> str:
        """What its pixels depend on, in 64 hexadecimal digits: the SHA-256 of its file, or of all files."""
        both = f"{self.sha256} {self.sides}".encode()
        return hashlib.sha256(both).hexdigest() if self.sides else self.sha256
