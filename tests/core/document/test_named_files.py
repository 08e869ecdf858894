"""What a stranger's recipe, record or document names on a server is asked of nobody."""

import json
from copy import deepcopy
from pathlib import Path

import pytest

from core.base.paths import server_of
from core.cluster.features.feature import feature_from
from core.document.named_files import without_servers
from core.document.recipe import read_recipe

FILE = {"path": "models/vgg.pth", "sha256": "a" * 64}
RECIPE = {
    "format": "floe recipe",
    "version": 1,
    "parameters": {"k": 3, "features": [{"name": "network", "weight": 1.0, "options": {"file": FILE}}]},
}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"\\evil.example\share\vgg.pth", True),
        ("//evil.example/share/vgg.pth", True),
        (r"\/evil.example/share/vgg.pth", True),
        (r"/\evil.example\share\vgg.pth", True),
        (r"\\?\UNC\evil.example\share\vgg.pth", True),
        ("/models/vgg.pth", False),
        (r"C:\models\vgg.pth", False),
        ("models//vgg.pth", False),
        ("", False),
    ],
)
def test_a_file_on_a_server_is_one_beside(path, expected, tmp_path):
    assert bool(server_of(path)) is expected
    values = deepcopy(RECIPE)
    values["parameters"]["features"][0]["options"]["file"]["path"] = path
    (tmp_path / "a.json").write_text(json.dumps(values))
    read = read_recipe(tmp_path / "a.json")["parameters"]["features"][0]
    assert read["options"]["file"] == {**FILE, "path": "vgg.pth" if expected else path}
    assert feature_from(read).name == "network"


@pytest.mark.parametrize("features", [{}, 3, [1, {"options": [2]}, {"options": {"file": {"path": 7}}}]])
def test_what_is_damaged_stays_as_it_is(features):
    damaged = {"parameters": {"features": features}}
    file = Path("a.json")
    assert without_servers(deepcopy(damaged), file) == damaged
    assert without_servers({"parameters": 3}, file) == {"parameters": 3}
