"""The clustering job while a feature learns: what it tells, and how Stop, Pause and Step end or hold it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.cluster.features.feature import parse_feature
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.image.image import Image
from core.warm_up.warm_up import KernelFilling
from tests.core.cluster.features.made_up_epochs import add_epochs
from workers.clustering import ClusteringJob, LearningFrame, Preparations
from workers.mailbox import Mailbox
from workers.pace import Pace


@pytest.fixture
def epochs(monkeypatch):
    return add_epochs(monkeypatch, notes=("Learned elsewhere.",))


def document(number=5):
    pixels = np.random.RandomState(0).randint(0, 256, (12, 14, 3)).astype(np.uint8)
    return Document(
        Image(pixels), Parameters(k=3, features=(parse_feature(f"made-up-epochs,epochs={number}"),))
    )


def job(on_told, *, pace=None, preparations=None, of=None):
    return ClusteringJob(
        document=of or document(),
        preparations=preparations or Preparations(),
        told=Mailbox(on_told),
        pace=pace or Pace(),
        kernels=KernelFilling(),
    )


def learning_of(told):
    return [each for each in told if isinstance(each, LearningFrame)]


def test_every_step_is_told_and_the_last_epoch_can_be_seen(epochs):
    told = []
    outcome = job(told.append)(lambda: False)
    frames = learning_of(told)
    assert [each.fitting.done for each in frames] == [0, *range(1, 11), 1]
    assert frames[-1].fitting.snapshot.length == 5
    assert frames[-1].pictures["Sum"].shape == (4, 6, 3)
    assert 1 <= epochs.pictured <= 5
    assert "Learned elsewhere." in outcome.result.warnings


def test_stop_ends_the_training_and_clusters_by_what_was_learned(epochs):
    pace, told, preparations = Pace(), [], Preparations()

    def stop(item):
        told.append(item)
        if isinstance(item, LearningFrame) and item.fitting.done == 5:
            pace.stop()

    outcome = job(stop, pace=pace, preparations=preparations)(lambda: False)
    (feature,) = outcome.segmentation.parameters.features
    assert dict(feature.options) == {"epochs": 3}
    assert outcome.segmentation.converged
    assert outcome.result.document.parameters.features == document().parameters.features
    said = "Made up in epochs was stopped after 3 of 5 epochs: Run lets it go on from there."
    assert said in outcome.result.warnings
    # As a recipe with so many would have it.
    plain = job(told.append, of=document(3))(lambda: False)
    assert plain.segmentation.models[0].content == outcome.segmentation.models[0].content
    assert plain.segmentation.labels.tobytes() == outcome.segmentation.labels.tobytes()
    # And Run goes on from there.
    same = replace(document(), image=outcome.prepared.image)
    job(told.append, preparations=preparations, of=same)(lambda: False)
    assert epochs.begun == [0, 0, 3]


def test_stop_before_the_first_epoch_waits_for_it(epochs):
    pace = Pace()
    pace.stop()
    outcome = job(lambda _item: None, pace=pace)(lambda: False)
    assert dict(outcome.segmentation.parameters.features[0].options) == {"epochs": 1}
    assert outcome.segmentation.converged


def test_a_pause_holds_the_training_between_two_steps(epochs):
    pace, told = Pace(), []

    def look(item):
        told.append(item)
        if isinstance(item, LearningFrame) and item.fitting.done == 4:
            pace.pause(True)

    asked = []

    def cancelled():
        # Asked by the job again and again while it is held.
        if pace.paused:
            asked.append(len(told))
            if len(asked) > 3:
                pace.pause(False)
        return False

    job(look, pace=pace)(cancelled)
    assert len(set(asked[:3])) == 1
    assert [each.fitting.done for each in learning_of(told)] == [0, *range(1, 11), 1]


def test_who_steps_to_the_start_waits_for_what_is_learned(epochs):
    pace, told = Pace(paused=True), []

    def look(item):
        told.append(item)
        if not isinstance(item, LearningFrame):
            pace.pause(False)

    job(look, pace=pace)(lambda: False)
    assert learning_of(told)[-1].fitting.snapshot.length == 5
