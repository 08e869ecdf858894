"""What a hostile file costs: seconds, and the peak memory of the program and of the process that reads.

    .venv/bin/python benchmarks/hostile_files.py FOLDER

Each file of the folder goes through the command line as what its name says: a picture, regions of interest
(of a plain picture and of one on a map), a run record. Documents are opened as the window opens them. Linux.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
GLANCE_S = 0.01
LONGEST_S = 30
REGIONS = (".geojson", ".gpkg", ".shp", ".roi", ".zip")


def main() -> None:
    folder = Path(sys.argv[1])
    print(f"{'file':24} {'code':>4} {'s':>6} {'CPU s':>6} {'MB':>6} {'MB child':>8}  sentence")
    with tempfile.TemporaryDirectory() as made:
        plain, on_map = pictures(Path(made))
        for path in sorted(folder.iterdir() if folder.is_dir() else [folder]):
            for arguments in commands(path, plain, on_map, Path(made) / "out"):
                code, *costs, said = cost([sys.executable, *arguments])
                seconds, cpu, own, others = costs
                print(
                    f"{path.name:24} {code:4} {seconds:6.1f} {cpu:6.1f} {own:6.0f} {others:8.0f}  {said}",
                    flush=True,
                )


def pictures(folder: Path) -> tuple[Path, Path]:
    import rasterio
    from PIL import Image

    pixels = np.random.default_rng(0).integers(0, 256, (60, 80, 3), np.uint8)
    plain, on_map = folder / "plain.png", folder / "map.tif"
    Image.fromarray(pixels).save(plain)
    transform = rasterio.Affine(1 / 80, 0, -78, 0, -1 / 60, 25)
    with rasterio.open(
        on_map,
        "w",
        driver="GTiff",
        width=80,
        height=60,
        count=3,
        dtype="uint8",
        crs="EPSG:4326",
        transform=transform,
    ) as file:
        file.write(np.moveaxis(pixels, -1, 0))
    return plain, on_map


def commands(path: Path, plain: Path, on_map: Path, out: Path) -> list[list[str]]:
    main = str(ROOT / "main.py")
    segment = [main, "segment", "-o", str(out)]
    if path.suffix in REGIONS:
        return [[*segment, str(picture), "--roi", str(path)] for picture in (plain, on_map)]
    if path.suffix == ".floe":
        return [[str(Path(__file__).with_name("open_document.py")), str(path)]]
    if path.suffix == ".json":
        return [[main, "verify", str(path), str(plain)], [*segment, str(plain), "--recipe", str(path)]]
    return [[*segment, str(path)], [*segment, str(path), "--tile", "512"]]


def cost(command: list[str]) -> tuple[int, float, float, float, float, str]:
    """Exit code, seconds, of the CPU too, peak MB of it and of its largest child, its last line."""
    begun, before = time.monotonic(), spent()
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, cwd=ROOT)
        peaks: dict[int, float] = {}
        while process.poll() is None:
            if time.monotonic() - begun > LONGEST_S:
                process.kill()
            for pid in (process.pid, *children(process.pid)):
                peaks[pid] = max(peaks.get(pid, 0.0), peak_of(pid))
            time.sleep(GLANCE_S)
        said.seek(0)
        lines = said.read().strip().splitlines() or [""]
    own = peaks.pop(process.pid, 0.0)
    return (
        process.returncode,
        time.monotonic() - begun,
        spent() - before,
        own,
        max(peaks.values(), default=0.0),
        lines[-1],
    )


def spent() -> float:
    """Of the CPU, by all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def children(pid: int) -> list[int]:
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def peak_of(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


if __name__ == "__main__":
    main()
