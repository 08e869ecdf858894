"""Small pictures of files that were opened, kept in the user's cache under the paths of these."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import numpy as np

from core.base.arrays import Bytes
from core.writing.replace import replacing

# Of the longer side, in pixels: enough for a screen of two pixels a point.
SIDE = 320


def thumbnails_folder() -> Path:
    """Where this user's lie."""
    from platformdirs import user_cache_path

    return user_cache_path("floe", appauthor=False) / "recent"


def keep_thumbnail(folder: Path, path: str, picture: Bytes) -> None:
    """Keep a picture, made smaller, for the file of this path, in place of the one before.

    picture: (height, width, 4) uint8, blue, green, red and alpha. Raises OSError, WriteError.
    """
    from PIL import Image as PillowImage

    found = PillowImage.fromarray(np.ascontiguousarray(picture[..., [2, 1, 0, 3]]))
    found.thumbnail((SIDE, SIDE), PillowImage.Resampling.BOX)
    folder.mkdir(parents=True, exist_ok=True)
    with replacing(_place(folder, path)) as part:
        found.save(part, format="PNG", compress_level=3)


def kept_thumbnail(folder: Path, path: str) -> Bytes | None:
    """(height, width, 4) uint8, red, green, blue and alpha; None where none is kept, or it cannot be read."""
    from PIL import Image as PillowImage

    try:
        with PillowImage.open(_place(folder, path), formats=["PNG"]) as file:
            if max(file.size) > SIDE:
                return None
            return np.asarray(file.convert("RGBA"))
    except (OSError, ValueError, SyntaxError, PillowImage.DecompressionBombError):
        return None


def forget_other_thumbnails(folder: Path, paths: Iterable[str]) -> None:
    """Remove those of all files but these. What cannot be removed stays."""
    wanted = {_place(folder, path) for path in paths}
    with suppress(OSError):
        for each in folder.glob("*.png"):
            if each not in wanted:
                each.unlink()


def _place(folder: Path, path: str) -> Path:
    return folder / f"{sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:32]}.png"
