"""Whether this Floe writes the same bytes as an earlier one: same_bytes.py BASE, a checkout of that.

Usage: same_bytes.py BASE [--quick] [--only PROFILE…] [--data FOLDER] [--keep FOLDER]

Both programs do the same with every picture of ../shared/data and with made ones, once a profile of options.
Every file that they write is compared byte for byte, and what they say: standard output (that of --json too),
standard error, exit code. Records are verified by the other program. Exit code 1 where anything differs.

Left out is what is documented to vary:
- of STEM_run.json "environment", at its end: the versions of Floe, Python and libraries, and the seconds;
- of --json "seconds";
- the reports, where the two programs bear different versions: they name them.
The path of a picture is the same for both, and so is the name of the folder that they write to.

--quick: a few small pictures instead of all. --only: these profiles, besides plain and steps, which others
need. --keep: where the files stay.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import rasterio
from rasterio.transform import Affine
from rasterio.warp import transform

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.scenes.ground import georeference_at
from core.scenes.made import EASY
from core.scenes.polygon_scenes import cells, floes, lake
from core.scenes.samples import sea_ice

HERE = Path(__file__).resolve().parents[1]
NO_PICTURES = {".csv", ".md", ".npz", ".py"}
QUICK = (
    "awkward/RGBA.uint16.tif",
    "awkward/float_raster_with_nodata.tif",
    "awkward/truncated.gif",
    "awkward/utm.tif",
    "bsds/images/238011.jpg",
    "classic/mini_blobs.tif",
    "ice/tir/tir_00.png",
    "water/sen1floods11/India_900498_VH8.png",
)
# Two regions of interest that overlap, in parts of a picture's width and height.
AREAS = {
    "main": ((0.1, 0.2), (0.85, 0.1), (0.95, 0.8), (0.3, 0.9)),
    "corner": ((0.5, 0.5), (1.0, 0.55), (0.7, 1.0)),
}


@dataclass(frozen=True)
class Profile:
    """Options of `floe segment`.

    most_pixels: of a picture, where more would take too long. roi: with regions of interest.
    verified: whether each program verifies the records of the other.
    """

    name: str
    options: str
    most_pixels: int = sys.maxsize
    roi: bool = False
    verified: bool = False


CLASSES = "--class dark=1,2 --class bright=3,4 --ratio share=bright/(dark+bright)"
STEPS = "--open 1 --close 1 --min-area 20 --fill-holes 20 --majority 1"
PROFILES = (
    Profile("plain", "-k 4 --json"),
    Profile("steps", f"-k 4 {CLASSES} {STEPS} --regions --json", verified=True),
    Profile("every format", f"-k 4 {CLASSES} --open 1 --regions --export all", most_pixels=400_000),
    Profile("auto", "-k auto --k-range 2,5 --no-uncertainty", most_pixels=2_000_000),
    Profile("lab", "-k 5 --space lab --feature local-std:0.5,radius=3 --feature position:0.2", verified=True),
    Profile("hsv", "-k 3 --space hsv --init random --seed 3 --restarts 2 --feature gradient --feature laws"),
    Profile("gray", "-k 3 --space gray --init optimal-cut --pixel-size 0.5m±1% --regions --connectivity 4"),
    Profile("bands", "-k 3 --space bands --scaling z-score --init best --area planar", most_pixels=2_000_000),
    Profile("tiles", f"-k 4 {CLASSES} --tile 64 --export labels_tif,areas_json --json", verified=True),
    Profile("roi", f"-k 4 {CLASSES} --regions --json", roi=True, verified=True),
    Profile("roi measured", "-k 3 --roi-use measure --min-area 10 --export all", 400_000, roi=True),
    Profile("recipe", "--recipe recipe.json --regions --json", verified=True),
)
# Whose record of the profile "steps" is the recipe.
RECIPE_OF = "made sea ice"


@dataclass(frozen=True)
class Picture:
    """Size and map only of one that has been read."""

    path: Path
    width: int = 0
    height: int = 0
    on_map: bool = False

    @classmethod
    def of(cls, record: dict[str, Any]) -> Picture:
        """That of a run record."""
        image, on_map = record["image"], record["calibration"]["crs"] is not None
        return cls(Path(image["path"]), image["width"], image["height"], on_map)


@dataclass
class Row:
    """What was compared in a profile."""

    name: str
    compared: int = 0
    differing: list[str] = field(default_factory=list)

    def add(self, what: str, one: bytes, other: bytes) -> None:
        self.compared += 1
        if one != other:
            self.differing.append(what)

    def counts(self) -> str:
        different = len(self.differing)
        return f"{self.name:16}{self.compared:9}{self.compared - different:11}{different:11}"


class Program:
    """A checkout of Floe, at work in a folder of its own."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self._main, self.folder = checkout / "main.py", folder
        folder.mkdir()

    def run(self, arguments: Iterable[str | Path]) -> dict[str, bytes]:
        """What it says, without the seconds of --json."""
        command = [sys.executable, str(self._main), *map(str, arguments)]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, check=False)
        said = re.sub(rb'"seconds": {[^}]*}', b'"seconds": {}', done.stdout)
        return {"exit code": b"%d" % done.returncode, "standard output": said, "standard error": done.stderr}

    def written(self, name: Path) -> bytes:
        """What may not vary of a file in its folder; empty where it has written none."""
        path = self.folder / name
        content = path.read_bytes() if path.is_file() else b""
        return content.partition(b'\n "environment": ')[0] if name.name.endswith("_run.json") else content


