"""The tab “Learning”: what it shows while a feature learns, after it, and without one."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtWidgets import QComboBox, QLabel

from core.cluster.features.feature import Feature, parse_feature
from core.cluster.features.specification import Snapshot
from core.cluster.prepared.learning import Fitting
from tests.core.cluster.features.made_up_epochs import add_epochs
from tests.ui.window_driving import LONG_MS, find, notices, settled, show
from tests.workers.pictures import noisy
from ui.segment.learning.learning_view import LearningView
from ui.segment.learning.term_plot import TermPlot
from workers.clustering import LearningFrame


@pytest.fixture
def epochs(monkeypatch):
    return add_epochs(monkeypatch)


def choose(qtbot, window, *features):
    """Cluster by these."""
    window.workspace.parts.clustering.set_features(features, 1.5)
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)


def said(window):
    return find(window, QLabel, "learning_said").text()


def test_without_a_feature_that_learns_it_says_how_to_choose_one(window, qtbot):
    show(qtbot, window, noisy())
    assert said(window) == "Nothing learns here: a feature that does is chosen in Features…"
    assert not find(window, QComboBox, "learning_planes").isVisible()


def frame(done, length=0):
    """As a run tells it while "made-up-epochs" learns."""
    feature = parse_feature("made-up-epochs,epochs=6")
    seen = Snapshot(length, {"sum": tuple(range(1, length + 1))}, dict, bytes) if length else None
    grey = np.full((4, 6, 3), 90, np.uint8)
    return LearningFrame(
        Fitting(feature, done, 12, seen, preparing=not done), {"Sum": grey} if length else {}
    )


def test_it_comes_into_sight_when_something_learns_and_follows_it(epochs, window, qtbot):
    show(qtbot, window, noisy())
    view, runs = window.workspace.parts.learning, window.workspace.runs
    assert not view.isVisible()
    runs.running = True
    runs.fitting.emit(frame(0))
    assert view.isVisible()
    assert said(window) == "Made up in epochs: preparing…"
    runs.fitting.emit(frame(5, 2))
    assert said(window) == "Made up in epochs: epoch 2 of 6"
    assert "sum&nbsp;2" in find(window, QLabel, "learning_legend").text()
    assert [look.isVisible() for look in view.looks] == [True, False]
    # Who has chosen another tab is left there.
    window.workspace.parts.tabs.turn_to(window.workspace.parts.choosing)
    runs.fitting.emit(frame(7, 3))
    assert not view.isVisible()
    runs.running = False
    # Also when the next begins to learn.
    runs.state_changed.emit()
    runs.fitting.emit(frame(0))
    assert not view.isVisible()
    assert said(window) == "Made up in epochs: preparing…"


def test_what_was_learned_can_be_looked_at(epochs, window, qtbot):
    show(qtbot, window, noisy())
    view = window.workspace.parts.learning
    window.workspace.parts.tabs.show_page(view)
    choose(qtbot, window, parse_feature("made-up-epochs,epochs=6"), Feature("position"))
    assert said(window) == "Made up in epochs has learned for 6 epochs."
    assert "sum&nbsp;6" in find(window, QLabel, "learning_legend").text()
    planes = find(window, QComboBox, "learning_planes")
    assert [planes.itemText(i) for i in range(planes.count())] == ["As three colours", "Sum"]
    qtbot.waitUntil(lambda: view.plane.canvas.picture is not None)
    first = view.plane.canvas.picture
    planes.setCurrentIndex(1)
    qtbot.waitUntil(lambda: view.plane.canvas.picture is not first)


def test_a_training_that_is_stopped_is_marked(epochs, window, qtbot):
    def stop_at_the_third(frame):
        if frame.fitting.snapshot is not None and frame.fitting.snapshot.length == 3:
            runs.stop()
            epochs.go_on.set()

    show(qtbot, window, noisy())
    runs = window.workspace.runs
    epochs.last = 3
    runs.fitting.connect(stop_at_the_third)
    choose(qtbot, window, parse_feature("made-up-epochs,epochs=100"))
    assert dict(window.session.outcome.segmentation.parameters.features[0].options)["epochs"] == 3
    assert notices(window) == [
        "Made up in epochs was stopped after 3 of 100 epochs: Run lets it go on from there."
    ]
    assert said(window) == "Made up in epochs has learned for 3 epochs."


def test_another_k_shows_the_same_model_without_learning(epochs, window, qtbot):
    show(qtbot, window, noisy())
    choose(qtbot, window, parse_feature("made-up-epochs,epochs=6"))
    window.workspace.clustering.take_k(4)
    qtbot.waitUntil(lambda: settled(window), timeout=LONG_MS)
    assert epochs.begun == [0]
    assert said(window) == "Made up in epochs has learned for 6 epochs."


def test_a_model_that_was_kept_shows_its_curves_too(epochs, window, qtbot):
    show(qtbot, window, noisy())
    feature = parse_feature("made-up-epochs,epochs=3")
    choose(qtbot, window, feature)
    choose(qtbot, window)
    assert said(window).startswith("Nothing learns here")
    choose(qtbot, window, feature)
    assert epochs.begun == [0]
    assert "sum&nbsp;3" in find(window, QLabel, "learning_legend").text()


def test_several_features_are_named_in_what_can_be_looked_at(epochs, window, qtbot):
    show(qtbot, window, noisy())
    choose(qtbot, window, parse_feature("made-up-epochs"), Feature("eigenfilters"))
    planes = find(window, QComboBox, "learning_planes")
    found = [planes.itemText(i) for i in range(planes.count())]
    assert found[:3] == [
        "Made up in epochs: as three colours",
        "Made up in epochs: sum",
        "Texture (learned): as three colours",
    ]
    assert found[-1] == "Texture (learned): filter 4"
    assert notices(window) == []


def test_a_term_of_nothing_has_a_place_on_the_logarithmic_axis(qtbot):
    plot = TermPlot()
    qtbot.addWidget(plot)
    plot.set_terms({"a": (1.0, 0.0), "b": (2.0, 3.0), "c": (1.0, 1.0)})
    assert "c&nbsp;1" in plot.legend.text()
    plot.set_terms({})
    assert plot.legend.text() == ""


def test_pictures_of_two_are_shown_and_the_others_not(qtbot):
    view = LearningView()
    qtbot.addWidget(view)
    view.show()
    view.set_empty(False)
    grey = np.full((5, 7, 3), 90, np.uint8)
    view.set_pictures({"One": grey})
    assert [look.isVisible() for look in view.looks] == [True, False]
    view.grab()
    view.set_pictures({"One": grey, "Two": grey[::2, ::2], "Three": grey})
    assert [look.isVisible() for look in view.looks] == [True, True]
    view.grab()
