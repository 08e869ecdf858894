"""Kernels: importing one imports no numba, and it goes to another process by its name."""

from __future__ import annotations

import pickle
import subprocess
import sys

from core.cluster.lloyd.cell_kernels import assign

CODE = """
import importlib, pkgutil, sys
import core
for module in pkgutil.walk_packages(core.__path__, "core."):
    if module.name.endswith("kernels"):
        importlib.import_module(module.name)
print(*{"numba", "scipy", "pyproj"} & set(sys.modules))
"""


def test_kernels_are_imported_without_numba() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_a_kernel_is_pickled_by_its_name() -> None:
    assert pickle.loads(pickle.dumps(assign)) is assign
