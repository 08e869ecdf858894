"""The whole window on the screen, and pictures to drop on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from core.io import read
from core.scenes import Scene, sea_ice
from ui.application import make_application
from ui.main_window import MainWindow
from ui.theme import apply_scheme


class ReaderInThisProcess:
    """Stands in for the helper process, whose start would take most of the time of these tests."""

    def start(self) -> None:
        return None

    def close(self) -> None:
        return None

    def __enter__(self) -> ReaderInThisProcess:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def read(self, path: Path, _cancelled: Callable[[], bool] | None = None) -> object:
        return read(path)


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("ui.opening", "ui.segment_command", "ui.verify_command"):
        monkeypatch.setattr(f"{module}.ReadingProcess", ReaderInThisProcess)


@pytest.fixture
def window(qtbot: QtBot, in_this_process: None) -> Iterator[MainWindow]:
    """A window of the usual size, in the light, counting in English; it is closed behind the test."""
    make_application()
    apply_scheme("light")
    locale = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedStates))
    window = MainWindow()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
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


def patches(height: int = 72, width: int = 96, seed: int = 1) -> NDArray[np.uint8]:
    """Soft patches of colour with grain: no cluster is plain, so k-means takes its time."""
    random = np.random.default_rng(seed)
    coarse = PillowImage.fromarray(random.integers(0, 256, (height // 8, width // 8, 3), np.uint8))
    soft = np.asarray(coarse.resize((width, height), PillowImage.Resampling.BICUBIC), np.int64)
    return np.clip(soft + random.integers(-12, 13, soft.shape), 0, 255).astype(np.uint8)


def save(path: Path, pixels: NDArray[np.generic]) -> Path:
    PillowImage.fromarray(np.asarray(pixels)).save(path)
    return path
