"""Readying the kernels changes nothing, leaves no thread and never complains."""

from __future__ import annotations

import threading

import numpy as np
import pytest

import core.cluster.warm_up
from core.cluster.features.feature import Feature
from core.cluster.parameters import SPACES, STARTS, Parameters
from core.cluster.segmentation import segment
from core.cluster.warm_up import segment_smallest
from core.image.image import Image
from core.warm_up.warm_up import warming_up
from tests.core.cluster.features.made_up_epochs import add_epochs


@pytest.mark.parametrize("space", SPACES)
@pytest.mark.parametrize("init", [*STARTS, ((1.0, 2.0, 3.0),)])
def test_any_parameters_will_do(space, init):
    segment_smallest(Parameters(k=1, space=space, init=init))


def test_a_run_meanwhile_is_the_same_and_no_thread_is_left():
    image = Image(np.random.RandomState(0).randint(0, 256, (20, 20, 3)).astype(np.uint8))
    alone = segment(image, Parameters(k=5))
    with warming_up(Parameters(k=5)):
        beside = segment(image, Parameters(k=5))
    assert "warm-up" not in [thread.name for thread in threading.enumerate()]
    assert beside.labels.tobytes() == alone.labels.tobytes()


def test_a_failure_is_left_to_the_run_in_earnest(monkeypatch):
    def fail(*_arguments, **_options):
        raise MemoryError

    monkeypatch.setattr(core.cluster.warm_up, "segment", fail)
    with warming_up(Parameters()):
        pass


def test_no_network_learns_to_warm_up(monkeypatch):
    epochs = add_epochs(monkeypatch)
    segment_smallest(Parameters(features=(Feature("made-up-epochs"),)))
    segment_smallest(Parameters(features=(Feature("made-up-epochs"), Feature("laws"))))
    assert epochs.begun == []
