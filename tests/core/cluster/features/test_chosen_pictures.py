"""Pictures that are chosen to learn from: how they are named, and what an option knows of them."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.base.errors import ReadError
from core.cluster.features import chosen_pictures
from core.cluster.features.chosen_file import ChosenFile, check_there, choose_file
from core.cluster.features.chosen_pictures import choose_pictures
from core.cluster.features.options import Pictures

OPTION = Pictures(name="pictures", meaning="to learn from", without="this picture")


def save(path, seed):
    path.parent.mkdir(exist_ok=True)
    PillowImage.fromarray(np.random.RandomState(seed).randint(0, 256, (9, 8), np.uint8)).save(path)
    return path


@pytest.fixture
def folder(tmp_path):
    """Three pictures, two of which are the same, and what is no picture."""
    for name, seed in (("a10.png", 1), ("a2.png", 2), ("b.png", 1)):
        save(tmp_path / "some" / name, seed)
    (tmp_path / "some" / "notes.txt").write_text("none")
    return tmp_path / "some"


def test_a_folder_is_its_pictures_each_content_once(folder):
    found = choose_pictures([str(folder)])
    assert found == tuple(choose_file(str(folder / name)) for name in ("a2.png", "a10.png"))


def test_several_names_patterns_too_stand_between_semicolons(folder):
    text = f"{folder / 'b.png'}; {folder / 'a2*'};"
    found = OPTION.parse(text)
    assert [each.path for each in found] == [str(folder / "b.png"), str(folder / "a2.png")]
    assert OPTION.parse(OPTION.text(found)) == found
    assert OPTION.parse("") == ()


def test_what_is_meant_is_the_content_alone(folder, tmp_path):
    one = choose_pictures([str(folder)])
    other = choose_pictures([str(save(tmp_path / "x.png", 1)), str(save(tmp_path / "y.png", 2))])
    assert OPTION.meant(one) == OPTION.meant(other)
    assert OPTION.meant(one) != OPTION.meant(one[:1])
    assert OPTION.meant(()) == ""


def test_it_survives_json_and_no_other_value_does(folder):
    found = choose_pictures([str(folder)])
    assert OPTION.from_json(OPTION.to_json(found)) == found
    assert OPTION.allows(found)
    assert OPTION.allows(())
    assert OPTION.allows(found * 500)
    for value in ("a.png", ("a.png",), (ChosenFile("", ""),), (*found * 500, found[0]), None):
        assert not OPTION.allows(OPTION.from_json(value))
    assert OPTION.refusal("the feature net", "a") == (
        "The pictures of the feature net is “a”: name pictures, or a folder of them, pictures=PATH[;PATH…]."
    )
    with pytest.raises(TypeError):
        OPTION.from_json([{"path": 3, "sha256": "0"}])


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("nowhere.png", "No such file"),
        ("none*.png", "no file matches it"),
        (".", "it is a folder without a picture that Floe reads"),
    ],
)
def test_a_name_that_holds_none_is_a_sentence(name, sentence, tmp_path):
    with pytest.raises(ReadError, match=sentence):
        OPTION.parse(str(tmp_path / name))


def test_a_picture_that_is_gone_is_a_sentence(folder):
    (file, _other) = choose_pictures([str(folder)])
    check_there(file)
    (folder / "a2.png").unlink()
    with pytest.raises(ReadError, match=r"it is not there\. It is needed with the SHA-256"):
        check_there(file)


def test_too_many_are_a_sentence(folder, monkeypatch):
    monkeypatch.setattr(chosen_pictures, "MOST_PICTURES", 3)
    assert len(OPTION.parse(str(folder))) == 2
    monkeypatch.setattr(chosen_pictures, "MOST_PICTURES", 2)
    with pytest.raises(ReadError, match="there are 3 pictures: choose at most 2 to learn from"):
        OPTION.parse(str(folder))
