"""Rescaled colours: which pictures of a series get them, and what that makes of one.

A picture in other light is measured as the legend would have seen it: gain and offset that lead from the
reference to the picture (core.series.rescaling) are taken off its features before the nearest centroid is
looked for (core.cluster.colours.rescaled). They stand in the parameters of its run record, so that this
repeats itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from core.base.errors import ParameterError
from core.base.sentences import _
from core.cluster.parameters import NOT_RESCALED, Parameters
from core.document.plain_json import Json
from core.series.drift import SHIFTED
from core.series.named_picture import named_picture

# Of one picture: as it is; rescaled where that makes it fit the legend; rescaled wherever its colours are
# shifted; clustered by itself (core.series.own_legend).
Rule = Literal["never", "helping", "shifted", "own"]
# How it was measured.
Way = Literal["", "rescaled", "own"]
WAYS: tuple[Way, ...] = get_args(Way)
DRIFTED = "drifted"


@dataclass(frozen=True)
class Rescale:
    """drifted: all pictures that it makes fit the legend. pictures: these wherever they are shifted."""

    drifted: bool = False
    pictures: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        return self.drifted or bool(self.pictures)

    def rule_of(self, path: Path) -> Rule:
        if path in self.pictures:
            return "shifted"
        return "helping" if self.drifted else "never"


def parse_rescale(texts: Sequence[str], pictures: Sequence[Path]) -> Rescale:
    """ "drifted", or pictures of the series by path or name. Raises ParameterError for another."""
    chosen = (named_picture("rescale", text, pictures, DRIFTED) for text in texts if text != DRIFTED)
    return Rescale(DRIFTED in texts, tuple(dict.fromkeys(chosen)))


def check_rescalable(parameters: Parameters, *, own_clusters: bool) -> None:
    """Raises ParameterError where no legend is, or one that colours alone do not decide."""
    if own_clusters:
        raise ParameterError(
            _("Where each picture is clustered by itself there is no legend to rescale it to.")
        )
    if not parameters.can_be_rescaled:
        raise ParameterError(_(NOT_RESCALED))


def rescaled_parameters(parameters: Parameters, fit: Json, rule: Rule) -> Parameters | None:
    """Those that measure a picture rescaled; None where it is to be measured as it is.

    parameters: of the legend. fit: of `core.series.fitness.fitness`.
    """
    helps = bool(fit.get("rescaling_helps"))
    wanted = rule == "shifted" or (rule == "helping" and helps)
    shifted = SHIFTED in fit.get("kinds", ())
    if parameters.frozen is None or not wanted or not shifted or not parameters.can_be_rescaled:
        return None
    gain, shift = tuple(fit["gain"]), tuple(fit["offset"])
    return replace(parameters, frozen=replace(parameters.frozen, gain=gain, shift=shift))


def way_of(fit: Json) -> Way:
    """How a picture was measured that has this fit."""
    if "own_legend" in fit:
        return "own"
    return "rescaled" if "rescaled" in fit else ""


def is_as_asked(fit: Json, rule: Rule) -> bool:
    """Whether a picture that was measured with this fit, rescaled or not, is as the rule wants it."""
    if rule == "own" or "own_legend" in fit:
        return rule == "own" and "own_legend" in fit
    if rescaled := fit.get("rescaled"):
        return rule == "shifted" or (rule == "helping" and bool(rescaled["helps"]))
    if rule == "never" or SHIFTED not in fit.get("kinds", ()):
        return True
    return rule == "helping" and not fit.get("rescaling_helps")


def rescaled_fit(before: Json, after: Json) -> Json:
    """How a picture fits the legend once it is rescaled, and that it was: in words, too."""
    said = [_("Its colours were rescaled to those of the legend."), before["reasons"][0]]
    rescaled = {name: before[name] for name in ("gain", "offset", "shift", "relabelled")}
    rescaled["helps"] = bool(before.get("rescaling_helps"))
    return {**after, "rescaled": rescaled, "reasons": [*said, *after.get("reasons", ())]}
