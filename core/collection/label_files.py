"""The clusters of pictures as labels that other programs import."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.base.errors import ParameterError
from core.base.sentences import _
from core.collection.found import Found
from core.collection.words import label


def fiftyone_bytes(found: Found) -> bytes:
    """As the importer of fiftyone.types.FiftyOneImageClassificationDataset reads it with labels_path, and the
    folder of all pictures as data_path: the label of each by its path from there, without its ending.

    Raises ParameterError where two pictures differ in their ending alone: that importer takes them for one.
    """
    clusters = _clusters(found)
    numbers = {cluster: number for number, cluster in enumerate(clusters)}
    of_name: dict[str, int] = {}
    for row in found.cluster_of:
        first = of_name.setdefault(_relative(found, row).with_suffix("").as_posix(), row)
        if first != row:
            sentence = _(
                "FiftyOne takes {first} and {second} for one picture, as they differ in their endings alone: "
                "rename one of them, or leave out the export fiftyone."
            )
            raise ParameterError(sentence.format(first=found.rows[first].path, second=found.rows[row].path))
    labels = {name: numbers[found.cluster_of[row]] for name, row in of_name.items()}
    return _bytes({"classes": [label(found, each) for each in clusters], "labels": labels})


def coco_bytes(found: Found) -> bytes:
    """COCO's images and categories, and an annotation a picture, without a box: all of it is meant."""
    numbers = {cluster: number for number, cluster in enumerate(_clusters(found), 1)}
    images: list[dict[str, Any]] = []
    annotations: list[dict[str, Any]] = []
    for number, (row, cluster) in enumerate(found.cluster_of.items(), 1):
        picture = found.rows[row]
        images.append(
            {
                "id": number,
                "file_name": _relative(found, row).as_posix(),
                "width": picture.width,
                "height": picture.height,
                "sha256": picture.sha256,
            }
        )
        annotations.append({"id": number, "image_id": number, "category_id": numbers[cluster]})
    categories = [
        {"id": number, "name": label(found, cluster), "supercategory": ""}
        for cluster, number in numbers.items()
    ]
    about = {"description": _("pictures by cluster"), "contributor": "Floe"}
    return _bytes(
        {
            "info": about,
            "licenses": [],
            "images": images,
            "categories": categories,
            "annotations": annotations,
        }
    )


def _clusters(found: Found) -> list[int]:
    """Those that there are, noise last."""
    return sorted(set(found.cluster_of.values()), key=lambda each: (each < 0, each))


def _relative(found: Found, row: int) -> Path:
    """A picture's path from the folder in which all of them lie; as it is on another disk."""
    path = found.rows[row].path.absolute()
    return path.relative_to(found.root) if path.is_relative_to(found.root) else path


def _bytes(values: dict[str, Any]) -> bytes:
    return (json.dumps(values, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
