"""Pictures of three kinds: red, green with stripes, and light blue; each a little unlike the others."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image as PillowImage

KINDS = {"red": (190, 40, 40), "green": (50, 160, 60), "blue": (150, 190, 230)}


def made_picture(kind: str, number: int) -> np.ndarray:
    """(16, 24, 3) uint8."""
    random = np.random.default_rng([number, *KINDS[kind]])
    pixels = np.full((16, 24, 3), KINDS[kind], np.int64) + random.integers(-25, 25, (16, 24, 3))
    if kind == "green":
        pixels[:, ::4] -= 40
    return pixels.clip(0, 255).astype(np.uint8)


def made_kinds(folder: Path, counts: dict[str, int]) -> list[Path]:
    """So many of each kind, a folder each."""
    paths = []
    for kind, count in counts.items():
        (folder / kind).mkdir(parents=True)
        for number in range(count):
            paths.append(folder / kind / f"{kind}{number + 1}.png")
            PillowImage.fromarray(made_picture(kind, number)).save(paths[-1])
    return paths
