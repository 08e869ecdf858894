"""What a file names on another server is asked of nobody, wherever the name stands.

Two slashes are a server to Floe, and one to POSIX: whoever followed such a name would find the file.
"""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from PIL import Image as PillowImage

from core.base.errors import ReadError
from core.base.paths import may_follow, server_of
from core.collection.cache import Cache
from core.collection.gather import gather
from core.collection.record import collection_record
from core.collection.reopened import Reopened, reopened
from core.collection.run_collection import Means
from core.collection.saved_collection import SavedCollection, SavedRun
from core.collection.sorting import undo
from core.collection.verify import asked_in, repeat_collection
from core.document.named_files import without_servers
from core.document.plain_json import to_bytes
from core.io.satellite_metadata import _beside
from core.io.source import Source
from core.io.vrt import read as read_vrt
from core.pipeline.verify import picture_of
from core.series.change_record import repeat_change
from core.series.entry import Entry, entry_json
from core.series.journal import RECORD, Journal
from tests.core.collection.made_kinds import made_kinds
from tests.core.collection.test_reopened import ended, run, without_processes  # noqa: F401 - a fixture
from tests.core.collection.test_verify import record_of
from tests.reading import HERE

_VRT = (
    '<VRTDataset rasterXSize="8" rasterYSize="6"><VRTRasterBand dataType="Byte" band="1"><SimpleSource>'
    '<SourceFilename relativeToVRT="0">{name}</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>'
)
pytestmark = pytest.mark.skipif(os.name != "posix", reason="elsewhere two slashes lead to a server indeed")


def on_server(path: Path) -> str:
    return f"/{path}"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A picture in a folder of its own."""
    (tmp_path / "there").mkdir()
    path = tmp_path / "there" / "a.png"
    PillowImage.new("RGB", (8, 6), (200, 40, 30)).save(path)
    return path


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the file lies that names it."""
    (tmp_path / "out").mkdir()
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("path", "server"),
    [
        (r"\\Host\Share\a.png", "//host"),
        ("//host/share", "//host"),
        ("//host", "//host"),
        (r"\/host\share/in/a.png", "//host"),
        ("//host@8080/share", "//host@8080"),
        ("//host/../other/a.png", "//host/../other/a.png"),
        ("//../other/a.png", "//../other/a.png"),
        ("///other/a.png", "//"),
        (r"\\?\UNC\host\share\a.png", "//?/unc/host/share/a.png"),
        (r"\\.\pipe\a", "//./pipe/a"),
        (r"\??\UNC\host\share", "/??/unc/host/share"),
        ("file://host/share/a.png", "file://host/share/a.png"),
        ("HTTPS://host/a.png", "https://host/a.png"),
        ("smb+x.y-1://host", "smb+x.y-1://host"),
        ("/in/a.png", ""),
        ("in//a.png", ""),
        ("../a.png", ""),
        (r"C:\in\a.png", ""),
        ("C://in/a.png", ""),
        ("scan:/a.png", ""),
        ("", ""),
    ],
)
def test_which_names_are_those_of_servers(path: str, server: str) -> None:
    assert server_of(path) == server


def test_the_server_of_the_file_itself_may_be_asked() -> None:
    assert may_follow(r"\\HOST\share\in\a.png", Path("//host/share/out/run.json"))
    assert may_follow("//host/other/a.png", Path("//host/share/run.json"))
    assert not may_follow("//other/share/a.png", Path("//host/share/run.json"))
    assert not may_follow("//host@8080/share/a.png", Path("//host/share/run.json"))
    assert not may_follow("//host/../other/a.png", Path("//host/share/run.json"))
    assert not may_follow("//host/share/a.png", Path("run.json"))
    assert may_follow("in/a.png", Path("run.json"))


def test_the_picture_of_a_run_record(there: Path, out: Path) -> None:
    record, path = {"image": {"path": on_server(there), "sha256": "a" * 64}}, out / "a_run.json"
    with pytest.raises(
        ReadError, match=r"a\.png is on another server\. Floe asks no server that a file names"
    ):
        picture_of(record, path)
    assert picture_of(record, Path(on_server(path))) == Path(on_server(there))
    copyfile(there, out / "a.png")
    assert picture_of(record, path) == out / "a.png"


def test_the_maps_of_a_change(there: Path, out: Path) -> None:
    source = {"path": on_server(there), "sha256": "a" * 64}
    record = {"earlier": source, "later": source, "result": {}}
    with pytest.raises(ReadError, match="which is on another server"):
        repeat_change(record, out / "a_change.json", HERE)  # type: ignore[arg-type]


def test_the_pictures_and_files_of_a_record_of_a_collection(there: Path, out: Path) -> None:
    record = record_of(there)
    record["pictures"]["path"] = [on_server(there)]
    record["embedding"] = {"name": "file", "options": {"file": {"path": on_server(there), "sha256": ""}}}
    asked = asked_in(record, out / "run.json", lambda: False)
    assert asked.vectors is not None
    assert asked.vectors.path == str(out / "a.png")
    left = asked_in(record, out / "run.json", lambda: False, own=True)  # of a crash: nobody else's
    assert left.vectors is not None
    assert left.vectors.path == on_server(there)
    *_told, found = all_of(repeat_collection(record, out / "run.json", HERE))
    [line] = found.lines
    said = "is on another server, and Floe asks none that a file names: put the record on that one."
    assert line == f"{on_server(there)} {said}"


