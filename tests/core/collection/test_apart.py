"""Work in a process of its own: what comes back, and that it ends."""

import threading
from functools import partial
from multiprocessing import Pipe

import numpy as np
import pytest

from core.base.errors import Cancelled, FloeError, ParameterError
from core.collection import apart as module
from core.collection.apart import apart
from core.collection.clustering import cluster
from tests.core.collection.kinds import kinds

VECTORS, _ = kinds(dtype=np.float32)


class HereProcess:
    """A thread in place of a process."""

    def __init__(self, serve, pipe):
        self.thread = threading.Thread(target=serve, args=(pipe,))
        self.pipe = pipe
        self.thread.start()


@pytest.fixture
def here(monkeypatch):
    """The other process is a thread of this one; it ends when its pipe does."""
    KILLED.clear()

    def kill(process):
        KILLED.set()
        process.thread.join()
        process.pipe.close()

    def start(_name, serve, duplex):
        ours, theirs = Pipe(duplex)
        return HereProcess(serve, theirs), ours

    monkeypatch.setattr(module, "start_process", start)
    monkeypatch.setattr(module, "kill_process", kill)


KILLED = threading.Event()


def until_killed(_vectors):
    KILLED.wait()


def refused(_vectors):
    raise ParameterError("That is nothing.")


def broken(_vectors):
    raise KeyError("here")


def too_large(_vectors):
    raise MemoryError


def sum_of(vectors):
    return vectors.dtype.str, vectors.shape, float(vectors.sum())


def test_a_method_gives_in_a_process_what_it_gives_here():
    there = apart(partial(cluster, "agglomerative", k=3), VECTORS)
    here = cluster("agglomerative", VECTORS, k=3)
    assert np.array_equal(there.labels, here.labels)
    assert there.parameters == here.parameters


def test_a_process_that_does_not_answer_is_ended_when_cancelled(here):
    asked = iter([False] * 4)  # there, sent, and two looks for the answer
    with pytest.raises(Cancelled):
        apart(until_killed, VECTORS, cancelled=lambda: next(asked, True))
    assert KILLED.is_set()


def test_vectors_arrive_whole_in_parts(here, monkeypatch):
    monkeypatch.setattr(module, "_PART", 100)
    vectors = np.arange(600, dtype=np.float32).reshape(20, 30)
    assert apart(sum_of, vectors) == ("<f4", (20, 30), vectors.sum())
    assert apart(sum_of, vectors[:, ::2]) == ("<f4", (20, 15), vectors[:, ::2].sum())
    assert apart(sum_of, np.zeros((0, 3))) == ("<f8", (0, 3), 0.0)


@pytest.mark.parametrize(
    ("work", "kind", "sentence"),
    [
        (refused, ParameterError, "That is nothing"),
        (broken, FloeError, r"by a defect of Floe \(KeyError: 'here'\): please report it"),
        (too_large, FloeError, "not enough memory for this: take fewer pictures"),
    ],
)
def test_what_goes_wrong_there_is_told_here(here, work, kind, sentence):
    with pytest.raises(kind, match=sentence):
        apart(work, VECTORS)


def test_a_process_that_ends_by_itself_is_a_sentence(monkeypatch, here):
    monkeypatch.setattr(module, "_serve", lambda pipe: pipe.close())
    with pytest.raises(FloeError, match="was ended; it may need too much memory"):
        apart(sum_of, VECTORS)


def test_no_process_at_all_is_a_sentence(monkeypatch):
    def fail(*_arguments, **_options):
        raise OSError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(module, "start_process", fail)
    with pytest.raises(FloeError, match=r"temporarily unavailable.: close other programs"):
        apart(sum_of, VECTORS)


def told_twice(vectors, tell):
    tell("one")
    tell(vectors[:1].tolist())
    return "end"


def test_what_is_told_meanwhile_is_heard_in_its_order(here):
    heard = []
    assert apart(told_twice, np.array([[1, 2], [3, 4]]), lambda: False, heard.append) == "end"
    assert heard == ["one", [[1, 2]]]
