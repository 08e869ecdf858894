"""The size of a pixel in the tags of microscopes and scanners, and as ImageJ and OME mean theirs."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile

from core.image.reading import Reading
from core.io.instrument_scales import instrument_sides
from core.io.reader import read
from tests.ui.cli.called import run_json

CASES = Path(__file__).resolve().parents[2] / "cases"
ASCII, BYTES, DOUBLE = 2, 7, 12


def tiff(path: Path, *tags: tuple[int, int, int, Any], width: int = 40, **options: Any) -> Path:
    """A grey picture with tags: number, type, count, value."""
    extra = [(*tag, True) for tag in tags]
    tifffile.imwrite(path, np.zeros((20, width), np.uint8), extratags=extra, metadata=None, **options)
    return path


def text_tag(number: int, text: str) -> tuple[int, int, int, str]:
    return number, ASCII, 0, text


def sides(path: Path) -> tuple[str, str, float, float]:
    scale = read(path).scale
    assert scale is not None
    return scale.source, scale.unit, scale.width, scale.height


def test_fei_case(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = CASES / "16_vendor_pixel_size" / "k1_fei_250nm.tif"
    (result,) = run_json(capsys, path, "-k", 2, "-o", tmp_path)
    assert result["calibration"]["source"] == "instrument"
    assert result["classes"][1]["pixels"] == 2821
    assert (result["classes"][1]["area"], result["classes"][1]["unit"]) == (pytest.approx(176.3125), "µm²")


def test_imagej_case_of_um_in_centimetres(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = CASES / "06_imagej_um_in_cm" / "um_cm.tif"
    (result,) = run_json(capsys, path, "-k", 2, "-o", tmp_path)
    assert {(each["area"], each["unit"]) for each in result["classes"]} == {(100.0, "µm²")}


def test_ome_case_of_the_directory_that_is_read() -> None:
    path = CASES / "08_ome_ifd" / "swapped.ome.tif"
    assert sides(path) == ("ome", "µm", 0.5, 0.5)


def test_fei_without_a_scan_has_its_field_of_view(tmp_path: Path) -> None:
    text = "[IRBeam]\r\nHFW=4e-06\r\nVFW=3e-06\r\n[Image]\r\nResolutionX=4\r\nResolutionY=2\r\n"
    assert sides(tiff(tmp_path / "fei.tif", text_tag(34680, text))) == ("instrument", "µm", 1.0, 1.5)


@pytest.mark.parametrize(("width", "nanometres"), [(1024, 5.0), (512, 10.0), (2048, 2.5)])
def test_zeiss_gives_the_pixel_of_a_screen_of_1024_columns(
    tmp_path: Path, width: int, nanometres: float
) -> None:
    text = "0\r\n0\r\n0\r\n5e-009\r\n0\r\nAP_WD\r\nWD = 5.1 mm\r\n"
    source, unit, wide, high = sides(tiff(tmp_path / "zeiss.tif", text_tag(34118, text), width=width))
    assert (source, unit) == ("instrument", "µm")
    assert (wide, high) == (pytest.approx(nanometres / 1000), pytest.approx(nanometres / 1000))


def test_zeiss_without_nameless_values_has_the_pixel_of_the_image(tmp_path: Path) -> None:
    text = "0\r\nAP_IMAGE_PIXEL_SIZE\r\nImage Pixel Size = 1.953 nm\r\n"
    assert sides(tiff(tmp_path / "zeiss.tif", text_tag(34118, text))) == ("instrument", "nm", 1.953, 1.953)


def test_olympus(tmp_path: Path) -> None:
    head = struct.pack("<4s6xhhhhh6x32sH", b"SIS0", 0, 0, 1, 1, 100, b"cell", 1)
    general = struct.pack("<10xhdd8xd2x34s32s", -6, 0.25, 0.5, 40.0, b"", b"")
    path = tiff(tmp_path / "sis.tif", (33560, BYTES, 60 + 8 + 112, bytes(180)))
    content = path.read_bytes()
    with tifffile.TiffFile(path) as file:
        place = file.pages[0].tags[33560].valueoffset
    block = head + struct.pack("<hhI", 1, 1, place + 68) + general
    path.write_bytes(content[:place] + block + content[place + len(block) :])
    assert sides(path) == ("instrument", "µm", 0.25, 0.5)


def test_gatan(tmp_path: Path) -> None:
    tags = (text_tag(65003, "nm"), text_tag(65004, "nm"), (65009, DOUBLE, 1, 0.4), (65010, DOUBLE, 1, 0.5))
    assert sides(tiff(tmp_path / "dm.tif", *tags)) == ("instrument", "nm", 0.4, 0.5)


def jeol(mode: str) -> str:
    system = f"<ModeString>{mode}</ModeString><SelectorValue>10000</SelectorValue>"
    return f"<TemReporter><ImageFormingSystem>{system}</ImageFormingSystem></TemReporter>"


def test_jeol_magnifies_what_its_detector_resolves(tmp_path: Path) -> None:
    """1,000 pixels a centimetre are 10 µm each, and 1 nm at 10,000 times."""
    options: dict[str, Any] = {"resolution": (1000, 1000), "resolutionunit": "CENTIMETER"}
    path = tiff(tmp_path / "j.tif", text_tag(271, "JEOL Ltd."), description=jeol("MAG"), **options)
    assert sides(path) == ("instrument", "µm", pytest.approx(0.001), pytest.approx(0.001))
    path = tiff(tmp_path / "d.tif", text_tag(271, "JEOL Ltd."), description=jeol("DIFF"), **options)
    assert read(path).scale is None, "a diffraction has no pixel size"


def test_aperio(tmp_path: Path) -> None:
    description = "Aperio Image Library v12\r\n40x20 |AppMag = 20|MPP = 0.4990|Filename = 1"
    path = tiff(tmp_path / "a.tif", description=description)
    assert sides(path) == ("instrument", "µm", 0.499, 0.499)


@pytest.mark.parametrize("number", [34682, 34118, 37706, 33560, 65009])
def test_damaged_tags_are_no_scale(tmp_path: Path, number: int) -> None:
    image = read(tiff(tmp_path / "t.tif", (number, BYTES, 7, b"\x00=[\xff\x01=\n")))
    assert image.scale is None


def test_um_without_centimetres_is_as_written(tmp_path: Path) -> None:
    options: dict[str, Any] = {"resolution": (2, 2), "resolutionunit": "NONE"}
    path = tiff(tmp_path / "t.tif", description="ImageJ=1.53t\nunit=um", **options)
    assert sides(path) == ("imagej", "µm", 0.5, 0.5)


@pytest.mark.parametrize(
    ("first", "second", "size"),
    [
        ('<TiffData IFD="0" PlaneCount="1"/>', '<TiffData IFD="1"/>', 10.0),
        ('<TiffData IFD="1"/>', "<TiffData/>", 0.5),
        ('<TiffData IFD="1" PlaneCount="2"/>', '<TiffData IFD="0"/>', 0.5),
        ("", "", 10.0),
    ],
)
def test_tiff_data_says_which_image_is_read(tmp_path: Path, first: str, second: str, size: float) -> None:
    def pixels(data: str, micrometres: float) -> str:
        sizes = f'SizeX="40" SizeY="20" PhysicalSizeX="{micrometres}" PhysicalSizeY="{micrometres}"'
        return f'<Image><Pixels Type="uint8" {sizes}>{data}</Pixels></Image>'

    space = 'xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"'
    xml = f'<?xml version="1.0"?><OME {space}>{pixels(first, 10)}{pixels(second, 0.5)}</OME>'
    assert sides(tiff(tmp_path / "t.ome.tif", description=xml)) == ("ome", "µm", size, size)


def test_the_scale_of_another_page_is_that_of_its_own_image(tmp_path: Path) -> None:
    """What OME says of all pages stands in the first."""
    path = tmp_path / "t.ome.tif"

    def image(directory: int, width: int, micrometres: float) -> str:
        size = f'SizeX="{width}" SizeY="20" PhysicalSizeX="{micrometres}" PhysicalSizeY="{micrometres}"'
        return f'<Image><Pixels Type="uint8" {size}><TiffData IFD="{directory}"/></Pixels></Image>'

    space = 'xmlns="http://www.openmicroscopy.org/Schemas/OME/2016-06"'
    xml = f'<?xml version="1.0"?><OME {space}>{image(0, 40, 0.5)}{image(1, 30, 7)}</OME>'
    with tifffile.TiffWriter(path) as file:
        file.write(np.eye(20, 40, dtype=np.uint8), description=xml, metadata=None)
        file.write(np.eye(20, 30, dtype=np.uint8), metadata=None)
    assert sides(path) == ("ome", "µm", 0.5, 0.5)
    second = read(path, Reading(page=2))
    assert second.scale is not None
    assert (second.width, second.scale.width, second.scale.height) == (30, 7, 7)


class Page:
    """Of a tifffile.TiffPage what is read of it."""

    def __init__(
        self, tags: dict[int, Any], *, width: int = 40, index: int = 0, description: str = ""
    ) -> None:
        self.tags = {number: self.Tag(value) for number, value in tags.items()}
        self.imagewidth, self.index, self.description = width, index, description

    class Tag:
        def __init__(self, value: Any) -> None:
            self.value = value


def test_metres_are_written_as_micrometres_without_a_rounding() -> None:
    """0.1 µm as 1e-07 m times a million is 0.09999999999999999 in floating point."""
    fei = Page({34682: {"Scan": {"PixelWidth": 1e-07, "PixelHeight": 2.5e-07}}})
    maker, found = instrument_sides(fei) or ("", [])
    assert (maker, [(float(number), unit) for number, unit in found]) == ("FEI", [(0.1, "µm"), (0.25, "µm")])


@pytest.mark.parametrize("side", [0.0, -1e-9, float("inf"), float("nan")])
def test_a_side_that_is_no_length_is_no_scale(side: float) -> None:
    for width, height in ((side, 1e-9), (1e-9, side)):
        page = Page({34682: {"Scan": {"PixelWidth": width, "PixelHeight": height}}})
        assert instrument_sides(page) is None


def test_zeiss_without_a_usable_nameless_value_goes_by_its_names() -> None:
    named = {"ap_pixel_size": ("Pixel Size", 2.0, "nm")}
    for unnamed in ((), (0, 0, 0), (0, 0, 0, 0.0), (0, 0, 0, 1)):
        page = Page({34118: {"": unnamed, **named}}, width=512)
        assert instrument_sides(page) == ("Zeiss", [("4.0", "nm")] * 2)
    page = Page({34118: {"": (0, 0, 0, 5e-07), **named}}, width=512)
    maker, sides_found = instrument_sides(page) or ("", [])
    assert (maker, [(float(number), unit) for number, unit in sides_found]) == ("Zeiss", [(1.0, "µm")] * 2)


def test_gatan_needs_both_units_and_both_sizes() -> None:
    whole = {65003: b"nm\0", 65004: b"nm\0", 65009: 0.5, 65010: 0.25}
    assert instrument_sides(Page(whole)) == ("Gatan", [("0.5", "nm"), ("0.25", "nm")])
    for missing in whole:
        assert instrument_sides(Page({tag: value for tag, value in whole.items() if tag != missing})) is None


def test_aperio_speaks_of_its_first_page() -> None:
    text = "Aperio Image Library|AppMag = 20|MPP = 0.4990"
    assert instrument_sides(Page({}, description=text)) == ("Aperio", [("0.4990", "µm")] * 2)
    assert instrument_sides(Page({}, description=text, index=1)) is None
    assert instrument_sides(Page({}, description=text.replace("Aperio", "Another"))) is None
