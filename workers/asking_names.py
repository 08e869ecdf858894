"""The jobs that have names proposed for clusters: what would be sent to an endpoint, and sending it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass

from core.base.errors import FloeError
from core.base.parallel import Cancel, raise_if_cancelled
from core.collection.endpoint import KEY, Endpoint, endpoint_from
from core.collection.found import Found
from core.collection.naming import Question, proposed, questions
from core.collection.nearest_words import NearestWords, nearest_words
from core.guarded.process import ReadingProcess
from core.io.reader import read
from workers.mailbox import Mailbox


@dataclass(frozen=True, eq=False)
class NamesPlan:
    """All that would be sent, to the byte, for a run. key_name: of the variable that holds the key; has_key:
    whether it does.
    """

    run: str
    endpoint: Endpoint
    questions: tuple[Question, ...]
    key_name: str
    has_key: bool


def plan_names(found: Found, url: str, model: str, cancelled: Cancel) -> NamesPlan:
    """Nothing is sent. Raises ParameterError for an address or model that is none, Cancelled."""
    endpoint = endpoint_from(url, model, os.environ)
    raise_if_cancelled(cancelled)
    return NamesPlan(found.key, endpoint, questions(found, model), KEY, bool(endpoint.key))


@dataclass(frozen=True)
class AskedNames:
    """The names that came so far, by clusters of a run; of: how many are asked for. problem: the sentence
    why no more come.
    """

    run: str
    names: Mapping[int, str]
    of: int
    problem: str = ""


def ask_names(plan: NamesPlan, progress: Mailbox[AskedNames], cancelled: Cancel) -> AskedNames:
    """Send it. A failure is told with the names that came before it. Raises Cancelled."""
    names: dict[int, str] = {}
    number = len(plan.questions)
    try:
        for cluster, name in proposed(plan.endpoint, plan.questions, cancelled):
            names[cluster] = name
            progress.put(AskedNames(plan.run, dict(names), number))
    except FloeError as error:
        return AskedNames(plan.run, names, number, str(error))
    return AskedNames(plan.run, names, number)


def find_words(found: Found, files: NearestWords, cancelled: Cancel) -> AskedNames:
    """The nearest of the words in a file; nothing is sent. Raises ParameterError, ReadError, Cancelled."""
    with closing(ReadingProcess(read, warm=False)) as reader:
        names = nearest_words(found, files, reader, cancelled)
    return AskedNames(found.key, names, len(names))
