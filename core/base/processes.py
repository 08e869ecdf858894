"""Helper processes, started with a pipe; deaf to Ctrl+C, which is the program's: it ends what it started."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any


def start_process(
    name: str, work: Callable[..., None], *arguments: Any, duplex: bool = False, alone: bool = True
) -> tuple[BaseProcess, Connection]:
    """Start work(pipe, *arguments) without waiting for it; the process, and this end of its pipe.

    duplex: whether this end sends, too. alone: whether it starts no process itself; one that does must end
    when its pipe does. Raises OSError.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex)
    process = context.Process(target=work, args=(theirs, *arguments), name=name, daemon=alone)
    with _blocked_interrupts():
        process.start()
    theirs.close()
    return process, ours


def kill_process(process: BaseProcess) -> None:
    """End it at once, and forget it."""
    process.kill()
    process.join()
    process.close()


@contextmanager
def _blocked_interrupts() -> Iterator[None]:
    """A process started in here never sees Ctrl+C, not even while it imports."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    # multiprocessing starts this helper of its own first, and lets the signal through again after that.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
