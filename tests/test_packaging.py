"""The wheel: everything in one folder, and it runs from there."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_puts_everything_into_one_folder(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"floe"}
    for needed in (
        "main.py",
        "core/cluster/colours/colour_kernels.py",
        "workers/__init__.py",
        "ui/__init__.py",
    ):
        assert f"floe/{needed}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_the_installed_command_runs(wheel, tmp_path):
    """The entry point `floe.main:main`, run from where pip would have put it, outside the clone."""
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")
    code = (
        "import sys; sys.path.insert(0, 'site')\n"
        "from floe.main import main\n"
        "code = main(['--version'])\n"
        "print('CORE', sys.modules['core'].__file__ if 'core' in sys.modules else 'site')\n"
        "sys.exit(code)"
    )
    command = [sys.executable, "-I", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "site" in done.stdout.splitlines()[-1]
