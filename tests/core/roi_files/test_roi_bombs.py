"""Zips of ImageJ regions that would fill the memory, or that zipfile has no common error for."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ReadError
from core.image.image import Image, grid_of
from core.roi_files.formats import regions_for

IMAGE = Image(np.zeros((40, 50, 3), np.uint8))


def refused(path: Path) -> str:
    with pytest.raises(ReadError) as found:
        regions_for(path, grid_of(IMAGE))
    return str(found.value)


def test_many_entries_together_are_not_unpacked(tmp_path: Path) -> None:
    """Each may be: together they have 160 MB, and could have 32 GB."""
    path = tmp_path / "many.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(20):
            archive.writestr(f"{i}.roi", bytes(8 << 20))
    assert "more than" in refused(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED])
def test_a_damaged_entry_is_a_sentence(method: int, tmp_path: Path) -> None:
    path = tmp_path / "damaged.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.roi", b"Iout" * 999)
    content = bytearray(path.read_bytes())
    content[45:65] = b"\xff" * 20
    path.write_bytes(content)
    assert "damaged" in refused(path)
