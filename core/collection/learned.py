"""Vectors by a network that learns on the pictures of the collection.

The networks are those that learn from patches of a picture (core.cluster.features.learned); here each
picture, squeezed into SIDE × SIDE pixels, is one patch, so that what they say is of the whole picture. They
learn on the CPU with JAX: the same vectors on the same machine and by as many threads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.base.errors import ParameterError
from core.base.parallel import Cancel, available_threads
from core.base.sentences import N_, _
from core.cluster.features.options import Option, WholeNumber
from core.cluster.features.training.backend import make_ready, missing, no_room_told
from core.cluster.features.training.patch_network import STEP, Parts, PatchNetwork, Shape
from core.collection.embedding import Embedding
from core.collection.pixel_vectors import PixelVectors
from core.guarded.process import ReadingProcess

SIDE = 32
STEPS = WholeNumber(
    name="steps",
    default=500,
    low=1,
    high=100_000,
    meaning=N_("steps that it learns in, of 128 pictures each"),
)


@dataclass(frozen=True)
class Lesson:
    """build: the network of a shape. title: what people call it. own: the options of the network alone."""

    build: Callable[[Shape], Parts]
    title: str
    own: tuple[tuple[str, Any], ...]
    steps: int
    seed: int


def learned_vectors(lesson: Lesson, frames: NDArray[np.float32]) -> NDArray[np.float32]:
    """(n, channels) of frames (n, SIDE · SIDE · 3), 0…1: what the network says of each once it has learned.

    Frames are standardised, each colour by its mean and deviation over all. For a process that can be ended.
    Raises ParameterError where there is no JAX, too little memory, or a loss is no number any more.
    """
    make_ready(available_threads())
    parts = lesson.build(Shape(SIDE, 3, lesson.own))
    pictures = standardised(frames.reshape(-1, SIDE, SIDE, 3))
    with no_room_told(lesson.title):
        state = parts.begin(lesson.seed)
        for number, rows in enumerate(_batches(len(pictures), lesson)):
            state, terms = parts.step(state, pictures[rows], (lesson.seed + number) % 2**31)
            if not np.isfinite(np.asarray(terms)).all():
                sentence = _("The loss of {network} was no number any more: choose another seed.")
                raise ParameterError(sentence.format(network=lesson.title))
        return _said(parts, parts.weights(state), pictures)


def standardised(pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """Pictures (n, h, w, 3), each colour less its mean over all, by its deviation where that is not 0.

    In one copy, of float32: those of a large collection are gigabytes.
    """
    found: NDArray[np.float32] = pictures - pictures.mean(axis=(0, 1, 2), dtype=np.float64).astype(np.float32)
    squares = np.einsum("nhwc,nhwc->c", found, found, dtype=np.float64)
    deviation = np.sqrt(squares / (found.size / found.shape[3]))
    found /= np.where(deviation > 0, deviation, 1.0).astype(np.float32)
    return found


def _batches(n: int, lesson: Lesson) -> Iterator[NDArray[np.int64]]:
    """STEP pictures for each step: all of them once, in an order by chance, then all of them again."""
    random = np.random.RandomState(lesson.seed % 2**32)
    waiting = np.empty(0, np.int64)
    for _step in range(lesson.steps):
        while len(waiting) < STEP:
            waiting = np.concatenate([waiting, random.permutation(n)])
        yield waiting[:STEP]
        waiting = waiting[STEP:]


def _said(parts: Parts, weights: Any, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
    """In batches of one size: another would be compiled anew."""
    found = []
    for start in range(0, len(pictures), STEP):
        part = pictures[start : start + STEP]
        batch = np.zeros((STEP, *part.shape[1:]), np.float32)
        batch[: len(part)] = part
        found.append(np.asarray(parts.encode(weights, batch), np.float32)[: len(part)])
    return np.concatenate(found)


def learned_embedding(network: PatchNetwork, summary: str, own: tuple[Option[Any], ...] = ()) -> Embedding:
    """The embedding of a network. summary: of the Embedding. own: options that no other network has."""

    def lesson(options: Mapping[str, Any], seed: int) -> Lesson:
        own_values = tuple((each.name, options[each.name]) for each in own)
        return Lesson(network.build, _(network.title), own_values, options[STEPS.name], seed)

    return Embedding(
        name=network.name,
        title=network.title,
        summary=summary,
        made=_frames,
        options=(STEPS, *own),
        lacks=missing,
        lesson=lesson,
    )


def _frames(_options: Mapping[str, Any], _reader: ReadingProcess, _cancelled: Cancel) -> PixelVectors:
    return PixelVectors(SIDE, "rgb")
