"""A run of a collection from inside: cancelled in every stage, and what it keeps of that."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.base.errors import Cancelled, ParameterError, WriteError
from core.collection.asked import Asked
from core.collection.cache import Cache
from core.collection.collection import Collection
from core.collection.embed import Told
from core.collection.embedding import choose
from core.collection.found import Found
from core.collection.measured import Measuring
from core.collection.preparation import Preparation
from core.collection.run_collection import Means, run_collection
from core.collection.store import Store
from core.collection.table import picture_columns
from tests.core.collection.made_kinds import made_kinds
from tests.core.pictures.crew_here import CrewHere
from tests.reading import HERE

ASKED = Asked(Measuring(Preparation(), k=2, options={"restarts": 2}), choose("pixels", {"size": "4"}))


@pytest.fixture(autouse=True)
def without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.collection.run_collection.Crew", CrewHere)
    monkeypatch.setattr(
        "core.collection.run_collection.apart", lambda work, vectors, _cancelled: work(vectors)
    )


def told_until(
    pictures: list[Path], means: Means, stop: Callable[[Told], bool] = lambda _told: False
) -> tuple[list[Told], Found | None]:
    """What is told up to the first that is to be stopped at, and what is found."""
    steps, said = run_collection(Collection(tuple(pictures)), ASKED, means), []
    while True:
        try:
            said.append(next(steps))
        except StopIteration as end:
            return said, end.value
        if stop(said[-1]):
            steps.close()
            return said, None


def test_each_picture_is_told(tmp_path: Path) -> None:
    pictures = made_kinds(tmp_path, {"red": 2, "blue": 1})
    with Cache(tmp_path / "cache.sqlite") as cache:
        said, found = told_until(pictures, Means(HERE, cache))
        assert [(each.stage, each.done, each.of) for each in said] == [
            *(("hash", n, 3) for n in (1, 2, 3)),
            *(("embed", n, 3) for n in (0, 1, 2, 3)),
            ("doubles", 0, 3),
            ("cluster", 0, 1),
        ]
        assert found is not None
        assert found.clustered.labels.tolist() == [1, 1, 2]
        again, _found = told_until(pictures, Means(HERE, cache))
        assert [(each.stage, each.done, each.again) for each in again[3:]] == [
            ("embed", 3, 3),
            ("doubles", 0, 0),
            ("cluster", 0, 0),
        ]


def test_of_copies_of_a_broken_file_each_is_told_by_its_own_name(tmp_path: Path) -> None:
    pictures = made_kinds(tmp_path, {"red": 2, "blue": 1})
    broken = [tmp_path / "one.png", tmp_path / "other.png"]
    for path in broken:
        path.write_bytes(b"no picture")
    said, found = told_until([*pictures, *broken], Means(HERE, Cache(tmp_path / "never")))
    assert found is not None
    failed = [each.failed for each in said if each.failed is not None]
    for path, row, told in zip(broken, found.rows[3:], failed, strict=True):
        assert row.path == told.path == path
        assert row.reason == told.reason
        assert row.reason.startswith(f"Cannot read {path}: its content is no picture")


# Of clusters: tests/core/collection/test_apart.py.
@pytest.mark.parametrize("stage", ["hash", "embed"])
def test_cancelled(stage: str, tmp_path: Path) -> None:
    pictures = made_kinds(tmp_path, {"red": 2, "blue": 1})
    seen: set[str] = set()

    def follow(steps: Iterator[Told]) -> None:
        for told in steps:
            seen.add(told.stage)

    with Cache(tmp_path / "cache.sqlite") as cache:
        means = Means(HERE, cache, cancelled=lambda: stage in seen)
        with pytest.raises(Cancelled):
            follow(run_collection(Collection(tuple(pictures)), ASKED, means))
    assert "cluster" not in seen


def test_whoever_stops_has_kept_what_was_done(tmp_path: Path) -> None:
    pictures = made_kinds(tmp_path, {"red": 2, "blue": 1})
    with Cache(tmp_path / "cache.sqlite") as cache:
        told_until(pictures, Means(HERE, cache), lambda told: (told.stage, told.done) == ("embed", 2))
        said, _found = told_until(pictures, Means(HERE, cache))
    assert [(each.done, each.again) for each in said if each.stage == "embed"] == [(2, 2), (3, 2)]


def test_a_store_that_cannot_be_written_ends_it_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = made_kinds(tmp_path, {"red": 2, "blue": 1})
    with Store(tmp_path / "c.sqlite") as store:
        store._open.execute("PRAGMA query_only = ON")
        with pytest.raises(
            WriteError, match=r"Cannot write .*c\.sqlite: attempt to write a readonly database\."
        ):
            told_until(pictures, Means(HERE, Cache(tmp_path / "never"), store))


def test_too_many_for_a_method_are_refused_before_any_is_read(tmp_path: Path) -> None:
    asked = Asked(Measuring(Preparation(), method="optics"), choose("pixels"))
    pictures = tuple(tmp_path / f"{i}.png" for i in range(20_001))
    with pytest.raises(ParameterError, match=r"takes at most 20.000 pictures, and these are 20.001"):
        next(run_collection(Collection(pictures), asked, Means(HERE, Cache(tmp_path / "never"))))


def test_a_mask_that_comes_to_lie_beside_a_picture_makes_it_another(tmp_path: Path) -> None:
    import rasterio

    pictures = made_kinds(tmp_path, {"red": 2, "blue": 1})
    with Cache(tmp_path / "cache.sqlite") as cache:
        _said, before = told_until(pictures, Means(HERE, cache))
        mask = np.zeros((1, 16, 24), np.uint8)
        mask[:, :4] = 255
        about = {"driver": "GTiff", "height": 16, "width": 24, "count": 1, "dtype": "uint8"}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            with rasterio.open(f"{pictures[0]}.msk", "w", **about) as file:
                file.write(mask)
                file.update_tags(INTERNAL_MASK_FLAGS_1="2")
        said, after = told_until(pictures, Means(HERE, cache))
    assert before is not None
    assert after is not None
    assert [(each.done, each.again) for each in said if each.stage == "embed"] == [(2, 2), (3, 2)]
    assert (before.vectors[1:] == after.vectors[1:]).all()
    assert (before.vectors[0] != after.vectors[0]).any()
    assert before.key != after.key


def test_the_key_of_a_run_is_of_contents_truth_and_versions_and_not_of_where_files_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = made_kinds(tmp_path, {"red": 2, "blue": 1})

    def key(pictures: list[Path], truth: tuple[str, ...] = ()) -> str:
        means = Means(HERE, Cache(tmp_path / "never"))
        steps = run_collection(Collection(tuple(pictures), truth), ASKED, means)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return str(end.value.key)

    first = key(pictures)
    elsewhere = [path.rename(tmp_path / path.name) for path in pictures]
    assert key(elsewhere) == first
    assert key(elsewhere, ("a", "b", "c")) not in {first, key(elsewhere, ("a", "b", "b"))}
    monkeypatch.setattr("core.collection.depends.library_versions", lambda: {"numpy": "0"})
    assert key(elsewhere) != first


def test_dates_are_of_cameras_and_names_and_come_from_the_cache(tmp_path: Path) -> None:
    pictures = made_kinds(tmp_path, {"red": 2, "blue": 1})
    pictures[0] = pictures[0].rename(pictures[0].with_name("a_2021-07-03.png"))
    exif = PillowImage.Exif()
    exif[0x8769] = {36867: "2019:06:05 04:03:02"}
    PillowImage.open(pictures[1]).save(pictures[1].with_suffix(".jpg"), exif=exif)
    pictures[1] = pictures[1].with_suffix(".jpg")
    for _again in range(2):
        with Cache(tmp_path / "cache.sqlite") as cache:
            _said, found = told_until(pictures, Means(HERE, cache))
        assert found is not None
        assert found.dates == ("2021-07-03", "2019-06-05T04:03:02", "")
        assert picture_columns(found)["date"] == list(found.dates)
    # A column that was given says it better, and a run without dates has no such column.
    given = replace(found, collection=replace(found.collection, columns={"date": ("a", "b", "c")}))
    assert "date" not in picture_columns(given)
    assert "date" not in picture_columns(replace(found, dates=("", "", "")))
