"""A series that is in no file is kept against a crash, and offered at the next start with what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.pictures.dates import AUTO
from core.series.own_parts import OwnParts
from core.series.rescale import Rescale
from tests.core.series.test_own_parts import METRES
from tests.e2e.test_crash import answer, crash, left, rows, start
from tests.ui.series.conftest import LONG_MS, Driving
from ui.shell.main_window import MainWindow


@pytest.fixture
def again(qtbot: QtBot, here: None) -> Iterator[MainWindow]:
    """The window of the next start."""
    from ui.application.window import make_window

    made = make_window()
    qtbot.addWidget(made)
    yield made
    made.close_without_asking()


def test_what_was_put_together_and_measured_is_offered_and_goes_on(
    series: Driving,
    again: MainWindow,
    folder: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    series.open(folder)
    series.measure()
    series.workspace.pictures.sort(AUTO)
    before = series.table()
    crash(qtbot, series.window, monkeypatch)
    dialog = start(qtbot, again)
    [[name, said]] = rows(dialog)
    assert name == "scenes"
    assert said.startswith("4 pictures, 4 of them measured; ")
    assert said.endswith("Change order")
    answer(qtbot, dialog, "recover")
    then = Driving(qtbot, again)
    qtbot.waitUntil(lambda: bool(then.workspace.series.project.pictures), timeout=LONG_MS)
    then.wait()
    assert again.workspace is then.workspace, "it is seen"
    assert then.table() == before
    assert then.workspace.project.is_unsaved
    assert again.windowTitle().startswith("● Series")
    qtbot.waitUntil(lambda: left() == 0, timeout=LONG_MS)
    then.do("series_measure")
    assert then.workspace.series.results.found.again == 4


def test_a_run_that_was_cut_goes_on(
    series: Driving,
    again: MainWindow,
    folder: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    series.open(folder)
    series.measure()
    session = series.workspace.series
    some = dict(list(session.results.entries.items())[:3])
    session.set_results(replace(session.results, entries=some, found=None))
    crash(qtbot, series.window, monkeypatch)
    answer(qtbot, start(qtbot, again), "recover")
    then = Driving(qtbot, again)
    qtbot.waitUntil(lambda: bool(then.workspace.series.project.pictures), timeout=LONG_MS)
    then.wait()
    assert then.states() == ["measured"] * 3 + ["new"]
    then.do("series_measure")
    assert then.workspace.series.results.found.again == 3


def test_a_picture_that_is_yet_to_be_rescaled_is_not_kept_as_measured(
    series: Driving, folder: list[Path]
) -> None:
    series.open(folder)
    series.measure()
    session = series.workspace.series
    shifted = {"kinds": ["shifted"], "rescaling_helps": True, "flagged": True}
    first = replace(session.results.entries[folder[0]], fit=shifted)
    entries = {**session.results.entries, folder[0]: first}
    session.set_results(replace(session.results, entries=entries))
    session.project = replace(session.project, rescale=Rescale(drifted=True))
    kept = series.workspace.project.unsaved()
    assert kept is not None
    assert [each.path for each in kept.entries] == [str(path) for path in folder[1:]]


def test_the_legend_outlives_a_crash_with_pictures_that_are_to_be_measured_again(
    series: Driving,
    again: MainWindow,
    folder: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    series.open(folder)
    series.measure()
    session = series.workspace.series
    legend = session.results.found.legend
    project = replace(session.project, shared=OwnParts(METRES)).with_own(folder[0], OwnParts())
    session.put("Scale of all", project)
    series.wait()
    assert series.states() == ["measured"] + ["outdated"] * 3
    crash(qtbot, series.window, monkeypatch)
    answer(qtbot, start(qtbot, again), "recover")
    then = Driving(qtbot, again)
    qtbot.waitUntil(lambda: bool(then.workspace.series.project.pictures), timeout=LONG_MS)
    then.wait()
    assert then.states() == ["measured"] + ["new"] * 3
    assert again.services.actions["series_save_legend"].isEnabled()
    assert then.workspace.series.results.found.legend.sha256 == legend.sha256
    then.type_k(3)
    assert then.workspace.project.unsaved().found is None, "a legend of another k is not of this project"


def test_nothing_is_kept_of_what_is_in_a_file_or_is_no_work(
    series: Driving, folder: list[Path], qtbot: QtBot
) -> None:
    series.open(folder)
    assert series.workspace.project.unsaved() is None, "pictures alone are no work"
    series.measure()
    assert series.workspace.project.unsaved() is not None
    series.window.services.closing.discard()
    series.do("close")
    assert series.workspace.project.unsaved() is None
