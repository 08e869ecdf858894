"""A training that is broken off keeps its last epoch, and the next one goes on from there."""

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.cluster.features.feature import Feature, parse_feature
from core.cluster.features.models import Models
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import shortened
from core.cluster.prepared.prepare import prepare_for, preparing
from core.image.image import Image
from tests.core.cluster.features.made_up_epochs import add_epochs


@pytest.fixture
def epochs(monkeypatch):
    return add_epochs(monkeypatch)


def picture():
    return Image(np.random.RandomState(0).randint(0, 256, (8, 9, 3)).astype(np.uint8))


def with_epochs(number):
    return Parameters(features=(parse_feature(f"made-up-epochs,epochs={number}"),))


def begun(models, steps, cancelled=lambda: False):
    """A training that has made so many steps."""
    training = preparing(picture(), with_epochs(5), models=models, cancelled=cancelled)
    told = [next(training) for _ in range(steps)]
    return training, told


@pytest.mark.parametrize(("steps", "kept"), [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (11, 5)])
def test_what_is_closed_keeps_its_last_whole_epoch(epochs, steps, kept):
    models = Models()
    training, _told = begun(models, steps)
    training.close()
    prepare_for(picture(), with_epochs(5), models=models)
    assert epochs.begun == [0, kept][: 2 if kept < 5 else 1]


def test_so_does_what_is_cancelled(epochs):
    models, ended = Models(), []
    training, _told = begun(models, 7, lambda: bool(ended))
    ended.append(1)
    with pytest.raises(Cancelled):
        next(training)
    (model,) = prepare_for(picture(), with_epochs(3), models=models).models
    assert (model.content, epochs.begun) == (b'{"epochs": 3, "total": 6}', [0])


def test_going_on_gives_the_same_model_as_going_through(epochs):
    models = Models()
    training, _told = begun(models, 6)
    training.close()
    on = prepare_for(picture(), with_epochs(5), models=models).models[0]
    through = prepare_for(picture(), with_epochs(5)).models[0]
    assert (on.content, on.key, on.learner) == (through.content, through.key, through.learner)
    assert epochs.begun == [0, 2, 0]


def test_more_epochs_go_on_from_the_most_there_are(epochs):
    models = Models()
    for number in (2, 4, 3, 9):
        prepare_for(picture(), with_epochs(number), models=models)
    assert epochs.begun == [0, 2, 2, 4]


def test_a_snapshot_comes_with_its_epoch_and_stays_until_the_next(epochs):
    _training, told = begun(Models(), 6)
    lengths = [each.snapshot.length if each.snapshot else 0 for each in told]
    assert lengths == [0, 0, 1, 1, 2, 2]
    assert [each.preparing for each in told] == [True, False, False, False, False, False]
    assert told[-1].snapshot.curves == {"sum": (1.0, 2.0)}
    assert epochs.pictured == 0


def test_a_feature_knows_its_models_by_any_length(epochs):
    feature = parse_feature("made-up-epochs,epochs=5")
    assert feature.has_learned(feature.learner)
    assert feature.has_learned(shortened(feature, 2).learner)
    assert shortened(feature, 2) == parse_feature("made-up-epochs,epochs=2")
    assert not feature.has_learned(Feature("eigenfilters").learner)
    assert not Feature("eigenfilters").has_learned(feature.learner)
    # One without epochs has no other length: position learns nothing at all.
    assert shortened(Feature("eigenfilters"), 2) == Feature("eigenfilters")
