"""The rows of an area table in words: each number to the digits that its error allows."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.sentences import _
from core.classes.classes import Class
from core.classes.naming import spoken_name
from core.measure.areas import AreaRow
from core.writing.number_words import measured, share_with_error


def spoken(row: AreaRow) -> str:
    """What the class is called in a sentence, "class 3" where nobody has named it."""
    return spoken_name(Class(row.name, row.clusters))


def error_of(row: AreaRow) -> float | None:
    """Of its area; None where it is not known."""
    return None if row.error is None else row.error.error


def errors_of(rows: Sequence[AreaRow]) -> list[float | None]:
    """Of the areas, in their order."""
    return [error_of(row) for row in rows]


def coarsest(rows: Sequence[AreaRow]) -> float | None:
    """The largest error: no digit of a sum is surer than those of its parts. None where none is known."""
    return max((error for error in errors_of(rows) if error is not None), default=None)


def measured_area(row: AreaRow) -> str:
    """ "18 940 ± 230 km²"; without an error "18 941.1 km²"."""
    return measured(row.area, row.unit, error_of(row))


def first_area(row: AreaRow) -> str:
    """ "18 940 ± 230 km² (65.0 ± 0.8 %)": by points where somebody has looked at some, else of the map."""
    area, share = first_numbers(row)
    return f"{area} ({share})"


def first_numbers(row: AreaRow) -> tuple[str, str]:
    """Area and share of `first_area`."""
    checked = row.checked
    if checked is None:
        return measured_area(row), measured_share(row)
    share = share_with_error(checked.share.value, checked.share.half_width)
    return measured(checked.area, row.unit, checked.half_width), share


def kind_of_error(rows: Sequence[AreaRow]) -> str:
    """What the ± of `first_area` is: "checked by 100 points", "± of border and starts"; empty without one."""
    if checked := next((row.checked for row in rows if row.checked is not None), None):
        return checked.source
    return _("± of border and starts") if any(row.error is not None for row in rows) else ""


def what_it_is(rows: Sequence[AreaRow]) -> list[str]:
    """The same in a sentence; [] without one."""
    if any(row.checked is not None for row in rows):
        return [_("Areas and ± as {checked}.").format(checked=kind_of_error(rows))]
    return [_("± is of border and starts only.")] if kind_of_error(rows) else []


def measured_share(row: AreaRow) -> str:
    """ "65.0 ± 0.8 %", the error in points of per cent; without one "65.02 %"."""
    return share_with_error(row.fraction, None if row.error is None else row.error.fraction)
