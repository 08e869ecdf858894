"""The linked pictures: what setters show, what the mouse does, and the empty state."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from ui.canvas.picture_pair import PicturePair
from ui.canvas.picture_view import PictureView
from ui.widgets.theme import plot_colours, scheme_palette

RED, GREEN, BLUE = (200, 30, 20), (20, 180, 40), (30, 40, 210)
COLOURS = np.array([RED, GREEN, BLUE], np.uint8)


def levels(height: int, width: int, rgb: tuple[int, int, int] = RED) -> tuple[np.ndarray, ...]:
    """A plain picture and its halves, down to one pixel."""
    result = []
    while True:
        level = np.empty((height, width, 4), np.uint8)
        level[:] = (*rgb[::-1], 255)
        result.append(level)
        if max(height, width) == 1:
            return tuple(result)
        height, width = max(1, height // 2), max(1, width // 2)


def shown(view: PictureView, column: float, row: float) -> tuple[int, int, int]:
    """The colour on the screen in the middle of a pixel of the picture."""
    at = view.mapFromScene(QPointF(column + 0.5, row + 0.5))
    return QColor(view.viewport().grab().toImage().pixel(at)).getRgb()[:3]


def spot(view: PictureView, column: float, row: float) -> QPoint:
    return view.mapFromScene(QPointF(column, row))


def wheel(view: PictureView, at: QPoint, delta: int) -> None:
    QApplication.sendEvent(
        view.viewport(),
        QWheelEvent(
            QPointF(at),
            QPointF(view.viewport().mapToGlobal(at)),
            QPoint(),
            QPoint(0, delta),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


@pytest.fixture
def dark_palette():
    return scheme_palette(dark=True)


@pytest.fixture
def pair(qtbot):
    widget = PicturePair()
    qtbot.addWidget(widget)
    widget.resize(820, 430)
    with qtbot.waitExposed(widget):
        widget.show()
    return widget


@pytest.fixture
def filled(pair):
    pair.set_picture(levels(60, 100))
    labels = np.ones((60, 100), np.uint8)
    labels[:, 50:] = 2
    labels[:10] = 0
    pair.set_labels(labels, COLOURS)
    return pair


def test_begins_with_nothing(pair):
    assert pair.is_empty


def test_clear_goes_back_to_nothing(filled):
    assert not filled.is_empty
    filled.clear()
    assert filled.is_empty


def test_shows_picture_and_labels(filled):
    assert shown(filled.original, 20, 30) == RED
    assert shown(filled.segmentation, 20, 30) == RED
    assert shown(filled.segmentation, 80, 30) == GREEN


def test_no_data_shows_the_checkerboard(filled):
    colours = plot_colours(filled.palette())
    squares = {shown(filled.segmentation, column, 5) for column in range(5, 95, 3)}
    assert squares == {colours.surround.getRgb()[:3], colours.checker.getRgb()[:3]}


def test_set_colours_changes_only_the_table(filled):
    filled.set_colours(COLOURS[::-1])
    assert shown(filled.segmentation, 20, 30) == BLUE
    assert shown(filled.original, 20, 30) == RED


def test_labels_can_be_taken_away(filled):
    filled.set_labels(None, COLOURS)
    assert shown(filled.segmentation, 20, 30) == plot_colours(filled.palette()).surround.getRgb()[:3]


def test_a_new_picture_drops_the_labels_of_the_old(filled):
    filled.set_picture(levels(60, 100, BLUE))
    assert shown(filled.original, 20, 30) == BLUE
    assert shown(filled.segmentation, 20, 30) == plot_colours(filled.palette()).surround.getRgb()[:3]


def test_emphasis_keeps_the_chosen_clusters_and_fades_the_rest(filled):
    filled.set_emphasis((2,))
    assert shown(filled.segmentation, 80, 30) == GREEN
    faded = shown(filled.segmentation, 20, 30)
    assert max(faded) - min(faded) < (max(RED) - min(RED)) / 4
    filled.set_emphasis(None)
    assert shown(filled.segmentation, 20, 30) == RED


def test_the_same_colours_again_are_not_drawn_again(filled, qtbot):
    painted = []

    class Filter(QObject):
        def eventFilter(self, _watched, event):  # noqa: N802
            if event.type() == QEvent.Type.Paint:
                painted.append(1)
            return False

    counter = Filter()
    filled.segmentation.viewport().grab()
    filled.segmentation.viewport().installEventFilter(counter)
    QApplication.processEvents()
    painted.clear()
    filled.set_colours(COLOURS)
    filled.set_emphasis(None)
    QApplication.processEvents()
    assert not painted
    filled.set_colours(COLOURS[::-1])
    qtbot.waitUntil(lambda: bool(painted))
    assert shown(filled.segmentation, 20, 30) == BLUE


def test_after_a_pan_shrunk_labels_are_drawn_as_if_the_view_had_begun_there(pair):
    labels = np.random.RandomState(0).randint(0, 4, (1500, 1800)).astype(np.uint8)
    pair.set_picture(levels(1500, 1800))
    pair.set_labels(labels, COLOURS)
    pair.fit()
    for _ in range(2):
        pair.zoom_in()
    assert 0.25 < pair.scale < 0.5
    view = pair.segmentation
    view.viewport().grab()
    for dx, dy in ((30, 0), (0, -25), (-61, 47), (9, 9)):
        pair._camera.pan(dx, dy)
        panned = view.viewport().grab().toImage()
        pair.set_labels(labels, COLOURS)
        assert view.viewport().grab().toImage() == panned


@pytest.mark.parametrize("scale", [0.13, 0.4, 1.0, 7.0])
def test_255_clusters_in_their_own_colours_at_any_zoom(pair, scale):
    rng = np.random.default_rng(0)
    colours = rng.integers(0, 256, (255, 3)).astype(np.uint8)
    block = 40
    labels = np.repeat(np.repeat(np.arange(256, dtype=np.uint8).reshape(16, 16), block, 0), block, 1)
    pair.set_labels(labels, colours)
    pair.fit()
    pair.zoom_in()
    pair._camera.set_scale(scale)
    view = pair.segmentation
    middle = view.mapToScene(view.viewport().rect().center())
    column, row = int(middle.x()) // block * block + block // 2, int(middle.y()) // block * block + block // 2
    label = labels[row, column]
    assert shown(view, column, row) == tuple(colours[label - 1])


def test_shrunk_labels_are_mixed_not_sampled(pair):
    """A fine even pattern of two clusters is the mean of their colours, not one of them."""
    labels = np.ones((1600, 1600), np.uint8)
    labels[:, ::2] = 2
    pair.set_labels(labels, COLOURS)
    mixed = np.array(shown(pair.segmentation, 800, 800), float)
    assert np.abs(mixed - (np.array(RED) + np.array(GREEN)) / 2).max() < 40


@pytest.mark.parametrize("shape", [(1, 1), (1, 5000), (5000, 1), (2003, 3), (7, 4001)])
def test_awkward_sizes_are_drawn(pair, shape):
    pair.set_picture(levels(*shape))
    pair.set_labels(np.full(shape, 3, np.uint8), COLOURS)
    for view, colour in ((pair.original, RED), (pair.segmentation, BLUE)):
        image = view.viewport().grab().toImage()
        assert any(
            QColor(image.pixel(x, y)).getRgb()[:3] == colour
            for x in range(image.width() // 2 - 3, image.width() // 2 + 3)
            for y in range(image.height() // 2 - 3, image.height() // 2 + 3)
        )


def test_a_picture_fits_with_its_whole_size(filled):
    for view in (filled.original, filled.segmentation):
        seen = view.mapToScene(view.viewport().rect()).boundingRect()
        assert seen.contains(view._item.boundingRect())


def test_wheel_zooms_at_the_cursor_in_both_views(filled, qtbot):
    filled.actual_size()
    at = spot(filled.original, 30, 20)
    before = filled.zoom
    with qtbot.waitSignal(filled.zoom_changed):
        wheel(filled.original, at, 120)
    assert filled.zoom == pytest.approx(before * 1.2)
    assert filled.original.transform() == filled.segmentation.transform()


def test_what_is_under_the_cursor_stays_there_when_zoomed_in(filled):
    for _ in range(6):
        wheel(filled.original, spot(filled.original, 50, 30), 120)
    for view in (filled.original, filled.segmentation):
        at = spot(view, 40, 25)
        wheel(view, at, 240)
        assert (spot(view, 40, 25) - at).manhattanLength() <= 2


def test_drag_pans_both_views(filled, qtbot):
    filled._camera.set_scale(20)
    view, other = filled.segmentation, filled.original
    start = spot(other, 50, 30)
    centre = view.viewport().rect().center()
    qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    qtbot.mouseMove(view.viewport(), centre + QPoint(60, -40))
    qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=centre + QPoint(60, -40))
    assert (spot(other, 50, 30) - start - QPoint(60, -40)).manhattanLength() <= 2


def test_arrow_keys_pan(filled, qtbot):
    filled._camera.set_scale(20)
    start = spot(filled.original, 50, 30)
    qtbot.keyClick(filled.original, Qt.Key.Key_Left)
    assert spot(filled.original, 50, 30).x() > start.x()


def test_double_click_fits(filled, qtbot):
    fitted = filled.zoom
    filled.zoom_in()
    filled.zoom_in()
    assert filled.zoom > fitted
    qtbot.mouseDClick(filled.original.viewport(), Qt.MouseButton.LeftButton)
    assert filled.zoom == pytest.approx(fitted)


def test_zoom_steps_undo_each_other(filled):
    filled.actual_size()
    assert filled.zoom == pytest.approx(1)
    filled.zoom_in()
    assert filled.zoom > 1
    filled.zoom_out()
    assert filled.zoom == pytest.approx(1)


def test_a_picture_of_the_same_size_keeps_the_view_another_fits(filled):
    filled._camera.set_scale(10)
    filled.set_picture(levels(60, 100, GREEN))
    assert filled.zoom == pytest.approx(10)
    filled.set_picture(levels(300, 100, GREEN))
    assert filled.zoom != pytest.approx(10)
    assert filled._camera.fitted


def test_a_fitted_picture_follows_the_size_of_the_window(filled, qtbot):
    small = filled.zoom
    filled.resize(1200, 700)
    qtbot.waitUntil(lambda: filled.zoom > small)


@pytest.mark.parametrize("name", ["original", "segmentation"])
def test_hover_tells_the_pixel_and_marks_it_in_the_other_view(filled, qtbot, name):
    view = getattr(filled, name)
    other = filled.segmentation if name == "original" else filled.original
    with qtbot.waitSignal(filled.hovered) as told:
        qtbot.mouseMove(view.viewport(), spot(view, 70.5, 40.5))
    assert told.args == [70, 40]
    assert other._marker.isVisible()
    assert other._marker.pos() == QPointF(70.5, 40.5)
    assert not view._marker.isVisible()
    with qtbot.waitSignal(filled.hover_left):
        qtbot.mouseMove(view.viewport(), QPoint(2, 2))
    assert not other._marker.isVisible()


def test_long_titles_are_whole_in_the_tooltip(filled):
    name = "a very long name " * 20 + ".tif"
    filled.set_titles(name, "k = 3")
    assert filled._original_title.toolTip() == name
    assert filled._original_title.width() < 820


def test_colours_follow_the_palette(filled, dark_palette):
    light = shown(filled.segmentation, 50, -4)
    filled.setPalette(dark_palette)
    QApplication.processEvents()
    dark = shown(filled.segmentation, 50, -4)
    assert dark == plot_colours(dark_palette).surround.getRgb()[:3]
    assert dark != light


def test_the_picture_is_not_copied(filled):
    picture = levels(60, 100)
    filled.set_picture(picture)
    picture[0][:] = (0, 255, 0, 255)
    filled._picture.update()
    assert shown(filled.original, 20, 30) == (0, 255, 0)


def test_a_first_look_covers_the_picture_that_is_open_and_goes_again(filled) -> None:
    blue = np.zeros((20, 20, 4), np.uint8)
    blue[:] = (210, 0, 0, 255)
    filled.set_look(blue)
    middle = filled.rect().center()
    assert QColor(filled.grab().toImage().pixel(middle)).getRgb()[:3] == (0, 0, 210)
    filled.resize(500, 600)
    corner = filled.rect().topLeft() + QPoint(2, 2)
    background = plot_colours(filled.palette()).background.getRgb()
    assert QColor(filled.grab().toImage().pixel(corner)).getRgb() == background
    filled.set_look(None)
    assert QColor(filled.grab().toImage().pixel(filled.rect().center())).getRgb()[:3] != (0, 0, 210)
    assert not filled.is_empty
