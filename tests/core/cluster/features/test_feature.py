"""What a feature takes and what it says of itself."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.cluster.features.chosen_file import ChosenFile, choose_file
from core.cluster.features.feature import Feature, check_features, parse_feature
from core.cluster.features.models import Model, Models, model_key
from core.cluster.features.specification import RADIUS
from core.image.image import Image
from tests.core.cluster.features.made_up_epochs import add_epochs


def test_weights_are_above_0_and_at_most_20():
    assert Feature("position").weight == parse_feature("position").weight == 1.0
    assert Feature("position", 20.0).weight == 20.0
    for wrong in (0.0, -1.0, 20.5, float("inf")):
        with pytest.raises(ParameterError, match="more than 0 and at most 20"):
            Feature("position", wrong)
    assert type(Feature("position", 2).weight) is float


def test_an_option_that_there_is_not_is_refused_however_it_is_given():
    with pytest.raises(ParameterError, match="“radius” is no option of the feature position: it has none"):
        Feature("position", 1.0, (("radius", 3),))


def test_two_of_a_name_are_one_too_many():
    check_features([Feature("position"), Feature("laws")])
    with pytest.raises(ParameterError, match="The feature laws is chosen twice"):
        check_features([Feature("laws"), Feature("position"), Feature("laws", 2.0)])


def test_a_model_depends_on_the_options_of_its_fit_alone():
    assert Feature("position").learner == ""
    given = (("radius", 9), ("size", "7"), ("components", 2))
    assert Feature("eigenfilters", 3.0, given).learner == "eigenfilters,size=7"


def test_a_feature_has_what_it_learned_in_fewer_epochs(monkeypatch):
    add_epochs(monkeypatch)
    epochs, once, plain = Feature("made-up-epochs"), Feature("eigenfilters"), Feature("position")
    assert [each.learns_in_epochs for each in (epochs, once, plain)] == [True, False, False]
    assert epochs.has_learned("made-up-epochs,epochs=4")
    assert epochs.has_learned("made-up-epochs,epochs=2")
    assert not epochs.has_learned("eigenfilters,size=5")
    assert once.has_learned("eigenfilters,size=5")
    assert not once.has_learned("eigenfilters,size=7")
    assert plain.has_learned("")


def test_the_ends_of_a_range_belong_to_it():
    assert [RADIUS.allows(value) for value in (0, 1, 50, 51)] == [False, True, True, False]


@pytest.mark.parametrize("name", ["a\0b", "a" * 5000], ids=["of nothing", "too long"])
def test_a_name_that_no_system_takes_is_no_file(name):
    assert not ChosenFile(name, "0").is_there


def test_a_model_that_is_kept_again_is_the_newest():
    models = Models(most_bytes=30)
    for key in ("a", "b", "c", "a", "d"):
        models.keep(Model("x", "x 1", key, bytes(10)))
    assert [key for key in "abcd" if models.find(key)] == ["a", "c", "d"]


def test_keys_are_those_of_documents_from_before():
    """SHA-256 of JSON in the order of its names, in ASCII; of what a picture is, its rows and packed mask."""
    text = '{"feature": "\\u00e4,size=5", "kind": "1", "picture": "p"}'
    assert model_key("p", kind="1", feature="ä,size=5") == hashlib.sha256(text.encode()).hexdigest()
    pixels = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    valid = np.array([[True, False, True, True], [True] * 4])
    about = '[[2, 4, 3], "|u1", ["red", "green", "blue"], '
    plain = hashlib.sha256(f"{about}false]".encode() + pixels.tobytes()).hexdigest()
    assert Models().picture_sha256(Image(pixels)) == plain
    packed = np.packbits(valid).tobytes()
    masked = hashlib.sha256(f"{about}true]".encode() + pixels.tobytes() + packed).hexdigest()
    assert Models().picture_sha256(Image(pixels, valid)) == masked


def test_only_pictures_that_were_chosen_are_elsewhere():
    given = (("pictures", (ChosenFile("a.png", "5ad"),)),)
    assert Feature("autoencoder", 1.0, given).learns_elsewhere is True
    assert not Feature("autoencoder").learns_elsewhere
    assert not Feature("position").learns_elsewhere


def test_what_is_missing_is_of_the_program_or_of_the_picture(monkeypatch):
    add_epochs(monkeypatch, missing="There is no sum.")
    assert Feature("made-up-epochs").missing(()) == "There is no sum."
    assert Feature("position").missing(()) == ""


def test_a_file_that_is_at_its_path_is_not_looked_for(tmp_path):
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.png").write_bytes(b"the same")
    file = choose_file(str(tmp_path / "one" / "a.png"))
    feature = Feature("autoencoder", 1.0, (("pictures", (file,)),))
    assert feature.looked_for(tmp_path / "other").files == (file,)
    (tmp_path / "one" / "a.png").unlink()
    assert feature.looked_for(tmp_path / "other").files == (choose_file(str(tmp_path / "other" / "a.png")),)
