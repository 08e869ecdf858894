"""Tables and reports of a result that somebody has checked by points."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest

from core.accuracy.sample import Answer
from core.base.parallel import never_cancelled
from core.export import report_html, report_pdf
from core.export.tables.columns import CHECK_COLUMNS, area_columns, csv_table, ratio_columns, roi_area_columns
from core.pipeline.result import Result
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from tests.core.pipeline.test_checked_result import document, led

__all__ = ["document"]


@pytest.fixture(scope="module")
def beside(document) -> Result:
    sample = document.sample
    for i in range(6):
        sample = sample.answered(Answer(i, "class", sample.answers[i].name, "Ada"))
    return result_in(run(task_of(document.with_sample(sample), errors=True)))


@pytest.fixture(scope="module")
def leading(document) -> Result:
    return result_in(run(task_of(led(document), errors=True)))


def rows_of(columns) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_table(columns).decode())))


def test_the_table_says_where_the_area_comes_from(beside: Result, leading: Result) -> None:
    ice, first = rows_of(area_columns(beside))[1], rows_of(area_columns(leading))[1]
    assert (ice["area source"], first["area source"]) == ("map", "checked by 80 points")
    assert (ice["area"], first["mapped area"]) == ("4800.0", "4800.0")
    assert first["area"] == ice["checked area"] == first["checked area"]
    assert float(first["area_low"]) == float(first["checked_low"]) < float(first["area"])
    assert float(first["user's accuracy"]) < 1
    assert ice["points"] == "80"
    assert rows_of(ratio_columns(leading))[0]["value"] != rows_of(ratio_columns(beside))[0]["value"]


def test_without_points_the_table_is_as_ever(beside: Result) -> None:
    bare = result_in(run(task_of(replace(beside.document, sample=None))))
    assert not set(CHECK_COLUMNS) & set(area_columns(bare))
    assert not set(CHECK_COLUMNS) & set(roi_area_columns(bare))


def test_the_report_has_the_check_first(beside: Result, leading: Result, tmp_path: Path) -> None:
    for name, result in (("a", beside), ("b", leading)):
        report_html.FORMAT.write(tmp_path / f"{name}.html", result, never_cancelled)
        report_pdf.FORMAT.write(tmp_path / f"{name}.pdf", result, never_cancelled)
        assert (tmp_path / f"{name}.pdf").read_bytes().startswith(b"%PDF")
    page = (tmp_path / "a.html").read_text()
    assert page.index("± by points") < page.index("± of border and starts")
    assert "Areas and ± as checked by 80 points." in page
    assert "Observers: Ada." in page
    assert "Two observers said the same of 6 of 6 points." in page
    assert "there: ice" in page
    assert "(seed 5)" in page
    other = (tmp_path / "b.html").read_text()
    assert "± of border and starts" not in other
    assert "Areas, shares and ± follow from the points" in other
    assert other.count("<td") > 5 * 80, "every point is listed"
