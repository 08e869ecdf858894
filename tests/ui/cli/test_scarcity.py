"""Without a working folder, or with too little memory, there is a sentence and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.pictures import patches, save
from ui.cli.scarcity import lack_of_memory

ROOT = Path(__file__).parents[3]
posix = pytest.mark.skipif(os.name != "posix", reason="of POSIX")


def run(*arguments: str, before: str = "") -> subprocess.CompletedProcess[str]:
    """In a shell of its own, in a folder that `before` may leave and remove."""
    command = " ".join([f'"{sys.executable}"', f'"{ROOT / "main.py"}"', *(f'"{each}"' for each in arguments)])
    return subprocess.run(
        ["bash", "-c", f"{before} {command}"], capture_output=True, text=True, check=False, cwd=ROOT
    )


@posix
def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    picture = save(tmp_path / "a.png", patches())
    arguments = "segment", str(picture), "-o", str(tmp_path / "out")
    done = run(*arguments, before=f'cd "{gone}" && rmdir "{gone}" &&')
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("floe: The folder that this was started in is not there any more")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "out").exists()


@posix
@pytest.mark.parametrize("megabytes", [150, 300])
def test_too_little_memory(megabytes: int, tmp_path: Path) -> None:
    picture = save(tmp_path / "a.png", patches())
    (tmp_path / "a_run.json").write_text("mine")
    arguments = "segment", str(picture), "-o", str(tmp_path)
    done = run(*arguments, before=f"ulimit -v {megabytes * 1000};")
    assert done.returncode == 2
    assert "There is not enough memory" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "a_run.json").read_text() == "mine"


@posix
def test_too_little_memory_for_the_window(tmp_path: Path) -> None:
    picture = save(tmp_path / "a.png", patches())
    done = run(str(picture), before="export QT_QPA_PLATFORM=offscreen; ulimit -v 150000;")
    assert done.returncode == 2
    assert done.stderr.startswith("floe: There is not enough memory")
    assert done.stderr.count("\n") == 1


def test_what_is_no_lack_of_memory() -> None:
    assert lack_of_memory(ImportError("no module named x")) == ""
    assert lack_of_memory(MemoryError())
    assert lack_of_memory(ValueError("field 'target' is required for AnnAssign"))
    assert lack_of_memory(OSError(12, "Cannot allocate memory"))


@posix
@pytest.mark.parametrize("name", ["new\nline.png", "e\u0301cole.png", "a" * 230 + ".png", b"a\xff.png"])
def test_any_name_of_a_picture(name: str | bytes, tmp_path: Path) -> None:
    from main import main

    text = os.fsdecode(name) if isinstance(name, bytes) else name
    picture = save(tmp_path / text, patches())
    assert main(["segment", str(picture), "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / f"{Path(text).stem}_labels.png").is_file()


@posix
def test_a_name_with_no_room_for_an_ending(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from main import main

    picture = save(tmp_path / ("a" * 251 + ".png"), patches())
    assert main(["segment", str(picture), "-o", str(tmp_path / "out")]) == 1
    assert "the name is too long" in capsys.readouterr().err
