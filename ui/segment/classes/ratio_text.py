"""Ratios of classes as a person reads them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from core.base.sentences import in_a_row
from core.measure.ratio_values import RatioValue
from core.writing.number_words import decimals_by, error_in_words, fixed, share_with_error, short
from ui.widgets.number_text import NO_BREAK, area_text


def ratio_text(found: RatioValue) -> str:
    """ "65.3 ± 1.2 % · 6.5 tenths"; a dash where there is no value. Beyond 1000 % as a number: "12.3"."""
    if found.value is None or found.tenths is None:
        return "–"
    if found.value > 10:
        around = "" if found.error is None else f" ±{NO_BREAK}{error_in_words(found.error)}"
        decimals = decimals_by(found.error)
        return f"{short(found.value) if decimals is None else fixed(found.value, decimals)}{around}"
    percent = share_with_error(found.value, found.error)
    if found.value > 1:
        return percent
    tenths = _words("{0} tenths").format(fixed(found.tenths, 1)).replace(" ", NO_BREAK)
    return f"{percent} · {tenths}"


def ratio_cells(found: RatioValue) -> tuple[str, str, str]:
    """The same in three cells: "65.3 %", "6.5 tenths", "± 1.2 %"; beyond 100 % there are no tenths."""
    text = ratio_text(found)
    value, _, tenths = text.partition(" · ")
    number, _, error = value.partition(f" ±{NO_BREAK}")
    if not error:
        return value, tenths, ""
    percent = f"{NO_BREAK}%" if error.endswith("%") else ""
    return number + percent, tenths, f"±{NO_BREAK}{error}"


def ratio_tooltip(found: RatioValue) -> str:
    """The formula with its areas, or why there is no value."""
    formula = f"{found.ratio.name} = {found.ratio.formula}"
    if found.value is None:
        return f"{formula}\n{found.note}"
    areas = f"{area_text(found.numerator_area, found.unit)} / {area_text(found.denominator_area, found.unit)}"
    rest = _words("Classes in neither sum do not take part.")
    if found.error is not None:
        rest = in_a_row((rest, _words("Its ± is that of the areas, taken together.")))
    return f"{formula}\n= {areas}\n{rest}"


def _words(text: str) -> str:
    return QCoreApplication.translate("Ratios", text)
