"""Networks that learn from chosen pictures: the same for every picture, and one vector for a whole one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.base.errors import Cancelled, ParameterError, ReadError
from core.cluster.features.feature import Feature, feature_from, feature_json, parse_feature
from core.cluster.features.models import Models
from core.cluster.features.training import patch_network
from core.cluster.parameters import Parameters
from core.cluster.prepared.learning import Fitting
from core.cluster.prepared.picture_vector import picture_vector
from core.cluster.prepared.prepare import prepare_for, preparing
from core.image.image import Image
from core.io.reader import read
from main import main
from tests.ui.cli.called import run_json

for library in ("jax", "optax", "safetensors"):
    pytest.importorskip(library, reason="the extra learn is not installed")


@pytest.fixture(autouse=True)
def _few_patches(monkeypatch):
    monkeypatch.setattr(patch_network, "PATCHES", 256)


def stripes(seed, *, across):
    """(30, 36, 3) uint8, with a little noise."""
    rows, columns = np.indices((30, 36))
    values = 90 + 60 * ((columns if across else rows) // 2 % 2)
    noise = np.random.RandomState(seed).randint(0, 20, (30, 36, 3))
    return (values[..., None] + noise).astype(np.uint8)


def save(path: Path, pixels):
    path.parent.mkdir(exist_ok=True)
    PillowImage.fromarray(pixels).save(path)
    return path


@pytest.fixture
def folder(tmp_path):
    for seed in range(4):
        save(tmp_path / "some" / f"{seed}.png", stripes(seed, across=bool(seed % 2)))
    return tmp_path / "some"


def feature_on(pictures, name="autoencoder") -> Feature:
    return parse_feature(f"{name}:1,patch=8,epochs=2,pictures={pictures}")


def parameters_on(pictures, **fields) -> Parameters:
    return Parameters(features=(feature_on(pictures),), **fields)


@pytest.mark.parametrize("name", ["autoencoder", "deep-autoencoder", "gan"])
def test_every_picture_learns_the_same_and_once(folder, name):
    models, parameters = Models(), Parameters(features=(feature_on(folder, name),))
    one, other = Image(stripes(8, across=True)), Image(stripes(9, across=False)[:20])
    first = prepare_for(one, parameters, models=models)
    told = list(preparing(other, parameters, models=models))
    assert not any(isinstance(each, Fitting) for each in told)
    alone = prepare_for(other, parameters)
    assert first.models[0].content == alone.models[0].content
    assert first.models[0].key == alone.models[0].key
    # Nothing of the picture itself is learned from.
    assert prepare_for(one, Parameters(features=(Feature(name),))).models[0].key != first.models[0].key


def test_order_and_place_of_the_pictures_make_no_difference(folder, tmp_path):
    image = Image(stripes(8, across=True))
    moved = [
        save(tmp_path / "moved" / f"x{seed}.png", stripes(seed, across=bool(seed % 2)))
        for seed in (3, 1, 0, 2)
    ]
    one = prepare_for(image, parameters_on(folder)).models[0]
    other = prepare_for(image, parameters_on(";".join(map(str, moved)))).models[0]
    assert (one.learner, one.key, one.content) == (other.learner, other.key, other.content)


def test_the_result_says_so_and_the_record_has_the_hashes(folder):
    feature = feature_on(folder)
    model = prepare_for(Image(stripes(8, across=True)), Parameters(features=(feature,))).models[0]
    assert feature.specification.learning.notes(model.content, dict(feature.options)) == (
        "Autoencoder has learned from 4 pictures that were chosen for it.",
    )
    assert [each.sha256 for each in feature.files] == [
        read(folder / f"{seed}.png").provenance.sha256 for seed in range(4)
    ]
    assert feature_from(json.loads(json.dumps(feature_json(feature)))) == feature
    assert parse_feature(str(feature)) == feature


def refused(parameters, image=None):
    with pytest.raises((ReadError, ParameterError)) as caught:
        prepare_for(Image(stripes(8, across=True)) if image is None else image, parameters)
    return str(caught.value)


def test_other_bands_are_a_sentence(folder):
    save(folder / "2.png", stripes(7, across=True)[..., 0])
    assert refused(parameters_on(folder)).endswith(
        "2.png: its bands are grey, those of the picture red, green, blue: a network learns from pictures of "
        "the same bands only."
    )
    # In grey both are the same.
    prepare_for(Image(stripes(8, across=True)), parameters_on(folder, space="gray"))
    bands = Image(np.concatenate([stripes(1, across=True)] * 2, axis=2), bands=tuple("abcdef"))
    assert "its bands are red, green, blue, those of the picture a, b, c, d, e, f" in refused(
        parameters_on(folder / "0.png", space="bands"), bands
    )


def test_a_picture_smaller_than_the_patch_is_named(folder):
    save(folder / "2.png", stripes(7, across=True)[:7])
    said = refused(parameters_on(folder))
    assert said.startswith(
        f"{folder / '2.png'}: The picture is 36 × 7 pixels, smaller than the patch of 8 × 8"
    )


def test_one_that_changed_or_is_gone_is_a_sentence(folder):
    parameters = parameters_on(folder)
    save(folder / "1.png", stripes(7, across=True))
    assert "1.png: its content has changed. It is needed with the SHA-256" in refused(parameters)
    (folder / "1.png").unlink()
    assert "1.png: it is not there. It is needed with the SHA-256" in refused(parameters)


def test_what_was_learned_needs_no_picture_any_more(folder):
    parameters, models, image = parameters_on(folder), Models(), Image(stripes(8, across=True))
    first = prepare_for(image, parameters, models=models)
    (folder / "1.png").unlink()
    again = prepare_for(image, replace(parameters, k=7), models=models)
    assert again.models == first.models


def test_cancel_is_heard_between_the_pictures(folder):
    asked = []
    steps = preparing(Image(stripes(8, across=True)), parameters_on(folder), cancelled=lambda: bool(asked))
    assert next(steps).preparing
    assert next(steps).preparing
    asked.append(1)
    with pytest.raises(Cancelled):
        next(steps)


def test_pictures_that_are_alike_have_vectors_that_are_near(folder):
    parameters = parameters_on(folder)
    feature, image = parameters.features[0], Image(stripes(8, across=True))
    model = prepare_for(image, parameters).models[0]

    def vector(seed, *, across):
        return picture_vector(Image(stripes(seed, across=across)), feature, model, parameters)

    across, down = [vector(seed, across=True) for seed in (11, 12)], vector(13, across=False)
    assert across[0].shape == (64,)
    assert across[0].dtype == np.float32
    np.testing.assert_array_equal(vector(11, across=True), across[0])
    assert np.linalg.norm(across[0] - across[1]) < np.linalg.norm(across[0] - down) / 3


def test_what_has_no_vector_is_refused(folder):
    parameters = parameters_on(folder)
    feature, image = parameters.features[0], Image(stripes(8, across=True))
    model = prepare_for(image, parameters).models[0]
    with pytest.raises(ParameterError, match="The picture is 36 × 7 pixels, smaller than the patch"):
        picture_vector(Image(stripes(8, across=True)[:7]), feature, model, parameters)
    with pytest.raises(ValueError, match="a model of other planes"):
        picture_vector(image, feature, model, replace(parameters, space="gray"))
    with pytest.raises(ValueError, match="position says nothing of a picture as a whole"):
        picture_vector(image, Feature("position"), model, parameters)


def test_the_command_line_learns_once_and_verify_asks_for_the_pictures(folder, tmp_path, capsys):
    out = tmp_path / "out"
    paths = [save(tmp_path / f"open{seed}.png", stripes(seed, across=True)) for seed in (8, 9)]
    feature = f"autoencoder:1,patch=8,epochs=2,pictures={folder}"
    results = run_json(capsys, *paths, "-o", out, "-k", "3", "--feature", feature, "--no-uncertainty")
    first, second = (result["models"][0] for result in results)
    assert first == second
    assert results[0]["warnings"] == ["Autoencoder has learned from 4 pictures that were chosen for it."]
    record = out / "open9_run.json"
    assert main(["verify", str(record)]) == 0
    (folder / "1.png").rename(tmp_path / "1.png")
    capsys.readouterr()
    assert main(["verify", str(record)]) == 2
    said = capsys.readouterr().err
    assert f"the feature autoencoder needs the file {folder / '1.png'} with the SHA-256" in said
    # Beside the record it is found.
    (tmp_path / "1.png").rename(out / "1.png")
    assert main(["verify", str(record)]) == 0
