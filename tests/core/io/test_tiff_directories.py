"""Which directory of a TIFF is the picture, and what is read of a chain of them; bytes made by hand."""

from __future__ import annotations

import struct
from dataclasses import replace

import pytest

from core.io.tiff_directories import Directory, Layout, layout, which_directory

WIDTH, HEIGHT, KIND, OLD_KIND, SUB = 256, 257, 254, 255, 330


def directory(index: int, sub: int, width: int, height: int, *, kind: int = 0, old: int = 0) -> Directory:
    return Directory(0, index, sub, {WIDTH: (width,), HEIGHT: (height,), KIND: (kind,), OLD_KIND: (old,)})


@pytest.mark.parametrize(
    ("directories", "main"),
    [
        ([directory(0, -1, 10, 10), directory(1, -1, 99, 99)], 0),
        # Its own sub-directory only where that is larger, and of equal ones the first.
        ([directory(0, -1, 10, 10), directory(0, 0, 10, 11), directory(0, 1, 11, 10)], 1),
        ([directory(0, -1, 10, 10), directory(0, 0, 5, 20)], 0),
        ([directory(0, -1, 10, 10), directory(0, 0, 99, 99, kind=1)], 0),
        ([directory(0, -1, 10, 10), directory(1, -1, 5, 5), directory(1, 0, 99, 99)], 0),
        # A thumbnail (1), a mask (4) and an old thumbnail (2) are none; a page of many (2) is one.
        ([directory(0, -1, 99, 99, kind=1), directory(1, -1, 5, 5), directory(2, -1, 9, 9)], 1),
        ([directory(0, -1, 99, 99, kind=4), directory(1, -1, 5, 5)], 1),
        ([directory(0, -1, 99, 99, old=2), directory(1, -1, 5, 5)], 1),
        ([directory(0, -1, 99, 99, kind=2), directory(1, -1, 5, 5)], 0),
        ([directory(0, -1, 99, 99, old=1), directory(1, -1, 5, 5)], 0),
        # Nothing but a thumbnail in the chain: the largest below it, or itself.
        ([directory(0, -1, 9, 9, kind=1), directory(0, 0, 5, 5), directory(0, 1, 6, 6)], 2),
        ([directory(0, -1, 9, 9, kind=1)], 0),
    ],
)
def test_which_directory_is_the_picture(directories: list[Directory], main: int) -> None:
    assert Layout(tuple(directories)).main is directories[main]


def entry(tag: int, kind: int, count: int, value: bytes) -> bytes:
    return struct.pack("<HHI", tag, kind, count) + value.ljust(4, b"\0")


def one(entries: list[bytes], following: int) -> bytes:
    return struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack("<I", following)


def chain(number: int) -> bytes:
    """So many directories of one entry each, of width 1, 2, 3 …"""
    content = struct.pack("<2sHI", b"II", 42, 8)
    for i in range(number):
        following = 8 + 18 * (i + 1) if i + 1 < number else 0
        content += one([entry(WIDTH, 4, 1, struct.pack("<I", i + 1))], following)
    return content


def widths(content: bytes) -> list[int]:
    found = layout(content)
    assert found is not None
    return [each.number(WIDTH) for each in found.directories]


def test_a_chain_is_followed_to_its_end_to_where_it_has_been_or_to_the_64th() -> None:
    assert widths(chain(3)) == [1, 2, 3]
    assert widths(chain(64)) == list(range(1, 65))
    assert widths(chain(65)) == list(range(1, 65))
    round_about = chain(2)[:-4] + struct.pack("<I", 8)
    assert widths(round_about) == [1, 2]
    beyond = chain(2)[:-4] + struct.pack("<I", 10_000)
    assert widths(beyond) == [1, 2]


