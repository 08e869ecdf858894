"""The size of a pixel in a file's own metadata: written by tifffile and Pillow, read by Floe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from core.guarded.process import ReadingProcess
from core.image.image import PixelScale, PrintResolution
from core.io.reader import read
from core.io.tile_file import open_tiles

PIXELS = np.arange(6 * 8, dtype=np.uint8).reshape(6, 8)


def ome(path: Path, **metadata: Any) -> Path:
    tifffile.imwrite(path, PIXELS, ome=True, metadata={"axes": "YX", **metadata})
    return path


def imagej(path: Path, per_unit: tuple[float, float] | None, **metadata: Any) -> Path:
    tifffile.imwrite(path, PIXELS, imagej=True, resolution=per_unit, metadata=metadata)
    return path


@pytest.mark.parametrize(
    ("x", "y", "expected"),
    [
        ((0.25, "µm"), (0.25, "µm"), ("µm", 0.25, 0.25)),
        ((0.25, "µm"), (500, "nm"), ("µm", 0.25, 0.5)),
        ((3, "Å"), (3, "Å"), ("nm", 0.3, 0.3)),
        ((2, "mm"), (1, "mm"), ("mm", 2, 1)),
        ((1, "in"), (1, "in"), ("mm", 25.4, 25.4)),
        ((2, "km"), (2, "km"), ("km", 2, 2)),
    ],
)
def test_ome(
    tmp_path: Path, x: tuple[float, str], y: tuple[float, str], expected: tuple[str, float, float]
) -> None:
    sizes = {
        "PhysicalSizeX": x[0],
        "PhysicalSizeXUnit": x[1],
        "PhysicalSizeY": y[0],
        "PhysicalSizeYUnit": y[1],
    }
    image = read(ome(tmp_path / "cells.ome.tif", **sizes))
    assert image.scale is not None
    assert (image.scale.source, image.scale.unit) == ("ome", expected[0])
    assert (image.scale.width, image.scale.height) == pytest.approx(expected[1:], rel=1e-12)
    assert image.printed is None
    assert image.warnings == ()


def test_ome_counts_in_micrometres_where_it_names_no_unit(tmp_path: Path) -> None:
    image = read(ome(tmp_path / "a.ome.tif", PhysicalSizeX=0.5, PhysicalSizeY=0.5))
    assert image.scale == PixelScale("ome", "µm", 0.5, 0.5)


@pytest.mark.parametrize(
    "sizes",
    [
        {"PhysicalSizeX": 0.0, "PhysicalSizeY": 1.0},
        {"PhysicalSizeX": -1.0, "PhysicalSizeY": 1.0},
        {"PhysicalSizeX": 1.0},
        {"PhysicalSizeX": 1.0, "PhysicalSizeY": float("nan")},
        {"PhysicalSizeX": 1.0, "PhysicalSizeXUnit": "parsec", "PhysicalSizeY": 1.0},
    ],
)
def test_an_ome_size_that_is_none_is_said_and_not_used(tmp_path: Path, sizes: dict[str, Any]) -> None:
    image = read(ome(tmp_path / "a.ome.tif", **sizes))
    assert image.scale is None
    assert any("OME metadata give a pixel size of" in sentence for sentence in image.warnings)


def test_ome_without_a_size_says_nothing(tmp_path: Path) -> None:
    pixels = {
        "PhysicalSizeX": 1,
        "PhysicalSizeXUnit": "pixel",
        "PhysicalSizeY": 1,
        "PhysicalSizeYUnit": "pixel",
    }
    for metadata in ({}, pixels):
        image = read(ome(tmp_path / "a.ome.tif", **metadata))
        assert (image.scale, image.warnings) == (None, ())


def described(path: Path, description: str) -> Path:
    tifffile.imwrite(path, PIXELS, description=description.encode(), metadata=None)
    return path


def test_ome_of_another_picture_is_not_used(tmp_path: Path) -> None:
    """A program that made the picture smaller and kept the metadata: the size would be wrong."""
    xml = (
        '<?xml version="1.0"?><OME xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06">'
        '<Image ID="Image:0"><Pixels SizeX="16" SizeY="12" PhysicalSizeX="1" PhysicalSizeY="1"/>'
        "</Image></OME>"
    )
    image = read(described(tmp_path / "a.tif", xml))
    assert image.scale is None
    assert "those of a picture of 16 × 12 pixels" in image.warnings[0]


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ('<?xml version="1.0"?><OME><Image></OME>', "damaged"),
        ('<!DOCTYPE o [<!ENTITY a "aaaa">]><OME><Image>&a;</Image></OME>', "not plain"),
    ],
)
def test_damaged_or_hostile_ome_is_a_sentence(tmp_path: Path, xml: str, words: str) -> None:
    image = read(described(tmp_path / "a.tif", xml))
    assert image.scale is None
    assert words in image.warnings[0]


@pytest.mark.parametrize(
    ("unit", "per_unit", "expected"),
    [
        ("um", (4, 4), PixelScale("imagej", "µm", 0.25, 0.25)),
        ("micron", (4, 2), PixelScale("imagej", "µm", 0.25, 0.5)),
        ("\\u00B5m", (4, 4), PixelScale("imagej", "µm", 0.25, 0.25)),
        ("cm", (10, 10), PixelScale("imagej", "cm", 0.1, 0.1)),
        ("meter", (2, 2), PixelScale("imagej", "m", 0.5, 0.5)),
        ("nm", (0.5, 0.5), PixelScale("imagej", "nm", 2.0, 2.0)),
    ],
)
def test_imagej(tmp_path: Path, unit: str, per_unit: tuple[float, float], expected: PixelScale) -> None:
    image = read(imagej(tmp_path / "a.tif", per_unit, unit=unit, spacing=3.0))
    assert image.scale == expected
    assert image.warnings == ()


@pytest.mark.parametrize("metadata", [{}, {"unit": "pixel"}])
def test_imagej_without_a_unit_has_no_scale(tmp_path: Path, metadata: dict[str, Any]) -> None:
    image = read(imagej(tmp_path / "a.tif", (4, 4), **metadata))
    assert (image.scale, image.printed, image.warnings) == (None, None, ())


def test_inches_of_imagej_may_come_from_a_scanner_and_that_is_said(tmp_path: Path) -> None:
    image = read(imagej(tmp_path / "a.tif", (300, 300), unit="inch"))
    assert image.scale is not None
    assert image.scale.width == pytest.approx(25.4 / 300)
    assert "printed resolution of a scan" in image.warnings[0]


def test_a_unit_of_imagej_that_is_no_length_is_not_used(tmp_path: Path) -> None:
    image = read(imagej(tmp_path / "a.tif", (4, 4), unit="furlong"))
    assert image.scale is None
    assert "ImageJ metadata give a pixel size of 0.25 furlong × 0.25 furlong" in image.warnings[0]


def test_the_printed_resolution_of_a_tiff_is_no_scale(tmp_path: Path) -> None:
    for unit, per_unit in (("INCH", 300), ("CENTIMETER", 300 / 2.54)):
        path = tmp_path / f"{unit}.tif"
        tifffile.imwrite(path, PIXELS, resolution=(per_unit, per_unit), resolutionunit=unit)
        image = read(path)
        assert image.scale is None
        assert image.printed is not None
        assert image.printed.x == pytest.approx(300)


def test_the_printed_resolution_of_everyday_pictures(tmp_path: Path) -> None:
    picture = Pillow.fromarray(PIXELS)
    for name, options, expected in (
        ("a.png", {"dpi": (300, 150)}, (300, 150)),
        ("a.jpg", {"dpi": (300, 300)}, (300, 300)),
        ("b.png", {}, None),
        ("b.jpg", {}, None),
    ):
        picture.save(tmp_path / name, **options)
        printed = read(tmp_path / name).printed
        assert (printed and (printed.x, printed.y)) == (expected and pytest.approx(expected, rel=1e-4))


def test_exif_without_a_resolution_has_none(tmp_path: Path) -> None:
    """Pillow says 72 dpi of such a JPEG."""
    exif = Pillow.Exif()
    exif[0x0112] = 1
    Pillow.fromarray(PIXELS).save(tmp_path / "a.jpg", exif=exif)
    data = (tmp_path / "a.jpg").read_bytes()
    start = data.index(b"JFIF") - 4
    (tmp_path / "b.jpg").write_bytes(data[:start] + data[start + 18 :])
    with Pillow.open(tmp_path / "b.jpg") as picture:
        assert picture.info.get("dpi") == (72, 72)
    assert read(tmp_path / "b.jpg").printed is None


def test_a_turned_picture_turns_its_resolution_and_scale(tmp_path: Path) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = 6
    Pillow.fromarray(PIXELS).save(tmp_path / "a.jpg", exif=exif, dpi=(300, 150))
    image = read(tmp_path / "a.jpg")
    assert (image.width, image.printed) == (6, PrintResolution(150.0, 300.0))
    path = tmp_path / "a.tif"
    tifffile.imwrite(
        path,
        PIXELS,
        imagej=False,
        description="ImageJ=1.54f\nunit=um\n",
        metadata=None,
        resolution=(4, 2),
        resolutionunit="NONE",
        extratags=[(274, "H", 1, 6, True)],
    )
    assert read(path).scale == PixelScale("imagej", "µm", 0.5, 0.25)


@pytest.mark.parametrize("orientation", range(10))
def test_width_and_height_change_places_by_the_orientations_5_to_8_alone(
    tmp_path: Path, orientation: int
) -> None:
    """0 and 9 are no orientations: a picture that has one is shown as it is stored."""
    sideways = orientation in (5, 6, 7, 8)
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    Pillow.fromarray(PIXELS).save(tmp_path / "a.png", exif=exif, dpi=(300, 150))
    image = read(tmp_path / "a.png")
    assert (image.width, image.height) == ((6, 8) if sideways else (8, 6))
    assert image.printed is not None
    printed = round(image.printed.x), round(image.printed.y)
    assert printed == ((150, 300) if sideways else (300, 150))
    tifffile.imwrite(
        tmp_path / "a.tif",
        PIXELS,
        description="ImageJ=1.54f\nunit=um\n",
        metadata=None,
        resolution=(4, 2),
        resolutionunit="NONE",
        extratags=[(274, "H", 1, orientation, True)],
    )
    image = read(tmp_path / "a.tif")
    assert (image.width, image.height) == ((6, 8) if sideways else (8, 6))
    assert image.scale == PixelScale("imagej", "µm", *((0.5, 0.25) if sideways else (0.25, 0.5)))


def test_pixels_of_another_form_in_png_are_no_resolution(tmp_path: Path) -> None:
    info = PngInfo()
    info.add(b"pHYs", (2).to_bytes(4, "big") + (1).to_bytes(4, "big") + b"\0")  # 2 : 1, unit unknown
    Pillow.fromarray(PIXELS).save(tmp_path / "a.png", pnginfo=info)
    assert read(tmp_path / "a.png").printed is None


def test_what_is_known_comes_through_the_reading_process_and_from_tiles(tmp_path: Path) -> None:
    path = imagej(tmp_path / "a.tif", (4, 2), unit="um")
    Pillow.fromarray(PIXELS).save(tmp_path / "a.png", dpi=(300, 300))
    whole = read(path)
    with ReadingProcess(read) as reader:
        assert reader.read(path).scale == whole.scale
        assert reader.read(tmp_path / "a.png").printed == read(tmp_path / "a.png").printed
    tiled = open_tiles(path, 4)
    assert tiled is not None
    with tiled:
        assert (tiled.scale, tiled.printed) == (whole.scale, whole.printed)


def test_the_cells_of_qupath(shared_data: Path) -> None:
    assert read(shared_data / "awkward/cells.ome.tif").scale == PixelScale("ome", "µm", 0.25, 0.25)
    assert read(shared_data / "classic/blobs.tif").scale is None
