"""What all networks of patches have in common, by one whose state is a number: no JAX is needed."""

from __future__ import annotations

import numpy as np
import pytest

from core.base.errors import ReadError
from core.base.parallel import available_threads, never_cancelled
from core.cluster.features.chosen_file import NO_FILE, ChosenFile, choose_file
from core.cluster.features.specification import QUANTA, InnerLayer
from core.cluster.features.training import patch_network as module
from core.cluster.features.training import picture_sample
from core.cluster.features.training.basis import Basis
from core.cluster.features.training.model_file import about_of, from_bytes, to_bytes
from core.cluster.features.training.patch_network import (
    Parts,
    PatchNetwork,
    Shape,
    curves_of,
    first,
    made_by,
    middle,
    specification_of,
)
from core.cluster.features.training.patch_options import EPOCHS, PATCH, SEED
from core.cluster.features.training.patch_planes import PatchPlanes
from core.cluster.features.training.picture_sample import (
    Statistics,
    counted,
    patches,
    standardised_patches,
    statistics,
    statistics_from,
    statistics_json,
    statistics_of,
)
from core.cluster.features.training.tapped import Layer
from core.cluster.prepared.prepare import drained
from tests.core.cluster.features.parts import Rows, noise, part_of

pytest.importorskip("safetensors", reason="the extra learn is not installed")

MADE_BY = {"made": "by hand"}


def no_kernels(_shape):
    return {}


class Network:
    """State: a sum of all that went into its steps, and how many there were. What it says of a patch is its
    upper left and lower right pixel, times the sum. seen: seeds and batches; built: shapes.
    """

    def __init__(self):
        self.seeds, self.batches, self.built, self.begun, self.asked = [], [], [], [], []

    def build(self, shape):
        self.built.append(shape)
        return Parts(self.begin, self.step, self.encode, first, self.pictures, {"twice": self.twice})

    def begin(self, seed):
        self.begun.append(seed)
        return {"w": {"sum": np.ones(1, np.float32)}}, np.array(seed, np.int32)

    def step(self, state, batch, seed):
        weights, memory = state
        self.seeds.append(seed)
        self.batches.append(batch)
        new = weights["w"]["sum"] + np.float32(0.001) * batch.mean()
        return ({"w": {"sum": new}}, memory + np.int32(1)), np.array([batch.mean(), 5.0])

    def encode(self, weights, batch):
        assert len(batch) == module.BATCH
        return np.stack([batch[:, 0, 0, 0], batch[:, -1, -1, 0]], axis=1) * weights["w"]["sum"]

    def twice(self, weights, batch):
        return 2 * self.encode(weights, batch)

    def pictures(self, state, batch, look):
        return {"Patches": look(batch)}


def layers(size):
    assert size == 8
    return {"twice": Layer("convolution", 2)}


@pytest.fixture
def network(monkeypatch):
    made = Network()
    monkeypatch.setattr(module, "libraries", lambda: made.asked.append("libraries"))
    monkeypatch.setattr(module, "environment", lambda: MADE_BY)
    monkeypatch.setattr(module, "make_ready", made.asked.append)
    monkeypatch.setattr(module, "PATCHES", 10)
    monkeypatch.setattr(module, "STEP", 4)
    return made


OPTIONS = {"patch": "8", "seed": 3, "epochs": 2, "model": NO_FILE, "pictures": (), "planes": 2, "mine": 0.5}
OPTIONS["layer"] = ""


def made_of(network):
    return PatchNetwork("made", "Made", 1, ("a", "b"), 2, no_kernels, layers, network.build, own=("mine",))


def told_by(network, options=OPTIONS, shape=(20, 21)):
    steps = made_of(network).fit(Rows(part_of(noise(shape))), options, never_cancelled)
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return told, end.value


def taught(seed=3, number=10):
    picture = Rows(part_of(noise((20, 21))))
    found = patches(picture, size=8, number=number, seed=seed, cancelled=never_cancelled)
    return standardised_patches(found, statistics(picture, never_cancelled))


