"""The tables of docs/performance.md made anew, in one run, into one file; not those of before and after.

    python benchmarks/all_tables.py PICTURE [--large PICTURE] [--map GEOTIFF] [--data FOLDER] [--out FILE]
                                    [--only WORD] [--short]

PICTURE: a photograph, corfu.jpg in the document. --large: another of some 12 megapixels. --map: a small
GeoTIFF in place of one that is made here. --data: a folder of pictures for the table of minima, which is left
out without. --only: the tables with this in their titles. --short: whether everything runs, in minutes, with
figures that mean nothing. Nothing else should run meanwhile: the load before and after each is told.
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.base.parallel import available_threads

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "build" / "performance.md"
# In the real window: a screen of its own, where there is none.
WINDOW = str(HERE.parent / ".make" / "real-window")
_PACKAGES = ("numpy", "numba", "opencv-python", "scikit-learn", "rasterio", "PySide6-Essentials")


@dataclass(frozen=True)
class Table:
    """A section of the document, the benchmark that makes it, and its arguments. short: those of a trial."""

    title: str
    script: str
    arguments: Sequence[str]
    short: Sequence[str]
    in_window: bool = False

    def command(self, *, short: bool) -> list[str]:
        arguments = self.short if short else self.arguments
        before = [WINDOW] if self.in_window else []
        return [*before, sys.executable, str(HERE / self.script), *arguments]


def tables(picture: str, large: str, on_map: str, folder: str, data: str | None) -> tuple[Table, ...]:
    """All of them, in the order of the document. folder: for what is large and only passes."""
    once = ("--rounds", "1")
    few = (picture, "--least", "2", "--most", "3", *once)
    return (
        Table(
            "Beside other programs",
            "peers.py",
            (picture, "-k", "7", "--rounds", "5", "--skip", "article NumPy"),
            (picture, "-k", "3", "--skip", "faiss", "--skip", "article NumPy"),
        ),
        Table(
            "The whole command",
            "whole_command.py",
            (picture, on_map, "-k", "7"),
            (picture, on_map, "-k", "3", *once),
        ),
        Table("By k", "by_k.py", (picture, "--rounds", "5"), (picture, "-k", "3", "--no-sklearn", *once)),
        Table("Pixel by pixel", "rows.py", (picture, "-k", "7"), (picture, "-k", "3")),
        Table("By size", "by_size.py", (picture, large, "--rounds", "5"), (picture, *once)),
        Table("Another k in the window", "change_k.py", (picture,), few, in_window=True),
        Table("What the GUI thread does", "gui_stall.py", (picture,), (picture, *once), in_window=True),
        Table("Gigapixel", "gigapixel.py", ("--folder", folder), ("--folder", folder, "--side", "2048")),
        Table("Regions", "regions.py", (), ("--side", "256")),
        Table("Post-processing", "postprocess.py", (picture, on_map), (on_map, *once)),
        Table("An edit, measured", "after_edit.py", (picture,), (picture, "--times", "1", *once)),
        Table("How soon a cancel is heard", "cancel.py", (large,), (picture, "--only", "labels")),
        Table("Many pictures", "series.py", (), ("--pictures", "3", "--side", "100")),
        *((Table("How good is the minimum", "minimum.py", (data,), (data,)),) if data else ()),
    )


def machine() -> str:
    """Of what the figures are."""
    cpu = platform.processor() or platform.machine()
    found = Path("/proc/cpuinfo")
    lines = found.read_text().splitlines() if found.exists() else []
    cpu = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), cpu)
    versions = []
    for name in _PACKAGES:
        try:
            versions.append(f"{name} {version(name)}")
        except ModuleNotFoundError:
            versions.append(f"no {name}")
    return (
        f"{cpu}, {available_threads()} cores, {platform.system()}, Python {platform.python_version()}; "
        + ", ".join(versions)
    )


def load() -> str:
    return f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "not known"


def made(table: Table, *, short: bool) -> str:
    """The section as text: the command, what it printed, and how long it took."""
    before, begun, command = load(), perf_counter(), table.command(short=short)
    print(f"… {table.title}", file=sys.stderr, flush=True)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    said = done.stdout.strip() or "(nothing)"
    if done.returncode:
        said += f"\n\nFAILED ({done.returncode}): {done.stderr.strip()[-2000:]}"
    if not said.startswith("|"):
        said = f"```\n{said}\n```"
    words = command[command.index(sys.executable) + 1 :]
    shown = " ".join(Path(word).name if Path(word).is_absolute() else word for word in words)
    spent = f"{perf_counter() - begun:.0f} s, load {before} before and {load()} after"
    return f"## {table.title}\n\n`python {shown}` ({spent})\n\n{said}\n"


def small_map(path: Path) -> None:
    """A GeoTIFF of 0.45 megapixels: floes on water, with a CRS."""
    import numpy as np
    import rasterio
    from rasterio.transform import Affine

    random = np.random.default_rng(0)
    rows, columns = np.indices((600, 750))
    ice = np.sin(rows / 37) + np.cos(columns / 29) + random.normal(0, 0.1, rows.shape) > 0.3
    pixels = np.where(ice, 190, 40) + random.integers(0, 25, (3, *rows.shape))
    profile = {"driver": "GTiff", "height": 600, "width": 750, "count": 3, "dtype": "uint8"}
    place = {"crs": "EPSG:3413", "transform": Affine(10, 0, 200_000, 0, -10, -900_000)}
    with rasterio.open(path, "w", photometric="rgb", **profile, **place) as file:
        file.write(pixels.astype(np.uint8))


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("picture")
    options.add_argument("--large", default=None)
    options.add_argument("--map", default=None)
    options.add_argument("--data", default=None)
    options.add_argument("--out", type=Path, default=OUT)
    options.add_argument("--only", default="", metavar="WORD")
    options.add_argument("--short", action="store_true")
    given = options.parse_args()
    given.out.parent.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        on_map = given.map or str(Path(folder) / "made.tif")
        if given.map is None:
            small_map(Path(on_map))
        every = tables(given.picture, given.large or given.picture, on_map, folder, given.data)
        wanted = [table for table in every if given.only.lower() in table.title.lower()]
        head = f"{datetime.now(UTC):%d %B %Y}; {machine()}; load {load()}."
        with given.out.open("w", encoding="utf-8") as file:
            file.write(f"# Performance\n\n{head}\n\n")
            for table in wanted:
                text = made(table, short=given.short)
                failed += "FAILED" in text
                file.write(f"{text}\n")
                file.flush()
    print(f"{given.out}: {len(wanted)} tables, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
