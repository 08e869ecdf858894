"""After installation: the kernels are compiled elsewhere, waited for, and never a reason to fail."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

import core.kernel_cache
import workers.kernel_filling
from core.errors import Cancelled
from core.kernel_cache import is_filled
from core.parallel import never
from core.parameters import Parameters
from core.segmentation import segment
from tests.workers.pictures import noisy
from workers.kernel_filling import KernelFilling


def ready_at_once(pipe: Connection) -> None:
    """Stands for the work, in the process."""
    pipe.send(True)
    pipe.close()


def fail(pipe: Connection) -> None:
    """Ends without a word."""
    pipe.close()


def never_done(_pipe: Connection) -> None:
    threading.Event().wait()


@pytest.fixture
def empty_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.kernel_filling, "is_filled", lambda: False)


@pytest.mark.usefixtures("empty_cache")
@pytest.mark.parametrize("work", [ready_at_once, fail])
def test_who_waits_goes_on_when_it_is_done_or_has_failed(work, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.kernel_filling, "fill", work)
    filling = KernelFilling()
    filling.start()
    assert filling.under_way
    filling.wait(never)
    assert not filling.under_way
    filling.wait(never)
    filling.close()
    filling.close()


@pytest.mark.usefixtures("empty_cache")
def test_a_cancel_is_heard_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.kernel_filling, "fill", never_done)
    filling = KernelFilling()
    filling.start()
    with pytest.raises(Cancelled):
        filling.wait(lambda: True)
    filling.close()


def test_a_filled_cache_starts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.kernel_filling, "is_filled", lambda: True)
    filling = KernelFilling()
    filling.start()
    assert not filling.under_way
    filling.wait(lambda: True)
    filling.close()


def test_the_cache_is_known_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NUMBA_CACHE_DIR", str(tmp_path))
    assert not is_filled()
    version = f"{sys.version_info[0]}{sys.version_info[1]}"
    index = tmp_path / "core_0123" / f"cell_kernels.assign-17.py{version}.nbi"
    index.parent.mkdir()
    index.touch()
    assert is_filled()
    os.utime(index, (0, 0))
    assert not is_filled(), "of an older source"


def test_numba_puts_its_files_where_they_are_looked_for(tmp_path: Path) -> None:
    code = "from core.warm_up import warm_up; from core.parameters import Parameters; warm_up(Parameters());"
    code += "from core.kernel_cache import is_filled; assert is_filled()"
    root = Path(core.kernel_cache.__file__).parents[1]
    environment = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root, env=environment, timeout=300)


def test_all_else_that_is_compiled_runs() -> None:
    core.kernel_cache._warm_up_measuring()
    core.kernel_cache._warm_up_the_rest()
    assert segment(noisy(), Parameters(k=3)).converged
