"""Cut what has to be translated into parts of about equal length, of what belongs together, to be filled in.

    python -m tests.translations.for_people FOLDER [PARTS]      writes FOLDER/part-1.json …

Only what has no translation yet is in them; `taken_in` takes them back.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.translations.messages import Key, messages

# What is read together is translated together: words of the window, and what core says of the same.
SUBJECTS: tuple[tuple[str, ...], ...] = (
    (
        "ui/widgets",
        "ui/shell",
        "ui/application",
        "ui/session",
        "ui/canvas",
        "ui/segment/welcome",
        "core/base",
    ),
    (
        "core/cluster",
        "ui/segment/clustering",
        "core/convergence",
        "ui/segment/convergence",
        "ui/segment/choosing",
    ),
    (
        "core/networks",
        "ui/segment/learning",
        "ui/segment/seeing",
        "ui/segment/why",
    ),
    (
        "core/classes",
        "core/classify",
        "ui/segment/classes",
        "ui/segment/examples",
        "core/morphology",
    ),
    (
        "ui/segment/edits",
        "ui/segment/regions",
        "core/regions",
        "ui/segment/roi",
        "core/roi",
        "core/roi_files",
    ),
    (
        "ui/segment/scale",
        "core/scale",
        "core/measure",
        "core/accuracy",
        "ui/accuracy",
        "ui/segment",
    ),
    (
        "core/export",
        "core/document",
        "core/io",
        "core/image",
        "core/guarded",
        "core/pipeline",
        "core",
    ),
    (
        "ui/cli",
        "workers",
        "core/series",
        "ui/series",
        "core/collection",
        "ui/collection",
        "ui",
    ),
)


def parts(number: int, wanted: dict[Key, list[str]]) -> list[list[dict[str, object]]]:
    """`number` lists of entries; a subject is cut where a part is full."""
    ordered = sorted(wanted.items(), key=lambda item: (_subject(item[1][0]), _room(item[1][0])))
    total = sum(_size(key) for key, _places in ordered)
    cut: list[list[dict[str, object]]] = [[] for _part in range(number)]
    before = 0
    for key, places in ordered:
        cut[before * number // total].append(_entry(key, places))
        before += _size(key)
    return cut


def _size(key: Key) -> int:
    """Characters to read, and the trouble that each sentence is."""
    return len(key.source) + len(key.plural or "") + 20


def _room(place: str) -> tuple[str, int]:
    name, _colon, line = place.rpartition(":")
    return name, int(line)


def _subject(place: str) -> tuple[int, int]:
    """That of the longest room that the place is in."""
    return max(_fits(place), key=lambda found: found[0])[1]


def _fits(place: str) -> Iterator[tuple[int, tuple[int, int]]]:
    for number, rooms in enumerate(SUBJECTS):
        for at, room in enumerate(rooms):
            if place.startswith(f"{room}/"):
                yield len(room), (number, at)


def _entry(key: Key, places: list[str]) -> dict[str, object]:
    return {**key._asdict(), "places": places, "chinese": ""}


def main(folder: Path, number: int) -> None:
    """Write the parts."""
    for at, part in enumerate(parts(number, messages()), 1):
        text = json.dumps(part, ensure_ascii=False, indent=1) + "\n"
        (folder / f"part-{at}.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
