"""Do features beyond colour find regions better? Mean covering of the BSDS pictures, for several choices.

    python benchmarks/features.py ../shared/data [FEATURE[+FEATURE…] …]

Covering of Arbeláez et al. (2011), "Contour detection and hierarchical image segmentation", IEEE TPAMI
33(5), eq. 8: clusters as regions against each human segmentation, averaged; Lab, best of 4 starts.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.cluster.features.feature import parse_feature
from core.cluster.parameters import Parameters
from core.cluster.segmentation import segment
from core.io.reader import read

CHOICES = (
    "",
    "position:0.3",
    "gradient",
    "local-std:0.5",
    "laws:0.3",
    "local-mean",
    "local-mean:1,radius=4+local-std:0.5,radius=8",
    "local-mean:1,radius=4+local-std:0.5,radius=8+position:0.3",
    "local-mean:1,radius=4+laws:0.3,radius=8+position:0.3",
)


def covering(truth: NDArray[Any], found: NDArray[Any]) -> float:
    """1/N · sum over the true regions R of |R| · the largest |R ∩ R'| / |R ∪ R'|."""
    both = np.zeros((int(truth.max()) + 1, int(found.max()) + 1))
    np.add.at(both, (truth.ravel(), found.ravel()), 1)
    of_truth, of_found = both.sum(axis=1, keepdims=True), both.sum(axis=0, keepdims=True)
    overlap = both / np.maximum(of_truth + of_found - both, 1)
    return float((of_truth[:, 0] * overlap.max(axis=1)).sum() / both.sum())


def mean_covering(folder: Path, choice: str, k: int) -> float:
    features = tuple(parse_feature(text) for text in choice.split("+") if text)
    parameters = Parameters(k=k, space="lab", restarts=4, features=features)
    means = []
    for path in sorted((folder / "bsds" / "images").iterdir()):
        truth = np.load(folder / "bsds" / "groundtruth" / f"{path.stem}.npz")["segs"]
        labels = segment(read(path), parameters).labels
        means.append(np.mean([covering(each, labels) for each in truth]))
    return float(np.mean(means))


if __name__ == "__main__":
    data = Path(sys.argv[1])
    print(f"{'mean covering, Lab and':60}  k = 3  k = 5")
    for chosen in sys.argv[2:] or CHOICES:
        print(
            f"{chosen or 'nothing else':60}",
            *(f" {mean_covering(data, chosen, k):.3f}" for k in (3, 5)),
            flush=True,
        )
