"""The job that makes the sample of a series: dated scenes of known truth, as files."""

from __future__ import annotations

import io
from pathlib import Path

from core.base.parallel import Cancel, raise_if_cancelled
from core.scenes.dated_scenes import lake_series
from core.writing.replace import make_folder, write_bytes


def sample_folder() -> Path:
    """Where the sample lies, for this user on this machine."""
    from platformdirs import user_data_path

    return user_data_path("floe", appauthor=False) / "samples" / "lake series"


def make_sample(folder: Path, cancelled: Cancel) -> tuple[Path, ...]:
    """Write the pictures, the same bytes each time. Raises WriteError, Cancelled."""
    from PIL import Image as PillowImage

    make_folder(folder)
    paths = []
    for dated in lake_series():
        raise_if_cancelled(cancelled)
        memory = io.BytesIO()
        PillowImage.fromarray(dated.scene.image.pixels).save(memory, "PNG")
        paths.append(folder / f"lake_{dated.date}.png")
        write_bytes(paths[-1], memory.getvalue())
    return tuple(paths)
