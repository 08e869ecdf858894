"""A crew on other machines: the workers of a Dask scheduler that its user has started and trusts
(docs/adr/0086-other-machines.md).

A job whose worker ends goes to another one. Whoever stops asking for outcomes has cancelled the jobs.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import count, islice
from pathlib import Path
from types import ModuleType
from typing import Any, Self

from core.base.errors import FloeError, ParameterError
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import is_file
from core.base.sentences import _, listed, spoken
from core.pictures.crew import Job, Outcome, Place
from core.pictures.remote_worker import ANY_SIZE, Ticket, Unfit, dismiss, outcome_there, versions_here
from core.writing.extras import extra

_ADDRESS = re.compile(r"(tcp|tls)://([^\s/:@\[\]]+|\[[0-9a-fA-F:.]+\]):\d{1,5}")
# To be answered by a scheduler; without any worker; between two looks at how many there are.
_CONNECT_S, _PATIENCE_S, _CENSUS_S = 3.0, 30.0, 2.0
# Between two looks at what is done; for what nobody is to wait for.
_GLANCE_S, _BRIEFLY_S = 0.02, 0.1
# Of so many folders every worker must see a picture.
_MOST_FOLDERS = 16


def checked_address(text: str) -> str:
    """tcp://HOST:PORT or tls://HOST:PORT. Raises ParameterError."""
    if not _ADDRESS.fullmatch(text):
        sentence = _(
            "--scheduler is “{text}”: write the address of a Dask scheduler, such as tcp://10.0.0.1:8786 or "
            "tls://10.0.0.1:8786."
        )
        raise ParameterError(sentence.format(text=text))
    return text


