"""What runs in the helper process of core.guarded.process."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from core.base.errors import FloeError, ReadError
from core.base.sentences import _
from core.guarded.confinement import be_quiet, limit_memory, stay_offline
from core.guarded.messages import packed

# Reads a file, found by its name in the other process; its signature says what it may return.
Reader = Callable[..., Any]
# Which reader, which file, and what else the reader takes.
Request = tuple[Reader, Path, tuple[Any, ...]]

BEGUN = b"{}"
# Bytes in one message; large enough to be quick, small enough to look at `cancelled` in between.
MESSAGE_BYTES = 4_000_000
# Where an array may begin among others.
ALIGNMENT = 64
# Buffers that are sent together with others.
_SMALL = 1 << 16
_LONGEST_PROBLEM = 10_000
# Of what is not raw bytes in a reply: it is parsed with the GIL held.
MOST_HEADER = 16_000_000
# Imported while nobody waits, so that the first file of each family is read at once.
_WARM = ("PIL.Image", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "rasterio", "tifffile", "imagecodecs")


def serve(pipe: Connection, warm: bool) -> None:
    """Answer requests until None or the end of the pipe comes. warm: import what pictures are read with.

    BEGUN is sent when it has started, and for each request when its reader is imported: from there the time
    counts that a file may take. Then a reply comes, in JSON: {"problem": reason} of a ReadError,
    {"sentence": words} of a ParameterError, or {"sizes": [...]}; then the value (core.guarded.messages) and
    the raw bytes, of these sizes.
    """
    be_quiet()
    stay_offline()
    with suppress(EOFError, OSError):
        pipe.send_bytes(BEGUN)
        for module in _WARM if warm else ():
            if pipe.poll():
                break
            with suppress(ImportError):  # said of the file that needs it
                importlib.import_module(module)
        while (request := pipe.recv()) is not None:
            pipe.send_bytes(BEGUN)
            _answer(pipe, *request)


def _answer(pipe: Connection, reader: Reader, path: Path, arguments: tuple[Any, ...]) -> None:
    limit_memory(path)
    try:
        value, buffers = packed(reader(path, *arguments))
    except ReadError as error:
        _complain(pipe, error.reason)
    except FloeError as error:
        _complain(pipe, str(error), "sentence")
    except MemoryError:
        _complain(pipe, _("reading it takes more memory than it may."))
    except RecursionError:
        _complain(pipe, _("what is in it is nested too deeply."))
    except Exception as error:  # A defect of a reader must not end in a dead window.
        sentence = _("reading it failed by a defect of Floe ({what}): please report it with the file.")
        _complain(pipe, sentence.format(what=type(error).__name__))
    else:
        if len(value) > MOST_HEADER:
            _complain(pipe, _("there is more in it than any file of its kind holds."))
            return
        sizes = [buffer.nbytes for buffer in buffers]
        pipe.send_bytes(json.dumps({"sizes": sizes}).encode())
        pipe.send_bytes(value)
        for message in _messages(buffers):
            if message:
                pipe.send_bytes(message)


def _messages(buffers: list[memoryview]) -> Iterator[bytes | memoryview]:
    """All bytes in a row, each buffer filled up to a multiple of ALIGNMENT, small ones together."""
    together = bytearray()
    for data in buffers:
        if data.nbytes <= _SMALL:
            together += data
        else:
            if together:
                yield bytes(together)
                together.clear()
            yield from (data[start : start + MESSAGE_BYTES] for start in range(0, len(data), MESSAGE_BYTES))
        together += bytes(-data.nbytes % ALIGNMENT)
        if len(together) > _SMALL:
            yield bytes(together)
            together.clear()
    if together:  # an empty message would be taken for the next reply
        yield bytes(together)


def _complain(pipe: Connection, problem: str, kind: str = "problem") -> None:
    pipe.send_bytes(json.dumps({kind: problem[:_LONGEST_PROBLEM]}).encode())
