"""Real pictures of five kinds, and digits of handwriting, through the command line."""

from __future__ import annotations

import csv
import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from main import main
from tests.core.pictures.crew_here import CrewHere
from tests.reading import ReaderInThisProcess
from tests.ui.cli.test_cluster import _here


@pytest.fixture(autouse=True)
def without_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.cli.cluster_command.ReadingProcess", ReaderInThisProcess)
    monkeypatch.setattr("core.collection.run_collection.Crew", CrewHere)
    monkeypatch.setattr("core.collection.run_collection.apart", _here)


def tiles(paths: list[Path], number: int, side: int, folder: Path) -> None:
    """So many squares, evenly of all that there are."""
    folder.mkdir(parents=True)
    found = []
    for path in paths:
        with PillowImage.open(path) as opened:
            picture = opened.convert("RGB")
        places = product(range(0, picture.height - side + 1, side), range(0, picture.width - side + 1, side))
        found += [(f"{path.stem}_{top}_{left}.png", picture, top, left) for top, left in places]
    for at in np.linspace(0, len(found) - 1, number).astype(int):
        name, picture, top, left = found[at]
        picture.crop((left, top, left + side, top + side)).save(folder / name)


@pytest.fixture
def five_kinds(shared_data: Path, tmp_path: Path) -> Path:
    """104 pictures."""
    folder, ice = tmp_path / "kinds", shared_data / "ice"
    (folder / "photographs").mkdir(parents=True)
    for path in sorted((shared_data / "bsds/images").glob("*.jpg")):
        (folder / "photographs" / path.name).write_bytes(path.read_bytes())
    infrared = [each for each in sorted((ice / "tir").glob("*.png")) if "labels" not in each.name]
    tiles(sorted((ice / "aerial_hotrax").iterdir()), 24, 400, folder / "aerial")
    tiles(sorted((ice / "modis_greenland").glob("*truecolor.tif")), 24, 100, folder / "greenland")
    tiles(sorted((shared_data / "water/sen1floods11").glob("*VH8.png")), 20, 128, folder / "radar")
    tiles(infrared, 16, 240, folder / "infrared")
    return folder


def test_five_kinds_fall_apart_by_the_default(five_kinds: Path, tmp_path: Path) -> None:
    from core.networks.bundled import lacking

    if sentence := lacking(bundled=True):
        pytest.skip(sentence)
    out = tmp_path / "out"
    assert main(["cluster", str(five_kinds), "--truth", "folders", "-k", "5", "-o", str(out)]) == 0
    record = json.loads((out / "run.json").read_text())
    assert record["embedding"]["name"] == "efficientnet"
    assert record["scores"]["ari"] >= 0.85
    assert record["scores"]["nmi"] >= 0.85


def test_digits_by_pixels_are_those_of_scikit_learn(tmp_path: Path) -> None:
    from sklearn.cluster import KMeans
    from sklearn.datasets import load_digits
    from sklearn.metrics import adjusted_rand_score

    digits = load_digits()
    number = 200
    images = (digits.images[:number] * (255 / 16)).round().astype(np.uint8)
    for i, image in enumerate(images):
        PillowImage.fromarray(image).save(tmp_path / f"{i}.png")
    labels = "".join(f"{i}.png,{digits.target[i]}\n" for i in range(number))
    (tmp_path / "truth.csv").write_text("path,label\n" + labels)
    call = ["cluster", str(tmp_path), "-o", str(tmp_path / "out"), "-k", "10", "--option", "restarts=10"]
    call += ["--embedding", "pixels,size=8", "--truth", str(tmp_path / "truth.csv")]
    assert main(call) == 0
    with (tmp_path / "out/clusters.csv").open(newline="", encoding="utf-8") as file:
        found = [int(row["cluster"]) for row in csv.DictReader(file)]
    vectors = images.reshape(number, -1).astype(np.float32) / np.float32(255)
    theirs = KMeans(10, n_init=10, random_state=0, tol=0).fit_predict(vectors)
    # Which number a cluster has is another matter: by size here, by chance there.
    assert adjusted_rand_score(theirs, found) == 1.0
    record = json.loads((tmp_path / "out/run.json").read_text())
    assert record["scores"]["ari"] == pytest.approx(adjusted_rand_score(digits.target[:number], theirs))
    assert record["scores"]["ari"] >= 0.5
