"""Smoothings as they are typed and saved: every mistake is one sentence."""

from __future__ import annotations

import json

import pytest

from core.base.errors import ParameterError
from core.cluster.parameters import Parameters
from core.cluster.treatment import METHODS, Smoothing, parse_smoothing, smoothing_from, smoothing_json
from core.document.document_parts import parameters_from, parameters_json


def test_what_is_not_given_has_its_default() -> None:
    assert str(parse_smoothing("lee , looks=2")) == "lee,radius=3,looks=2"
    assert parse_smoothing("gauss,sigma=2,5".replace("2,5", "2.5"))["sigma"] == 2.5
    assert str(Smoothing("log")) == "log"


@pytest.mark.parametrize("name", METHODS)
def test_text_and_json_there_and_back(name: str) -> None:
    smoothing = Smoothing(name)
    assert parse_smoothing(str(smoothing)) == smoothing
    assert smoothing_from(json.loads(json.dumps(smoothing_json(smoothing)))) == smoothing
    parameters = Parameters(smooth=smoothing)
    assert parameters_from(json.loads(json.dumps(parameters_json(parameters)))) == parameters
    assert "smooth" not in parameters_json(Parameters())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("gaus", "There is no smoothing “gaus”: choose gauss, median, nlm, lee, log"),
        ("gauss,sigma", "has “sigma”: write each option once, as NAME=VALUE"),
        ("gauss,sigma=1,sigma=2", "has “sigma=2”: write each option once"),
        ("gauss,radius=2", "The smoothing gauss has no “radius”: choose sigma"),
        ("log,sigma=2", "The smoothing log has no options, not “sigma”"),
        ("gauss,sigma=wide", "“wide”"),
        ("gauss,sigma=0.2", "The sigma of the smoothing gauss is 0.2: choose 0.3 to 50"),
        ("gauss,sigma=51", "is 51: choose 0.3 to 50"),
        ("median,radius=1.5", "is 1.5: choose a whole number from 1 to 7"),
        ("median,radius=8", "is 8: choose a whole number from 1 to 7"),
    ],
)
def test_mistakes(text: str, words: str) -> None:
    with pytest.raises(ParameterError) as raised:
        parse_smoothing(text)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    "saved", [{"name": 3, "options": {}}, {"name": "gauss"}, {"name": "gauss", "options": []}]
)
def test_a_damaged_one(saved: object) -> None:
    with pytest.raises((KeyError, TypeError)):
        smoothing_from(saved)


def test_where_options_begin_and_end() -> None:
    found = {
        f"{name} {option.name}": (option.default, option.low, option.high, option.whole)
        for name, method in METHODS.items()
        for option in method.options
    }
    assert found == {
        "gauss sigma": (1.5, 0.3, 50.0, False),
        "median radius": (2, 1, 7, True),
        "nlm strength": (10.0, 0.5, 100.0, False),
        "lee radius": (3, 1, 15, True),
        "lee looks": (4.0, 0.5, 1000.0, False),
    }
    for text in ("gauss,sigma=0.3", "gauss,sigma=50", "median,radius=1", "median,radius=7"):
        assert str(parse_smoothing(text)) == text
    for wrong in (float("nan"), float("inf")):
        with pytest.raises(ParameterError, match="The sigma of the smoothing gauss is"):
            Smoothing("gauss", (("sigma", wrong),))
    with pytest.raises(ParameterError, match="has no “size”: choose radius"):
        Smoothing("median", (("size", 3.0),))
    assert parse_smoothing("lee,looks=2,radius=1").options == (("radius", 1.0), ("looks", 2.0))
