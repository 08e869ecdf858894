"""What one core does of a series, and what goes to a worker and comes back: the table of docs/scale.md.

    python benchmarks/scale.py [--pictures 12] [--sides 1024,3072] [-k 4]

Seconds are of the processor, so other work beside changes them little; the work of a picture is done in this
process, reading too, and what the program that asks does besides is counted apart.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import process_time

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.series import make_pictures  # noqa: E402
from core.base.parallel import never_cancelled  # noqa: E402
from core.cluster.parameters import Parameters  # noqa: E402
from core.pictures.crew import Job, Outcome, done  # noqa: E402
from core.series.asked import Asked  # noqa: E402
from core.series.run_series import run_series  # noqa: E402
from core.series.series import Series  # noqa: E402
from tests.reading import HERE  # noqa: E402


class CountedCrew:
    """seconds, there, back: by the name of the work, of all its jobs but the first, which imports and
    compiles.
    """

    def __init__(self) -> None:
        self.seconds, self.there, self.back = dict[str, float](), dict[str, int](), dict[str, int]()
        self.jobs = dict[str, int]()
        self.all_seconds = 0.0

    def __enter__(self) -> CountedCrew:
        return self

    def __exit__(self, *_error: object) -> None:
        return None

    def close(self) -> None:
        return None

    def outcomes(
        self, jobs: Iterable[Job], _cancelled: Callable[[], bool] = never_cancelled
    ) -> Iterator[Outcome]:
        for job in jobs:
            packed, begun = pickle.dumps((job.work, job.arguments)), process_time()
            work, arguments = pickle.loads(packed)
            outcome = Outcome(job.number, *done(work, HERE, arguments))
            spent, name = process_time() - begun, job.work.__name__
            self.all_seconds += spent
            self.jobs[name] = self.jobs.get(name, -1) + 1
            if self.jobs[name]:
                self.seconds[name] = self.seconds.get(name, 0.0) + spent
                self.there[name] = self.there.get(name, 0) + len(packed)
                self.back[name] = self.back.get(name, 0) + len(pickle.dumps(outcome))
            yield outcome


def measured(folder: Path, number: int, side: int, k: int) -> dict[str, object]:
    """A series of so many JPEGs of side × side pixels with a legend of all."""
    paths, crew = make_pictures(folder / "in", number + 1, side), CountedCrew()
    asked = Asked(Parameters(k=k), directory=folder / "out")
    begun = process_time()
    for _told in run_series(Series(tuple(paths), asked, crew=crew), HERE):
        pass
    own = process_time() - begun - crew.all_seconds
    each = {name: spent / crew.jobs[name] for name, spent in crew.seconds.items()}
    return {
        "megapixels": round(side * side / 1e6, 2),
        "file_kb": round(sum(path.stat().st_size for path in paths) / len(paths) / 1e3),
        "seconds_a_picture": {name: round(spent, 4) for name, spent in each.items()},
        "megapixels_a_second_a_core": round(side * side / 1e6 / sum(each.values()), 1),
        "kb_there": {name: round(size / crew.jobs[name] / 1e3, 1) for name, size in crew.there.items()},
        "kb_back": {name: round(size / crew.jobs[name] / 1e3, 1) for name, size in crew.back.items()},
        "own_seconds_a_picture": round(own / len(paths), 4),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=int, default=12)
    parser.add_argument("--sides", default="1024,3072")
    parser.add_argument("-k", type=int, default=4)
    options = parser.parse_args()
    found = []
    for side in map(int, options.sides.split(",")):
        with tempfile.TemporaryDirectory(prefix="floe-scale-") as name:
            found.append(measured(Path(name), options.pictures, side, options.k))
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
