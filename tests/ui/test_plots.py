"""The inertia curves and the colour space."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QComboBox

from ui.segment.convergence.colour_cloud import MAX_BINS, as_histogram
from ui.segment.convergence.colour_space_view import ColourSpaceView
from ui.segment.convergence.inertia_view import InertiaView
from ui.widgets.theme import plot_colours, scheme_palette

INERTIA = [9e8, 5e8, 3e8, 2.5e8, 2.4e8, 2.4e8]
SHIFT = [40.0, 20.0, 5.0, 1.0, 0.1, 0.0]


@pytest.fixture
def dark_palette():
    return scheme_palette(dark=True)


@pytest.fixture
def inertia(qtbot):
    view = InertiaView()
    qtbot.addWidget(view)
    view.resize(800, 230)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def space(qtbot):
    view = ColourSpaceView()
    qtbot.addWidget(view)
    view.in_space.setChecked(False)  # tests of the plane; tests/ui/segment/convergence has those of space
    view.resize(600, 300)
    with qtbot.waitExposed(view):
        view.show()
    return view


def place(plot, x: float, y: float) -> QPoint:
    return plot.mapFromScene(plot.plotItem.vb.mapViewToScene(QPointF(x, y)))


def image(widget) -> QImage:
    QApplication.processEvents()
    return widget.grab().toImage()


class Paints(QObject):
    """Counts how often plots are painted."""

    def __init__(self, *plots) -> None:
        super().__init__()
        self.number = 0
        for plot in plots:
            plot.viewport().installEventFilter(self)

    def eventFilter(self, _watched, event) -> bool:  # noqa: N802
        self.number += event.type() == QEvent.Type.Paint
        return False

    def of(self, change) -> int:
        for _ in range(5):
            QApplication.processEvents()
        self.number = 0
        change()
        for _ in range(5):
            QApplication.processEvents()
        return self.number


def test_another_history_paints_each_plot_once(inertia, space):
    space.set_cloud(np.eye(3, dtype=np.float32) * 200, np.zeros((3, 3), np.uint8), np.ones(3))
    curves, plane = Paints(inertia.inertia_plot, inertia.shift_plot), Paints(space.plot)
    rows = np.random.RandomState(0).uniform(0, 255, (6, 4, 3))
    assert curves.of(lambda: inertia.set_history(INERTIA, SHIFT)) == 2
    assert curves.of(lambda: inertia.set_history(INERTIA[:3], SHIFT[:3])) == 2
    space.set_history(rows, np.zeros((4, 3), np.uint8))
    assert plane.of(lambda: space.set_history(rows[:3] / 2, np.zeros((4, 3), np.uint8))) == 1


def test_curves_show_every_iteration(inertia):
    inertia.set_history(INERTIA, SHIFT)
    x, y = inertia.inertia_plot.curve.getData()
    assert list(x) == list(range(6))
    assert y == pytest.approx(np.array(INERTIA) / 1e8)
    _, shift = inertia.shift_plot.curve.getData()
    assert shift[:5] == pytest.approx(np.log10(SHIFT[:5]))
    assert np.isnan(shift[5])


def test_before_the_first_run_no_axis_is_numbered(inertia):
    for plot in (inertia.inertia_plot, inertia.shift_plot):
        assert not plot.getPlotItem().getAxis("left").style["showValues"]
    inertia.set_history(INERTIA, SHIFT)
    assert inertia.inertia_plot.getPlotItem().getAxis("left").style["showValues"]


def test_says_the_values_of_the_iteration_shown(inertia):
    inertia.set_history(INERTIA, SHIFT)
    inertia.show_iteration(3)
    assert inertia._inertia_title.detail == "2.5 × 10⁸"
    inertia.set_history([1.05e8, 8.472e7], [1, 0])
    inertia.show_iteration(1)
    assert inertia._inertia_title.detail == "0.8472 × 10⁸"  # by the power that the axis says
    inertia.set_history([2e10, 1.038e8], [1, 0])
    inertia.show_iteration(1)
    assert inertia._inertia_title.detail == "1.038\u00a0×\u00a010⁸"
    inertia.set_history(INERTIA, SHIFT)
    inertia.show_iteration(3)
    assert inertia._shift_title.detail == "1"
    assert inertia.inertia_plot.cursor_line.value() == 3
    inertia.show_iteration(5)
    assert inertia._shift_title.detail == "0"


@pytest.mark.parametrize("name", ["inertia_plot", "shift_plot"])
def test_click_and_drag_choose(inertia, qtbot, name):
    inertia.set_history(INERTIA, SHIFT)
    QApplication.processEvents()
    plot = getattr(inertia, name)
    chosen: list[int] = []
    inertia.iteration_chosen.connect(chosen.append)
    middle = plot.plotItem.vb.viewRect().center().y()
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=place(plot, 2, middle))
    assert chosen == [2]


def test_a_click_beside_the_curve_chooses_its_end(inertia, qtbot):
    inertia.set_history(INERTIA, SHIFT)
    QApplication.processEvents()
    plot = inertia.inertia_plot
    with qtbot.waitSignal(inertia.iteration_chosen) as told:
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(plot.width() - 2, 60))
    assert told.args == [5]


def test_nothing_is_chosen_without_a_history(inertia, qtbot):
    with qtbot.assertNotEmitted(inertia.iteration_chosen):
        qtbot.mouseClick(inertia.inertia_plot.viewport(), Qt.MouseButton.LeftButton)


def test_grows_while_the_run_goes_on_and_clears(inertia):
    for n in range(1, 7):
        inertia.set_history(INERTIA[:n], SHIFT[:n])
        inertia.show_iteration(n - 1)
        image(inertia)
        assert inertia.inertia_plot.cursor_line.value() == n - 1
    inertia.clear()
    assert not inertia.inertia_plot.cursor_line.isVisible()


@pytest.mark.parametrize(
    "values", [([0.0], [0.0]), ([5.0], [0.0]), ([0.0, 0.0], [3.0, 0.0]), ([1e300, 1.0], [1e-9, 1e9])]
)
def test_awkward_histories_are_drawn(inertia, values):
    inertia.set_history(*values)
    inertia.show_iteration(0)
    image(inertia)


def test_stands_side_by_side_where_wide_and_stacked_where_tall(inertia, qtbot):
    assert (
        inertia.inertia_plot.mapTo(inertia, QPoint()).y() == inertia.shift_plot.mapTo(inertia, QPoint()).y()
    )
    inertia.resize(300, 500)
    qtbot.waitUntil(
        lambda: (
            inertia.shift_plot.mapTo(inertia, QPoint()).y()
            > inertia.inertia_plot.mapTo(inertia, QPoint()).y()
        )
    )


def corner_colour(widget) -> QColor:
    return image(widget).pixelColor(widget.width() // 2, 1)


def test_plots_follow_the_palette(inertia, space, dark_palette):
    inertia.setPalette(dark_palette)
    space.setPalette(dark_palette)
    background = plot_colours(dark_palette).background
    for plot in (inertia.inertia_plot, inertia.shift_plot, space.plot):
        assert corner_colour(plot) == background


def test_a_cloud_of_a_colour_shows_that_colour(space):
    space.set_axes("rgb")
    points = np.array([[0, 0, 0], [128, 10, 128], [255, 255, 255]], np.float32)
    space.set_cloud(points, points.astype(np.uint8), np.ones(3))
    at = place(space.plot, 128, 128)
    assert image(space.plot).pixelColor(at) == QColor(128, 10, 128)


def test_centroids_stand_where_the_iteration_has_them(space):
    history = np.array([[[10.0, 0, 10], [240, 0, 240]], [[100, 0, 100], [200, 0, 200]]])
    colours = np.array([[250, 0, 0], [0, 0, 250]], np.uint8)
    space.set_axes("rgb")
    space.set_history(history, colours)
    for step in (0, 1):
        space.show_iteration(step)
        shown = image(space.plot)
        for j, colour in enumerate(colours):
            at = place(space.plot, history[step, j, 0], history[step, j, 2])
            assert shown.pixelColor(at) == QColor(*map(int, colour))


def test_the_projection_is_chosen_in_the_box(space):
    space.set_axes("lab")
    box = space.findChild(QComboBox, "colourProjection")
    assert [box.itemText(i) for i in range(3)] == ["a* – b*", "a* – L*", "b* – L*"]
    space.set_cloud(
        np.array([[50, -20, 30], [60, 20, -30]], np.float32), np.zeros((2, 3), np.uint8), np.ones(2)
    )
    box.setCurrentIndex(2)
    assert space.plot.getPlotItem().getAxis("left").labelText == "L*"
    low, high = space.plot.getPlotItem().viewRange()[1]
    assert low < 50
    assert high > 60


def test_a_space_of_fewer_axes_follows_one_whose_last_was_shown(space):
    space.set_axes("bands", ("a", "b", "c", "d"))
    space.set_cloud(np.ones((2, 4), np.float32), np.zeros((2, 3), np.uint8), np.ones(2))
    box = space.findChild(QComboBox, "colourProjection")
    box.setCurrentIndex(box.count() - 1)
    assert box.currentText() == "c – d"
    space.set_axes("rgb")
    space.set_history(np.array([[[10.0, 0, 10]]]), np.array([[250, 0, 0]], np.uint8))
    assert box.count() == 3


def test_grey_is_a_histogram(space):
    space.set_axes("gray")
    values = np.arange(256, dtype=np.float32)[:, None]
    space.set_cloud(values, np.repeat(values, 3, 1).astype(np.uint8), np.arange(1.0, 257))
    space.set_history(np.array([[[40.0], [200.0]]]), np.array([[40] * 3, [200] * 3], np.uint8))
    assert not space.findChild(QComboBox, "colourProjection").isVisible()
    shown = image(space.plot)
    assert shown.pixelColor(place(space.plot, 220, 0.3)).red() == pytest.approx(220, abs=3)
    assert shown.pixelColor(place(space.plot, 200, 0)) == QColor(200, 200, 200)


@pytest.mark.parametrize("dark", [False, True])
def test_bars_as_dark_or_light_as_what_lies_behind_have_an_outline(space, dark):
    space.setPalette(scheme_palette(dark=dark))
    space.set_axes("gray")
    values = np.arange(0, 256, 16, dtype=np.float32)[:, None]
    behind = plot_colours(space.palette()).surround
    space.set_cloud(values, np.full((16, 3), behind.red(), np.uint8), np.ones(16))
    shown, top = image(space.plot), place(space.plot, 128, 100 / 16)
    column = [shown.pixelColor(top.x(), top.y() + i).lightness() for i in range(-2, 3)]
    assert max(abs(lightness - behind.lightness()) for lightness in column) > 60


def test_histogram_sums_to_one_hundred_and_merges_near_values():
    values = np.array([0, 0.2, 1000, 65535], np.float32)
    tops, colours = as_histogram(values, np.full((4, 3), 9, np.uint8), np.array([1.0, 1, 2, 4]))
    assert tops[:, 1].tolist() == [25, 25, 50]
    assert colours.tolist() == [[9, 9, 9]] * 3


def test_values_of_a_small_range_make_a_histogram_too():
    """One band of 0…1 had two bars."""
    values = np.linspace(0, 1, 4000, dtype=np.float32)
    tops, _ = as_histogram(values, np.zeros((4000, 3), np.uint8), np.ones(4000))
    assert len(tops) == MAX_BINS
    assert tops[[0, -1], 0] == pytest.approx([0, 1])
    same, _ = as_histogram(np.full(3, 0.5, np.float32), np.zeros((3, 3), np.uint8), np.ones(3))
    assert same.tolist() == [[0.5, 100]]


def test_another_space_takes_the_old_cloud_away(space):
    space.set_axes("rgb")
    space.set_cloud(np.ones((5, 3), np.float32), np.ones((5, 3), np.uint8), np.ones(5))
    space.set_axes("gray")
    space.set_axes("lab")
    image(space)
    assert len(space._points) == 0


@pytest.mark.parametrize("k", [1, 32, 255])
def test_many_centroids_and_a_long_history_are_drawn(space, k):
    rng = np.random.default_rng(0)
    space.set_axes("rgb")
    space.set_history(rng.uniform(0, 255, (300, k, 3)), rng.integers(0, 256, (k, 3)).astype(np.uint8))
    for step in (0, 1, 299, 1000):
        space.show_iteration(step)
        image(space)
