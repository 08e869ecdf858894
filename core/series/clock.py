"""How long a series will take, in words."""

from __future__ import annotations

from time import monotonic

from core.base.sentences import _, ngettext
from core.series.series import Told


class Clock:
    """How long the stage at hand will take, from how long it has taken so far."""

    def __init__(self) -> None:
        self._stage, self._begun = "", 0.0

    def words(self, told: Told) -> str:
        """ "measuring, 2 min left"."""
        if told.stage != self._stage:
            self._stage, self._begun = told.stage, monotonic()
        names = {"hash": _("looking for what has changed"), "fit": _("fitting the legend")}
        name = names.get(told.stage, _("measuring"))
        done = told.done - told.again
        if done < 2 or told.done == told.of:
            return name
        left = (monotonic() - self._begun) / done * (told.of - told.done)
        return _("{stage}, {time} left").format(stage=name, time=_spoken(left))


def _spoken(seconds: float) -> str:
    if seconds < 90:
        return ngettext("{n} second", "{n} seconds", max(1, round(seconds))).format(n=max(1, round(seconds)))
    minutes = round(seconds / 60)
    return ngettext("{n} minute", "{n} minutes", minutes).format(n=minutes)
