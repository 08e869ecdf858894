"""After installation the kernels are compiled in processes of their own: a compiler holds the GIL."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from core.base.interrupts import interrupts_kept_off
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.warm_up.kernel_cache import PARTS, Part, fill, is_filled

_GLANCE = 0.05
# Longer than any machine takes; then they are compiled here.
_PATIENCE = 60.0
# What a first picture needs, and what may come behind it; a process for each group.
NEEDED: tuple[Part, ...] = ("run", "errors")
IN_WINDOW: tuple[tuple[Part, ...], ...] = (("run", "rest"), ("errors", "regions", "steps"))


class _Helper:
    """A process that compiles some parts, one after the other."""

    def __init__(self, process: BaseProcess, pipe: Connection, parts: Sequence[Part]) -> None:
        self.process, self.pending = process, set(parts)
        self._pipe = pipe

    def hear(self, seconds: float) -> bool:
        """Whether it has told something within so many seconds."""
        if not self._pipe.poll(seconds):
            return False
        try:
            self.pending.discard(self._pipe.recv())
        except (EOFError, OSError):
            # Its end: nothing more will come.
            self.pending.clear()
        return True


class KernelFilling:
    """Fills the parts of the cache of compiled kernels that are empty; whoever needs one waits for it.

    groups: parts that one process compiles in turn. needed: those that somebody waits for.
    """

    def __init__(self, groups: Sequence[Sequence[Part]] = IN_WINDOW, needed: Sequence[Part] = NEEDED) -> None:
        self._groups, self._needed = groups, tuple(needed)
        self._helpers: list[_Helper] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def under_way(self) -> bool:
        """Whether whoever needs the kernels would have to wait."""
        return any(helper.pending & set(self._needed) for helper in self._helpers)

    def compiles(self, part: Part) -> bool:
        """Whether a process has it to compile, or is at it."""
        return any(part in helper.pending for helper in self._helpers)

    def start(self) -> None:
        """Begin with what is missing, without waiting. Where it cannot be, nothing is lost."""
        if self._helpers:
            return
        context = multiprocessing.get_context("spawn")
        for group in self._groups:
            parts = [part for part in group if not is_filled(part)]
            if not parts:
                continue
            urgent = sum(part in self._needed for part in parts)
            with suppress(OSError):
                ours, theirs = context.Pipe(duplex=False)
                process = context.Process(
                    target=fill, args=(theirs, parts, urgent), name="floe-kernels", daemon=True
                )
                with interrupts_kept_off():
                    process.start()
                theirs.close()
                self._helpers.append(_Helper(process, ours, parts))

    def wait(
        self,
        cancelled: Cancel = never_cancelled,
        parts: Sequence[Part] | None = None,
        *,
        patience: float = _PATIENCE,
    ) -> None:
        """Until these parts (default: those needed) are compiled; at once where they are.

        patience: so many seconds without word from a process, and it is left alone. Raises Cancelled.
        """
        wanted = set(self._needed if parts is None else parts)
        for helper in self._helpers:
            waited = 0.0
            while helper.pending & wanted and waited < patience:
                if helper.hear(_GLANCE):
                    waited = 0.0
                    continue
                raise_if_cancelled(cancelled)
                waited += _GLANCE
            helper.pending -= wanted

    def close(self) -> None:
        """End the processes: what they have finished is kept."""
        helpers, self._helpers = self._helpers, []
        for helper in helpers:
            helper.process.kill()
            helper.process.join()
            helper.process.close()


def fill_all() -> None:
    """Compile all kernels that are not compiled yet, and wait: for the end of an installation."""
    with KernelFilling(needed=PARTS) as filling:
        filling.wait(patience=600.0)
