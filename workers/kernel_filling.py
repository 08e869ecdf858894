"""After installation the kernels are compiled in a process of its own: a compiler holds the GIL for long."""

from __future__ import annotations

import multiprocessing
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from core.errors import Cancelled
from core.kernel_cache import fill, is_filled
from core.parallel import Cancel

_GLANCE = 0.05
# Longer than any machine takes; then they are compiled here.
_PATIENCE = 60.0


class KernelFilling:
    """Fills the cache of compiled kernels where that is empty; whoever needs them waits for it."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._ready: Connection | None = None

    @property
    def under_way(self) -> bool:
        """Whether whoever needs the kernels would have to wait."""
        return self._ready is not None

    def start(self) -> None:
        """Begin, unless it has been done; without waiting. Where it cannot be, nothing is lost."""
        if self._process is not None or is_filled():
            return
        context = multiprocessing.get_context("spawn")
        with suppress(OSError):
            ours, theirs = context.Pipe(duplex=False)
            process = context.Process(target=fill, args=(theirs,), name="floe-kernels", daemon=True)
            process.start()
            theirs.close()
            self._process, self._ready = process, ours

    def wait(self, cancelled: Cancel) -> None:
        """Until what a run needs is compiled; at once where that was so before. Raises Cancelled."""
        ready, waited = self._ready, 0.0
        while ready is not None and waited < _PATIENCE:
            # Its end counts as well: of a process that failed nothing more will come.
            if ready.poll(_GLANCE):
                break
            if cancelled():
                raise Cancelled
            waited += _GLANCE
        self._ready = None

    def close(self) -> None:
        """End the process: what it has finished is kept."""
        process, self._process, self._ready = self._process, None, None
        if process is not None:
            process.kill()
            process.join()
            process.close()