def test_what_stands_where_nothing_is_said():
    assert (PATCH.default, [name for name, _title in PATCH.choices]) == ("16", ["8", "16", "32"])
    assert (EPOCHS.default, EPOCHS.low, EPOCHS.high) == (10, 1, 1000)
    assert (SEED.default, SEED.low, SEED.high) == (0, 0, 2_147_483_647)
    assert (module.PATCHES, module.STEP) == (4096, 128)


def test_every_epoch_takes_whole_steps_of_the_patches_in_an_order_of_its_own(network):
    told, _model = told_by(network)
    every = taught()
    # Of ten patches two steps of four; what is over waits for another epoch.
    assert [(each.done, each.of, each.preparing) for each in told] == [
        (0, 1, True),
        (0, 4, True),
        (1, 4, False),
        (2, 4, False),
        (3, 4, False),
        (4, 4, False),
    ]
    for epoch in range(2):
        order = np.random.RandomState([3, epoch]).permutation(10)
        for i in range(2):
            expected = every[order[4 * i : 4 * i + 4]]
            np.testing.assert_array_equal(network.batches[2 * epoch + i], expected)
    assert network.seeds == [3_000_009, 3_000_010, 3_000_011, 3_000_012]
    assert network.built == [Shape(8, 1, (("mine", 0.5),))]
    assert network.begun == [3]
    assert network.asked == [available_threads(), "libraries"]


def test_seeds_of_steps_stay_below_two_to_the_31(network):
    told_by(network, OPTIONS | {"seed": 2**30 + 1, "epochs": 1})
    assert network.seeds == [2**30 + 1_000_003, 2**30 + 1_000_004]


def test_fewer_patches_than_a_step_are_taken_again(network, monkeypatch):
    monkeypatch.setattr(module, "STEP", 25)
    told_by(network, OPTIONS | {"epochs": 1})
    order = np.random.RandomState([3, 0]).permutation(10)
    np.testing.assert_array_equal(network.batches[0], taught()[[*order, *order, *order[:5]]])
    assert len(network.batches) == 1


def test_a_model_says_what_it_has_seen_and_how_it_went(network):
    told, model = told_by(network)
    seen = statistics(Rows(part_of(noise((20, 21)))), never_cancelled)
    means = [float(f"{np.mean([b.mean() for b in network.batches[i : i + 2]]):.6g}") for i in (0, 2)]
    about = about_of(model)
    assert about["network"] == "made"
    assert about["epochs"] == 2
    assert about["curves"] == {"a": means, "b": [5.0, 5.0]}
    assert about["statistics"] == statistics_json(seen)
    assert made_by(model) == MADE_BY
    assert made_of(network).curves(model) == {"a": tuple(means), "b": (5.0, 5.0)}
    arrays = from_bytes(model, {"weights.w.sum": (1,), "basis.axes": (2, 2), "basis.centre": (2,)}).arrays
    assert arrays["state.1"] == 3 + 4
    assert told[-1].snapshot.model() == model
    assert told[3].snapshot.length == 1
    # The axes make both numbers vary as much as the picture.
    corners = taught()[:, [0, -1], [0, -1], 0] * arrays["weights.w.sum"]
    spread = ((corners - corners.mean(axis=0)) @ arrays["basis.axes"]).var(axis=0).sum()
    assert spread == pytest.approx(seen.variance, rel=1e-4)
    np.testing.assert_allclose(arrays["basis.centre"], corners.mean(axis=0), rtol=1e-5)


def test_more_patches_than_go_through_at_once_make_one_basis(network, monkeypatch):
    whole = from_bytes(told_by(network)[1], {}).arrays["basis.axes"]
    monkeypatch.setattr(module, "BATCH", 4)
    np.testing.assert_allclose(from_bytes(told_by(Network())[1], {}).arrays["basis.axes"], whole, rtol=1e-5)


