"""A series beside the same job by a loop of scikit-learn, by one of OpenCV, and by `floe segment` one by one.

    .venv/bin/python benchmarks/series.py [--pictures 200] [--side 1000] [-k 4]
    .venv/bin/python benchmarks/series.py --memory 10,100,1000 [--side 500]
    .venv/bin/python benchmarks/series.py --truth 10

The pictures are made here: JPEGs of a lake that grows. One run, one after the other, wall clock; on a machine
that does something else the ratios hold, the seconds do not. Loops do less: no ±, no drift, no record; all of
them read by OpenCV. What clusters each picture by itself, and what is called once a picture, does a twentieth
of them and is told for all. The last runs ask how long a series works between two looks at `cancelled`, and
how long it takes to end once it is cancelled; and what is left of one that is killed half-way. Each of the
three commands takes some minutes on two cores.
--memory: the most that `floe series` and its processes take together (proportional set size, sampled), for so
many pictures. --truth: how often the interval of the lake's area holds its true area, and which pictures are
flagged, over so many made series; the legend is that of the first picture of each, which is clear.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
FLOE = [sys.executable, str(ROOT / "main.py")]
_BETWEEN = 0.05
# Of so many pictures one, where each takes long.
_PART = 20


def main() -> None:
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=form)
    parser.add_argument("--pictures", type=int, default=200)
    parser.add_argument("--side", type=int, default=1000)
    parser.add_argument("-k", type=int, default=4)
    parser.add_argument("--memory", default="")
    parser.add_argument("--truth", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="floe-series-") as name:
        folder = Path(name)
        if options.truth:
            found: dict[str, object] = truth(folder, options.truth)
        elif options.memory:
            counts = [int(each) for each in options.memory.split(",")]
            paths = make_pictures(folder / "in", max(counts), options.side)
            found = {"peak_mb": {n: peak_mb(paths[:n], folder / str(n), options.k) for n in counts}}
        else:
            found = speed(folder, options.pictures, options.side, options.k)
    print(json.dumps(found, indent=1))


def make_pictures(folder: Path, number: int, side: int) -> list[Path]:
    """JPEGs of a light disk on dark, each a little larger; the grain is drawn once, and shifted."""
    folder.mkdir(parents=True)
    grain = np.random.default_rng(0).normal(0, 6, (side + 64, side + 64, 3))
    rows, columns = np.mgrid[:side, :side]
    distance = np.hypot(rows - side / 2, columns - side / 2)
    paths = []
    for i in range(number):
        radius = 0.25 * side * np.sqrt(1 + 0.1 * i / max(number - 1, 1))
        inside = (radius - distance + 0.5).clip(0, 1)[..., None]
        levels = (20, 40, 70) + inside * ((220, 225, 230) - np.array((20, 40, 70)))
        shift = i % 64
        pixels = (levels + grain[shift : shift + side, shift : shift + side]).clip(0, 255).astype(np.uint8)
        paths.append(folder / f"lake_{i:05}.jpg")
        Image.fromarray(pixels).save(paths[-1], quality=92)
    return paths


def speed(folder: Path, number: int, side: int, k: int) -> dict[str, object]:
    paths = make_pictures(folder / "in", number, side)
    some = paths[::_PART]
    runs: dict[str, Callable[[], object]] = {
        "floe series": lambda: floe("series", folder / "in", "-o", folder / "out", "-k", k),
        "floe series, no ±": lambda: floe(
            "series", folder / "in", "-o", folder / "plain", "-k", k, "--no-uncertainty"
        ),
        "floe segment, one by one": lambda: one_by_one(some, folder / "segment", k),
        "scikit-learn, a sample and predict": lambda: by_scikit_learn(paths, k),
        "scikit-learn, each by itself": lambda: each_by_scikit_learn(some, k),
        "OpenCV, each by itself": lambda: by_opencv(some, k),
    }
    seconds = {}
    for name, run in runs.items():
        begun = time.perf_counter()
        run()
        seconds[name] = time.perf_counter() - begun
    for name in ("floe segment, one by one", "scikit-learn, each by itself", "OpenCV, each by itself"):
        seconds[name] *= number / len(some)
    return {
        "pictures": number,
        "megapixels": side * side / 1e6,
        "k": k,
        "cores": len(os.sched_getaffinity(0)),
        "seconds": seconds,
        "pictures_a_second": {name: number / spent for name, spent in seconds.items()},
        "ratio": {name: spent / seconds["floe series"] for name, spent in seconds.items()},
        "cancel": cancelling(paths[: max(3, number // 4)], folder / "cancelled", k),
        "killed": killed(folder / "in", folder / "out", folder / "killed", k),
    }


def floe(*arguments: object) -> None:
    subprocess.run([*FLOE, *map(str, arguments), "--quiet"], check=True, cwd=ROOT)


def one_by_one(paths: list[Path], out: Path, k: int) -> None:
    """A call for each: what a script does. Their areas alone."""
    for path in paths:
        floe("segment", path, "-o", out, "-k", k, "--export", "areas")


def by_scikit_learn(paths: list[Path], k: int) -> dict[str, list[int]]:
    """One legend of all by a sample, as people do it: fitted on a million pixels, then predicted."""
    from sklearn.cluster import KMeans

    sample = []
    for path in paths:
        pixels = opened(path)
        sample.append(pixels[:: max(1, len(pixels) * len(paths) // 1_000_000)])
    model = KMeans(k, n_init=1, random_state=0).fit(np.concatenate(sample).astype(np.float32))
    counts = {}
    for path in paths:
        pixels = opened(path).astype(np.float32)
        counts[path.name] = np.bincount(model.predict(pixels), minlength=k).tolist()
    return counts


def each_by_scikit_learn(paths: list[Path], k: int) -> dict[str, list[int]]:
    """Each picture clustered by itself, on all its pixels."""
    from sklearn.cluster import KMeans

    counts = {}
    for path in paths:
        pixels = opened(path).astype(np.float32)
        labels = KMeans(k, n_init=1, random_state=0).fit(pixels).labels_
        counts[path.name] = np.bincount(labels, minlength=k).tolist()
    return counts


def by_opencv(paths: list[Path], k: int) -> dict[str, list[int]]:
    """Each picture by itself: OpenCV has no prediction."""
    import cv2

    counts = {}
    for path in paths:
        pixels = opened(path).astype(np.float32)
        end = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, 100, 0.1)
        _inertia, labels, _centres = cv2.kmeans(pixels, k, None, end, 1, cv2.KMEANS_PP_CENTERS)
        counts[path.name] = np.bincount(labels[:, 0], minlength=k).tolist()
    return counts


def opened(path: Path) -> np.ndarray:
    """(pixels, 3) uint8."""
    import cv2

    return cv2.imread(str(path)).reshape(-1, 3)


def cancelling(paths: list[Path], out: Path, k: int) -> dict[str, float]:
    """The longest time between two looks at `cancelled`, in seconds, over a whole series; and from the first
    picture that is measured, when it is cancelled, to the end of it all.
    """
    from core.base.errors import Cancelled
    from core.cluster.parameters import Parameters
    from core.guarded.process import ReadingProcess
    from core.io.reader import read
    from core.series.asked import Asked
    from core.series.run_series import run_series
    from core.series.series import Series

    looks: list[float] = []
    asked_at = 0.0

    def cancelled() -> bool:
        looks.append(time.perf_counter())
        return asked_at > 0

    with ReadingProcess(read) as reader:
        for number in (2, len(paths)):  # the first run imports and compiles
            looks[:] = [time.perf_counter()]
            asked = Asked(Parameters(k=k), directory=out / str(number))
            for _told in run_series(Series(tuple(paths[:number]), asked), reader, cancelled=cancelled):
                pass
        looks.append(time.perf_counter())
        between = max(later - earlier for earlier, later in itertools.pairwise(looks))
        series = Series(tuple(paths), Asked(Parameters(k=k), directory=out / "cut"))
        try:
            for told in run_series(series, reader, cancelled=cancelled):
                if told.stage == "measure" and told.done:
                    asked_at = time.perf_counter()
        except Cancelled:
            pass
        return {"between_looks_s": between, "to_the_end_s": time.perf_counter() - asked_at}


def killed(pictures: Path, whole: Path, out: Path, k: int) -> dict[str, object]:
    """Killed (SIGKILL) once half of the pictures are in the journal, then resumed: how many were up to date,
    and whether table and curve are those of a run to its end, which lie in `whole`.
    """
    command = [*FLOE, "series", str(pictures), "-o", str(out), "-k", str(k)]
    journal, half = out / "series_journal.jsonl", len(list(pictures.iterdir())) // 2
    process = subprocess.Popen([*command, "--quiet"], cwd=ROOT)
    while process.poll() is None:
        if journal.is_file() and journal.read_bytes().count(b"\n") > half:
            process.kill()
            break
        time.sleep(_BETWEEN / 10)
    was_killed = process.wait() < 0
    resumed = subprocess.run(
        [*command, "--resume", "--json", "--quiet"], cwd=ROOT, check=True, capture_output=True
    )
    same = (out / name for name in ("series.csv", "series_areas.svg"))
    return {
        "was_killed": was_killed,
        "up_to_date": json.loads(resumed.stdout)["up_to_date"],
        "same_bytes": all(path.read_bytes() == (whole / path.name).read_bytes() for path in same),
    }


def peak_mb(paths: list[Path], out: Path, k: int) -> float:
    """Of the program and all its processes together."""
    command = [*FLOE, "series", *paths, "-o", out, "-k", str(k), "--quiet"]
    process = subprocess.Popen(command, cwd=ROOT)
    most, over = 0.0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not over.wait(_BETWEEN):
            most = max(most, sum(map(_pss_mb, _family(process.pid))))

    watcher = threading.Thread(target=watch)
    watcher.start()
    code = process.wait()
    over.set()
    watcher.join()
    if code:
        raise SystemExit(f"floe series ended with {code}")
    return round(most, 1)


def _family(process: int) -> list[int]:
    found, waiting = [], [process]
    while waiting:
        each = waiting.pop()
        found.append(each)
        try:
            for task in Path(f"/proc/{each}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:
            continue
    return found


def _pss_mb(process: int) -> float:
    try:
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1000
    except OSError:
        pass
    return 0.0


def truth(folder: Path, number: int) -> dict[str, object]:
    from core.scenes.dated_scenes import lake_series

    held = of = missed = alarms = 0
    for seed in range(number):
        scenes = lake_series(seed, (600, 400))
        into = folder / f"{seed}"
        into.mkdir()
        for each in scenes:
            Image.fromarray(each.scene.image.pixels).save(into / f"lake_{each.date}.png")
        legend = f"fit:{into / f'lake_{scenes[0].date}.png'}"
        options = ("-k", 3, "--class", "water=1", "--by-date", "auto", "--legend", legend)
        floe("series", into, "-o", folder / f"out{seed}", *options)
        with (folder / f"out{seed}" / "series.csv").open(encoding="utf-8") as file:
            rows = [row for row in csv.DictReader(file) if row["class"] == "water"]
        for row, each in zip(rows, scenes, strict=True):
            flagged = row["drift"] != "no"
            missed += bool(each.drift) and not flagged
            alarms += flagged and not each.drift
            if not each.drift:
                of += 1
                held += float(row["low"]) <= each.scene.area("water") <= float(row["high"])
    return {"series": number, "held": held, "of": of, "share": held / of, "missed": missed, "alarms": alarms}


if __name__ == "__main__":
    main()
