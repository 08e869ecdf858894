"""What points over a series say: pooled strata by hand, and what changes do to it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from core.accuracy.pool import Kind, Place, PooledSample, pooled
from core.accuracy.sample import Answer
from core.accuracy.shares import Seen, share_of
from core.base.errors import Cancelled, ParameterError
from core.document.plain_json import Json
from core.series.entry import Entry
from core.series.map_at_points import At
from core.series.pool_of import ground_of, pool_of
from core.series.series_check import SeriesCheck, check_series, checked_part
from core.series.series_map import SeriesMap

NAMES = "sea", "ice"


def entry(name: str, sea: int, ice: int, *, pixel: float = 1, unit: str = "px²", labels: str = "") -> Entry:
    """pixel: its area, in the unit."""
    sizes = [{"pixels": n, "area": n * pixel} for n in (sea, ice)]
    classes = [
        {"name": name_, "clusters": [i], **size}
        for i, (name_, size) in enumerate(zip(NAMES, sizes, strict=True), 1)
    ]
    record: Json = {
        "calibration": {"source": "none" if unit == "px²" else "typed", "unit": unit},
        "result": {
            "labels_sha256": labels or f"labels of {name}",
            "clusters": [{"id": i, **size} for i, size in enumerate(sizes, 1)],
            "classes": classes,
        },
    }
    return Entry(f"{name}.png", f"content of {name}", "measured", record=record, key=f"{name} {labels}")


ENTRIES = entry("a", 60, 40), entry("b", 20, 80)
# Of each stratum, what was there at its points: four on the mapped sea of 80 pixels, six on the ice of 120.
ANSWERS = ("sea", "sea", "sea", "ice"), ("ice", "ice", "ice", "ice", "ice", "sea")


def sample(entries: tuple[Entry, ...], answers: tuple[tuple[str, ...], ...] = ANSWERS) -> PooledSample:
    """Points in the two pictures by turns."""
    pool = replace(pool_of(entries, None), kinds=(Kind((1,)), Kind((2,))))
    strata = [stratum for stratum, said in enumerate(answers) for _name in said]
    names = [name for said in answers for name in said]
    places = [Place(i % 2, i, 0) for i in range(len(strata))]
    given = tuple(Answer(i, "class", name) for i, name in enumerate(names))
    return pooled(pool, places, strata, answers=given)


def check(
    entries: tuple[Entry, ...], points: PooledSample, at: dict[int, tuple[At, ...]] | None = None
) -> SeriesCheck:
    found = check_series(SeriesMap(points, entries, at or {}))
    assert found is not None
    return found


def test_strata_are_pooled_over_the_pictures() -> None:
    found = check(ENTRIES, sample(ENTRIES))
    ice = found.whole.of("ice")
    assert ice is not None
    # 80 · 1/4 + 120 · 5/6 of 200 pixels.
    assert ice.share.value == pytest.approx(0.6)
    assert (ice.mapped, ice.mapped_area, ice.area) == (pytest.approx(0.6), 120, pytest.approx(120))
    by_hand = share_of([Seen(80, 4, 1), Seen(120, 6, 5)])
    assert (ice.share.low, ice.share.high) == (by_hand.low, by_hand.high)
    # 80 · 3/4 + 120 · 5/6.
    assert found.whole.accuracy.overall.value == pytest.approx(0.8)
    assert found.whole.accuracy.confusion.tolist() == [[3, 1], [1, 5]]
    assert ice.users is not None
    assert ice.users.value == pytest.approx(5 / 6)
    assert ice.producers is not None
    assert ice.producers.value == pytest.approx(100 / 120)
    assert (found.whole.unit, found.of, found.notes) == ("px²", 2, ())
    assert found.json["classes"][1]["mean_area"] == pytest.approx(60)
    assert found.json["design"] == "random points in strata"


def test_strata_weigh_by_ground_where_pixels_differ() -> None:
    entries = entry("a", 60, 40, pixel=1, unit="m²"), entry("b", 20, 80, pixel=4e-6, unit="km²")
    found = check(entries, sample(entries))
    ice = found.whole.of("ice")
    assert ice is not None
    # 60 + 80 m² of sea beside 40 + 320 m² of ice, as pixels of 2.5 m²: 56 and 144.
    by_hand = share_of([Seen(56, 4, 1), Seen(144, 6, 5)])
    assert ice.share == by_hand
    assert ice.share.value == pytest.approx((14 + 120) / 200)
    assert (found.whole.unit, ice.area, ice.mapped_area) == ("m²", pytest.approx(335), pytest.approx(360))


def test_where_one_picture_has_no_scale_pixels_count_alike() -> None:
    entries = entry("a", 60, 40, pixel=1, unit="m²"), entry("b", 20, 80)
    found = check(entries, sample(entries))
    ice = found.whole.of("ice")
    assert ice is not None
    assert (found.whole.unit, ice.area) == ("px²", pytest.approx(120))
    assert found.notes[0].startswith("Some pictures have no scale: the check counts every pixel alike")


def test_a_unit_that_is_none_is_a_sentence() -> None:
    entries = entry("a", 60, 40, unit="m²"), entry("b", 20, 80, unit="acres")
    with pytest.raises(ParameterError, match="“acres” is no unit of areas"):
        pool_of(entries, None)


def test_the_scale_may_be_off_for_all_pictures_together() -> None:
    typed = [entry("a", 60, 40, unit="m²"), entry("b", 60, 40, pixel=3, unit="m²")]
    for each, percent in zip(typed, (2.0, 0.0), strict=True):
        each.record["calibration"]["pixel_size_error_percent"] = percent
    # A quarter of the ground is off by 2 %.
    assert ground_of(typed).calibration.error_percent == pytest.approx(0.5)
    # What a drawn scale adds to an area says the same: 4 % of it.
    typed[0].record["result"]["classes"][0]["error_parts"] = {"scale": 0.04 * 60}
    assert ground_of(typed).calibration.error_percent == pytest.approx(0.5)


def test_a_picture_has_areas_of_its_own_from_twenty_answers_on() -> None:
    many = ("sea",) * 20, ("ice",) * 16 + ("sea",) * 2
    found = check(ENTRIES, sample(ENTRIES, many))
    assert list(found.pictures) == []
    more = ("sea",) * 20, ("ice",) * 17 + ("sea",) * 3
    found = check(ENTRIES, sample(ENTRIES, more))
    assert list(found.pictures) == ["a.png", "b.png"]
    ice = found.pictures["a.png"].of("ice")
    assert ice is not None
    # By turns: ten of each stratum lie in a. Two of the last three answers are there.
    there = [i for i, name in enumerate((*more[0], *more[1])) if i % 2 == 0 and name == "sea" and i >= 20]
    by_hand = share_of([Seen(60, 10, 0), Seen(40, 10, 10 - len(there))])
    assert ice.share == by_hand
    assert ice.of == 20
    assert ice.mapped_area == 40
    assert [each["picture"] for each in found.json["pictures"]] == ["a.png", "b.png"]


def test_areas_of_single_pictures_can_be_cancelled_between_two_and_none_is_found_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = check(ENTRIES, sample(ENTRIES, (("sea",) * 20, ("ice",) * 20)))
    asked: list[int] = []

    def noted(of: SeriesMap, picture: int | None = None):
        asked.append(-1 if picture is None else picture)
        return checked_part(of, picture)

    monkeypatch.setattr("core.series.series_check.checked_part", noted)
    with pytest.raises(Cancelled):
        found.find_pictures(lambda: len(asked) == 1)
    assert asked == [0]
    assert list(found.pictures) == ["a.png", "b.png"]
    assert asked == [0, 1]


def test_a_picture_that_is_another_now_is_not_spoken_of() -> None:
    points = sample(ENTRIES)
    other = replace(ENTRIES[1], sha256="another content")
    for entries in ((ENTRIES[0],), (ENTRIES[0], other), (ENTRIES[0], entry("b", 20, 70))):
        found = check(entries, points)
        ice = found.whole.of("ice")
        assert ice is not None
        # In a: of the strata the first and third, the fifth, seventh and ninth.
        assert ice.share == share_of([Seen(60, 2, 0), Seen(40, 3, 3)])
        assert (found.whole.points, found.whole.elsewhere, found.of) == (5, 5, 1)
    assert "1 picture came after the points were drawn" in " ".join(check((ENTRIES[0], other), points).notes)


def test_answers_outlive_the_map() -> None:
    points, now = sample(ENTRIES), (ENTRIES[0], entry("b", 50, 50, labels="anew"))
    waiting = SeriesMap(points, now, {})
    assert list(waiting.unseen) == [1]
    assert waiting.asked() == [True, False] * 5
    at = tuple(At(i, 0, 1, "sea") for i in range(5))
    found = check(now, points, {1: at})
    ice = found.whole.of("ice")
    assert ice is not None
    # Shares by the strata of the draw; what is mapped as it is now.
    assert ice.share.value == pytest.approx(0.6)
    assert ice.mapped == pytest.approx(90 / 200, abs=0.01)
    assert found.whole.accuracy.confusion.sum(axis=1).tolist() == [7, 3]
    assert any("measured otherwise" in note for note in found.notes)


def test_scales_that_have_changed_are_said() -> None:
    entries = entry("a", 60, 40, unit="m²"), entry("b", 20, 80, unit="m²")
    points = sample(entries)
    assert check(entries, points).notes == ()
    both = entry("a", 60, 40, unit="m²", pixel=9), entry("b", 20, 80, unit="m²", pixel=9)
    assert check(both, points).notes == (), "all of them alike"
    one = entries[0], entry("b", 20, 80, unit="m²", pixel=9)
    assert any("Scales have changed" in note for note in check(one, points).notes)


def test_without_a_legend_the_classes_are_the_strata() -> None:
    pool = pool_of(ENTRIES, None)
    assert [each.name for each in pool.kinds] == ["sea", "ice"]
    assert pool.pixels.tolist() == [[60, 40], [20, 80]]
    points = pooled(pool, [Place(0, 0, 0)], [1], answers=(Answer(0, "class", "ice"),))
    renamed = entry("a", 60, 40)
    renamed.record["result"]["classes"][1]["name"] = "floes"
    assert SeriesMap(points, (renamed,), {}).changed == {0}, "it is not known what a stratum lies in"
    assert SeriesMap(points, ENTRIES, {}).mapped == ("ice",)
    # The class has lost a cluster that the stratum still has, and keeps its name.
    parted = entry("a", 60, 40)
    parted.record["result"]["classes"][1] |= {"pixels": 30, "area": 30}
    parted.record["result"]["classes"].append({"name": "3", "clusters": [3], "pixels": 10, "area": 10})
    assert SeriesMap(points, (parted,), {}).changed == {0}


def test_a_stratum_lies_in_other_classes_where_a_picture_has_a_legend_of_its_own() -> None:
    own = entry("b", 20, 80)
    first, second = own.record["result"]["classes"]
    first["clusters"], second["clusters"] = [2], [1]
    first["pixels"], second["pixels"] = first["area"], second["area"] = 80, 20
    entries = ENTRIES[0], own
    found = check(entries, sample(ENTRIES))
    # Points lie in a and b by turns: of the first stratum two in a's sea and two in b's ice.
    assert found.whole.accuracy.confusion.tolist() == [[3, 2], [1, 4]]
    assert found.whole.answers.pixels.tolist() == [[60, 20], [80, 40]]
    ice = found.whole.of("ice")
    assert ice is not None
    assert (ice.mapped, ice.mapped_area) == (pytest.approx(60 / 200), 60)


def test_where_no_picture_is_as_it_was_nothing_is_said() -> None:
    points = sample(ENTRIES)
    now = entry("a", 30, 20), entry("b", 10, 40)
    found = SeriesMap(points, now, {})
    assert check_series(found) is None
    assert not any(found.asked())


def test_nobody_has_said_anything_yet() -> None:
    points = sample(ENTRIES)
    silent = replace(points, row=replace(points.row, answers=(Answer(0, "unsure"),)))
    assert check_series(SeriesMap(silent, ENTRIES, {})) is None
    empty = pooled(points.pool, [], [])
    assert check_series(SeriesMap(empty, ENTRIES, {})) is None
    assert np.array_equal(empty.row.strata.raster, np.zeros((1, 0)))
