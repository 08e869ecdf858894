"""The small plots of the criteria and the small pictures, alone."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.cluster.choose_k.choose_k import choose_k
from core.cluster.choose_k.k_choice import KChoice, NamedValue
from core.cluster.prepared.prepare import prepare
from core.scenes.samples import sea_ice
from ui.segment.choosing.choosing_k_view import ChoosingKView
from ui.segment.choosing.criterion_plot import CriterionPlot, Curve
from ui.widgets.theme import plot_colours, scheme_palette
from workers.choosing_k import KSample

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(scope="module")
def choice() -> KChoice:
    return choose_k(prepare(sea_ice(seed=2, width=120, height=80).image, "rgb"), 2, 7)


def samples(choice: KChoice, width: int = 60, height: int = 40) -> list[KSample]:
    return [KSample(row, np.full((height, width, 4), 20 * row.k, np.uint8)) for row in choice.rows]


@pytest.fixture
def view(qtbot: QtBot) -> ChoosingKView:
    view = ChoosingKView()
    qtbot.addWidget(view)
    view.resize(980, 206)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def plot(qtbot: QtBot) -> CriterionPlot:
    plot = CriterionPlot("bic", "BIC ↑", "More is better.")
    qtbot.addWidget(plot)
    plot.resize(140, 80)
    with qtbot.waitExposed(plot):
        plot.show()
    return plot


def test_a_ring_stands_at_the_k_that_is_named(plot: CriterionPlot) -> None:
    plot.set_curve(Curve((2, 3, 4), (1.0, 5.0, 2.0), named=3), 4, 2)
    shown = plot.grab().toImage()
    colours = plot_colours(plot.palette())
    middle = plot.place(3).toPoint()
    assert shown.pixelColor(middle) == colours.background
    row = [shown.pixelColor(middle + QPoint(x, 0)) for x in range(1, 8)]
    assert colours.line in row


def test_a_click_chooses_the_nearest_k_and_nothing_where_there_is_none(
    plot: CriterionPlot, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(plot.k_chosen):
        qtbot.mouseClick(plot, LEFT)
    plot.set_curve(Curve((2, 3, 4), (1.0, 5.0, 2.0)), 12, None)
    for k in (2, 3, 4):
        with qtbot.waitSignal(plot.k_chosen) as told:
            qtbot.mouseClick(plot, LEFT, pos=QPoint(int(plot.place(k).x()), 40))
        assert told.args == [k]
    with qtbot.assertNotEmitted(plot.k_chosen):
        qtbot.mouseClick(plot, Qt.MouseButton.RightButton)


@pytest.mark.parametrize(
    "values", [(math.inf,), (1.0, math.inf), (2.0, 2.0), (-1e300, 1e300), (0.0,)], ids=str
)
def test_awkward_values_are_drawn_inside(plot: CriterionPlot, values: tuple[float, ...]) -> None:
    ks = tuple(range(2, 2 + len(values)))
    plot.set_curve(Curve(ks, values, errors=(0.1,) * len(ks), named=2), 2, 2)
    plot.grab()
    for k in ks:
        assert plot.rect().contains(plot.place(k).toPoint())


def test_every_criterion_is_shown_and_names_its_k(view: ChoosingKView, choice: KChoice) -> None:
    view.set_samples(samples(choice), len(choice.rows))
    view.set_choice(choice)
    plots = view.criteria.plots
    assert plots["silhouette"].curve.named == choice.votes["silhouette"]
    assert plots["silhouette"].curve.second == tuple(row.weakest for row in choice.rows)
    assert plots["inertia"].curve.named == choice.votes["elbow"]
    assert plots["stability"].curve.named is None
    for plot in plots.values():
        assert plot.curve.ks == (2, 3, 4, 5, 6, 7)
        assert plot.accessibleName()
        assert plot.accessibleDescription()


def test_what_is_recommended_and_present_is_said_to_everybody(view: ChoosingKView, choice: KChoice) -> None:
    view.set_samples(samples(choice), len(choice.rows))
    view.set_current(4)
    view.set_choice(choice)
    names = [picture.accessibleName() for picture in view.pictures.pictures]
    assert names[:3] == ["2 clusters", "3 clusters, recommended", "4 clusters, chosen now"]
    assert "Silhouette" in view.pictures.pictures[0].toolTip()


def test_what_is_named_is_shown_beside_the_criteria_where_anything_is(
    view: ChoosingKView, choice: KChoice
) -> None:
    view.set_samples(samples(choice), len(choice.rows))
    view.set_choice(choice)
    assert not view.named.isVisible()
    shares = tuple(0.5 + 0.05 * i for i in range(len(choice.rows)))
    ratio = tuple(None if i == 0 else 0.2 for i in range(len(shares)))
    values = (NamedValue("ice", False, shares), NamedValue("of all", True, ratio))
    view.set_choice(replace(choice, named=values), {"ice": "#ff0000"})
    assert view.named.isVisible()
    shown = view.named.grab().toImage()
    assert shown.pixelColor(view.named.place(4).toPoint()) == QColor("#ff0000")
    assert "of all" not in view.named._tip(2)
    assert view.named._tip(4).splitlines()[:3] == ["k = 4", "ice: 60.0\u00a0%", "of all: 20.0\u00a0%"]
    view.set_choice(choice)
    assert not view.named.isVisible()


@pytest.mark.parametrize("values", [(None,) * 6, (0.5,) * 6, (None, 0.1, None, 0.9, None, None)])
def test_awkward_shares_are_drawn(
    view: ChoosingKView, choice: KChoice, values: tuple[float | None, ...]
) -> None:
    view.set_samples(samples(choice), len(choice.rows))
    named = (NamedValue("a name of many words that has no room", False, values),)
    view.set_choice(replace(choice, named=named))
    assert not view.named.grab().isNull()


def test_what_is_nearly_as_good_is_marked(view: ChoosingKView, choice: KChoice) -> None:
    view.set_samples(samples(choice), len(choice.rows))
    view.set_choice(replace(choice, recommended=2, offered=3))
    assert [p.accessibleName() for p in view.pictures.pictures[:2]] == [
        "2 clusters, recommended",
        "3 clusters, nearly as good",
    ]


def test_pictures_come_one_by_one_and_keep_their_place(view: ChoosingKView, choice: KChoice) -> None:
    every = samples(choice)
    view.set_samples(every[:2], len(every))
    first = view.pictures.pictures[0]
    place = first.geometry()
    view.set_samples(every, len(every))
    assert view.pictures.pictures[0] is first
    assert first.geometry() == place
    room = view.pictures.viewport().rect()
    assert all(room.contains(picture.geometry()) for picture in view.pictures.pictures)


@pytest.mark.parametrize(("width", "height"), [(10, 60), (60, 3), (1, 1)])
def test_pictures_of_any_shape_fit(view: ChoosingKView, choice: KChoice, width: int, height: int) -> None:
    view.set_samples(samples(choice, width, height), len(choice.rows))
    view.grab()
    assert all(picture.width() > 20 and picture.height() > 20 for picture in view.pictures.pictures)


def test_a_narrow_view_scrolls_and_folds(view: ChoosingKView, choice: KChoice) -> None:
    view.set_samples(samples(choice), len(choice.rows))
    view.resize(520, 400)
    QApplication.processEvents()
    plots = list(view.criteria.plots.values())
    assert plots[2].y() > plots[0].y()


def test_follows_the_palette(view: ChoosingKView, choice: KChoice) -> None:
    view.set_samples(samples(choice), len(choice.rows))
    dark = scheme_palette(dark=True)
    view.setPalette(dark)
    QApplication.processEvents()
    plot = view.criteria.plots["bic"]
    assert plot.grab().toImage().pixelColor(plot.width() - 1, plot.height() - 1) == QColor(
        plot_colours(dark).background
    )


def test_the_reason_is_shown_as_it_is_written(view: ChoosingKView) -> None:
    view.set_reason("2 clusters: a < b & c")
    assert view.said == "2 clusters: a < b & c"
    assert "&lt;" in view.reason.text()
    assert "<b>2 clusters</b>" in view.reason.text()
