"""The jobs of an accuracy sample, as a panel drives them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.accuracy.sample import Answer, Sample
from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.classes.classes import Class, named_classes
from core.classes.ratios import parse_ratio
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.measure.checked_rows import ratio_share
from core.scenes.samples import sea_ice
from tests.workers.outcomes import outcome_of
from workers.accuracy import map_checked, points_added, points_drawn
from workers.clustering import Outcome, measured_again

CLASSES = named_classes((Class("water", (1,)), Class("ice", (2, 3))), 3)


@pytest.fixture(scope="module")
def document() -> Document:
    scene = sea_ice(width=120, height=90)
    return Document(scene.image, Parameters(k=3), CLASSES)


@pytest.fixture(scope="module")
def outcome(document: Document) -> Outcome:
    return outcome_of(document.image, document.parameters)


def as_mapped(sample: Sample, outcome: Outcome) -> Sample:
    """Whatever is asked is answered as the map has it."""
    while (i := sample.next_point()) is not None:
        point = sample.points[i]
        label = outcome.measurement.labels[point.row, point.column]
        sample = sample.answered(Answer(i, "class", "water" if label == 1 else "ice"))
    return sample


def test_points_are_drawn_asked_and_drawn_again(outcome: Outcome) -> None:
    sample = points_drawn(outcome, CLASSES, 40, 1, never_cancelled)
    assert len(sample.points) == 20
    first = map_checked(sample, outcome, CLASSES, None, never_cancelled)
    assert first.checked is None
    assert all(first.sampled.asked(sample))
    answered = as_mapped(sample, outcome)
    again = map_checked(answered, outcome, CLASSES, first.sampled, never_cancelled)
    assert again.sampled is first.sampled, "the pixels are not counted again"
    assert again.checked is not None
    assert again.checked.points == 20
    assert answered.is_due()
    whole = points_added(answered, again.sampled, outcome, 0, never_cancelled)
    assert len(whole.points) == 40
    assert len(points_added(whole, again.sampled, outcome, 10, never_cancelled).points) == 50
    found = map_checked(as_mapped(whole, outcome), outcome, CLASSES, again.sampled, never_cancelled)
    assert found.checked is not None
    assert found.checked.accuracy.overall.value == 1
    assert found.checked.accuracy.overall.low < 1


def test_another_map_is_counted_anew(document: Document, outcome: Outcome) -> None:
    sample = as_mapped(points_drawn(outcome, CLASSES, 40, 1, never_cancelled), outcome)
    first = map_checked(sample, outcome, CLASSES, None, never_cancelled)
    others = named_classes((Class("ice", (1, 2, 3)),), 3)
    merged = map_checked(sample, outcome, others, first.sampled, never_cancelled)
    assert merged.sampled is not first.sampled
    assert merged.checked is not None
    assert [each.name for each in merged.checked.classes] == ["ice", "water"]
    cropped = measured_again(outcome, replace(document), never_cancelled)
    assert map_checked(sample, cropped, CLASSES, first.sampled, never_cancelled).sampled is first.sampled


def test_ratios_are_found_with_the_check(document: Document, outcome: Outcome) -> None:
    sample = as_mapped(points_drawn(outcome, CLASSES, 40, 1, never_cancelled), outcome)
    ratios = parse_ratio("ice part=ice/(ice+water)"), parse_ratio("lost=cloud/(ice+water)")
    found = map_checked(sample, outcome, CLASSES, None, never_cancelled, ratios=ratios).checked
    assert found is not None
    share = ratio_share(ratios[0], found)
    assert share is not None
    assert share.low < share.value < share.high
    assert share is ratio_share(ratios[0], found), "it is kept"
    assert ratio_share(ratios[1], found) is None


def test_what_was_never_sampled_is_asked_anew(outcome: Outcome) -> None:
    sample = as_mapped(points_drawn(outcome, CLASSES, 40, 1, never_cancelled), outcome)
    labels = np.zeros_like(outcome.measurement.labels)
    labels[:30] = outcome.measurement.labels[:30]
    narrow = replace(outcome, measurement=replace(outcome.measurement, labels=labels))
    part = points_drawn(narrow, CLASSES, 40, 1, never_cancelled)
    assert all(each.row < 30 for each in part.points)
    wide = map_checked(part, outcome, CLASSES, None, never_cancelled)
    assert wide.sampled.unsampled == int((outcome.measurement.labels[30:] > 0).sum())
    more = points_added(part, wide.sampled, outcome, 12, never_cancelled)
    assert len(more.points) == len(part.points) + 12
    assert all(each.row >= 30 for each in more.points[len(part.points) :])
    assert map_checked(more, outcome, CLASSES, wide.sampled, never_cancelled).sampled.unsampled == 0
    assert len(sample.points) == 20


def test_jobs_can_be_cancelled(outcome: Outcome) -> None:
    with pytest.raises(Cancelled):
        points_drawn(outcome, CLASSES, 40, 1, lambda: True)
    sample = points_drawn(outcome, CLASSES, 40, 1, never_cancelled)
    with pytest.raises(Cancelled):
        map_checked(sample, outcome, CLASSES, None, lambda: True)
