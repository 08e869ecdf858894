"""How long work will go on, in words."""

from __future__ import annotations

from time import monotonic

from core.base.sentences import _, ngettext


class TimeLeft:
    """How long the stage at hand will take, from how long it has taken so far."""

    def __init__(self) -> None:
        self._stage, self._begun = "", 0.0

    def words(self, stage: str, done: int, of: int, again: int = 0) -> str:
        """ "measuring, 2 minutes left". stage: in words. again: of what is done, so many took no time."""
        if stage != self._stage:
            self._stage, self._begun = stage, monotonic()
        worked = done - again
        if worked < 2 or done >= of:
            return stage
        left = (monotonic() - self._begun) / worked * (of - done)
        return _("{stage}, {time} left").format(stage=stage, time=_spoken(left))


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return ngettext("{n} second", "{n} seconds", max(1, round(seconds))).format(n=max(1, round(seconds)))
    minutes = round(seconds / 60)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
