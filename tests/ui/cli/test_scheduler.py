"""`--scheduler`: the same results from other machines."""

from __future__ import annotations

from pathlib import Path

import pytest

from main import main
from tests.core.collection.made_kinds import made_kinds
from tests.core.pictures.crew_here import CrewHere
from tests.core.pictures.dask_here import DaskHere
from tests.core.series.made_folder import made_folder
from tests.reading import ReaderInThisProcess
from tests.ui.cli.called import complaint
from tests.ui.cli.test_cluster import _here

ADDRESS = "tcp://10.0.0.1:8786"


@pytest.fixture
def dask(monkeypatch: pytest.MonkeyPatch) -> DaskHere:
    for command in ("series", "cluster"):
        monkeypatch.setattr(f"ui.cli.{command}_command.ReadingProcess", ReaderInThisProcess)
    for module in ("series.run_series", "series.views", "collection.run_collection"):
        monkeypatch.setattr(f"core.{module}.Crew", CrewHere)
    monkeypatch.setattr("core.collection.run_collection.apart", _here)
    return DaskHere.in_place(monkeypatch)


def written(folder: Path, *names: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for name in names for path in folder.glob(name)}


def test_a_series_is_the_same_bytes(tmp_path: Path, dask: DaskHere) -> None:
    """Looked at, measured, and looked at again for the sheet; the order is that of the list."""
    pictures, here, there = made_folder(tmp_path / "scenes", 3), tmp_path / "here", tmp_path / "there"
    asked = ["-k", "2", "--class", "ice=2", "--series-export", "contact-sheet", "--export", "labels"]
    assert main(["series", *map(str, pictures), "-o", str(here), *asked]) == 0
    assert not dask.clients
    assert main(["series", *map(str, pictures), "-o", str(there), *asked, "--scheduler", ADDRESS]) == 0
    first, second = dask.clients
    assert (len(first.submitted), len(second.submitted)) == (6, 3)
    files = ("*.csv", "*.svg", "*.png", "*_labels.*", "contact*")
    assert len(written(here, *files)) >= 8
    assert written(there, *files) == written(here, *files)


@pytest.mark.parametrize("legend", ["each", "fit"])
def test_a_legend_that_is_fitted_there(tmp_path: Path, dask: DaskHere, legend: str) -> None:
    pictures, here, there = made_folder(tmp_path / "scenes", 2), tmp_path / "here", tmp_path / "there"
    choice = f"fit:{pictures[1]}" if legend == "fit" else legend
    asked = ["-k", "2", "--legend", choice]
    assert main(["series", *map(str, pictures), "-o", str(here), *asked]) == 0
    assert main(["series", *map(str, pictures), "-o", str(there), *asked, "--scheduler", ADDRESS]) == 0
    assert len(dask.clients[0].submitted) == 3
    assert written(there, "*.csv") == written(here, "*.csv")


def test_a_collection_is_the_same_bytes(tmp_path: Path, dask: DaskHere) -> None:
    made_kinds(tmp_path / "in", {"red": 3, "blue": 2})
    asked = ["cluster", str(tmp_path / "in"), "--subfolders", "-k", "2", "--embedding", "histogram,bins=4"]
    assert main([*asked, "-o", str(tmp_path / "here")]) == 0
    assert main(["cluster", "--clear-cache"]) == 0
    assert main([*asked, "-o", str(tmp_path / "there"), "--scheduler", ADDRESS]) == 0
    assert len(dask.clients[0].submitted) == 5
    names = ("clusters.csv", "run.json")
    assert written(tmp_path / "there", *names) == written(tmp_path / "here", *names)


@pytest.mark.parametrize("command", ["series", "cluster"])
def test_what_is_no_address(
    command: str, tmp_path: Path, dask: DaskHere, capsys: pytest.CaptureFixture[str]
) -> None:
    pictures = made_folder(tmp_path / "scenes", 2)
    options = ("-o", tmp_path / "out", "--scheduler", "10.0.0.1")
    said = complaint(capsys, command, *pictures, *options)
    assert said.startswith("--scheduler is “10.0.0.1”: write the address of a Dask scheduler")
    assert not dask.clients
