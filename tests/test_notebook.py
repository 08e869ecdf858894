"""The notebook of the documentation runs, and prints what stands in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

nbformat = pytest.importorskip("nbformat", reason="nbclient is not installed")
nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed")
pytest.importorskip("ipykernel", reason="ipykernel is not installed")

ROOT = Path(__file__).resolve().parents[1]
# In the clone `floe` is core.library.floe (docs/adr/0066).
_FLOE = "import sys\nfrom core.library import floe\nsys.modules[__name__] = floe\n"


def printed(notebook: Any) -> list[list[str]]:
    codes = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [[output.get("text", "") for output in cell.outputs] for cell in codes]


def test_the_notebook_prints_what_stands_in_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "floe.py").write_text(_FLOE, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "lib"), str(ROOT)]))
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "jupyter"))
    notebook = nbformat.read(ROOT / "docs" / "first_steps.ipynb", as_version=4)
    expected = printed(notebook)
    assert sum(map(bool, expected)) == 3
    from jupyter_client import KernelManager

    # Sockets of this machine's file system: no port is opened.
    manager = KernelManager(kernel_name="python3", transport="ipc")
    monkeypatch.chdir(tmp_path)
    place = {"metadata": {"path": str(tmp_path)}}
    client = nbclient.NotebookClient(notebook, km=manager, startup_timeout=600, timeout=600, resources=place)
    client.execute()
    assert printed(notebook) == expected
