"""--quiet, --verbose, --version and --help."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from importlib import metadata
from pathlib import Path

import pytest

from core.base.version import DEPENDENCIES
from main import main
from ui.cli.commands import COMMANDS
from ui.cli.examples import EXAMPLES
from ui.cli.parsers import make_parser

ROOT = Path(__file__).resolve().parents[3]


def test_quiet_says_nothing_but_errors(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    # A picture without a map: that no ground area can lead is a warning.
    options = ["-o", str(out), "--area", "geodesic"]
    arguments = ["segment", str(scene), *options]
    assert main(arguments) == 0
    said = capsys.readouterr()
    assert "floe: warning: " in said.err
    assert "uncalibrated" in said.out
    assert main([*arguments, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main(["-q", *arguments[:2], str(scene.with_name("missing.png")), *options]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("floe: Cannot read ")
    assert main(["verify", str(out / "scene_run.json"), "-q"]) == 0
    assert capsys.readouterr() == ("", "")


def test_quiet_gives_the_json_that_is_asked_for(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", str(scene), "-o", str(out), "-q", "--json", "--no-uncertainty"]) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)[0]["image"]["path"] == str(scene)
    assert said.err == ""


@pytest.mark.parametrize("before", [True, False])
def test_verbose_tells_the_seconds_of_the_stages(
    before: bool, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["segment", str(scene), "-o", str(out), "--regions", "--json"]
    assert main(["-v", *arguments] if before else [*arguments, "--verbose"]) == 0
    said = capsys.readouterr()
    (result,) = json.loads(said.out)
    stages, whole = said.err.splitlines()
    assert stages.startswith(f"floe: {scene}: 4 clusters after {result['iterations']} iteration")
    for stage in ("read", "cluster", "label", "uncertainty", "regions", "write"):
        assert re.search(rf"\b{stage} {result['seconds'][stage]:.2f}\b", stages)
    assert re.fullmatch(r"floe: \d+\.\d\d s in all", whole)


def test_quiet_and_verbose_exclude_each_other(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", str(scene), "-o", str(out), "-q", "-v"]) == 2
    assert "not allowed with" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_version_lists_the_libraries(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([option]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert lines[0] == f"floe {project['version']}"
    for name in ("numpy", "numba", "opencv-python", "PySide6-Essentials"):
        assert f"{name} {metadata.version(name)}" in lines
    assert said.err == ""


def test_the_libraries_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {*project["dependencies"]}
    for extra in ("parquet", "video", "learn", "networks", "maps", "dask"):
        wanted |= {*extras[extra]}
    assert set(DEPENDENCIES) == {re.split(r"[<>=]", each)[0] for each in wanted}


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_has_examples_that_can_be_typed(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*filter(None, [command]), "--help"]) == 0
    said = capsys.readouterr().out
    assert EXAMPLES[command] in said
    lines = [line.strip() for line in EXAMPLES[command].splitlines() if line.startswith("  floe ")]
    assert 3 <= len(lines) <= 5
    for line in lines:
        program, first, *rest = shlex.split(line)
        assert program == "floe"
        if first in COMMANDS:
            assert make_parser(first).parse_args([first, *rest]).command == first
        else:
            assert not command


def test_every_command_has_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"floe {command}" in said for command in COMMANDS)
    for command in COMMANDS:
        assert main([command, "--help"]) == 0
        assert "exit codes: 0 " in capsys.readouterr().out
