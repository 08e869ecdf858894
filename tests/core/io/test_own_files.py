"""A file of Floe's own that is opened as a picture: what it is, and what to do with it."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from core.base.errors import ReadError
from core.collection.database import WHOSE
from core.collection.record import FORMAT as COLLECTION_RECORD
from core.document.document_file import FORMAT as DOCUMENT
from core.document.plain_json import RECORD_FORMAT
from core.document.recipe import FORMAT as RECIPE
from core.io.own_files import own_file
from core.io.reader import read
from core.series.change_record import CHANGE_FORMAT
from core.series.floe_file import FORMAT as PROJECT
from core.series.floe_file import PROJECT_JSON
from core.series.legend_file import FORMAT as LEGEND
from core.series.record import FORMAT as SERIES_RECORD

FIXTURES = Path(__file__).parents[2] / "fixtures" / "0.1"


def of_json(**values: object) -> str:
    return own_file(json.dumps(values).encode())


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (
            RECIPE,
            "it is a recipe, no picture: open a picture, and take it with Apply recipe… (--recipe FILE).",
        ),
        (LEGEND, "--legend FILE"),
        (SERIES_RECORD, "record of a series, no picture: "),
        (COLLECTION_RECORD, "record of a collection, no picture: "),
        (CHANGE_FORMAT, "record of a change between two pictures, no picture: "),
    ],
)
def test_what_it_is_says_its_format(form: str, said: str) -> None:
    assert said in of_json(format=form)


@pytest.mark.parametrize("path", ["floes.png", "/far/away/floes.png", "C:\\far\\floes.png"])
def test_a_run_record_names_its_picture(path: str) -> None:
    assert "it is the record of a run on “floes.png”, no picture: " in of_json(
        format=RECORD_FORMAT, image={"path": path}
    )


@pytest.mark.parametrize("path", ["", 3, None, "a\nb", "x" * 256])
def test_a_run_record_without_a_name_is_one_too(path: object) -> None:
    for image in ({"path": path}, [path], path):
        assert of_json(format=RECORD_FORMAT, image=image).startswith("it is the record of a run, no picture")
    assert "“" + "x" * 255 + "”" in of_json(format=RECORD_FORMAT, image={"path": "x" * 255})


def test_documents_projects_and_collections_are_told_by_how_they_begin(tmp_path: Path) -> None:
    assert own_file((FIXTURES / "inside.floe").read_bytes()).startswith("it is a Floe document, no picture: ")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(PROJECT_JSON, json.dumps({"format": PROJECT}))
    assert own_file(packed.getvalue()).startswith("it is a Floe project, no picture: ")
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database:
        database.execute(f"PRAGMA application_id = {WHOSE}")
        database.execute("CREATE TABLE picture (path TEXT)")
    assert own_file((tmp_path / "a.sqlite").read_bytes()).startswith("it is a Floe collection, no picture: ")


def test_outlines_labels_and_networks_are_told() -> None:
    assert "--roi FILE" in own_file((FIXTURES / "areas.geojson").read_bytes())
    assert "--labels FILE" in of_json(images=[], annotations=[])
    assert "--labels FILE" in of_json(shapes=[])
    header = b'{"a":{}}'
    assert "weights of a network" in own_file(len(header).to_bytes(8, "little") + header)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[1, 2]",
        b'{"format": ["floe recipe"]}',
        json.dumps({"format": DOCUMENT}).encode(),
        b'{"type": {}}',
        b'{"images": []}',
        b"PK\x03\x04" + bytes(26) + b"word/document.xml",
        b"SQLite format 3\x00" + bytes(52) + b"GPKG",
        b"\xff" * 8 + b'{"',
    ],
)
def test_nothing_is_said_of_others(content: bytes) -> None:
    assert own_file(content) == ""


def test_the_reader_says_it_in_one_sentence() -> None:
    path = FIXTURES / "plain_run.json"
    with pytest.raises(ReadError) as refused:
        read(path)
    assert str(refused.value).startswith(f"Cannot read {path}: it is the record of a run on “floes.png”")