def test_sixteen_patches_are_shown_in_their_colours(network, monkeypatch):
    monkeypatch.setattr(module, "PATCHES", 20)
    told, _model = told_by(network)
    shown = told[-1].snapshot.pictures()["Patches"]
    assert shown.shape == (16, 8, 8, 3)
    seen = statistics(Rows(part_of(noise((20, 21)))), never_cancelled)
    expected = np.rint(seen.fractions(taught(number=20)[:16]).clip(0, 1) * 255)
    np.testing.assert_allclose(shown[..., :1], expected, atol=1)


def test_going_on_is_going_through(network):
    earlier = told_by(network, OPTIONS | {"epochs": 1})[1]
    steps = made_of(network).fit_on(Rows(part_of(noise((20, 21)))), OPTIONS, never_cancelled, earlier)
    assert drained(steps) == told_by(Network())[1]


def test_it_goes_on_from_elsewhere_with_curves_of_its_own(network, tmp_path):
    path = tmp_path / "elsewhere.safetensors"
    path.write_bytes(told_by(network)[1])
    options = OPTIONS | {"model": choose_file(str(path)), "epochs": 1}
    model = told_by(network, options)[1]
    assert from_bytes(model, {}).arrays["state.1"] == 3 + 4 + 2
    assert len(about_of(model)["curves"]["a"]) == 1
    (note,) = made_of(network).notes(model, options)
    assert note == "Made has learned elsewhere first: it went on from elsewhere.safetensors."
    assert made_of(network).notes(model, OPTIONS) == ()
    other = PatchNetwork("other", "Other", 1, ("a", "b"), 2, no_kernels, layers, network.build)
    with pytest.raises(ReadError, match="it is no other of patches of 8 × 8 pixels and 1 plane:"):
        drained(other.fit(Rows(part_of(noise((20, 21)))), options, never_cancelled))


def test_planes_are_what_the_model_says_of_the_patches(network):
    _told, model = told_by(network)
    part = part_of(noise((20, 21)))
    made = made_of(network)
    planes = made.planes(model, OPTIONS)
    assert (planes.size, planes.planes) == (8, 2)
    assert planes(part).shape == (20, 21, 2)
    assert made.planes(model, OPTIONS | {"planes": 1})(part).shape == (20, 21, 1)
    learned = from_bytes(model, {})
    learned.arrays["weights.w.sum"] = np.full(1, np.nan, np.float32)
    with pytest.raises(ValueError, match=r"weights\.w\.sum holds what is no number"):
        made.planes(to_bytes(learned), OPTIONS)
    with pytest.raises(ValueError, match="is not what it has to be"):
        PatchNetwork("made", "Made", 1, ("a",), 3, no_kernels, layers, network.build, own=("mine",)).planes(
            model, OPTIONS
        )


def test_statistics_come_back_and_strangers_are_refused():
    seen = Statistics(np.array([0.25, 0.5]), 0.125, "abc")
    found = statistics_from({"statistics": statistics_json(seen)})
    assert (found.mean.tolist(), found.deviation, found.sha256) == ([0.25, 0.5], 0.125, "abc")
    for wrong in (
        {},
        {"statistics": 3},
        {"statistics": {"mean": [], "deviation": 1, "sha256": ""}},
        {"statistics": {"mean": [[1]], "deviation": 1, "sha256": ""}},
        {"statistics": {"mean": 1, "deviation": 1, "sha256": ""}},
        {"statistics": {"mean": [1], "deviation": float("nan"), "sha256": ""}},
        {"statistics": {"mean": [float("inf")], "deviation": 1, "sha256": ""}},
    ):
        with pytest.raises(ValueError, match="a model that"):
            statistics_from(wrong)


def test_curves_of_a_model_without_some(network):
    model = told_by(network)[1]
    assert curves_of(model, ("b", "c")) == {"b": (5.0, 5.0), "c": ()}
    assert first((7, 8)) == 7


