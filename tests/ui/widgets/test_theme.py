"""The theme and the icons."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor, QIcon, QPalette
from PySide6.QtWidgets import QToolButton, QWidget

from ui.widgets.icons import RESOURCES, icon, set_icon
from ui.widgets.theme import (
    SCHEMES,
    Theme,
    apply_scheme,
    install_theme,
    is_dark,
    plot_colours,
    scheme_palette,
)

NEEDED = [
    "open",
    "save",
    "export",
    "run",
    "pause",
    "step",
    "stop",
    "first",
    "previous",
    "next",
    "last",
    "play",
    "zoom-in",
    "zoom-out",
    "fit",
    "actual-size",
    "merge",
    "rename",
    "split",
    "undo",
    "redo",
    "paste",
    "calibrate",
    "animation",
    "close",
    "floe",
    "picture",
]


def contrast(one: QColor, other: QColor) -> float:
    """WCAG 2.2 contrast ratio."""

    def luminance(colour: QColor) -> float:
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour.getRgbF()[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def opaque_colour(picture: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> QColor:
    """The colour of the first opaque pixel."""
    image = picture.pixmap(QSize(24, 24), mode).toImage()
    return next(
        image.pixelColor(x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).alpha() == 255
    )


@pytest.fixture
def theme(qapp):
    before = qapp.palette()
    yield install_theme(qapp)
    apply_scheme("system")
    qapp.setPalette(before)


@pytest.mark.parametrize("dark", [False, True])
def test_text_is_legible(dark):
    palette = scheme_palette(dark)
    role = QPalette.ColorRole
    pairs = [
        (role.WindowText, role.Window),
        (role.Text, role.Base),
        (role.Text, role.AlternateBase),
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.PlaceholderText, role.Base),
        (role.PlaceholderText, role.Window),
        (role.Link, role.Window),
    ]
    for text, ground in pairs:
        assert contrast(palette.color(text), palette.color(ground)) >= 4.3, (text, ground)


@pytest.mark.parametrize("dark", [False, True])
def test_curves_and_both_black_and_white_stand_out(dark):
    colours = plot_colours(scheme_palette(dark))
    for line in (colours.line, colours.second_line, colours.muted):
        assert contrast(line, colours.background) >= 3
    assert contrast(QColor("white"), colours.surround) >= 1.3
    assert contrast(QColor("black"), colours.surround) >= 1.3


def test_schemes_set_the_palette(theme, qapp):
    apply_scheme("dark")
    assert is_dark(qapp.palette())
    assert theme.scheme == "dark"
    apply_scheme("light")
    assert not is_dark(qapp.palette())
    assert SCHEMES == ("system", "light", "dark")


def test_an_unknown_scheme_is_refused(theme):
    with pytest.raises(ValueError, match="sepia"):
        theme.apply_scheme("sepia")


def test_there_is_one_theme(theme, qapp):
    assert install_theme(qapp) is theme
    assert len(qapp.findChildren(Theme)) == 1


def test_a_change_is_told(theme, qtbot):
    with qtbot.waitSignal(theme.changed):
        apply_scheme("dark")


@pytest.mark.parametrize("name", NEEDED)
def test_every_icon_is_drawn_at_every_size(qapp, name):
    for size in (16, 24, 48):
        image = icon(name).pixmap(QSize(size, size)).toImage()
        assert any(image.pixelColor(x, y).alpha() > 0 for x in range(size) for y in range(size))


def test_line_icons_take_the_text_colour_by_themselves():
    for path in (RESOURCES / "icons").glob("*.svg"):
        assert ("currentColor" in path.read_text(encoding="utf-8")) == (path.stem != "floe")


def test_icons_are_cached_and_fade_when_disabled(theme, qapp):
    apply_scheme("light")
    assert icon("stop").cacheKey() == icon("stop").cacheKey()
    assert opaque_colour(icon("stop")) == qapp.palette().buttonText().color()
    faint = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    assert opaque_colour(icon("stop"), QIcon.Mode.Disabled).lightness() == pytest.approx(
        faint.lightness(), abs=2
    )


def test_icons_set_on_buttons_and_actions_follow_the_theme(theme, qtbot):
    apply_scheme("light")
    window = QWidget()
    qtbot.addWidget(window)
    button = QToolButton(window)
    action = QAction("Stop", window)
    for target in (button, action):
        set_icon(target, "stop")
    before = opaque_colour(button.icon())
    apply_scheme("dark")
    for target in (button, action):
        assert opaque_colour(target.icon()).lightness() > before.lightness() + 100


def test_an_unknown_icon_is_an_error(qapp):
    with pytest.raises(FileNotFoundError):
        icon("no such icon")
