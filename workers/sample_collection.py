"""The job that makes the sample of a collection: sixty pictures of four kinds, a folder for each kind."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

from core.base.parallel import Cancel, raise_if_cancelled
from core.scenes.kinds import four_kinds
from core.writing.replace import make_folder, write_bytes


def collection_folder() -> Path:
    """Where the sample lies, for this user on this machine."""
    from platformdirs import user_data_path

    return user_data_path("floe", appauthor=False) / "samples" / "four kinds"


def make_collection(folder: Path, cancelled: Cancel) -> Path:
    """Write the pictures, the same bytes each time; the folder. Raises WriteError, Cancelled."""
    from PIL import Image as PillowImage

    numbers = Counter[str]()
    for picture in four_kinds():
        raise_if_cancelled(cancelled)
        numbers[picture.kind] += 1
        make_folder(folder / picture.kind)
        memory = io.BytesIO()
        PillowImage.fromarray(picture.pixels).save(memory, "PNG")
        name = f"{picture.kind}_{numbers[picture.kind]:02}.png"
        write_bytes(folder / picture.kind / name, memory.getvalue())
    return folder