class Comparison:
    """Both programs, side by side."""

    def __init__(self, base: Path, folder: Path, *, keep: bool) -> None:
        self.folder, self._keep = folder, keep
        self.base, self.here = Program(base, folder / "base"), Program(HERE, folder / "here")
        versions = self._run(["--version"], ["--version"])
        self._same_version = versions[0] == versions[1]

    def _run(self, base: Iterable[str | Path], here: Iterable[str | Path]) -> tuple[dict[str, bytes], ...]:
        with ThreadPoolExecutor(2) as pool:
            return tuple(pool.map(Program.run, (self.base, self.here), (base, here)))

    def compare(self, row: Row, arguments: Sequence[str | Path], out: str = "") -> None:
        """Run both; out: the folder that they write to, if any."""
        arguments = [*arguments, "-o", out] if out else arguments
        base, here = self._run(arguments, arguments)
        for what, said in base.items():
            row.add(what, said, here[what])
        if not out:
            return
        programs = (self.base, self.here)
        names = {path.relative_to(each.folder) for each in programs for path in each.folder.glob(f"{out}/*")}
        for name in sorted(names):
            if not self._varies(name.name):
                row.add(str(name), *(each.written(name) for each in programs))

    def _varies(self, name: str) -> bool:
        is_report = name.endswith(("_report.html", "_report.pdf"))
        return is_report and not self._same_version

    def verify(self, row: Row, out: str) -> None:
        """Each program verifies the records that the other has written."""
        for record in sorted(self.base.folder.glob(f"{out}/*_run.json")):
            ours = self.here.folder / out / record.name
            base, here = self._run(["verify", ours], ["verify", record])
            row.add(f"{ours.name} of here, verified by base", base["standard output"], b"identical\n")
            row.add(f"{record.name} of base, verified by here", here["standard output"], b"identical\n")

    def records(self, out: str) -> list[dict[str, Any]]:
        """Those of base."""
        return [json.loads(path.read_bytes()) for path in sorted(self.base.folder.glob(f"{out}/*_run.json"))]

    def clear(self, out: str) -> None:
        """Delete what was written, unless it is kept."""
        if not self._keep:
            for program in (self.base, self.here):
                shutil.rmtree(program.folder / out, ignore_errors=True)


def make_pictures(folder: Path) -> list[Path]:
    """Small scenes as files: on a map, and on none."""
    size = (300, 200)
    polar, utm = (
        georeference_at("EPSG:3413", 20, 82, 5, size),
        georeference_at("EPSG:32635", 27, 69, 20, size),
    )
    scenes = {
        RECIPE_OF: sea_ice(0, *size),
        "made ponds": floes(4, size, rim=6.0, georeference=polar),
        "made lake": lake(2, size, georeference=utm),
        "made cells": cells(1, size, conditions=EASY, radius=26.0),
    }
    shape = {"driver": "GTiff", "width": size[0], "height": size[1], "count": 3, "dtype": "uint8"}
    for name, scene in scenes.items():
        place = scene.image.georeference
        on_map = {} if place is None else {"crs": place.crs, "transform": Affine(*place.transform)}
        with rasterio.open(folder / f"{name}.tif", "w", photometric="rgb", **shape, **on_map) as file:
            file.write(scene.image.pixels.transpose(2, 0, 1))
    return [folder / f"{name}.tif" for name in scenes]


