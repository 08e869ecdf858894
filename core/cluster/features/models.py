"""Models that features have learned, kept so that nothing is learned twice from the same picture."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakKeyDictionary

import numpy as np

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled, row_blocks
from core.image.image import Image

# Bytes of all models that are kept at once.
_MOST_BYTES = 256 << 20


@dataclass(frozen=True, eq=False)
class Model:
    """What a feature has learned. learner: Feature.learner. kind: Learning.kind.

    key: SHA-256 of all that it depends on (`model_key`). content: the bytes that its fit has returned.
    """

    learner: str
    kind: str
    key: str
    content: bytes

    @cached_property
    def sha256(self) -> str:
        """Of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, eq=False)
class StoredModel:
    """A model that lies in a document file and is read when it is needed.

    read: its content as it lies there, to be kept. rebuilt: what is in it, put together again, to be used
    (core.cluster.features.rebuilt). Either gives None where it is no longer there or not what it was, may be
    called by any thread, and raises Cancelled.
    """

    learner: str
    kind: str
    key: str
    sha256: str
    read: Callable[[Cancel], bytes | None]
    rebuilt: Callable[[Cancel], bytes | None]

    def kept(self, cancelled: Cancel = never_cancelled) -> Model | None:
        """The model as it lies there, if it can still be read: nothing looks into it. Raises Cancelled."""
        return self._model(self.read(cancelled))

    def load(self, cancelled: Cancel = never_cancelled) -> Model | None:
        """The model itself, if it can still be read. Raises Cancelled."""
        return self._model(self.rebuilt(cancelled))

    def _model(self, content: bytes | None) -> Model | None:
        return None if content is None else Model(self.learner, self.kind, self.key, content)


class Models:
    """Models by their key; of those used longest ago only as many stay as _MOST_BYTES hold. For any thread.

    The newest always stays. What is asked for first in a document (`offer`) counts for nothing until then.
    """

    def __init__(self, models: Iterable[Model] = (), *, most_bytes: int = _MOST_BYTES) -> None:
        self._lock = threading.Lock()
        self._most_bytes = most_bytes
        self._models: OrderedDict[str, Model] = OrderedDict()
        self._stored: dict[str, StoredModel] = {}
        self._pictures: WeakKeyDictionary[Image, str] = WeakKeyDictionary()
        for model in models:
            self.keep(model)

    def find(self, key: str, cancelled: Cancel = never_cancelled) -> Model | None:
        """The model with this key; None where there is none. Raises Cancelled."""
        with self._lock:
            found = self._models.get(key)
            stored = self._stored.get(key)
            if found is not None:
                self._models.move_to_end(key)
        if found is None and stored is not None and (found := stored.load(cancelled)) is not None:
            self.keep(found)
        return found

    def keep(self, model: Model) -> None:
        """Add a model, in place of one with the same key."""
        with self._lock:
            self._models[model.key] = model
            self._models.move_to_end(model.key)
            while len(self._models) > 1 and self._size() > self._most_bytes:
                self._models.popitem(last=False)

    def offer(self, stored: Iterable[StoredModel]) -> None:
        """Say which models lie in the document that is open, in place of those of the one before."""
        with self._lock:
            self._stored = {each.key: each for each in stored}

    def picture_sha256(self, image: Image, cancelled: Cancel = never_cancelled) -> str:
        """Of the pixels, their type, names and mask; taken once for an Image. Raises Cancelled."""
        with self._lock:
            known = self._pictures.get(image)
        if known is None:
            known = _picture_sha256(image, cancelled)
            with self._lock:
                self._pictures[image] = known
        return known

    def _size(self) -> int:
        return sum(len(model.content) for model in self._models.values())


def model_key(picture_sha256: str, **meant: object) -> str:
    """SHA-256 of a picture and plain JSON values: the same key, the same model."""
    text = json.dumps({"picture": picture_sha256, **meant}, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _picture_sha256(image: Image, cancelled: Cancel) -> str:
    about = [image.pixels.shape, image.pixels.dtype.str, image.bands, image.valid is not None]
    digest = hashlib.sha256(json.dumps(about).encode())
    for first, last in row_blocks(image.height, image.width, cancelled):
        raise_if_cancelled(cancelled)
        digest.update(image.pixels[first:last].data)
        if image.valid is not None:
            digest.update(np.packbits(image.valid[first:last]).data)
    return digest.hexdigest()
