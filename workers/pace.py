"""The Pace of a run: pause, step, resume and stop, from the GUI thread into a loop elsewhere."""

from __future__ import annotations

import threading

from core.base.parallel import Cancel


class Pace:
    """Shared between the GUI thread, which sets it, and the running loop, which asks at every step."""

    def __init__(self, *, paused: bool = False) -> None:
        self._condition = threading.Condition()
        self._paused = paused
        self._steps = 0
        self._stopped = False

    @property
    def paused(self) -> bool:
        return self._paused

    @property
    def stopped(self) -> bool:
        return self._stopped

    def pause(self, paused: bool) -> None:
        """Hold the run before its next iteration, or let it go on."""
        with self._condition:
            self._paused, self._steps = paused, 0
            self._condition.notify_all()

    def step(self) -> None:
        """Pause, and let one more iteration happen."""
        with self._condition:
            self._paused = True
            self._steps += 1
            self._condition.notify_all()

    def stop(self) -> None:
        """End the run at the iteration it has reached."""
        with self._condition:
            self._stopped = True
            self._condition.notify_all()

    def take_stop(self) -> bool:
        """Whether it is stopped; what comes next is not: who learned is to be clustered after all."""
        with self._condition:
            stopped, self._stopped = self._stopped, False
            return stopped

    def wait(self, cancelled: Cancel) -> None:
        """Called by the run after each iteration: returns when the next may begin, or on stop or cancel."""
        with self._condition:
            while self._paused and not self._stopped and not cancelled():
                if self._steps:
                    self._steps -= 1
                    return
                # A cancel rings no bell here: look again soon.
                self._condition.wait(0.05)

    def hold(self, ended: Cancel) -> None:
        """Wait while the run is paused; steps are for others. Returns on stop, or where `ended` says so."""
        with self._condition:
            while self._paused and not self._stopped and not ended():
                self._condition.wait(0.05)
