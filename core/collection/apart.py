"""Work on vectors in a process of its own, which is ended at once when it is no longer wanted.

scikit-learn, UMAP and PaCMAP cannot be stopped, hold the interpreter for seconds and take seconds to import.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.base.errors import FloeError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.processes import kill_process, start_process
from core.base.sentences import _

_GLANCE = 0.05
# Bytes sent at a time: a hundredth of a second, and no second copy of all.
_PART = 1 << 25

Outcome = TypeVar("Outcome")


def apart(
    work: Callable[..., Outcome],
    vectors: NDArray[Any],
    cancelled: Cancel = never_cancelled,
    told: Callable[[Any], None] | None = None,
) -> Outcome:
    """What work(vectors) gives, from a process that is ended once it is there or cancelled.

    told: hears here, while it goes on, what work(vectors, tell) tells there.

    work: picklable, such as `partial(cluster, "hdbscan", options={…})`, and so is its outcome. Raises what
    the work raises, Cancelled within a tenth of a second, and FloeError where the process ends by itself or
    cannot be started.
    """
    try:
        process, pipe = start_process("floe-collection", _serve, duplex=True)
    except OSError as error:
        sentence = _("No process could be started for the collection ({reason}): close other programs.")
        raise FloeError(sentence.format(reason=error.strerror)) from None
    try:
        _wait(pipe, cancelled)
        pipe.recv()  # it is there, and reads
        _send(pipe, (work, told is not None), np.ascontiguousarray(vectors), cancelled)
        outcome, error_there = _outcome(pipe, cancelled, told)
    except (EOFError, OSError):
        sentence = _(
            "The process that worked on the collection was ended; it may need too much memory: take fewer "
            "pictures, or fewer columns by PCA."
        )
        raise FloeError(sentence) from None
    finally:
        pipe.close()
        kill_process(process)
    if error_there is not None:
        raise error_there
    found: Outcome = outcome
    return found


def _outcome(
    pipe: Connection, cancelled: Cancel, told: Callable[[Any], None] | None
) -> tuple[Any, FloeError | None]:
    """What comes last; what is told before that is passed on."""
    while True:
        _wait(pipe, cancelled)
        is_end, what, error_there = pipe.recv()
        if is_end:
            return what, error_there
        if told is not None:
            told(what)


def _wait(pipe: Connection, cancelled: Cancel) -> None:
    while not pipe.poll(_GLANCE):
        raise_if_cancelled(cancelled)
    raise_if_cancelled(cancelled)


def _send(
    pipe: Connection, work: tuple[Callable[..., Any], bool], vectors: NDArray[Any], cancelled: Cancel
) -> None:
    pipe.send((*work, vectors.dtype.str, vectors.shape))
    content = vectors.reshape(-1).view(np.uint8)
    for start in range(0, len(content), _PART):
        raise_if_cancelled(cancelled)
        pipe.send_bytes(content[start : start + _PART].data)


def _serve(pipe: Connection) -> None:
    """Runs in the process."""
    with suppress(EOFError, OSError):
        pipe.send(True)
        work, tells, dtype, shape = pipe.recv()
        vectors = np.empty(shape, dtype)
        content = vectors.reshape(-1).view(np.uint8)
        at = 0
        while at < len(content):
            at += pipe.recv_bytes_into(content[at : at + _PART].data)
        more = (partial(_tell, pipe),) if tells else ()
        pipe.send((True, *_done(work, vectors, *more)))


def _tell(pipe: Connection, what: Any) -> None:
    pipe.send((False, what, None))


def _done(work: Callable[..., Any], vectors: NDArray[Any], *more: Any) -> tuple[Any, FloeError | None]:
    """What the work gives, or the error that says why it gives nothing."""
    try:
        return work(vectors, *more), None
    except FloeError as error:
        return None, error
    except MemoryError:
        sentence = _("There is not enough memory for this: take fewer pictures, or fewer columns by PCA.")
        return None, FloeError(sentence)
    except Exception as error:  # a defect there is told here
        sentence = _("The collection could not be worked on by a defect of Floe ({what}): please report it.")
        return None, FloeError(sentence.format(what=f"{type(error).__name__}: {error}"))