def test_the_pictures_of_a_collection_that_is_opened(tmp_path: Path, without_processes: None) -> None:  # noqa: F811
    pictures, cache = tuple(made_kinds(tmp_path / "in", {"red": 2, "blue": 2})), tmp_path / "cache.sqlite"
    record = collection_record(run(pictures, cache, on_map=""))
    names = record["pictures"]["path"]
    record["pictures"]["path"] = [on_server(Path(names[0])), *names[1:]]

    def opened(cached: Path, *, own: bool = False) -> Reopened:
        saved = SavedCollection((SavedRun("0", to_bytes(record)),))
        with Cache(cached) as kept:
            path = tmp_path / "out" / "collection.sqlite"
            return ended(reopened(saved, path, Means(HERE, kept), own=own))

    shown = opened(cache)
    [known] = shown.runs.values()
    assert (len(known.places), str(known.rows[0].path)) == (4, on_server(Path(names[0])))
    [problem] = shown.problems
    assert problem == (
        f"1 picture lies on another server ({server_of(on_server(tmp_path))}), as the file says: it is shown "
        "as it was. That server is asked once you sort, open or place the picture."
    )
    [unknown] = opened(tmp_path / "other.sqlite").runs.values()
    assert len(unknown.places) == 3
    assert "it is on another server, and Floe asks none that a file names" in unknown.rows[0].reason
    left = opened(tmp_path / "third.sqlite", own=True)
    assert [len(each.places) for each in left.runs.values()] == [4]
    assert left.problems == ()


def test_a_copy_that_is_here_stands_for_one_that_is_not_asked(
    tmp_path: Path,
    without_processes: None,  # noqa: F811
) -> None:
    pictures = list(made_kinds(tmp_path / "in", {"red": 2, "blue": 1}))
    copyfile(pictures[0], tmp_path / "in" / "copy.png")
    record = collection_record(
        run((*pictures, tmp_path / "in" / "copy.png"), tmp_path / "c.sqlite", on_map="")
    )
    names = record["pictures"]["path"]
    record["pictures"]["path"] = [on_server(Path(names[0])), *names[1:]]
    saved = SavedCollection((SavedRun("0", to_bytes(record)),))
    with Cache(tmp_path / "other.sqlite") as kept:
        found = ended(reopened(saved, tmp_path / "out" / "collection.sqlite", Means(HERE, kept)))
    [known] = found.runs.values()
    assert len(known.places) == 4


def test_the_journal_of_a_sorting(there: Path, out: Path) -> None:
    into, journal = out / "sorted", out / "sorting.jsonl"
    lines: list[dict[str, str]] = [
        {"how": "copy", "into": str(into)},
        {"folder": str(into)},
        {"from": str(there), "to": str(into / "a.png"), "sha256": "a" * 64},
    ]
    for number, key in ((0, "into"), (1, "folder"), (2, "from"), (2, "to")):
        changed = [dict(line) for line in lines]
        changed[number][key] = f"/{changed[number][key]}"
        journal.write_text("".join(json.dumps(line) + "\n" for line in changed))
        with pytest.raises(ReadError, match="which is on another server"):
            list(undo(journal, HERE))  # type: ignore[arg-type]
    assert list(undo(journal, HERE, own=True)) == [(1, 1, "")]  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["list.txt", "table.csv"])
def test_a_list_or_table_of_pictures(there: Path, out: Path, name: str) -> None:
    (out / name).write_text(f"path\n{on_server(there)}\n" if name.endswith("csv") else on_server(there))
    with pytest.raises(ReadError, match="which is on another server"):
        gather([str(out / name)], HERE)  # type: ignore[arg-type]
    copyfile(there, out / "a.png")
    found, _problems = gather([str(out / name)], HERE)  # type: ignore[arg-type]
    assert found.pictures == (out / "a.png",)


def test_what_a_virtual_raster_is_made_of(there: Path) -> None:
    """It lies below, but the name leads there by a server."""
    path = there.with_name("a.vrt")
    source = Source(path, _VRT.format(name=on_server(there)).encode())
    with pytest.raises(ReadError, match="which is no file beside it or in a folder below"):
        read_vrt(source)


def test_the_bands_of_a_satellite(there: Path) -> None:
    source = Source(there.with_name("MTD.xml"), b"")
    assert _beside(source, there.name) == there
    assert _beside(source, on_server(there)) is None


def test_the_files_that_a_series_has_left(there: Path, out: Path) -> None:
    journal = Journal(out)
    for path, kept in ((str(there), ["k"]), (on_server(there), [])):
        entry = replace(Entry("a.png", "", key="k"), outputs={"areas": path})
        (out / RECORD).write_text(json.dumps({"pictures": [entry_json(entry)]}))
        journal.entries.clear()
        journal.resume(HERE)  # type: ignore[arg-type]
        assert list(journal.entries) == kept


def test_files_of_features_wherever_they_stand() -> None:
    file = {"path": r"\\host\share\a.onnx", "sha256": "a" * 64}
    features = [
        {"name": "network", "weight": 1, "options": {"file": file, "pictures": [file, {"path": "b"}]}}
    ]
    values = {"pictures": [{"record": {"parameters": {"features": features}}}, 3, "a"]}
    kept = without_servers(deepcopy(values), Path("//HOST/documents/a.floe"))
    assert kept == values  # on that server itself
    found: Any = without_servers(values, Path("/documents/a.floe"))
    options = found["pictures"][0]["record"]["parameters"]["features"][0]["options"]
    assert options["file"] == {**file, "path": "a.onnx"}
    assert options["pictures"] == [{**file, "path": "a.onnx"}, {"path": "b"}]


def all_of(steps: Generator[Any, None, Any]) -> list[Any]:
    """What is told, and at last what is returned."""
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return [*told, end.value]
