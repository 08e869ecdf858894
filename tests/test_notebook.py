"""The notebook of the documentation runs, and prints what stands in it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("nbclient", reason="nbclient is not installed")
pytest.importorskip("ipykernel", reason="ipykernel is not installed")

NOTEBOOK = Path(__file__).resolve().parents[1] / "docs" / "first_steps.ipynb"
# In the clone `floe` is core.library.floe (docs/adr/0066).
_FLOE = "import sys\nfrom core.library import floe\nsys.modules[__name__] = floe\n"
# In a process of its own, which takes its sockets with it. Those are of the file system: no port is opened.
_RUN = """
import sys
import nbclient, nbformat
from jupyter_client import KernelManager
notebook = nbformat.read(sys.argv[1], as_version=4)
manager = KernelManager(kernel_name="python3", transport="ipc")
nbclient.NotebookClient(notebook, km=manager, startup_timeout=600, timeout=600).execute()
nbformat.write(notebook, sys.argv[1])
"""


def printed(notebook: Path) -> list[str]:
    """By each cell with code."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    codes = [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]
    return ["".join(text for output in outputs for text in output["text"]) for outputs in codes]


def test_the_notebook_prints_what_stands_in_it(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "floe.py").write_text(_FLOE, encoding="utf-8")
    shutil.copy(NOTEBOOK, tmp_path)
    again = tmp_path / NOTEBOOK.name
    folders = ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR")
    environment = os.environ | dict.fromkeys(folders, str(tmp_path / "jupyter"))
    environment["PYTHONPATH"] = os.pathsep.join([str(tmp_path / "lib"), str(NOTEBOOK.parents[1])])
    command = [sys.executable, "-c", _RUN, again.name]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert printed(again) == printed(NOTEBOOK)
    assert printed(NOTEBOOK)[1].startswith("3 clusters after")
