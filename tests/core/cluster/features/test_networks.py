"""The networks that learn: tiny pictures, few epochs; what all of them promise."""

import json
import pickle
import re
import struct
from dataclasses import replace

import numpy as np
import pytest

from core.base.errors import Cancelled, ParameterError, ReadError
from core.base.parallel import never_cancelled
from core.cluster.features.chosen_file import choose_file
from core.cluster.features.feature import Feature
from core.cluster.features.learned import autoencoder, deep_autoencoder, gan
from core.cluster.features.specification import RowBlock
from core.cluster.features.specifications import specifications
from core.cluster.features.training import backend, course, patch_network
from core.cluster.features.training.model_file import about_of
from core.cluster.features.training.patch_network import Shape
from core.cluster.prepared.prepare import drained
from tests.core.cluster.features.parts import Rows, model_of, noise, part_of

pytest.importorskip("jax", reason="the extra learn is not installed")
pytest.importorskip("optax", reason="the extra learn is not installed")
pytest.importorskip("safetensors", reason="the extra learn is not installed")

PATCHED = ("autoencoder", "deep-autoencoder", "gan")
NETWORKS = (*PATCHED, "cnn")
# Where the course of a training is taken from.
TRAINED = tuple(
    f"core.cluster.features.{module}.trained" for module in ("training.patch_network", "learned.cnn")
)


@pytest.fixture(autouse=True)
def _few_patches(monkeypatch):
    monkeypatch.setattr(patch_network, "PATCHES", 256)


def options_of(name, **given):
    short = {"steps": 6} if name == "cnn" else {"epochs": 2, "patch": "8"}
    return Feature(name, 1.0, tuple((short | given).items()))


