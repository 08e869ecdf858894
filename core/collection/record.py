"""The run record of a collection, run.json: all that a run depends on, and what it gave."""

from __future__ import annotations

from typing import Any

from core.collection.found import Found
from core.collection.table import cluster_columns, picture_columns, rows_of
from core.document.plain_json import Json

FORMAT, FORMAT_VERSION = "floe collection record", 1


def collection_record(found: Found) -> Json:
    """As plain JSON values. All but paths, versions and environment depends on pictures, vectors, method,
    options and seed only.
    """
    parameters = found.clustered.parameters
    columns = picture_columns(found)
    columns["width"] = [row.width for row in found.rows]
    columns["height"] = [row.height for row in found.rows]
    if any(row.sides for row in found.rows):
        columns["sides"] = [row.sides for row in found.rows]
    own: dict[str, Any] = {
        key: value for key, value in found.collection.columns.items() if key not in columns
    }
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "floe": found.made.versions["floe"],
        "key": found.key,
        "embedding": {
            **found.asked.embedding_json,
            "model": found.model,
            "dimensions": int(found.vectors.shape[1]),
        },
        "method": parameters["method"],
        "parameters": {key: value for key, value in parameters.items() if key != "method"},
        "map": dict(found.map_about) or None,
        "truth": found.collection.truth_from or None,
        "scores": dict(found.scores),
        "outcome": dict(found.clustered.outcome),
        "clusters": rows_of(cluster_columns(found)),
        "notes": list(found.notes),
        # By columns: a row of a hundred thousand pictures would say all their names again.
        "pictures": columns,
        "columns": {key: list(value) for key, value in own.items()},
        "versions": dict(found.made.versions),
        "environment": found.made.environment,
    }
