"""main.py started by a Python that has not got Floe's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from core.base.version import VERSION
from ui.cli import bare_python
from ui.cli.bare_python import PACKAGES

ROOT = Path(__file__).resolve().parents[3]
BARE = Path(sys.base_prefix) / "bin" / f"python3.{sys.version_info[1]}"
# A tkinter whose dialogs are written to a file.
DIALOGS = """
from pathlib import Path

class Tk:
    def withdraw(self): pass
    def destroy(self): pass

class messagebox:
    def showerror(title, text):
        Path(__file__).with_name("dialogs").write_text(f"{title}: {text}", encoding="utf-8")
"""

pytestmark = [
    pytest.mark.skipif(sys.prefix == sys.base_prefix, reason="needs a bare Python beside this one"),
    pytest.mark.skipif(os.name == "nt", reason="where Python lies on other systems"),
]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("a clone")
    for package in ("core", "ui", "workers"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("main.py", "floe.command"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def venv(clone: Path):
    """The .venv beside main.py, which no other test finds."""
    link = clone / ".venv"
    link.symlink_to(sys.prefix)
    yield link
    link.unlink()


def start(*command: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)),
        env={**os.environ, "PYTHONUTF8": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
        cwd="/",
    )


def test_the_python_of_the_venv_beside_it_goes_on(clone: Path, venv: Path) -> None:
    done = start(BARE, "-S", "-E", clone / "main.py", "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"floe {VERSION}"
    done = start(BARE, "-S", "-E", clone / "main.py", "segmnt", "a b.png")
    assert (done.returncode, done.stdout) == (2, "")
    assert "did you mean segment?" in done.stderr


def test_the_file_for_a_double_click_takes_the_venv_too(clone: Path, venv: Path) -> None:
    done = start(clone / "floe.command", "--version")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0] == f"floe {VERSION}"


def test_without_a_venv_it_says_what_to_do(clone: Path) -> None:
    done = start(BARE, "-S", "-E", clone / "main.py", "segment", "a.png", PATH="/nowhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "floe: Floe’s packages are not installed yet, numpy is missing. This installs them, once:",
        f'    cd "{clone}"',
        "    python3 -m venv .venv",
        "    .venv/bin/python -m pip install -c constraints.txt .",
    ]


def test_with_make_it_is_make_that_sets_up(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "make").touch(0o755)
    done = start(BARE, "-S", "-E", clone / "main.py", "check", PATH=str(tmp_path))
    assert done.stderr.splitlines()[1:] == [f'    cd "{clone}"', "    make run"]


def test_a_venv_without_packages_is_not_tried_for_ever(clone: Path) -> None:
    subprocess.run([BARE, "-m", "venv", "--without-pip", clone / ".venv"], check=True)
    try:
        done = start(BARE, "-S", "-E", clone / "main.py", "check")
    finally:
        shutil.rmtree(clone / ".venv")
    assert (done.returncode, done.stdout) == (2, "")
    said = f"floe: The packages in {clone / '.venv'} are incomplete: numpy is missing. This installs them:"
    assert done.stderr.splitlines()[0] == said


@pytest.mark.parametrize("python", ["no program", "#!/nowhere/python\n", None])
def test_a_venv_whose_python_does_not_start_is_none(clone: Path, python: str | None) -> None:
    """It was copied from another machine, or the Python that it was made by has gone; a folder."""
    place = clone / ".venv" / "bin" / "python"
    place.parent.mkdir(parents=True)
    if python is None:
        place.mkdir()
    else:
        place.write_text(python, encoding="ascii")
        place.chmod(0o755)
    try:
        done = start(BARE, "-S", "-E", clone / "main.py", "check")
    finally:
        shutil.rmtree(clone / ".venv")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("floe: Floe’s packages are not installed yet, numpy is missing.")


@pytest.mark.parametrize(
    ("version", "begins"),
    [
        ((3, 10, 9), "Floe needs Python 3.11, 3.12 or 3.13, and this is Python 3.10."),
        ((3, 11, 0), "Floe’s packages are not installed yet"),
        ((3, 13, 9), "Floe’s packages are not installed yet"),
        ((3, 14, 0), "Floe needs Python 3.11, 3.12 or 3.13, and this is Python 3.14."),
    ],
)
def test_a_python_that_the_packages_are_not_made_for(
    tmp_path: Path, monkeypatch, capsys, version: tuple[int, ...], begins: str
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    monkeypatch.setattr(bare_python, "_missing", lambda: "numpy")
    with pytest.raises(SystemExit):
        bare_python.ensure_packages(["check"], tmp_path)
    assert capsys.readouterr().err.startswith(f"floe: {begins}")


def test_the_versions_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">=3.11,<3.14"
    assert (bare_python._OLDEST, bare_python._NEWEST) == ((3, 11), (3, 13))


@pytest.mark.parametrize(("arguments", "dialog"), [([], True), (["a.png"], True), (["check"], False)])
def test_a_dialog_says_it_where_a_window_was_wanted(
    clone: Path, tmp_path: Path, arguments: list[str], dialog: bool
) -> None:
    (tmp_path / "tkinter.py").write_text(DIALOGS, encoding="utf-8")
    done = start(BARE, "-S", clone / "main.py", *arguments, PYTHONPATH=str(tmp_path))
    assert done.returncode == 2
    found = tmp_path / "dialogs"
    assert found.exists() is dialog
    if dialog:
        assert found.read_text(encoding="utf-8") == done.stderr.rstrip("\n").replace("floe:", "Floe:", 1)


def test_every_package_is_looked_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {name.split(">")[0].lower().replace("-", "_") for name in project["dependencies"]}
    brought = packages_distributions()
    found = {name: {each.lower().replace("-", "_") for each in brought[name]} & wanted for name in PACKAGES}
    assert all(found.values()), found
    assert set().union(*found.values()) == wanted


def test_what_is_double_clicked_on_windows_starts_the_program_beside_it() -> None:
    lines = (ROOT / "floe.bat").read_bytes()
    assert lines.count(b"\n") == lines.count(b"\r\n")  # else cmd.exe misreads it
    assert rb'"%~dp0.venv\Scripts\pythonw.exe" "%~dp0main.py" %*' in lines