def test_a_specification_of_a_network(network):
    found = specification_of(made_of(network), "what it says")
    assert found.learning.kind == "made 1"
    assert [each.name for each in found.learning.by] == ["patch", "epochs", "seed", "model", "pictures"]
    assert found.options[:-2] == found.learning.by
    assert [each.name for each in found.options[-2:]] == ["layer", "planes"]
    assert found.names((), {"planes": 2, "layer": ""}) == ("component 1", "component 2")
    assert found.names((), {"planes": 2, "layer": "twice+twice#1"}) == ("twice 1", "twice 2", "twice#1")
    assert found.missing((), OPTIONS | {"layer": "twice"}) == ""
    assert "no layer “thrice”" in found.missing((), OPTIONS | {"layer": "thrice"})
    assert [found.reach({"patch": size}) for size in ("8", "16", "32")] == [6, 12, 24]
    assert found.learning.length == "epochs"


def test_what_learning_takes_is_said_before_it_begins(network, monkeypatch):
    """Weights 18 times, patches twice, and what the layers say, in four bytes each, and the libraries."""
    monkeypatch.undo()
    made = PatchNetwork(
        "made", "Made", 1, ("a",), 2, lambda _shape: {"a": (3, 4), "b": (5,)}, layers, network.build
    )
    # 4096 · 8² · 3 numbers; 128 · 8² · (200 + 8 · 3) and 3 · 512 · 8² · 3.
    assert made.needed(Shape(8, 3)) == 400_000_000 + 4 * (18 * 17 + 2 * 786_432 + 1_835_008 + 294_912)
    # Of 100 planes no more than 655 patches.
    assert made.needed(Shape(32, 100)) == 400_000_000 + 4 * (
        18 * 17 + 2 * 67_072_000 + 131_072_000 + 157_286_400
    )


def test_room_is_looked_for(network, monkeypatch):
    asked = []
    monkeypatch.setattr(module, "check_room", lambda title, needed: asked.append((title, needed)))
    told_by(network)
    assert asked == [("Made", made_of(network).needed(Shape(8, 1)))]


def test_a_vector_is_the_mean_of_patches_all_over_the_picture(network):
    _told, model = told_by(network)
    values = noise((20, 21))
    found = made_of(network).vector(model, OPTIONS, Rows(part_of(values)), never_cancelled)
    seen = statistics(Rows(part_of(values)), never_cancelled)
    standard = seen.standardised(np.rint(values * QUANTA).astype(np.int32)[..., None])[..., 0]
    corners = np.array([standard[:13, :14].mean(), standard[7:, 7:].mean()])
    weight = from_bytes(model, {}).arrays["weights.w.sum"]
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, corners * weight, rtol=1e-4)
    other = Rows(part_of(values))
    other.names = ("one", "two")
    with pytest.raises(ValueError, match="a model of other planes"):
        made_of(network).vector(model, OPTIONS, other, never_cancelled)


def test_layers_and_their_maps_are_those_of_the_parts(network):
    _told, model = told_by(network)
    made, picture = made_of(network), Rows(part_of(noise((20, 21))))
    assert made.inner_layers(model, OPTIONS, picture) == (InnerLayer("twice", "convolution", 2, 2.0),)
    found = made.maps(model, OPTIONS, "twice", picture, never_cancelled)
    _parts, weights, seen, _learned = made._opened(model, OPTIONS)
    expected = module.patch_maps(
        picture, seen, lambda batch: network.twice(weights, batch), size=8, cancelled=never_cancelled
    )
    np.testing.assert_array_equal(found, expected)


