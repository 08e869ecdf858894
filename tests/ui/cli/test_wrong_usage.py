"""Every mistake is one line on standard error, with the exit code of the contract."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image as PillowImage

from core.cluster.parameters import STARTS
from main import main
from tests.ui.cli.called import complaint


def test_some_pictures_fail_and_the_others_are_written(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    few = scene.with_name("few.png")
    PillowImage.new("RGB", (3, 3)).save(few)
    folder = scene.parent / "folder"
    folder.mkdir()
    arguments = [str(scene), str(scene.with_name("missing.png")), str(few), str(folder)]
    assert main(["segment", *arguments, "-k", "4", "-o", str(out), "--json"]) == 1
    said = capsys.readouterr()
    assert [result["image"]["path"] for result in json.loads(said.out)] == [str(scene)]
    directory, missing, colours = said.err.splitlines()
    assert missing.startswith(f"floe: Cannot read {scene.with_name('missing.png')}: ")
    assert colours.startswith(f"floe: {few}: ")
    assert "4" in colours
    assert directory.startswith(f"floe: Cannot read {folder}: it is a folder without a picture")


def test_nothing_could_be_read(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    no_picture = scene.with_name("text.png")
    no_picture.write_text("no picture")
    assert complaint(capsys, "segment", no_picture, "-o", out).startswith(f"Cannot read {no_picture}: ")
    assert not out.exists()


def test_a_pipe_and_a_link_that_leads_to_itself(scene: Path, out: Path, capsys) -> None:
    """Neither waits for ever nor ends in a traceback."""
    pipe, ring = scene.with_name("pipe.tif"), scene.with_name("ring.png")
    os.mkfifo(pipe)
    ring.symlink_to(ring)
    assert complaint(capsys, "segment", pipe, "-o", out).endswith("it is not an ordinary file.")
    assert complaint(capsys, "segment", ring, "-o", out).startswith(f"Cannot read {ring}: ")


def test_a_picture_with_too_few_colours(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    PillowImage.new("L", (3, 3)).save(scene)
    line = complaint(capsys, "segment", scene, "-k", 4, "-o", out, code=1)
    assert line.startswith(f"{scene}: k is 4, but")


def test_a_k_that_nobody_typed_falls_to_the_number_of_colours(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    image = PillowImage.new("L", (3, 3))
    image.putpixel((1, 1), 255)
    image.save(scene)
    assert main(["segment", str(scene), "-o", str(out), "--json"]) == 0
    said = capsys.readouterr()
    assert said.err == f"floe: warning: {scene}: The picture has 2 colours only: k is 2.\n"
    assert [each["pixels"] for each in json.loads(said.out)[0]["clusters"]] == [8, 1]


@pytest.mark.parametrize("more", [[], ["--tile", "16"], ["--tile", "16", "--no-uncertainty"]])
@pytest.mark.parametrize("place", [["--crop", "20,10,30,20"], ["--roi"]])
def test_it_falls_where_it_is_looked_too(
    place: list[str], more: list[str], tmp_path: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Five colours in all, two of them in the part that is measured: 300 and 300 pixels."""
    pixels = np.zeros((40, 60), np.uint8)
    pixels[:, 35:] = 200
    pixels[0, :3] = 50, 100, 150
    scene, inside = tmp_path / "scene.tif", np.zeros((40, 60), np.uint8)
    tifffile.imwrite(scene, pixels)
    inside[10:30, 20:50] = 255
    PillowImage.fromarray(inside).save(tmp_path / "inside.png")
    if place == ["--roi"]:
        place = ["--roi", str(tmp_path / "inside.png")]
    assert main(["segment", str(scene), "-o", str(out), "--json", *place, *more]) == 0
    said = capsys.readouterr()
    assert f"floe: warning: {scene}: The picture has 2 colours only: k is 2.\n" in said.err
    found = json.loads(said.out)[0]
    assert len(found["clusters"]) == 2
    assert main(["segment", str(scene), "-o", str(out), "-k", "4", *place, *more]) == 1
    assert "k is 4, but the picture has only 2 distinct colours" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ("-k auto --k-range 1,5", "The range of k is 1 to 5: choose two numbers from 2 to 255."),
        ("-k auto --k-range 5,4", "The range of k is 5 to 4"),
        ("-k auto --k-range 4", "--k-range is “4”: write two whole numbers, for example 2,12."),
        ("-k auto --init start.json", "-k auto does not go with the start start.json"),
        ("--k-range 2,5", "--k-range is for -k auto"),
        ("-k many", "-k is “many”: write a whole number"),
        ("-k 0", "k is 0: choose 1 to 255 clusters."),
        ("-k 256", "k is 256"),
        ("--space rgb --bands 1", "--bands and --scaling belong to --space bands, not to rgb"),
        ("--space cmyk", "no colour space “cmyk”: choose rgb, lab, hsv, gray, bands."),
        (
            "--init pca",
            f"There is no start “pca”: choose {', '.join(STARTS)} or a FILE.json.",
        ),
        ("--init missing.json", "Cannot read the start missing.json: No such file or directory."),
        ("--seed -1", "The seed is -1"),
        ("--seed x", "--seed is “x”: write a whole number"),
        ("--restarts 0", "The number of restarts is 0"),
        ("--max-iter 0", "The iteration cap is 0"),
        ("--max-iter 1.5", "--max-iter is “1.5”"),
        ("--tol -1", "The tolerance is -1.0"),
        ("--tol nan", "--tol is “nan”: write a number"),
        ("--seed 1,000", "--seed is “1,000”: write a whole number"),
        ("--tol little", "--tol is “little”: write a number"),
        ("--class ice", "“ice” is no class: write NAME=ID"),
        ("--class ice=5", "Class “ice” names cluster 5, but there are only 4."),
        ("--class a=1 --class b=1", "Cluster 1 cannot be in both “a” and “b”."),
        ("--pixel-size 5", "lacks a unit"),
        ("--pixel-size 0m", "is not above zero"),
        ("--area flat", "--area is “flat”: choose geodesic or planar."),
        ("--threads 0", "--threads is 0: choose 1 or more."),
        ("--threads all", "--threads is “all”"),
        ("--frobnicate 3", "floe segment has no option --frobnicate (see floe segment --help)."),
        ("-k", "expected one argument (see floe segment --help)"),
    ],
)
def test_wrong_usage_is_a_sentence(
    arguments: str, words: str, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in complaint(capsys, "segment", scene, "-o", out, *arguments.split())
    assert not out.exists()


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        "{}",
        "[1, 2]",
        "[[1, 2, 3], [4, 5]]",
        "[[]]",
        '[["a"]]',
        "[[true]]",
        "[[1" + "0" * 400 + ", 1, 1]]",
        "\xff",
    ],
)
def test_a_file_that_is_no_start(
    content: str, scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = scene.with_name("start.json")
    start.write_bytes(content.encode("latin-1"))
    line = complaint(capsys, "segment", scene, "-o", out, "--init", start)
    assert line.startswith(f"The start {start} is no list of centroids")


def test_a_start_for_another_k(scene: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    start = scene.with_name("start.json")
    start.write_text("[[0, 0, 0], [255, 255, 255]]")
    line = complaint(capsys, "segment", scene, "-o", out, "--init", start, "-k", 3)
    assert line == "The start has 2 centroids, but k is 3."


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["segment"], "required: IMAGE, -o/--output"),
        (["segment", "x.png"], "required: -o/--output"),
        (["verify"], "required: STEM_run.json"),
        (["--frobnicate"], "There is no option --frobnicate (see floe --help)."),
        (["-k", "4", "a.png"], "There is no option -k (see floe --help)."),
    ],
)
def test_what_is_missing_is_named(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert words in complaint(capsys, *arguments)


def test_a_file_in_place_of_the_folder(scene: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert complaint(capsys, "segment", scene, "-o", scene) == f"-o {scene} is a file: choose a folder."
    below = scene / "deeper"
    line = complaint(capsys, "segment", scene, "-o", below, code=1)
    assert line == f"Cannot write {below}: a file stands where a folder is needed."


def test_pictures_of_one_name_do_not_overwrite_each_other(
    scene: Path, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = scene.with_name("SCENE.bmp")
    line = complaint(capsys, "segment", scene, other, "-o", out)
    assert line.startswith(f"{scene} and {other} would both write SCENE_run.json")
    assert "would both write" in complaint(capsys, "segment", scene, scene, "-o", out)


def test_no_picture_is_written_over(scene: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = scene.with_name("scene_labels.png")
    line = complaint(capsys, "segment", scene, result, "-o", scene.parent)
    assert line.startswith(f"The result of {scene} would be written over the picture {result}")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_closed_stream_loses_its_text_and_nothing_else(
    stream: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys." + stream, None)
    assert main(["sample", "-o", str(tmp_path)]) == 0
    assert (tmp_path / "sea_ice_areas.csv").is_file()
    assert main(["segment", str(tmp_path / "nothing.png"), "-o", str(tmp_path)]) == 2
