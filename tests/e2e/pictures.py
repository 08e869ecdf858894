"""Pictures made up for the stories."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage


def patches(height: int = 72, width: int = 96, seed: int = 1) -> NDArray[np.uint8]:
    """Soft patches of colour with grain: no cluster is plain, so k-means takes its time."""
    random = np.random.default_rng(seed)
    coarse = PillowImage.fromarray(random.integers(0, 256, (height // 8, width // 8, 3), np.uint8))
    soft = np.asarray(coarse.resize((width, height), PillowImage.Resampling.BICUBIC), np.int64)
    return np.clip(soft + random.integers(-12, 13, soft.shape), 0, 255).astype(np.uint8)


def save(path: Path, pixels: NDArray[np.generic]) -> Path:
    PillowImage.fromarray(np.asarray(pixels)).save(path)
    return path
