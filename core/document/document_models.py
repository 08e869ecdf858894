"""The models in a document file: what features had learned, so that nothing is learned again elsewhere.

The JSON lists them; each is a member of the zip, named by its key, read only when it is needed, and believed
only with the hash that the list says. What is in it is looked at in the guarded process.
"""

from __future__ import annotations

import hashlib
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from core.base.errors import FloeError
from core.base.parallel import Cancel, never_cancelled
from core.base.zip_members import opened_zip, plainly_packed
from core.cluster.features.feature import Feature
from core.cluster.features.models import Model, StoredModel
from core.cluster.features.rebuilt import rebuilt
from core.cluster.features.specification import Learned
from core.document.document import Document
from core.document.plain_json import Json
from core.guarded.process import ReadingProcess
from core.io.reader import read

# Larger ones are left out: learning again is cheaper than to carry them about.
LARGEST_MODEL = 64 << 20
MOST_MODELS = 100
_FOLDER = "models/"
_KEY = re.compile(r"[0-9a-f]{64}")


def models_to_keep(
    document: Document, fresh: Sequence[Model], cancelled: Cancel = never_cancelled
) -> tuple[Model, ...]:
    """One model of each feature of the document that learns, if there is one.

    fresh: of the result at hand; else what was in the file that the document was opened from.
    Raises Cancelled.
    """
    learners = [feature for feature in document.parameters.features if feature.learner]
    found = [_of(feature, fresh) or _stored_of(feature, document.models, cancelled) for feature in learners]
    return tuple(model for model in found if model is not None and len(model.content) <= LARGEST_MODEL)


def _of(feature: Feature, models: Sequence[Model]) -> Model | None:
    return next((model for model in models if feature.has_learned(model.learner)), None)


def _stored_of(feature: Feature, stored: Sequence[StoredModel], cancelled: Cancel) -> Model | None:
    loaded = (each.kept(cancelled) for each in stored if feature.has_learned(each.learner))
    return next((model for model in loaded if model is not None), None)


def models_json(models: Iterable[Model]) -> Json:
    """{"models": [{"learner", "kind", "key", "sha256", "bytes"}]}; {} without."""
    listed = [
        {
            "learner": each.learner,
            "kind": each.kind,
            "key": each.key,
            "sha256": each.sha256,
            "bytes": len(each.content),
        }
        for each in models
    ]
    return {"models": listed} if listed else {}


def member_of(key: str) -> str:
    """The name of a model in the zip."""
    return _FOLDER + key


def models_from(path: Path, values: Json) -> tuple[StoredModel, ...]:
    """The models that a document file lists. Raises KeyError, TypeError or ValueError where it is damaged."""
    listed = values.get("models", ())
    if len(listed) > MOST_MODELS:
        raise ValueError("there are more models than features")
    return tuple(_stored(path, each) for each in listed)


def _stored(path: Path, listed: Json) -> StoredModel:
    learner, kind, key, sha256 = (listed[name] for name in ("learner", "kind", "key", "sha256"))
    size = listed["bytes"]
    if not (isinstance(learner, str) and isinstance(kind, str)):
        raise TypeError("the names of a model are no text")
    if not (_KEY.fullmatch(key) and _KEY.fullmatch(sha256)):
        raise ValueError("the hashes of a model are none")
    if type(size) is not int or not 0 <= size <= LARGEST_MODEL:
        raise ValueError(f"a model has {size} bytes")
    where = member_of(key), sha256, size
    as_it_is, again = partial(_read, path, where), partial(_rebuilt, path, kind, where)
    return StoredModel(learner, kind, key, sha256, as_it_is, again)


def _read(path: Path, where: tuple[str, str, int], cancelled: Cancel) -> bytes | None:
    with suppress(FloeError), ReadingProcess(read, warm=False) as process:
        return process.read_by(content_there, path, *where, cancelled=cancelled)
    return None


def _rebuilt(path: Path, kind: str, where: tuple[str, str, int], cancelled: Cancel) -> bytes | None:
    return rebuilt(learned_there, path, kind, *where, cancelled=cancelled)


def learned_there(
    path: Path, apart: Callable[[bytes], Learned], member: str, sha256: str, size: int
) -> Learned | None:
    """Runs in the guarded process: what the model in a member holds; None where it is none."""
    content = content_there(path, member, sha256, size)
    with suppress(ValueError):
        return None if content is None else apart(content)
    return None


def content_there(path: Path, member: str, sha256: str, size: int) -> bytes | None:
    """Runs in the guarded process: what a member holds; None where it is not what was listed."""
    try:
        with opened_zip(path) as archive, archive.open(plainly_packed(archive.getinfo(member))) as file:
            content = file.read(size + 1)
    except (OSError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, RuntimeError, EOFError):
        return None
    return content if hashlib.sha256(content).hexdigest() == sha256 else None
