"""The whole command beside a script of the libraries that somebody would write instead, from start to files.

    python benchmarks/whole_command.py PICTURE … [-k 7] [--rounds 5] [--json]

All programs run in turn, round by round, each in a process of its own, and each has its median: what else
the machine does meets all alike. The first round compiles modules where that is not done, as an installation
does, whatever PYTHONDONTWRITEBYTECODE says: else each run would compile them. Seconds of the clock and of the
processor (of all its processes together: more than the clock where both cores work), and the peak memory of
the largest process. The scripts read the picture, cluster by cv2.kmeans (single precision, 100 iterations: no
fixed point) and write the labels; of a TIFF as a GeoTIFF, by rasterio. They measure no areas.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

MAIN = str(Path(__file__).resolve().parents[1] / "main.py")
_CLUSTERED = """
import sys, cv2, numpy as np
path, k, out = sys.argv[1], int(sys.argv[2]), sys.argv[3]
{read}
rows = pixels.reshape(-1, pixels.shape[2]).astype(np.float32)
criteria = (cv2.TERM_CRITERIA_MAX_ITER + cv2.TERM_CRITERIA_EPS, 100, 0.0)
_, labels, _ = cv2.kmeans(rows, k, None, criteria, 1, cv2.KMEANS_PP_CENTERS)
labels = (labels + 1).astype(np.uint8).reshape(pixels.shape[:2])
{write}
"""
_CV2 = _CLUSTERED.format(read="pixels = cv2.imread(path)", write="cv2.imwrite(out + '/labels.png', labels)")
_RASTERIO = _CLUSTERED.format(
    read="""import rasterio
with rasterio.open(path) as file:
    pixels, profile = np.moveaxis(file.read(), 0, 2), file.profile""",
    write="""profile.update(count=1, dtype='uint8', compress='deflate', nodata=0, photometric=None)
with rasterio.open(out + '/labels.tif', 'w', **profile) as file:
    file.write(labels, 1)""",
)


@dataclass(frozen=True)
class Figures:
    """Seconds by the clock, of the processor, and MB."""

    seconds: float
    processor_s: float
    peak_mb: float


def measured(command: Sequence[str]) -> Figures:
    """Run a program to its end. Ends this one where it fails."""
    begun = perf_counter()
    keeps_modules = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=keeps_modules)
    said = process.stderr.read() if process.stderr else b""
    _, status, used = os.wait4(process.pid, 0)
    seconds = perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command[:4])} … failed: {said.decode(errors='replace')[-400:]}")
    return Figures(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def in_turn(commands: Mapping[str, Sequence[str]], rounds: int) -> dict[str, Figures]:
    """Each program once to warm the disk's cache, then all of them in turn; the medians."""
    for command in commands.values():
        measured(command)
    runs: dict[str, list[Figures]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measured(command))
    return {
        name: Figures(
            statistics.median(each.seconds for each in found),
            statistics.median(each.processor_s for each in found),
            max(each.peak_mb for each in found),
        )
        for name, found in runs.items()
    }


def commands_for(picture: str, k: int, out: str) -> dict[str, list[str]]:
    """Floe with and without the errors of areas, and the script for this kind of picture."""
    segment = [sys.executable, MAIN, "segment", picture, "-k", str(k), "-o", out]
    on_a_map = Path(picture).suffix.lower() in {".tif", ".tiff"}
    name, script = ("cv2 and rasterio", _RASTERIO) if on_a_map else ("cv2", _CV2)
    return {
        "floe segment": segment,
        "floe segment --no-uncertainty": [*segment, "--no-uncertainty"],
        f"script of {name}": [sys.executable, "-c", script, picture, str(k), out],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("pictures", nargs="+", metavar="PICTURE")
    options.add_argument("-k", type=int, default=7)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    found = {}
    with tempfile.TemporaryDirectory() as out:
        for picture in given.pictures:
            commands = commands_for(picture, given.k, out)
            found[Path(picture).name] = in_turn(commands, given.rounds)
    if given.json:
        plain = {p: {name: asdict(each) for name, each in rows.items()} for p, rows in found.items()}
        print(json.dumps(plain, indent=1))
        return
    print(f"| k = {given.k}, median of {given.rounds} | clock, s | processor, s | peak MB |")
    print("|---|--:|--:|--:|")
    for picture, rows in found.items():
        for name, each in rows.items():
            figures = f"{each.seconds:.2f} | {each.processor_s:.2f} | {each.peak_mb:.0f}"
            print(f"| {picture}: {name} | {figures} |")


if __name__ == "__main__":
    main()
