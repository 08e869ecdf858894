"""What a run is doing, in words, after each of its events."""

from __future__ import annotations

from core.base.sentences import N_, _
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import Fitting
from core.pipeline.result import Result
from core.pipeline.task import Event, RunStep, Stage

READING = N_("reading")
PREPARING = N_("preparing")
WRITING = N_("writing")
FINDING = N_("finding superpixels")
MEASURING = N_("measuring")
_STAGES = {
    "measure": MEASURING,
    "errors": N_("finding the ± of border and starts"),
    "accuracy": N_("judging by the points"),
    "comparison": N_("comparing"),
    "regions": N_("finding regions"),
}


def begins_with(parameters: Parameters) -> str:
    """What begins before the first event."""
    return _(FINDING) if parameters.by == "superpixels" and not parameters.features else _(PREPARING)


def begins_after(event: Event, *, chooses_k: bool = False) -> str:
    """What begins after an event of core.pipeline.run. chooses_k: whether k is to be recommended."""
    match event:
        case Fitting() if event.preparing:
            return _("preparing {feature}").format(feature=event.feature.title)
        case Fitting() if event.done < event.of:
            return _("learning {feature}, {percent} %").format(
                feature=event.feature.title, percent=100 * event.done // event.of
            )
        case RunStep() if not event.step.stop:
            return _("clustering, iteration {n}").format(n=event.step.iteration + 1)
    return _next_stage(event, chooses_k)


def _next_stage(event: Event, chooses_k: bool) -> str:
    match event:
        case Fitting():
            return _(PREPARING)
        case RunStep():
            return _("labelling")
        case Stage():
            return _(_STAGES[event.name])
        case Result():
            return _(WRITING)
    return _("choosing k") if chooses_k else _("clustering")
