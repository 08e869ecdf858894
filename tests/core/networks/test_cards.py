"""How a picture is made ready: as text, and from the file beside a network."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import ParameterError, ReadError
from core.networks.asked import Asked, asked_of
from core.networks.card import ORDERS, RESAMPLINGS, Card, beside_sha256, card_beside, card_of

NUMBER = st.floats(-1e5, 1e5).map(lambda value: float(f"{value:.9g}"))
POSITIVE = st.floats(1e-3, 1e5).map(lambda value: float(f"{value:.9g}"))


@given(
    st.sampled_from(ORDERS),
    st.tuples(NUMBER, NUMBER, NUMBER),
    st.tuples(POSITIVE, POSITIVE, POSITIVE),
    st.integers(0, 8192),
    st.sampled_from(RESAMPLINGS),
)
def test_a_card_is_read_as_it_is_written(order, mean, deviation, size, resampling):
    card = Card(order, mean, deviation, size, resampling)
    assert card_of(card.text, Card()) == card


def test_what_a_text_leaves_out_stays():
    own = Card("bgr", (1.0, 2.0, 3.0), (4.0, 5.0, 6.0), 7, "bicubic")
    assert card_of("", own) == own
    assert card_of("RGB", own).order == "rgb"
    assert card_of("size=224; mean = 9", own) == Card("bgr", (9.0, 9.0, 9.0), (4.0, 5.0, 6.0), 224, "bicubic")


@pytest.mark.parametrize(
    "text",
    [
        "grb",
        "mean=1 2",
        "mean=a",
        "deviation=0",
        "size=-1",
        "size=1.5",
        "size=9000",
        "resampling=fast",
        "depth=3",
    ],
)
def test_what_fits_no_network_is_a_sentence(text):
    with pytest.raises(ParameterError, match=f"The card “{text}” fits no network: write for example rgb"):
        card_of(text, Card())


def config(folder, **values):
    (folder / "preprocessor_config.json").write_text(json.dumps(values))
    return folder / "model.safetensors"


def test_the_file_beside_a_network_says_what_it_expects(tmp_path):
    own = Card("bgr", size=3)
    assert card_beside(tmp_path / "model.safetensors", own) == own
    assert beside_sha256(tmp_path / "model.safetensors") == ""
    path = config(
        tmp_path,
        do_rescale=True,
        rescale_factor=1 / 255,
        do_normalize=True,
        image_mean=[0.5, 0.25, 0.0],
        image_std=[0.5, 1.0, 0.2],
        resample=3,
        size={"shortest_edge": 224},
    )
    expected = Card("rgb", (127.5, 63.75, 0.0), (127.5, 255.0, 51.0), 3, "bicubic")
    assert card_beside(path, own) == expected
    assert len(beside_sha256(path)) == 65


def test_without_normalization_only_the_factor_counts(tmp_path):
    path = config(tmp_path, rescale_factor=0.5, do_normalize=False, image_mean=[9, 9, 9])
    assert card_beside(path, Card()) == Card(deviation=(2.0, 2.0, 2.0))


@pytest.mark.parametrize(
    "content", ["[", "[]", '{"image_mean": [1], "image_std": [1]}', '{"rescale_factor": "x"}']
)
def test_a_damaged_file_beside_is_named(tmp_path, content):
    (tmp_path / "preprocessor_config.json").write_text(content)
    with pytest.raises(ReadError, match=r"preprocessor_config\.json: it says nothing"):
        card_beside(tmp_path / "a.onnx", Card())


def test_layers_are_asked_for_by_name_and_map():
    assert asked_of("") == ()
    assert asked_of("conv3_3") == (Asked("conv3_3"),)
    assert asked_of(" a/b + c#17 ") == (Asked("a/b"), Asked("c", 17))
    assert [each.text for each in asked_of("a+c#17")] == ["a", "c#17"]


@pytest.mark.parametrize(
    "text", ["a++b", "#3", "a#", "a#b", "a#-1", "a#١", "a+a", "+".join("abcdefghi"), "a#1234567"]
)
def test_what_names_no_layers_is_a_sentence(text):
    with pytest.raises(ParameterError, match=r"The layers are “.*”: write the name of one, of up to 8"):
        asked_of(text)