def textures(size=(40, 48)):
    """Stripes along the left half and across the right one, of one mean brightness."""
    rows, columns = np.indices(size)
    stripes = np.where(columns < size[1] // 2, rows // 2 % 2, columns // 2 % 2)
    return 0.3 + 0.4 * stripes + 0.02 * noise(size)


def learned(name, values=None, valid=None, **given):
    feature = options_of(name, **given)
    part = part_of(textures() if values is None else values, valid)
    return feature, part, model_of(feature, part)


def planes_by(feature, model):
    return feature.specification.learning.planes(model, dict(feature.options))


@pytest.mark.parametrize("name", NETWORKS)
def test_the_same_seed_gives_the_same_bytes_and_another_one_others(name):
    _feature, _part, one = learned(name)
    assert learned(name)[2] == one
    assert learned(name, seed=1)[2] != one


@pytest.mark.parametrize("name", NETWORKS)
def test_going_on_gives_the_bytes_of_going_through(name):
    feature, part, whole = learned(name)
    learning = feature.specification.learning
    short = options_of(name, **{learning.length: 1})
    steps = learning.fit_on(Rows(part), dict(feature.options), never_cancelled, model_of(short, part))
    assert drained(steps) == whole


@pytest.mark.parametrize("name", NETWORKS)
def test_a_snapshot_is_the_model_of_so_many_epochs_and_can_be_looked_at(name):
    feature, part, _model = learned(name)
    learning = feature.specification.learning
    told = list(learning.fit(Rows(part), dict(feature.options), never_cancelled))
    assert told[0].preparing
    snapshots = {id(each.snapshot): each.snapshot for each in told if each.snapshot}.values()
    first, *_others, last = snapshots
    assert (first.length, last.length) == (1, dict(feature.options)[learning.length])
    assert first.model() == model_of(options_of(name, **{learning.length: 1}), part)
    assert learning.curves(last.model()) == last.curves
    assert all(len(values) == last.length for values in last.curves.values())
    pictures = last.pictures()
    assert len(pictures) == 2
    for picture in pictures.values():
        assert picture.dtype == np.uint8
        assert picture.shape[2] == 3
        assert picture.min() < picture.max()


@pytest.mark.parametrize("name", PATCHED[:2])
def test_what_is_made_small_falls(name):
    feature, _part, model = learned(name, epochs=12)
    for term, values in feature.specification.learning.curves(model).items():
        if term != "layer 1":
            assert values[-1] < values[0], term


def test_the_weight_of_the_layers_makes_them_alike():
    by_weight = {}
    for weight in (0.0, 3.0):
        feature, _part, model = learned("deep-autoencoder", epochs=8, **{"lambda": weight})
        curves = feature.specification.learning.curves(model)
        by_weight[weight] = sum(values[-1] for term, values in curves.items() if term != "picture")
    assert by_weight[3.0] < 0.75 * by_weight[0.0]


def test_the_labels_of_the_cnn_merge():
    feature, _part, model = learned("cnn", steps=40, continuity=5.0)
    labels = feature.specification.learning.curves(model)["labels"]
    assert labels[-1] < labels[0] <= 32


@pytest.mark.parametrize("name", NETWORKS)
def test_two_textures_of_one_brightness_are_told_apart(name):
    feature, part, model = learned(name, **({"steps": 30} if name == "cnn" else {"epochs": 12}))
    found = planes_by(feature, model)(part)
    assert found.shape == (40, 48, 8)
    left, right = found[6:-6, 6:18].mean(axis=(0, 1)), found[6:-6, 30:42].mean(axis=(0, 1))
    apart = np.abs(left - right).max()
    within = found[6:-6, 6:18].mean(axis=0).std(axis=0).max()
    assert apart > within


@pytest.mark.parametrize("name", NETWORKS)
def test_planes_vary_as_much_as_the_picture(name):
    feature, part, model = learned(name, planes=16)
    found = planes_by(feature, model)(part)
    total = found.reshape(-1, found.shape[2]).var(axis=0).sum()
    assert 0.3 < total / textures().var() < 3


@pytest.mark.parametrize("name", NETWORKS)
@pytest.mark.parametrize("row", [0, 1, 17, 38, 39])
def test_reach_tells_which_rows_matter(name, row):
    feature, whole, model = learned(name)
    specification, options = feature.specification, dict(feature.options)
    learning = specification.learning
    reach = learning.reach(model, options) if learning.reach else specification.reach(options)
    top, end = max(0, row - reach), min(40, row + reach + 1)
    strip = RowBlock(
        whole.own[top:end], whole.own_names, whole.brightness[top:end], whole.valid[top:end],
        whole.pixels[top:end], whole.bands, top, 40, 48,
    )  # fmt: skip
    planes = planes_by(feature, model)
    np.testing.assert_array_equal(planes(strip)[row - top], planes(whole)[row])


@pytest.mark.parametrize("name", NETWORKS)
def test_what_stands_under_the_mask_has_no_influence(name):
    values, valid = textures(), np.ones((40, 48), bool)
    valid[11:19, 13:22] = False
    other = values.copy()
    other[~valid] = 1 - other[~valid]
    feature, part, model = learned(name, values, valid)
    _feature, other_part, other_model = learned(name, other, valid)
    assert model == other_model
    planes = planes_by(feature, model)
    np.testing.assert_array_equal(planes(part)[valid], planes(other_part)[valid])


@pytest.mark.parametrize("name", NETWORKS)
def test_a_picture_of_one_colour_says_nothing(name):
    feature, part, model = learned(name, np.full((40, 48), 0.5))
    assert not planes_by(feature, model)(part).any()


@pytest.mark.parametrize("name", NETWORKS)
def test_a_loss_that_is_no_number_ends_it_with_a_sentence(name, monkeypatch):
    feature = options_of(name)
    part = part_of(textures())
    made = course.trained

    def broken(lesson, *rest):
        def step(state, epoch, i):
            found, terms = lesson.step(state, epoch, i)
            return found, np.where(epoch == 1, np.nan, np.asarray(terms))

        return made(replace(lesson, step=step), *rest)

    for target in TRAINED:
        monkeypatch.setattr(target, broken)
    with pytest.raises(
        ParameterError, match=f"The loss of {feature.title} was no number any more after 1 epoch: choose"
    ):
        model_of(feature, part)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_lack_of_memory_is_a_sentence(name, monkeypatch):
    def no_room(lesson, *rest):
        def step(*_args):
            raise RuntimeError("RESOURCE_EXHAUSTED: Out of memory allocating 9 bytes.")

        return made(replace(lesson, step=step), *rest)

    made = course.trained
    for target in TRAINED:
        monkeypatch.setattr(target, no_room)
    with pytest.raises(ParameterError, match="There is not enough memory to learn"):
        model_of(options_of(name), part_of(textures()))


@pytest.mark.parametrize("name", NETWORKS)
def test_it_does_not_begin_where_too_little_memory_is_free(name, monkeypatch):
    feature, part = options_of(name), part_of(textures())
    monkeypatch.setattr(backend, "free_memory", lambda: 300_000_000)
    with pytest.raises(ParameterError) as caught:
        model_of(feature, part)
    assert re.fullmatch(
        rf"There is not enough memory to learn {feature.title}: it takes some 0\.\d+ GB, and 0\.3 GB are "
        r"free\. Close other programs, choose a smaller patch or fewer bands\.",
        str(caught.value),
    )
    # Where nobody knows how much there is, it is tried.
    monkeypatch.setattr(backend, "free_memory", lambda: None)
    model_of(feature, part)


@pytest.mark.parametrize(
    ("network", "size", "planes", "measured"),
    [
        (autoencoder, 16, 3, 0.38),
        (autoencoder, 32, 3, 0.52),
        (autoencoder, 32, 30, 0.94),
        (deep_autoencoder, 32, 30, 2.52),
        (gan, 16, 3, 0.48),
    ],
)
def test_the_estimate_of_memory_is_near_what_was_measured(network, size, planes, measured, monkeypatch):
    monkeypatch.undo()
    needed = network.NETWORK.needed(Shape(size, planes)) / 1e9
    assert 0.9 * measured < needed < 1.6 * measured


@pytest.mark.parametrize(("name", "size"), [*((name, (7, 30)) for name in PATCHED), ("cnn", (5, 30))])
def test_what_is_smaller_than_the_patch_is_a_sentence(name, size):
    with pytest.raises(ParameterError, match=f"The picture is 30 × {size[0]} pixels, smaller than"):
        model_of(options_of(name), part_of(noise(size)))


@pytest.mark.parametrize("name", NETWORKS)
def test_cancel_is_heard_between_two_steps(name):
    feature, asked = options_of(name), []
    fit = feature.specification.learning.fit
    steps = fit(Rows(part_of(textures())), dict(feature.options), lambda: bool(asked))
    while next(steps).snapshot is None:
        pass
    asked.append(1)
    with pytest.raises(Cancelled):
        next(steps)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_strangers_model_is_refused(name):
    feature, _part, model = learned(name)
    larger = options_of(name, patch="16") if name in PATCHED else feature
    for content in (b"", b"{}", model[:-1], model[:40]):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever the sentence: nobody reads it
            planes_by(feature, content)
    other = learned("cnn" if name != "cnn" else "gan")[2]
    with pytest.raises(ValueError, match=r"is not what it has to be|does not say"):
        planes_by(feature, other)
    if name in ("autoencoder", "deep-autoencoder"):
        with pytest.raises(ValueError, match="is not what it has to be"):
            planes_by(larger, model)


@pytest.mark.parametrize("name", NETWORKS)
def test_a_model_says_what_made_it(name):
    feature, _part, model = learned(name)
    made_by = feature.specification.learning.made_by(model)
    assert set(made_by) == {"jax", "device", "machine", "threads"}
    assert made_by["threads"] >= 1
    assert about_of(model)["network"] == name


def test_labels_of_the_cnn_are_planes_of_their_own():
    feature, part, model = learned("cnn", steps=40, says="labels")
    found = planes_by(feature, model)(part)
    assert found.shape == (40, 48, 32)
    np.testing.assert_array_equal(found.sum(axis=2), 1)
    assert 1 < (found.reshape(-1, 32).sum(axis=0) > 0).sum() <= 32


def test_a_large_picture_is_seen_at_less_than_half_its_size_and_that_is_said(monkeypatch):
    monkeypatch.setattr("core.cluster.features.learned.cnn._MOST_SEEN", 200)
    feature, part, model = learned("cnn")
    (note,) = feature.specification.learning.notes(model, dict(feature.options))
    assert "has seen the picture at 1/4 of its size" in note
    assert planes_by(feature, model)(part).shape == (40, 48, 8)
    monkeypatch.undo()
    feature, _part, model = learned("cnn")
    assert feature.specification.learning.notes(model, dict(feature.options)) == ()


@pytest.mark.parametrize("name", PATCHED)
def test_a_network_goes_on_from_another_picture(name, tmp_path):
    _feature, _part, elsewhere = learned(name, noise((30, 31)))
    path = tmp_path / "other_model.safetensors"
    path.write_bytes(elsewhere)
    chosen = choose_file(str(path))
    feature, part, model = learned(name, model=chosen)
    assert model != learned(name)[2]
    notes = feature.specification.learning.notes(model, dict(feature.options))
    assert notes == (
        f"{feature.title} has learned elsewhere first: it went on from other_model.safetensors.",
    )
    assert planes_by(feature, model)(part).shape == (40, 48, 8)
    curves = feature.specification.learning.curves(model)
    assert all(len(values) == 2 for values in curves.values())


def lying(shape, offsets):
    """A model of Floe by its words, whose arrays are not what it says."""
    about = json.dumps({"network": "autoencoder", "epochs": 1})
    entry = {"dtype": "F32", "shape": shape, "data_offsets": offsets}
    header = json.dumps({"__metadata__": {"floe": about}, "state.0.down0.kernel": entry}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(64)


HOSTILE = [
    b"",
    b"nothing",
    pickle.dumps(print),
    struct.pack("<Q", 1 << 60) + b"{}",
    struct.pack("<Q", 200_000) + b"[" * 200_000,
    lying([4, 4], [0, 64]),
    lying([1 << 40], [0, 64]),
    lying([4, 4], [0, 4096]),
]


@pytest.mark.parametrize("content", [*HOSTILE, None])
def test_a_model_that_does_not_fit_is_a_sentence(content, tmp_path):
    path = tmp_path / "x.safetensors"
    path.write_bytes(learned("autoencoder", patch="16")[2] if content is None else content)
    with pytest.raises(ReadError, match="it is no autoencoder of patches of 8 × 8 pixels and 1 plane: "):
        learned("autoencoder", model=choose_file(str(path)))
    with pytest.raises(ReadError, match="it is no gan of"):
        learned("gan", model=choose_file(str(path)))


def test_only_networks_learn_in_epochs():
    found = [name for name, each in specifications().items() if each.learning and each.learning.length]
    assert sorted(found) == sorted(NETWORKS)
