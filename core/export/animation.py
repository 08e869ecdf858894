"""STEM_convergence.gif, .webp, .mp4: the convergence, iteration by iteration, of the first run to the end.

What is done to the labels afterwards (post-processing, edits, classes) is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage

from core.base.errors import WriteError
from core.base.parallel import Cancel
from core.cluster.prepared.prepare import prepare_for
from core.cluster.replay.convergence import convergence_frames
from core.export.formats import Format
from core.export.video import write_video
from core.pipeline.limits import NO_ANIMATION
from core.pipeline.result import Result
from core.writing.extras import missing
from core.writing.replace import replacing

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

    .mp4 is H.264. Raises WriteError, also for another ending and where there is no frame; FloeError where
    the library for .mp4 is missing.
    """
    suffix = path.suffix.lower()
    last = last_ms if last_ms is not None else _LAST_FRAME_FACTOR * duration_ms
    if suffix == ".mp4":
        smaller = (np.asarray(_picture(frame, longest_side, indexed=False)) for frame in frames)
        write_video(path, smaller, duration_ms, last)
        return
    if suffix not in (".gif", ".webp"):
        raise WriteError(
            path, "an animation is written as .gif, .webp or .mp4; choose a name with such an ending."
        )
    pictures = [_picture(frame, longest_side, indexed=suffix == ".gif") for frame in frames]
    if not pictures:
        raise WriteError(path, "there is no iteration to show.")
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


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    found, document = result.segmentation, result.document
    if document is None:
        raise ValueError("an animation needs the document")
    prepared = result.prepared or prepare_for(document.clustered_image(cancelled), found.parameters)
    write_animation(path, convergence_frames(prepared, found.history, found.start_order, cancelled=cancelled))


def _hindrance(result: Result) -> str:
    return "" if result.document else NO_ANIMATION


def _video_hindrance(result: Result) -> str:
    return _hindrance(result) or missing("av")


FORMATS = (
    Format("gif", "_convergence.gif", _write, "pictures", "the convergence (GIF)", _hindrance),
    Format("webp", "_convergence.webp", _write, "pictures", "the convergence (WebP)", _hindrance),
    Format("mp4", "_convergence.mp4", _write, "pictures", "the convergence (MP4, H.264)", _video_hindrance),
)
