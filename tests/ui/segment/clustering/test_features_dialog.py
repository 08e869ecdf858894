"""The dialog of the features, its button in the panel, and what they do to the parameters."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QLabel, QPushButton, QSpinBox

from core.cluster.features.feature import DEFINITIONS, Feature
from core.cluster.parameters import Parameters
from core.document.document import fitting
from core.image.image import Image
from tests.ui.window_driving import LEFT, do, find, parameters, settled, show
from tests.workers.pictures import noisy
from ui.segment.clustering.clustering_panel import ClusteringPanel
from ui.segment.clustering.features_dialog import FeaturesDialog

RGB = ("red", "green", "blue")


def dialog_for(qtbot, features=(), bands=RGB):
    dialog = FeaturesDialog(features, bands)
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
    assert all(find(named, QCheckBox, f"feature_{name}").isEnabled() for name in DEFINITIONS)


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
        panel.set_features((Feature("position"),))
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
