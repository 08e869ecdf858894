"""Pictures on other machines: what is given to a scheduler, what comes of it, and what can go wrong.

With Dask's own scheduler and workers: tests/robustness/other_machines.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import Cancelled, FloeError, ParameterError
from core.pictures import remote_crew, remote_worker
from core.pictures.crew import Job, Outcome, Place
from core.pictures.remote_crew import RemoteCrew, checked_address
from core.pictures.remote_worker import (
    Ticket,
    Unfit,
    differing_versions,
    dismiss,
    outcome_there,
    versions_here,
)
from tests.core.pictures.crew_here import CrewHere
from tests.core.pictures.dask_here import DaskHere, KilledWorker, Reschedule

ADDRESS = "tcp://10.0.0.1:8786"


def twice(_reader: object, number: int) -> int:
    return 2 * number


def refuses(_reader: object) -> None:
    raise ParameterError("No.")


@pytest.fixture
def dask(monkeypatch: pytest.MonkeyPatch) -> DaskHere:
    return DaskHere.in_place(monkeypatch)


def found(crew: RemoteCrew, *jobs: Job) -> dict[int, Outcome]:
    return {each.number: each for each in crew.outcomes(jobs)}


@pytest.mark.parametrize(
    "text", [ADDRESS, "tls://host.example:443", "tcp://[fe80::1]:8786", "tcp://localhost:1"]
)
def test_an_address(text: str) -> None:
    assert checked_address(text) == text


@pytest.mark.parametrize(
    "text",
    ["", "10.0.0.1:8786", "http://host:8786", "tcp://host", "tcp://:8786", "tcp://host:port", "tcp://a b:1"],
)
def test_no_address(text: str) -> None:
    with pytest.raises(ParameterError, match="write the address of a Dask scheduler, such as tcp:"):
        RemoteCrew(text)


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.writing.extras.util.find_spec", lambda _name: None)
    with pytest.raises(FloeError, match=r"need the library distributed: .* pip install 'floe\[dask\]'"):
        RemoteCrew(ADDRESS)


def test_each_job_has_its_outcome(dask: DaskHere) -> None:
    with RemoteCrew(ADDRESS) as crew:
        outcomes = found(crew, *(Job(i, twice, (i,)) for i in range(9)), Job(9, refuses, ()))
        assert {i: outcomes[i].value for i in range(9)} == {i: 2 * i for i in range(9)}
        assert outcomes[9] == Outcome(9, problem="No.")
        assert found(crew, Job(0, twice, (7,))) == {0: Outcome(0, 14)}
        assert found(crew) == {}
    (client,) = dask.clients  # one connection for all of it
    assert client.address == ADDRESS
    assert client.is_closed
    assert not client.cancelled
    assert len({each.key for each in client.submitted}) == 11
    assert client.most_at_once == 4  # two for each thread of a worker


def test_jobs_are_made_when_there_is_room(dask: DaskHere) -> None:
    made: list[int] = []

    def jobs() -> Iterator[Job]:
        for number in range(100):
            made.append(number)
            yield Job(number, twice, (number,))

    outcomes = RemoteCrew(ADDRESS).outcomes(jobs())
    next(outcomes)
    assert len(made) == 5  # four are given, one waits
    outcomes.close()  # type: ignore[attr-defined]
    assert len(dask.clients[0].cancelled) == 3
    assert dask.clients[0].is_closed


def test_cancelled(dask: DaskHere) -> None:
    looks = count()
    with pytest.raises(Cancelled):
        list(RemoteCrew(ADDRESS).outcomes([Job(i, twice, (i,)) for i in range(3)], lambda: next(looks) > 1))
    assert len(dask.clients[0].cancelled) == 2
    assert dask.clients[0].is_closed


def test_a_job_that_ends_its_workers_is_one_row(dask: DaskHere) -> None:
    dask.meets = [KilledWorker("key", "worker", 3)]
    outcomes = found(RemoteCrew(ADDRESS), Job(0, twice, (0,)), Job(1, twice, (1,)))
    sentence = "Every worker that it was given to has ended; it may need too much memory."
    assert outcomes == {1: Outcome(1, problem=sentence), 0: Outcome(0, 0)}


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TimeoutError("Timed out"), "No Dask scheduler answers at tcp://10.0.0.1:8786: start one there"),
        (TypeError("TLS expects\na `ssl_context`"), r"cannot be used: TLS expects a `ssl_context`\.$"),
    ],
)
def test_nobody_to_connect_with(dask: DaskHere, error: Exception, words: str) -> None:
    dask.refuses = error
    with pytest.raises(FloeError, match=words):
        found(RemoteCrew(ADDRESS), Job(0, twice, (0,)))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            ModuleNotFoundError("No module named 'core'"),
            r"cannot take the work \(No module named 'core'\): install",
        ),
        (ParameterError("No process could be started."), "No process could be started."),
    ],
)
def test_a_worker_that_cannot(dask: DaskHere, error: Exception, words: str) -> None:
    dask.meets = [error]
    with pytest.raises(FloeError, match=words):
        found(RemoteCrew(ADDRESS), Job(0, twice, (0,)))
    assert dask.clients[0].is_closed


def test_a_scheduler_that_goes_away(dask: DaskHere) -> None:
    dask.connection = False
    with pytest.raises(
        FloeError, match=r"connection to the Dask scheduler at .* was lost: what is done is kept"
    ):
        found(RemoteCrew(ADDRESS), Job(0, twice, (0,)))


def test_a_scheduler_without_workers(dask: DaskHere, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some may come, so it is waited for a while; the clock is ours."""
    clock = iter(range(0, 1000, 10))
    monkeypatch.setattr(remote_crew.time, "monotonic", lambda: float(next(clock)))
    monkeypatch.setattr(remote_crew.time, "sleep", lambda _seconds: None)
    dask.threads = 0
    with pytest.raises(FloeError, match="has no worker: start some by dask worker tcp://"):
        found(RemoteCrew(ADDRESS), Job(0, twice, (0,)), Job(1, twice, (1,)))
    assert len(dask.clients[0].submitted) == 1  # what has some start where a scheduler adapts


