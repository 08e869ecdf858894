"""Takes the pictures of the tutorials in the real window: make screenshots.

What is seen are the samples that come with Floe, each step as the tutorial says it. Settings, samples and
caches go into a folder of their own.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from core.base.sentences import ENGLISH
from core.cluster.features.feature import Feature
from core.cluster.parameters import Parameters
from core.scale.calibration import parse_pixel_size
from docs.screenshots import close, has_result, save, shown_window, wait
from ui.application.application import make_application
from ui.collection.collection_workspace import CollectionWorkspace
from ui.series.series_workspace import SeriesWorkspace
from ui.shell.main_window import MainWindow
from ui.widgets.settings import SHOW_CONVERGENCE
from ui.widgets.theme import apply_scheme

# Of a machine that does other things, too.
_LONG_S = 900.0


def main(names: list[str]) -> int:
    """names: of the tutorials; none for all."""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("DATA", "CACHE", "STATE"):
            os.environ[f"XDG_{kind}_HOME"] = str(Path(folder) / kind)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = make_application(ENGLISH)
        SHOW_CONVERGENCE.set("never")
        apply_scheme("light")
        for each in (first_area, microscope, learned, series, collection):
            if not names or each.__name__ in names:
                each(application)
    return 0


def first_area(application: QApplication) -> None:
    """The lake as it is opened, and its water named."""
    window = sample(application, "lake")
    save(application, window, "first-area-opened.png")
    window.session.rename_class("1", "water")
    window.session.rename_class("2", "land")
    wait(application, lambda: window.session.uncertainty is not None, _LONG_S)
    save(application, window, "first-area-named.png")
    close(application, window)


def microscope(application: QApplication) -> None:
    """Stained cells with a typed scale, their nuclei named, every one of them in the table."""
    window = sample(application, "cells")
    window.session.set_pixel_size(parse_pixel_size("0.5 µm"))
    window.session.rename_class("1", "nuclei")
    window.services.actions.by_id["show_regions"].trigger()
    table = window.workspace.parts.regions.table.model()
    wait(application, lambda: table.rowCount() and window.session.uncertainty is not None, _LONG_S)
    save(application, window, "microscope.png")
    close(application, window)


def learned(application: QApplication) -> None:
    """The melt ponds by colour and an autoencoder, which has drawn its patches again."""
    window = sample(application, "melt-ponds")
    feature = Feature("autoencoder", 1.0, (("epochs", 3),))
    window.workspace.clustering.take_parameters(Parameters(k=4, space="lab", features=(feature,)), True)
    wait(application, lambda: has_result(window) and window.session.outcome.segmentation.k == 4, _LONG_S)
    window.workspace.parts.tabs.show_page(window.workspace.parts.learning)
    save(application, window, "learned.png")
    close(application, window)


def series(application: QApplication) -> None:
    """The lake on twelve dates, measured by one legend."""
    window = shown_window(application)
    window.services.actions["workspace_series"].trigger()
    window.services.actions["series_sample"].trigger()
    workspace = window.workspaces[1]
    assert isinstance(workspace, SeriesWorkspace)
    actions = window.services.actions
    wait(
        application, lambda: actions["series_measure"].isEnabled() and not workspace.pictures.is_busy, _LONG_S
    )
    actions["series_measure"].trigger()
    wait(application, lambda: actions["series_export"].isEnabled() and not workspace.run.running, _LONG_S)
    multiples = workspace.multiples
    wait(application, lambda: not (workspace.results.is_busy or multiples.is_stale), _LONG_S)
    QTest.qWait(1000)  # until it looks at those in sight
    wait(application, lambda: not multiples.looking, _LONG_S)
    save(application, window, "series.png")
    close(application, window)


def collection(application: QApplication) -> None:
    """Sixty pictures of four kinds on their map."""
    window = shown_window(application)
    window.services.actions["workspace_collection"].trigger()
    workspace = window.workspaces[2]
    assert isinstance(workspace, CollectionWorkspace)
    wait(application, lambda: not workspace.sorting.looking, _LONG_S)
    workspace.parts.sort.k.setValue(4)
    window.services.actions["collection_sample"].trigger()
    wait(application, lambda: workspace.collection.work.is_sorted, _LONG_S)
    busy = (workspace.sorting, workspace.map.maker)
    wait(
        application,
        lambda: (
            not (busy[0].running or busy[1].busy or workspace.thumbnails.busy or workspace.gallery.looking)
        ),
        _LONG_S,
    )
    save(application, window, "collection.png")
    close(application, window)


def sample(application: QApplication, name: str) -> MainWindow:
    window = shown_window(application)
    window.services.files.open_sample(name)
    wait(application, lambda: has_result(window), _LONG_S)
    return window


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
