"""A recipe repeats on the command line what was done before; options given beside it win."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image as PillowImage

from core.classes.classes import Class, named_classes
from core.classes.ratios import parse_ratio
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.document.document import Document
from core.document.recipe import recipe_json, write_recipe
from core.document.step import Step
from core.io.reader import read
from main import main
from tests.ui.cli.called import complaint, run_json

GIVEN = ("-k", 3, "--space", "lab", "--seed", 7, "--restarts", 2, "--class", "ice=2,3")


@pytest.fixture
def recipe(scene: Path, tmp_path: Path) -> Path:
    """What GIVEN says, saved as a recipe."""
    path = tmp_path / "ice.recipe.json"
    parameters = Parameters(k=3, space="lab", seed=7, restarts=2)
    classes = named_classes((Class("ice", (2, 3)),), 3)
    write_recipe(path, Document(read(scene), parameters, classes))
    return path


def test_a_recipe_gives_the_same_bytes_as_its_options(
    recipe: Path, scene: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, scene, "-o", out, *GIVEN)
    run_json(capsys, scene, "-o", tmp_path / "again", "--recipe", recipe)
    for name in ("scene_labels.png", "scene_segmented.png", "scene_areas.csv"):
        assert (out / name).read_bytes() == (tmp_path / "again" / name).read_bytes()


def test_a_run_record_is_a_recipe_too(
    scene: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, scene, "-o", out, *GIVEN)
    (result,) = run_json(capsys, scene, "-o", tmp_path / "again", "--recipe", out / "scene_run.json")
    assert result["params"]["seed"] == 7
    assert result["classes"][-1]["name"] == "ice"
    assert (out / "scene_labels.png").read_bytes() == (tmp_path / "again/scene_labels.png").read_bytes()


def test_options_win_over_the_recipe(
    recipe: Path, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(
        capsys, scene, "-o", out, "--recipe", recipe, "--space", "rgb", "--seed", 1, "--class", "sea=1"
    )
    used = result["params"]
    assert (used["space"], used["seed"], used["restarts"]) == ("rgb", 1, 2)
    assert [each["name"] for each in result["classes"]] == ["sea", "2", "3"]


def test_classes_of_another_k_are_not_guessed(
    recipe: Path, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    two = ("segment", str(scene), "-o", str(out), "--recipe", str(recipe), "-k", "2")
    assert "for -k 3" in complaint(capsys, *two)
    assert main([*two, "--class", "a=1"]) == 0


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "something"}, "it is no recipe"),
        ({"version": 99}, "newer Floe"),
        ({"version": "1"}, "which version"),
        ({"version": 0}, "which version"),
        ({"parameters": None}, "the recipe is damaged"),
        ({"parameters": {"k": 3}}, "It has no “seed”"),
        ({"parameters": {"k": 0, "seed": 0, "restarts": 1, "max_iter": 1, "init": "random"}}, "k is 0"),
        ({"classes": [{"name": "ice", "clusters": [9], "colour": None}]}, "names cluster 9"),
        ({"classes": 3}, "the recipe is damaged"),
    ],
)
def test_a_damaged_recipe_is_a_sentence(
    change: dict[str, object], words: str, recipe: Path, scene: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    recipe.write_text(json.dumps(json.loads(recipe.read_bytes()) | change))
    nowhere = scene.parent / "none"
    assert words in complaint(capsys, "segment", scene, "-o", nowhere, "--recipe", recipe)
    assert not nowhere.exists()


def test_what_is_no_recipe_is_a_sentence(
    scene: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing, picture = tmp_path / "none.json", scene
    assert "No such file" in complaint(capsys, "segment", scene, "-o", out, "--recipe", missing)
    assert "it is no JSON" in complaint(capsys, "segment", scene, "-o", out, "--recipe", picture)


def test_a_recipe_holds_nothing_of_the_picture(recipe: Path, scene: Path) -> None:
    values = json.loads(recipe.read_bytes())
    assert values["format"] == "floe recipe"
    assert not {"image", "calibration", "pixel_size", "result"} & set(values)
    document = Document(read(scene), Parameters(k=3))
    assert recipe_json(document)["classes"] == [
        {"name": str(i), "clusters": [i], "colour": None, "hidden": False, "locked": False} for i in (1, 2, 3)
    ]


@pytest.fixture
def named_recipe(scene: Path, tmp_path: Path) -> Path:
    """The lightest of three clusters is called ice, as in the window: where it is seen is known."""
    image = read(scene)
    found = segment(image, Parameters(k=3))
    document = Document(image, Parameters(k=3)).with_classes(named_classes((Class("ice", (3,)),), 3), found)
    path = tmp_path / "named.recipe.json"
    write_recipe(path, document)
    return path


@pytest.mark.parametrize("more", [(), ("--tile", 16)])
def test_names_that_know_their_clusters_go_along_with_another_k(
    more: tuple[object, ...],
    named_recipe: Path,
    scene: Path,
    out: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (result,) = run_json(capsys, scene, "-o", out, "--recipe", named_recipe, "-k", 4, *more)
    assert [each["name"] for each in result["classes"]].count("ice") == 1
    assert len(result["classes"]) == 4
    assert any("“ice”" in warning for warning in result["warnings"])
    (same,) = run_json(capsys, scene, "-o", out, "--recipe", named_recipe, *more)
    assert [each["name"] for each in same["classes"]] == ["1", "2", "ice"]
    assert same["warnings"] == []
    (mine,) = run_json(capsys, scene, "-o", out, "--recipe", named_recipe, "--class", "sea=1", *more)
    assert [each["name"] for each in mine["classes"]] == ["sea", "2", "3"]


def test_names_go_along_to_a_picture_with_more_bands(tmp_path: Path, out: Path, capsys) -> None:
    """Which bands were not said: all of them are another space there, and the colours decide."""
    levels = np.repeat(np.array([[100, 2000, 9000]], np.int16), 12, axis=0).repeat(4, axis=1)
    paths = []
    for bands in (3, 4):
        paths.append(tmp_path / f"{bands}.tif")
        pixels = np.stack([levels] * bands, axis=2)
        tifffile.imwrite(paths[-1], pixels, photometric="minisblack", planarconfig="contig")
    image = read(paths[0])
    found = segment(image, Parameters(k=3, space="bands"))
    classes = named_classes((Class("ice", (3,)),), 3)
    recipe = tmp_path / "bands.recipe.json"
    write_recipe(recipe, Document(image, found.parameters).with_classes(classes, found))
    (result,) = run_json(capsys, paths[1], "-o", out, "--recipe", recipe)
    assert [each["name"] for each in result["classes"]] == ["1", "2", "ice"]


def test_a_record_of_carried_names_is_verified(
    named_recipe: Path, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run_json(capsys, scene, "-o", out, "--recipe", named_recipe, "-k", 4)
    assert main(["verify", str(out / "scene_run.json")]) == 0
    assert capsys.readouterr().out == "identical\n"


def test_a_damaged_naming_is_a_sentence(
    named_recipe: Path, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = json.loads(named_recipe.read_bytes())
    values["naming"]["colours"][0] = [1, 2]
    named_recipe.write_text(json.dumps(values))
    assert "the recipe is damaged" in complaint(capsys, "segment", scene, "-o", out, "--recipe", named_recipe)


GREYS = np.array([10, 30, 130, 250], np.uint8)
STRIPES = GREYS[np.repeat(np.array([[0] * 3 + [1] * 3 + [2] * 3 + [3] * 3], np.uint8), 10, axis=0)]


@pytest.fixture
def stripes(tmp_path: Path) -> Path:
    path = tmp_path / "stripes.png"
    PillowImage.fromarray(STRIPES).save(path)
    return path


@pytest.fixture
def numbered_recipe(stripes: Path, tmp_path: Path) -> Path:
    """A step and a ratio for the lightest of four clusters, which nobody has named."""
    image = read(stripes)
    found = segment(image, Parameters(k=4, space="gray"))
    document = Document(image, found.parameters).with_ratios((parse_ratio("bright=4/(3+4)"),), found)
    path = tmp_path / "numbers.recipe.json"
    write_recipe(path, document.with_steps((Step("open", 1.0, class_name="4"),), found))
    return path


def test_what_is_for_a_number_goes_with_its_cluster(
    numbered_recipe: Path, stripes: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, stripes, "-o", out, "--recipe", numbered_recipe, "-k", 3)
    assert result["steps"][0]["class"] == "3"
    assert result["ratios"][0]["numerator"] == ["3"]
    assert main(["verify", str(out / "stripes_run.json")]) == 0
    capsys.readouterr()
    (typed,) = run_json(
        capsys, stripes, "-o", out, "--recipe", numbered_recipe, "-k", 3, "--ratio", "dark=1/(1+3)"
    )
    assert typed["ratios"][0]["numerator"] == ["1"]
    assert typed["steps"][0]["class"] == "3"
    (named,) = run_json(capsys, stripes, "-o", out, "--recipe", numbered_recipe, "-k", 3, "--class", "dark=1")
    assert named["ratios"][0]["numerator"] == ["3"]


def test_in_tiles_a_ratio_goes_with_its_cluster(
    numbered_recipe: Path, stripes: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = json.loads(numbered_recipe.read_bytes())
    numbered_recipe.write_text(json.dumps({**values, "steps": []}))
    (result,) = run_json(capsys, stripes, "-o", out, "--recipe", numbered_recipe, "-k", 3, "--tile", 4)
    assert result["ratios"][0]["numerator"] == ["3"]


def test_what_has_no_cluster_here_waits_and_is_said(
    numbered_recipe: Path, stripes: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (result,) = run_json(capsys, stripes, "-o", out, "--recipe", numbered_recipe, "-k", 2)
    assert result["ratios"][0]["value"] is None
    assert any("needs a class “cluster 3 of 4”" in line for line in result["warnings"])


def test_numbers_of_another_k_are_not_guessed(
    numbered_recipe: Path, stripes: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    values = json.loads(numbered_recipe.read_bytes())
    del values["naming"]
    numbered_recipe.write_text(json.dumps(values))
    more = ("-k", "3")
    words = complaint(capsys, "segment", stripes, "-o", out, "--recipe", numbered_recipe, *more)
    assert "for -k 4" in words