def test_sub_directories_are_read_up_to_the_64th_too() -> None:
    subs = 70
    first = 8 + 2 + 12 + 4
    table = first + 4 * subs
    content = struct.pack("<2sHI", b"II", 42, 8) + one([entry(SUB, 4, subs, struct.pack("<I", first))], 0)
    content += b"".join(struct.pack("<I", table + 18 * i) for i in range(subs))
    content += b"".join(one([entry(WIDTH, 4, 1, struct.pack("<I", i + 1))], 0) for i in range(subs))
    found = layout(content)
    assert found is not None
    assert [(each.index, each.sub) for each in found.directories[:3]] == [(0, -1), (0, 0), (0, 1)]
    assert len(found.directories) == 64


def test_numbers_of_four_bytes_stand_in_the_entry_and_longer_ones_elsewhere() -> None:
    place = 8 + 2 + 4 * 12 + 4
    content = struct.pack("<2sHI", b"II", 42, 8) + one(
        [
            entry(WIDTH, 3, 2, struct.pack("<HH", 7, 8)),
            entry(HEIGHT, 3, 3, struct.pack("<I", place)),
            entry(300, 1, 4, bytes([1, 2, 3, 4])),
            entry(301, 3, 100, struct.pack("<I", place)),
        ],
        0,
    )
    content += struct.pack("<100H", *range(100))
    found = layout(content)
    assert found is not None
    tags = found.directories[0].tags
    assert tags[WIDTH] == (7, 8)
    assert tags[HEIGHT] == (0, 1, 2)
    assert tags[300] == (1, 2, 3, 4)
    # Of a list no more than 64 numbers are read.
    assert tags[301] == tuple(range(64))


def test_what_is_no_tiff_has_no_layout() -> None:
    assert layout(b"") is None
    assert layout(struct.pack("<2sHI", b"II", 41, 8)) is None
    assert layout(struct.pack("<2sHI", b"II", 42, 0)) is None


def test_pages_are_the_pictures_of_the_chain() -> None:
    found = Layout((directory(0, -1, 9, 9), directory(0, 0, 9, 9), directory(1, -1, 5, 5, kind=1)))
    assert found.mains == found.directories[:1]
    assert found.pages == 1


@pytest.mark.parametrize(
    ("tags", "is_canon", "is_raw"),
    [
        ([{}, {}], False, False),
        ([{}, {262: (32803,)}], False, True),
        ([{262: (34892,)}, {}], False, True),
        ([{262: (2,)}, {}], False, False),
        ([{50706: (1, 4, 0, 0)}, {}], False, True),
        ([{}, {}], True, True),
    ],
)
def test_what_a_camera_measured_is_raw(tags, is_canon: bool, is_raw: bool) -> None:
    directories = tuple(Directory(i, i, -1, each) for i, each in enumerate(tags))
    assert Layout(directories, is_canon).is_raw is is_raw


def test_another_directory_than_the_first_is_said() -> None:
    def placed(*directories: Directory) -> Layout:
        return Layout(tuple(replace(each, place=8 + i) for i, each in enumerate(directories)))

    thumbnail = directory(0, -1, 9, 9, kind=1)
    assert which_directory(placed(directory(0, -1, 9, 9))) == ()
    (below,) = which_directory(placed(thumbnail, directory(0, 0, 99, 99)))
    assert below.endswith("the picture below it was read.")
    (second,) = which_directory(placed(thumbnail, directory(1, -1, 99, 99)))
    assert second.endswith("the picture was read from directory 2.")
    (third,) = which_directory(placed(thumbnail, directory(1, -1, 99, 99), directory(2, -1, 9, 9)), 1)
    assert third.endswith("the picture was read from directory 3.")
    # Of several pages with a larger picture below the first one, another page is in the chain.
    pages = placed(directory(0, -1, 9, 9), directory(0, 0, 99, 99), directory(1, -1, 9, 9))
    assert which_directory(pages)[0].endswith("the picture below it was read.")
    assert which_directory(pages, 1)[0].endswith("the picture was read from directory 2.")
