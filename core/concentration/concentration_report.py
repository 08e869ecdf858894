"""What a concentration raster measures, as plain JSON values, and as text for a person.

Numbers of the text have a point, to be pasted anywhere.
"""

from __future__ import annotations

from core.base.sentences import _, ngettext
from core.concentration.concentration import Concentration, MeasuredArea
from core.measure.areas import significant_or_none
from core.writing.number_words import area_in_words, difference, fixed, grouped


def concentration_json(found: Concentration) -> dict[str, object]:
    """Plain JSON values; areas with 12 significant digits (core.measure.areas.significant)."""
    calibration = found.calibration
    return {
        "threshold_percent": found.threshold,
        "scale": found.coding.text,
        "scale_basis": found.coding.basis,
        "unit": calibration.area_unit,
        "extent": _figure_json(found.extent),
        "area": _figure_json(found.area),
        "measured": _figure_json(found.measured),
        "mean_concentration_percent": significant_or_none(found.mean),
        "cells": found.cells,
        "extent_cells": found.extent_cells,
        "missing_cells": found.missing,
        "flags": [vars(flag) for flag in found.flags],
        "other_flag_cells": found.other_flags,
        "calibration": {
            "source": calibration.source,
            "method": calibration.method,
            "crs": calibration.crs or None,
            "description": calibration.description,
        },
        "warnings": list(found.warnings),
    }


def _figure_json(figure: MeasuredArea) -> dict[str, float | None]:
    return {
        "area": significant_or_none(figure.area),
        "planar_area": significant_or_none(figure.planar),
        "true_area": significant_or_none(figure.true),
        "planar_difference_percent": None if figure.difference is None else round(figure.difference, 6),
    }


def concentration_report(found: Concentration) -> str:
    """Several lines: the two figures, what they rest on, what was left out."""
    unit = found.calibration.area_unit
    lines = [
        _cells(found),
        _("  extent  {area}").format(area=figure_text(found.extent, unit)),
        _("  area    {area}").format(area=figure_text(found.area, unit)),
        _("scale: {scale}").format(scale=found.calibration.description),
        found.coding.basis,
    ]
    lines += [_("left out: {phrase}").format(phrase=phrase) for phrase in left_out(found)]
    lines += [_("warning: {sentence}").format(sentence=sentence) for sentence in found.warnings]
    return "\n".join(lines)


def _cells(found: Concentration) -> str:
    sentence = (
        ngettext(
            "{n} cell with a concentration, {extent} of at least {threshold:g} %",
            "{n} cells with a concentration, {extent} of at least {threshold:g} %",
            found.cells,
        )
        if found.mean is None
        else ngettext(
            "{n} cell with a concentration, {extent} of at least {threshold:g} %, "
            "mean concentration within the extent {mean} %",
            "{n} cells with a concentration, {extent} of at least {threshold:g} %, "
            "mean concentration within the extent {mean} %",
            found.cells,
        )
    )
    return sentence.format(
        n=grouped(found.cells),
        extent=grouped(found.extent_cells),
        threshold=found.threshold,
        mean=None if found.mean is None else fixed(found.mean, 2),
    )


def left_out(found: Concentration) -> list[str]:
    """A phrase a kind of cells that do not count."""
    phrases = []
    if found.missing:
        sentence = ngettext("{n} cell without data", "{n} cells without data", found.missing)
        phrases.append(sentence.format(n=grouped(found.missing)))
    for flag in found.flags:
        sentence = (
            ngettext(
                "{n} cell with the value {value} ({meaning})",
                "{n} cells with the value {value} ({meaning})",
                flag.cells,
            )
            if flag.meaning
            else ngettext(
                "{n} cell with the value {value}",
                "{n} cells with the value {value}",
                flag.cells,
            )
        )
        meaning = _(flag.meaning) if flag.meaning else ""
        phrases.append(sentence.format(n=grouped(flag.cells), value=f"{flag.value:.7g}", meaning=meaning))
    if found.other_flags:
        sentence = ngettext(
            "{n} cell with another value outside the scale",
            "{n} cells with other values outside the scale",
            found.other_flags,
        )
        phrases.append(sentence.format(n=grouped(found.other_flags)))
    return phrases


def figure_text(figure: MeasuredArea, unit: str) -> str:
    """The leading area first, the other kind and their difference beside it."""
    if figure.planar is None or figure.true is None:
        return f"{number_text(figure.area)} {unit}"
    true_leads = figure.area == figure.true
    if figure.difference is None:
        sentence = (
            _("{true} {unit} true, {planar} {unit} planar")
            if true_leads
            else _("{planar} {unit} planar, {true} {unit} true")
        )
    else:
        sentence = (
            _("{true} {unit} true, {planar} {unit} planar (planar − true {difference})")
            if true_leads
            else _("{planar} {unit} planar, {true} {unit} true (planar − true {difference})")
        )
    return sentence.format(
        true=number_text(figure.true),
        planar=number_text(figure.planar),
        unit=unit,
        difference=difference(figure.difference),
    )


def number_text(area: float) -> str:
    """Six significant digits, as areas without an error have everywhere."""
    return area_in_words(area)
