"""The menu "Export one" and the notice after an export."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from ui.segment.export.export_actions import ExportMenu
from ui.widgets.notices import NoticeBar


def entry(menu: QMenu, row: str) -> QAction:
    return next(action for action in menu.actions() if action.data() == row)


def test_it_holds_every_result_that_has_no_key(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    chosen: list[str] = []
    made = ExportMenu(menu, lambda: {"ratios": "There are no ratios."})
    made.chosen.connect(chosen.append)
    menu.aboutToShow.emit()
    menu.aboutToShow.emit()
    rows = [action.data() for action in menu.actions() if action.data()]
    assert len(rows) == len(set(rows))
    assert {"overlay", "regions", "outlines", "annotations", "report"} <= set(rows)
    assert not entry(menu, "ratios").isEnabled()
    assert entry(menu, "ratios").toolTip() == "There are no ratios."
    assert "GeoPackage" in entry(menu, "outlines").text()
    entry(menu, "report").trigger()
    assert chosen == ["report"]


def test_without_a_result_nothing_is_enabled(qtbot: QtBot) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    ExportMenu(menu, lambda: None)
    menu.aboutToShow.emit()
    assert not any(action.isEnabled() for action in menu.actions() if action.data())


def test_the_folder_is_opened_from_the_notice(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.add("A warning.")
    button = bar.findChild(QToolButton, "notice_open_folder")
    assert not button.isVisible()
    bar.add("Exported 3 files", "info", folder=str(tmp_path))
    assert button.isVisible()
    button.click()
    assert [Path(path) for path in opened] == [tmp_path]
