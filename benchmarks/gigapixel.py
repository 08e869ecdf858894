"""One gigapixel through `floe segment`: seconds a stage, megapixels a second, peak memory.

    python benchmarks/gigapixel.py [--side 32768] [--folder DIR] [-k 7]

The picture is made here (a scene of soft gradients with noise, so that nearly every block has colours of
its own), as a tiled BigTIFF in ZSTD, and deleted afterwards.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

import numpy as np
import rasterio
from rasterio.windows import Window

TILE = 512
_BAND = 2048


def make(path: Path, side: int) -> None:
    """A square RGB picture of 8 bits: a plane of colour that turns slowly, and noise of ± 8 levels."""
    random = np.random.RandomState(0)
    noise = random.randint(-8, 9, (_BAND + 64, _BAND + 64, 3)).astype(np.int16)
    profile = {"driver": "GTiff", "width": side, "height": side, "count": 3, "dtype": "uint8"}
    layout = {"tiled": True, "blockxsize": TILE, "blockysize": TILE, "interleave": "pixel"}
    small = {"compress": "zstd", "zstd_level": 1, "bigtiff": "yes", "num_threads": "all_cpus"}
    with rasterio.open(path, "w", photometric="rgb", **profile, **layout, **small) as file:
        for row in range(0, side, _BAND):
            for column in range(0, side, _BAND):
                height, width = min(_BAND, side - row), min(_BAND, side - column)
                y = (np.arange(row, row + height) / side)[:, None]
                x = (np.arange(column, column + width) / side)[None]
                scene = np.stack((60 + 150 * x + 0 * y, 40 + 180 * y + 0 * x, 60 + 130 * x * y), axis=2)
                dy, dx = random.randint(0, 64, 2)
                pixels = scene.astype(np.int16) + noise[dy : dy + height, dx : dx + width]
                block = np.moveaxis(pixels.clip(0, 255).astype(np.uint8), 2, 0)
                file.write(block, window=Window(column, row, width, height))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--side", type=int, default=32768)
    options.add_argument("--folder", default=None)
    options.add_argument("-k", default="7")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        picture, out = Path(folder) / "gigapixel.tif", Path(folder) / "out"
        begun = perf_counter()
        make(picture, given.side)
        print(f"made in {perf_counter() - begun:.1f} s, {picture.stat().st_size / 1e6:,.0f} MB", flush=True)
        main_file = str(Path(__file__).resolve().parents[1] / "main.py")
        command = [
            sys.executable,
            main_file,
            "segment",
            str(picture),
            "-o",
            str(out),
            "-k",
            given.k,
            "--json",
        ]
        begun = perf_counter()
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        wall = perf_counter() - begun
        if done.returncode:
            sys.exit(done.stderr)
        (result,) = json.loads(done.stdout)
        megapixels = given.side**2 / 1e6
        print(f"{megapixels:,.0f} MP, k = {given.k}, {result['iterations']} iterations")
        for stage, seconds in result["seconds"].items():
            print(f"{stage:8} {seconds:8.1f} s {megapixels / max(seconds, 1e-9):10.1f} MP/s")
        print(f"{'in all':8} {wall:8.1f} s {megapixels / wall:10.1f} MP/s")
        for file in sorted(out.iterdir()):
            print(f"{file.name}: {file.stat().st_size / 1e6:,.1f} MB")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(f"peak memory of the largest process: {peak:,.0f} MiB")


if __name__ == "__main__":
    main()
