"""--threshold: one channel cut in place of k-means, through the door a user takes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image as PillowImage

from main import main
from tests.ui.cli.called import complaint, run_json


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """Columns of the greys 50, 100, 101, 200, on red at the top."""
    pixels = np.repeat(np.array([[50, 100, 101, 200]], np.uint8), 8, axis=0).repeat(5, axis=1)
    colours = np.dstack([pixels] * 3)
    colours[0] = (255, 0, 0)
    path = tmp_path / "columns.png"
    PillowImage.fromarray(colours).save(path)
    return path


def _pixels(found: dict[str, object]) -> list[int]:
    return [each["pixels"] for each in found["clusters"]]  # type: ignore[attr-defined]


def test_given_thresholds(picture: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (found,) = run_json(capsys, picture, "-o", out, "--threshold", "gray:100,101", "--regions")
    # Red has the luma 76.
    assert _pixels(found) == [35 + 20, 35, 70]
    assert found["thresholds"] == [100, 101]
    assert found["params"]["threshold"] == {"channel": "gray", "at": [100, 101]}
    assert (found["params"]["k"], found["iterations"], found["converged"]) == (3, 0, True)
    assert found["regions"]["number"] == 3
    record = out / "columns_run.json"
    assert main(["verify", str(record)]) == 0
    capsys.readouterr()
    (again,) = run_json(capsys, picture, "-o", out / "again", "--recipe", record)
    assert again["clusters"] == found["clusters"]
    changed = json.loads(record.read_text("utf-8"))
    changed["parameters"]["threshold"]["at"] = [100, 102]
    record.write_text(json.dumps(changed), "utf-8")
    assert main(["verify", str(record)]) == 1
    assert "result.thresholds" in capsys.readouterr().out


def test_otsu_has_two_classes_or_k(picture: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (two,) = run_json(capsys, picture, "-o", out, "--threshold", "V")
    assert (len(two["clusters"]), two["thresholds"]) == (2, [151])
    (three,) = run_json(capsys, picture, "-o", out, "--threshold", "gray:otsu", "-k", 3)
    assert (len(three["clusters"]), len(three["thresholds"])) == (3, 2)
    # A recipe of thresholds that are found keeps its k.
    (again,) = run_json(
        capsys, picture, "-o", out / "a", "--recipe", out / "columns_run.json", "--threshold", "G"
    )
    assert len(again["clusters"]) == 3
    (auto,) = run_json(capsys, picture, "-o", out / "b", "--threshold", "gray", "-k", "auto")
    assert auto["k_choice"]["recommended"] == len(auto["clusters"])


def test_whole_and_in_tiles_it_is_the_same(tmp_path: Path, out: Path) -> None:
    random = np.random.default_rng(4)
    for name, dtype in (("eight", np.uint8), ("sixteen", np.uint16)):
        for bands in (1, 3):
            path = tmp_path / f"{name}{bands}.tif"
            pixels = random.integers(0, np.iinfo(dtype).max, (150, 130, bands)).astype(dtype)
            tifffile.imwrite(path, pixels.squeeze(), photometric="rgb" if bands == 3 else "minisblack")
            for text in ("gray", "gray:90", "1:90") + (("H:200,300", "b") if bands == 3 else ()):
                made = []
                for tile in (0, 32):
                    folder = out / f"{tile}"
                    call = ["segment", path, "-o", folder, "--threshold", text, "--tile", tile]
                    assert main([*map(str, call), "--no-uncertainty", "--threads", str(1 + tile % 3)]) == 0
                    record = json.loads((folder / f"{path.stem}_run.json").read_text("utf-8"))
                    labels = (folder / f"{path.stem}_labels.png").read_bytes()
                    made.append((labels, record["result"], record["parameters"]))
                assert made[0] == made[1], (name, bands, text)


def test_an_index_needs_its_bands_and_the_whole_picture(
    tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bands.tif"
    pixels = np.zeros((40, 60, 4), np.uint16)
    pixels[..., 2], pixels[..., 3] = 3, 17
    pixels[:10, :, 3] = 16
    tifffile.imwrite(path, pixels, planarconfig="contig", photometric="minisblack")
    (found,) = run_json(capsys, path, "-o", out, "--threshold", "ndvi,nir=4,red=3:0.7")
    assert _pixels(found) == [600, 1800]
    assert main(["verify", str(out / "bands_run.json")]) == 0
    capsys.readouterr()
    assert "NDVI needs a band nir and red" in complaint(
        capsys, "segment", path, "-o", out, "--threshold", "ndvi:0.7", code=1
    )


def test_it_is_said_in_words(picture: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", str(picture), "-o", str(out), "--threshold", "gray:100,300"]) == 0
    said = capsys.readouterr().out
    assert "\nthresholds of gray: 100, 300\n" in said
    assert "No pixel lies between the thresholds of cluster 3." in said
    assert main(["segment", str(picture), "-o", str(out), "--threshold", "V", "--export", "report-html"]) == 0
    assert "\nthreshold of V by Otsu: 151\n" in capsys.readouterr().out
    (report,) = out.glob("*.html")
    text = report.read_text("utf-8")
    assert "Otsu’s criterion" in text
    assert "<td>151</td>" in text or ">151<" in text


def test_what_does_not_go_together(picture: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def said(*more: str) -> str:
        return complaint(capsys, "segment", picture, "-o", out, *more)

    cut = ("--threshold", "gray:100")
    assert "--space is for k-means, and a threshold is asked for" in said(*cut, "--space", "lab")
    assert "--feature is for k-means" in said(*cut, "--feature", "local-std")
    assert "--no-swaps is for k-means" in said(*cut, "--no-swaps")
    assert "1 threshold makes 2 classes, but k is 4: leave k out." in said(*cut, "-k", "4")
    assert "-k auto does not go with thresholds that are given" in said(*cut, "-k", "auto")
    assert "k is 1: a threshold makes two classes or more." in said("--threshold", "gray", "-k", "1")
    assert "There is no channel “grey”" in said("--threshold", "grey:100")
    main(["segment", str(picture), "-o", str(out), *cut])
    recipe = ("--recipe", str(out / "columns_run.json"))
    capsys.readouterr()
    assert "--seed is for k-means" in said(*recipe, "--seed", "3")
    assert (
        main(["segment", str(picture), "-o", str(out / "k"), *recipe, "--threshold", "none", "-k", "3"]) == 0
    )
    record = json.loads((out / "k" / "columns_run.json").read_text("utf-8"))
    assert "threshold" not in record["parameters"]


def test_the_picture_is_treated_first(picture: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    cut = ("--threshold", "gray:100")
    (plain,) = run_json(capsys, picture, "-o", out, *cut)
    (smooth,) = run_json(capsys, picture, "-o", out, *cut, "--smooth", "gauss,sigma=3")
    assert _pixels(plain) != _pixels(smooth)
