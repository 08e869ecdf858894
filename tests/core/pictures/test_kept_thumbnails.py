"""Small pictures of what was opened, in the cache."""

from __future__ import annotations

from pathlib import Path
from zlib import crc32

import numpy as np
from PIL import Image as PillowImage

from core.pictures.kept_thumbnails import (
    SIDE,
    forget_other_thumbnails,
    keep_thumbnail,
    kept_thumbnail,
    thumbnails_folder,
)

ORANGE = (0, 128, 255, 255)  # blue, green, red, alpha


def picture(height: int, width: int, colour: tuple[int, int, int, int] = ORANGE) -> np.ndarray:
    return np.full((height, width, 4), colour, np.uint8)


def test_a_small_picture_is_kept_as_it_is(tmp_path: Path) -> None:
    seen = picture(2, 3)
    seen[0, 0] = 0  # no data
    keep_thumbnail(tmp_path / "new", "/a.png", seen)
    found = kept_thumbnail(tmp_path / "new", "/a.png")
    assert found.shape == (2, 3, 4)
    assert found[1, 2].tolist() == [255, 128, 0, 255]
    assert found[0, 0].tolist() == [0, 0, 0, 0]


def test_a_large_one_is_made_smaller(tmp_path: Path) -> None:
    keep_thumbnail(tmp_path, "/a.png", picture(SIDE // 2, SIDE * 2))
    assert kept_thumbnail(tmp_path, "/a.png").shape == (SIDE // 4, SIDE, 4)


def test_the_newest_stays_and_the_others_go(tmp_path: Path) -> None:
    for path in ("/a.png", "/b.png", "/c\udcff.png"):
        keep_thumbnail(tmp_path, path, picture(2, 2))
    keep_thumbnail(tmp_path, "/a.png", picture(2, 2, (9, 9, 9, 255)))
    forget_other_thumbnails(tmp_path, ["/a.png", "/c\udcff.png"])
    assert kept_thumbnail(tmp_path, "/a.png")[0, 0].tolist() == [9, 9, 9, 255]
    assert kept_thumbnail(tmp_path, "/b.png") is None
    assert kept_thumbnail(tmp_path, "/c\udcff.png") is not None
    assert len(list(tmp_path.iterdir())) == 2


def test_what_is_none_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    keep_thumbnail(tmp_path, "/a.png", picture(2, 2))
    (place,) = tmp_path.iterdir()
    place.write_bytes(place.read_bytes()[:40])
    assert kept_thumbnail(tmp_path, "/a.png") is None
    PillowImage.new("RGBA", (SIDE + 1, 1)).save(place)
    assert kept_thumbnail(tmp_path, "/a.png") is None
    content = bytearray(place.read_bytes())
    content[16:24] = (60_000).to_bytes(4, "big") * 2  # its width and height, which Pillow calls a bomb
    content[29:33] = crc32(content[12:29]).to_bytes(4, "big")
    place.write_bytes(content)
    assert kept_thumbnail(tmp_path, "/a.png") is None
    assert kept_thumbnail(tmp_path / "nowhere", "/a.png") is None


def test_they_lie_in_the_users_cache(own_folders: Path) -> None:
    assert thumbnails_folder().is_relative_to(own_folders / "cache")
