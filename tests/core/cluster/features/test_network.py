"""The feature “network”: its planes, what it learns again and what not, and its words."""

import numpy as np
import pytest

from core.base.errors import FloeError, ParameterError, ReadError
from core.cluster.features.chosen_file import NO_FILE, choose_file
from core.cluster.features.feature import Feature, feature_from, feature_json, parse_feature
from core.cluster.features.models import Model
from core.cluster.features.specifications import about_model, specifications
from core.networks.bundled import SHA256, bundled_path
from tests.core.cluster.features.parts import computing, model_of, noise, part_of
from tests.core.networks.made_files import torch_zip, vgg_arrays

SPECIFICATION = specifications()["network"]
needs_it = pytest.mark.skipif(bundled_path() is None, reason="the extra networks is not installed")
RGB = ("red", "green", "blue")


def test_without_a_file_it_is_the_network_that_comes_with_floe():
    feature = parse_feature("network")
    assert dict(feature.options) == {"file": NO_FILE, "layer": "", "planes": 4, "card": ""}
    assert feature.files == ()
    assert parse_feature(str(feature)) == feature
    assert feature_from(feature_json(feature)) == feature


def test_planes_are_named_by_their_layers():
    def names(**options):
        feature = Feature("network", 1.0, tuple(options.items()))
        return SPECIFICATION.names(RGB, dict(feature.options))

    assert names(planes=2) == ("early 1", "early 2", "middle 1", "middle 2", "deep 1", "deep 2")
    assert names(layer="block4+block2#17", planes=2) == ("block4 1", "block4 2", "block2#17")
    assert names(layer="block4", planes=1) == ("block4",)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("network,layer=a++b", "The layers are “a++b”: write the name of one"),
        ("network,card=grb", "The card “grb” fits no network"),
        ("network,planes=33", "The planes of the feature network is 33: choose 1 to 32"),
    ],
)
def test_mistakes_are_sentences(text, sentence):
    with pytest.raises(ParameterError) as error:
        parse_feature(text)
    assert sentence in str(error.value)


def test_where_the_extra_is_missing_it_says_what_brings_it(monkeypatch):
    monkeypatch.setattr("core.writing.extras.util.find_spec", lambda _name: None)
    monkeypatch.setattr("core.networks.bundled.util.find_spec", lambda _name: None)
    said = Feature("network").missing(RGB)
    assert "pip install 'floe[networks]'" in said
    with pytest.raises(FloeError, match=r"floe\[networks\]"):
        model_of(Feature("network"), part_of(noise((8, 8))))


def test_a_card_beside_a_network_counts_for_the_model(tmp_path):
    path = tmp_path / "a.onnx"
    path.write_bytes(b"network")
    feature = Feature("network", 1.0, (("file", choose_file(str(path))),))
    before = feature.learner
    (tmp_path / "preprocessor_config.json").write_text("{}")
    assert feature.learner != before
    (tmp_path / "preprocessor_config.json").unlink()
    assert feature.learner == before


@needs_it
def test_a_model_says_what_it_was_made_by():
    feature = Feature("network", 1.0, (("layer", "block2"), ("planes", 2)))
    content = model_of(feature, part_of(noise((40, 64))))
    said = about_model(Model(feature.learner, "network 1", "k", content))
    assert said["network"]["sha256"] == SHA256
    assert said["network"]["family"] == "efficientnet-lite"
    assert said["network"]["layers"] == [{"name": "block2", "channels": 24, "stride": [4.0, 4.0]}]
    assert set(said["environment"]) == {"onnxruntime", "machine", "threads"}
    assert model_of(feature, part_of(noise((40, 64)))) == content


@needs_it
def test_planes_are_smooth_between_cells_and_have_variance_one():
    feature = Feature("network", 1.0, (("layer", "block2"), ("planes", 3)))
    part = part_of(noise((64, 96)))
    planes = computing(feature, part)(part)
    assert planes.shape == (64, 96, 3)
    cells = planes[2::4, 2::4]
    assert 0.5 < cells.reshape(-1, 3).var(axis=0).sum() < 1.1
    # The middles of cells lie at 6 and 10: between them all pixels are on a line.
    np.testing.assert_allclose(np.diff(planes[10, 6:10, 0], 2), 0, atol=1e-5)


@needs_it
def test_a_model_for_other_options_is_none():
    feature = Feature("network", 1.0, (("layer", "block2"), ("planes", 2)))
    content = model_of(feature, part_of(noise((32, 32))))
    for options in (
        {"layer": "block2", "planes": 3},
        {"layer": "", "planes": 2},
        {"layer": "a+b", "planes": 2},
    ):
        with pytest.raises(ValueError, match="grids of other layers"):
            SPECIFICATION.learning.planes(content, options)
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        SPECIFICATION.learning.planes(content[:-1], {"layer": "block2", "planes": 2})


@needs_it
def test_a_file_that_has_changed_is_asked_for_by_its_hash(tmp_path):
    path = torch_zip(tmp_path / "vgg16.pth", vgg_arrays())
    feature = Feature("network", 1.0, (("file", choose_file(str(path))), ("layer", "conv1_1")))
    assert model_of(feature, part_of(noise((32, 32))))
    torch_zip(path, vgg_arrays(seed=1))
    with pytest.raises(ReadError, match="its content has changed"):
        model_of(feature, part_of(noise((32, 32))))


@needs_it
def test_no_data_looks_like_nothing():
    """What lies under the mask has no influence."""
    valid = np.ones((32, 64), bool)
    valid[:, 40:] = False
    one, other = noise((32, 64)), noise((32, 64), 1)
    other[valid] = one[valid]
    feature = Feature("network", 1.0, (("layer", "stem"),))
    found = [model_of(feature, part_of(each, valid)) for each in (one, other)]
    assert found[0] == found[1]
