"""A feature learns once from a picture: what makes it learn again, and what does not."""

from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled, ReadError
from core.cluster.features.feature import Feature, parse_feature
from core.cluster.features.models import Model, Models, model_key
from core.cluster.features.specification import Snapshot
from core.cluster.features.specifications import found_specifications, specifications
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import Fitting, Ready
from core.cluster.prepared.prepare import prepare_for, preparing
from core.cluster.segmentation import segment
from core.image.image import Image
from tests.core.cluster.features.made_up import add_made_up, table_file
from tests.core.cluster.features.made_up_epochs import add_epochs


@pytest.fixture
def fits(monkeypatch):
    return add_made_up(monkeypatch)


def picture(seed=0):
    return Image(np.random.RandomState(seed).randint(0, 256, (20, 30, 3)).astype(np.uint8))


def parameters_with(path, **fields):
    return Parameters(features=(parse_feature(f"made-up,file={path}"),), **fields)


def test_another_weight_k_seed_or_option_of_the_planes_learns_nothing_again(fits, tmp_path):
    path, image, models = table_file(tmp_path), picture(), Models()
    parameters = parameters_with(path)
    first = prepare_for(image, parameters, models=models)
    heavier = parse_feature(f'made-up:3,file={path},gain=1.5,kind="a,b"')
    for other in (
        replace(parameters, k=7, seed=3),
        replace(parameters, features=(heavier,)),
        replace(parameters, features=(*parameters.features, Feature("position"))),
        replace(parameters, memory=9),
    ):
        assert prepare_for(image, other, models=models).models == first.models
    # The same pixels read again are the same picture, the same file elsewhere the same table.
    prepare_for(picture(), parameters, models=models)
    prepare_for(image, parameters_with(table_file(tmp_path, "b.table")), models=models)
    assert fits.number == 1


def test_another_picture_mask_space_file_or_option_of_the_fit_learns_again(fits, tmp_path):
    path, image, models = table_file(tmp_path), picture(), Models()
    parameters = parameters_with(path)
    masked = np.ones((20, 30), bool)
    masked[0] = False
    other_table = tmp_path / "other.table"
    other_table.write_bytes(bytes(256))
    runs = [
        (image, parameters),
        (picture(1), parameters),
        (Image(image.pixels, masked), parameters),
        (image, replace(parameters, space="lab")),
        (image, parameters_with(other_table)),
        (image, replace(parameters, features=(parse_feature(f"made-up,file={path},steps=2"),))),
    ]
    keys = {prepare_for(*run, models=models).models[0].key for run in runs}
    assert fits.number == len(keys) == len(runs)


def test_a_key_names_picture_planes_feature_and_kind(fits, tmp_path):
    image, models = picture(), Models()
    parameters = parameters_with(table_file(tmp_path))
    (model,) = prepare_for(image, parameters, models=models).models
    (feature,) = parameters.features
    own = {"space": "rgb", "bands": [], "scaling": "none"}
    picture_sha256 = models.picture_sha256(image)
    assert model.key == model_key(picture_sha256, own=own, feature=feature.learner, kind="table 1")
    assert fits.number == 1


def test_progress_is_told_before_anything_is_clustered(fits, tmp_path):
    parameters = parameters_with(table_file(tmp_path))
    steps = preparing(picture(), parameters)
    told = [next(steps) for _ in range(4)]
    assert [(each.done, each.of) for each in told] == [(0, 3), (1, 3), (2, 3), (1, 1)]
    assert told[0] == Fitting(parameters.features[0], 0, 3)
    assert told[0].feature.title == "Made up"
    assert not any(each.preparing for each in told)
    with pytest.raises(StopIteration) as end:
        next(steps)
    assert end.value.value.models[0].kind == "table 1"
    assert fits.number == 1


def test_a_cancel_is_heard_between_two_steps_and_leaves_no_model(fits, tmp_path):
    asked, models = [], Models()

    def cancelled():
        asked.append(1)
        return fits.number == 1 and len(asked) > 8

    parameters = parameters_with(table_file(tmp_path))
    steps = preparing(picture(), parameters, models=models, cancelled=cancelled)
    next(steps)
    asked.extend([1] * 8)
    with pytest.raises(Cancelled):
        next(steps)
    prepare_for(picture(), parameters, models=models)
    assert fits.number == 2


def test_a_model_that_is_none_is_learned_again(fits, tmp_path):
    image, parameters = picture(), parameters_with(table_file(tmp_path))
    (model,) = prepare_for(image, parameters).models
    broken = Model(model.learner, model.kind, model.key, b"nothing")
    (again,) = prepare_for(image, parameters, models=Models([broken])).models
    assert again.content == model.content
    assert fits.number == 2


def test_a_file_that_has_changed_is_a_sentence(tmp_path, fits):
    path = table_file(tmp_path)
    parameters = parameters_with(path)
    path.write_bytes(bytes(256))
    with pytest.raises(ReadError, match="its content has changed"):
        segment(picture(), parameters)
    assert fits.number == 1


def test_as_far_is_as_far_whatever_can_be_looked_at():
    """And what can be interrupted says nothing of it."""
    snapshot = Snapshot(1, {}, dict, bytes)
    found = Fitting(Feature("position"), 0, 3)
    assert not found.preparing
    assert found == Fitting(Feature("position"), 0, 3, snapshot)
    assert found != Fitting(Feature("position"), 1, 3, snapshot)


def test_a_model_may_know_better_how_far_its_planes_reach(monkeypatch):
    add_epochs(monkeypatch)
    made = specifications()["made-up-epochs"]
    knows = replace(made.learning, reach=lambda content, options: len(content) + options["epochs"])
    monkeypatch.setitem(
        found_specifications(), made.name, replace(made, reach=lambda _options: 2, learning=knows)
    )
    feature, model = Feature("made-up-epochs"), Model("", "", "", b"abc")
    assert (Ready(feature, None, model).reach, Ready(feature, None).reach) == (7, 2)
    assert Ready(Feature("eigenfilters"), None, model).reach == 7
    assert Ready(Feature("laws"), None).reach == 7


def test_planes_are_those_of_the_model(fits, tmp_path):
    prepared = prepare_for(picture(), parameters_with(table_file(tmp_path)))
    found = prepared.observations.features_at(np.arange(600))[:, 3] / 255
    luma = picture().pixels.reshape(-1, 3) @ [0.299, 0.587, 0.114]
    np.testing.assert_allclose(found, (255 - luma) / 255 / 2, atol=0.004)
    assert fits.number == 1
