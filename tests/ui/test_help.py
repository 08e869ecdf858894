"""The Help menu: what it opens can be read and put away."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QMessageBox, QTextBrowser

from core.base.sentences import ENGLISH, languages
from core.base.version import VERSION
from ui.shell.guide_dialog import GuideDialog
from ui.shell.guide_text import chapters_of
from ui.shell.help import guide_file
from ui.shell.main_window import MainWindow

ROOT = Path(__file__).resolve().parents[2]


def shown_text(window: MainWindow, name: str) -> QTextBrowser:
    dialog = window.findChild(QDialog, name)
    assert dialog.isVisible()
    return dialog.findChild(QTextBrowser, f"{name}_text")


def guide_of(window: MainWindow) -> GuideDialog:
    window.services.actions.by_id["user_guide"].trigger()
    dialog = window.findChild(GuideDialog)
    assert dialog is not None
    assert dialog.isVisible()
    return dialog


def chapters_seen(dialog: GuideDialog) -> list[str]:
    items = [dialog.contents.item(row) for row in range(dialog.contents.count())]
    return [item.text() for item in items if not item.isHidden()]


def test_the_guide_leads_from_a_picture_to_an_area(window, qtbot) -> None:
    dialog = guide_of(window)
    words = dialog.page.toPlainText()
    for needed in ("picture", "area", "scale"):
        assert needed in words
    first = ["From a picture to an area", "What the numbers mean", "How the picture is shown"]
    assert chapters_seen(dialog)[:3] == first
    dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Close).click()
    qtbot.waitUntil(lambda: window.findChild(QDialog, "guide") is None)


def test_a_chapter_of_the_guide_is_shown_where_it_is_chosen(window) -> None:
    dialog = guide_of(window)
    dialog.contents.setCurrentRow(chapters_seen(dialog).index("Exports"))
    assert dialog.page.toPlainText().startswith("Exports")
    dialog.close()


def test_a_link_in_the_guide_turns_to_its_chapter(window) -> None:
    dialog = guide_of(window)
    dialog.page.anchorClicked.emit(QUrl("#points-over-all-pictures-of-a-series"))
    assert dialog.contents.currentItem().text() == "How right is a map?"
    assert dialog.page.textCursor().block().text() == "Points over all pictures of a series"
    assert dialog.page.viewport().rect().contains(dialog.page.cursorRect())
    dialog.page.anchorClicked.emit(QUrl("#scale"))
    assert dialog.contents.currentItem().text() == "Scale"
    assert dialog.page.verticalScrollBar().value() == 0
    dialog.close()


def led_to(guide: str) -> list[tuple[int, list[int]]]:
    """Of every link, in order: the chapter that it stands in, and those that it leads to."""
    chapters = chapters_of(guide)
    return [
        (here, [place for place, each in enumerate(chapters) if link.removeprefix("#") in each.anchors])
        for here, chapter in enumerate(chapters)
        for link in re.findall(r"\]\(([^)]*)\)", chapter.text)
    ]


def test_every_link_in_the_guide_leads_to_one_chapter_the_same_in_every_language() -> None:
    english = led_to(guide_file(ENGLISH).read_text("utf-8"))
    assert len(english) > 5
    assert [where for where in english if len(where[1]) != 1] == []
    for language in languages():
        assert led_to(guide_file(language).read_text("utf-8")) == english, language


def test_a_link_that_leads_nowhere_or_to_two_is_found() -> None:
    guide = "# A\n[b](#b) [none](#c) [file](b.md) [two](#two)\n## B\n### Two\n## Two\n"
    assert led_to(guide) == [(0, [1]), (0, []), (0, []), (0, [1, 2])]


def test_a_search_leaves_the_chapters_that_have_the_words(window, qtbot) -> None:
    dialog = guide_of(window)
    dialog.search.setText("Crofton’s")
    assert (chapters_seen(dialog), dialog.nothing.isVisible()) == ([], True)
    dialog.search.setText("Crofton's   FORMULA")
    assert (chapters_seen(dialog), dialog.nothing.isVisible()) == (
        ["Regions: how many, how large, of what shape"],
        False,
    )
    assert dialog.page.toPlainText().startswith("Regions")
    assert dialog.page.textCursor().selectedText() == "Crofton's formula"
    assert len(dialog.page.extraSelections()) == 1
    dialog.search.clear()
    assert len(chapters_seen(dialog)) == dialog.contents.count()
    assert dialog.page.extraSelections() == []
    dialog.close()


def test_a_letter_is_marked_a_hundred_times_at_most(window) -> None:
    for number in (100, 101):
        dialog = GuideDialog("# A\n\n" + "x " * number, window)
        dialog.search.setText("x")
        assert len(dialog.page.extraSelections()) == 100
        dialog.close()


def test_enter_goes_on_to_what_is_found_next(window, qtbot) -> None:
    dialog = guide_of(window)
    text = "# A\n\nice, Ice\n\n## B\n\nwater\n\n## C\n\n**ice**"
    made = GuideDialog(text, window)
    made.search.setText("ice")
    places = []
    for _ in range(4):
        places.append((made.contents.currentRow(), made.page.textCursor().selectionStart()))
        made.search.returnPressed.emit()
    assert places == [(0, 2), (0, 7), (2, 2), (0, 2)]
    for each in (made, dialog):
        each.close()


def test_chapters_of_a_guide() -> None:
    text = "before\n# One, two\na `code` [link](#x)\n```\n# no heading\n```\n### In it\n## Three\nc"
    first, last = chapters_of(text)
    assert (first.title, first.anchors) == ("One, two", {"one-two", "in-it"})
    assert first.words == "# one, two a code link # no heading ### in it"
    assert (last.title, last.text) == ("Three", "## Three\nc")


def test_lines_of_chinese_are_joined_without_a_space() -> None:
    kept = "用 k\n选择\n\n新段\n- 项\n| 表 |\n| 格 |\nice\nwater"
    (chapter,) = chapters_of(f"# 一\n\n旁边显示\n  分割结果。\n另见，\n（下文）\n{kept}")
    assert chapter.text == f"# 一\n\n旁边显示分割结果。另见，（下文）{kept}"
    assert "显示分割" in chapter.words


def test_the_list_of_keys_has_every_action(window) -> None:
    window.services.actions.by_id["shortcuts"].trigger()
    lines = shown_text(window, "shortcuts_list").toPlainText()
    native = QKeySequence.SequenceFormat.NativeText
    for spec in window.services.actions.specs.values():
        assert spec.text.replace("&", "").rstrip("…") in lines
        assert QKeySequence(spec.shortcuts[0]).toString(native) in lines


def test_about_says_version_and_licence(window, qtbot) -> None:
    window.services.actions.by_id["about"].trigger()
    box = window.findChild(QMessageBox, "about_floe")
    assert VERSION in box.text()
    assert "Apache-2.0" in box.text()
    box.button(QMessageBox.StandardButton.Ok).click()
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "about_floe") is None)


def test_about_qt(window, monkeypatch) -> None:
    called: list[bool] = []
    monkeypatch.setattr(QApplication, "aboutQt", lambda: called.append(True))
    window.services.actions.by_id["about_qt"].trigger()
    assert called == [True]
