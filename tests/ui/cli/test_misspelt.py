"""Words that are nearly right: the command line asks what was meant, the window is for files."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from main import main
from tests.ui.cli.called import complaint


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("segmnt x.jpg", "There is no command “segmnt”: did you mean segment? (see floe --help)"),
        ("segmnt x.jpg -o out", "There is no command “segmnt”: did you mean segment? (see floe --help)"),
        ("Verify", "There is no command “Verify”: did you mean verify? (see floe --help)"),
        ("-q segmnt x.jpg", "There is no command “segmnt”: did you mean segment? (see floe --help)"),
        ("--versoin", "There is no option --versoin: did you mean --version? (see floe --help)"),
        ("--frobnicate", "There is no option --frobnicate (see floe --help)."),
        (
            "x.jpg -k 4",
            (
                "The window takes no options: write a command first, for example floe segment x.jpg -o DIR "
                "(see floe --help)."
            ),
        ),
        (
            "segment x.jpg --fil-holes 3",
            "floe segment has no option --fil-holes: did you mean --fill-holes? (see floe segment --help)",
        ),
        # Not what is missing since --output was misspelt.
        (
            "segment x.jpg --ouput=dir",
            "floe segment has no option --ouput: did you mean --output? (see floe segment --help)",
        ),
        (
            "segment x.jpg -export areas -o dir",
            "floe segment has no option -export: did you mean --export? (see floe segment --help)",
        ),
        (
            "verify r_run.json --thread 2",
            "floe verify has no option --thread: did you mean --threads? (see floe verify --help)",
        ),
        ("check --frobnicate", "floe check has no option --frobnicate (see floe check --help)."),
        (
            "sample lak",
            "There is no sample “lak”: choose sea-ice, melt-ponds, lake, cells. Did you mean lake?",
        ),
        (
            "concentration a.tif --area geodesc",
            "--area is “geodesc”: choose geodesic or planar. Did you mean geodesic?",
        ),
    ],
)
def test_a_word_that_is_none(arguments: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert complaint(capsys, *arguments.split()) == said


@pytest.mark.parametrize(
    ("option", "question"),
    [
        ("--export areas,geojsn", "Did you mean geojson?"),
        ("--feature locl-std", "Did you mean local-std?"),
        ("--feature local-std,raduis=3", "Did you mean radius?"),
        ("--space grey", "Did you mean gray?"),
        ("--space bands --scaling zscore", "Did you mean z-score?"),
        ("--init kmeans++", "Did you mean k-means++?"),
        ("--pixel-size georefrence", "Did you mean georeference?"),
        ("--roi x.geojson --roi-use measur", "Did you mean measure?"),
        ("--area planr", "Did you mean planar?"),
        ("--regions --region-filter aera=1..", "Did you mean area?"),
        ("--regions --region-filter edge=pictur", "Did you mean picture?"),
    ],
)
def test_a_name_that_is_none(
    option: str, question: str, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert complaint(capsys, "segment", scene, "-o", out, *option.split()).endswith(f" {question}")
    assert not out.exists()


@pytest.mark.parametrize("option", ["--ratio c=icee/(ice+1)", "--regions --region-filter class=icee"])
def test_a_class_that_is_none(
    option: str, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = ("--class", "ice=3,4", "--no-uncertainty")
    line = complaint(capsys, "segment", scene, "-o", out, *named, *option.split(), code=1)
    assert line.endswith(" Did you mean ice?")


@pytest.fixture
def window(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What the window is asked to open."""
    asked: list[list[str]] = []
    module = SimpleNamespace(run=lambda arguments, *_: asked.append(arguments) or 0)
    monkeypatch.setitem(sys.modules, "ui.application.start", module)
    return asked


@pytest.mark.parametrize(
    "arguments",
    ["", "--sample", "photos", "x.jpg", "segmnt.jpg", "./segmnt", "checks/a.tif", "x.jpg segment", "a b.png"],
)
def test_files_are_for_the_window(arguments: str, window: list[list[str]]) -> None:
    """There or not: the window says of each what is wrong with it."""
    assert main(arguments.split()) == 0
    assert window == [arguments.split()]


def test_a_file_named_nearly_like_a_command(
    window: list[list[str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("segmnt", "-x.tif"):
        Path(name).touch()
        assert main([name]) == 0
    assert window == [["segmnt"], ["-x.tif"]]
