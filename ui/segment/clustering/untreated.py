"""What k-means alone found: so that what is done before and after it does to an area can be said."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.sentences import with_commas
from core.cluster.parameters import Parameters
from core.measure.areas import AreaRow
from core.writing.number_words import share

_MOST_NAMES = 3


class Untreated:
    """Remembers the shares of the last result of k-means alone, and of which picture and parameters."""

    def __init__(self) -> None:
        self._of: tuple[str, Parameters] | None = None
        self._shares: dict[str, float] = {}

    def effect(self, picture: str, parameters: Parameters, rows: Sequence[AreaRow]) -> str:
        """ "ice 36.0 % → 34.1 %": of named classes, of all where none is; empty without a treatment, or where
        nothing is known without it.
        """
        plain, found = parameters.untreated, {row.name: row.fraction for row in rows}
        if parameters == plain:
            self._of, self._shares = (picture, plain), found
            return ""
        if self._of != (picture, plain):
            return ""
        both = {name: (self._shares[name], now) for name, now in found.items() if name in self._shares}
        named = [name for name in both if not name.rstrip("′").isdigit()]
        chosen = (named or list(both))[:_MOST_NAMES]
        return with_commas(f"{name} {share(both[name][0])} → {share(both[name][1])}" for name in chosen)
