"""What is asked of a collection: by which vectors and which method its pictures are clustered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.cluster.features.chosen_file import ChosenFile
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


def run_key(hashes: Sequence[str], meant: str, *parameters: Mapping[str, Any]) -> str:
    """What a run is known by, 12 hexadecimal digits: equal where pictures, vectors and all parameters are."""
    about = json.dumps([list(hashes), meant, *map(dict, parameters)], sort_keys=True)
    return hashlib.sha256(about.encode()).hexdigest()[:12]
