"""A folder of dated pictures of dark and light, whose light part grows by ten rows from one to the next."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image as PillowImage

HEIGHT, WIDTH = 60, 40


def pixels(light: int, seed: int = 0, size: tuple[int, int] = (HEIGHT, WIDTH)) -> np.ndarray:
    """(height, width, 3) uint8: `light` rows of light above dark, with a little noise."""
    found = np.full((*size, 3), (20, 40, 60), np.uint8)
    found[:light] = (200, 210, 220)
    return found + np.random.default_rng(seed).integers(0, 9, found.shape, np.uint8)


def made_folder(folder: Path, number: int = 4) -> list[Path]:
    folder.mkdir(parents=True)
    paths = [folder / f"scene_2024-0{i + 1}-15.png" for i in range(number)]
    for i, path in enumerate(paths):
        PillowImage.fromarray(pixels(10 * (i + 1), i)).save(path)
    return paths
