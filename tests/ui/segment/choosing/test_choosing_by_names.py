"""In the window, what is named recommends a number of clusters, as soon as it is named."""

from __future__ import annotations

from core.classes.ratios import parse_ratio
from core.scenes.samples import sea_ice
from tests.ui.window_driving import do, show

LONG_MS = 30_000


def compared(window, qtbot):
    """The view, with every k there."""
    view = window.workspace.parts.choosing
    show(qtbot, window, sea_ice(seed=2, width=120, height=80).image)
    view.high.setValue(5)
    do(qtbot, window, "choose_k")
    qtbot.waitUntil(lambda: view.choice is not None, timeout=LONG_MS)
    return view


def test_naming_a_class_recommends_again_without_comparing(window, qtbot) -> None:
    view = compared(window, qtbot)
    rows = view.choice.rows
    assert view.choice.named == ()
    window.session.rename_class("1", "water")
    assert view.choice.rows is rows
    assert [each.name for each in view.choice.named] == ["water"]
    assert "by what is named: water is" in view.said
    assert view.named.isVisible()
    window.session.set_ratios((parse_ratio("ice=(2+3)/(2+3+water)"),), "Add ratio")
    assert [each.name for each in view.choice.named] == ["water", "ice"]
    do(qtbot, window, "undo")
    do(qtbot, window, "undo")
    assert view.choice.named == ()
    assert "The criteria know colours only" in view.said


def test_another_k_changes_nothing_that_is_recommended(window, qtbot) -> None:
    view = compared(window, qtbot)
    window.session.rename_class("1", "water")
    before = view.choice
    view.k_chosen.emit(5)
    qtbot.waitUntil(lambda: window.session.outcome.segmentation.k == 5, timeout=LONG_MS)
    assert view.choice is before
