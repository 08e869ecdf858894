"""How far Floe's measures of regions lie from ImageJ's and scikit-image's: the table of the user guide.

    python benchmarks/region_definitions.py ../shared/data/imagej [--least PIXELS]

On every mask of the folder that has a table of Analyze Particles beside it, over all regions of at least so
many pixels (default 20): the median of theirs / Floe's, and its 5th and 95th percentile.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image as PillowImage
from skimage import measure

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.classes.classes import Class
from core.regions.region_table import RegionTable
from core.regions.regions import find_regions
from core.scale.calibration import UNCALIBRATED

Numbers = dict[str, NDArray[np.float64]]
IMAGEJ = {
    "perimeter": "Perim.",
    "circularity": "Circ.",
    "solidity": "Solidity",
    "major_axis": "Major",
    "minor_axis": "Minor",
    "feret_max": "Feret",
    "feret_min": "MinFeret",
}
SCIKIT_IMAGE = {
    "perimeter": "perimeter",
    "perimeter and hole_perimeter": "perimeter_crofton",
    "solidity": "solidity",
    "major_axis": "axis_major_length",
    "minor_axis": "axis_minor_length",
    "feret_max": "feret_diameter_max",
    "equivalent_diameter": "equivalent_diameter_area",
}


def imagej(path: Path) -> Numbers:
    with path.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    return {name: np.array([float(row[name]) for row in rows]) for name in IMAGEJ.values()}


def scikit_image(table: RegionTable) -> Numbers:
    ids = table.ids.astype(np.int64)
    found = measure.regionprops_table(ids, properties=tuple(SCIKIT_IMAGE.values()))
    found["perimeter_crofton"] = np.array(
        [measure.perimeter_crofton(region.image, directions=4) for region in measure.regionprops(ids)]
    )
    return found


def floe(table: RegionTable, name: str) -> NDArray[np.float64]:
    return np.sum([table[part] for part in name.split(" and ")], axis=0)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--least", type=int, default=20)
    options = parser.parse_args()
    ratios: dict[tuple[str, str], list[NDArray[np.float64]]] = {}
    regions = equal = 0
    for path in sorted(options.folder.glob("*_imagej.csv")):
        mask = np.asarray(PillowImage.open(options.folder / f"{path.name.removesuffix('_imagej.csv')}.png"))
        table = find_regions((mask > 127).astype(np.uint8), (Class("white", (1,)),), UNCALIBRATED)
        large = table["pixels"] >= options.least
        regions, equal = regions + len(table), equal + int(large.sum())
        for program, names, theirs in (
            ("ImageJ", IMAGEJ, imagej(path)),
            ("scikit-image", SCIKIT_IMAGE, scikit_image(table)),
        ):
            for own, name in names.items():
                with np.errstate(divide="ignore", invalid="ignore"):
                    ratio = theirs[name][large] / floe(table, own)[large]
                ratios.setdefault((program, f"{own} | {name}"), []).append(ratio)
    print(f"{equal} of {regions} regions have at least {options.least} pixels\n")
    print("| program | Floe | theirs | theirs / Floe: median | 5 % to 95 % |\n|---|---|---|---|---|")
    for (program, names), parts in ratios.items():
        low, middle, high = np.nanpercentile(np.concatenate(parts), (5, 50, 95))
        print(f"| {program} | {names} | {middle:.4f} | {low:.4f} to {high:.4f} |")


if __name__ == "__main__":
    main()
