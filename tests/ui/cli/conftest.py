"""A picture of four colours, and a reader that needs no process of its own."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from tests.reading import ReaderInThisProcess

COLOURS = np.array([[10, 20, 30], [90, 120, 100], [200, 210, 220], [250, 250, 250]], np.uint8)


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.cli.segment_command.ReadingProcess", ReaderInThisProcess)
    monkeypatch.setattr("ui.cli.verify_command.ReadingProcess", ReaderInThisProcess)


@pytest.fixture
def scene(tmp_path: Path) -> Path:
    """24 × 16 pixels of four colours with a little noise; 6 columns of each."""
    pixels = COLOURS[np.indices((16, 24))[1] // 6]
    noise = np.random.default_rng(0).integers(0, 5, (16, 24, 1), np.uint8)
    path = tmp_path / "in" / "scene.png"
    path.parent.mkdir()
    PillowImage.fromarray(pixels + noise).save(path)
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"
