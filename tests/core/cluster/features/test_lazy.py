"""Listing the features imports none of their libraries: only then does it cost nothing to have many."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[4]
# Beyond the standard library. numpy itself imports nothing else.
ALLOWED = {"core", "numpy"}
LIST = """
import sys
before = set(sys.modules)
from core.cluster.features.feature import parse_feature
from core.cluster.features.specifications import specifications
for name, each in specifications().items():
    options = {option.name: option.default for option in each.options}
    each.missing(("red", "green", "blue"), options), each.names(("red",), options), each.reach(options)
    parse_feature(name)
print(*sorted({name.partition(".")[0] for name in set(sys.modules) - before}))
print(*sorted(name for name in sys.modules if name.startswith("core.")))
"""


def modules():
    done = subprocess.run([sys.executable, "-c", LIST], cwd=ROOT, capture_output=True, text=True, check=True)
    tops, ours = done.stdout.splitlines()
    return set(tops.split()), set(ours.split())


def test_listing_features_imports_no_library():
    tops, ours = modules()
    assert tops - sys.stdlib_module_names - ALLOWED == set()
    assert "core.cluster.features.windows" not in ours
    assert "core.base.opencv" not in ours


def test_importing_core_lists_no_feature():
    code = "import sys; import core.pipeline.run; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "core.cluster.features.feature" in loaded
    folders = ("core.cluster.features.local.", "core.cluster.features.learned.")
    assert not [name for name in loaded if name.startswith(folders)]
