"""JAX, made ready for features that learn: its threads, its memory, and what is said where it fails.

JAX gives the same bytes in every process of a machine, but not with another number of threads: a model says
how many it was learned with. On a GPU (jax[cuda13]) the same code runs; a model names the device too.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from core.base.errors import ParameterError
from core.base.free_memory import free_memory
from core.base.machine import processor
from core.base.parallel import available_threads
from core.base.read_ahead import read_ahead
from core.base.sentences import _

MODULES = ("jax", "optax", "safetensors")
# What XLA says where there is no room.
_NO_ROOM = ("RESOURCE_EXHAUSTED", "out of memory", "Out of memory", "bad_alloc")


def missing() -> str:
    """Why nothing can be learned here: the sentence with the command that brings it; empty where it can."""
    from core.writing.extras import missing as extra_missing

    return next((sentence for module in MODULES if (sentence := extra_missing(module))), "")


def make_ready(threads: int) -> None:
    """Before JAX is imported for the first time: as many threads as these. Later it changes nothing."""
    os.environ.setdefault("NPROC", str(threads))


@cache
def libraries() -> tuple[Any, Any]:
    """JAX and optax. Raises ParameterError where they are missing, or cannot run on this processor."""
    if sentence := missing():
        raise ParameterError(sentence)
    # Of a GPU as much memory as is needed, not three quarters of all; and the same bytes from every run.
    os.environ.setdefault("XLA_PYTHON_CLIENT_PREALLOCATE", "false")
    os.environ.setdefault("XLA_FLAGS", "--xla_gpu_deterministic_ops=true")
    os.environ.setdefault("NPROC", str(available_threads()))
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    read_ahead("jaxlib")
    try:
        import jax
        import optax

        jax.devices()
    except (ImportError, RuntimeError) as error:
        sentence = _("JAX, which networks learn with, does not run here: {error}.")
        raise ParameterError(sentence.format(error=str(error).rstrip("."))) from error
    jax.config.update("jax_default_matmul_precision", "highest")
    return jax, optax


def environment() -> dict[str, object]:
    """What the bytes of a model depend on beside picture and options: versions, device, threads."""
    jax, _optax = libraries()
    device = jax.devices()[0]
    return {
        "jax": jax.__version__,
        "device": "cpu" if device.platform == "cpu" else str(device.device_kind),
        "machine": processor(),
        "threads": int(os.environ.get("NPROC", available_threads())),
    }


def check_room(title: str, needed: int) -> None:
    """Raises ParameterError where so many bytes are not free: a system that has none left ends programs."""
    free = free_memory()
    if free is not None and needed > free:
        sentence = _(
            "There is not enough memory to learn {feature}: it takes some {needed} GB, and {free} GB are "
            "free. Close other programs, choose a smaller patch or fewer bands."
        )
        raise ParameterError(sentence.format(feature=title, needed=_gb(needed), free=_gb(free)))


def _gb(number: int) -> str:
    return f"{number / 1e9:.2g}"


@contextmanager
def no_room_told(title: str) -> Iterator[None]:
    """Lack of memory as a sentence. Raises ParameterError."""
    try:
        yield
    except (RuntimeError, MemoryError) as error:
        if isinstance(error, MemoryError) or any(words in str(error) for words in _NO_ROOM):
            sentence = _(
                "There is not enough memory to learn {feature}: close other programs, choose a smaller patch "
                "or fewer bands."
            )
            raise ParameterError(sentence.format(feature=title)) from error
        raise
