"""What the window keeps of a picture while another one is shown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.document.plain_json import Json


@dataclass(frozen=True)
class Remembered:
    """values: of core.document.document_parts.all_parts. path, embed: of its document file, if there is one.

    unsaved: whether there is work in it that is in no file.
    """

    values: Json
    path: Path | None
    embed: bool
    unsaved: bool
