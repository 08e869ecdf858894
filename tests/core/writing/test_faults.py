"""Every write fails once, at every call and at every byte: a sentence, and the old file as it was."""

from __future__ import annotations

import errno
import gc
import os
import pathlib
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import FloeError, WriteError
from core.base.parallel import never_cancelled
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.document_file import content_of, read_document, write_document
from core.document.recipe import write_recipe
from core.elsewhere.class_labels import ClassLabels
from core.export.formats import formats
from core.export.run_files import write_record
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.recovery.folder import RecoveryFolder
from core.recovery.history import History, Unsaved
from core.writing.replace import write_bytes
from tests.core.measured import GREENLAND, measured, three_colours

# What a library had opened when its write failed is closed by the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
resource = pytest.importorskip("resource", reason="limits of POSIX")

Write = Callable[[Path, Result], None]


def document(path: Path, result: Result) -> None:
    assert result.document is not None
    write_document(path, content_of(result.document), picture=b"a picture" * 999)


def recipe(path: Path, result: Result) -> None:
    assert result.document is not None
    write_recipe(path, result.document)


def record(path: Path, result: Result) -> None:
    write_record(path, result)


def plain(path: Path, _: Result) -> None:
    write_bytes(path, b"some bytes" * 99)


WRITERS: dict[str, tuple[str, Write]] = {
    "document": (".floe", document),
    "recipe": (".recipe.json", recipe),
    "record": ("_run.json", record),
    "bytes": (".bin", plain),
    **{
        each.key: (each.ending, lambda path, result, each=each: each.write(path, result, never_cancelled))
        for each in formats()
    },
}


@pytest.fixture(autouse=True)
def nothing_left_to_collect() -> Iterator[None]:
    """What a library says when its half-written files are collected, it says here."""
    yield
    gc.collect()


@pytest.fixture(scope="module")
def result() -> Result:
    """With labels from elsewhere, since some formats are of a comparison."""
    document = measured(three_colours(georeference=GREENLAND)).document
    assert document is not None
    drawn = ClassLabels(np.eye(6, 8, dtype=np.uint8), ("ice",), True, "drawn.png", "ab" * 32)
    return result_in(run(task_of(document.with_compared(drawn))))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class Faults:
    """Counts the calls that change a disk, and fails one of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls, self.fails_at = 0, -1
        for owner, name in (
            (os, "fsync"),
            (os, "mkdir"),
            (pathlib.Path, "replace"),
            (pathlib.Path, "mkdir"),
            (pathlib.Path, "open"),
        ):
            monkeypatch.setattr(owner, name, self._counted(getattr(owner, name)))

    def _counted(self, call: Callable[..., object]) -> Callable[..., object]:
        def counted(*arguments: object, **options: object) -> object:
            mode = str(options.get("mode", arguments[1] if len(arguments) > 1 else "r"))
            reads = call.__name__ == "open" and not set(mode) & set("wax+")
            self.calls += not reads
            if not reads and self.calls == self.fails_at + 1:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return call(*arguments, **options)

        return counted


@pytest.mark.parametrize("kind", WRITERS)
def test_a_failing_call_leaves_the_old_file(
    kind: str, result: Result, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The n-th call that opens, flushes, replaces or makes a folder fails, for every n."""
    ending, write = WRITERS[kind]
    path = tmp_path / f"scene{ending}"
    try:
        write(path, result)
    except FloeError as error:
        pytest.skip(f"not of this result: {error}")
    before = files(tmp_path)
    sentences: list[str] = []
    for number in range(200):
        with monkeypatch.context() as patch:
            faults = Faults(patch)
            faults.fails_at = number
            try:
                write(path, result)
            except WriteError as error:
                sentences.append(str(error))
            reached = faults.calls > number
        assert_old_or_new(tmp_path, before)
        if not reached:
            break
    assert sentences, "nothing was tried"
    assert [each for each in sentences if not each.endswith("the disk is full.")] == []


def assert_old_or_new(folder: Path, before: dict[str, bytes]) -> None:
    """Each file is whole; nothing half written is left. The same result is the same bytes."""
    now = files(folder)
    assert now.keys() == before.keys()
    assert not [path for path in folder.iterdir() if path.is_dir()]
    for name, content in before.items():
        # A format may have a time in it: then it is as long.
        assert len(now[name]) == pytest.approx(len(content), rel=0.02), name


@pytest.fixture
def limited() -> Iterator[Callable[[int], None]]:
    """Files may grow to so many bytes, as on a disk that gets full."""
    import signal

    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.getsignal(signal.SIGXFSZ)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def limit(size: int) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))

    yield limit
    resource.setrlimit(resource.RLIMIT_FSIZE, before)
    signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.parametrize("kind", WRITERS)
def test_a_disk_that_gets_full_leaves_the_old_file(
    kind: str, result: Result, tmp_path: Path, limited: Callable[[int], None]
) -> None:
    """The write that crosses a limit fails, whoever writes: Python, GDAL, SQLite, a codec."""
    ending, write = WRITERS[kind]
    path = tmp_path / f"scene{ending}"
    try:
        write(path, result)
    except FloeError as error:
        pytest.skip(f"not of this result: {error}")
    before = files(tmp_path)
    largest = max(len(content) for content in before.values())
    for size in sorted({0, 1, largest // 4, largest // 2, largest - 1}):
        limited(size)
        try:
            with pytest.raises(FloeError) as caught:
                write(path, result)
        finally:
            limited(resource.RLIM_INFINITY)
        assert str(caught.value).endswith(".")
        assert "\n" not in str(caught.value)
        assert files(tmp_path) == before, size


def test_what_is_kept_against_a_crash_outlives_a_full_disk(
    tmp_path: Path, limited: Callable[[int], None]
) -> None:
    store = RecoveryFolder(tmp_path / "recovery").make_store()
    image = three_colours()
    states = [Document(image, Parameters(k=3, seed=seed)) for seed in range(60)]
    store.keep(Unsaved("1", History((states[0],))))
    limited(store.path.stat().st_size)
    with pytest.raises(WriteError):
        store.keep(Unsaved("1", History(tuple(states), ("Seed",) * 59, 59)))
    limited(resource.RLIM_INFINITY)
    (kept,) = store.documents()
    assert kept.steps == ()
    store.keep(Unsaved("1", History(tuple(states), ("Seed",) * 59, 59)))
    (kept,) = store.documents()
    assert len(store.history(kept, image, states[0].own_scale).states) == 60
    store.close(remove=True)


def test_the_old_document_opens(tmp_path: Path, result: Result, limited: Callable[[int], None]) -> None:
    path = tmp_path / "a.floe"
    document(path, result)
    limited(200)
    with pytest.raises(WriteError):
        document(path, result)
    limited(resource.RLIM_INFINITY)
    assert read_document(path).embedded
