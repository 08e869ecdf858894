"""What the report of a series says of single pictures, and how an edited picture is called."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from core.export.report.report_parts import Facts
from core.pictures.dates import FileDates
from core.series.entry import Entry, entry_from, entry_json, measured_entry
from core.series.picture_work import Measured
from core.series.report import series_report
from tests.core.series.test_chart import entry, found

UPPER = {"inside": "measure", "regions": [{"name": "upper"}]}


def of(name: str, by_hand: dict[str, Any] | None = None, **parts: Any) -> Entry:
    made = entry(name, "2024-05-01", 10)
    result = made.record["result"] | ({} if by_hand is None else {"by_hand": by_hand})
    image = {"width": 40, "height": 20, "valid_pixels": 14, "sha256": "f" * 64}
    record = {**made.record, "calibration": {"source": "none"}, **parts, "result": result, "image": image}
    return replace(made, record=record)


def notes(*entries: Entry) -> dict[str, str]:
    report = series_report(found(*entries), [None] * len(entries))
    facts = [
        part
        for section in report.sections
        if section.heading == "Notes on single pictures"
        for part in section.parts
    ]
    return {name: text for part in facts if isinstance(part, Facts) for name, text in part.rows}


def test_what_was_edited_and_what_is_a_pictures_own_is_said() -> None:
    edited = of("a.png", {"gained": {"2": 1200, "3": 34}, "lost": {"2": 1}, "excluded": 1})
    placed = of("b.png", regions_of_interest=UPPER)
    scaled = replace(of("c.png", calibration={"source": "typed"}), reason="Doubtful.", state="doubtful")
    assert notes(edited, placed, scaled, of("d.png")) == {
        "a.png": "1\u202f234 pixels were given to another class by hand. "
        "1 pixel was taken out of every class by hand.",
        "b.png": "It was measured in regions of interest alone.",
        "c.png": "Doubtful. It has a scale of its own.",
    }


def test_what_all_have_is_no_note_on_each() -> None:
    parts: dict[str, Any] = {"regions_of_interest": UPPER, "calibration": {"source": "typed"}}
    assert notes(of("a.png", **parts), of("b.png", **parts)) == {}
    other: dict[str, Any] = {"regions_of_interest": UPPER, "calibration": {"source": "line"}}
    assert notes(of("a.png", **parts), of("b.png", **parts), of("c.png", **other)) == {
        "c.png": "It has a scale of its own."
    }


@pytest.mark.parametrize(
    ("by_hand", "left_out", "flagged", "state", "reason"),
    [
        ({"gained": {"2": 3}, "lost": {"1": 3}, "excluded": 0}, (), False, "edited", ""),
        ({"gained": {}, "lost": {}, "excluded": 2}, (), False, "edited", ""),
        ({"gained": {}, "lost": {}, "excluded": 0}, ("Left out.",), False, "measured", "Left out."),
        ({"gained": {"2": 3}}, ("Left out.",), True, "doubtful", "Edited by hand. Left out. Darker."),
        ({}, (), True, "doubtful", "Darker."),
    ],
)
def test_an_edited_picture_is_called_so_also_where_it_is_doubtful(
    by_hand: dict[str, Any], left_out: tuple[str, ...], flagged: bool, state: str, reason: str
) -> None:
    fit = {"flagged": flagged, "reasons": ["Darker."] if flagged else []}
    record = of("a.png", by_hand).record
    made = measured_entry(Path("a.png"), Measured(record, FileDates(), (), left_out, {}, fit), "")
    assert (made.state, made.reason, made.is_to_look_at) == (state, reason, state == "doubtful")


def test_damaged_edits_of_a_record_are_refused() -> None:
    for by_hand in ({"gained": {"2": "many"}}, {"gained": 3}, {"excluded": None}, 3):
        values = entry_json(of("a.png"))
        values["record"]["result"]["by_hand"] = by_hand
        with pytest.raises((KeyError, TypeError, ValueError)):
            entry_from(values)
