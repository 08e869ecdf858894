"""Models that are kept: which stay, which are read from a document, and what a key depends on."""

import numpy as np
import pytest

from core.base.errors import Cancelled
from core.cluster.features.models import Model, Models, StoredModel, model_key
from core.image.image import Image


def model(key, size=10):
    return Model("a", "a 1", key, bytes(size))


def test_of_too_many_those_used_longest_ago_go():
    models = Models(most_bytes=30)
    for key in "abc":
        models.keep(model(key))
    assert models.find("a")
    models.keep(model("d"))
    assert [key for key in "abcd" if models.find(key)] == ["a", "c", "d"]
    models.keep(model("large", 99))
    assert [key for key in (*"abcd", "large") if models.find(key)] == ["large"]


def test_the_same_key_again_takes_the_place():
    models = Models([model("a", 10), model("a", 20)], most_bytes=30)
    assert len(models.find("a").content) == 20
    models.keep(model("b", 10))
    assert models.find("a")


def test_what_lies_in_a_document_is_read_once_and_only_when_asked_for():
    read = []

    def content(_cancelled):
        read.append(1)
        return b"x"

    def nothing(_cancelled):
        return None

    models = Models()
    models.offer(
        [
            StoredModel("a", "a 1", "k", "h", nothing, content),
            StoredModel("a", "a 1", "gone", "h", content, nothing),
        ]
    )
    assert not read
    assert models.find("gone") is None
    assert models.find("other") is None
    assert models.find("k").content == b"x"
    assert models.find("k").content == b"x"
    assert len(read) == 1
    models.offer([])
    assert models.find("k")


def test_a_key_depends_on_all_that_is_meant():
    keys = [
        model_key("p", feature="a,size=5", kind="a 1"),
        model_key("q", feature="a,size=5", kind="a 1"),
        model_key("p", feature="a,size=7", kind="a 1"),
        model_key("p", feature="a,size=5", kind="a 2"),
    ]
    assert len(set(keys)) == 4
    assert keys[0] == model_key("p", kind="a 1", feature="a,size=5")


def test_a_picture_is_its_pixels_their_type_names_and_mask():
    pixels = np.arange(24, dtype=np.uint8).reshape(2, 4, 3)
    valid = np.ones((2, 4), bool)
    valid[0, 0] = False
    different = [
        Image(pixels),
        Image(pixels + np.uint8(1)),
        Image(pixels.reshape(4, 2, 3)),
        Image(pixels.view(np.int8)),
        Image(pixels, valid),
        Image(pixels, np.ones((2, 4), bool)),
        Image(pixels, bands=("a", "b", "c")),
    ]
    models = Models()
    assert len({models.picture_sha256(each) for each in different}) == len(different)
    assert models.picture_sha256(Image(pixels.copy())) == Models().picture_sha256(different[0])
    with pytest.raises(Cancelled):
        models.picture_sha256(Image(pixels), lambda: True)
