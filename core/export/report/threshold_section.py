"""What a report says of a threshold in place of k-means."""

from __future__ import annotations

from core.base.sentences import _, in_a_row
from core.cluster.threshold import Threshold
from core.export.report.report_parts import Facts, Section, Words
from core.pipeline.result import Result
from core.writing.number_words import short


def threshold_section(result: Result, threshold: Threshold) -> Section:
    """How the channel was cut."""
    found, parameters = result.segmentation, result.segmentation.parameters
    words = (
        _(
            "One channel was cut into {k} classes at the thresholds of Otsu’s criterion: those of least "
            "variance within the classes over all valid pixels. They are the best that there are; of a "
            "channel with more than 65,536 steps, to within a 65,536th of its range."
        )
        if threshold.is_otsu
        else _(
            "One channel was cut into {k} classes at given thresholds: a value of at least a threshold "
            "belongs above it."
        )
    )
    numbered = _("Clusters are numbered from low to high; a class is one or more of them under a name.")
    rows = [
        (_("Channel"), threshold.channel_text),
        (_("Thresholds"), ", ".join(short(value, 6) for value in found.thresholds)),
        (_("Uneven light"), _("taken off") if parameters.light else ""),
        (_("Smoothed first"), "" if parameters.smooth is None else str(parameters.smooth)),
    ]
    facts = Facts(tuple((label, value) for label, value in rows if value))
    text = in_a_row((words.format(k=found.k), numbered))
    return Section(_("How the classes were found"), (Words(text), facts))