def groups_of(pictures: Iterable[Picture], roi: Path | None) -> Iterator[list[str | Path]]:
    """Pictures for one run, none of which would write the files of another, and their --roi.

    roi: folder for a GeoJSON for those of one size, or for one on a map; None for no regions of interest.
    """
    groups: dict[object, dict[str, Picture]] = {}
    for picture in pictures:
        alike = (picture.path if picture.on_map else (picture.width, picture.height)) if roi else None
        number = 0
        while picture.path.stem.casefold() in groups.setdefault((alike, number), {}):
            number += 1
        groups[alike, number][picture.path.stem.casefold()] = picture
    for number, group in enumerate(groups.values()):
        paths = [picture.path for picture in group.values()]
        if roi is None:
            yield [*paths]
        else:
            file = roi / f"areas {number}.geojson"
            file.write_text(json.dumps(geojson(next(iter(group.values())))), encoding="utf-8")
            yield [*paths, "--roi", file]


def geojson(picture: Picture) -> dict[str, object]:
    """AREAS in a picture: in longitude and latitude on a map, else in pixels."""
    features = []
    for name, ring in AREAS.items():
        points = [(x * picture.width, y * picture.height) for x, y in (*ring, ring[0])]
        if picture.on_map:
            with rasterio.open(picture.path) as file:
                on_map = zip(*(file.transform @ point for point in points), strict=True)
                points = list(zip(*transform(file.crs, "EPSG:4326", *on_map), strict=True))
        polygon = {"type": "Polygon", "coordinates": [points]}
        features.append({"type": "Feature", "properties": {"name": name}, "geometry": polygon})
    return {"type": "FeatureCollection", "features": features}


def compare_profile(
    both: Comparison, profile: Profile, pictures: Iterable[Picture]
) -> tuple[Row, list[dict[str, Any]]]:
    """What came of it, and the records of base."""
    row, records = Row(profile.name), []
    pictures = [each for each in pictures if each.width * each.height <= profile.most_pixels]
    for number, group in enumerate(groups_of(pictures, both.folder if profile.roi else None)):
        out = f"{profile.name} {number}"
        both.compare(row, ["segment", *group, *profile.options.split()], out)
        if profile.verified:
            both.verify(row, out)
        records += both.records(out)
        both.clear(out)
    return row, records


def other_commands(both: Comparison, data: Path, *, quick: bool) -> Iterator[Row]:
    """What is not `segment`: concentration rasters, samples, and the check."""
    row = Row("concentration")
    if rasters := sorted(data.glob("*/concentration/*.tif")):
        both.compare(row, ["concentration", *rasters])
        both.compare(row, ["concentration", *rasters, "--json", "--area", "planar", "--threshold", "50"])
        yield row
    row = Row("samples")
    for name in ("sea-ice",) if quick else ("sea-ice", "melt-ponds", "lake", "cells"):
        both.compare(row, ["sample", name], name)
        both.clear(name)
    yield row
    if not quick:
        row = Row("check")
        both.compare(row, ["check", "--json"])
        yield row


def compare_all(both: Comparison, pictures: list[Picture], only: Sequence[str]) -> Iterator[Row]:
    """A row a profile; what cannot be read takes part in the first only."""
    for profile in PROFILES:
        if profile.name not in {"plain", "steps", *only}:
            continue
        row, records = compare_profile(both, profile, pictures)
        yield row
        if profile.name == "plain":
            pictures = [Picture.of(record) for record in records]
        if profile.name == "steps":
            recipe = next(each for each in records if Path(each["image"]["path"]).stem == RECIPE_OF)
            for program in (both.base, both.here):
                (program.folder / "recipe.json").write_text(json.dumps(recipe), encoding="utf-8")


def main() -> int:
    """Read the command line, compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    names = [profile.name for profile in PROFILES]
    parser.add_argument("base", type=Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=names, metavar="PROFILE")
    parser.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
    data = options.data.resolve()
    real = [path for path in sorted(data.rglob("*")) if path.is_file() and path.suffix not in NO_PICTURES]
    if options.quick:
        real = [path for path in real if path.relative_to(data).as_posix() in QUICK]
    if not real:
        print(f"No real pictures at {data}: made ones only.")
    total = Row("in all")
    print(f"{'profile':16}{'compared':>9}{'identical':>11}{'differing':>11}", flush=True)
    with tempfile.TemporaryDirectory(prefix="floe-same-bytes-") as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        both = Comparison(options.base.resolve(), folder, keep=options.keep is not None)
        pictures = [Picture(path) for path in (*make_pictures(folder), *real)]
        rows = [compare_all(both, pictures, options.only or names)]
        rows += [] if options.only else [other_commands(both, data, quick=options.quick)]
        for row in (each for several in rows for each in several):
            print(row.counts(), *row.differing, sep="\n    ", flush=True)
            total.compared += row.compared
            total.differing += row.differing
    print(total.counts())
    return 1 if total.differing else 0


if __name__ == "__main__":
    sys.exit(main())
