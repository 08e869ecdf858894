"""Takes a picture of every state of the window, to be looked at: make states.

    python docs/states.py FOLDER [--only WORD] [--languages en,zh_CN] [--themes light,dark]
        [--sizes 1366x768,2560x1440]

In each language, theme and size, on a screen of its own under .make/real-window: all three workspaces, empty
and with a sample, and whatever an action opens there. FOLDER/LANGUAGE-THEME-SIZE/NUMBER-STATE.png.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from core.cluster.parameters import Parameters
from docs.screenshots import ROOT, close, has_result, wait
from ui.application.application import make_application
from ui.application.window import make_window
from ui.collection.collection_workspace import CollectionWorkspace
from ui.series.series_workspace import SeriesWorkspace
from ui.shell.main_window import MainWindow
from ui.widgets.settings import SHOW_CONVERGENCE
from ui.widgets.theme import apply_scheme

_LONG_S = 900.0
# What opens something that is worth a look, in the order of the menus.
_SEGMENT = (
    *("choose_k", "how_it_works", "why", "see_network", "accuracy", "show_regions", "set_scale", "display"),
    *("export", "user_guide", "shortcuts", "change_shortcuts", "settings", "about"),
)
_SERIES = ("series_accuracy", "series_export")
_COLLECTION = (
    *("collection_compare", "collection_name", "collection_folders", "collection_propose_names"),
    "collection_export",
)


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("folder", type=Path)
    options.add_argument("--only", default="", metavar="WORD", help="walks with this in their names")
    options.add_argument("--languages", default="en,zh_CN")
    options.add_argument("--themes", default="light,dark")
    options.add_argument("--sizes", default="1366x768,2560x1440")
    options.add_argument("--here", nargs=2, metavar=("LANGUAGE", "THEME"), help="on the screen that is there")
    given = options.parse_args()
    if given.here:
        walk(given.folder, *given.here, given.only)
        return 0
    kinds = itertools.product(*(each.split(",") for each in (given.languages, given.themes, given.sizes)))
    failed = 0
    for language, theme, size in kinds:
        folder = given.folder / f"{language}-{theme}-{size}"
        command = [str(ROOT / ".make/real-window"), sys.executable, __file__, str(folder)]
        command += ["--only", given.only, "--here", language, theme]
        screen = os.environ | {"FLOE_SCREEN": size}
        failed += subprocess.run(command, env=screen, check=False).returncode != 0  # noqa: S603 - this file
    return 1 if failed else 0


def walk(folder: Path, language: str, theme: str, only: str) -> None:
    """All states that this language, theme and screen have."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as own:
        for kind in ("DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(own) / kind)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, own)
        application = make_application(language)
        SHOW_CONVERGENCE.set("never")
        apply_scheme(theme)
        for each in (segment, many_classes, series, collection):
            if only in each.__name__:
                window = make_window()
                window.showMaximized()
                wait(application, window.isVisible)
                for number, state in enumerate(each(application, window)):
                    shot(application, window, folder / f"{each.__name__}-{number:02}-{state}.png")
                close(application, window)


def segment(application: QApplication, window: MainWindow) -> Iterator[str]:
    yield "welcome"
    window.services.files.open_sample("lake")
    wait(application, lambda: has_result(window), _LONG_S)
    yield "opened"
    window.session.rename_class("1", "water")
    window.session.rename_class("2", "land")
    wait(application, lambda: window.session.uncertainty is not None, _LONG_S)
    yield "named"
    yield from opened(application, window, _SEGMENT)


def many_classes(application: QApplication, window: MainWindow) -> Iterator[str]:
    window.services.files.open_sample("cells")
    wait(application, lambda: has_result(window), _LONG_S)
    for k in (2, 32):
        window.workspace.clustering.take_parameters(Parameters(k=k), True)
        wait(application, at_k(window, k), _LONG_S)
        yield f"k{k}"


def at_k(window: MainWindow, k: int) -> Callable[[], bool]:
    return lambda: has_result(window) and window.session.outcome.segmentation.k == k


def series(application: QApplication, window: MainWindow) -> Iterator[str]:
    actions = window.services.actions
    actions["workspace_series"].trigger()
    yield "empty"
    actions["series_sample"].trigger()
    workspace = window.workspaces[1]
    assert isinstance(workspace, SeriesWorkspace)
    wait(
        application, lambda: actions["series_measure"].isEnabled() and not workspace.pictures.is_busy, _LONG_S
    )
    yield "pictures"
    actions["series_measure"].trigger()
    wait(application, lambda: actions["series_export"].isEnabled() and not workspace.run.running, _LONG_S)
    wait(application, lambda: not (workspace.results.is_busy or workspace.multiples.is_stale), _LONG_S)
    yield "measured"
    yield from opened(application, window, _SERIES)


def collection(application: QApplication, window: MainWindow) -> Iterator[str]:
    actions = window.services.actions
    actions["workspace_collection"].trigger()
    workspace = window.workspaces[2]
    assert isinstance(workspace, CollectionWorkspace)
    wait(application, lambda: not workspace.sorting.looking, _LONG_S)
    yield "empty"
    workspace.parts.sort.k.setValue(4)
    actions["collection_sample"].trigger()
    wait(application, lambda: workspace.collection.work.is_sorted, _LONG_S)
    wait(application, lambda: not (workspace.sorting.running or workspace.map.maker.busy), _LONG_S)
    yield "sorted"
    yield from opened(application, window, _COLLECTION)


def opened(application: QApplication, window: MainWindow, names: tuple[str, ...]) -> Iterator[str]:
    """What each action opens; dialogs are closed again. One that cannot be taken here is left out."""
    for name in names:
        action = window.services.actions.by_id.get(name)
        if action is None or not action.isEnabled():
            print(f"{name}: not to be had here", flush=True)
            continue
        action.trigger()
        yield name
        for dialog in application.topLevelWidgets():
            if isinstance(dialog, QDialog) and dialog.isVisible():
                dialog.reject()
        application.processEvents()


def shot(application: QApplication, window: MainWindow, path: Path) -> None:
    """The whole screen, once the window manager and the last repaint are through."""
    QTest.qWait(900)
    application.processEvents()
    if not window.screen().grabWindow(0).save(str(path)):
        raise OSError(f"cannot write {path}")
    print(path, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
