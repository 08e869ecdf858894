"""What the panel “Why here?” says of a pixel, in words."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from core.base.sentences import in_a_row
from core.cluster.colours.colour import AXES
from core.cluster.parameters import Space
from core.measure.explain import CentroidDistance, Explanation
from core.measure.explain_learned import LearnedReason
from core.writing.number_words import fixed, short
from ui.widgets.number_text import NO_BREAK, count_text, share_text

# The second centroid is less than this many times as far as the first: what is said of the margin.
BORDER = 1.1
NEAR_BORDER = 1.5
# Of so many classes the scores are told.
_SCORES = 3
# Channels whose values are levels of a colour.
_IN_LEVELS = ("gray", "R", "G", "B", "V")
# Beyond this the number says nothing more.
_MANY = 100


def verdict(why: Explanation) -> tuple[str, str]:
    """A headline, and a sentence on the margin: how much farther the next centroid is."""
    own = cluster_text(why.nearest_first[0])
    if why.cut is not None:
        return _words("Cluster {0}").format(own), cut_text(*why.cut)
    if len(why.nearest_first) == 1:
        return _words("Cluster {0}").format(own), _words("There is no other cluster.")
    second = why.nearest_first[1]
    other, times = cluster_text(second), _times(why.ratio)
    same = bool(second.class_name) and second.class_name == why.class_name
    if why.ratio == 1:
        head = _words("On the border of {0} and {1}").format(own, other)
        text = _words("Both are equally far; the tie goes to the one that came first in the start.")
    elif why.ratio < BORDER:
        head = _words("On the border: cluster {0}").format(own)
        text = _words("The next, {0}, is only {1} times as far.").format(other, times)
    elif why.ratio < NEAR_BORDER:
        head = _words("Cluster {0}, near the border").format(own)
        text = _words("The next, {0}, is {1} times as far.").format(other, times)
    elif math.isinf(why.ratio):
        head = _words("Exactly the centroid of cluster {0}").format(own)
        text = _words("The next, {0}, is {1} away.").format(other, distance_text(second.distance))
    else:
        head = _words("Clearly cluster {0}").format(own)
        text = _words("The next, {0}, is {1} times as far.").format(other, times)
    return head, in_a_row((text, _words("Both are of the same class."))) if same else text


def learned_verdict(why: LearnedReason | None) -> tuple[str, str]:
    """The same where a classifier decides; None: of a pixel that no example can take."""
    if why is None:
        return _words("As its cluster is named"), _words(
            "Nothing is learned here: its class has a name and no examples, or is locked."
        )
    name = why.class_name
    if not why.expected:
        head = _words("Learned: {0}").format(name)
    elif why.expected == name:
        head = _words("Learned: {0}, as its cluster is named").format(name)
    else:
        head = _words("Learned: {0}; its cluster is named {1}").format(name, why.expected)
    scores = ", ".join(f"{each}{NO_BREAK}{fixed(score, 2)}" for each, score in why.scores[:_SCORES])
    alike = "; ".join(
        _words("{0} at x {1}, y {2} ({3} % alike)").format(
            each.class_name, each.column, each.row, fixed(100 * each.likeness, 0)
        )
        for each in why.alike
    )
    text = _words("Scores: {0}. Most like the examples of {1}.").format(scores, alike)
    if why.prior:
        counts = _words("What its cluster is named still counts {0}.").format(fixed(why.prior, 2))
        text = in_a_row((text, counts))
    return head, text


def cut_text(value: float, low: float, high: float) -> str:
    """Between which thresholds a value lies; infinite for none."""
    said, above, below = (short(each, 6) if math.isfinite(each) else "" for each in (value, low, high))
    if not above:
        return _words("Its value, {0}, lies below the threshold {1}.").format(said, below)
    if not below:
        return _words("Its value, {0}, is at least the threshold {1}.").format(said, above)
    sentence = _words("Its value, {0}, is at least the threshold {1} and lies below {2}.")
    return sentence.format(said, above, below)


def cluster_text(each: CentroidDistance) -> str:
    """ "3", or "3 (ice)" where the class has a name of its own."""
    if each.class_name in ("", str(each.cluster)):
        return str(each.cluster)
    return f"{each.cluster} ({each.class_name})"


def colour_count_text(why: Explanation, pixels: int) -> str:
    """How many pixels share the colour, of `pixels` valid ones; nothing where they were not counted."""
    if why.colour_pixels is None:
        return ""
    if why.colour_pixels == 1:
        return _words("The only pixel of exactly this colour")
    share = share_text(why.colour_pixels / pixels)
    return _words("{0} pixels of exactly this colour ({1})").format(count_text(why.colour_pixels), share)


def values_text(bands: tuple[str, ...], values: tuple[float, ...], between: str = " " * 3) -> str:
    """ "red 29   green 72   blue 104"."""
    pairs = zip(bands, values, strict=True)
    return between.join(f"{name}{NO_BREAK}{value:.6g}" for name, value in pairs)


def feature_text(space: Space, feature: tuple[float, ...]) -> str:
    """Where the pixel lies in a space that is not the stored one; else nothing."""
    if space in ("rgb", "bands"):
        return ""
    if space == "hsv":
        along, across, value = feature
        hue = math.degrees(math.atan2(across, along)) % 360
        parts = [
            _words("hue {0}°").format(_number(hue, 0)),
            _words("chroma {0}").format(_number(math.hypot(along, across), 0)),
        ]
        parts.append(_words("value {0}").format(_number(value, 0)))
    elif space == "lab":
        parts = [f"{axis} {_number(value, 1)}" for axis, value in zip(AXES["lab"], feature, strict=True)]
    else:
        parts = [_words("grey {0}").format(_number(feature[0], 1))]
    return "   ".join(part.replace(" ", NO_BREAK) for part in parts)


def _number(value: float, decimals: int) -> str:
    return fixed(value, decimals)


def distance_text(distance: float) -> str:
    """One decimal: all under each other."""
    return fixed(distance, 1)


def unit_text(space: Space, channel: str = "") -> str:
    """What the distances are counted in. channel: the one that is cut by a threshold, if one is."""
    if channel and channel not in _IN_LEVELS:
        return _words("degrees") if channel == "H" else _words("units of the channel")
    if space == "bands" and not channel:
        return _words("units of the space")
    return _words("colour difference ΔE") if space == "lab" else _words("levels")


def _times(ratio: float) -> str:
    if ratio >= _MANY:
        return _words("more than {0}").format(_MANY)
    # Down, so that no 1.10 is called “only”, and 1.00 is a tie alone.
    if ratio < 2:
        return fixed(max(1.01, math.floor(ratio * 100) / 100), 2)
    return fixed(math.floor(ratio * 10) / 10, 1)


def _words(text: str) -> str:
    return QCoreApplication.translate("Why", text)
