"""Help → Check that Floe measures right: a table that fills, a verdict, and a way out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton, QTableWidget

from core.self_check.self_check import Check, Finding
from ui.shell.check_dialog import CheckDialog


def finding(found: float = 10) -> Finding:
    return Finding("blocks", "pixels of dark", "px", 10, found, 0.0)


@pytest.fixture
def dialog(qtbot) -> Iterator[CheckDialog]:
    dialog = CheckDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.reject()


def sentence(dialog: CheckDialog) -> str:
    return dialog.findChild(QLabel, "check_sentence").text()


def button(dialog: CheckDialog, name: str) -> QPushButton:
    return dialog.findChild(QPushButton, f"check_{name}")


def use(monkeypatch: pytest.MonkeyPatch, *scenes: list[Finding]) -> None:
    made = tuple(Check("blocks", lambda _cancelled, found=found: found) for found in scenes)
    monkeypatch.setattr("workers.checking.checks", lambda: made)


def test_the_table_shows_expected_beside_found(dialog, qtbot, monkeypatch) -> None:
    use(monkeypatch, [finding()], [finding(), finding(11)])
    dialog.start()
    qtbot.waitUntil(lambda: button(dialog, "again").isEnabled())
    table = dialog.findChild(QTableWidget, "check_table")
    assert table.rowCount() == 3
    assert [table.item(row, 7).text() for row in range(3)] == ["right", "right", "WRONG"]
    assert sentence(dialog) == "1 of 3 numbers is not as it should be: please report this."
    button(dialog, "copy").click()
    assert "WRONG" in QGuiApplication.clipboard().text()


def test_cancel_ends_it_and_it_can_begin_again(dialog, qtbot, monkeypatch) -> None:
    waiting: list[bool] = []

    def endless(cancelled) -> list[Finding]:
        from core.base.errors import Cancelled

        while not cancelled():
            waiting.append(True)
        raise Cancelled

    monkeypatch.setattr("workers.checking.checks", lambda: (Check("blocks", endless),))
    dialog.start()
    qtbot.waitUntil(lambda: bool(waiting))
    button(dialog, "cancel").click()
    assert sentence(dialog) == "Cancelled before all scenes were measured."
    use(monkeypatch, [finding()])
    button(dialog, "again").click()
    qtbot.waitUntil(lambda: sentence(dialog).startswith("Floe measures right here"))


def test_the_menu_opens_it_and_closing_ends_the_thread(window, qtbot, monkeypatch) -> None:
    use(monkeypatch, [finding()])
    window.services.actions.by_id["check_measuring"].trigger()
    shown = window.findChild(CheckDialog)
    assert shown.isVisible()
    shown.reject()
    qtbot.waitUntil(lambda: window.findChild(CheckDialog) is None)


@pytest.mark.parametrize(
    ("action", "k"), [("open_sample_ponds", 4), ("open_sample_lake", 2), ("open_sample_cells", 3)]
)
def test_every_sample_opens_with_what_suits_it(window, qtbot, action: str, k: int) -> None:
    window.services.actions.by_id[action].trigger()
    qtbot.waitUntil(lambda: window.session.outcome is not None, timeout=20_000)
    assert window.session.outcome.segmentation.k == k