def test_layers_count_as_what_the_network_says_in_the_end_does(network):
    """Twice what it says is as variable as what it says, once both are scaled; two of them share it."""
    _told, model = told_by(network)
    made, part = made_of(network), part_of(noise((20, 21)))
    alone = made.planes(model, OPTIONS)(part)
    twice = made.planes(model, OPTIONS | {"layer": "twice"})(part)
    np.testing.assert_allclose(twice, alone, atol=2e-4)
    both = made.planes(model, OPTIONS | {"layer": "twice+twice#1"})(part)
    np.testing.assert_allclose(both[..., :2], alone / np.sqrt(2), atol=2e-4)
    assert both.shape == (20, 21, 3)
    _parts, weights, seen, _learned = made._opened(model, OPTIONS)
    said = network.twice(weights, np.resize(taught(), (512, 8, 8, 1)))[:10, 1]
    scale = np.sqrt(seen.variance) / said.std() / np.sqrt(2)
    corner = PatchPlanes(
        lambda batch: network.twice(weights, batch),
        seen,
        Basis(np.full(2, said.mean(), np.float32), np.array([[0], [scale]], np.float32)),
        8,
        1,
    )(part)
    np.testing.assert_allclose(both[..., 2:], corner, atol=2e-4)


def test_a_layer_that_the_network_has_not_is_refused(network):
    _told, model = told_by(network)
    made = made_of(network)
    assert made.missing((), OPTIONS | {"layer": "twice#1"}) == ""
    expected = "Made has no layer “thrice”: choose twice. Did you mean twice?"
    assert made.missing((), OPTIONS | {"layer": "thrice"}) == expected
    with pytest.raises(ValueError, match="a layer that the network has not"):
        made.planes(model, OPTIONS | {"layer": "thrice"})


class Beside(Rows):
    """A picture beside others, each of which is known by the path of its file; asked: in which order."""

    def __init__(self, others):
        super().__init__(part_of(noise((20, 21))))
        self.beside, self.asked = others, []

    def others(self, files, _cancelled):
        for file in files:
            self.asked.append(file.path)
            yield Rows(part_of(self.beside[file.path]))


def lesson(network, number, **options):
    """Of files whose hashes go the other way than their paths."""
    shapes = [(12 + i, 20 - i) for i in range(number)]
    beside = Beside({f"{i:02}": noise(shape, seed=i) for i, shape in enumerate(shapes)})
    files = tuple(ChosenFile(path, f"{99 - i}") for i, path in enumerate(beside.beside))
    steps = made_of(network).fit(beside, OPTIONS | {"pictures": files} | options, never_cancelled)
    told = [next(steps) for _ in range(number + 1)]
    assert all((each.done, each.of, each.preparing) == (0, 1, True) for each in told)
    drained(steps)
    return beside


@pytest.mark.parametrize(("number", "most", "each"), [(2, 100, 5), (3, 100, 3), (3, 6, 2), (11, 100, 1)])
def test_chosen_pictures_are_learned_from_in_equal_parts_by_content(network, monkeypatch, number, most, each):
    monkeypatch.setattr(picture_sample, "_MOST_BYTES", most * 4 * 64)
    beside = lesson(network, number, epochs=1)
    assert beside.asked == sorted(beside.beside, reverse=True)
    pictures = [Rows(part_of(beside.beside[path])) for path in beside.asked]
    seen = statistics_of([counted(picture, never_cancelled) for picture in pictures])
    cut = [patches(one, size=8, number=each, seed=3, cancelled=never_cancelled) for one in pictures]
    every = standardised_patches(np.concatenate(cut), seen)
    order = np.resize(np.random.RandomState([3, 0]).permutation(len(every)), max(len(every), 4))
    np.testing.assert_array_equal(network.batches[0], every[order[:4]])


def test_how_many_pictures_were_chosen_is_said(network):
    for number, words in ((1, "1 picture that was"), (3, "3 pictures that were")):
        files = tuple(ChosenFile(f"{i}", f"{i}") for i in range(number))
        notes = made_of(network).notes(b"", OPTIONS | {"pictures": files})
        assert notes == (f"Made has learned from {words} chosen for it.",)


def test_the_middle_is_the_cell_that_sees_most():
    values = np.arange(2 * 5 * 7).reshape(2, 5, 7, 1)
    assert middle(values).tolist() == [[2 * 7 + 3], [35 + 2 * 7 + 3]]
