"""What whoever reads a result should know of the features that have learned for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from core.base.sentences import _, with_commas
from core.cluster.features.feature import Feature
from core.cluster.features.models import Model
from core.cluster.features.specification import Learning
from core.cluster.segmentation import Segmentation


def learning_notes(segmentation: Segmentation, asked: Sequence[Feature]) -> list[str]:
    """A sentence for each that was cut short, and those of the features themselves.

    asked: the features as the document has them.
    """
    features = segmentation.parameters.features
    notes = [_cut_short(feature, found) for feature, found in zip(asked, features, strict=False)]
    for feature, learning, model in learned(segmentation):
        notes += learning.notes(model.content, dict(feature.options))
    return [note for note in notes if note]


def learned(segmentation: Segmentation) -> Iterator[tuple[Feature, Learning, Model]]:
    """The features of a segmentation that have learned, how, and what."""
    models = {model.learner: model for model in segmentation.models}
    for feature in segmentation.parameters.features:
        learning, model = feature.specification.learning, models.get(feature.learner)
        if learning is not None and model is not None:
            yield feature, learning, model


def learned_elsewhere(record: Mapping[str, Any], result: Mapping[str, Any]) -> list[str]:
    """A sentence for each model of a record that was learned on another machine, or by other threads.

    record, result: the "result" of both. Raises TypeError, KeyError for what Floe did not write.
    """
    now = {model["learner"]: model.get("environment", {}) for model in result.get("models", ())}
    return [
        sentence
        for model in record.get("models", ())
        if (sentence := _elsewhere(model["learner"], model.get("environment", {}), now))
    ]


def classified_elsewhere(record: Mapping[str, Any], now: Mapping[str, Any]) -> str:
    """Why a classifier's classes may be others here: it worked on another machine, or in another version of
    numpy. Empty where it did not, or there was none.

    record, now: "environment" of the record, and "classifier" of that of today. Raises TypeError,
    AttributeError for what Floe did not write.
    """
    then = record.get("classifier")
    if then is None or dict(then) == dict(now):
        return ""
    sentence = _(
        "The classifier worked on {then}, here on {now}: where a pixel is nearly as much of one class as of "
        "another, the last digits decide, and they are those of the machine."
    )
    return sentence.format(then=_with_numpy(then), now=_with_numpy(now))


def _with_numpy(environment: Mapping[str, Any]) -> str:
    return _("{machine}, numpy {version}").format(
        machine=environment.get("machine"), version=environment.get("numpy")
    )


def _elsewhere(learner: str, then: Mapping[str, Any], all_now: Mapping[str, Any]) -> str:
    now = all_now.get(learner)
    if now is None or now == then:
        return ""
    name = learner.partition(",")[0]
    if then.get("threads") != now.get("threads"):
        sentence = _(
            "{feature} was learned with {then} threads, here with {now}: only with as many is it the same "
            "(floe verify --threads {then})."
        )
        return sentence.format(feature=name, then=then.get("threads"), now=now.get("threads"))
    sentence = _(
        "{feature} was learned on {then}, here on {now}: it is the same only where both are the same."
    )
    return sentence.format(feature=name, then=_machine(then), now=_machine(now))


def _machine(environment: Mapping[str, Any]) -> str:
    return with_commas(str(value) for name, value in environment.items() if name != "threads")


def _cut_short(asked: Feature, found: Feature) -> str:
    learning = asked.specification.learning
    if learning is None or not learning.length or asked.name != found.name:
        return ""
    wanted, had = dict(asked.options)[learning.length], dict(found.options)[learning.length]
    if not (isinstance(wanted, int) and isinstance(had, int) and had < wanted):
        return ""
    sentence = _("{feature} was stopped after {n} of {wanted} steps: Run lets it go on from there.")
    if learning.length == "epochs":
        sentence = _("{feature} was stopped after {n} of {wanted} epochs: Run lets it go on from there.")
    return sentence.format(feature=asked.title, n=had, wanted=wanted)
