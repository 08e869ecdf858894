"""Everyday pictures: what is decoded, what is said, what is refused."""

from __future__ import annotations

import hashlib
import os
import struct
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from core.base.errors import ReadError
from core.io.reader import PICTURE_FILES, read
from core.io.source import MAX_BYTES

RGB = np.array([[[255, 0, 0], [0, 255, 0], [0, 0, 255]], [[9, 8, 7], [1, 2, 3], [250, 251, 252]]], np.uint8)
# How a viewer must turn the stored array, by EXIF orientation; the inverse of how it was stored.
TURNS = {
    1: lambda a: a,
    2: np.fliplr,
    3: lambda a: np.rot90(a, 2),
    4: np.flipud,
    5: lambda a: np.swapaxes(a, 0, 1),
    6: lambda a: np.rot90(a, -1),
    7: lambda a: np.rot90(np.swapaxes(a, 0, 1), 2),
    8: np.rot90,
}


def png(
    depth: int, kind: int, values: np.ndarray, clear: bytes = b"", size: tuple[int, int] = (0, 0)
) -> bytes:
    """A PNG by hand, for what Pillow does not write. kind: the colour type; size: announced, not true."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    width, height = size if any(size) else values.shape[1::-1]
    rows = b"".join(b"\0" + row.astype(f">u{depth // 8}").tobytes() for row in values)
    head = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, 0)
    extra = chunk(b"tRNS", clear) if clear else b""
    end = chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + extra + end


@pytest.mark.parametrize("suffix", ["png", "bmp", "webp", "tif", "ppm"])
def test_colours_are_as_stored(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"Größe 海冰.{suffix}"
    Pillow.fromarray(RGB).save(path, **({"lossless": True} if suffix == "webp" else {}))
    image = read(path)
    assert np.array_equal(image.pixels, RGB)
    assert image.valid is None
    assert image.warnings == ()
    assert image.georeference is None
    assert image.provenance.path == str(path)
    assert image.provenance.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize("suffix", ["png", "webp", "jpg", "tif"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_are_turned_upright(tmp_path: Path, suffix: str, orientation: int) -> None:
    stored = np.kron(RGB, np.ones((16, 16, 1), np.uint8))
    path = tmp_path / f"turned.{suffix}"
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    options = {"webp": {"lossless": True}, "jpg": {"quality": 100, "subsampling": 0}}.get(suffix, {})
    if suffix == "tif":
        Pillow.fromarray(stored).save(path, tiffinfo={274: orientation})
    else:
        Pillow.fromarray(stored).save(path, exif=exif, **options)
    upright = TURNS[orientation](stored)
    pixels = read(path).pixels
    assert pixels.shape == upright.shape
    assert np.abs(pixels.astype(int) - upright).max() <= (0 if suffix != "jpg" else 6)


def test_transparent_pixels_are_no_data_and_half_transparent_ones_are_said(tmp_path: Path) -> None:
    alpha = np.array([[0, 128, 255], [255, 255, 0]], np.uint8)
    path = tmp_path / "a.png"
    Pillow.fromarray(np.dstack([RGB, alpha])).save(path)
    image = read(path)
    assert np.array_equal(image.pixels, RGB)
    assert image.valid is not None
    assert image.valid.tolist() == [[False, True, True], [True, True, False]]
    assert len(image.warnings) == 2
    assert "(1)" in image.warnings[0]
    assert "2 of 6 pixels" in image.warnings[1]


def test_transparency_is_turned_with_the_picture(tmp_path: Path) -> None:
    alpha = np.array([[0, 255, 255], [255, 255, 255]], np.uint8)
    exif = Pillow.Exif()
    exif[0x0112] = 6
    Pillow.fromarray(np.dstack([RGB, alpha])).save(tmp_path / "a.png", exif=exif)
    valid = read(tmp_path / "a.png").valid
    assert valid is not None
    assert valid.tolist() == np.rot90(alpha > 0, -1).tolist()


def test_opaque_alpha_says_nothing(tmp_path: Path) -> None:
    Pillow.fromarray(np.dstack([RGB, np.full((2, 3), 255, np.uint8)])).save(tmp_path / "a.png")
    image = read(tmp_path / "a.png")
    assert image.valid is None
    assert image.warnings == ()


def test_all_transparent_opens_with_no_valid_pixel(tmp_path: Path) -> None:
    Pillow.fromarray(np.dstack([RGB, np.zeros((2, 3), np.uint8)])).save(tmp_path / "a.png")
    assert read(tmp_path / "a.png").valid_pixels == 0


@pytest.mark.parametrize("suffix", ["png", "gif", "bmp", "tif"])
def test_a_palette_is_read_by_its_colours(tmp_path: Path, suffix: str) -> None:
    indexed = Pillow.fromarray(np.array([[2, 0, 1], [1, 1, 2]], np.uint8), "L")
    indexed = indexed.convert("P")
    indexed.putdata([2, 0, 1, 1, 1, 2])
    indexed.putpalette([200, 10, 20, 0, 90, 30, 5, 5, 255])
    indexed.save(tmp_path / f"p.{suffix}")
    image = read(tmp_path / f"p.{suffix}")
    a, b, c = [200, 10, 20], [0, 90, 30], [5, 5, 255]
    assert image.pixels.tolist() == [[c, a, b], [b, b, c]]
    assert image.valid is None


def test_a_transparent_palette_entry_is_no_data(tmp_path: Path) -> None:
    indexed = Pillow.new("P", (2, 1))
    indexed.putpalette([200, 10, 20, 0, 90, 30])
    indexed.putpixel((1, 0), 1)
    indexed.save(tmp_path / "p.png", transparency=1)
    image = read(tmp_path / "p.png")
    assert image.pixels[0, 0].tolist() == [200, 10, 20]
    assert image.valid is not None
    assert image.valid.tolist() == [[True, False]]


def test_one_bit_is_black_and_white(tmp_path: Path) -> None:
    Pillow.fromarray(np.array([[True, False]])).save(tmp_path / "b.png")
    assert read(tmp_path / "b.png").pixels.tolist() == [[[255], [0]]]


@pytest.mark.parametrize(("kind", "bands", "alpha"), [(0, 1, 0), (2, 3, 0), (4, 1, 1), (6, 3, 1)])
def test_png_of_16_bits_keeps_them(tmp_path: Path, kind: int, bands: int, alpha: int) -> None:
    values = np.random.default_rng(kind).integers(1, 65536, (5, 4, bands + alpha)).astype(np.uint16)
    if alpha:
        values[..., -1] = 65535
        values[2, 3, -1] = 0
    (tmp_path / "deep.png").write_bytes(png(16, kind, values))
    image = read(tmp_path / "deep.png")
    assert image.pixels.dtype == np.uint16
    assert np.array_equal(image.pixels, values[..., :bands])
    assert image.valid_pixels == 20 - alpha


@pytest.mark.parametrize("depth", [8, 16])
@pytest.mark.parametrize(("kind", "bands"), [(0, 1), (2, 3)])
def test_one_transparent_colour_is_no_data(tmp_path: Path, depth: int, kind: int, bands: int) -> None:
    values = np.arange(4 * bands).reshape(2, 2, bands) + 1
    (tmp_path / "t.png").write_bytes(png(depth, kind, values, values[1, 0].astype(">u2").tobytes()))
    image = read(tmp_path / "t.png")
    assert np.array_equal(image.pixels, values)
    assert image.valid is not None
    assert image.valid.tolist() == [[True, True], [False, True]]


def test_grey_of_16_bits_in_a_pgm_is_as_stored(tmp_path: Path) -> None:
    (tmp_path / "g.pgm").write_bytes(b"P5\n# a comment\n2 1 4095\n" + np.array([7, 4095], ">u2").tobytes())
    assert read(tmp_path / "g.pgm").pixels.tolist() == [[[7], [4095]]]
    (tmp_path / "c.ppm").write_bytes(b"P3 1 1 65535 # red\n 65535 256 1\n")
    assert read(tmp_path / "c.ppm").pixels.tolist() == [[[65535, 256, 1]]]


def test_inks_are_converted_and_said(tmp_path: Path) -> None:
    Pillow.new("CMYK", (8, 8), (255, 0, 0, 0)).save(tmp_path / "cyan.jpg", quality=100)
    image = read(tmp_path / "cyan.jpg")
    assert np.abs(image.pixels.astype(int) - [0, 255, 255]).max() <= 3
    assert "CMYK" in image.warnings[0]


def test_only_the_first_frame_is_read_and_said(tmp_path: Path) -> None:
    frames = [Pillow.new("RGB", (4, 3), colour) for colour in ("red", "lime", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    image = read(tmp_path / "a.gif")
    assert image.pixels[0, 0].tolist() == [255, 0, 0]
    assert image.warnings == ("Only frame 1 of 3 was read.",)


def test_print_resolution_is_no_scale(tmp_path: Path) -> None:
    Pillow.fromarray(RGB).save(tmp_path / "d.png", dpi=(300, 300))
    image = read(tmp_path / "d.png")
    assert image.georeference is None
    assert image.warnings == ()


def test_the_content_decides_not_the_name(tmp_path: Path) -> None:
    Pillow.fromarray(RGB).save(tmp_path / "p.png")
    (tmp_path / "p.png").rename(tmp_path / "p.tif")
    assert np.array_equal(read(str(tmp_path / "p.tif")).pixels, RGB)


CUT = {suffix: {} for suffix in ("png", "jpg", "bmp", "webp", "gif", "ppm", "avif", "raw.tif")}
CUT |= {f"{name}.tif": {"compression": name} for name in ("tiff_lzw", "tiff_deflate", "packbits", "jpeg")}


@pytest.mark.parametrize("suffix", CUT)
def test_a_file_cut_short_is_refused(tmp_path: Path, suffix: str) -> None:
    values = np.random.default_rng(0).integers(0, 256, (64, 64, 3), np.uint8)
    path = tmp_path / f"cut.{suffix}"
    Pillow.fromarray(values).save(path, **CUT[suffix])
    whole = path.read_bytes()
    for part in (0.2, 0.6, 0.97):
        path.write_bytes(whole[: int(len(whole) * part)])
        with pytest.raises(ReadError):
            read(path)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("text.tif", b"this is no picture", "no picture that Floe reads"),
        ("empty.png", b"", "the file is empty"),
        ("zero.ppm", b"P6 0 5 255\n", "0 × 5 pixels"),
        ("bomb.ppm", b"P6 99999 99999 255\n", f"reads up to {MAX_BYTES / 1e6:,.0f} MB"),
        ("deep.png", png(16, 6, np.zeros((1, 1, 4)), size=(11_000, 11_000)), "968 MB when decoded"),
        ("lies.png", png(16, 6, np.zeros((1, 1, 4)), size=(11, 11)), "damaged"),
        ("short.pgm", b"P5 4 4 255\nabc", "cut short"),
        ("bright.pgm", b"P2 1 1 255\n300", "outside 0 to 255"),
        ("head.pgm", b"P5 4 x 255\nabc", "header is damaged"),
    ],
)
def test_a_bad_file_is_one_sentence(tmp_path: Path, name: str, content: bytes, sentence: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(ReadError) as caught:
        read(path)
    assert sentence in str(caught.value)
    assert str(path) in str(caught.value)
    assert str(caught.value).endswith(".")


def test_an_announced_size_is_checked_before_decoding(tmp_path: Path) -> None:
    (tmp_path / "large.png").write_bytes(png(8, 2, np.zeros((1, 1, 3)), size=(20_000, 14_000)))
    with pytest.raises(ReadError, match="20000 × 14000 pixels, 840 MB when decoded; Floe reads up to 800 MB"):
        read(tmp_path / "large.png")
    (tmp_path / "larger.png").write_bytes(png(8, 2, np.zeros((1, 1, 3)), size=(200_000, 14_000)))
    with pytest.raises(ReadError, match="200000 × 14000 pixels, 8\u202f400 MB"):
        read(tmp_path / "larger.png")


def test_folder_missing_file_and_other_things_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="it is a folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match="no such file"):
        read(tmp_path / "missing.png")
    with pytest.raises(ReadError, match="null"):
        read("a\0b.png")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.png")
        with pytest.raises(ReadError, match="not an ordinary file"):
            read(tmp_path / "pipe.png")


def test_no_permission_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a stand-in: root may read everything."""
    Pillow.fromarray(RGB).save(tmp_path / "p.png")

    def refuse(self: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(ReadError, match="no permission"):
        read(tmp_path / "p.png")


def test_families_for_the_file_dialog() -> None:
    suffixes = {suffix for family in PICTURE_FILES.values() for suffix in family}
    assert {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp"} <= suffixes
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in suffixes)


def test_what_is_missing_in_a_bundle_is_a_defect_and_not_of_the_file(tmp_path: Path, monkeypatch) -> None:
    Pillow.new("RGB", (4, 4)).save(tmp_path / "a.tif")
    monkeypatch.setitem(sys.modules, "tifffile", None)
    with pytest.raises(
        ReadError, match="copy of Floe is incomplete, tifffile is missing in it: please report"
    ):
        read(tmp_path / "a.tif")
