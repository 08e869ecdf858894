"""What ratios of classes come to, over the rows of an area table."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.base.sentences import _, listed
from core.classes.ratios import Ratio, missing_class, ratios_json
from core.measure.areas import AreaRow, significant_or_none
from core.writing.number_words import share_decimals


class ErrorSource(Protocol):
    """Who knows the error of a ratio of areas (core.measure.uncertainty); classes are named by their
    clusters."""

    def ratio_error(
        self, numerator: Sequence[tuple[int, ...]], denominator: Sequence[tuple[int, ...]]
    ) -> float: ...


@dataclass(frozen=True)
class RatioValue:
    """A ratio and what it is. value: 1 for 100 %; None where there is none, `note` then says why.

    numerator_area, denominator_area: in `unit`. error: half the width of the interval of `value`; None where
    it is not known. note: a sentence, or empty. ends: of the interval, where it is not value ± error.
    """

    ratio: Ratio
    value: float | None
    numerator_area: float
    denominator_area: float
    unit: str
    error: float | None = None
    note: str = ""
    ends: tuple[float, float] | None = None

    @property
    def decimals(self) -> int:
        """Of the value in per cent: as many as show two digits of its error; 2 where there is none."""
        return share_decimals(self.error)

    @property
    def interval(self) -> tuple[float | None, float | None]:
        """The ends of the interval: not below 0, and not above 1 where the whole contains the part.

        None where there are none.
        """
        if self.value is None or self.error is None or not math.isfinite(self.error):
            return None, None
        if self.ends is not None:
            return self.ends
        part_of_whole = set(self.ratio.numerator) <= set(self.ratio.denominator)
        high = self.value + self.error
        return max(self.value - self.error, 0.0), min(high, 1.0) if part_of_whole else high

    @property
    def tenths(self) -> float | None:
        """In tenths, as ice charts count concentration."""
        return None if self.value is None else 10.0 * self.value


def evaluate(ratio: Ratio, rows: Sequence[AreaRow], errors: ErrorSource | None = None) -> RatioValue:
    """The ratio of the areas of the table. rows: the area table. errors: of these rows, where known."""
    by_name = {row.name: row for row in rows}
    unit = rows[0].unit if rows else ""
    if missing := missing_class(ratio, list(by_name)):
        return RatioValue(ratio, None, 0.0, 0.0, unit, note=missing)
    over, under = ([by_name[name] for name in part] for part in (ratio.numerator, ratio.denominator))
    above, below = sum(row.area for row in over), sum(row.area for row in under)
    if below <= 0:
        note = _("The ratio “{name}” has no value: there is nothing of {classes}.").format(
            name=ratio.name, classes=listed(ratio.denominator)
        )
        return RatioValue(ratio, None, above, below, unit, note=note)
    error = None
    if errors is not None:
        error = errors.ratio_error([row.clusters for row in over], [row.clusters for row in under])
    return RatioValue(ratio, above / below, above, below, unit, error)


def values_json(values: Iterable[RatioValue]) -> list[dict[str, Any]]:
    """What the ratios are, for results; value, error, low and high are null where there are none."""
    return [
        {
            **ratios_json((each.ratio,))[0],
            "value": significant_or_none(each.value),
            "error": significant_or_none(each.error),
            "low": significant_or_none(each.interval[0]),
            "high": significant_or_none(each.interval[1]),
        }
        for each in values
    ]
