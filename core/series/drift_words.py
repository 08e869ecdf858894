"""What is wrong with a picture that has drifted, and what helps, in the words of a user."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.sentences import _
from core.series.drift import FAR, NEW, SHIFTED, Drift, NewMode

_COLOURS = ("rgb", "gray", "lab", "hsv")
# Less brightness than this is not what a person would see first.
_LEAST = 0.02


def drift_sentences(
    drift: Drift, space: str = "", classes: Sequence[str] = (), *, rescaling_helps: bool = False
) -> tuple[str, ...]:
    """Why a picture is flagged and what helps, a sentence or two each; none where it fits.

    space: of the legend ("rgb", "gray", "lab", "hsv"), "" or another where not colours alone count.
    classes: (k,) the name of the class of each cluster. rescaling_helps: and is possible.
    """
    found = []
    if SHIFTED in drift.kinds:
        found += [_shifted(drift, space)]
    if drift.new is not None and NEW in drift.kinds:
        found += [_new(drift.new, space, classes)]
    if FAR in drift.kinds:
        found += [_far(drift)]
    return (*found, _help(drift, rescaling_helps=rescaling_helps)) if found else ()


def _help(drift: Drift, *, rescaling_helps: bool) -> str:
    if rescaling_helps:
        return _(
            "What helps: rescale its colours, give it a legend of its own, take it again in the same light, "
            "or leave it out."
        )
    if drift.rescaling_helps:
        return _("What helps: give it a legend of its own, take it again in the same light, or leave it out.")
    if NEW in drift.kinds:
        return _(
            "What helps: exclude that place by a region of interest; or give the picture a legend of its "
            "own, or leave it out."
        )
    return _("What helps: give it a legend of its own, or leave it out.")


def _shifted(drift: Drift, space: str) -> str:
    relabelled = _(
        " As it is, {share} of its pixels are in another class than they would be rescaled."
    ).format(share=_percent(drift.relabelled))
    if space not in _COLOURS:
        return _("Its values are shifted against those of the reference.") + relabelled
    if drift.light is None or abs(drift.light - 1) < _LEAST:
        return _channels(drift, space) + relabelled
    bright = drift.light - 1
    sentence = (
        _("The light is another: the picture is {percent} brighter than the reference.")
        if bright > 0
        else _("The light is another: the picture is {percent} darker than the reference.")
    )
    return sentence.format(percent=_percent(abs(bright))) + relabelled


def _channels(drift: Drift, space: str) -> str:
    if space != "rgb":
        return _(
            "Its colours are shifted against those of the reference, as by other light or another camera."
        )
    sentence = _(
        "Its colours are shifted, as by another camera or other light: red {red}, green {green}, blue {blue} "
        "against the reference."
    )
    red, green, blue = (f"{100 * (value - 1):+.0f} %".replace("-", "−") for value in drift.ratio.tolist())
    return sentence.format(red=red, green=green, blue=blue)


def _new(mode: NewMode, space: str, classes: Sequence[str]) -> str:
    name = classes[mode.cluster - 1] if len(classes) >= mode.cluster else str(mode.cluster)
    share, colour = _percent(mode.share), _colour(mode, space)
    if colour:
        return _(
            "{share} of the picture is of a kind that the legend does not know ({colour}), a cloud perhaps; "
            "it is counted as “{name}”."
        ).format(share=share, colour=colour, name=name)
    return _(
        "{share} of the picture is of a kind that the legend does not know, a cloud perhaps; it is counted "
        "as “{name}”."
    ).format(share=share, name=name)


def _colour(mode: NewMode, space: str) -> str:
    levels = mode.values
    if space not in ("rgb", "gray") or levels.max() > 255 or levels.min() < 0:
        return ""
    if space == "gray":
        return _("grey {level}").format(level=f"{float(levels[0]):.0f}")
    return "#" + "".join(f"{round(value):02x}" for value in levels.tolist())


def _far(drift: Drift) -> str:
    return _(
        "{share} of its pixels are like nothing in the reference: it shows something else, or was taken "
        "otherwise."
    ).format(share=_percent(drift.unknown))


def _percent(share: float) -> str:
    percent = 100 * share
    return f"{percent:.0f} %" if percent >= 9.95 else f"{percent:.1f} %"
