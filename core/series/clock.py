"""How long a series will take, in words."""

from __future__ import annotations

from core.base.sentences import _
from core.series.series import Told
from core.writing.time_left import TimeLeft


class Clock:
    """How long the stage at hand will take, from how long it has taken so far."""

    def __init__(self) -> None:
        self._left = TimeLeft()

    def words(self, told: Told) -> str:
        """ "measuring, 2 minutes left"."""
        names = {"hash": _("looking for what has changed"), "fit": _("fitting the legend")}
        name = names.get(told.stage, _("measuring"))
        return self._left.words(name, told.done, told.of, told.again)
