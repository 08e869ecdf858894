"""The convergence as an animated GIF or WebP."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from core.errors import WriteError
from core.exporters.replace import replacing

LONGEST_SIDE = 640
_LAST_FRAME_FACTOR = 8


def write_animation(
    path: Path,
    frames: Iterable[NDArray[np.uint8]],
    duration_ms: int = 150,
    last_ms: int | None = None,
    longest_side: int = LONGEST_SIDE,
) -> None:
    """frames: (height, width, 3) uint8 sRGB, all of one size; taken one at a time and made smaller
    than `longest_side` without mixing colours. Endless loop; the last frame stays for `last_ms`
    (eight times the others unless given). .gif holds 256 colours a frame, .webp is without loss.

    Raises WriteError, also for another ending and where there is no frame.
    """
    suffix = path.suffix.lower()
    if suffix not in (".gif", ".webp"):
        raise WriteError(path, "an animation is written as .gif or .webp; choose a name with such an ending.")
    pictures = [_picture(frame, longest_side, indexed=suffix == ".gif") for frame in frames]
    if not pictures:
        raise WriteError(path, "there is no iteration to show.")
    last = last_ms if last_ms is not None else _LAST_FRAME_FACTOR * duration_ms
    options: dict[str, object] = (
        {"lossless": True, "quality": 60} if suffix == ".webp" else {"optimize": False}
    )
    with replacing(path) as part:
        pictures[0].save(
            part,
            format=suffix[1:].upper(),
            save_all=True,
            append_images=pictures[1:],
            duration=[duration_ms] * (len(pictures) - 1) + [last],
            loop=0,
            **options,
        )


def _picture(frame: NDArray[np.uint8], longest_side: int, *, indexed: bool) -> PillowImage.Image:
    picture = PillowImage.fromarray(np.ascontiguousarray(frame))
    ratio = longest_side / max(picture.size)
    if ratio < 1:
        size = (max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio)))
        picture = picture.resize(size, PillowImage.Resampling.NEAREST)
    return picture.quantize(256, dither=PillowImage.Dither.NONE) if indexed else picture
