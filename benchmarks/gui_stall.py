"""How long the GUI thread stalls while a picture is opened, clustered, shown and replayed.

Usage: gui_stall.py IMAGE [-k K] [--rounds N] [--feature NAME:WEIGHT,OPTION=VALUE] [--json]

A precise 10 ms timer runs in the GUI thread; the stall is how much later than 10 ms it fires. Measured
from opening the picture to some seconds after the result, so that the replay counts, and before that in
an idle window for comparison. With a feature that learns, each round has its training as well, with the tab
that shows it in front; each has a seed of its own, so that it learns anew. It takes the screen that is
there; .make/real-window gives it one of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.driven_window import open_window, settle, wait_for_outcome
from core.cluster.features.feature import parse_feature

TICK_MS = 10
IDLE_MS = 2000
AFTER_MS = 3000


class Ticks(QObject):
    """Notes when a 10 ms timer of this thread fires."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.times: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._note)

    def _note(self) -> None:
        self.times.append(perf_counter())

    def start(self) -> None:
        """Forget what was and begin."""
        self.times = [perf_counter()]
        self._timer.start(TICK_MS)

    def stalls_ms(self) -> dict[str, float]:
        """Stop, and say how late the timer was: median, 99th percentile, worst."""
        self._timer.stop()
        late = np.maximum(np.diff(self.times) * 1000 - TICK_MS, 0)
        p50, p99 = np.percentile(late, [50, 99])
        return {"p50": round(p50, 2), "p99": round(p99, 2), "max": round(late.max(), 2), "ticks": len(late)}


def pass_time(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> None:
    """Read the command line, measure, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("image", type=Path)
    parser.add_argument("-k", type=int, default=7)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--feature", help="to cluster by as well, as for floe segment")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    # Read before the clock runs, as the dialog has done it when its features are taken.
    seeds = range(options.rounds)
    features = [parse_feature(f"{options.feature},seed={seed}") for seed in seeds if options.feature]
    application, window = open_window()
    ticks = Ticks(window)
    ticks.start()
    pass_time(IDLE_MS)
    result = {
        "image": str(options.image),
        "k": options.k,
        "platform": QApplication.platformName(),
        "idle": ticks.stalls_ms(),
        "rounds": [],
    }
    for number in range(options.rounds):
        ticks.start()
        busy = process_time()
        window.services.files.open_paths([options.image])
        outcome = wait_for_outcome(window)
        if outcome.segmentation.k != options.k:
            parameters = window.session.document.parameters
            window.session.set_parameters(replace(parameters, k=options.k))
            outcome = wait_for_outcome(window)
        if features:
            window.workspace.parts.tabs.show_page(window.workspace.parts.learning)
            parameters = window.session.document.parameters
            window.session.set_parameters(replace(parameters, features=(features[number],)))
            outcome = wait_for_outcome(window)
        pass_time(AFTER_MS)
        stalls = ticks.stalls_ms()
        stalls["iterations"] = outcome.segmentation.iterations
        stalls["cpu_s"] = round(process_time() - busy, 2)
        result["rounds"].append(stalls)
        window.services.documents.close_picture()
        settle()
    window.close_without_asking()
    application.processEvents()
    if options.json:
        print(json.dumps(result, indent=1))
        return
    print(f"{options.image}, k = {options.k}, on {result['platform']}: GUI thread late by, in ms")
    print(f"{'':10}{'p50':>8}{'p99':>8}{'worst':>8}")
    rows = {"idle": result["idle"], **{f"round {i}": r for i, r in enumerate(result["rounds"], 1)}}
    for name, row in rows.items():
        print(f"{name:10}{row['p50']:8.1f}{row['p99']:8.1f}{row['max']:8.1f}")


if __name__ == "__main__":
    main()