class RemoteCrew:
    """Connected when there is work; used as a context. For one thread.

    pictures: every worker must see one of each folder. results: a file in the folder that workers write to,
    there when the first job is given; None where they write nothing. same_processor: whether results depend
    on that. Raises ParameterError for what is no address, FloeError where Dask is missing.
    """

    def __init__(
        self,
        address: str,
        pictures: Sequence[Path] = (),
        *,
        results: Path | None = None,
        same_processor: bool = False,
    ) -> None:
        self._address, self._dask = checked_address(address), _quiet_dask()
        self._pictures, self._results, self._same_processor = pictures, results, same_processor
        self._client: Any = None
        self._threads, self._next_census, self._worker_seen = 0, 0.0, 0.0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the scheduler, which cancels what is at work; may be called twice."""
        client, self._client = self._client, None
        if client is None:
            return
        with suppress(Exception):  # those that are idle end by themselves, a little later
            client.run(dismiss, on_error="ignore", callback_timeout=_BRIEFLY_S)
        with suppress(Exception):
            client.close(timeout=_CONNECT_S)

    def outcomes(self, jobs: Iterable[Job], cancelled: Cancel = never_cancelled) -> Iterator[Outcome]:
        """The outcome of each job, as it comes. Raises Cancelled, FloeError where no scheduler answers, it
        has no workers, or one of them does not fit; the jobs are then cancelled.
        """
        raise_if_cancelled(cancelled)
        client, waiting = self._connected(), iter(jobs)
        ticket, name, numbers = self._ticket(), uuid.uuid4().hex, count()
        done = self._dask.as_completed(loop=client.loop, with_results=True, raise_errors=False)
        busy, job = dict[str, tuple[Any, Job]](), next(waiting, None)
        finished = False
        try:
            while job is not None or busy:
                raise_if_cancelled(cancelled)
                room = self._room(client)
                while job is not None and len(busy) < room:
                    key = f"floe-{name}-{next(numbers)}"
                    future = client.submit(outcome_there, ticket, job, key=key, pure=False)
                    busy[key] = future, job
                    done.add(future)
                    job = next(waiting, None)
                batch = done.next_batch(block=False)
                for future, value in batch:
                    yield self._outcome(future.status, value, busy.pop(future.key)[1])
                if not batch:
                    time.sleep(_GLANCE_S)
            finished = True
        finally:
            if not finished:
                with suppress(Exception):
                    client.cancel([future for future, _job in busy.values()], force=True)
                self.close()

    def _connected(self) -> Any:
        if self._client is not None:
            return self._client
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of other versions: those that matter stand in the ticket
                self._client = self._dask.Client(self._address, timeout=_CONNECT_S, set_as_default=False)
        except OSError:
            sentence = _("No Dask scheduler answers at {address}: start one there, or correct the address.")
            raise FloeError(sentence.format(address=self._address)) from None
        except Exception as error:  # a certificate that is missing, a protocol of another version
            sentence = _("The Dask scheduler at {address} cannot be used: {reason}.")
            reason = " ".join(str(error).split()).rstrip(".")
            raise FloeError(sentence.format(address=self._address, reason=reason)) from None
        self._next_census, self._worker_seen = 0.0, time.monotonic()
        return self._client

    def _ticket(self) -> Ticket:
        files = []
        by_folder = {path.parent: path for path in self._pictures}
        for path in islice(by_folder.values(), _MOST_FOLDERS):
            with suppress(OSError, ValueError):  # who reads it says why
                size = path.stat().st_size
                files.append((str(path), size if is_file(path) else ANY_SIZE))
        if self._results is not None:
            files.append((str(self._results), ANY_SIZE))
        versions = versions_here(with_processor=self._same_processor)
        return Ticket(versions, tuple(files), Place(str(Path.cwd()), spoken()))

    def _room(self, client: Any) -> int:
        """How many jobs may be given: for each thread of a worker two, so that none waits for the next.

        Raises FloeError where there has been no worker for long.
        """
        now = time.monotonic()
        if now >= self._next_census:
            self._next_census = now + _CENSUS_S
            with suppress(OSError):  # also where it takes longer
                known = client.sync(client.scheduler.identity, n_workers=0, callback_timeout=_BRIEFLY_S)
                self._threads = int(known["total_threads"])
            if self._threads:
                self._worker_seen = now
        if now - self._worker_seen > _PATIENCE_S:
            sentence = _("The Dask scheduler at {address} has no worker: start some by {command}.")
            command = " ".join(("dask", "worker", self._address))
            raise FloeError(sentence.format(address=self._address, command=command))
        return max(1, 2 * self._threads)

    def _outcome(self, status: str, value: Any, job: Job) -> Outcome:
        """Raises FloeError where it is none of a job."""
        if status == "cancelled":
            sentence = _("The connection to the Dask scheduler at {address} was lost: what is done is kept.")
            raise FloeError(sentence.format(address=self._address))
        if status == "finished" and isinstance(value, Outcome):
            return value
        if status == "finished":
            raise FloeError(_why_unfit(value))
        error = value[1]
        if isinstance(error, self._dask.KilledWorker):
            sentence = _("Every worker that it was given to has ended; it may need too much memory.")
            return Outcome(job.number, problem=sentence)
        if isinstance(error, FloeError):
            raise error
        sentence = _(
            "The workers or the Dask scheduler at {address} cannot take the work ({reason}): install this "
            "Floe there, too, with its extra dask."
        )
        reason = " ".join(str(error).split()) or type(error).__name__
        raise FloeError(sentence.format(address=self._address, reason=reason))


def _why_unfit(unfit: Unfit) -> str:
    if unfit.unseen:
        sentence = _(
            "The worker {worker} does not see {path} as it is here: pictures and results must be on disks "
            "that all machines share, under the same names."
        )
        return sentence.format(worker=unfit.worker, path=unfit.unseen)
    there = listed([_named(name, theirs) for name, _ours, theirs in unfit.versions])
    here = listed([_named(name, ours) for name, ours, _theirs in unfit.versions])
    sentence = _(
        "The worker {worker} has {there}, this machine {here}: only what is the same gives the same results, "
        "so install that there."
    )
    return sentence.format(worker=unfit.worker, there=there, here=here)


def _named(name: str, version: str) -> str:
    return f"{name} {version}" if version else _("no {name}").format(name=name)


def _quiet_dask() -> ModuleType:
    """It logs to standard error what is said here in a sentence. Raises FloeError where it is missing."""
    distributed = extra("distributed")
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return distributed
