"""The dialog of the features, its button in the panel, and what they do to the parameters."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PIL import Image as PillowImage
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QFileDialog, QLabel, QPushButton, QSpinBox

from core.cluster.features.feature import Feature, parse_feature
from core.cluster.parameters import Parameters
from core.document.document import fitting
from core.image.image import Image
from core.io.reader import read
from tests.core.cluster.features.made_up import add_made_up, table_file
from tests.core.cluster.features.made_up_epochs import add_epochs
from tests.ui.window_driving import LEFT, do, find, notices, parameters, settled, show
from tests.workers.pictures import noisy
from ui.segment.clustering.clustering_panel import ClusteringPanel
from ui.segment.clustering.features_dialog import FeaturesDialog

RGB = ("red", "green", "blue")


def dialog_for(qtbot, features=(), bands=RGB, size=(6, 8), memory=1.5):
    image = Image(np.zeros((*size, len(bands)), np.uint8), bands=bands)
    dialog = FeaturesDialog(Parameters(features=features, memory=memory), image)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_what_is_chosen_is_what_comes_back(qtbot):
    features = (Feature("laws", 0.25, (("radius", 9),)), Feature("position", 0.2))
    dialog = dialog_for(qtbot, features)
    assert dialog.features() == features
    find(dialog, QCheckBox, "feature_position").click()
    find(dialog, QCheckBox, "feature_local-std").click()
    find(dialog, QSpinBox, "radius_local-std").setValue(3)
    find(dialog, QAbstractSpinBox, "weight_local-std").setValue(2.0)
    assert dialog.features() == (features[0], Feature("local-std", 2.0, (("radius", 3),)))


def test_an_index_is_there_only_where_its_bands_are(qtbot):
    dialog = dialog_for(qtbot, (Feature("ndvi", 1.0, (("nir", 1), ("red", 2))),))
    ndvi, hint = find(dialog, QCheckBox, "feature_ndvi"), find(dialog, QLabel, "hint_ndvi")
    assert ndvi.isEnabled()
    find(dialog, QSpinBox, "nir_ndvi").setValue(0)
    assert not ndvi.isEnabled()
    assert hint.text().startswith("NDVI needs a band nir")
    assert dialog.features() == ()
    find(dialog, QSpinBox, "nir_ndvi").setValue(3)
    assert dialog.features() == (Feature("ndvi", 1.0, (("nir", 3), ("red", 2))),)
    named = dialog_for(qtbot, bands=("Green", "Red", "NIR", "SWIR"))
    assert all(find(named, QCheckBox, f"feature_{name}").isEnabled() for name in ("ndvi", "ndwi", "ndsi"))


def test_what_needs_a_library_is_grey_with_the_command_that_brings_it(qtbot, monkeypatch):
    add_epochs(monkeypatch, missing="Networks need jax: install it.")
    dialog = dialog_for(qtbot, (Feature("made-up-epochs"),))
    assert not find(dialog, QCheckBox, "feature_made-up-epochs").isEnabled()
    assert find(dialog, QLabel, "hint_made-up-epochs").text() == "Networks need jax: install it."
    assert dialog.features() == ()


def test_every_control_says_what_it_is(qtbot):
    dialog = dialog_for(qtbot)
    for kind in (QCheckBox, QAbstractSpinBox, QPushButton):
        for widget in dialog.findChildren(kind):
            assert widget.objectName(), widget
            assert widget.toolTip(), widget.objectName()
            assert widget.accessibleName() or widget.objectName() == "features_cancel", widget.objectName()


def test_the_dialog_fits_a_small_screen(qtbot):
    size = dialog_for(qtbot).sizeHint()
    assert size.width() <= 700
    assert size.height() <= 700


def test_the_button_says_how_many_take_part(qtbot):
    panel = ClusteringPanel()
    qtbot.addWidget(panel)
    assert panel.features.button.accessibleName() == "Features…"
    panel.set_parameters(Parameters(features=(Feature("laws"), Feature("position"))))
    assert panel.features.button.accessibleName() == "Features (2)…"
    width = panel.minimumSizeHint().width()
    panel.features.hide()
    assert panel.minimumSizeHint().width() == width
    panel.features.show()
    with qtbot.waitSignal(panel.features_requested):
        qtbot.mouseClick(panel.features.button, LEFT)


def test_features_drop_a_given_start(qtbot):
    panel = ClusteringPanel()
    qtbot.addWidget(panel)
    panel.set_parameters(Parameters(k=1, init=((1.0, 2.0, 3.0),)))
    with qtbot.waitSignal(panel.parameters_changed) as signal:
        panel.set_features((Feature("position"),), 1.5)
    assert signal.args[0] == Parameters(k=1, features=(Feature("position"),))


def test_features_are_made_to_fit_the_picture():
    asked = Parameters(features=(Feature("ndvi"), Feature("position")))
    assert fitting(Image(np.zeros((2, 2, 3), np.uint8)), asked).features == (Feature("position"),)
    infrared = Image(np.zeros((2, 2, 2), np.int16), bands=("nir", "red"))
    assert fitting(infrared, asked).features == asked.features


@pytest.mark.parametrize("accept", [True, False])
def test_features_lead_to_the_result_and_can_be_undone(*, window, qtbot, accept):
    before = show(qtbot, window, noisy())
    qtbot.mouseClick(window.workspace.parts.clustering.features.button, LEFT)
    dialog = find(window, FeaturesDialog, "features_dialog")
    find(dialog, QCheckBox, "feature_position").click()
    find(dialog, QPushButton, f"features_{'accept' if accept else 'cancel'}").click()
    qtbot.waitUntil(lambda: window.findChild(FeaturesDialog) is None and settled(window))
    if not accept:
        assert parameters(window).features == ()
        return
    assert parameters(window).features == (Feature("position"),)
    found = window.session.outcome.segmentation
    assert found.parameters.features == (Feature("position"),)
    assert found.centroids.shape[1] == before.segmentation.centroids.shape[1] + 2
    do(qtbot, window, "undo")
    assert parameters(window).features == ()
    assert window.session.outcome.segmentation.labels.tobytes() == before.segmentation.labels.tobytes()


def planes_text(dialog):
    return find(dialog, QLabel, "planes").text()


def test_what_the_planes_need_is_said_before_they_are_made(qtbot):
    dialog = dialog_for(qtbot, (Feature("position"),), size=(10_000, 10_000))
    memory = find(dialog, QAbstractSpinBox, "features_memory")
    assert planes_text(dialog) == "5 planes need 2 GB: blocks of 2 × 2 pixels are clustered as one."
    memory.setValue(2.0)
    assert planes_text(dialog) == "5 planes need 2 GB: every pixel is clustered."
    assert dialog.memory() == 2.0
    find(dialog, QCheckBox, "feature_laws").click()
    assert planes_text(dialog) == "10 planes need 4 GB: blocks of 2 × 2 pixels are clustered as one."
    for name in ("laws", "position"):
        find(dialog, QCheckBox, f"feature_{name}").click()
    assert planes_text(dialog) == "No features: nothing beside the colours or bands."


def test_a_memory_with_more_decimals_than_are_shown_stays(qtbot):
    assert dialog_for(qtbot, memory=0.001).memory() == 0.001


def test_less_memory_is_a_change_of_its_own(qtbot):
    panel = ClusteringPanel()
    qtbot.addWidget(panel)
    panel.set_parameters(Parameters(k=1, init=((1.0, 2.0, 3.0),)))
    with qtbot.waitSignal(panel.parameters_changed) as signal:
        panel.set_features((), 3.0)
    # The given start has a number for every plane still.
    assert signal.args[0] == Parameters(k=1, init=((1.0, 2.0, 3.0),), memory=3.0)


def test_blocks_are_said_beside_the_result(*, window, qtbot):
    show(qtbot, window, noisy(height=200, width=301))
    window.workspace.parts.clustering.set_features((Feature("position"),), 0.001)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome.segmentation.side == 2)
    assert any("blocks of 2 × 2 pixels were clustered as one" in each for each in notices(window))
    window.workspace.parts.clustering.set_features((Feature("position"),), 1.5)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome.segmentation.side == 1)
    assert not any("blocks of" in each for each in notices(window))


def test_what_is_learned_is_said_kept_and_opened_without_learning(*, window, qtbot, tmp_path, monkeypatch):
    fits = add_made_up(monkeypatch)
    feature = parse_feature(f"made-up,file={table_file(tmp_path)}")
    picture = tmp_path / "noise.png"
    PillowImage.fromarray(noisy().pixels).save(picture)
    show(qtbot, window, read(picture))
    said = []
    window.workspace.runs.fitting.connect(
        lambda frame: said.append((frame.fitting.feature.title, frame.fitting.of))
    )
    window.workspace.parts.clustering.set_features((feature,), 1.5)
    qtbot.waitUntil(lambda: settled(window) and bool(window.session.outcome.segmentation.models))
    assert ("Made up", 1) in said
    learned = window.session.outcome
    window.workspace.parts.clustering.set_features((replace(feature, weight=3.0),), 1.5)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome is not learned)
    assert fits.number == 1
    path = tmp_path / "a.floe"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    do(qtbot, window, "save_document_as")
    qtbot.waitUntil(lambda: window.session.path == path)
    before = window.session.outcome
    window.services.files.opening.open_document(path)
    qtbot.waitUntil(lambda: settled(window) and window.session.outcome not in (None, before))
    assert window.session.outcome.segmentation.labels.tobytes() == before.segmentation.labels.tobytes()
    assert fits.number == 1
