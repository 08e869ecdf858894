"""What released versions have written is read, and gives what it gave then (tests/fixtures/README.md)."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from core.cluster.parameters import Parameters
from core.document import document_file, recipe
from core.document.document import Document
from core.image.image import Image
from core.pipeline import record, record_reader
from main import main
from tests.released import RELEASES, differences, without_varying

RECORDS = [path for release in RELEASES for path in sorted(release.glob("*_run.json"))]


def of_release(path: Path) -> str:
    return f"{path.parent.name} {path.name}"


def test_every_release_has_its_files():
    assert RELEASES
    for release in RELEASES:
        assert list(release.glob("*.floe"))
        assert (release / "recipe.json").is_file()
        assert list(release.glob("*_run.json"))
        size = sum(path.stat().st_size for path in release.iterdir() if path.is_file())
        assert size < 300_000, release


@pytest.mark.parametrize("record", RECORDS, ids=of_release)
def test_a_record_is_verified(record, capsys):
    assert main(["verify", str(record)]) == 0
    assert capsys.readouterr().out == "identical\n"


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)
def test_a_recipe_gives_what_it_gave(release, tmp_path, capsys):
    recipe, picture = release / "recipe.json", release / "floes.tif"
    assert main(["segment", str(picture), "--recipe", str(recipe), "-o", str(tmp_path)]) == 0
    capsys.readouterr()
    then = json.loads((release / "recipe_run.json").read_bytes())
    now = json.loads((tmp_path / "floes_run.json").read_bytes())
    assert differences(without_varying(then), without_varying(now)) == []


@pytest.mark.parametrize("record", [path for path in RECORDS if ".floe" not in path.name], ids=of_release)
def test_a_record_is_a_recipe_too(record, tmp_path, capsys):
    """On its own picture; regions of interest are no part of a recipe."""
    then = json.loads(record.read_bytes())
    picture = record.parent / then["image"]["path"]
    assert main(["segment", str(picture), "--recipe", str(record), "-o", str(tmp_path), "--json"]) == 0
    (now,) = json.loads(capsys.readouterr().out)
    assert differences(then["parameters"], now["params"]) == []
    if "regions_of_interest" not in then:
        assert now["inertia"] == then["result"]["inertia"]


@pytest.fixture
def next_version(monkeypatch):
    """Floe writes the next version of each kind of file; what there is by now is older."""
    for module in (document_file, recipe):
        monkeypatch.setattr(module, "FORMAT_VERSION", module.FORMAT_VERSION + 1)
    for module in (recipe, record, record_reader):
        monkeypatch.setattr(module, "RECORD_VERSION", module.RECORD_VERSION + 1)


@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.name)
def test_the_next_version_reads_what_there_is(release, next_version, tmp_path, capsys):
    for each in sorted(release.glob("*_run.json")):
        record_reader.read_record(each)
        recipe.read_recipe(each)
    recipe.read_recipe(release / "recipe.json")
    for each in sorted(release.glob("*.floe")):
        document_file.read_document(each)
    written = tmp_path / "next.floe"
    image = Image(np.zeros((3, 4, 3), np.uint8))
    content = document_file.content_of(Document(image, Parameters(k=1)))
    document_file.write_document(written, content)
    assert document_file.read_document(written).values["version"] == 2


def test_what_differs_is_found():
    then = {"a": [1, {"b": 2.0}], "c": None}
    assert differences(then, {"a": [1, {"b": 2.0, "new": 3}], "c": None, "new": 1}) == []
    assert differences(then, {"a": [1, {}], "c": 0}) == ["a 1 b", "c"]
    assert differences(then, {"a": [1], "c": None}) == ["a"]
