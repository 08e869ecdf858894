"""Every picture of the shared manifest, through one helper process, against what the manifest expects."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyproj import CRS

from core.base.errors import ReadError
from core.guarded.process import ReadingProcess
from core.image.image import Image
from core.io.reader import read

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


def _rows() -> list[dict[str, str]]:
    if not (DATA / "MANIFEST.csv").is_file():
        return []
    with (DATA / "MANIFEST.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["expected_class"]]


@pytest.fixture(scope="module")
def reader() -> Iterator[ReadingProcess]:
    with ReadingProcess(read) as process:
        yield process


@pytest.mark.parametrize("row", _rows(), ids=lambda row: row["path"])
def test_manifest(row: dict[str, str], reader: ReadingProcess, shared_data: Path) -> None:
    outcome: Image | ReadError
    try:
        outcome = reader.read(shared_data / row["path"])
    except ReadError as error:
        outcome = error
    if isinstance(outcome, ReadError):
        assert row["expected_class"] != "open"
        assert row["path"] in str(outcome)
        assert str(outcome).endswith(".")
        assert len(str(outcome).splitlines()) == 1
        assert not re.search(r"crashed|failed|seconds", outcome.reason)
        return
    assert row["expected_class"] != "error"
    _check(outcome, row["expected"])
    assert outcome.provenance.sha256 == row["sha256"]


def _check(image: Image, expected: str) -> None:
    size = re.search(r"(\d+)x(\d+)", expected)
    assert size is not None
    assert (image.width, image.height) == (int(size[1]), int(size[2]))
    kind = re.search(r"u?int(8|16|32)|float(32|64)", expected)
    assert image.pixels.dtype == (kind[0] if kind else "uint8")
    assert image.band_count == _bands(expected)
    if pages := re.search(r"(\d+) pages/frames", expected):
        assert any(f"1 of {pages[1]} was read" in sentence for sentence in image.warnings)
    if epsg := re.search(r"EPSG:(\d+)", expected):
        affine = "no affine grid" not in expected
        assert (image.georeference is not None) == affine
        if image.georeference:
            # One of the files spells its system out instead of naming it.
            assert CRS(image.georeference.crs).to_epsg(min_confidence=20) == int(epsg[1])


def _bands(expected: str) -> int:
    """Colour bands: alpha is no band, palettes and inks become RGB."""
    if re.search(r"palette|CMYK|RGB|as displayed", expected):
        return 3
    if "grey + alpha" in expected or "mode L" in expected:
        return 1
    bands = re.search(r"\d+x\d+x(\d+)", expected)
    assert bands is not None
    if re.search(r"float|\bint16|nothing to cluster", expected):
        return int(bands[1])
    return {1: 1, 2: 1, 3: 3, 4: 3}[int(bands[1])]


def test_no_data_collar_is_left_out(reader: ReadingProcess, shared_data: Path) -> None:
    image = reader.read(shared_data / "awkward" / "RGB.byte.tif")
    assert image.valid is not None
    assert not image.valid[0, 0]
    assert image.pixels[image.valid].any(axis=1).all()
    assert any(sentence.startswith("No data: ") for sentence in image.warnings)


def test_inks_are_not_taken_for_colours(reader: ReadingProcess, shared_data: Path) -> None:
    image = reader.read(shared_data / "awkward" / "pil_sample_cmyk.jpg")
    assert any("CMYK" in sentence for sentence in image.warnings)


def test_colour_bands_stored_backwards_are_red_first(reader: ReadingProcess, shared_data: Path) -> None:
    """RGBA.uint16.tif says of its bands: blue, green, red, alpha."""
    import rasterio

    path = shared_data / "awkward" / "RGBA.uint16.tif"
    image = reader.read(path)
    with rasterio.open(path) as file:
        assert (image.pixels[..., 0] == file.read(3)).all()
