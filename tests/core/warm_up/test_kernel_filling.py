"""After installation: the kernels are compiled elsewhere, waited for, and never a reason to fail."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest
import rasterio
import tifffile
from PIL import Image as PillowImage
from rasterio import Affine

import core.warm_up.warm_up
from core.base.compiled import Kernel, KernelSet
from core.base.errors import Cancelled
from core.base.parallel import never_cancelled
from core.cluster.warm_up import RUN, START
from core.warm_up.warm_up import COMPILED_TOGETHER, KernelFilling
from tests.workers.pictures import noisy

ROOT = Path(core.warm_up.warm_up.__file__).parents[2]
EVERY = [START, *(kernels for group in COMPILED_TOGETHER for kernels in group)]


def ready_at_once(pipe: Connection, sets: Sequence[KernelSet], _urgent: int) -> None:
    """Stands for the work, in the process."""
    for kernels in sets:
        pipe.send(kernels)
    pipe.close()


def fail(pipe: Connection, _sets: Sequence[KernelSet], _urgent: int) -> None:
    """Ends without a word."""
    pipe.close()


def never_done(_pipe: Connection, _sets: Sequence[KernelSet], _urgent: int) -> None:
    threading.Event().wait()


@pytest.fixture
def empty_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kernel, "is_cached", False)


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("work", [ready_at_once, fail])
def test_who_waits_goes_on_when_it_is_done_or_has_failed(work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.warm_up.warm_up, "_compile_all", work)
    filling = KernelFilling()
    filling.start()
    assert filling.under_way
    filling.wait(never_cancelled)
    assert not filling.under_way
    filling.wait(never_cancelled)
    filling.close()
    filling.close()


@pytest.mark.usefixtures("empty_cache")
def test_a_cancel_is_heard_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(core.warm_up.warm_up, "_compile_all", never_done)
    filling = KernelFilling()
    filling.start()
    with pytest.raises(Cancelled):
        filling.wait(lambda: True)
    filling.close()


def test_a_filled_cache_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Kernel, "is_cached", True)
    filling = KernelFilling()
    filling.start()
    assert not filling.under_way
    filling.wait(lambda: True)
    filling.close()


def test_the_cache_is_known_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert not RUN.last.is_cached
    version = f"{sys.version_info[0]}{sys.version_info[1]}"
    index = tmp_path / "core_0123" / f"cell_kernels.assign-17.py{version}.nbi"
    index.parent.mkdir()
    index.touch()
    assert RUN.last.is_cached
    os.utime(index, (0, 0))
    assert not RUN.last.is_cached, "of an older source"


def test_numba_puts_its_files_where_they_are_looked_for(tmp_path: Path) -> None:
    code = "from core.cluster.warm_up import RUN; RUN.compile(); assert RUN.last.is_cached"
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=environment, timeout=300)


@pytest.mark.parametrize("kernels", EVERY)
def test_all_that_is_compiled_runs(kernels: KernelSet) -> None:
    kernels.compile()


def test_a_run_finds_its_kernels_compiled(tmp_path: Path) -> None:
    """After the filling a run of its own compiles nothing, with regions, outlines, steps or bands."""
    cache = tmp_path / "cache"
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(cache)}

    def python(*arguments: str) -> set[str]:
        """The compiled kernels that there are afterwards."""
        command = [sys.executable, *arguments]
        subprocess.run(command, check=True, cwd=ROOT, env=environment, timeout=600, capture_output=True)
        return {path.name for path in cache.rglob("*.nbc")}

    picture, bands = tmp_path / "picture.png", tmp_path / "bands.tif"
    PillowImage.fromarray(noisy().pixels).save(picture)
    four = np.random.RandomState(1).rand(40, 50, 4).astype(np.float32)
    tifffile.imwrite(bands, four, photometric="minisblack", planarconfig="contig")
    mapped = tmp_path / "mapped.tif"
    with rasterio.open(
        mapped, "w", "GTiff", 40, 30, 3, "EPSG:3413", Affine(250, 0, 0, 0, -250, 0), "uint16"
    ) as file:
        file.write(noisy().pixels.transpose(2, 0, 1).astype(np.uint16) * 257)
    filled = python("-c", "from core.warm_up.warm_up import fill_all; fill_all()")
    for last in (kernels.last for kernels in EVERY):
        index = f"{last.__module__.rpartition('.')[2]}.{last.__name__}-"
        assert any(name.startswith(index) for name in filled)
    out = ["-o", str(tmp_path), "-k", "3"]
    steps = ["--open", "1", "--close", "1", "--fill-holes", "4", "--min-area", "4", "--majority", "1"]
    assert python("main.py", "segment", str(picture), *out, "--regions", *steps) == filled
    assert python("main.py", "segment", str(bands), *out, "--space", "bands", "--regions") == filled
    assert python("main.py", "segment", str(mapped), *out, "--regions", "--export", "geojson") == filled
