"""A Fit as plain JSON values, and back: legend, classes over it, and what is for these."""

from __future__ import annotations

from core.classes.naming_json import naming_from, naming_json
from core.classes.ratios import ratios_from, ratios_json
from core.document.plain_json import Json
from core.document.step import steps_from, steps_json
from core.series.legend import legend_from, legend_json
from core.series.picture_work import Fit


def fit_json(fit: Fit) -> Json:
    return {
        "legend": legend_json(fit.legend),
        "naming": naming_json(fit.naming),
        "steps": steps_json(fit.steps),
        "ratios": ratios_json(fit.ratios),
        "why_k": fit.why_k,
    }


def fit_from(values: Json) -> Fit:
    """Raises ParameterError, KeyError, TypeError or ValueError where they are damaged."""
    legend = legend_from(values["legend"])
    return Fit(
        legend,
        legend.classes,
        naming_from(values["naming"]),
        steps_from(values["steps"]),
        ratios_from(values["ratios"]),
        str(values["why_k"]),
    )
