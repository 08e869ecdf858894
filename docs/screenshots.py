"""Takes the pictures of the README in the real window: make screenshots.

Those of the tutorials are taken by tutorial_screenshots.py.

Shows what everybody has: the sample scene, and scikit-learn's sample picture china.jpg (CC-BY 2.0).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QElapsedTimer, QSettings, QSize  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QLabel  # noqa: E402

from core.base.sentences import ENGLISH  # noqa: E402
from core.classes.ratios import parse_ratio  # noqa: E402
from core.cluster.parameters import Parameters  # noqa: E402
from core.document.step import Step  # noqa: E402
from core.roi.regions_of_interest import RegionOfInterest, RegionPart  # noqa: E402
from core.roi.shapes import Polygon, Ring  # noqa: E402
from ui.application.application import make_application  # noqa: E402
from ui.application.window import make_window  # noqa: E402
from ui.shell.main_window import MainWindow  # noqa: E402
from ui.widgets.settings import SHOW_CONVERGENCE  # noqa: E402
from ui.widgets.theme import apply_scheme  # noqa: E402

IMAGES = ROOT / "docs" / "images"
SIZE = QSize(1366, 768)


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        # The user's own settings stay as they are, and do not show.
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        application = make_application(ENGLISH)
        SHOW_CONVERGENCE.set("never")
        IMAGES.mkdir(exist_ok=True)
        sea_ice(application)
        china(application)
        regions(application)
    return 0


def sea_ice(application: QApplication) -> None:
    """The sample scene, its classes named, one of them chosen."""
    apply_scheme("light")
    window = shown_window(application)
    window.services.files.open_sample()
    wait(application, lambda: has_result(window))
    for old, new in (("1", "water"), ("2", "thin ice"), ("3", "thick ice")):
        window.session.rename_class(old, new)
    window.session.merge_classes(("thin ice", "thick ice"), "ice")
    window.session.set_ratios((parse_ratio("ice concentration=ice/(ice+water)"),), "Add ratio")
    wait(application, lambda: window.session.uncertainty is not None)
    save(application, window, "window.png")
    close(application, window)


def china(application: QApplication) -> None:
    """A photograph in the dark, seven clusters on their way."""
    from sklearn.datasets import __path__ as datasets

    apply_scheme("dark")
    window = shown_window(application)
    window.services.files.open_paths([Path(datasets[0]) / "images" / "china.jpg"])
    wait(application, lambda: has_result(window))
    window.workspace.clustering.take_parameters(Parameters(k=7, space="lab"), True)
    wait(application, lambda: has_result(window) and window.session.outcome.segmentation.k == 7)
    window.workspace.replay.choose(6)
    wait(application, lambda: window.workspace.replay.shown == 6)
    save(application, window, "convergence.png")
    close(application, window)


def regions(application: QApplication) -> None:
    """Floes on a map, cleaned up, inside a region of interest, each of them in the table."""
    apply_scheme("light")
    window = shown_window(application)
    window.services.files.open_sample()
    wait(application, lambda: has_result(window))
    for old, new in (("1", "water"), ("2", "thin ice"), ("3", "thick ice")):
        window.session.rename_class(old, new)
    window.session.merge_classes(("thin ice", "thick ice"), "ice")
    corners = ((150, 60), (820, 40), (1120, 330), (1010, 730), (420, 760), (90, 520))
    place = RegionOfInterest("survey", (RegionPart(Polygon((Ring(corners),))),))
    document = window.session.document.with_regions_of_interest((place,), "measure")
    window.session.put("Measure inside", document.with_steps((Step("min-area", 30),)))
    window.services.actions.by_id["show_regions"].trigger()
    window.workspace.parts.docks["dock_inside"].raise_()
    fit = window.findChild(QLabel, "size_law")
    wait(application, lambda: bool(window.session.outcome.measurement.roi_areas) and "α" in fit.text())
    save(application, window, "regions.png")
    close(application, window)


def shown_window(application: QApplication) -> MainWindow:
    window = make_window()
    window.resize(SIZE)
    window.showMaximized()
    wait(application, window.isVisible)
    return window


def has_result(window: MainWindow) -> bool:
    return window.session.outcome is not None and not window.workspace.runs.running


def wait(application: QApplication, ready: Callable[[], bool], seconds: float = 60) -> None:
    timer = QElapsedTimer()
    timer.start()
    while not ready():
        application.processEvents()
        if timer.elapsed() > 1000 * seconds:
            raise TimeoutError(f"waited {seconds} s for {ready}")


def save(application: QApplication, window: MainWindow, name: str) -> None:
    """The whole screen, once the window manager and the last repaint are through."""
    QTest.qWait(700)
    application.processEvents()
    picture = window.screen().grabWindow(0)
    if not picture.save(str(IMAGES / name)):
        raise OSError(f"cannot write {IMAGES / name}")
    print(f"{IMAGES / name}: {picture.width()} × {picture.height()}")


def close(application: QApplication, window: MainWindow) -> None:
    window.close_without_asking()
    window.deleteLater()
    application.processEvents()


if __name__ == "__main__":
    raise SystemExit(main())
