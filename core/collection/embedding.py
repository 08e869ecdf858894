"""What an embedding says of itself, and how one is found by its name.

A module of core.collection.embeddings that has an EMBEDDING is found by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes
from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.modules import modules_in
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.cluster.features.option_values import option_values, parsed_options
from core.cluster.features.options import Option
from core.collection.frame import Frame
from core.collection.preparation import Scaling
from core.guarded.process import ReadingProcess

DEFAULT, INSTEAD = "efficientnet", "histogram"


class Embedder(Protocol):
    """An embedding with its options; picklable.

    frame: what it sees of a picture. meant: a text that is equal where the vectors are. model: the SHA-256 of
    the network behind it, "" where there is none.
    """

    @property
    def frame(self) -> Frame: ...

    @property
    def meant(self) -> str: ...

    @property
    def model(self) -> str: ...

    def vector(self, reader: ReadingProcess, picture: Bytes) -> NDArray[np.float32]:
        """(d,) of a picture (height, width, 3) uint8 in its frame. Raises ReadError."""
        ...


@dataclass(frozen=True, eq=False)
class Embedding:
    """title, summary: N_() sentences. made: of all options. scaling: what serves its vectors best.

    lacks: a sentence why there is none here, such as a library that is missing, else "".
    hangs_on_processor: whether another processor rounds its vectors otherwise.
    lesson: of options and seed what is learned on the vectors of all pictures, for others in their place
    (core.collection.learned); None where nothing is learned.
    """

    name: str
    title: str
    summary: str
    made: Callable[[Mapping[str, Any], ReadingProcess, Cancel], Embedder]
    options: tuple[Option[Any], ...] = ()
    scaling: Scaling = "none"
    lacks: Callable[[], str] = lambda: ""
    hangs_on_processor: bool = False
    lesson: Callable[[Mapping[str, Any], int], Any] | None = None


@dataclass(frozen=True, eq=False)
class Chosen:
    """An embedding with values for all its options.

    instead: the sentence where it stands in for what was wanted, else "".
    """

    embedding: Embedding
    options: Mapping[str, Any]
    instead: str = ""

    @property
    def options_json(self) -> dict[str, object]:
        """The options as plain JSON values."""
        return {each.name: each.to_json(self.options[each.name]) for each in self.embedding.options}

    def made(self, reader: ReadingProcess, cancelled: Cancel = never_cancelled) -> Embedder:
        """Ready to be used. Raises ParameterError, ReadError, Cancelled."""
        return self.embedding.made(self.options, reader, cancelled)


@cache
def embeddings() -> dict[str, Embedding]:
    """All there are, by their names."""
    found = [module.EMBEDDING for module in modules_in(f"{__package__}.embeddings")]
    return {each.name: each for each in found}


def choose(name: str = "", texts: Mapping[str, str] | None = None) -> Chosen:
    """The embedding of a name, its options as they are typed. "": the default, for which the histogram stands
    in where it is not there.

    Raises ParameterError for another name, an option that it has not, and where it is not there; ReadError.
    """
    embedding = embedding_named(name or DEFAULT)
    if lack := embedding.lacks():
        if name:
            raise ParameterError(lack)
        sentence = _("Pictures are told apart by their colours alone. {reason}")
        return _with_values(embedding_named(INSTEAD), {}, sentence.format(reason=lack))
    return _with_values(embedding, dict(parsed_options(_owner(name), embedding.options, texts or {})))


def lack_of(name: str) -> str:
    """What the embedding of a name lacks here, a sentence, else ""; "" for one that there is not."""
    return embeddings()[name].lacks() if name in embeddings() else ""


def chosen_from(name: str, options: Mapping[str, object]) -> Chosen:
    """As a record has it. Raises ParameterError."""
    embedding = embedding_named(name)
    if lack := embedding.lacks():
        raise ParameterError(lack)
    return _with_values(embedding, options)


def embedding_named(name: str) -> Embedding:
    """Raises ParameterError where there is none."""
    known = embeddings()
    if name not in known:
        sentence = _("There is no embedding “{name}”: choose {known}, or a file of vectors.")
        said = sentence.format(name=name, known=", ".join(known))
        raise ParameterError(said + did_you_mean(name, known))
    return known[name]


def _with_values(embedding: Embedding, given: Mapping[str, object], instead: str = "") -> Chosen:
    values = dict(option_values(_owner(embedding.name), embedding.options, given))
    return Chosen(embedding, values, instead)


def _owner(name: str) -> str:
    """In the middle of a sentence."""
    return _("the embedding {name}").format(name=name)
