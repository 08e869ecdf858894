import numpy as np
from PySide6.QtCore import Qt

from core.cluster.parameters import Parameters
from core.document.document import Document, fitting
from core.image.image import Image
from ui.segment.clustering.clustering_panel import ClusteringPanel


def panel_for(qtbot, spaces=("bands",), names=("VV", "VH")):
    panel = ClusteringPanel()
    qtbot.addWidget(panel)
    panel.set_spaces(spaces)
    panel.band_row.set_names(names)
    panel.set_parameters(Parameters(space=spaces[0]))
    panel.show()
    return panel


def test_bands_are_there_only_where_the_space_is(qtbot):
    assert panel_for(qtbot).band_row.isVisible()
    assert not panel_for(qtbot, ("rgb", "lab", "hsv", "gray"), ("red", "green", "blue")).band_row.isVisible()


def test_typing_bands_changes_the_parameters(qtbot):
    panel = panel_for(qtbot)
    assert "1 VV, 2 VH" in panel.band_row.bands.toolTip()
    with qtbot.waitSignal(panel.parameters_changed) as signal:
        qtbot.keyClicks(panel.band_row.bands, "2, 1")
        qtbot.keyClick(panel.band_row.bands, Qt.Key.Key_Return)
    assert signal.args[0].bands == (2, 1)
    assert panel.band_row.bands.text() == "2,1"


def test_bands_may_be_called_by_their_names(qtbot):
    panel = panel_for(qtbot, names=("B2", "B3", "B8A"))
    with qtbot.waitSignal(panel.parameters_changed) as signal:
        qtbot.keyClicks(panel.band_row.bands, "b8a, B3, 1")
        qtbot.keyClick(panel.band_row.bands, Qt.Key.Key_Return)
    assert signal.args[0].bands == (3, 2, 1)
    assert panel.band_row.bands.text() == "3,2,1"


def test_choosing_a_scaling_changes_the_parameters(qtbot):
    panel = panel_for(qtbot)
    with qtbot.waitSignal(panel.parameters_changed) as signal:
        qtbot.keyClick(panel.band_row.scaling, Qt.Key.Key_Down)
    assert signal.args[0].scaling == "z-score"


def test_what_is_no_number_is_refused_and_the_bands_stay(qtbot):
    panel = panel_for(qtbot)
    panel.set_parameters(Parameters(space="bands", bands=(1,)))
    panel.band_row.bands.selectAll()
    with qtbot.waitSignal(panel.refused) as signal:
        qtbot.keyClicks(panel.band_row.bands, "red")
        qtbot.keyClick(panel.band_row.bands, Qt.Key.Key_Return)
    assert "“red”" in signal.args[0]
    assert "names (VV, VH)" in signal.args[0]
    assert panel.band_row.bands.text() == "1"


def test_parameters_are_made_to_fit_the_picture():
    bands, colour = Image(np.zeros((2, 2, 4), np.float32)), Image(np.zeros((2, 2, 3), np.uint8))
    asked = Parameters(k=3, space="lab", bands=(4, 5), scaling="z-score")
    assert fitting(bands, asked) == Parameters(k=3, space="bands", scaling="z-score")
    assert fitting(colour, asked) == Parameters(k=3, space="lab")
    changed = Document(bands, Parameters(space="bands")).with_parameters(Parameters(space="rgb", bands=(2,)))
    assert changed.parameters == Parameters(space="bands", bands=(2,))
