"""The pretrained network without the network: what it asks for, is shown, and makes of answers."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from core.base.errors import Cancelled, FloeError, ParameterError
from core.base.parallel import never_cancelled
from core.cluster.features.chosen_file import NO_FILE, ChosenFile
from core.cluster.features.learned.network import (
    CARD,
    LAYER,
    PLANES,
    SPECIFICATION,
    apart,
    fit,
    missing,
    names,
    planes_of,
)
from core.networks.asked import Asked
from core.networks.bundled import SHA256
from core.networks.grids import Grid, planes_at
from tests.core.cluster.features.parts import Rows, noise, part_of

OPTIONS = {"file": ChosenFile("/there/a.onnx", "hash of a"), "layer": "", "planes": 2, "card": "rgb"}


class Process:
    """Notes what it is asked; `grids_of` says that it is one of three steps far."""

    def __init__(self, told, lacking=""):
        self.told, self.lacking, self.is_open = told, lacking, False

    def __call__(self, *asked):
        self.told["opened"] = asked
        return self

    def __enter__(self):
        self.is_open = True
        return self

    def __exit__(self, *_error):
        self.is_open = False

    def describe(self, _cancelled):
        return SimpleNamespace(hypercolumns=("one", "two"))

    def grids_of(self, process, network, asked, **others):
        assert process.is_open
        self.told |= {"asked": asked, **others}
        yield 1, 3
        return ["grids"]


@pytest.fixture
def process(monkeypatch):
    made = Process({})
    monkeypatch.setattr("core.networks.process.NetworkProcess", made)
    monkeypatch.setattr("core.networks.hypercolumns.grids_of", made.grids_of)
    monkeypatch.setattr("core.networks.grids.packed", lambda network, grids: repr(grids).encode())
    monkeypatch.setattr("core.networks.bundled.lacking", lambda *, bundled: made.lacking + "!" * bundled)
    monkeypatch.setattr("core.networks.bundled.bundled_path", lambda: Path("/within/b.pth"))
    return made


def fitted(part, options=OPTIONS, cancelled=never_cancelled):
    steps, told = fit(Rows(part), options, cancelled), []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return told, end.value


def test_what_stands_where_nothing_is_said():
    assert (PLANES.default, PLANES.low, PLANES.high) == (4, 1, 32)
    assert (LAYER.default, CARD.default, SPECIFICATION.gain) == ("", "", 0.25)


def test_a_file_is_run_on_the_picture_as_it_is_shown(process):
    part = part_of(noise((4, 5)))
    told, model = fitted(part)
    assert [(each.done, each.of) for each in told] == [(0, 1), (1, 3)]
    assert model == b"['grids']"
    assert process.told["opened"] == (Path("/there/a.onnx"), "hash of a", "rgb")
    assert process.told["asked"] == (Asked("one"), Asked("two"))
    assert process.told["number"] == 2
    np.testing.assert_array_equal(process.told["picture"], Rows(part).shown()[0])
    fitted(part, OPTIONS | {"layer": "a+b#3"})
    assert process.told["asked"] == (Asked("a"), Asked("b", 3))


def test_what_nobody_measured_looks_like_the_mean(process):
    valid = np.ones((4, 5), bool)
    valid[1:3, 1:4] = False
    part = part_of(noise((4, 5)), valid)
    fitted(part)
    shown = Rows(part).shown()[0]
    expected = np.where(valid[..., None], shown, np.floor(shown[valid].mean(axis=0)))
    np.testing.assert_array_equal(process.told["picture"], expected)
    np.testing.assert_array_equal(process.told["valid"], valid)


def test_a_picture_that_is_valid_throughout_stays_as_it_is(process, monkeypatch):
    part = part_of(noise((4, 5)))
    monkeypatch.setattr(Rows, "shown", lambda _rows: (np.full((4, 5, 3), 9, np.uint8), None))
    fitted(part)
    assert (process.told["picture"] == 9).all()
    assert process.told["valid"] is None


def test_without_a_file_it_is_the_one_that_comes_with_floe(process, monkeypatch):
    monkeypatch.setattr("core.networks.bundled.lacking", lambda *, bundled: "" if bundled else "no")
    fitted(part_of(noise((4, 5))), OPTIONS | {"file": NO_FILE})
    assert process.told["opened"] == (Path("/within/b.pth"), SHA256, "rgb")
    monkeypatch.setattr("core.networks.bundled.bundled_path", lambda: None)
    with pytest.raises(FloeError):
        fitted(part_of(noise((4, 5))), OPTIONS | {"file": NO_FILE})


def test_what_is_lacking_is_told(process):
    process.lacking = "Install it."
    with pytest.raises(FloeError, match=r"Install it\.$"):
        fitted(part_of(noise((4, 5))))
    assert missing((), {"file": OPTIONS["file"]}) == "Install it."
    assert missing((), {"file": NO_FILE}) == missing((), {}) == missing((), {"file": None}) == "Install it.!"


def test_cancelled_before_the_network_is_opened(process):
    steps = fit(Rows(part_of(noise((4, 5)))), OPTIONS, lambda: True)
    next(steps)
    with pytest.raises(Cancelled):
        next(steps)
    assert "opened" not in process.told


def grid(name, number):
    values = np.random.RandomState(number).randint(-99, 99, (number, 2, 3)).astype(np.int16)
    return Grid(name, values, 0.5, (2.0, 2.0))


@pytest.mark.parametrize(
    ("layer", "numbers"), [("a+b#3", [2, 1]), ("a", [2]), ("", [2, 2, 2]), ("a#1", [1]), ("a+b", [2, 2])]
)
def test_planes_of_all_layers_together_count_no_more_than_one(layer, numbers, monkeypatch):
    grids = tuple(grid(str(i), number) for i, number in enumerate(numbers))
    monkeypatch.setattr("core.networks.grids.unpacked", lambda _model: grids)
    options = OPTIONS | {"layer": layer}
    part = Rows(part_of(noise((4, 5)))).block(1, 4)
    found = planes_of(b"", options)(part)
    expected = np.concatenate([planes_at(each, 1, 3, 5) for each in grids], axis=2) / len(grids) ** 0.5
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert len(names((), options)) == sum(numbers)
    monkeypatch.setattr("core.networks.grids.unpacked", lambda _model: (*grids, grid("more", 2)))
    with pytest.raises(ValueError, match="grids of other layers"):
        planes_of(b"", options)


def test_planes_of_a_layer_have_numbers_where_there_are_several():
    assert names((), OPTIONS | {"layer": "a+b#3"}) == ("a 1", "a 2", "b#3")
    assert names((), OPTIONS | {"layer": "a", "planes": 1}) == ("a",)
    assert names((), OPTIONS | {"planes": 1}) == ("early", "middle", "deep")


def test_what_is_no_grid_is_not_taken_apart():
    """A header that says more than there is."""
    header = b'{"grids":[["a",1.0,[2.0,2.0],[1,2,3]]]}'
    whole = len(header).to_bytes(4, "little") + header + bytes(12)
    assert apart(whole).arrays["values"].tolist() == [0] * 6
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the sentence: nobody reads it
        apart(whole[:-2])


def test_layers_and_cards_that_fit_no_network_are_refused():
    for option, text in ((LAYER, "a++b"), (CARD, "grb")):
        assert not option.allows(text)
        with pytest.raises(ParameterError):
            option.check(text)
    assert LAYER.allows("a+b#3")
    assert CARD.allows("bgr")
