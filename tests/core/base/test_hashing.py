"""What is hashed, and what is not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.base.errors import ReadError
from core.base.hashing import sha256_of
from core.cluster.features.chosen_file import choose_file


@pytest.mark.skipif(os.name == "nt", reason="its devices are no files of a folder")
def test_a_device_is_not_hashed() -> None:
    with pytest.raises(OSError, match="it is no file"):
        sha256_of(Path("/dev/null"))
    with pytest.raises(ReadError, match=r"Cannot read /dev/null: it is no file\."):
        choose_file("/dev/null")
