"""--labels, --compare and --label-name: labels from elsewhere measured, and compared with the map."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image as PillowImage
from sklearn.metrics import cohen_kappa_score, jaccard_score

from core.measure.difference_map import COLOURS
from main import main
from tests.ui.cli.called import run_json

NAMED = ("-k", "2", "--class", "water=1", "--class", "ice=2")
HEIGHT, WIDTH = 20, 30


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """30 × 20 pixels: dark to column 14, light from there."""
    pixels = np.full((HEIGHT, WIDTH, 3), 40, np.uint8)
    pixels[:, 15:] = 200
    PillowImage.fromarray(pixels).save(tmp_path / "picture.png")
    return tmp_path / "picture.png"


def mask(tmp_path: Path, name: str, columns: slice, value: int = 255) -> Path:
    values = np.zeros((HEIGHT, WIDTH), np.uint8)
    values[:, columns] = value
    PillowImage.fromarray(values).save(tmp_path / name)
    return tmp_path / name


def labelme(tmp_path: Path, **boxes: list[list[float]]) -> Path:
    shapes = [{"label": name, "shape_type": "rectangle", "points": box} for name, box in boxes.items()]
    path = tmp_path / "picture.json"
    path.write_text(json.dumps({"shapes": shapes, "imageWidth": WIDTH, "imageHeight": HEIGHT}), "utf-8")
    return path


def table(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_a_map_is_compared_with_labels(picture: Path, tmp_path: Path, capsys) -> None:
    labels = labelme(tmp_path, Ice=[[18, 0], [30, 20]])
    (found,) = run_json(capsys, picture, "-o", tmp_path / "out", *NAMED, "--compare", labels)
    there = np.zeros((HEIGHT, WIDTH), int)
    there[:, 18:] = 1
    here = np.zeros((HEIGHT, WIDTH), int)
    here[:, 15:] = 1
    comparison = found["comparison"]
    assert (comparison["source"], comparison["pixels"], comparison["unknown"]) == ("picture.json", 600, 0)
    assert comparison["agreement"] == pytest.approx(0.9)
    assert comparison["kappa"] == pytest.approx(cohen_kappa_score(here.ravel(), there.ravel()))
    ice, rest = comparison["classes"]
    assert (ice["here"], ice["there"], ice["match"]) == (["ice"], "Ice", "name")
    assert ice["iou"] == pytest.approx(jaccard_score(there.ravel(), here.ravel()))
    assert (ice["precision"], ice["recall"]) == (pytest.approx(0.8), 1)
    assert (rest["here"], rest["there"], rest["match"]) == (["water"], "background", "rest")
    assert comparison["confusion"]["pixels"] == [[0, 300], [240, 60]]
    record = json.loads((tmp_path / "out" / "picture_run.json").read_text("utf-8"))
    assert record["result"]["comparison"] == comparison
    assert main(["verify", str(tmp_path / "out" / "picture_run.json")]) == 0
    assert capsys.readouterr().out.strip() == "identical"


def test_it_writes_tables_and_the_map_of_differences(picture: Path, tmp_path: Path, capsys) -> None:
    labels = labelme(tmp_path, ice=[[18, 0], [30, 20]], water=[[0, 0], [3, 20]])
    out = tmp_path / "out"
    assert main(["segment", str(picture), "-o", str(out), *NAMED, "--compare", str(labels)]) == 0
    said = capsys.readouterr().out.splitlines()
    start = next(i for i, line in enumerate(said) if line.startswith("compared with picture.json: 50.00"))
    assert said[start].endswith("% of 600 pixels agree; Cohen’s kappa 0.333")
    assert (
        " ".join(said[start + 1].split()) == "here there paired IoU Dice precision recall here px² there px²"
    )
    assert said[start + 2].split()[:8] == ["water", "water", "by", "name", "0.200", "0.333", "0.200", "1.000"]
    rows = table(out / "picture_comparison.csv")
    assert [(row["here"], row["there"], row["pixels both"]) for row in rows] == [
        ("water", "water", "60"),
        ("ice", "ice", "240"),
        ("", "background", "0"),
    ]
    confusion = {(row["here"], row["there"]): row["pixels"] for row in table(out / "picture_confusion.csv")}
    assert confusion["water", "background"] == "240"
    assert confusion["ice", "background"] == "60"
    colours = np.array(PillowImage.open(out / "picture_difference.png").convert("RGB"))[0]
    assert tuple(colours[0]) == tuple(colours[29]) == COLOURS[1]
    assert tuple(colours[10]) == tuple(colours[16]) == COLOURS[2]


def test_masks_are_one_class_each_and_rasters_one_a_value(picture: Path, tmp_path: Path, capsys) -> None:
    masks = (mask(tmp_path, "picture_ice.png", slice(15, 30)), mask(tmp_path, "water_mask.png", slice(0, 14)))
    options = [each for path in masks for each in ("--compare", path)]
    (found,) = run_json(capsys, picture, "-o", tmp_path / "out", *NAMED, *options)
    assert [row["there"] for row in found["comparison"]["classes"]] == ["water", "ice", "background"]
    assert found["comparison"]["agreement"] == pytest.approx(580 / 600)
    values = np.zeros((HEIGHT, WIDTH), np.uint8)
    values[:, 10:], values[:, 20:] = 1, 7
    PillowImage.fromarray(values).save(tmp_path / "classes.png")
    (found,) = run_json(
        capsys, picture, "-o", tmp_path / "o2", "-k", "2", "--compare", tmp_path / "classes.png"
    )
    assert found["comparison"]["unknown"] == 200
    assert [(row["here"], row["there"], row["match"]) for row in found["comparison"]["classes"]] == [
        (["1"], "1", "overlap"),
        (["2"], "7", "overlap"),
    ]
    (found,) = run_json(
        capsys,
        picture,
        "-o",
        tmp_path / "o3",
        *NAMED,
        "--compare",
        tmp_path / "classes.png",
        "--label-name",
        "0=water,1=Ice",
        "--label-name",
        "7=Ice",
    )
    assert found["comparison"]["unknown"] == 0
    assert found["comparison"]["agreement"] == pytest.approx(500 / 600)


def test_labels_are_measured_as_classes(picture: Path, tmp_path: Path, capsys) -> None:
    labels = labelme(tmp_path, floe=[[18, 0], [30, 20]], lead=[[0, 0], [3, 20]])
    options = ("--labels", labels, "--pixel-size", "2m", "--ratio", "cover=floe/(floe+lead)", "--regions")
    (found,) = run_json(capsys, picture, "-o", tmp_path / "out", *options)
    assert [(each["name"], each["pixels"], each["area"]) for each in found["classes"]] == [
        ("floe", 240, 960),
        ("lead", 60, 240),
        ("background", 300, 1200),
    ]
    assert found["iterations"] == 0
    assert "area_error" not in found["classes"][0]
    assert found["ratios"][0]["value"] == pytest.approx(0.8)
    assert found["warnings"][0] == "The classes are those of picture.json: nothing was clustered."
    clusters = [each["colour"] for each in found["clusters"]]
    assert clusters[:2] == ["#c8c8c8", "#282828"]
    path = tmp_path / "out" / "picture_run.json"
    assert main(["verify", str(path)]) == 0
    # Nothing of it hangs on the file of the labels any more.
    labels.unlink()
    assert main(["verify", str(path)]) == 0
    capsys.readouterr()
    assert main(["segment", str(picture), "-o", str(tmp_path / "o2"), "--recipe", str(path)]) == 2
    assert "nothing was clustered: it has no recipe" in capsys.readouterr().err


def test_what_floe_writes_as_coco_comes_back_to_the_pixel(picture: Path, tmp_path: Path, capsys) -> None:
    out = tmp_path / "out"
    assert main(["segment", str(picture), "-o", str(out), *NAMED, "--export", "coco"]) == 0
    capsys.readouterr()
    (found,) = run_json(
        capsys, picture, "-o", tmp_path / "o2", *NAMED, "--compare", out / "picture_coco.json"
    )
    assert found["comparison"]["agreement"] == 1
    assert [row["iou"] for row in found["comparison"]["classes"]] == [1, 1]


def test_labels_can_be_compared_with_other_labels(picture: Path, tmp_path: Path, capsys) -> None:
    one, other = (mask(tmp_path, name, slice(0, n)) for name, n in (("ice.png", 10), ("b_ice.png", 12)))
    (found,) = run_json(
        capsys,
        picture,
        "-o",
        tmp_path / "out",
        "--labels",
        one,
        "--compare",
        other,
        "--label-name",
        "b_ice=ice",
    )
    assert [(row["here"], row["there"]) for row in found["comparison"]["classes"]] == [
        (["ice"], "ice"),
        (["background"], "background"),
    ]
    assert found["comparison"]["classes"][0]["iou"] == pytest.approx(10 / 12)


def test_inside_regions_of_interest(picture: Path, tmp_path: Path, capsys) -> None:
    place = tmp_path / "places.geojson"
    rings = {
        "left": [[[0, 0], [16, 0], [16, 20], [0, 20], [0, 0]]],
        "right": [[[16, 0], [30, 0], [30, 20], [16, 20], [16, 0]]],
    }
    features = [
        {"type": "Feature", "properties": {"name": n}, "geometry": {"type": "Polygon", "coordinates": ring}}
        for n, ring in rings.items()
    ]
    place.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    labels = labelme(tmp_path, ice=[[18, 0], [30, 20]])
    (found,) = run_json(
        capsys,
        picture,
        "-o",
        tmp_path / "out",
        *NAMED,
        "--compare",
        labels,
        "--roi",
        place,
        "--roi-use",
        "measure",
    )
    left, right = (each["comparison"] for each in found["regions_of_interest"]["regions"])
    assert left["agreement"] == pytest.approx(15 / 16)
    assert right["agreement"] == pytest.approx(12 / 14)
    inside = [row["region of interest"] for row in table(tmp_path / "out" / "picture_comparison.csv")]
    assert inside == ["", "", "left", "left", "right", "right"]


def test_on_a_map_the_differences_are_a_geotiff(tmp_path: Path, capsys) -> None:
    pixels = np.full((1, HEIGHT, WIDTH), 40, np.uint8)
    pixels[:, :, 15:] = 200
    profile = {"driver": "GTiff", "height": HEIGHT, "width": WIDTH, "count": 1, "dtype": "uint8"}
    placed = {"crs": "EPSG:32633", "transform": rasterio.Affine(10, 0, 500_000, 0, -10, 7_000_000)}
    for name, values in (("picture.tif", pixels), ("ice.tif", (pixels > 100).astype(np.uint8))):
        with rasterio.open(tmp_path / name, "w", **profile, **placed) as file:
            file.write(values)
    out = tmp_path / "out"
    options = ["-k", "2", "--compare", str(tmp_path / "ice.tif"), "--export", "difference_tif,report_html"]
    assert main(["segment", str(tmp_path / "picture.tif"), "-o", str(out), *options]) == 0
    with rasterio.open(out / "picture_difference.tif") as file:
        assert file.crs == "EPSG:32633"
        assert set(np.unique(file.read(1))) == {1}
        assert file.tags(1)["VALUE_2"] == "a class here, none there"
    report = (out / "picture_report.html").read_text("utf-8")
    assert "Comparison" in report
    assert "Beside ice.tif: 100.00" in report


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--compare", "missing.json"], "missing.json: it is no file; give labels"),
        (["--compare", "empty.png"], "as labels it is empty: no pixel in it has a value above 0."),
        (["--compare", "small.png"], "as a label raster it has 3 × 2 pixels, the picture has 30 × 20"),
        (
            ["--labels", "other.json"],
            "it holds no picture called “picture.png”, and none of 30 × 20 pixels.",
        ),
        (["--compare", "ok.png", "--label-name", "ice"], "--label-name is “ice”: write OLD=NEW"),
        (
            ["--compare", "ok.png", "--label-name", "snow=ice"],
            "names a class “snow”, but the labels have ok.",
        ),
        (["--label-name", "a=b"], "--label-name is for --labels FILE or --compare FILE"),
        (
            ["--labels", "ok.png", "-k", "3"],
            "-k is for clustering, and with --labels nothing is clustered",
        ),
        (["--labels", "ok.png", "--as-labels"], "--as-labels reads the picture itself as labels"),
        (["--compare", "two.png", "--compare", "ok.png"], "two.png is a label raster of several classes"),
        (["--compare", "none.png"], "none.png knows no class at any pixel that is measured."),
    ],
)
def test_mistakes_are_one_sentence(picture: Path, capsys, monkeypatch, options: list[str], said: str) -> None:
    tmp_path = picture.parent
    monkeypatch.chdir(tmp_path)
    mask(tmp_path, "ok.png", slice(0, 5))
    mask(tmp_path, "empty.png", slice(0))
    PillowImage.fromarray(np.ones((2, 3), np.uint8)).save(tmp_path / "small.png")
    two = np.zeros((HEIGHT, WIDTH), np.uint8)
    two[0], two[1] = 1, 2
    PillowImage.fromarray(two).save(tmp_path / "two.png")
    with rasterio.open(
        tmp_path / "none.png", "w", driver="PNG", height=HEIGHT, width=WIDTH, count=1, dtype="uint8"
    ) as file:
        file.write(two, 1)
    if "none.png" in options:
        options = [*options, "--crop", "0,5,30,10"]
    coco = {
        "images": [{"id": 1, "file_name": "x.png", "width": 3, "height": 3}],
        "annotations": [],
        "categories": [],
    }
    (tmp_path / "other.json").write_text(json.dumps(coco), "utf-8")
    assert main(["segment", str(picture), "-o", str(tmp_path / "out"), *options]) == (
        1 if "none.png" in options or "snow=ice" in options else 2
    )
    error = capsys.readouterr().err
    assert said in error
    assert len([line for line in error.splitlines() if said in line]) == 1
    assert "Traceback" not in error


def test_a_class_that_is_nowhere_measured_is_still_a_class(picture: Path, tmp_path: Path, capsys) -> None:
    labels = labelme(tmp_path, ice=[[18, 0], [30, 20]], pond=[[0, 0], [3, 20]])
    (found,) = run_json(capsys, picture, "-o", tmp_path / "out", "--labels", labels, "--crop", "10,0,20,20")
    assert [(each["name"], each["pixels"]) for each in found["classes"]] == [
        ("ice", 240),
        ("pond", 0),
        ("background", 160),
    ]
