"""What a job that goes on by steps tells meanwhile, and what it ends with."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from time import monotonic
from typing import TypeVar

Step = TypeVar("Step")
End = TypeVar("End")
# Seconds between two things that are told: no person reads faster.
_PAUSE = 0.1


def told_steps(steps: Generator[Step, None, End], tell: Callable[[Step], None]) -> End:
    """The steps to their end, some of them told. Raises what they raise."""
    told_at = 0.0
    with closing(steps):
        while True:
            try:
                told = next(steps)
            except StopIteration as end:
                found: End = end.value
                return found
            if monotonic() - told_at > _PAUSE:
                told_at = monotonic()
                tell(told)
