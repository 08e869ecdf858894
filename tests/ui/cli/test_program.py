"""Floe as a program: a process of its own, its terminal, interrupts."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from core.guarded.process import ReadingProcess
from core.io.reader import read
from main import main
from tests.ui.cli.called import complaint

ROOT = Path(__file__).resolve().parents[3]


def floe(*arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "main.py"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)


def imported_by(folder: Path, names: tuple[str, ...], *arguments: str) -> str:
    """Which of these packages are imported after this command, which must succeed and complain of nothing."""
    script = folder / "script.py"
    code = (
        "import sys, runpy\n"
        f"sys.argv = {['main.py', *arguments]!r}\n"
        "if __name__ == '__main__':\n"
        "    try:\n"
        f"        runpy.run_path({str(ROOT / 'main.py')!r}, run_name='__main__')\n"
        "    except SystemExit as end:\n"
        "        assert end.code == 0\n"
        f"    print([name for name in {names!r} if name in sys.modules])\n"
    )
    script.write_text(code, encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout.splitlines()[-1]


def test_as_a_program_without_qt(scene: Path, out: Path) -> None:
    assert imported_by(scene.parent, ("PySide6", "pyqtgraph"), "segment", str(scene), "-o", str(out)) == "[]"
    assert (out / "scene_labels.png").exists()


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_a_word_on_the_program_imports_nothing_heavy(tmp_path: Path, option: str) -> None:
    assert imported_by(tmp_path, ("numpy", "numba", "cv2", "rasterio"), option) == "[]"


def test_a_terminal_that_knows_only_ascii(scene: Path, out: Path) -> None:
    picture = scene.rename(scene.with_name("冰 floe.png"))
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = floe("segment", picture, "-o", out, "--class", "冰=1", env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert "\\u51b0" in done.stdout
    assert (out / "冰 floe_labels.png").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_reader_that_goes_away_does_not_stop_the_work(scene: Path, out: Path) -> None:
    second = scene.with_name("second.png")
    second.write_bytes(scene.read_bytes())
    command = [sys.executable, str(ROOT / "main.py"), "segment", str(scene), str(second), "-o", str(out)]
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, "")
    assert (out / "second_labels.png").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_result_that_could_not_be_said_is_no_success(scene: Path, out: Path) -> None:
    command = [sys.executable, str(ROOT / "main.py"), "segment", str(scene), "-o", str(out), "--json"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "floe: Cannot write to standard output: No space left on device.\n"
    assert (out / "scene_labels.png").exists()


@pytest.mark.skipif(os.name == "nt", reason="descriptors of POSIX")
def test_closed_descriptors_are_nobody_elses(scene: Path, out: Path) -> None:
    """As under some daemons: what is opened next would be standard output, and get what is printed."""
    words = shlex.join([sys.executable, str(ROOT / "main.py"), "segment", str(scene), "-o", str(out)])
    assert subprocess.run(["sh", "-c", f"{words} <&- >&- 2>&-"], check=False).returncode == 0
    assert (out / "scene_labels.png").exists()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_the_reading_process_never_sees_an_interrupt(scene: Path) -> None:
    """Not even while it starts: Ctrl-C goes to all processes of the terminal at once."""
    with ReadingProcess(read) as reader:
        process = reader._process
        assert process is not None
        os.kill(process.pid or 0, signal.SIGINT)
        assert reader.read(scene).width > 0


def test_an_interrupt_is_quiet(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr("ui.cli.segment_command.run", interrupted)
    assert main(["segment", str(scene), "-o", str(out)]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("kind", [RuntimeError, ImportError])
def test_an_interrupt_amid_an_import_is_quiet(
    kind: type[Exception], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python 3.11 makes a RuntimeError of one while a class is made, packages an ImportError."""

    def interrupted(_: object) -> bool:
        raise kind from KeyboardInterrupt()

    monkeypatch.setattr("ui.cli.commands.opens_the_window", interrupted)
    assert main(["segment"]) == 130
    assert capsys.readouterr() == ("", "")


def test_memory_that_is_not_there_is_a_sentence(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_large(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr("ui.cli.segment_command.run", too_large)
    assert "not enough memory" in complaint(capsys, "segment", scene, "-o", out, code=1)


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["--help"], ["-h"], ["segment", "--help"], ["verify", "--help"]):
        assert main(arguments) == 0
        assert "usage: floe" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("floe 0.")
