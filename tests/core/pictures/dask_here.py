"""Stands in for Dask's library: jobs are done in this process, by workers that it says it has.

What goes to a worker and comes back is pickled, as Dask does it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from core.pictures import remote_crew, remote_worker
from tests.core.pictures.crew_here import CrewHere


class Reschedule(Exception):  # noqa: N818 - as Dask calls it
    pass


class KilledWorker(Exception):  # noqa: N818 - as Dask calls it
    pass


@dataclass(eq=False)
class Future:
    key: str
    work: Callable[..., Any]
    arguments: bytes
    status: str = "pending"


@dataclass(eq=False)
class DaskHere:
    """Is the module `distributed`, and what it has started. threads: of all workers. refuses: what connecting
    raises. meets: the errors that the next jobs meet, None for none; connection: whether it is still there.
    """

    threads: int = 2
    refuses: Exception | None = None
    meets: list[Exception | None] = field(default_factory=list)
    connection: bool = True
    clients: list[Client] = field(default_factory=list)
    KilledWorker = KilledWorker
    Reschedule = Reschedule

    @classmethod
    def in_place(cls, monkeypatch: pytest.MonkeyPatch) -> DaskHere:
        """Of the library, for both sides."""
        here = cls()
        monkeypatch.setattr(remote_crew, "extra", lambda _name: here)
        monkeypatch.setattr(remote_worker, "extra", lambda _name: here)
        monkeypatch.setattr(remote_worker, "Crew", lambda number, _place: CrewHere(number))
        monkeypatch.setattr(remote_worker, "_may_start_processes", lambda: None)
        monkeypatch.setattr(remote_worker, "_ADMITTED", set())
        monkeypatch.setattr(remote_worker, "_DESKS", {})
        return here

    def Client(self, address: str, *, timeout: float, set_as_default: bool) -> Client:  # noqa: N802
        if self.refuses is not None:
            raise self.refuses
        self.clients.append(Client(self, address))
        return self.clients[-1]

    def as_completed(self, loop: object, *, with_results: bool, raise_errors: bool) -> AsCompleted:
        return AsCompleted(self)

    def get_worker(self) -> Any:
        task = SimpleNamespace(state="executing")
        return SimpleNamespace(
            address="tcp://worker:1",
            get_current_task=lambda: "key",
            state=SimpleNamespace(tasks={"key": task}),
            status=SimpleNamespace(name="running"),
            loop=SimpleNamespace(add_callback=lambda *_later: None, call_later=None),
        )


class Client:
    loop = None

    def __init__(self, dask: DaskHere, address: str) -> None:
        self.dask, self.address = dask, address
        self.submitted: list[Future] = []
        self.cancelled: list[str] = []
        self.most_at_once, self.is_closed = 0, False
        self.scheduler = SimpleNamespace(identity=lambda **_which: {"total_threads": dask.threads})

    def submit(self, work: Callable[..., Any], *arguments: Any, key: str, pure: bool) -> Future:
        self.submitted.append(Future(key, work, pickle.dumps(arguments)))
        pending = sum(each.status == "pending" for each in self.submitted)
        self.most_at_once = max(self.most_at_once, pending)
        return self.submitted[-1]

    def sync(self, call: Callable[..., Any], *, callback_timeout: float, **arguments: Any) -> Any:
        return call(**arguments)

    def run(self, work: Callable[..., Any], **_how: object) -> None:
        work()

    def cancel(self, futures: list[Future], *, force: bool) -> None:
        self.cancelled += [each.key for each in futures]

    def close(self, *, timeout: float) -> None:
        self.is_closed = True


class AsCompleted:
    def __init__(self, dask: DaskHere) -> None:
        self._dask, self._waiting = dask, list[Future]()

    def add(self, future: Future) -> None:
        self._waiting.append(future)

    def next_batch(self, *, block: bool) -> list[tuple[Future, Any]]:
        """The newest first: nobody may count on an order. None where no worker is there."""
        if not self._waiting or not self._dask.threads:
            return []
        future = self._waiting.pop()
        if not self._dask.connection:
            future.status = "cancelled"
            return [(future, Exception("gone"))]
        try:
            if self._dask.meets and (error := self._dask.meets.pop(0)) is not None:
                raise error
            found = pickle.loads(pickle.dumps(future.work(*pickle.loads(future.arguments))))
        except Exception as error:
            future.status = "error"
            return [(future, (type(error), error, None))]
        future.status = "finished"
        return [(future, found)]
