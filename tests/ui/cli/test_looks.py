"""Classes are known by what they look like: by a place, by a colour, and from one picture to the next."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from main import main
from tests.ui.cli.called import complaint, run_json

# Levels and deviations of ice and water: in the second scene both have changed places.
ICE_DARK, ICE_LIGHT = ((60, 4), (150, 20)), ((150, 4), (60, 20))


def scene_of(path: Path, ice: tuple[int, int], water: tuple[int, int]) -> Path:
    """100 × 60 pixels: ice left of column 70, water right of it."""
    draw = np.random.default_rng(0)
    pixels = np.concatenate((draw.normal(*ice, (60, 70)), draw.normal(*water, (60, 30))), axis=1)
    path.parent.mkdir(exist_ok=True)
    PillowImage.fromarray(np.clip(np.rint(pixels), 0, 255).astype(np.uint8)).save(path)
    return path


@pytest.fixture
def dark(tmp_path: Path) -> Path:
    return scene_of(tmp_path / "in" / "dark.png", *ICE_DARK)


@pytest.fixture
def light(tmp_path: Path) -> Path:
    return scene_of(tmp_path / "in" / "light.png", *ICE_LIGHT)


@pytest.fixture
def recipe(dark: Path, out: Path) -> Path:
    assert main(["segment", str(dark), "-o", str(out), "-k", "2", "--class", "ice@10,10"]) == 0
    return out / "dark_run.json"


def clusters_of(result: dict, name: str) -> list[int]:
    (found,) = (each for each in result["classes"] if each["name"] == name)
    return found["clusters"]


@pytest.mark.parametrize("tile", [0, 16])
def test_the_cluster_at_a_place(light: Path, out: Path, capsys, tile: int) -> None:
    options = (
        "-k",
        2,
        "--class",
        "ice@10,10",
        "--class",
        "water@99.9,0.1",
        "--tile",
        tile,
        "--no-uncertainty",
    )
    (result,) = run_json(capsys, light, "-o", out, *options)
    assert (clusters_of(result, "ice"), clusters_of(result, "water")) == ([2], [1])
    assert json.loads((out / "light_run.json").read_text())["naming"]["picture"] == result["image"]["sha256"]
    assert main(["verify", str(out / "light_run.json")]) == 0


def test_the_cluster_of_the_nearest_colour(light: Path, out: Path, capsys) -> None:
    (result,) = run_json(capsys, light, "-o", out, "-k", 2, "--class", "ice~#a0a0a0")
    assert clusters_of(result, "ice") == [2]
    assert result["warnings"] == []
    (result,) = run_json(capsys, light, "-o", out, "-k", 2, "--class", "ice~#6e6e6e")
    assert result["warnings"] == ["The colour of “ice” lies between clusters 1, 2: check it."]


def test_two_places_make_one_class_and_one_place_not_two(light: Path, out: Path, capsys) -> None:
    (result,) = run_json(capsys, light, "-o", out, "-k", 2, "--class", "all@10,10", "--class", "all@90,10")
    assert clusters_of(result, "all") == [1, 2]
    call = ("segment", light, "-o", out, "-k", 2, "--class", "a@1,1", "--class", "b@2,2")
    assert "Cluster 2 cannot be in both “a” and “b”" in complaint(capsys, *call, code=1)


@pytest.mark.parametrize("tile", [0, 16])
def test_a_place_outside_is_a_sentence(light: Path, out: Path, capsys, tile: int) -> None:
    call = ("segment", light, "-o", out, "-k", 2, "--class", "ice@100,3", "--tile", tile)
    assert "No cluster is at 100,3, where “ice” is to be" in complaint(capsys, *call, code=1)


def test_a_step_knows_a_class_that_is_named_by_a_place(light: Path, out: Path, capsys) -> None:
    (result,) = run_json(capsys, light, "-o", out, "-k", 2, "--class", "ice@10,10", "--open", 1)
    assert [step["class"] for step in result["steps"]] == ["ice"]


def test_a_recipe_of_the_command_line_says_where_a_class_may_be_another(
    recipe: Path, dark: Path, light: Path, tmp_path: Path, capsys
) -> None:
    capsys.readouterr()
    call = [
        "segment",
        str(dark),
        str(light),
        "-o",
        str(tmp_path / "again"),
        "--recipe",
        str(recipe),
        "--json",
    ]
    assert main(call) == 0
    said = capsys.readouterr()
    same, other = json.loads(said.out)
    assert (same["warnings"], clusters_of(same, "ice")) == ([], [1])
    (doubt,) = other["warnings"]
    assert doubt == "“ice” was chosen by its mean, but cluster 2 spreads as it did: check it."
    assert said.err.splitlines()[-2:] == [
        f"floe: warning: {light}: {doubt}",
        "floe: warning: The classes of 1 picture of 2 may be other clusters: check light.png.",
    ]


def test_numbers_that_are_other_clusters_in_the_next_picture_are_said(
    dark: Path, light: Path, out: Path, capsys
) -> None:
    call = ["segment", str(dark), str(light), "-o", str(out), "-k", "2", "--class", "ice=1", "--json"]
    assert main(call) == 0
    said = capsys.readouterr()
    same, other = json.loads(said.out)
    assert same["warnings"] == []
    assert other["warnings"] == ["“ice” may be another cluster now: check it."]
    assert "check light.png" in said.err.splitlines()[-1]
    assert clusters_of(other, "ice") == [1]
    assert main(["verify", str(out / "light_run.json")]) == 0


def test_pictures_in_the_same_light_are_told_nothing(dark: Path, out: Path, capsys) -> None:
    draw = scene_of(dark.parent / "more.png", (62, 4), (147, 19))
    results = run_json(capsys, dark, draw, "-o", out, "-k", 2, "--class", "ice=1")
    assert [each["warnings"] for each in results] == [[], []]


def test_a_recipe_of_numbers_alone_says_so_but_on_its_own_picture(
    recipe: Path, dark: Path, light: Path, out: Path, capsys
) -> None:
    values = json.loads(recipe.read_text())
    del values["naming"]
    recipe.write_text(json.dumps(values))
    capsys.readouterr()
    (own,) = run_json(capsys, dark, "-o", out / "own", "--recipe", recipe)
    (other,) = run_json(capsys, light, "-o", out / "other", "--recipe", recipe)
    assert clusters_of(own, "ice") == clusters_of(other, "ice") == [1]
    assert own["warnings"] == []
    assert "by the numbers of their clusters alone" in other["warnings"][0]
    assert main(["segment", str(light), "-o", str(out / "other"), "--recipe", str(recipe)]) == 0
    assert "by the numbers of their clusters alone" in capsys.readouterr().err


def test_the_recommended_k_is_that_of_what_a_recipe_names(
    recipe: Path, dark: Path, out: Path, capsys
) -> None:
    capsys.readouterr()
    auto = ("-k", "auto", "--k-range", "2,6")
    (named,) = run_json(capsys, dark, "-o", out, *auto, "--recipe", recipe)
    (ice,) = named["k_choice"]["named"]
    assert (ice["name"], len(ice["values"])) == ("ice", 5)
    assert "by what is named: ice is 7" in named["k_choice"]["reason"]
    assert named["params"]["k"] == named["k_choice"]["recommended"]
    for options in (("--class", "ice=1"), ("--recipe", recipe, "--space", "bands")):
        (other,) = run_json(capsys, dark, "-o", out, *auto, *options)
        assert "named" not in other["k_choice"]


@pytest.mark.parametrize("named", [(2, "1"), (3, "1"), (5, "1,2")])
def test_no_infrared_scene_changes_ice_for_water_without_a_word(
    shared_data: Path, out: Path, tmp_path: Path, capsys, named: tuple[int, str]
) -> None:
    """One recipe, made on the first scene; ice is lighter than water in two of the eight."""
    k, ids = named
    folder = shared_data / "ice" / "tir"
    scenes = sorted(path for path in folder.glob("tir_*.png") if "labels" not in path.name)
    common = ("--no-uncertainty", "--export", "labels")
    run_json(capsys, scenes[0], "-o", out, "-k", k, "--class", f"ice={ids}", *common)
    call = [*scenes, "-o", tmp_path / "all", "--recipe", out / "tir_00_run.json", "--json", *common]
    assert main(["segment", *map(str, call)]) == 0
    results = json.loads(capsys.readouterr().out)
    for path, result in zip(scenes, results, strict=True):
        truth = np.array(PillowImage.open(folder / f"{path.stem}_labels.png")) == 1
        labels = np.array(PillowImage.open(tmp_path / "all" / f"{path.stem}_labels.png"))
        ice = np.isin(labels, clusters_of(result, "ice"))
        overlap = (ice & truth).sum() / (ice | truth).sum()
        assert overlap > 0.5 or any("“ice”" in each for each in result["warnings"]), path.name
    assert results[0]["warnings"] == []
