"""What is asked of a collection: by which vectors and which method its pictures are clustered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.cluster.features.chosen_file import ChosenFile
from core.collection.embedding import Chosen
from core.collection.preparation import Preparation

# The method where none is asked for.
METHOD = "kmeans"


@dataclass(frozen=True, eq=False)
class Asked:
    """embedding: by which vectors; or vectors: a file that holds them. k: how many clusters, None: as many as
    fit best. options: of the method, by name. seed: of whatever is drawn. map: on which the pictures lie, ""
    for none. preparation: None: as serves the embedding best.
    """

    embedding: Chosen | None = None
    vectors: ChosenFile | None = None
    preparation: Preparation | None = None
    method: str = METHOD
    k: int | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    map: str = ""

    @property
    def prepared_by(self) -> Preparation:
        """The preparation, whoever has chosen it."""
        if self.preparation is not None:
            return self.preparation
        return Preparation() if self.embedding is None else Preparation(self.embedding.embedding.scaling)

    @property
    def embedding_json(self) -> dict[str, Any]:
        """As plain JSON values."""
        if self.vectors is not None:
            return {"name": "file", "options": {"file": vars(self.vectors)}}
        assert self.embedding is not None  # noqa: S101 - one of the two is there
        return {"name": self.embedding.embedding.name, "options": self.embedding.options_json}


def run_key(hashes: Sequence[str], meant: str, parameters: Mapping[str, Any], map_name: str) -> str:
    """What a run is known by, 12 hexadecimal digits: equal where pictures, vectors and parameters are."""
    about = json.dumps([list(hashes), meant, parameters, map_name], sort_keys=True)
    return hashlib.sha256(about.encode()).hexdigest()[:12]
