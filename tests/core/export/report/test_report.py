"""The report and the overlay: what a reader who was not there finds in them."""

from __future__ import annotations

import base64
import io
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pypdf
import pytest
from PIL import Image as PillowImage

from core.base.parallel import never_cancelled
from core.base.sentences import speak, spoken
from core.classes.palettes import seen_over_picture
from core.classes.ratios import parse_ratio
from core.document.step import Step
from core.export.lettering import printable
from core.export.overlay import blended
from core.export.report.projection_words import projection_in_words
from core.export.report.report import Report, report_of
from core.export.report.report_parts import Section, Table, Words
from core.export.report_html import html
from core.export.report_pdf import pdf
from core.export.scale_bar import scale_bar
from core.pipeline.byline import Byline
from core.pipeline.record import labels_sha256
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shapes import Rectangle
from core.scale.calibration import parse_pixel_size
from core.writing.number_words import scientific
from tests.core.export.shaped import SHAPES, format_of, shaped
from tests.core.measured import GREENLAND, measured, three_colours

VOID = {"meta", "img", "br"}


class Page(HTMLParser):
    """Its text, its pictures, whether its elements are closed, and what it would fetch."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: list[str] = []
        self.pictures: list[bytes] = []
        self.fetched: list[str] = []
        self.feed(content)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name in ("src", "href") and value:
                if value.startswith("data:image/"):
                    self.pictures.append(base64.b64decode(value.split(",", 1)[1]))
                else:
                    self.fetched.append(value)
        assert tag != "script"

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).replace("\u202f", " ").replace("\xa0", " ").split())


def written(key: str, folder: Path, result: Result) -> Path:
    path = format_of(key).files(folder, "scene")[0]
    format_of(key).write(path, result, never_cancelled)
    return path


def text_of(key: str, folder: Path, result: Result) -> str:
    """The words, read by a parser that is not ours."""
    path = written(key, folder, result)
    if key == "report_html":
        return Page(path.read_text(encoding="utf-8")).text
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    # pypdf reads a character of a CFF font as a nought and the character; poppler does not.
    return " ".join("\n".join(pages).replace("\x00", "").replace("\u202f", " ").replace("\xa0", " ").split())


@pytest.mark.parametrize("key", ["report_html", "report_pdf"])
def test_a_map(key: str, tmp_path: Path) -> None:
    result = shaped(georeference=GREENLAND)
    text = text_of(key, tmp_path, result)
    for words in (
        "scene.png",
        "Wasser",
        "薄冰",
        "лёд",
        "EPSG:3413",
        "true ground area",
        "250 m × 250 m",
        "Planar, km²",
        "RGB",
        "Lloyd's algorithm",
    ):
        assert words in text, words
    flat = text.replace(" ", "")
    assert result.image.provenance.sha256 in flat
    assert labels_sha256(result.labels) in flat
    assert "uncalibrated" not in text.lower()


@pytest.mark.parametrize("key", ["report_html", "report_pdf"])
def test_without_a_scale_it_says_so(key: str, tmp_path: Path) -> None:
    text = text_of(key, tmp_path, shaped())
    assert "uncalibrated" in text
    assert "Uncalibrated: it is not known how large a pixel is" in text
    assert "px²" in text


@pytest.mark.parametrize("key", ["report_html", "report_pdf"])
def test_a_typed_scale_and_steps_are_named(key: str, tmp_path: Path) -> None:
    from core.pipeline.result import result_of

    result = shaped(typed=parse_pixel_size("0.5m"))
    assert result.document is not None
    document = replace(result.document, steps=(Step("min-area", 3.0),))
    text = text_of(key, tmp_path, result_of(document, result.segmentation))
    assert "0.5 m × 0.5 m" in text
    assert "typed" in text
    assert "Drop specks 3 px²" in text


@pytest.mark.parametrize("key", ["report_html", "report_pdf"])
def test_ratios_hand_and_regions(key: str, tmp_path: Path) -> None:
    result = shaped(typed=parse_pixel_size("2m"), names=("land", "ice", "water"))
    result = replace(
        result,
        settled=replace(result.settled, ratios=(parse_ratio("concentration=ice/(ice+water)"),)),
        rows=(replace(result.rows[0], edited_pixels=1234), *result.rows[1:]),
        regions=result.found_regions(),
    )
    text = text_of(key, tmp_path, result)
    assert "ice / (ice + water)" in text
    assert "1 234 pixels were given to their class by hand" in text
    assert "8-connected" in text


@pytest.mark.parametrize("key", ["report_html", "report_pdf", "overlay"])
def test_the_same_bytes_again(key: str, tmp_path: Path) -> None:
    result = shaped(georeference=GREENLAND)
    first = written(key, tmp_path, result).read_bytes()
    assert written(key, tmp_path, result).read_bytes() == first


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (12.5, "12.5"),
        (555_941_234.0, "5.55941\u00a0×\u00a010⁸"),
        (1.5e-7, "1.5\u00a0×\u00a010⁻⁷"),
        (0.0, "0"),
    ],
)
def test_large_numbers_are_written_as_people_do(number: float, said: str) -> None:
    assert scientific(number) == said


def test_the_page_stands_alone(tmp_path: Path) -> None:
    page = Page(written("report_html", tmp_path, shaped()).read_text(encoding="utf-8"))
    assert page.open == []
    assert page.fetched == []
    sizes = [PillowImage.open(io.BytesIO(content)).size for content in page.pictures]
    assert len(sizes) == 2
    assert sizes[0] == sizes[1]


def test_a_report_names_its_language(tmp_path: Path) -> None:
    report, before = report_of(measured(three_colours()), never_cancelled), spoken()
    try:
        for language, tag in (("en", "en"), ("zh_CN", "zh-CN")):
            speak(language)
            assert f'<html lang="{tag}">'.encode() in html(report)
            assert pypdf.PdfReader(io.BytesIO(pdf(report))).trailer["/Root"]["/Lang"] == tag
    finally:
        speak(before)


def test_names_are_text_not_html(tmp_path: Path) -> None:
    result = shaped(names=("<b>bold</b>", "a & b", '"quoted"'))
    text = written("report_html", tmp_path, result).read_text(encoding="utf-8")
    assert "<b>" not in text
    page = Page(text)
    assert "<b>bold</b>" in page.text
    assert "a & b" in page.text


def test_the_pdf_has_its_fonts_and_a_title(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(written("report_pdf", tmp_path, shaped()))
    assert reader.metadata is not None
    assert reader.metadata.title == "Areas in scene.png"
    fonts = [font.get_object() for page in reader.pages for font in page["/Resources"]["/Font"].values()]
    for font in fonts:
        (descendant,) = font["/DescendantFonts"]
        descriptor = descendant.get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor
    assert sum(len(page.images) for page in reader.pages) == 2


def test_a_character_without_glyph_is_a_box() -> None:
    assert printable("Größe 薄冰 лёд ∅ \U0001f600") == "Größe 薄冰 лёд □ □"


def test_many_classes_fill_pages(tmp_path: Path) -> None:
    labels = (np.arange(3200).reshape(50, 64) % 3 + 1).astype(np.uint8)
    result = shaped(labels)
    many = replace(result, rows=result.rows * 40)
    reader = pypdf.PdfReader(written("report_pdf", tmp_path, many))
    assert len(reader.pages) >= 4


@pytest.mark.parametrize("lines", range(40, 60, 3))
def test_a_small_table_stays_on_one_page(lines: int) -> None:
    words = tuple(Words("A line.") for _ in range(lines // 2))
    table = Table(("Head", "Number"), tuple((f"row {i}", str(i)) for i in range(6)), frozenset({1}))
    report = Report("Report", "scene.png", "ice", True, (), (), (Section("Areas", (*words, table)),))
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf(report))).pages]
    (page,) = (text for text in pages if "Head" in text)
    assert all(f"row {i}" in page for i in range(6))


def test_long_names_beside_long_numbers_have_room() -> None:
    """As of a series with checked areas; there was an error of fpdf."""
    name = "S2B_MSIL2A_Bosten_Lake_T45TWG_2021-05-01.png"
    number = "3\u202f560 ±\u202f140\u202fpx² (on the map 3\u202f557 ±\u202f60\u202fpx²)"
    table = Table(
        ("Picture", "Date", "open water", "class 2", "class 3", "Legend"),
        ((name, "2021-05-01", number, number, number, "fits"),),
        frozenset({2, 3, 4}),
    )
    report = Report("Series", "lake", "ice", True, (), (), (Section("Picture by picture", (table,)),))
    (page,) = pypdf.PdfReader(io.BytesIO(pdf(report))).pages
    assert "".join(page.extract_text().split()).count("(onthemap") == 3
    assert "2021-05-01" in page.extract_text().split(), "no word but a name is broken"


def test_warnings_come_before_the_numbers(tmp_path: Path) -> None:
    result = shaped()
    noisy = replace(result, image=replace(result.image, warnings=("A band was left out.",)))
    text = text_of("report_html", tmp_path, noisy)
    assert text.index("A band was left out.") < text.index("Clusters")


def test_a_report_of_a_picture_in_tiles_has_no_pictures() -> None:
    result = replace(measured(three_colours()), document=None, measurement=None)
    report = report_of(result, never_cancelled)
    assert report.figures == ()
    assert format_of("overlay").hindrance(result).startswith("A picture that is read in tiles")


def test_the_colours_of_classes_lie_over_the_picture() -> None:
    rgb = np.full((5, 5, 3), 100, np.uint8)
    numbers = np.ones((5, 5), np.uint8)
    numbers[0] = 0
    found = blended(rgb, numbers, np.array([[200, 0, 0]], np.uint8), 0.5)
    assert (found[0] == 100).all()
    assert (found[2:4, 2] == (150, 50, 50)).all()


def test_the_overlay_keeps_the_size_of_the_picture(tmp_path: Path) -> None:
    result = shaped()
    with PillowImage.open(written("overlay", tmp_path, result)) as sheet:
        pixels = np.asarray(sheet.convert("RGB"))
    height, width = SHAPES.shape
    factor = 64  # a picture ten pixels wide is enlarged until a legend has room
    assert pixels.shape[1] == width * factor
    assert pixels.shape[0] > height * factor
    # In the middle of a class without a colour of its own lies one of a palette, as in the window.
    colour = seen_over_picture(result.classes)[int(result.labels[0, 0]) - 1].colour
    assert colour == "#0072b2"
    assert pixels[factor // 2, factor // 2].tolist() == [11, 73, 113]  # 45 % of it over (20, 40, 60)


def test_the_scale_bar() -> None:
    georeferenced = shaped(
        np.ones((100, 400), np.uint8) + np.arange(400, dtype=np.uint8)[None] % 3, GREENLAND
    )
    bar = scale_bar(georeferenced.image, georeferenced.areas.calibration)
    assert bar.text == "20 km"
    assert bar.pixels == pytest.approx(20_000 / 250 / 1.023, rel=0.01)  # stretched by the map here
    assert "on the ground" in bar.note
    typed = measured(three_colours(width=800, height=6), typed=parse_pixel_size("0.32um"))
    assert scale_bar(typed.image, typed.areas.calibration).text == "50 µm"
    assert scale_bar(typed.image, typed.areas.calibration).pixels == pytest.approx(156.25)
    plain = measured(three_colours(width=800, height=6))
    assert (scale_bar(plain.image, plain.areas.calibration).text) == "200 px"
    assert scale_bar(plain.image, plain.areas.calibration).note == "uncalibrated"


def test_the_mark_beside_warnings_colours_nothing_else(tmp_path: Path) -> None:
    """The bar beside the warnings, scale bars and legend are filled; the tables after them are not."""
    result = measured(replace(three_colours(), warnings=("A band was left out.",)))
    page = pypdf.PdfReader(written("report_pdf", tmp_path, result)).pages[0]
    content = page.get_contents()
    assert content is not None
    assert content.get_data().count(b" re f") == 1 + 2
    assert content.get_data().count(b" re B") == 2, "of the legend"


def test_a_byline_stands_in_both_and_without_one_there_is_none(tmp_path: Path) -> None:
    byline = Byline("Ann <Smith>", "First clear day. See sheet 2.", date(2026, 11, 30))
    signed = replace(shaped(), byline=byline)
    for key in ("report_html", "report_pdf"):
        text = text_of(key, tmp_path, signed)
        assert "Report of 2026-11-30, by Ann <Smith>" in text
        assert "First clear day. See sheet 2." in text.replace("\n", " ")
        assert "Report of" not in text_of(key, tmp_path, shaped())
    assert report_of(replace(signed, byline=replace(byline, author="")), never_cancelled).byline == (
        "Report of 2026-11-30"
    )


def test_bar_and_legend_are_text_under_the_picture(tmp_path: Path) -> None:
    result = measured(three_colours(width=800, height=6), typed=parse_pixel_size("0.32um"))
    first, second = report_of(result, never_cancelled).figures
    assert first.bar == second.bar
    assert first.bar.text == "50 µm"
    assert first.bar.share == pytest.approx(156.25 / 800)
    assert [name for _colour, name in second.legend] == ["class 1", "ice"]
    assert not first.legend
    for key in ("report_html", "report_pdf"):
        assert "50 µm" in text_of(key, tmp_path, result)


def test_a_legend_has_the_largest_classes_alone_in_the_order_of_the_table() -> None:
    result = shaped()
    rows = tuple(replace(result.rows[0], name=f"c{i}", pixels=i) for i in range(20))
    legend = report_of(replace(result, rows=rows), never_cancelled).figures[1].legend
    assert [name for _colour, name in legend] == [f"c{i}" for i in range(8, 20)]


def test_projections_are_said_in_words() -> None:
    polar = projection_in_words("EPSG:3413")
    assert polar.startswith(
        "WGS 84 / NSIDC Sea Ice Polar Stereographic North: Polar Stereographic (variant B);"
    )
    assert "Latitude of standard parallel 70°" in polar
    assert "Longitude of origin −45°" in polar
    assert "False easting" not in polar, "nothing is no news"
    assert projection_in_words("EPSG:4326") == "WGS 84: latitude and longitude"
    assert projection_in_words("a local map") == ""


def test_a_region_of_interest_that_is_all_repeats_no_table() -> None:
    place = RegionOfInterest("survey", (RegionPart(Rectangle(0, 0, 3, 6)),))
    whole = measured(three_colours(width=6, height=6))
    document = whole.document.with_regions_of_interest((place,), "measure")
    result = result_in(run(task_of(document, errors=False)))
    tables = [p for s in report_of(result, never_cancelled).sections for p in s.parts if isinstance(p, Table)]
    assert len([table for table in tables if "Pixels" in table.header]) == 1
