"""A crew that needs no processes of its own, whose start would take most of the time of these tests."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator

from core.base.parallel import never_cancelled, raise_if_cancelled
from core.pictures.crew import Job, Outcome, done
from tests.reading import HERE


class CrewHere:
    """What goes to a worker and comes back is pickled all the same."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __enter__(self) -> CrewHere:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        return None

    def outcomes(
        self, jobs: Iterable[Job], cancelled: Callable[[], bool] = never_cancelled
    ) -> Iterator[Outcome]:
        for job in jobs:
            raise_if_cancelled(cancelled)
            work, arguments = pickle.loads(pickle.dumps((job.work, job.arguments)))
            value, problem = pickle.loads(pickle.dumps(done(work, HERE, arguments)))
            yield Outcome(job.number, value, problem)
