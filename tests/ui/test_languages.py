"""The window in each of its languages: chosen, complete on its face, and nothing cut off at 1366 × 768."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QTabBar,
    QWidget,
)

from core.base.sentences import ENGLISH, TRANSLATIONS, languages, speak
from tests.ui.window_driving import do
from ui.accuracy.accuracy_panel import AccuracyPanel
from ui.accuracy.accuracy_state import AccuracyState
from ui.accuracy.accuracy_words import CheckedRow
from ui.accuracy.answer_buttons import AnswerChoice, ElidedButton
from ui.accuracy.answer_keys import AnswerKeys
from ui.shell.help import guide_file
from ui.shell.keys_dialog import name_of as name_of_action
from ui.widgets.building import without_mnemonic
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.language import install_language, name_of
from ui.widgets.settings import LANGUAGE, SYSTEM


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    before, locale = os.environ["LANGUAGE"], QLocale()
    install_language(qapp, request.param)
    yield request.param
    install_language(qapp, ENGLISH)
    QLocale.setDefault(locale)
    speak(before)


def cut_off(window: QWidget) -> list[str]:
    """What is seen of labels, buttons and tabs that need more width than they have."""
    found = []
    for each in window.findChildren(QWidget):
        if not each.isVisible() or isinstance(each, ElidedLabel):
            continue
        if isinstance(each, QTabBar):
            texts = [each.tabText(i) for i in range(each.count())] if each.usesScrollButtons() else []
            needed = each.sizeHint().width() if texts else 0
        elif isinstance(each, QLabel) and each.text() and not each.wordWrap():
            needed = each.sizeHint().width()
        elif isinstance(each, QAbstractButton) and each.text():
            needed = each.minimumSizeHint().width()
        else:
            continue
        if needed > each.width():
            found.append(f"{each.objectName() or type(each).__name__}: {needed} > {each.width()}")
    return found


def test_nothing_is_cut_off(language: str, window) -> None:
    window.make_all()
    for name in ("segment", "series", "collection"):
        window.services.actions.by_id[f"workspace_{name}"].trigger()
        window.resize(1366, 768)
        QApplication.processEvents()
        assert cut_off(window) == [], name


def test_the_panel_of_points_is_as_wide_as_it_needs(language: str, qtbot) -> None:
    """It asked for less, and was cut off at the right."""
    panel = AccuracyPanel(AnswerKeys(), of_series=True)
    qtbot.addWidget(panel)
    choices = tuple(map(AnswerChoice, ("water", "a class with a long name", "3")))
    state = AccuracyState(has_sample=True, asking=True, done=3, wanted=100, question="?", choices=choices)
    panel.show_state(state)
    narrow = panel.minimumSizeHint().width()
    cells = ("23.2", "21.3–24.9"), ("19.4", ""), ("100", "94–100"), ("83", "77–89")
    panel.show_state(replace(state, rows=(CheckedRow("water", "#204060", cells, ""),)))
    panel.resize(panel.minimumSizeHint().width(), 400)
    panel.show()
    qtbot.waitExposed(panel)
    seen = [each for each in panel.findChildren(QWidget) if each.isVisible()]
    ends = {each.objectName(): each.mapTo(panel, each.rect().topRight()).x() for each in seen}
    assert [name for name, end in ends.items() if end >= panel.width()] == []
    for button in seen:
        if isinstance(button, QPushButton) and not isinstance(button, ElidedButton):
            assert button.fontMetrics().horizontalAdvance(button.text()) <= button.width(), button.text()
    header = panel.table.header()
    assert header.length() <= panel.table.viewport().width()
    assert header.sectionSize(0) > 0
    # Without a table not wider than the list of pictures at the other side.
    assert narrow <= 42 * panel.fontMetrics().averageCharWidth()


def test_a_label_that_is_too_narrow_is_found(qtbot) -> None:
    label = QLabel("as long as this")
    qtbot.addWidget(label)
    parent = QWidget()
    qtbot.addWidget(parent)
    label.setParent(parent)
    parent.show()
    label.setFixedWidth(9)
    label.show()
    assert len(cut_off(parent)) == 1


def test_the_window_speaks_it(language: str, window, qtbot) -> None:
    menus = [action.text() for action in window.menuBar().actions()]
    assert menus[0] == {"en": "&File", "zh_CN": "文件(&F)"}[language]
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, window)
    assert (
        box.button(QDialogButtonBox.StandardButton.Cancel).text()
        == {"en": "Cancel", "zh_CN": "取消"}[language]
    )
    guide = guide_file().read_text("utf-8")
    assert ("聚类" in guide) == (language == "zh_CN")
    assert name_of(language) == {"en": "English", "zh_CN": "简体中文"}[language]


@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        ("DockTabs", "Close", "关闭"),
        ("DockButtons", "Close", "关闭"),
        ("Steps", "Close", "闭运算"),
        ("DockTabs", "Open", "展开"),
        ("Steps", "Open", "开运算"),
        ("StepList", "Step", "步骤"),
        ("RunButtons", "Step", "单步"),
        ("WelcomePage", "Cells", "细胞"),
        ("ConcentrationDialog", "Cells", "格元"),
        ("ColourSpaceView", "Value", "明度"),
        ("RegionColumns", "Value", "像素值"),
        ("HowPanel", "Back", "上一页"),
        ("ExportDialog", "Name", "名称"),
        ("NamePopup", "Name", "命名"),
    ],
)
def test_a_word_of_two_senses_has_that_of_its_place(qapp, place: str, english: str, chinese: str) -> None:
    translator = QTranslator()
    assert translator.load("zh_CN", str(TRANSLATIONS))
    assert translator.translate(place, english) == chinese


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("&Open…", "Open…"),
        ("打开(&O)…", "打开…"),
        ("特征(&U)（2）…", "特征（2）…"),
        ("Area (px)", "Area (px)"),
    ],
)
def test_words_without_their_mnemonic(text: str, words: str) -> None:
    assert without_mnemonic(text) == words


def test_where_no_key_works_none_is_shown(language: str, window) -> None:
    actions = window.services.actions
    assert actions.by_id["open"].iconText() == {"en": "Open", "zh_CN": "打开"}[language]
    named = [name_of_action(spec.text) for spec in actions.specs.values()]
    assert [name for name in named if "(" in name or "&" in name] == []


def test_a_choice_is_kept_for_the_next_start(window, qtbot, qapp) -> None:
    with qtbot.waitSignal(window.language.change_now):
        do(qtbot, window, "language_zh_CN")
    assert LANGUAGE.get() == "zh_CN"
    try:
        assert install_language(qapp) == "zh_CN"
        assert install_language(qapp, "en") == "en", "what the command line asks for comes first"
        do(qtbot, window, "language_system")
        assert (LANGUAGE.get(), install_language(qapp)) == (SYSTEM, "en")
        LANGUAGE.set("a language that has gone")
        assert install_language(qapp) == "en"
    finally:
        QLocale.setDefault(QLocale(QLocale.Language.English))
