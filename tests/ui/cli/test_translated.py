"""A translation arrives: made here, read by the real command line in a folder of its own."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
import rasterio

ROOT = Path(__file__).resolve().parents[3]
HEADER = (
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\n"  # as in Czech
)


def catalogue(entries: Mapping[str, str]) -> bytes:
    """A .mo file (GNU gettext manual, "The Format of GNU MO Files"); plurals are joined by NUL."""
    pairs = sorted((one.encode(), other.encode()) for one, other in {"": HEADER, **entries}.items())
    start = 28 + 16 * len(pairs)
    tables, texts = [b"", b""], b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += struct.pack("<II", len(pair[column]), start + len(texts))
            texts += pair[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0)
    return head + b"".join(tables) + texts


@pytest.fixture(scope="module")
def translated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program with a translation into a language that nobody speaks."""
    folder = tmp_path_factory.mktemp("translated")
    for package in ("core", "ui", "workers"):
        shutil.copytree(ROOT / package, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "main.py", folder)
    place = folder / "resources" / "translations" / "xx" / "LC_MESSAGES"
    place.mkdir(parents=True)
    (place / "floe.mo").write_bytes(
        catalogue(
            {
                "Cannot read {path}: {reason}": "{reason} — ne čitelné: {path}",
                "there is no such file; it may have been moved or renamed.": "soubor není.",
                "it has {n} band; a raster of one is needed.\0"
                "it has {n} bands; a raster of one is needed.": "{n} pásmo.\0{n} pásma.\0{n} pásem.",
                "measure pictures without a window": "měřit obrázky bez okna",
                "how steeply the brightness changes (Sobel): edges apart from plains": "hrany",
                "cluster id of every pixel (PNG)": "čísla",
            }
        )
    )
    return folder


def said(folder: Path, *arguments: object, language: str = "xx") -> tuple[int, str]:
    """Exit code, and what the command line says in a language."""
    done = subprocess.run(
        [sys.executable, "main.py", *map(str, arguments)],
        cwd=folder,
        env={**os.environ, "LANGUAGE": language, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return done.returncode, done.stdout + done.stderr


def bands(path: Path, count: int) -> Path:
    pixels = np.zeros((count, 4, 5), np.uint8)
    profile = {"driver": "GTiff", "count": count, "height": 4, "width": 5, "dtype": "uint8"}
    transform = rasterio.Affine(10.0, 0.0, 0.0, 0.0, -10.0, 0.0)
    with rasterio.open(path, "w", **profile, transform=transform, crs="EPSG:3413") as file:
        file.write(pixels)
    return path


def test_an_error_is_translated_with_what_it_stands_in(translated: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.png"
    code, text = said(translated, "segment", missing, "-o", tmp_path / "out")
    assert (code, text) == (2, f"floe: soubor není. — ne čitelné: {missing}\n")


def test_a_number_gets_the_form_of_the_language(translated: Path, tmp_path: Path) -> None:
    two, five = bands(tmp_path / "two.tif", 2), bands(tmp_path / "five.tif", 5)
    code, text = said(translated, "concentration", two, five)
    assert (code, text) == (2, f"floe: 2 pásma. — ne čitelné: {two}\nfloe: 5 pásem. — ne čitelné: {five}\n")


def test_help_is_translated_where_constants_are_shown(translated: Path) -> None:
    code, text = said(translated, "segment", "--help")
    assert code == 0
    assert "\nměřit obrázky bez okna\n" in text
    assert " hrany\n" in text
    assert " čísla: STEM_labels.png\n" in text


def test_what_is_not_translated_stays_english(translated: Path, tmp_path: Path) -> None:
    assert "There is no option" in said(translated, "--nonsense")[1]
    text = said(translated, "segment", tmp_path / "missing.png", "-o", tmp_path / "out", language="yy")[1]
    assert "Cannot read" in text
    assert "there is no such file" in text
