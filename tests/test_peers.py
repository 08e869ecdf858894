"""The benchmark's contract: the keys that scripts rely on, and fixed points that agree."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

PEERS = Path(__file__).resolve().parents[1] / "benchmarks" / "peers.py"


@pytest.fixture
def picture(tmp_path) -> Path:
    random = np.random.default_rng(2)
    middles = np.array([[20, 60, 90], [120, 140, 150], [230, 235, 240]])
    pixels = middles[random.integers(0, 3, (60, 80))] + random.normal(0, 9, (60, 80, 3))
    path = tmp_path / "floes.png"
    PillowImage.fromarray(pixels.clip(0, 255).astype(np.uint8)).save(path)
    return path


def test_prints_the_contract_as_json(picture):
    skipped = ("faiss", "faiss, counted colours", "scikit-learn-intelex")
    command = [sys.executable, str(PEERS), str(picture), "-k", "3", "--json"]
    command += [word for name in skipped for word in ("--skip", name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert {"image", "k", "decode_s", "floe", "peers"} <= set(result)
    assert {"seconds", "iterations", "inertia", "peak_mb"} <= set(result["floe"])
    counted = "scikit-learn, counted colours"
    assert set(result["peers"]) == {"scikit-learn", counted, "cv2.kmeans", "article NumPy"}
    for peer in result["peers"].values():
        assert {"seconds", "processor_s", "iterations", "inertia", "ratio", "ratio_per_iteration"} <= set(
            peer
        )
        assert peer["ratio"] == pytest.approx(peer["seconds"] / result["floe"]["seconds"])
    for name in ("scikit-learn", counted):
        assert result["peers"][name]["same_fixed_point"]
        assert result["peers"][name]["inertia"] == pytest.approx(result["floe"]["inertia"], rel=1e-12)


def test_what_cannot_be_read_is_one_sentence(tmp_path):
    command = [sys.executable, str(PEERS), str(tmp_path / "nothing.png")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "nothing.png" in done.stderr
    assert "Traceback" not in done.stderr
