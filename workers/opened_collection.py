"""A collection that was opened. By itself, so that opening a file imports nothing of a collection."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.collection.saved_collection import SavedCollection
    from workers.left import Left

# How the file of a collection ends.
COLLECTION_SUFFIX = ".sqlite"


@dataclass(frozen=True, eq=False)
class OpenedCollection:
    """What is kept of it; its vectors are still to come. path: of its file, None for none. left: what a crash
    has left, where it comes from there.
    """

    saved: SavedCollection
    path: Path | None
    left: Left | None = None

    @property
    def key(self) -> str:
        """By which it was open before; "" for a new one."""
        return "" if self.left is None else self.left.kept.key
