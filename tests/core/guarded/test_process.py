"""The helper process: whatever happens there ends in a picture or in one sentence; nothing is left."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image as Pillow

from core.base.errors import Cancelled, ReadError
from core.guarded.child import BEGUN, _answer
from core.guarded.process import ReadingProcess, _time_limit
from core.io.reader import read
from tests.core.guarded import misbehaving

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def reader() -> Iterator[ReadingProcess]:
    with ReadingProcess(read) as process:
        yield process


@pytest.fixture
def anything(tmp_path: Path) -> Path:
    path = tmp_path / "x"
    path.touch()
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good"
    path.touch()
    return path


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "片 õ.png"
    values = np.random.default_rng(1).integers(0, 256, (1100, 1300, 4), np.uint8)
    values[..., 3] = np.where(values[..., 3] > 99, 255, 0)
    Pillow.fromarray(values).save(path, compress_level=0)
    return path


def test_reads_the_same_as_in_process(reader: ReadingProcess, picture: Path) -> None:
    here, there = read(picture), reader.read(picture)
    assert np.array_equal(here.pixels, there.pixels)
    assert here.valid is not None
    assert there.valid is not None
    assert np.array_equal(here.valid, there.valid)
    assert (here.bands, here.provenance, here.warnings) == (there.bands, there.provenance, there.warnings)
    assert not there.pixels.flags.writeable


@pytest.mark.parametrize("side", [8, 600])
def test_a_reply_of_whole_blocks_leaves_nothing_for_the_next(
    reader: ReadingProcess, tmp_path: Path, side: int
) -> None:
    """Its bytes end where an array may begin: nothing is left to fill up."""
    path = tmp_path / "grey.png"
    Pillow.fromarray(np.full((side, side), 7, np.uint8)).save(path)
    for _ in range(2):
        assert reader.read(path).pixels.shape == (side, side, 1)


def test_an_error_is_the_same_sentence(reader: ReadingProcess, tmp_path: Path) -> None:
    path = tmp_path / "missing.png"
    with pytest.raises(ReadError) as here:
        read(path)
    with pytest.raises(ReadError) as there:
        reader.read(path)
    assert str(here.value) == str(there.value)
    assert there.value.path == path


@pytest.mark.parametrize(
    ("misbehaviour", "sentence"),
    [
        (misbehaving.hang, "took more than 0.1 seconds"),
        (misbehaving.crash, "the decoder crashed"),
        (misbehaving.defect, "a defect of Floe .RuntimeError."),
        pytest.param(
            misbehaving.devour,
            "more memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux only"),
        ),
    ],
)
def test_a_bad_end_is_a_sentence(misbehaviour: object, sentence: str, anything: Path) -> None:
    limit = 0.1 if misbehaviour is misbehaving.hang else None
    with ReadingProcess(misbehaviour) as process, pytest.raises(ReadError, match=sentence):  # type: ignore[arg-type]
        process.read(anything, timeout_s=limit)


def test_after_a_timeout_the_next_file_is_read(anything: Path, good: Path) -> None:
    with ReadingProcess(misbehaving.hang_unless_empty) as process:
        with pytest.raises(ReadError, match="seconds"):
            process.read(anything, timeout_s=0.0)
        image = process.read(good)
    assert image.pixels.tolist() == [[[7]] * 3] * 2
    assert image.valid_pixels == 2


def test_cancel_ends_a_reading_and_the_next_file_is_read(anything: Path, good: Path) -> None:
    glances = iter([False, False, True])
    with ReadingProcess(misbehaving.hang_unless_empty) as process:
        process.read(good)
        with pytest.raises(Cancelled):
            process.read(anything, lambda: next(glances))
        assert process.read(good).pixels.shape == (2, 3, 1)


def test_one_that_the_system_has_ended_is_started_anew(good: Path) -> None:
    with ReadingProcess(misbehaving.hang_unless_empty) as process:
        process.read(good)
        assert process._process is not None
        process._process.kill()
        process._process.join()
        assert process.read(good).width == 3


class _Acted:
    """Stands in for the process: says that it has begun after half a minute of imports."""

    def __init__(self, pipe: Connection, clock: list[float]) -> None:
        self._pipe, self._clock = pipe, clock
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        self._pipe.send_bytes(BEGUN)
        while (request := self._pipe.recv()) is not None:
            self._clock[0] += 30
            self._pipe.send_bytes(BEGUN)
            _answer(self._pipe, *request)

    def is_alive(self) -> bool:
        return True

    def join(self, _timeout: float | None = None) -> None:
        self._thread.join()

    def kill(self) -> None: ...

    def close(self) -> None:
        self._pipe.close()


def test_the_time_of_a_file_counts_from_when_it_is_begun(good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]

    def start(*_: object, **__: object) -> tuple[_Acted, Connection]:
        ours, theirs = multiprocessing.Pipe()
        return _Acted(theirs, clock), ours

    monkeypatch.setattr("core.guarded.process.start_process", start)
    monkeypatch.setattr("core.guarded.process.time", SimpleNamespace(monotonic=lambda: clock[0]))
    monkeypatch.setattr("core.guarded.child.limit_memory", lambda _path: None)
    with ReadingProcess(misbehaving.hang_unless_empty) as process:
        for _ in range(2):
            assert process.read(good, timeout_s=10).width == 3


def test_a_file_that_is_missing_waits_for_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.guarded.process.start_process", None)
    with pytest.raises(ReadError, match=r"no such file; it may have been moved"):
        ReadingProcess(read).read(tmp_path / "gone.png")


def test_nothing_is_left_after_closing(anything: Path) -> None:
    before = set(multiprocessing.active_children())
    process = ReadingProcess(misbehaving.hang)
    process.start()
    process.start()
    assert len(set(multiprocessing.active_children()) - before) == 1
    with pytest.raises(ReadError):
        process.read(anything, timeout_s=0.0)
    process.close()
    process.close()
    assert set(multiprocessing.active_children()) == before


def test_works_from_a_script_and_is_quiet(tmp_path: Path) -> None:
    """Damaged files make the C libraries print: nothing may reach the terminal."""
    script = tmp_path / "main.py"
    script.write_text(
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from core.base.errors import ReadError\n"
        "from core.guarded.process import ReadingProcess, _time_limit\n"
        "from core.io.reader import read\n"
        "if __name__ == '__main__':\n"
        "    with ReadingProcess(read) as process:\n"
        "        try:\n"
        "            process.read(sys.argv[1])\n"
        "        except ReadError as error:\n"
        "            print(error.reason)\n"
    )
    bad = tmp_path / "bad.tif"
    bad.write_bytes(b"II*\0\x08\0\0\0\x02\0" + b"\xff" * 40)
    run = subprocess.run(
        [sys.executable, "-W", "error", script, bad], capture_output=True, text=True, check=True, timeout=60
    )
    assert run.stdout.startswith("the file is damaged")
    assert run.stderr == ""


def test_a_process_that_cannot_be_started_is_a_sentence(
    picture: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise OSError(12, "Cannot allocate memory")

    process = ReadingProcess(read)
    with monkeypatch.context() as patch:
        patch.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
        with pytest.raises(ReadError, match="did not start"):
            process.read(picture)
    assert process.read(picture).height == 1100
    process.close()


def test_a_forged_reply_is_a_sentence_and_the_next_file_is_read(anything: Path, good: Path) -> None:
    with ReadingProcess(misbehaving.hang_unless_empty) as process:
        with pytest.raises(ReadError, match="crashed"):
            process.read_by(misbehaving.forge, anything)
        assert process.read(good).width == 3


def test_no_reader_can_open_a_socket(anything: Path) -> None:
    if sys.platform != "linux":
        pytest.skip("the kernel refuses sockets on Linux only")
    with ReadingProcess(read, warm=False) as process:
        assert process.read_by(misbehaving.open_socket, anything) == "Permission denied"


def test_values_of_many_sizes_come_back(anything: Path) -> None:
    sizes = [0, 1, 63, 64, 65, 1 << 16, (1 << 16) + 1, 5_000_000, 3]
    with ReadingProcess(read, warm=False) as process:
        assert process.read_by(misbehaving.arrays, anything, []) == ()
        found = process.read_by(misbehaving.arrays, anything, sizes)
    assert [len(each) for each in found] == sizes
    assert all((each == i + 1).all() for i, each in enumerate(found))


def test_what_stands_for_other_files_has_their_time(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "band.jp2").write_bytes(bytes(5_000_000))
    for name in ("MTD_MSIL2A.xml", "picture.png"):
        (tmp_path / name).write_bytes(b"x")
    assert _time_limit(tmp_path / "MTD_MSIL2A.xml") == pytest.approx(11.0, abs=1e-3)
    assert _time_limit(tmp_path / "picture.png") == pytest.approx(10.0, abs=1e-3)
    assert _time_limit(tmp_path / "gone.vrt") == 10.0
