"""The jobs before a collection is sorted: what it can be sorted by, and which pictures it has.

Whatever they need is imported while they run: the window would stand still for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.base.errors import ParameterError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import N_, _
from core.cluster.features.options import File
from core.collection.embedding import Embedder, Embedding
from core.collection.vector_files import VECTORS
from core.guarded.process import ReadingProcess
from workers.opened_collection import COLLECTION_SUFFIX

if TYPE_CHECKING:
    from core.collection.map_method import MapMethod
    from core.collection.method import Method

# "" in the clone, "floe." where it is installed (docs/adr/0022-packaging.md).
_ABOVE = __name__.partition("workers.")[0]
_LATER = tuple(
    f"{_ABOVE}workers.{name}"
    for name in (
        "sorting_pictures",
        "collection_files",
        "reopening",
        "watching_kmeans",
        "comparing_runs",
        "asking_names",
    )
)


def _no_embedder(_options: Mapping[str, Any], _reader: ReadingProcess, _cancelled: Cancel) -> Embedder:
    raise ParameterError(_("Vectors from a file are as they are: nothing is computed."))


# Stands among the embeddings: vectors that somebody else has computed.
FROM_FILE = Embedding(
    name="file",
    title=N_("Numbers from a file"),
    summary=N_("a row of numbers for each picture: .npy in their order, or a table that names them"),
    made=_no_embedder,
    options=(
        File(
            name="file",
            meaning=N_("NumPy array, CSV or Parquet with a row for each picture"),
            title=N_("Numbers of pictures"),
            endings=VECTORS,
        ),
    ),
)


@dataclass(frozen=True, eq=False)
class Offer:
    """What there is to choose from, by names. first: the embedding to begin with; instead: the sentence where
    it stands in for a better one.
    """

    embeddings: Mapping[str, Embedding]
    methods: Mapping[str, Method]
    maps: Mapping[str, MapMethod]
    first: str
    instead: str


def what_there_is(cancelled: Cancel) -> Offer:
    """Looks for it, and imports what the jobs after it need. Raises Cancelled."""
    from core.collection.clustering import methods
    from core.collection.embedding import choose, embeddings
    from core.collection.mapping import map_methods

    first = choose()
    lacking = [each.lacks for each in embeddings().values()] + [each.lacks for each in map_methods().values()]
    for lacks in lacking:
        raise_if_cancelled(cancelled)
        lacks()  # looks for its library, once
    for name in _LATER:
        raise_if_cancelled(cancelled)
        import_module(name)
    offered = {**embeddings(), FROM_FILE.name: FROM_FILE}
    return Offer(offered, methods(), map_methods(), first.embedding.name, first.instead)


@dataclass(frozen=True)
class ListedPictures:
    """pictures: in the order of their list. columns: what a table says of them. problems: a sentence on each
    name that held none. saved: the file of a collection that was kept, where that is meant.
    """

    pictures: tuple[Path, ...] = ()
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    saved: Path | None = None


def list_pictures(paths: tuple[Path, ...], cancelled: Cancel) -> ListedPictures:
    """The pictures of folders with all that lie in them, of files, of a list or a table; or the collection
    that was saved to a folder.

    Raises ReadError, ParameterError where there is none, Cancelled.
    """
    from core.base.paths import is_file
    from core.collection.gather import gather
    from core.collection.saved_collection import is_collection
    from core.collection.store import NAME
    from core.io.reader import read

    if len(paths) == 1:
        by_name = paths[0].suffix.lower() == COLLECTION_SUFFIX
        saved = paths[0] if by_name else paths[0] / NAME
        # Other programs call files so, too: beside pictures they are none of ours.
        if is_file(saved) and (by_name or is_collection(saved)):
            return ListedPictures(saved=saved)
    with closing(ReadingProcess(read, warm=False)) as reader:
        names = [str(path) for path in paths]
        collection, problems = gather(names, reader, subfolders=True, cancelled=cancelled)
    return ListedPictures(collection.pictures, collection.columns, tuple(str(each) for each in problems))
