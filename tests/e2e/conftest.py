"""The whole window on the screen, and pictures to drop on it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from core.scenes.made import Scene
from core.scenes.samples import sea_ice
from tests.e2e.pictures import patches, save
from tests.reading import ReaderInThisProcess
from ui.application.application import make_application
from ui.application.window import make_window
from ui.shell.main_window import MainWindow
from ui.widgets.theme import apply_scheme


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (
        "ui.session.opening",
        "ui.segment.picture_strip",
        "ui.cli.segment_command",
        "ui.cli.verify_command",
        "workers.all_pixels",
    ):
        monkeypatch.setattr(f"{module}.ReadingProcess", ReaderInThisProcess)


@pytest.fixture
def window(qtbot: QtBot, in_this_process: None) -> Iterator[MainWindow]:
    """A window of the usual size, in the light, counting in English; it is closed behind the test."""
    make_application()
    apply_scheme("light")
    locale = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    window = make_window()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close_without_asking()
    QLocale.setDefault(locale)


@pytest.fixture(scope="session")
def scene() -> Scene:
    """A small sea with known areas: open water, thin ice and ice."""
    return sea_ice(seed=3, width=240, height=160)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """72 × 96 pixels that need some forty iterations: blurred patches of colour."""
    return save(tmp_path / "photo.png", patches())


@pytest.fixture
def sea(tmp_path: Path, scene: Scene) -> Path:
    """The sea as a plain picture, without a georeference; its name is not ASCII."""
    return save(tmp_path / "Eis – Fjärd 氷.png", scene.image.pixels)


@pytest.fixture
def georeferenced_sea(tmp_path: Path, scene: Scene) -> Path:
    """The sea as a GeoTIFF, with a corner of no data."""
    import rasterio
    from rasterio.transform import Affine

    pixels = scene.image.pixels.copy()
    pixels[:20, :30] = 0
    path = tmp_path / "sea.tif"
    georeference = scene.image.georeference
    assert georeference is not None
    height, width = pixels.shape[:2]
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=width,
        height=height,
        count=3,
        dtype="uint8",
        crs=georeference.crs,
        transform=Affine(*georeference.transform),
        nodata=0,
        photometric="RGB",
    ) as file:
        file.write(np.moveaxis(pixels, 2, 0))
    return path
