"""Compile the kernels that the rooms declare before they are needed.

After installation that is done in processes of their own: a compiler holds the GIL.
"""

from __future__ import annotations

import gc
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Self

from core.base.compiled import KernelSet
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.processes import kill_process, start_process
from core.classify.warm_up import CLASSIFIER
from core.cluster.parameters import Parameters
from core.cluster.warm_up import OTHERS, RUN, SUPERPIXELS, segment_smallest
from core.measure.warm_up import ERRORS, ERRORS_OF_OTHERS, STEPS
from core.regions.warm_up import REGIONS, SKELETONS

# All of them, a process for each group; and what a first picture needs.
COMPILED_TOGETHER = (
    (RUN, OTHERS, SUPERPIXELS, ERRORS_OF_OTHERS),
    (ERRORS, REGIONS, STEPS, CLASSIFIER, SKELETONS),
)
_NEEDED = (RUN, ERRORS)
_GLANCE = 0.05
# Longer than any machine takes; then they are compiled here.
_PATIENCE = 60.0
# In the background, behind whatever the user does; nothing is waited for.
_NICENESS = 10


@contextmanager
def warming_up(parameters: Parameters, *, start: bool = True) -> Iterator[None]:
    """A thread beside the block readies what a run on an RGB picture needs; its end is waited for.

    start: as for `segment_smallest`.
    After installation that means compiling, some two seconds, later loading, some tenths of one. A run that
    comes meanwhile waits for the kernel that it needs and no longer.
    """

    def quickly() -> None:
        # Without looking for garbage, a sixth of the time: numba makes millions of objects and drops few.
        collects = gc.isenabled()
        gc.disable()
        # Whatever goes wrong here will go wrong in earnest, and be told there.
        with suppress(Exception):
            segment_smallest(parameters, start=start)
        if collects:
            gc.enable()

    thread = threading.Thread(target=quickly, name="warm-up")
    thread.start()
    try:
        yield
    finally:
        # A program that ends while LLVM works would crash.
        thread.join()


def _compile_all(ready: Connection, sets: Sequence[KernelSet], urgent: int) -> None:
    """For a process of its own: compile the sets in turn, each on the pipe once it is done.

    urgent: how many of them somebody waits for.
    """
    # Ctrl+C is the program's to hear: it ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.disable()
    for number, kernels in enumerate(sets):
        if number == urgent and hasattr(os, "nice"):
            os.nice(_NICENESS)
        with suppress(Exception):  # as above
            kernels.compile()
        with suppress(OSError):
            ready.send(kernels)
    ready.close()


class KernelFilling:
    """Compiles what is missing in the cache of kernels; whoever needs a set waits for it.

    groups: sets that one process compiles in turn. needed: those that somebody waits for.
    """

    def __init__(
        self, groups: Sequence[Sequence[KernelSet]] = COMPILED_TOGETHER, needed: Sequence[KernelSet] = _NEEDED
    ) -> None:
        self._groups, self._needed = groups, frozenset(needed)
        self._processes: list[BaseProcess] = []
        # What each is still at, by the pipe that it tells on.
        self._pending: dict[Connection, set[KernelSet]] = {}

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    @property
    def under_way(self) -> bool:
        """Whether whoever needs the kernels would have to wait."""
        return any(sets & self._needed for sets in self._pending.values())

    def compiles(self, kernels: KernelSet) -> bool:
        """Whether a process has them to compile, or is at it."""
        return any(kernels in sets for sets in self._pending.values())

    def start(self) -> None:
        """Begin with what is missing, without waiting. Where it cannot be, nothing is lost."""
        if self._processes:
            return
        for group in self._groups:
            missing = [kernels for kernels in group if not kernels.last.is_cached]
            if not missing:
                continue
            urgent = sum(kernels in self._needed for kernels in missing)
            with suppress(OSError):
                process, pipe = start_process("floe-kernels", _compile_all, missing, urgent)
                self._processes.append(process)
                self._pending[pipe] = set(missing)

    def wait(
        self,
        cancelled: Cancel = never_cancelled,
        sets: Sequence[KernelSet] | None = None,
        *,
        patience: float = _PATIENCE,
    ) -> None:
        """Until these sets (default: those needed) are compiled; at once where they are.

        patience: so many seconds without a word, and they are left alone. Raises Cancelled.
        """
        wanted, pending = self._needed if sets is None else frozenset(sets), self._pending
        quiet = 0.0
        while quiet < patience and (pipes := [pipe for pipe, left in pending.items() if left & wanted]):
            raise_if_cancelled(cancelled)
            quiet += _GLANCE
            for pipe in pipes:
                if not pipe.poll(_GLANCE):
                    continue
                quiet = 0.0
                try:
                    pending[pipe].discard(pipe.recv())
                except (EOFError, OSError):
                    pending[pipe].clear()  # its end: nothing more will come
        for left in pending.values():
            left.difference_update(wanted)

    def close(self) -> None:
        """End the processes: what they have finished is kept."""
        processes, self._processes, self._pending = self._processes, [], {}
        for process in processes:
            kill_process(process)


def fill_all() -> None:
    """Compile all kernels that are not compiled yet, and wait: for the end of an installation."""
    with KernelFilling(needed=[kernels for group in COMPILED_TOGETHER for kernels in group]) as filling:
        filling.wait(patience=600.0)
