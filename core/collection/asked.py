"""What is asked of a collection: by which vectors and which method its pictures are clustered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.cluster.features.chosen_file import ChosenFile
from core.collection.clustering import Clustered
from core.collection.collection import Row
from core.collection.depends import Circumstances
from core.collection.embedding import Chosen
from core.collection.measured import Measuring


@dataclass(frozen=True, eq=False)
class Asked:
    """embedding: by which vectors; or vectors: a file that holds them. measuring: what is done with these,
    but for the truth, which is that of the collection.
    """

    measuring: Measuring
    embedding: Chosen | None = None
    vectors: ChosenFile | None = None

    @property
    def embedding_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        if self.vectors is not None:
            return {"name": "file", "options": {"file": vars(self.vectors)}}
        assert self.embedding is not None  # noqa: S101 - one of the two is there
        return {"name": self.embedding.embedding.name, "options": self.embedding.options_json}


def run_key(
    asked: Asked,
    clustered: Clustered,
    *,
    rows: Sequence[Row],
    truth: Sequence[str],
    meant: str,
    map_about: Mapping[str, Any],
    made: Circumstances,
) -> str:
    """What a run is known by, 12 hexadecimal digits: equal where pictures, vectors, all that was asked, the
    clusters, versions and machine are, wherever the files lie.

    truth: of all pictures, () without. meant: equal where the vectors are. map_about: how the map was
    made. made: under which circumstances the clusters were found.
    """
    about = [
        [row.content for row in rows],
        list(truth),
        meant,
        _without_paths(asked.embedding_json),
        dict(clustered.parameters),
        clustered.labels.tolist(),
        dict(map_about),
        asked.measuring.seeds,
        dict(made.versions),
        made.environment,
    ]
    return hashlib.sha256(json.dumps(about, sort_keys=True).encode()).hexdigest()[:12]


def _without_paths(embedding: Mapping[str, Any]) -> dict[str, Any]:
    """Its files by their content alone."""
    options = {
        name: value.get("sha256") if isinstance(value, dict) and "path" in value else value
        for name, value in embedding["options"].items()
    }
    return {**embedding, "options": options}
