"""The main window: every action can be done where it makes sense."""

from __future__ import annotations

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from core.base.sentences import languages
from tests.ui.window_driving import (
    do,
    enabled,
    names,
    settled,
    show,
)
from tests.workers.pictures import GREENLAND, noisy, three_colours


def test_an_empty_window_can_open_and_explain(window) -> None:
    QGuiApplication.clipboard().clear()
    wanted = {
        "open", "open_folder", "map_marks", "colours_by_name", "open_as_labels",
        "open_sample", "quit", "live", "show_convergence", "full_screen",
        "user_guide", "shortcuts", "change_shortcuts", "how_it_works", "about", "about_qt",
        "appearance_system", "appearance_light", "appearance_dark", "check_measuring", "settings",
        *("language_system", *(f"language_{each}" for each in languages())),
        "open_sample_ponds", "open_sample_lake", "open_sample_cells",
        "workspace_segment", "workspace_series", "workspace_collection",
    }  # fmt: skip
    window.make_all()
    assert {name for name, action in window.services.actions.by_id.items() if action.isEnabled()} == wanted
    assert window.windowTitle() == "Floe"
    assert window.workspace.parts.pictures.is_empty


def test_with_a_result_everything_can_be_done_that_makes_sense(window, qtbot) -> None:
    QGuiApplication.clipboard().clear()
    show(qtbot, window, three_colours(name="/folder/lake.png"))
    window.make_all()
    off = {name for name, action in window.services.actions.by_id.items() if not action.isEnabled()}
    # What needs a step before, a run, a choice, a map, a place or a second picture.
    needs_more = {
        "undo", "redo", "paste", "pause", "stop", "merge", "rename", "split", "concentration",
        "use_georeference", "lead_true", "lead_planar", "copy_scale", "copy_classes",
        "export_regions_of_interest", "delete_region_of_interest",
    }  # fmt: skip
    assert needs_more <= off
    work = {"run", "step", "export", "save_document", "set_scale", "choose_k", "copy_areas", "close", "fit"}
    assert not work & off


def test_what_can_be_done_follows_the_selection_and_the_undo_stack(window, qtbot) -> None:
    show(qtbot, window, three_colours())
    table = window.workspace.parts.classes
    for selected, wanted in ((["1"], [False, True, False]), (["1", "2"], [True, False, False])):
        table.select_names(selected)
        assert enabled(window, "merge", "rename", "split") == wanted
    window.workspace.classes.merge(("1", "2"), "dark")
    assert enabled(window, "merge", "rename", "split", "undo", "redo") == [False, True, True, True, False]
    do(qtbot, window, "undo")
    assert enabled(window, "undo", "redo") == [False, True]
    assert names(window) == ["1", "2", "3"]
    do(qtbot, window, "redo")
    assert names(window) == ["dark", "3"]


def test_what_can_be_done_follows_the_run(window, qtbot) -> None:
    show(qtbot, window, noisy())
    run = ("run", "pause", "step", "stop")
    assert enabled(window, *run) == [True, False, True, False]
    window.services.actions.by_id["step"].trigger()
    assert enabled(window, *run) == [False, True, True, True]
    assert window.services.actions.by_id["pause"].isChecked()
    window.services.actions.by_id["pause"].trigger()
    assert not window.services.actions.by_id["pause"].isChecked() or not window.workspace.runs.running
    qtbot.waitUntil(lambda: settled(window))
    assert enabled(window, *run) == [True, False, True, False]
    assert not window.services.actions.by_id["pause"].isChecked()


def test_a_picture_of_a_map_offers_its_georeference(window, qtbot) -> None:
    show(qtbot, window, three_colours(georeference=GREENLAND))
    assert enabled(window, "use_georeference") == [True]
    assert "georeference" in window.workspace.state.scale


def test_without_a_picture_there_is_no_scale_to_set_and_no_ratio_to_make(window, qtbot) -> None:
    table = window.workspace.parts.classes
    assert not table.scale.isEnabled()
    assert not table.ratios.isEnabled()
    show(qtbot, window, three_colours())
    assert table.scale.isEnabled()
    assert table.ratios.isEnabled()


def test_nothing_is_kept_that_qt_has_made(window) -> None:
    """PySide calls those objects deleted once a passing wrapper of a widget round them has gone, though they
    are there: what Python keeps it makes itself, or asks for anew.
    """

    def kept(owner: QObject) -> Iterator[tuple[str, object]]:
        for name, value in vars(owner).items():
            for each in value.values() if isinstance(value, dict) else [value]:
                yield f"{type(owner).__name__}.{name}", each

    owners = [each for each in window.findChildren(QObject) if type(each).__module__.startswith("ui.")]
    assert len(owners) > 100
    found = {
        name
        for owner in owners
        for name, each in kept(owner)
        if isinstance(each, QObject) and not shiboken6.createdByPython(each)
    }
    assert found == set()
