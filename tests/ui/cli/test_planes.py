"""Files of several planes: what is not read is said, and any of them can be chosen."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image as Pillow

from core.base.errors import ReadError
from core.image.reading import Reading
from core.io.reader import read
from main import main
from tests.ui.cli.called import complaint, run_json

PLANES = Path(__file__).resolve().parents[2] / "cases" / "17_planes"
CHANNELS, STACK = PLANES / "k2_two_channels.ome.tif", PLANES / "k2_metamorph_two_planes.stk"
FAST = ("-k", "2", "--no-uncertainty")


def bright(capsys, out: Path, picture: Path, *options: object) -> tuple[int, list[str]]:
    (found,) = run_json(capsys, picture, "-o", out, *FAST, *options)
    return found["clusters"][1]["pixels"], found["warnings"]


@pytest.mark.parametrize(
    ("picture", "options", "expected"),
    [
        (CHANNELS, (), (882, "Only channel 1 of 2 was read.")),
        (CHANNELS, ("--channel", "1"), (882, "Only channel 1 of 2 was read.")),
        (CHANNELS, ("--channel", "2"), (2_821, "Only channel 2 of 2 was read.")),
        (CHANNELS, ("--page", "2"), (2_821, "Only channel 2 of 2 was read.")),
        (STACK, (), (1_257, "Only page 1 of 2 was read.")),
        (STACK, ("--page", "2"), (6_361, "Only page 2 of 2 was read.")),
        (STACK, ("--page", "2", "--tile", "32"), (6_361, "Only page 2 of 2 was read.")),
    ],
)
def test_a_plane_is_chosen_and_the_others_are_said(capsys, out, picture, options, expected) -> None:
    pixels, said = expected
    assert bright(capsys, out, picture, *options) == (pixels, [said])


def test_the_area_is_that_of_the_channel(capsys, out: Path) -> None:
    (found,) = run_json(capsys, CHANNELS, "-o", out, *FAST, "--channel", "2")
    assert found["classes"][1]["area"] == pytest.approx(705.25)
    record = json.loads((out / f"{CHANNELS.stem}_run.json").read_text())
    assert record["reading"] == {"channels": [2]}
    assert main(["verify", str(out / f"{CHANNELS.stem}_run.json")]) == 0


def test_several_channels_are_clustered_together(capsys, out: Path) -> None:
    (found,) = run_json(capsys, CHANNELS, "-o", out, *FAST, "--channel", "2,1")
    assert found["image"]["bands"] == 2
    assert found["params"]["space"] == "bands"
    assert found["warnings"] == []


@pytest.mark.parametrize(
    ("picture", "options", "said"),
    [
        (CHANNELS, ("--channel", "3"), "it has no channel 3: choose 1 to 2."),
        (CHANNELS, ("--slice", "2"), "it has no slice 2: choose 1 to 1."),
        (STACK, ("--page", "3"), "it has no page 3: choose 1 to 2."),
        (STACK, ("--time", "0"), "--time is “0”: write a whole number from 1."),
        (
            STACK,
            ("--channel", "1,0"),
            "“1,0” names no channels: write whole numbers from 1, for example 1,3.",
        ),
        (STACK, ("--channel", "1,1"), "A channel is chosen twice."),
    ],
)
def test_what_there_is_not(capsys, out: Path, picture: Path, options: tuple[str, ...], said: str) -> None:
    assert complaint(capsys, "segment", picture, "-o", out, *options).endswith(said)


def test_an_imagej_hyperstack_has_three_axes(capsys, out: Path, tmp_path: Path) -> None:
    values = np.zeros((2, 3, 2, 20, 30), np.uint8)  # times, slices, channels
    for place in np.ndindex(2, 3, 2):
        values[place][:, : 1 + int(np.ravel_multi_index(place, (2, 3, 2)))] = 200
    tifffile.imwrite(tmp_path / "h.tif", values, imagej=True, metadata={"axes": "TZCYX"})
    options = ("--time", "2", "--slice", "3", "--channel", "1")
    pixels, said = bright(capsys, out, tmp_path / "h.tif", *options)
    assert pixels == 20 * 11
    assert said == ["Only time 2 of 2, slice 3 of 3, channel 1 of 2 was read."]
    pixels, said = bright(capsys, out, tmp_path / "h.tif")
    assert pixels == 20
    assert said == ["Only time 1 of 2, slice 1 of 3, channel 1 of 2 was read."]


def test_planes_behind_a_single_directory(capsys, out: Path, tmp_path: Path) -> None:
    values = np.zeros((3, 20, 30), np.uint8)
    for i in range(3):
        values[i, :, : i + 1] = 200
    tifffile.imwrite(tmp_path / "t.tif", values, truncate=True, photometric="minisblack")
    assert bright(capsys, out, tmp_path / "t.tif") == (20, ["Only page 1 of 3 was read."])
    assert bright(capsys, out, tmp_path / "t.tif", "--page", "3") == (60, ["Only page 3 of 3 was read."])
    said = bright(capsys, out, tmp_path / "t.tif", "--tile", "16")
    assert said == (20, ["Only page 1 of 3 was read."]), "as whole: no window of the file says so"


def test_an_empty_first_plane_is_passed_over(capsys, out: Path, tmp_path: Path) -> None:
    values = np.zeros((3, 20, 30), np.uint8)
    values[2, :, :4] = 200
    tifffile.imwrite(tmp_path / "e.tif", values, photometric="minisblack")
    for tile in ("0", "16"):
        pixels, said = bright(capsys, out, tmp_path / "e.tif", "--tile", tile)
        assert pixels == 80
        assert said[0] == "Only page 3 of 3 was read."
        assert "passed over" in said[1]


def test_pages_of_different_sizes(capsys, out: Path, tmp_path: Path) -> None:
    with tifffile.TiffWriter(tmp_path / "p.tif") as file:
        for size in (10, 20):
            page = np.zeros((size, 30), np.uint8)
            page[:, :3] = 200
            file.write(page, photometric="minisblack", metadata=None)
    assert bright(capsys, out, tmp_path / "p.tif") == (30, ["Only page 1 of 2 was read."])
    assert bright(capsys, out, tmp_path / "p.tif", "--page", "2") == (60, ["Only page 2 of 2 was read."])


def test_frames_of_an_animation(capsys, out: Path, tmp_path: Path) -> None:
    frames = [
        Pillow.fromarray(np.where(np.arange(30) < n, 200, 0).astype(np.uint8)[None].repeat(20, 0))
        for n in (3, 5)
    ]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    assert bright(capsys, out, tmp_path / "a.gif")[1] == ["Only frame 1 of 2 was read."]
    pixels, said = bright(capsys, out, tmp_path / "a.gif", "--page", "2")
    assert (pixels, said) == (100, ["Only frame 2 of 2 was read."])
    assert "no page 3" in complaint(capsys, "segment", tmp_path / "a.gif", "-o", out, "--page", "3")


@pytest.mark.parametrize("option", ["channel", "slice", "time", "page"])
@pytest.mark.parametrize("name", ["a.png", "a.npy", "a.pgm", "map.tif"])
def test_no_format_leaves_a_choice_unheard(tmp_path: Path, name: str, option: str) -> None:
    values = np.eye(4, dtype=np.uint8)
    path = tmp_path / name
    if name == "a.npy":
        np.save(path, values)
    elif name == "map.tif":
        tifffile.imwrite(path, values, extratags=[(42113, 2, 0, "9", True)])  # no-data: read by GDAL
    else:
        Pillow.fromarray(values).save(path)
    chosen = Reading(channels=(2,)) if option == "channel" else Reading(**{option: 2})
    with pytest.raises(ReadError, match=f"it has no {option} 2: choose 1 to 1."):
        read(path, chosen)


def test_planes_that_are_cut_off_are_said(tmp_path: Path) -> None:
    """All lie behind one directory, so that nothing but what is announced tells."""
    values = np.arange(3 * 20 * 30).astype(np.uint8).reshape(3, 20, 30)
    path = tmp_path / "t.tif"
    tifffile.imwrite(path, values, photometric="minisblack", imagej=True)
    assert read(path).warnings == ("Only channel 1 of 3 was read.",)
    path.write_bytes(path.read_bytes()[:-700])
    image = read(path)
    assert image.pixels[..., 0].tolist() == values[0].tolist()
    assert image.warnings == ("The file announces 3 planes, of which it holds 1: it is cut short.",)
    tifffile.imwrite(path, values, photometric="minisblack", truncate=True)
    path.write_bytes(path.read_bytes()[:-700])
    assert read(path).warnings == ("Only page 1 of 3 was read.",)
    with pytest.raises(ReadError, match="plane 2 is not in the file"):
        read(path, Reading(page=2))
