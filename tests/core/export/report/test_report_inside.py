"""The report of a picture with regions of interest: outlined, named, and with a table and ratios each."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pypdf
import pytest
from PIL import Image as PillowImage

from core.base.parallel import never_cancelled
from core.classes.ratios import parse_ratio
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import prepare_for
from core.cluster.segmentation import segment
from core.document.document import Document
from core.export.report.report import report_of
from core.export.report.report_figures import outlined
from core.export.report.report_parts import Table, Words
from core.export.report.report_sections import classes_table
from core.export.report_html import html
from core.export.report_pdf import pdf
from core.measure.areas import AreaError
from core.pipeline.result import Result, result_of, with_uncertainty
from core.roi.regions_of_interest import Inside, RegionOfInterest, RegionPart
from core.roi.shapes import Ellipse, Rectangle, Shape
from core.scenes.made import USUAL
from core.scenes.polygon_scenes import lake

INK, PAPER = (28, 32, 36), (255, 255, 255)


def place(name: str, *shapes: Shape, cut: Shape | None = None) -> RegionOfInterest:
    parts = tuple(RegionPart(shape) for shape in shapes)
    return RegionOfInterest(name, parts if cut is None else (*parts, RegionPart(cut, False)))


def measured(*regions: RegionOfInterest, inside: Inside = "whole", k: int = 2) -> Result:
    scene = lake(7, (200, 150), conditions=USUAL)
    document = Document(
        scene.image,
        Parameters(k),
        regions_of_interest=regions,
        inside=inside,
        ratios=(parse_ratio("dark share=1/(1+2)"),),
    )
    prepared = prepare_for(document.clustered_image(), document.parameters)
    segmentation = segment(document.clustered_image(), document.parameters, prepared=prepared)
    return with_uncertainty(result_of(document, segmentation), prepared)


def test_lines_run_along_the_edges_and_round_what_is_cut_out() -> None:
    grey = np.full((300, 400, 3), 128, np.uint8)
    region = place("", Rectangle(20, 20, 180, 130), cut=Rectangle(60, 50, 100, 90))
    drawn = outlined(grey, (region,), 2.0, never_cancelled)
    for x, y in ((20, 70), (180, 70), (100, 20), (100, 130), (60, 70), (80, 50)):
        near = drawn[2 * y - 2 : 2 * y + 2, 2 * x - 2 : 2 * x + 2].reshape(-1, 3).tolist()
        assert list(PAPER) in near
        assert list(INK) in drawn[2 * y - 4 : 2 * y + 4, 2 * x - 4 : 2 * x + 4].reshape(-1, 3).tolist()
    for x, y in ((5, 5), (190, 140), (80, 70)):
        assert drawn[2 * y, 2 * x].tolist() == [128] * 3


def test_beyond_the_picture_the_line_runs_along_its_edge() -> None:
    grey = np.full((200, 300, 3), 128, np.uint8)
    drawn = outlined(grey, (place("all", Rectangle(-50, -50, 999, 999)),), 1.0, never_cancelled)
    for part in (drawn[0], drawn[-1], drawn[:, 0], drawn[:, -1]):
        assert (part == PAPER).all()


@pytest.mark.parametrize("number", [1, 60, 400])
def test_names_stand_inside_the_picture_and_not_upon_each_other(number: int) -> None:
    random = np.random.RandomState(number)
    regions = tuple(
        place(f"region of interest {i} with a long name" * (1 + i % 5), Ellipse(x, y, 5 + r, 3 + r))
        for i, (x, y, r) in enumerate(random.rand(number, 3) * (300, 200, 20))
    )
    drawn = outlined(np.full((600, 900, 3), 90, np.uint8), regions, 3.0, never_cancelled)
    assert drawn.shape == (600, 900, 3)
    assert (drawn == PAPER).all(axis=2).any()


def test_a_narrow_and_a_tiny_picture_can_be_outlined() -> None:
    for height, width in ((1, 1), (3, 900), (900, 3)):
        drawn = outlined(
            np.zeros((height, width, 3), np.uint8), (place("a", Rectangle(0, 0, 9, 9)),), 1.0, never_cancelled
        )
        assert drawn.shape == (height, width, 3)


def test_figures_are_outlined_and_say_so() -> None:
    result = measured(place("basin", Rectangle(20, 30, 120, 110)))
    plain = measured()
    first, second = report_of(result, never_cancelled).figures
    assert first.caption.endswith("Outlined: the regions of interest.")
    assert "Outlined" not in report_of(plain, never_cancelled).figures[0].caption
    for figure, other in zip((first, second), report_of(plain, never_cancelled).figures, strict=True):
        with (
            PillowImage.open(io.BytesIO(figure.content)) as one,
            PillowImage.open(io.BytesIO(other.content)) as two,
        ):
            factor = figure.width / 200
            middle = round(20 * factor), round(40 * factor)
            a, b = (np.asarray(each.convert("RGB")).astype(int) for each in (one, two))
            near = np.s_[middle[1] - 3 : middle[1] + 3, middle[0] - 4 : middle[0] + 4]
            assert a[near].min(axis=2).max() > 230
            assert b[near].min(axis=2).max() < 230


@pytest.mark.parametrize(
    ("inside", "words"),
    [("cluster", "was clustered and measured"), ("measure", "what lies inside"), ("whole", "each region")],
)
def test_each_has_its_areas_errors_and_ratios(inside: Inside, words: str) -> None:
    result = measured(
        place("basin", Rectangle(20, 30, 120, 110)), place("shore", Ellipse(100, 75, 60, 40)), inside=inside
    )
    (section,) = (
        each for each in report_of(result, never_cancelled).sections if each.heading == "Regions of interest"
    )
    assert words in section.parts[0].text
    assert [part.text for part in section.parts[1:] if isinstance(part, Words)] == [
        "Inside “basin”:",
        "Inside “shore”:",
    ]
    tables = [part for part in section.parts if isinstance(part, Table)]
    assert ["± of border and starts" in table.header for table in tables] == [True] * 4
    assert [table.header[0] for table in tables] == ["Class", "Ratio"] * 2
    whole = next(
        part
        for each in report_of(result, never_cancelled).sections
        for part in each.parts
        if isinstance(part, Table)
    )
    assert {table.colours for table in tables[::2]} == {whole.colours}


def test_long_names_and_many_classes_are_read_whole() -> None:
    name = "the long name of a place that somebody gave to it " * 4
    result = measured(place(name.strip(), Rectangle(20, 30, 120, 110)), k=32)
    report = report_of(result, never_cancelled)
    pages = pypdf.PdfReader(io.BytesIO(pdf(report))).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert " ".join(f"Inside “{name.strip()}”:".split()) in text
    assert "dark share" in text
    assert name.strip() in html(report).decode()
    rows = next(part for each in report.sections for part in each.parts if isinstance(part, Table)).rows
    assert len(rows) == 32
    for row in rows:
        for cell in row:
            assert cell.replace("\u202f", " ").replace("\u00a0", " ") in text.replace("\u202f", " ").replace(
                "\u00a0", " "
            )


@pytest.mark.parametrize("clusters", range(2, 9))
def test_a_table_has_the_sentence_above_it_on_its_page(clusters: int) -> None:
    """However far down the page the tables before it have come."""
    places = place("basin", Rectangle(20, 30, 120, 110)), place("shore", Ellipse(100, 75, 60, 40))
    result = measured(*places, k=clusters, inside="cluster")
    pages = pypdf.PdfReader(io.BytesIO(pdf(report_of(result, never_cancelled)))).pages
    (page,) = (text for text in (page.extract_text() for page in pages) if "Inside “basin”:" in text)
    assert page.split("Inside “basin”:")[1].lstrip().startswith("Class")


def test_an_error_larger_than_its_area_is_explained() -> None:
    row = measured().rows[0]
    wide = replace(row, area=3.0, error=AreaError(5.0, 0.95, 5.0, 0.0, 0.0, 0.0, 8.0))
    assert any("less than nothing" in note for note in classes_table((wide,)).notes)
    assert not any("less than nothing" in note for note in classes_table((row,)).notes)
