"""Models that somebody else may have made: taken apart in the guarded process, and put together again here.

What comes between is plain values: so no bytes of a stranger's are parsed where the program is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from core.base.errors import FloeError
from core.base.parallel import Cancel
from core.cluster.features.chosen_file import ChosenFile, content_of
from core.cluster.features.specification import Learned, ModelForm
from core.cluster.features.specifications import specifications
from core.guarded.process import ReadingProcess
from core.io.reader import read

# Importing on a slow, busy machine: the time of the file begins after it.
_SECONDS = 60.0


def form_of(kind: str) -> ModelForm | None:
    """Of the models of a kind (Learning.kind); None where no feature has such."""
    found = (each.learning for each in specifications().values())
    return next((each.form for each in found if each is not None and each.kind == kind), None)


def rebuilt(
    reader: Callable[..., Learned | None], path: Path, kind: str, *arguments: Any, cancelled: Cancel
) -> bytes | None:
    """A model of a kind, by reader(path, apart, *arguments), which runs in the guarded process.

    None where it is none, or no longer there. Raises Cancelled.
    """
    if (form := form_of(kind)) is None:
        return None
    with suppress(FloeError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError):
        learned = _learned(reader, path, form, *arguments, cancelled=cancelled)
        return None if learned is None else form.together(learned)
    return None


def learned_in(file: ChosenFile, form: ModelForm, cancelled: Cancel) -> Learned | None:
    """What the model in a chosen file holds; None where it is none.

    Raises ReadError where it is not there, or another one by now, and Cancelled.
    """
    return _learned(file_there, Path(file.path), form, file.sha256, cancelled=cancelled)


def file_there(path: Path, apart: Callable[[bytes], Learned], sha256: str) -> Learned | None:
    """Runs in the guarded process. Raises ReadError."""
    content = content_of(ChosenFile(str(path), sha256))
    with suppress(ValueError):
        return apart(content)
    return None


def ready_there(path: Path, libraries: tuple[str, ...]) -> None:  # noqa: ARG001 - every reader is given its path
    """Runs in the guarded process: import what models are taken apart with."""
    for library in libraries:
        with suppress(ImportError):  # said where it is needed
            import_module(library)


def _learned(
    reader: Callable[..., Learned | None], path: Path, form: ModelForm, *arguments: Any, cancelled: Cancel
) -> Learned | None:
    with ReadingProcess(read, warm=False) as process:
        process.read_by(ready_there, path, form.libraries, cancelled=cancelled, timeout_s=_SECONDS)
        return process.read_by(reader, path, form.apart, *arguments, cancelled=cancelled)
