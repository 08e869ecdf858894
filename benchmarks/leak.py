"""What is left after many rounds of opening, segmenting and closing a picture.

Usage: leak.py IMAGE… [--rounds N] [--json]

Several pictures take turns. Threads (of Python and of the system), widgets and resident memory before and
after. The first rounds warm the caches that a running program keeps; the comparison starts after them.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtWidgets import QApplication

from benchmarks.driven_window import open_window, settle, wait_for_outcome

WARM_UP = 5


def held() -> dict[str, float]:
    """What the process holds now."""
    gc.collect()
    settle()
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    kilobytes = next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)
    tasks = Path("/proc/self/task")
    return {
        "python_threads": threading.active_count(),
        "system_threads": len(list(tasks.iterdir())) if tasks.exists() else 0,
        "widgets": len(QApplication.allWidgets()),
        "rss_mb": round(kilobytes / 1024, 1),
    }


def main() -> None:
    """Read the command line, open and close, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("images", type=Path, nargs="+")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    _, window = open_window()
    before = held()
    warm_up = max(WARM_UP, len(options.images))
    for i in range(warm_up + options.rounds):
        window.services.files.open_paths([options.images[i % len(options.images)]])
        wait_for_outcome(window)
        window.services.documents.close_picture()
        settle()
        if i + 1 == warm_up:
            before = held()
    after = held()
    window.close_without_asking()
    settle()
    left = {name: round(after[name] - before[name], 1) for name in before}
    result = {
        "images": [str(path) for path in options.images],
        "rounds": options.rounds,
        "before": before,
        "after": after,
        "left": left,
    }
    if options.json:
        print(json.dumps(result, indent=1))
        return
    print(f"{len(options.images)} pictures, {options.rounds} rounds of open, segment, close")
    for name in before:
        print(f"{name:16}{before[name]:10g} → {after[name]:10g}   left over {left[name]:+g}")


if __name__ == "__main__":
    main()
