"""What is fuzzed of collections: their tables, vectors and records."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

import numpy as np

from core.collection.cache import Cache
from core.collection.nearest_words import words_in
from core.collection.reopened import reopened
from core.collection.run_collection import Means
from core.collection.saved_collection import read_collection
from core.collection.store import KeptMap, Store
from core.collection.store_files import check_file
from core.collection.tables import list_in, table_in
from core.collection.vector_files import vectors_in
from core.collection.verify import read_collection_record, repeat_collection
from core.guarded.process import ReadingProcess
from core.networks.tokens import read_tokenizer
from core.writing.extras import missing
from tests.core.networks.made_clip import made_tokenizer


def table(process: ReadingProcess, path: Path) -> object:
    if path.suffix == ".txt":
        return process.read_by(list_in, path)
    if path.suffix == ".npy":
        return process.read_by(vectors_in, path).names()
    read = process.read_by(table_in, path)
    return [read.column(name) for name in read.names], process.read_by(vectors_in, path)


def made_tables() -> dict[str, list[bytes]]:
    arrays = []
    for values in (np.eye(3), np.arange(6, dtype=np.uint8).reshape(2, 3)):
        file = io.BytesIO()
        np.save(file, values)
        arrays.append(file.getvalue())
    made = {
        ".csv": [b"path,a,b\nx.png,1,2.5\ny.png,-3,4e1\n", b"1;2\n3;4\n"],
        ".txt": [b"# mine\na.png\nb/c.png\n"],
        ".npy": arrays,
    }
    if missing("pyarrow"):
        return made
    import pyarrow as pa
    from pyarrow import parquet

    file = io.BytesIO()
    parquet.write_table(pa.table({"path": ["x.png", "y.png"], "a": [1.5, 2.0]}), file)
    return {**made, ".parquet": [file.getvalue()]}


def record(process: ReadingProcess, path: Path) -> object:
    """As far as the first picture."""
    steps = repeat_collection(read_collection_record(path, process), path, process)
    told = next(steps, None)
    steps.close()
    return told


def store(process: ReadingProcess, path: Path) -> object:
    """As far as the first vectors."""
    saved = process.read_by(read_collection, path)
    steps = reopened(saved, path, Means(process, Cache(path), processes=1))
    told = next(steps, None)
    steps.close()
    return told


def written_store(process: ReadingProcess, path: Path) -> object:
    return process.read_by(check_file, path)


def words(process: ReadingProcess, path: Path) -> object:
    if path.suffix == ".txt":
        return process.read_by(words_in, path)
    return read_tokenizer(path).encoded("ice on the sea", 12)


def made_words() -> dict[str, list[bytes]]:
    with tempfile.TemporaryDirectory() as folder:
        tokenizer = made_tokenizer(Path(folder)).read_bytes()
    return {".txt": [b"# mine\nice\nopen water\n", b"sea\n"], ".json": [tokenizer]}


def made_stores() -> dict[str, list[bytes]]:
    """With the records of runs, their names, and what was shown."""
    made = []
    for content in made_records()[".json"]:
        values = json.loads(content)
        pictures = values["pictures"]
        values["pictures"] = {
            **pictures,
            "reason": ["It is not there."] * 12,
            **{name: [None] * 12 for name in ("cluster", "x", "y", "typicality")},
        }
        values |= {"scores": {}, "outcome": {}, "notes": [], "columns": {}}
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "collection.sqlite"
            with Store(path) as there:
                there.add_run("0123456789ab", json.dumps(values).encode(), 1.0)
                there.name("0123456789ab", {1: "ice"})
                there.show("0123456789ab", (1, 2))
                about = '{"map": "tsne", "options": {}, "preparation": {}, "seed": 0}'
                there.put_maps("0123456789ab", {"tsne": KeptMap(about, np.zeros((12, 2), "<f4").tobytes())})
            made.append(path.read_bytes())
    return {".sqlite": made}


def made_records() -> dict[str, list[bytes]]:
    """Their pictures have no hash, so that nobody looks for them."""
    made = []
    for method, k, options in (
        ("kmeans", 2, {"restarts": 3}),
        ("dbscan", None, {"eps": 0.5}),
        ("optics", None, {}),
    ):
        values = {
            "format": "floe collection record",
            "version": 1,
            "embedding": {"name": "pixels", "options": {"size": 8, "colours": "grey"}, "model": ""},
            "method": method,
            "parameters": {
                "k": k,
                "options": options,
                "preparation": {"scaling": "l2", "components": 2},
                "seed": 3,
            },
            "map": {"map": "pca", "options": {}},
            "truth": "folders",
            "pictures": {
                "path": [f"{i}.png" for i in range(12)],
                "sha256": [""] * 12,
                "truth": ["a", "b"] * 6,
            },
        }
        made.append(json.dumps(values).encode())
    return {".json": made}
