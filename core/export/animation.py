"""STEM_convergence.gif, .webp, .mp4: the convergence, iteration by iteration, of the first run to the end.

What is done to the labels afterwards (post-processing, edits, classes) is not in it.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

import numpy as np

from core.base.arrays import Bytes
from core.base.errors import WriteError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import N_, _
from core.cluster.features.models import Models
from core.cluster.prepared.prepare import prepare_for
from core.cluster.replay import convergence_frames
from core.export.formats import Format
from core.pipeline.limits import NO_ANIMATION, NOT_CLUSTERED
from core.pipeline.result import Result
from core.writing.extras import extra, missing
from core.writing.replace import replacing, write_bytes

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LONGEST_SIDE = 640
_LAST_FRAME_FACTOR = 8
_MOST_EXACT = 64
# Of MP4: H.264 in 4:2:0, which every browser and office program plays.
_FRAMES_A_SECOND = 20
_BT709 = "colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv"
# WORKAROUND: x264's tree of macroblocks reads memory that nobody has set (seen with MALLOC_PERTURB_=1), so
# that the same frames gave other bytes now and then.
_SAME_BYTES = "no-mbtree=1"


def write_animation(
    path: Path,
    frames: Iterable[Bytes],
    duration_ms: int = 150,
    last_ms: int | None = None,
    longest_side: int = LONGEST_SIDE,
    *,
    exact: Sequence[str] = (),
    cancelled: Cancel = never_cancelled,
) -> None:
    """frames: (height, width, 3) uint8 sRGB, all of one size; taken one at a time and made smaller
    than `longest_side` without mixing colours. Endless loop; the last frame stays for `last_ms`
    (eight times the others unless given). .gif holds 256 colours a frame, .webp is without loss.

    exact: "#rrggbb" that stay as they are among these 256.

    .mp4 is H.264. Raises WriteError, also for another ending and where there is no frame; FloeError where
    the library for .mp4 is missing; Cancelled.
    """
    suffix = path.suffix.lower()
    last = last_ms if last_ms is not None else _LAST_FRAME_FACTOR * duration_ms
    if suffix == ".mp4":
        smaller = (np.asarray(_picture(frame, longest_side, indexed=False)) for frame in frames)
        _write_video(path, smaller, duration_ms, last, cancelled)
        return
    if suffix not in (".gif", ".webp"):
        raise WriteError(
            path, _("an animation is written as .gif, .webp or .mp4; choose a name with such an ending.")
        )
    indexed = suffix == ".gif"
    pictures = [_picture(frame, longest_side, indexed=indexed, exact=exact) for frame in frames]
    if not pictures:
        raise WriteError(path, _("there is no iteration to show."))
    for picture in pictures:
        # Pillow asks each picture for its only frame just before it is encoded.
        picture.seek = partial(_only_frame, cancelled)  # type: ignore[method-assign]
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


def _only_frame(cancelled: Cancel, frame: int) -> None:
    """`seek` of a picture that has one. Raises EOFError for any other, as Pillow expects; Cancelled."""
    raise_if_cancelled(cancelled)
    if frame:
        raise EOFError


def _picture(frame: Bytes, longest_side: int, *, indexed: bool, exact: Sequence[str] = ()) -> Picture:
    from PIL import Image as Pillow

    picture = Pillow.fromarray(np.ascontiguousarray(frame))
    ratio = longest_side / max(picture.size)
    if ratio < 1:
        size = (max(1, round(picture.width * ratio)), max(1, round(picture.height * ratio)))
        picture = picture.resize(size, Pillow.Resampling.NEAREST)
    return _indexed(picture, exact) if indexed else picture


def _indexed(picture: Picture, exact: Sequence[str]) -> Picture:
    """256 colours: these, and those that the picture is cut into (median cut)."""
    from PIL import Image as Pillow

    kept = [bytes.fromhex(colour[1:]) for colour in dict.fromkeys(exact)][:_MOST_EXACT]
    found = picture.quantize(256 - len(kept), dither=Pillow.Dither.NONE)
    if not kept:
        return found
    table = Pillow.new("P", (1, 1))
    others = bytes(found.getpalette() or b"")[: 3 * (256 - len(kept))]
    table.putpalette(b"".join(kept) + others)
    return picture.quantize(palette=table, dither=Pillow.Dither.NONE)


def _write_video(
    path: Path, frames: Iterable[Bytes], duration_ms: int, last_ms: int, cancelled: Cancel
) -> None:
    """frames: (height, width, 3) uint8 sRGB, all of one size; taken one at a time. Each stays for
    `duration_ms`, the last for `last_ms`. Odd sides lose no pixel: the edge is repeated once.

    Made in memory, so that a full disk leaves nothing half-written; on one thread, without date, colours
    converted without the shortcuts of a processor, so that the same frames give the same bytes with the
    same library. Raises WriteError, Cancelled, FloeError without PyAV.
    """
    av = extra("av")
    memory = io.BytesIO()
    waiting: Bytes | None = None
    with av.open(memory, "w", format="mp4", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("libx264", rate=_FRAMES_A_SECOND)
        stream.pix_fmt = "yuv420p"
        stream.options = {
            "crf": "18",
            "preset": "medium",
            "tune": "animation",
            "x264-params": f"{_BT709}:{_SAME_BYTES}",
        }
        stream.codec_context.thread_count = 1
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        start = 0
        for frame in chain(frames, [None]):
            if waiting is not None:
                repeats = max(1, round((last_ms if frame is None else duration_ms) * _FRAMES_A_SECOND / 1000))
                _encode(av, file, stream, waiting, range(start, start + repeats), cancelled=cancelled)
                start += repeats
            waiting = frame
        if not start:
            raise WriteError(path, _("there is no iteration to show."))
        # Those that the encoder has kept back to compare, one by one.
        for packet in stream.codec_context.encode_lazy():
            raise_if_cancelled(cancelled)
            packet.stream = stream
            file.mux(packet)
    write_bytes(path, memory.getvalue())


def _encode(
    av: ModuleType, file: Any, stream: Any, pixels: Bytes, times: range, *, cancelled: Cancel
) -> None:
    by = av.video.reformatter.Interpolation
    height, width = pixels.shape[:2]
    even = np.pad(pixels, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    if times.start == 0:
        stream.height, stream.width = even.shape[:2]
    for time in times:
        raise_if_cancelled(cancelled)
        # The colours of HD television: without a word on them, players guess by the size of the picture.
        frame = av.VideoFrame.from_ndarray(even, format="rgb24").reformat(
            format="yuv420p",
            dst_colorspace="ITU709",
            dst_color_range="MPEG",
            interpolation=by.BILINEAR | by.ACCURATE_RND | by.BITEXACT,
            threads=1,
        )
        frame.pts, frame.time_base = time, Fraction(1, _FRAMES_A_SECOND)
        for packet in stream.encode(frame):
            file.mux(packet)


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    found, document = result.segmentation, result.document
    if document is None:
        raise ValueError("an animation needs the document")
    prepared = result.prepared or prepare_for(
        document.clustered_image(cancelled), found.parameters, models=Models(found.models)
    )
    frames = convergence_frames(prepared, found.history, found.start_order, cancelled=cancelled)
    write_animation(path, frames, cancelled=cancelled)


def _hindrance(result: Result) -> str:
    if result.is_of_labels:
        return _(NOT_CLUSTERED)
    return "" if result.document else _(NO_ANIMATION)


FORMATS = (
    Format("gif", "_convergence.gif", _write, "pictures", N_("the convergence (GIF)"), _hindrance),
    Format("webp", "_convergence.webp", _write, "pictures", N_("the convergence (WebP)"), _hindrance),
    Format(
        "mp4",
        "_convergence.mp4",
        _write,
        "pictures",
        N_("the convergence (MP4, H.264)"),
        lambda result: _hindrance(result) or missing("av"),
    ),
)
