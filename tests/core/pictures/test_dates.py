"""When pictures were taken: one literal case for each place where a date can stand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from core.base.errors import ParameterError
from core.pictures.dates import FileDates, PictureDate, date_of, dates_in, parse_pattern, pattern_in
from core.series.entry import Entry
from core.series.order import Order, in_order

PIXELS = PillowImage.fromarray(np.zeros((4, 4, 3), np.uint8))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LC08_L1TP_233013_20200518_20200820_02_T1.tif", "2020-05-18"),
        ("MOD09GA.A2021123.h12v03.jpg", "2021-05-03"),
        ("S2A_20230719T135711_x.png", "2023-07-19T13:57:11"),
        ("IMG_20230719_135711.jpg", "2023-07-19T13:57:11"),
        ("2024.05.01.png", "2024-05-01"),
        ("20240501120000.png", "2024-05-01T12:00:00"),
        ("ice 2024-05-01 12-30.png", "2024-05-01T12:30:00"),
        ("20240501_9999.png", "2024-05-01"),
        ("ice-2024-02-30.png", ""),  # no such day
        ("ice-2024-05_01.png", ""),  # two signs
        ("scene_12.png", ""),
        ("12345678.png", ""),
        ("120240501.png", ""),  # a longer number
        ("2023366.png", ""),  # 2023 had 365 days
        ("2023000.png", ""),
        ("2024366.png", "2024-12-31"),
    ],
)
def test_in_names(name: str, text: str) -> None:
    assert date_of(Path(name), FileDates()) == PictureDate(text, "name" if text else "")


@pytest.mark.parametrize(
    ("pattern", "name", "text"),
    [
        ("*_%d.%m.%Y", "a_03.07.2019.tif", "2019-07-03"),
        ("%Y%m%d%H%M%S", "x20190703010203.tif", "2019-07-03T01:02:03"),
        ("?%Y_%j", "a2020_366.tif", "2020-12-31"),
        ("ice %Y", "ice 2019.tif", "2019-01-01"),
        ("%Y-%m", "2019-07.tif", "2019-07-01"),
        ("%Y-%m-%d", "2019-13-01.tif", ""),
        ("a.b_%Y", "axb_2019.tif", ""),  # a point is a point
    ],
)
def test_by_pattern(pattern: str, name: str, text: str) -> None:
    found = date_of(Path(name), FileDates("2001-01-01T00:00:00"), parse_pattern(pattern))
    assert found == PictureDate(text, "pattern" if text else "")


@pytest.mark.parametrize("pattern", ["", "ice", "%d.%m", "%Y%Y", "%Y-%q", "%Y-%d", "%H:%M %Y %S"])
def test_what_is_no_pattern(pattern: str) -> None:
    with pytest.raises(ParameterError, match="is no pattern of a date: write %Y"):
        parse_pattern(pattern)


def test_auto_is_no_pattern() -> None:
    assert parse_pattern("auto") is None


def test_the_camera_is_believed_first_and_the_writing_of_a_file_last() -> None:
    path = Path("2024-05-01.tif")
    dates = FileDates("2023-01-01T01:00:00", "2022-01-01", "2021-01-01T00:00:00")
    assert date_of(path, dates) == PictureDate("2023-01-01T01:00:00", "exif")
    assert date_of(path, FileDates("", "2022-01-01", dates.written)).source == "metadata"
    assert date_of(path, FileDates("", "", dates.written)).source == "name"
    assert date_of(Path("x.tif"), FileDates("", "", dates.written)) == PictureDate(dates.written, "tiff")
    assert not date_of(Path("x.tif"), FileDates())


def test_of_a_camera(tmp_path: Path) -> None:
    exif = PillowImage.Exif()
    exif[306] = "2020:01:01 00:00:00"  # when it was edited
    exif.get_ifd(0x8769)[36867] = "2019:06:05 04:03:02"
    PIXELS.save(tmp_path / "a.jpg", exif=exif)
    assert dates_in(tmp_path / "a.jpg") == FileDates("2019-06-05T04:03:02")


def test_of_a_tiff_and_of_a_scene(tmp_path: Path) -> None:
    PIXELS.save(tmp_path / "a.tif", tiffinfo={306: "2020:01:02 03:04:05"})
    assert dates_in(tmp_path / "a.tif") == FileDates("", "", "2020-01-02T03:04:05")
    items = '<GDALMetadata><Item name="ACQUISITIONDATETIME" domain="IMAGERY">2018-07-06T05:04:03.21Z</Item>'
    PIXELS.save(tmp_path / "b.tif", tiffinfo={42112: items + "</GDALMetadata>"})
    assert dates_in(tmp_path / "b.tif") == FileDates("", "2018-07-06T05:04:03")


@pytest.mark.parametrize(
    "text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", "2019:02:30 00:00:00"]
)
def test_no_date(tmp_path: Path, text: str) -> None:
    exif = PillowImage.Exif()
    exif.get_ifd(0x8769)[36867] = text
    PIXELS.save(tmp_path / "a.jpg", exif=exif)
    assert dates_in(tmp_path / "a.jpg") == FileDates()


def test_a_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"nothing")
    assert dates_in(tmp_path / "a.jpg") == FileDates()
    assert dates_in(tmp_path / "nowhere.jpg") == FileDates()


@pytest.mark.parametrize(
    ("name", "pattern"),
    [
        ("scene_2024-01-15", "*%Y-%m-%d"),
        ("20240115T1230_x", "%Y%m%dT%H%M*"),
        ("LC08_2023365", "*%Y%j"),
        ("a 2024.05.01 12-30", "*%Y.%m.%d %H-%M"),
        ("scene_2024-02-30", ""),
        ("scene", ""),
    ],
)
def test_where_a_date_was_found_is_a_pattern_that_finds_it(name: str, pattern: str) -> None:
    path = Path(f"{name}.png")
    assert pattern_in(path) == pattern
    if pattern:
        found = date_of(path, FileDates(), parse_pattern(pattern))
        assert found.text == date_of(path, FileDates()).text


def test_a_typed_date_wins() -> None:
    typed = FileDates(taken="2020-01-01", typed="2024-05-01")
    assert date_of(Path("a_2021-01-01.png"), typed) == PictureDate("2024-05-01", "typed")
    assert date_of(Path("a_2021-01-01.png"), typed, parse_pattern("*%Y-%m-%d")).source == "typed"


def test_the_date_of_a_picture_is_looked_for_once() -> None:
    path = Path("looked_for_once_2021-01-01.png")
    before = date_of.cache_info().misses
    for _time in range(3):
        in_order([Entry(str(path))], Order("auto"))
    assert date_of.cache_info().misses == before + 1