def test_a_worker_with_another_numpy_is_refused(dask: DaskHere, monkeypatch: pytest.MonkeyPatch) -> None:
    there = {**dict(versions_here(with_processor=False)), "numpy": "1.0"}
    ours = dict(versions_here(with_processor=False))["numpy"]
    monkeypatch.setattr(remote_worker, "versions_here", lambda **_: tuple(there.items()))
    with pytest.raises(
        FloeError, match=f"worker tcp://worker:1 has numpy 1.0, this machine numpy {ours}: only"
    ):
        found(RemoteCrew(ADDRESS), Job(0, twice, (0,)))


def test_what_differs() -> None:
    here = dict(versions_here(with_processor=True))
    assert differing_versions(here) == ()
    assert differing_versions(here | {"floe": "9"}) == (("floe", "9", here["floe"]),)
    assert differing_versions(here | {"processor": "Z80"}) == (("processor", "Z80", here["processor"]),)
    assert differing_versions(here | {"abacus": "1"}) == (("abacus", "1", ""),)
    without = {name: each for name, each in here.items() if name not in ("numpy", "processor")}
    assert differing_versions(without) == (("numpy", "", here["numpy"]),)
    assert here["python"].count(".") == 1


def test_a_worker_that_does_not_see_the_pictures(dask: DaskHere, tmp_path: Path, monkeypatch: Any) -> None:
    """Of each folder one is looked for; one that is not here is not missed there."""
    picture, journal = tmp_path / "a.png", tmp_path / "out" / "journal"
    picture.write_bytes(b"12345")
    crew = RemoteCrew(ADDRESS, (picture, tmp_path / "gone" / "b.png"), results=journal)
    with pytest.raises(
        FloeError, match=r"does not see .*journal as it is here: pictures and results must be on"
    ):
        found(crew, Job(0, twice, (1,)))
    journal.parent.mkdir()
    journal.write_bytes(b"")
    assert found(crew, Job(0, twice, (1,)))[0].value == 2
    remote_worker._ADMITTED.clear()
    monkeypatch.setattr(remote_worker, "_is_seen", lambda path, size: size != 5)
    with pytest.raises(FloeError, match=r"does not see .*a\.png as it is here"):
        found(crew, Job(0, twice, (1,)))


@pytest.mark.parametrize(("size", "seen"), [(5, True), (4, False), (remote_worker.ANY_SIZE, True)])
def test_a_file_of_that_size(tmp_path: Path, size: int, seen: bool) -> None:
    (tmp_path / "a").write_bytes(b"12345")
    assert remote_worker._is_seen(tmp_path / "a", size) is seen
    assert not remote_worker._is_seen(tmp_path / "b", size)


def test_a_relative_path_is_meant_from_where_the_client_is(
    dask: DaskHere, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.png").write_bytes(b"1")
    ticket = Ticket((), (("a.png", 1),), Place(str(tmp_path), "en"))
    monkeypatch.setattr(remote_worker, "differing_versions", lambda _wanted: ())
    assert outcome_there(ticket, Job(3, twice, (4,))) == Outcome(3, 8)
    other = Ticket((), (("a.png", 1),), Place(str(tmp_path / "none"), "en"))
    assert outcome_there(other, Job(3, twice, (4,))) == Unfit("tcp://worker:1", unseen="a.png")


def test_given_up_in_the_middle(dask: DaskHere, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where its worker is told to end: another one gets the job."""
    worker = dask.get_worker()
    worker.status.name = "closing"
    monkeypatch.setattr(dask, "get_worker", lambda: worker, raising=False)
    ticket = Ticket(versions_here(with_processor=False), (), Place("/", "en"))
    with pytest.raises(Reschedule):
        outcome_there(ticket, Job(0, twice, (1,)))


@pytest.mark.parametrize("state", ["executing", "cancelled", "resumed"])
def test_a_job_that_nobody_waits_for(dask: DaskHere, state: str) -> None:
    worker = dask.get_worker()
    worker.state.tasks["key"].state = state
    assert remote_worker._is_given_up(worker, "key") is (state != "executing")
    assert remote_worker._is_given_up(worker, "forgotten")


def test_processes_are_kept_for_the_next_job_and_dismissed(
    dask: DaskHere, monkeypatch: pytest.MonkeyPatch
) -> None:
    events: list[object] = []

    class Watched(CrewHere):
        def __init__(self, number: int, place: Place) -> None:
            super().__init__(number)
            events.append(place.language)

        def close(self) -> None:
            events.append("closed")

    monkeypatch.setattr(remote_worker, "Crew", Watched)
    versions = versions_here(with_processor=False)
    for language in ("en", "en", "zh_CN"):  # of another place are others
        outcome_there(Ticket(versions, (), Place("/", language)), Job(0, twice, (1,)))
    assert events == ["en", "closed", "zh_CN"]
    dismiss(3600.0)
    assert events[-1] == "zh_CN"
    dismiss()
    dismiss()
    assert events == ["en", "closed", "zh_CN", "closed"]
