"""MP4: H.264 in 4:2:0, which every browser and office program plays."""

from __future__ import annotations

import io
from collections.abc import Iterable
from fractions import Fraction
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import WriteError
from core.writing.extras import extra
from core.writing.replace import write_bytes

_FRAMES_A_SECOND = 20
_BT709 = "colorprim=bt709:transfer=bt709:colormatrix=bt709:range=tv"


def write_video(path: Path, frames: Iterable[NDArray[np.uint8]], duration_ms: int, last_ms: int) -> None:
    """frames: (height, width, 3) uint8 sRGB, all of one size; taken one at a time. Each stays for
    `duration_ms`, the last for `last_ms`. Odd sides lose no pixel: the edge is repeated once.

    Made in memory, so that a full disk leaves nothing half-written; on one thread, without date, so that
    the same frames give the same bytes with the same library. Raises WriteError, FloeError without PyAV.
    """
    av = extra("av")
    memory = io.BytesIO()
    waiting: NDArray[np.uint8] | None = None
    with av.open(memory, "w", format="mp4", options={"fflags": "+bitexact"}) as file:
        stream = file.add_stream("libx264", rate=_FRAMES_A_SECOND)
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "18", "preset": "medium", "tune": "animation", "x264-params": _BT709}
        stream.codec_context.thread_count = 1
        stream.codec_context.flags |= av.codec.context.Flags.bitexact
        start = 0
        for frame in chain(frames, [None]):
            if waiting is not None:
                repeats = max(1, round((last_ms if frame is None else duration_ms) * _FRAMES_A_SECOND / 1000))
                _encode(av, file, stream, waiting, range(start, start + repeats))
                start += repeats
            waiting = frame
        if not start:
            raise WriteError(path, "there is no iteration to show.")
        for packet in stream.encode():
            file.mux(packet)
    write_bytes(path, memory.getvalue())


def _encode(av: ModuleType, file: Any, stream: Any, pixels: NDArray[np.uint8], times: range) -> None:
    height, width = pixels.shape[:2]
    even = np.pad(pixels, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")
    if times.start == 0:
        stream.height, stream.width = even.shape[:2]
    for time in times:
        # The colours of HD television: without a word on them, players guess by the size of the picture.
        frame = av.VideoFrame.from_ndarray(even, format="rgb24").reformat(
            format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG"
        )
        frame.pts, frame.time_base = time, Fraction(1, _FRAMES_A_SECOND)
        for packet in stream.encode(frame):
            file.mux(packet)
