"""What the labelling network is shown and what is made of it, by one that is a sum: no JAX is needed."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError
from core.base.parallel import available_threads, never_cancelled
from core.cluster.features.learned import cnn as module
from core.cluster.features.learned.cnn import (
    CONTINUITY,
    SPECIFICATION,
    STEPS,
    factor_of,
    fit,
    fit_on,
    names,
    notes,
    planes_of,
    reach,
)
from core.cluster.features.specification import InnerLayer
from core.cluster.features.training.labelling_network import Parts
from core.cluster.features.training.model_file import Learned, about_of, from_bytes, to_bytes
from core.cluster.features.training.picture_sample import reduced, statistics
from core.cluster.prepared.prepare import drained
from tests.core.cluster.features.parts import Rows, noise, part_of

pytest.importorskip("safetensors", reason="the extra learn is not installed")

OPTIONS = {"steps": 2, "continuity": 0.5, "seed": 3, "says": "channels", "layer": "", "planes": 2}
MADE_BY = {"made": "by hand"}


class Network:
    """Its weight grows by one a step. It says the picture, twice it, and its opposite: its label is 1 where
    the picture is above its mean, and 5 elsewhere.
    """

    def __init__(self):
        self.shown, self.built, self.asked = [], [], []

    def build(self, planes):
        self.built.append(planes)
        return Parts(self.begin, self.step, self.settle, self.say, self.layers)

    def begin(self, seed):
        return {"w": {"sum": np.full(1, seed, np.float32)}}, np.array(0, np.int32)

    def step(self, state, picture, mask, continuity):
        self.shown.append((picture, mask, continuity))
        weights, memory = state
        new = {"w": {"sum": weights["w"]["sum"] + np.float32(1)}}
        return (new, memory + np.int32(1)), np.array([1.0, 2.0, 3.0])

    def settle(self, weights, picture, mask):
        assert [*weights] == ["w"]
        return {"w": {"mean": np.full(32, picture.mean(), np.float32), "variance": np.ones(32, np.float32)}}

    def say(self, weights, known, picture, mask):
        assert [*weights] == ["w"]
        assert float(known["w"]["variance"][0]) == 1
        found = np.zeros((*picture.shape[1:3], 32), np.float32)
        found[..., 0] = picture[0, ..., 0] * mask[0, ..., 0]
        found[..., 1] = 2 * found[..., 0]
        found[..., 5] = found[..., 0] - found[..., 1]
        found[..., 7] = -50
        return found

    def layers(self, weights, known, picture, mask):
        said = self.say(weights, known, picture, mask)
        return {"first": said + 1, "second": 3 * said, "labels": said}


@pytest.fixture
def network(monkeypatch):
    made = Network()
    monkeypatch.setattr(module, "libraries", lambda: made.asked.append("libraries"))
    monkeypatch.setattr(module, "environment", lambda: MADE_BY)
    monkeypatch.setattr(module, "make_ready", made.asked.append)
    monkeypatch.setattr(module, "build", made.build)
    return made


def picture(shape=(9, 10), masked=True):
    valid = np.ones(shape, bool)
    if masked:
        valid[2:5, 4:8] = False
    return part_of(noise(shape), valid)


def learned(options=OPTIONS, part=None):
    return drained(fit(Rows(part or picture()), options, never_cancelled))


def test_what_stands_where_nothing_is_said():
    assert (STEPS.default, STEPS.low, STEPS.high) == (150, 1, 2000)
    assert (CONTINUITY.default, CONTINUITY.low, CONTINUITY.high, CONTINUITY.step) == (1.0, 0.0, 100.0, 0.5)
    assert SPECIFICATION.learning.length == "steps"
    assert module._LEAST_FACTOR == 2


@pytest.mark.parametrize(
    ("height", "width", "factor"),
    [
        # 65 536 are seen at once: 256 × 256 halves of 512.
        (1, 1, 2),
        (512, 512, 2),
        (511, 512, 2),
        (513, 512, 3),
        (769, 768, 4),
    ],
)
def test_large_pictures_are_seen_smaller(height, width, factor):
    assert factor_of(SimpleNamespace(height=height, width=width)) == factor


def test_the_picture_is_shown_at_half_its_size_with_where_it_has_data(network, monkeypatch):
    monkeypatch.setattr("core.cluster.features.training.picture_sample._BLOCK", 30)
    part = picture()
    learned(part=part)
    seen = statistics(Rows(part), never_cancelled)
    small, there = reduced(part, seen, 2)
    for shown, mask, continuity in network.shown:
        np.testing.assert_array_equal(shown, small[None])
        np.testing.assert_array_equal(mask, there[None, ..., None])
        assert mask.dtype == np.float32
        assert (continuity, continuity.dtype) == (0.5, np.float32)
    assert len(network.shown) == 2
    assert set(network.built) == {1}
    assert network.asked == [available_threads(), "libraries"]


@pytest.mark.parametrize("shape", [(6, 6), (5, 6), (6, 5)])
def test_a_picture_has_three_blocks_along_each_side_at_least(network, shape):
    part = picture(shape, masked=False)
    if min(shape) == 6:
        assert learned(part=part)
        return
    with pytest.raises(ParameterError, match=f"is {shape[1]} × {shape[0]} pixels, smaller than the 6 × 6"):
        learned(part=part)


def test_cancelled_while_it_is_made_smaller(network, monkeypatch):
    monkeypatch.setattr("core.cluster.features.training.picture_sample._BLOCK", 30)
    answers = iter([False] * 5 + [True])
    with pytest.raises(Cancelled):
        drained(fit(Rows(picture()), OPTIONS, lambda: next(answers)))


def test_a_model_says_what_it_has_seen_and_how_it_went(network):
    part = picture()
    told = list(fit(Rows(part), OPTIONS, never_cancelled))
    assert [(each.done, each.of, each.preparing) for each in told] == [
        (0, 1, True),
        (0, 2, True),
        (1, 2, False),
        (2, 2, False),
    ]
    model = learned()
    assert told[-1].snapshot.model() == model
    about = about_of(model)
    assert (about["network"], about["steps"], about["factor"]) == ("cnn", 2, 2)
    assert about["curves"] == {"likeness": [1.0] * 2, "continuity": [2.0] * 2, "labels": [3.0] * 2}
    assert SPECIFICATION.learning.made_by(model) == MADE_BY
    assert SPECIFICATION.learning.curves(model)["labels"] == (3.0, 3.0)
    arrays = from_bytes(model, {"basis.axes": (32, 16), "known.w.mean": (32,)}).arrays
    assert (arrays["state.0.w.sum"], arrays["state.1"]) == (5, 2)
    # Together the channels of where there is data vary as much as the picture.
    seen = statistics(Rows(part), never_cancelled)
    small, there = reduced(part, seen, 2)
    says = network.say({"w": None}, {"w": {"variance": np.ones(1)}}, small[None], there[None, ..., None])[
        there
    ]
    planes = (says - arrays["basis.centre"]) @ arrays["basis.axes"]
    assert planes.var(axis=0).sum() == pytest.approx(seen.variance, rel=1e-4)


def test_going_on_is_going_through(network):
    earlier = learned(OPTIONS | {"steps": 1})
    steps = fit_on(Rows(picture()), OPTIONS, never_cancelled, earlier)
    assert drained(steps) == learned()


def test_labels_and_channels_can_be_looked_at(network):
    part = picture()
    told = list(fit(Rows(part), OPTIONS, never_cancelled))
    found = told[-1].snapshot.pictures()
    seen = statistics(Rows(part), never_cancelled)
    small, there = reduced(part, seen, 2)
    assert {name: each.shape for name, each in found.items()} == {"Labels": (5, 5, 3), "Channels": (5, 5, 3)}
    for each in found.values():
        assert not each[~there].any()
    # Label 1 where the picture is above its mean, label 5 elsewhere; each in its mean colour.
    grey = np.rint(seen.fractions(small)[..., 0].clip(0, 1) * 255)
    above = small[..., 0] > 0
    for label in (above & there, ~above & there):
        np.testing.assert_allclose(found["Labels"][label][:, 0], grey[label].mean(), atol=0.51)
    # One axis is all there is: the others are grey.
    channels = found["Channels"][there].astype(int)
    assert (channels[:, 1:] == 128).all()
    assert channels[:, 0].min() < 100
    assert channels[:, 0].max() > 150
    order = np.argsort(small[there][:, 0])
    assert (np.diff(channels[order, 0]) >= 0).all() or (np.diff(channels[order, 0]) <= 0).all()


def test_planes_are_what_the_model_says(network):
    model, part = learned(), picture()
    planes = planes_of(model, OPTIONS)
    assert (planes.factor, planes.planes, planes.labels) == (2, 2, False)
    assert planes(part).shape == (9, 10, 2)
    labels = planes_of(model, OPTIONS | {"says": "labels"})
    assert labels.labels
    assert labels(part).shape == (9, 10, 32)
    for factor in (1, 2.0, None, True):
        learned_anew = from_bytes(model, {})
        wrong = to_bytes(Learned(learned_anew.arrays, learned_anew.about | {"factor": factor}))
        with pytest.raises(ValueError, match="does not say what it has seen"):
            planes_of(wrong, OPTIONS)


def test_layers_count_as_its_channels_do(network):
    """Three times what it says, or one more, is the same once it is scaled; two layers share it."""
    model, part = learned(), picture()
    channels = planes_of(model, OPTIONS)(part)
    for layer in ("convolution 1", "convolution 2", "labels"):
        found = planes_of(model, OPTIONS | {"layer": layer})(part)
        np.testing.assert_allclose(found, channels, atol=2e-3)
    both = planes_of(model, OPTIONS | {"layer": "convolution 2#5+labels", "planes": 1})
    assert (both.planes, both.labels) == (2, False)
    np.testing.assert_allclose(both(part)[..., 1:], channels[..., :1] / np.sqrt(2), atol=2e-3)
    # One map is the opposite of the picture, and all there is varies along with it.
    one = both(part)[..., 0]
    np.testing.assert_allclose(np.abs(one), np.abs(channels[..., 0]) / np.sqrt(2), atol=2e-3)


def test_layers_that_it_has_not_are_refused(network):
    missing = SPECIFICATION.missing
    assert missing((), OPTIONS | {"layer": "labels#31"}) == ""
    assert missing((), OPTIONS | {"says": "labels"}) == ""
    expected = "The layer labels of Labelling network has no map 32: choose 0 to 31."
    assert missing((), OPTIONS | {"layer": "labels#32"}) == expected
    expected = "Labelling network has no layer “end”: choose convolution 1, convolution 2, labels."
    assert missing((), OPTIONS | {"layer": "end"}) == expected
    with pytest.raises(ValueError, match="layers that the network has not"):
        planes_of(learned(), OPTIONS | {"layer": "end"})


@pytest.mark.parametrize(("factor", "rows"), [(2, 10), (3, 15)])
def test_reach_and_notes_know_how_small_it_was_seen(factor, rows):
    model = to_bytes(Learned({}, {"factor": factor}))
    assert reach(model, OPTIONS) == rows
    expected = "Labelling network has seen the picture at 1/3 of its size: what is smaller it does not know."
    assert notes(model, OPTIONS) == (() if factor == 2 else (expected,))


def test_planes_are_named_by_what_they_say():
    assert names((), OPTIONS) == ("component 1", "component 2")
    labels = names((), OPTIONS | {"says": "labels"})
    assert (len(labels), labels[0], labels[-1]) == (32, "label 1", "label 32")
    layers = names((), OPTIONS | {"layer": "convolution 1#3+labels"})
    assert layers == ("convolution 1#3", "labels 1", "labels 2")
    assert names((), OPTIONS | {"layer": "labels", "planes": 1, "says": "labels"}) == ("labels",)


def test_room_is_looked_for_before_it_begins(network, monkeypatch):
    """600 MB, and 16 bytes for each number of the 65 536 pixels that are seen at once."""
    asked = []
    monkeypatch.setattr(module, "check_room", lambda title, needed: asked.append((title, needed)))
    learned()
    assert asked == [(SPECIFICATION.title, 600_000_000 + 16 * 65_536)]
    two = Rows(picture())
    two.names = ("one", "other")
    drained(fit(two, OPTIONS, never_cancelled))
    assert asked[1][1] == 600_000_000 + 16 * 65_536 * 2


def test_its_layers_have_maps_at_the_size_that_it_has_learned_at(network, monkeypatch):
    model = learned()
    assert SPECIFICATION.learning.inside.layers(model, OPTIONS, Rows(picture())) == tuple(
        InnerLayer(name, "convolution", 32, 2.0) for name in ("convolution 1", "convolution 2", "labels")
    )

    def said(weights, known, picture, mask):
        """Layers that say the picture as it is, without no data, and twice it."""
        assert [*weights] == [*known] == ["w"]
        whole = np.repeat(picture[0], 3, axis=2) * np.arange(1, 4)
        return {"first": whole, "second": whole * mask[0], "labels": 2 * whole}

    built = network.build
    monkeypatch.setattr(module, "build", lambda planes: replace(built(planes), layers=said))
    small, there = reduced(picture(), statistics(Rows(picture()), never_cancelled), 2)
    channels = np.moveaxis(small * np.arange(1, 4), 2, 0)
    for name, expected in (
        ("convolution 1", channels),
        ("convolution 2", channels * there),
        ("labels", 2 * channels),
    ):
        found = SPECIFICATION.learning.inside.maps(model, OPTIONS, name, Rows(picture()), never_cancelled)
        assert (found.dtype, found.flags.c_contiguous) == (np.float32, True)
        np.testing.assert_allclose(found, expected, rtol=1e-6)
