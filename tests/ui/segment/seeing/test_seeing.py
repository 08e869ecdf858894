"""The tab “What the network sees”: walls of maps, one of them large, and both as features."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QPushButton
from scipy import ndimage

from core.cluster.features.chosen_file import NO_FILE, choose_file
from core.cluster.features.feature import Feature
from core.image.image import Image
from core.networks.bundled import bundled_path
from core.networks.card import Card
from tests.core.networks.made_files import torch_zip, vgg_arrays
from tests.ui.window_driving import LONG_MS, do, find, settled, show
from ui.segment.seeing.card_dialog import CardDialog

needs_it = pytest.mark.skipif(bundled_path() is None, reason="the extra networks is not installed")


def smooth(seed=0):
    random = np.random.RandomState(seed)
    found = ndimage.gaussian_filter(random.standard_normal((48, 64, 3)), (4, 4, 0))
    return Image((127 + 900 * found).clip(0, 255).astype(np.uint8))


def seeing(window):
    return window.workspace.parts.seeing


def has_wall(window):
    view = seeing(window)
    return view.wall.maps.rowCount() > 0 and view.wall.isEnabled()


@pytest.fixture
def looking(window, qtbot):
    """A window whose tab shows the wall of the network that comes with Floe."""
    if bundled_path() is None:
        pytest.skip("the extra networks is not installed")
    show(qtbot, window, smooth())
    do(qtbot, window, "see_network")
    qtbot.waitUntil(lambda: has_wall(window), timeout=LONG_MS)
    return window


def at_layer(window, qtbot, name):
    view = seeing(window)
    view.slider.setValue([each.name for each in view._among].index(name))
    qtbot.waitUntil(lambda: window.workspace.seeing._seen.layer == name and has_wall(window), timeout=LONG_MS)


def large(window):
    return window.workspace.parts.pictures._map


def test_without_a_picture_it_says_what_to_do(window, qtbot):
    window.workspace.parts.tabs.show_page(seeing(window))
    assert seeing(window).message.text() == "Open a picture to see what a network sees in it."
    assert not seeing(window).use_layer.isEnabled()


def test_every_layer_has_a_wall_strongest_first(looking, qtbot):
    view = seeing(looking)
    assert view.layer() == "block4"
    assert view.wall.maps.rowCount() == 40
    strengths = looking.workspace.seeing._seen.wall.strengths
    assert list(strengths) == sorted(strengths, reverse=True)
    assert view.layer_name.text().startswith("block4 (layer ")
    assert view.layer_shape.text() == "block · 40 maps · a cell is 8 × 8 px"
    at_layer(looking, qtbot, "stem")
    assert view.wall.maps.rowCount() == 32
    at_layer(looking, qtbot, "head.relu")
    assert view.wall.maps.rowCount() == 1280


def test_what_is_looked_at_smaller_is_said(looking, qtbot, monkeypatch):
    assert seeing(looking).note.text() == ""
    monkeypatch.setattr("core.networks.wall.MOST_PIXELS", 32 * 24)
    at_layer(looking, qtbot, "stem")
    assert seeing(looking).note.text() == "The wall shows the picture at 50 % of its size."


def test_the_slider_may_go_through_one_kind_only(looking, qtbot):
    view = seeing(looking)
    view.kinds.setCurrentIndex(view.kinds.findData("activation"))
    view.kinds.activated.emit(view.kinds.currentIndex())
    assert {each.kind for each in view._among} == {"activation"}
    # The nearest in depth to block4: that of the blocks beside it.
    assert view.layer() in ("block4.depthwise.relu", "block5.expand.relu")
    qtbot.waitUntil(lambda: looking.workspace.seeing._seen.layer == view.layer(), timeout=LONG_MS)
    view.kinds.setCurrentIndex(view.kinds.findData("pooling"))
    view.kinds.activated.emit(view.kinds.currentIndex())
    assert view.kinds.currentData() == ""  # it has none: all are shown again
    qtbot.waitUntil(lambda: has_wall(looking), timeout=LONG_MS)


def test_a_click_shows_a_map_large_beside_the_picture(looking, qtbot):
    view = seeing(looking)
    place = view.wall.visualRect(view.wall.maps.index(1, 0)).center()
    qtbot.mouseClick(view.wall.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.waitUntil(lambda: not large(looking).size.isEmpty(), timeout=LONG_MS)
    assert (large(looking).size.width(), large(looking).size.height()) == (64, 48)
    number = looking.workspace.seeing._seen.wall.numbers[1]
    title = looking.workspace.parts.pictures._segmentation_title
    assert title.detail == f"covered by the map block4#{number}"
    looking.workspace.parts.tabs.bar.setCurrentIndex(0)
    assert large(looking).size.isEmpty()
    assert title.detail.startswith("3 clusters")


def test_another_layer_and_another_picture_take_the_large_map_away(looking, qtbot):
    view = seeing(looking)
    view.wall.setCurrentIndex(view.wall.maps.index(0, 0))
    qtbot.waitUntil(lambda: not large(looking).size.isEmpty(), timeout=LONG_MS)
    at_layer(looking, qtbot, "stem")
    assert large(looking).size.isEmpty()
    view.wall.setCurrentIndex(view.wall.maps.index(0, 0))
    qtbot.waitUntil(lambda: not large(looking).size.isEmpty(), timeout=LONG_MS)
    before = looking.workspace.seeing._seen
    show(qtbot, looking, smooth(1))
    assert large(looking).size.isEmpty()
    qtbot.waitUntil(lambda: looking.workspace.seeing._seen not in (None, before), timeout=LONG_MS)
    assert view.layer() == "stem"


def test_a_map_and_a_layer_become_features(looking, qtbot):
    view = seeing(looking)
    assert not view.use_map.isEnabled()
    view.wall.setCurrentIndex(view.wall.maps.index(0, 0))
    number = looking.workspace.seeing._seen.wall.numbers[0]
    view.use_map.click()
    qtbot.waitUntil(lambda: settled(looking), timeout=LONG_MS)
    (feature,) = looking.session.document.parameters.features
    assert dict(feature.options) == {"file": NO_FILE, "layer": f"block4#{number}", "planes": 4, "card": ""}
    at_layer(looking, qtbot, "block2")
    view.use_layer.click()
    qtbot.waitUntil(lambda: settled(looking), timeout=LONG_MS)
    (feature,) = looking.session.document.parameters.features
    assert dict(feature.options)["layer"] == f"block4#{number}+block2"
    assert len(looking.session.outcome.segmentation.centroids[0]) == 3 + 1 + 4
    do(qtbot, looking, "undo")
    assert dict(looking.session.document.parameters.features[0].options)["layer"] == f"block4#{number}"


def test_the_planes_of_any_feature_can_be_looked_at(looking, qtbot):
    features = (Feature("eigenfilters", 1.0, (("components", 3),)),)
    looking.workspace.clustering.take_features(features)
    # Not only settled: it may not have begun.
    qtbot.waitUntil(
        lambda: looking.session.outcome.segmentation.parameters.features == features and settled(looking),
        timeout=LONG_MS,
    )
    view = seeing(looking)
    assert view.isVisible(), "the tab Learning takes nobody away from here"
    qtbot.waitUntil(lambda: view.networks.findText("Texture (learned)") >= 0, timeout=LONG_MS)
    at = view.networks.findText("Texture (learned)")
    view.networks.setCurrentIndex(at)
    view.networks.activated.emit(at)
    qtbot.waitUntil(lambda: view.wall.maps.rowCount() == 3, timeout=LONG_MS)
    names = {view.wall.maps.name(row) for row in range(3)}
    assert names == {"filter 1", "filter 2", "filter 3"}
    assert not view.use_layer.isEnabled()
    assert not view.slider.isEnabled()


def test_the_layers_of_a_network_that_has_learned_here_are_walls_too(looking, qtbot):
    for library in ("jax", "optax", "safetensors"):
        pytest.importorskip(library, reason="the extra learn is not installed")
    features = (Feature("autoencoder", 1.0, (("patch", "8"), ("epochs", 1), ("planes", 3))),)
    looking.workspace.clustering.take_features(features)
    qtbot.waitUntil(
        lambda: looking.session.outcome.segmentation.parameters.features == features and settled(looking),
        timeout=LONG_MS,
    )
    view = seeing(looking)
    qtbot.waitUntil(lambda: view.networks.findText("Autoencoder") >= 0, timeout=LONG_MS)
    at = view.networks.findText("Autoencoder")
    view.networks.setCurrentIndex(at)
    view.networks.activated.emit(at)
    qtbot.waitUntil(lambda: view.wall.maps.rowCount() == 3, timeout=LONG_MS)
    assert view.layer_name.text() == "planes (layer 3 of 3)"
    assert {view.wall.maps.name(row) for row in range(3)} == {f"component {i}" for i in (1, 2, 3)}
    at_layer(looking, qtbot, "convolution 1")
    assert view.wall.maps.rowCount() == 32
    assert view.wall.maps.name(0).startswith("#")
    assert view.layer_shape.text() == "convolution · 32 maps · a cell is 2 × 2 px"
    at_layer(looking, qtbot, "latent")
    assert view.wall.maps.rowCount() == 64
    view.wall.setCurrentIndex(view.wall.maps.index(0))
    qtbot.waitUntil(lambda: not large(looking).size.isEmpty(), timeout=LONG_MS)
    number = looking.workspace.seeing._seen.wall.numbers[0]
    title = looking.workspace.parts.pictures._segmentation_title
    assert title.detail == f"covered by the map latent#{number}"
    assert not view.card_button.isEnabled(), "how the picture is made ready was learned with it"
    model = looking.session.outcome.segmentation.models[0]
    view.use_map.click()
    qtbot.waitUntil(lambda: settled(looking), timeout=LONG_MS)
    assert dict(looking.session.document.parameters.features[0].options)["layer"] == f"latent#{number}"
    at_layer(looking, qtbot, "convolution 1")
    view.use_layer.click()
    qtbot.waitUntil(lambda: settled(looking), timeout=LONG_MS)
    (feature,) = looking.session.document.parameters.features
    assert dict(feature.options)["layer"] == f"latent#{number}+convolution 1"
    found = looking.session.outcome.segmentation
    assert len(found.centroids[0]) == 3 + 1 + 3
    assert found.models == (model,), "nothing is learned anew"


def test_more_layers_than_count_together_are_a_sentence(looking, qtbot):
    layers = "+".join(f"block{i}" for i in range(1, 9))
    features = (Feature("network", 1.0, (("layer", layers), ("planes", 1))),)
    looking.session.set_parameters(replace(looking.session.document.parameters, features=features))
    qtbot.waitUntil(lambda: settled(looking), timeout=LONG_MS)
    view = seeing(looking)
    at_layer(looking, qtbot, "stem")
    view.use_layer.click()
    assert looking.session.document.parameters.features == features
    assert view.note.text().startswith(f"The layers are “{layers}+stem”: write the name of one")


def test_a_network_from_a_file(looking, qtbot, tmp_path, monkeypatch):
    path = torch_zip(tmp_path / "vgg16.pth", vgg_arrays())
    monkeypatch.setattr("ui.segment.seeing.seeing_controller.ask_open_path", lambda *_args: path)
    view = seeing(looking)
    view.open_button.click()
    qtbot.waitUntil(lambda: view.layer() == "relu1_2" and has_wall(looking), timeout=LONG_MS)
    assert view.networks.currentText() == "vgg16.pth"
    assert view.wall.maps.rowCount() == 64
    view.use_layer.click()
    (feature,) = looking.session.document.parameters.features
    assert feature.files == (choose_file(str(path)),)
    qtbot.waitUntil(lambda: settled(looking), timeout=LONG_MS)


def test_a_file_that_is_no_network_is_a_sentence_in_place_of_the_wall(looking, qtbot, tmp_path, monkeypatch):
    path = tmp_path / "a.pth"
    path.write_text("hello")
    monkeypatch.setattr("ui.segment.seeing.seeing_controller.ask_open_path", lambda *_args: path)
    view = seeing(looking)
    view.open_button.click()
    qtbot.waitUntil(lambda: "no network, or a damaged one" in view.message.text(), timeout=LONG_MS)
    assert not view.card_button.isEnabled()
    view.networks.setCurrentIndex(0)
    view.networks.activated.emit(0)
    qtbot.waitUntil(lambda: has_wall(looking), timeout=LONG_MS)


def test_the_card_decides_what_the_network_is_shown(looking, qtbot):
    before = looking.workspace.seeing._seen
    seeing(looking).card_button.click()
    dialog = find(looking, CardDialog, "card_dialog")
    find(dialog, QComboBox, "card_order").setCurrentText("BGR")
    find(dialog, QPushButton, "card_accept").click()
    qtbot.waitUntil(lambda: looking.workspace.seeing._seen is not before, timeout=LONG_MS)
    assert looking.workspace.seeing._seen.network.card.startswith("bgr;mean=127")
    seeing(looking).use_layer.click()
    (feature,) = looking.session.document.parameters.features
    assert dict(feature.options)["card"].startswith("bgr;mean=127")
    qtbot.waitUntil(lambda: settled(looking), timeout=LONG_MS)
    before = looking.workspace.seeing._seen
    seeing(looking).card_button.click()
    dialog = find(looking, CardDialog, "card_dialog")
    find(dialog, QPushButton, "card_reset").click()
    find(dialog, QPushButton, "card_accept").click()
    qtbot.waitUntil(lambda: looking.workspace.seeing._seen is not before, timeout=LONG_MS)
    assert looking.workspace.seeing._seen.network.card.startswith("rgb;mean=127")


def test_a_card_with_more_decimals_than_are_shown_stays(qtbot):
    own, other = Card(), Card("rgb", (122.7709383, 1.0, 2.0), (68.5005327, 3.0, 4.0))
    dialog = CardDialog(other, own)
    qtbot.addWidget(dialog)
    assert dialog.card() == other
    dialog.show_card(own)
    assert dialog.card() is None
    find(dialog, QDoubleSpinBox, "card_mean_2").setValue(7)
    assert dialog.card() == Card(mean=(0.0, 7.0, 0.0))


def test_without_the_extra_it_says_what_brings_it(window, qtbot, monkeypatch):
    monkeypatch.setattr("core.writing.extras.util.find_spec", lambda _name: None)
    show(qtbot, window, smooth())
    do(qtbot, window, "see_network")
    qtbot.waitUntil(lambda: "floe[networks]" in seeing(window).message.text(), timeout=LONG_MS)
    assert not seeing(window).slider.isEnabled()
