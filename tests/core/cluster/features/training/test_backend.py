"""JAX made ready, without JAX: what stands in the environment, and what is said where something fails."""

from __future__ import annotations

import os
import sys
from types import SimpleNamespace

import pytest

from core.base.errors import ParameterError
from core.base.machine import processor
from core.base.parallel import available_threads
from core.cluster.features.training import backend


@pytest.fixture
def jax(monkeypatch):
    """Two modules that note what they are told; none of the environment is set."""
    told = {}
    made = SimpleNamespace(
        devices=lambda: [SimpleNamespace(platform="cpu", device_kind="some processor")],
        config=SimpleNamespace(update=told.__setitem__),
        __version__="1.2.3",
        told=told,
    )
    for name, module in (("jax", made), ("optax", SimpleNamespace())):
        monkeypatch.setitem(sys.modules, name, module)
    for name in ("NPROC", "XLA_FLAGS", "XLA_PYTHON_CLIENT_PREALLOCATE", "TF_CPP_MIN_LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(backend, "missing", lambda: "")
    backend.libraries.cache_clear()
    yield made
    backend.libraries.cache_clear()


def test_threads_memory_and_digits_are_set_before_it_starts(jax):
    assert backend.libraries()[0] is jax
    assert os.environ["NPROC"] == str(available_threads())
    assert os.environ["XLA_FLAGS"] == "--xla_gpu_deterministic_ops=true"
    assert os.environ["XLA_PYTHON_CLIENT_PREALLOCATE"] == "false"
    assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == "3"
    assert jax.told == {"jax_default_matmul_precision": "highest"}


def test_the_first_to_learn_says_how_many_threads(jax):
    backend.make_ready(3)
    backend.make_ready(5)
    backend.libraries()
    assert os.environ["NPROC"] == "3"
    assert backend.environment() == {
        "jax": "1.2.3",
        "device": "cpu",
        "machine": processor(),
        "threads": 3,
    }


def test_a_model_names_the_device_it_was_learned_on(jax):
    jax.devices = lambda: [
        SimpleNamespace(platform="gpu", device_kind="H 1"),
        SimpleNamespace(platform="cpu"),
    ]
    assert backend.environment()["device"] == "H 1"
    del os.environ["NPROC"]
    assert backend.environment()["threads"] == available_threads()


def test_what_is_missing_and_what_does_not_run_is_a_sentence(jax, monkeypatch):
    def broken():
        raise RuntimeError("no such processor.")

    jax.devices = broken
    with pytest.raises(ParameterError, match=r"does not run here: no such processor\.$"):
        backend.libraries()
    monkeypatch.setattr(backend, "missing", lambda: "Install it.")
    with pytest.raises(ParameterError, match=r"Install it\."):
        backend.libraries()


def test_the_first_module_that_is_missing_is_told(monkeypatch):
    told = {"optax": "optax is missing", "safetensors": "so is another"}
    monkeypatch.setattr("core.writing.extras.missing", lambda module: told.get(module, ""))
    assert backend.missing() == "optax is missing"
    told.clear()
    assert backend.missing() == ""


@pytest.mark.parametrize(
    "error", [MemoryError("x"), RuntimeError("RESOURCE_EXHAUSTED: 9 bytes"), RuntimeError("std::bad_alloc")]
)
def test_a_lack_of_memory_is_told_and_nothing_else(error):
    sentence = "not enough memory to learn Adversaries: close other"
    with pytest.raises(ParameterError, match=sentence), backend.no_room_told("Adversaries"):
        raise error
    with pytest.raises(RuntimeError, match="broken"), backend.no_room_told("Adversaries"):
        raise RuntimeError("broken")


def test_there_is_room_where_as_much_is_free_or_nobody_knows(monkeypatch):
    for free, needed in ((4 * 10**9, 4 * 10**9), (None, 10**15)):
        monkeypatch.setattr(backend, "free_memory", lambda free=free: free)
        backend.check_room("Made", needed)
    monkeypatch.setattr(backend, "free_memory", lambda: 4 * 10**9)
    with pytest.raises(ParameterError, match=r"to learn Made: it takes some 5 GB, and 4 GB are free\."):
        backend.check_room("Made", 5 * 10**9)
