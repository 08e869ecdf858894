"""STEM_model.safetensors: what a network has learned, to go on from with another picture (option model)."""

from __future__ import annotations

from pathlib import Path

from core.base.errors import WriteError
from core.base.parallel import Cancel
from core.base.sentences import N_, _
from core.cluster.features.models import Model
from core.export.formats import Format
from core.pipeline.learning_notes import learned
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def _networks(result: Result) -> list[Model]:
    """The models that another feature of the kind can begin with."""
    found = learned(result.segmentation)
    return [model for feature, _learning, model in found if "model" in dict(feature.options)]


def _hindrance(result: Result) -> str:
    if len(_networks(result)) == 1:
        return ""
    return _("A model is exported where one network has learned from patches of the picture, and only one.")


def _write(path: Path, result: Result, _cancelled: Cancel) -> None:
    """Raises WriteError."""
    if sentence := _hindrance(result):
        raise WriteError(path, sentence)
    write_bytes(path, _networks(result)[0].content)


FORMAT = Format(
    "model",
    "_model.safetensors",
    _write,
    "report",
    N_("what a network has learned, to go on from with another picture (safetensors)"),
    hindrance=_hindrance,
)
