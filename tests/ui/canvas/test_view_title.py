"""What stands beside the name of a view, where there is little room."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from ui.canvas.view_title import fitting_text

PICTURE = "ne-greenland.20220913.terra.250m_truecolor.tif · 1078 × 413 · RGB, 8-bit"
RUN = "4 clusters · 24 iterations · converged · inside only"


@pytest.fixture
def metrics(qtbot) -> QFontMetrics:
    return QFontMetrics(QApplication.font())


def test_a_long_file_name_gives_way_and_the_size_stays(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance(PICTURE) * 2 // 3
    shown = fitting_text(PICTURE, metrics, width)
    assert shown.startswith("ne-")
    assert shown.endswith(" · 1078 × 413 · RGB, 8-bit")
    assert metrics.horizontalAdvance(shown) <= width


def test_where_the_first_part_is_short_the_last_ones_are_left_out(metrics: QFontMetrics) -> None:
    width = metrics.horizontalAdvance(RUN) - 1
    assert fitting_text(RUN, metrics, width) == "4 clusters · 24 iterations · converged …"


@pytest.mark.parametrize("part", [1.0, 0.8, 0.6, 0.4, 0.2, 0.0])
@pytest.mark.parametrize("text", [PICTURE, RUN, "73.1", ""])
def test_it_always_fits(text: str, part: float, metrics: QFontMetrics) -> None:
    width = int(metrics.horizontalAdvance(text) * part) + 1
    assert metrics.horizontalAdvance(fitting_text(text, metrics, width)) <= max(
        width, metrics.horizontalAdvance("…")
    )
