"""Ratios of classes as a person reads them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from core.measure.ratio_values import RatioValue
from ui.widgets.number_text import NO_BREAK, area_text


def ratio_text(found: RatioValue) -> str:
    """ "65.3 ± 1.2 % · 6.5 tenths"; a dash where there is no value. Beyond 1000 % as a number: "12.3"."""
    if found.value is None or found.tenths is None:
        return "–"
    locale, places = QLocale(), found.decimals
    if found.value > 10:
        error = "" if found.error is None else f" ± {locale.toString(found.error, 'g', 2)}"
        return f"{locale.toString(found.value, 'g', 4)}{error}"
    error = "" if found.error is None else f" ± {locale.toString(100 * found.error, 'f', places)}"
    percent = f"{locale.toString(100 * found.value, 'f', places)}{error}{NO_BREAK}%"
    if found.value > 1:
        return percent
    tenths = _words("{0} tenths").format(locale.toString(found.tenths, "f", 1)).replace(" ", NO_BREAK)
    return f"{percent} · {tenths}"


def ratio_cells(found: RatioValue) -> tuple[str, str, str]:
    """The same in three cells: "65.3 %", "6.5 tenths", "± 1.2 %"; beyond 100 % there are no tenths."""
    text = ratio_text(found)
    value, _, tenths = text.partition(" · ")
    number, _, error = value.partition(" ± ")
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
        rest += " " + _words("The error is that of the areas, taken together.")
    return f"{formula}\n= {areas}\n{rest}"


def _words(text: str) -> str:
    return QCoreApplication.translate("Ratios", text)
