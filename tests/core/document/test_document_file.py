"""Document files keep the document, survive being moved, and are not trusted."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.base.errors import ReadError, WriteError
from core.classes.classes import Class, named_classes
from core.classes.examples import Example
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.document_file import (
    content_of,
    document_of,
    read_document,
    unpack_picture,
    write_document,
)
from core.document.thumbnail import image_tif, thumbnail_png
from core.image.image import Image
from core.io.reader import read
from core.scale.calibrate import calibrate
from core.scale.calibration import UNCALIBRATED, parse_pixel_size
from core.scenes.samples import sea_ice
from tests.core.measured import three_colours


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "scene.png"
    PillowImage.fromarray(three_colours().pixels).save(path)
    return Document(
        read(path),
        Parameters(k=3, space="lab", seed=4, init=((1.0, 2.0, 3.0), (4.0, 5.0, 6.0), (7.0, 8.0, 9.5))),
        named_classes((Class("ice", (2, 3), "#00ff7f", locked=True),), 3),
        pixel_size=parse_pixel_size("0.5m,0.25m"),
    )


def saved_to(path: Path, document: Document, picture: bytes | None = None) -> Path:
    write_document(path, content_of(document), picture=picture)
    return path


def test_what_is_saved_is_opened_again(document: Document, tmp_path: Path) -> None:
    saved = read_document(saved_to(tmp_path / "a.floe", document))
    assert saved.matches(document.image)
    again = document_of(saved, document.image, UNCALIBRATED)
    assert (again.parameters, again.classes) == (document.parameters, document.classes)
    assert again.calibration == document.calibration


@pytest.mark.parametrize("pixel_size", [None, UNCALIBRATED, parse_pixel_size("2 µm")])
def test_what_was_said_of_the_scale_is_kept(pixel_size, document: Document, tmp_path: Path) -> None:
    path = saved_to(tmp_path / "a.floe", document.with_pixel_size(pixel_size))
    assert document_of(read_document(path), document.image, UNCALIBRATED).pixel_size == pixel_size


def test_the_same_document_is_the_same_bytes(document: Document, tmp_path: Path) -> None:
    one, other = (saved_to(tmp_path / name, document).read_bytes() for name in ("a.floe", "b.floe"))
    assert one == other


def test_the_picture_is_looked_for_where_it_may_be(document: Document, tmp_path: Path) -> None:
    saved = read_document(saved_to(tmp_path / "a.floe", document))
    assert [path.exists() for path in saved.candidates()] == [False, True]
    # Both moved together.
    moved = tmp_path / "elsewhere"
    (moved / "in").mkdir(parents=True)
    (tmp_path / "in" / "scene.png").rename(moved / "in" / "scene.png")
    (tmp_path / "a.floe").rename(moved / "a.floe")
    found = [path for path in read_document(moved / "a.floe").candidates() if path.exists()]
    assert found == [moved / "in" / "scene.png"]


def test_another_picture_is_told_by_its_hash(document: Document, tmp_path: Path) -> None:
    saved = read_document(saved_to(tmp_path / "a.floe", document))
    path = tmp_path / "in" / "scene.png"
    PillowImage.fromarray(three_colours(height=7).pixels).save(path)
    assert not saved.matches(read(path))
    assert not saved.fits(read(path))


def test_a_picture_inside_comes_out_as_it_went_in(document: Document, tmp_path: Path) -> None:
    content = (tmp_path / "in" / "scene.png").read_bytes()
    saved = read_document(saved_to(tmp_path / "a.floe", document, content))
    assert saved.embedded
    assert saved.sha256 == hashlib.sha256(content).hexdigest()
    out = unpack_picture(saved.path, saved.picture, tmp_path)
    assert out.suffix == ".png"
    assert out.read_bytes() == content


@pytest.mark.parametrize("no_data", [False, True])
def test_a_picture_from_no_file_goes_inside(no_data: bool, tmp_path: Path) -> None:
    scene = sea_ice(width=64, height=48).image
    valid = np.ones((48, 64), bool)
    valid[:5] = not no_data
    image = replace(scene, valid=valid if no_data else None)
    saved = read_document(saved_to(tmp_path / "a.floe", Document(image, Parameters()), image_tif(image)))
    again = read(unpack_picture(saved.path, saved.picture, tmp_path))
    assert saved.matches(again)
    np.testing.assert_array_equal(again.pixels, image.pixels)
    assert (again.valid is not None) == no_data
    if no_data:
        np.testing.assert_array_equal(again.valid, valid)
    # The CRS is the same in other words: GeoTIFF has its own way to write it.
    one, other = calibrate(again), calibrate(image)
    assert (one.crs, one.size, one.method) == (other.crs, other.size, other.method)


def test_the_thumbnail_is_small_and_shows_no_data(tmp_path: Path) -> None:
    pixels = np.full((1000, 300, 1), 7, np.uint8)
    valid = np.zeros((1000, 300), bool)
    small = PillowImage.open(io.BytesIO(thumbnail_png(Image(pixels, valid))))
    assert max(small.size) <= 256
    assert small.getextrema()[3] == (0, 0)


def test_values_are_those_of_this_release(document: Document, tmp_path: Path) -> None:
    """Every later release has to open this: a change here needs a migration."""
    with zipfile.ZipFile(saved_to(tmp_path / "a.floe", document)) as archive:
        assert archive.namelist() == ["document.json", "thumbnail.png"]
        values = json.loads(archive.read("document.json"))
    assert values["format"] == "floe document"
    assert values["version"] == 1
    assert {"path", "sha256", "width", "height", "relative"} <= set(values["image"])
    assert {"parameters", "classes", "pixel_size"} <= set(values)


def damaged(path: Path, change: dict[str, object] | None = None, content: bytes | None = None) -> Path:
    with zipfile.ZipFile(path) as archive:
        values = json.loads(archive.read("document.json"))
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("document.json", json.dumps(values | (change or {})) if content is None else content)
    return path


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "else"}, "no Floe document"),
        ({"version": 2}, "newer Floe"),
        ({"version": None}, "which version"),
        ({"image": None}, "damaged"),
        ({"image": {"path": "a"}}, "It has no “sha256”"),
        ({"image": {"path": 3, "sha256": "", "width": 1, "height": 1}}, "damaged"),
    ],
)
def test_a_damaged_document_is_a_sentence(change, words: str, document: Document, tmp_path: Path) -> None:
    path = damaged(saved_to(tmp_path / "a.floe", document), change)
    with pytest.raises(ReadError, match=words):
        read_document(path)


@pytest.mark.parametrize(
    "change",
    [
        {"parameters": {"k": -1}},
        {"parameters": []},
        {"classes": [{"name": "a"}]},
        {"pixel_size": {"source": "typed", "typed": "0m"}},
        {"pixel_size": 3},
        {"naming": {"space": "", "centroids": [[1e308]] * 3, "colours": [[0, 0, 0]] * 3, "doubts": []}},
    ],
)
def test_damaged_parts_are_a_sentence(change, document: Document, tmp_path: Path) -> None:
    saved = read_document(damaged(saved_to(tmp_path / "a.floe", document), change))
    with pytest.raises(ReadError, match="the document is damaged"):
        document_of(saved, document.image, UNCALIBRATED)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"not a zip" * 99, b"[]"])
def test_what_is_no_document_is_a_sentence(content: bytes, document: Document, tmp_path: Path) -> None:
    path = tmp_path / "x.floe"
    path.write_bytes(content)
    with pytest.raises(ReadError, match="no Floe document"):
        read_document(path)
    damaged(saved_to(path, document), content=content)
    with pytest.raises(ReadError, match="no Floe document"):
        read_document(path)


def test_every_cut_of_a_document_is_a_sentence(document: Document, tmp_path: Path) -> None:
    whole = saved_to(tmp_path / "a.floe", document).read_bytes()
    for end in range(0, len(whole), 97):
        (tmp_path / "cut.floe").write_bytes(whole[:end])
        with pytest.raises(ReadError):
            read_document(tmp_path / "cut.floe")


def test_a_bomb_is_not_unpacked(document: Document, tmp_path: Path) -> None:
    path = saved_to(tmp_path / "a.floe", document)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("document.json", b" " * (70 << 20))
    with pytest.raises(ReadError, match="no Floe document"):
        read_document(path)


def test_another_way_of_packing_is_a_sentence(document: Document, tmp_path: Path) -> None:
    """A damaged LZMA stream raises an error of its own kind, and claims what memory it likes before."""
    path = tmp_path / "a.floe"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("document.json", b"{" * 5000)
    content = bytearray(path.read_bytes())
    content[60:90] = bytes(30)
    path.write_bytes(content)
    with pytest.raises(ReadError, match="no Floe document"):
        read_document(path)


def test_names_of_members_lead_nowhere(document: Document, tmp_path: Path) -> None:
    content = (tmp_path / "in" / "scene.png").read_bytes()
    path = saved_to(tmp_path / "a.floe", document, content)
    with zipfile.ZipFile(path) as archive:
        values = json.loads(archive.read("document.json"))
    values["image"]["path"] = "../../evil.p/ng"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("document.json", json.dumps(values))
        archive.writestr("picture", content)
        archive.writestr("../outside.txt", "x")
    out = unpack_picture(path, read_document(path).picture, tmp_path / "in")
    assert out.parent == tmp_path / "in"
    assert not (tmp_path / "outside.txt").exists()


def test_a_server_that_a_file_names_is_not_asked(document: Document, tmp_path: Path) -> None:
    path = saved_to(tmp_path / "a.floe", document)
    with zipfile.ZipFile(path) as archive:
        image = json.loads(archive.read("document.json"))["image"]
    for place in ("//host.example/share/a.png", "\\\\host.example\\share\\a.png"):
        saved = read_document(damaged(path, {"image": image | {"path": place, "relative": place}}))
        assert saved.candidates()
        assert not any(str(each).startswith(("//", "\\\\")) for each in saved.candidates())


def test_a_document_that_cannot_be_written_leaves_the_old_one(document: Document, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="no such folder"):
        saved_to(tmp_path / "none" / "a.floe", document)


def test_examples_and_what_learns_from_them_are_kept(document: Document, tmp_path: Path) -> None:
    told = document.with_examples((Example("ice", ((1.5, 2.5),)), Example("sea", ((4.5, 2.5),))))
    for learns in (False, True):
        path = saved_to(tmp_path / f"{learns}.floe", told.with_classifier(learns))
        again = document_of(read_document(path), document.image, UNCALIBRATED)
        assert (again.examples, again.classifier) == (told.examples, learns)
