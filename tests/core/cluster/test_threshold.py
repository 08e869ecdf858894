"""A threshold as it is typed and kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.base.errors import ParameterError
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters, with_colours_enough
from core.cluster.threshold import (
    Threshold,
    parse_channel,
    parse_cuts,
    parse_threshold,
    threshold_from,
    threshold_json,
)
from core.document.document_parts import parameters_from, parameters_json

NDVI = Feature("ndvi", 1.0, (("nir", 5), ("red", 4)))


@pytest.mark.parametrize(
    ("text", "channel", "at"),
    [
        ("gray", "gray", ()),
        ("L:otsu", "L", ()),
        ("b: OTSU ", "b", ()),
        ("B:50.5", "B", (50.5,)),
        ("gray:100,150.25, 200", "gray", (100.0, 150.25, 200.0)),
        ("5:-3e2", 5, (-300.0,)),
        ("ndvi,nir=5,red=4:0.3", NDVI, (0.3,)),
        ("ndvi,nir=5,red=4", NDVI, ()),
    ],
)
def test_what_is_typed(text: str, channel: object, at: tuple[float, ...]) -> None:
    found = parse_threshold(text)
    assert (found.channel, found.at) == (channel, at)
    assert found.is_otsu == (not at)
    assert parse_threshold(str(found)) == found
    assert threshold_from(threshold_json(found)) == found


def test_as_it_is_written_again() -> None:
    assert str(Threshold("gray", (100.0, 150.5))) == "gray:100,150.5"
    assert str(Threshold(5)) == "5:otsu"
    assert str(Threshold(NDVI, (0.1,))) == "ndvi,nir=5,red=4:0.1"
    assert threshold_json(Threshold(3, (1.0,))) == {"channel": 3, "at": [1.0]}
    assert parse_channel("007") == 7
    assert Threshold(1).channel == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Gray:1", "There is no channel “Gray” for a threshold: choose gray, R, G, B, L, a, b, H, S, V, "),
        ("grey", "Did you mean gray?"),
        ("0:5", "There is no band 0: bands count from 1."),
        ("gray:150,100", "The thresholds 150 and 100 do not ascend"),
        ("gray:100,100", "The thresholds 100 and 100 do not ascend"),
        ("gray:", "The threshold “” is no number"),
        ("gray:1,x", "The threshold “x” is no number"),
        ("gray:1.000.0", "The threshold “1.000.0” is no number"),
        ("cnn:1", "learns from the picture: a threshold takes what is measured."),
    ],
)
def test_what_there_is_not(text: str, says: str) -> None:
    with pytest.raises(ParameterError) as found:
        parse_threshold(text)
    assert says in str(found.value)


def test_channels_that_learn_are_not_offered() -> None:
    with pytest.raises(ParameterError) as found:
        parse_threshold("nothing:1")
    assert ", ndvi," in str(found.value)
    assert "eigenfilters" not in str(found.value)


def test_numbers_that_are_none() -> None:
    with pytest.raises(ParameterError, match="A threshold is no finite number"):
        Threshold("gray", (float("nan"),))
    with pytest.raises(ParameterError, match="The channel ndvi has a weight: a threshold needs none"):
        Threshold(replace(NDVI, weight=2.0))
    with pytest.raises(TypeError):
        threshold_from({"channel": 1.5, "at": []})
    with pytest.raises(TypeError):
        threshold_from({"channel": "gray", "at": [True]})
    assert parse_cuts(" 1 , 2.5") == (1.0, 2.5)


def test_the_number_of_classes_is_that_of_the_thresholds() -> None:
    assert Parameters(k=3, threshold=Threshold("gray", (1, 2))).k == 3
    with pytest.raises(ParameterError, match="2 thresholds make 3 classes, but k is 2: leave k out"):
        Parameters(k=2, threshold=Threshold("gray", (1, 2)))
    with pytest.raises(ParameterError, match="1 threshold makes 2 classes, but k is 3"):
        Parameters(k=3, threshold=Threshold("gray", (1,)))
    with pytest.raises(ParameterError, match="k is 1: a threshold makes two classes or more"):
        Parameters(k=1, threshold=Threshold())


def test_what_does_not_go_with_it() -> None:
    cut = Threshold("gray", (1,))
    with pytest.raises(ParameterError, match="A threshold is for pixels, not superpixels"):
        Parameters(k=2, threshold=cut, by="superpixels")
    with pytest.raises(ParameterError, match="leave the other features out"):
        Parameters(k=2, threshold=cut, features=(Feature("local-std"),))
    with pytest.raises(ParameterError, match="Neighbours agree by their distances to centroids"):
        Parameters(k=2, threshold=cut, neighbours=True)
    given = Parameters(k=4, threshold=Threshold())
    assert with_colours_enough(given, 3) is given  # nobody's classes fall


def test_in_documents_it_is_only_where_it_is_chosen() -> None:
    assert "threshold" not in parameters_json(Parameters())
    given = Parameters(k=2, threshold=Threshold(NDVI, (0.25,)))
    assert parameters_from(parameters_json(given)) == given
    assert not given.is_nearest
