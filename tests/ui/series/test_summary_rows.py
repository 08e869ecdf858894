"""The summary over all pictures: what points say of it has columns where they say anything."""

from __future__ import annotations

from core.cluster.parameters import Parameters
from core.series.asked import Asked
from core.series.choice import LegendChoice
from core.series.entry import Entry
from core.series.order import Order
from core.series.series import Found
from tests.core.series.test_series_check import check, entry, sample
from ui.series.summary_rows import CHECKED_COLUMNS, has_checked_sums, summary_table


def measured(name: str, sea: int, ice: int, unit: str) -> Entry:
    made = entry(name, sea, ice, unit=unit)
    for each in made.record["result"]["classes"]:
        each["unit"] = unit
    return made


def found(*entries: Entry) -> Found:
    made = Found(entries, Asked(Parameters()), LegendChoice("each"), None, None, "", Order(), 0, ())
    return made.with_check(check(entries, sample(entries)))


def test_what_points_say_of_all_pictures_stands_in_their_row() -> None:
    rows = summary_table(found(measured("a", 60, 40, "px²"), measured("b", 20, 80, "px²")), {})
    assert has_checked_sums(rows)
    assert [row.value(0) for row in rows] == ["sea", "ice"]
    # 80 · 1/4 + 120 · 5/6 of 200 pixels.
    assert (rows[1].value(5), rows[1].value(CHECKED_COLUMNS.start)) == (120, 120)
    assert rows[1].tooltip == "Checked by 10 points, in 2 of 2 pictures."


def test_a_sum_over_pictures_of_several_units_does_not_stand_beside_that_of_one() -> None:
    """What has no scale is counted in pixels, and so is all together: the row of its unit has one picture."""
    rows = summary_table(found(measured("a", 60, 40, "px²"), measured("b", 20, 80, "m²")), {})
    assert [row.value(6) for row in rows] == ["px²", "px²", "m²", "m²"]
    assert [row.value(column) for row in rows for column in CHECKED_COLUMNS] == [""] * 12
    assert not has_checked_sums(rows)
    assert not has_checked_sums(())
