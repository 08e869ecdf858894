"""A folder of a satellite on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.base.parallel import never_cancelled
from tests.satellites import SAFE, make_safe
from tests.ui.cli.called import run_json
from workers.opening import list_files


def test_a_safe_folder_is_one_picture_whose_files_have_its_name(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (found,) = run_json(capsys, make_safe(tmp_path), "-o", out, "-k", "2", "--no-uncertainty")
    assert found["image"]["bands"] == 4
    assert found["calibration"]["source"] == "georeference"
    assert sum(each["pixels"] for each in found["clusters"]) == 144
    assert any("brought to one grid of 10 m" in each for each in found["warnings"])
    assert (out / f"{SAFE.removesuffix('.SAFE')}_labels.tif").is_file()


def test_the_window_lists_it_as_one_picture(tmp_path: Path) -> None:
    safe = make_safe(tmp_path)
    assert list_files((safe,), never_cancelled).files == (safe / "MTD_MSIL2A.xml",)
