"""A run of a collection repeated from its record: what is said of files that are others by now."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import Cancelled, ReadError
from core.base.hashing import sha256_of
from core.collection.embed import Told
from core.collection.verify import Repeated, repeat_collection
from tests.reading import HERE


def record_of(*pictures: Path) -> dict[str, Any]:
    """What a repetition looks at before any picture is."""
    return {
        "embedding": {"name": "histogram", "options": {"bins": 4}},
        "method": "kmeans",
        "parameters": {
            "k": 2,
            "options": {},
            "preparation": {"scaling": "none", "components": 0},
            "seed": 0,
        },
        "map": None,
        "outcome": {},
        "scores": {},
        "truth": None,
        "pictures": {
            "path": [str(path) for path in pictures],
            "sha256": [sha256_of(path) for path in pictures],
        },
    }


def repeated(steps: Generator[Told, None, Repeated]) -> tuple[list[Told], Repeated]:
    told = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as end:
            return told, end.value


def test_pictures_that_are_closed_others_or_gone_are_a_line_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, other, gone = (tmp_path / f"{name}.png" for name in ("closed", "other", "gone"))
    for path in (closed, other, gone):
        path.write_bytes(path.name.encode())
    record = record_of(closed, other, gone)
    other.write_bytes(b"other")
    gone.unlink()

    def hashed(path: Path, *more: Any) -> str:
        if path == closed:
            raise PermissionError
        return sha256_of(path, *more)

    monkeypatch.setattr("core.collection.verify.sha256_of", hashed)
    told, found = repeated(repeat_collection(record, tmp_path / "run.json", HERE))
    assert [(each.stage, each.done, each.of) for each in told] == [("hash", n, 3) for n in (1, 2, 3)]
    assert found.lines == (
        f"{closed} cannot be read.",
        f"{other} has another content.",
        f"{gone} is not there.",
    )


def test_a_library_that_is_missing_is_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.collection.embeddings.efficientnet.lacking", lambda **_: "It is missing.")
    record = record_of()
    record["embedding"]["name"] = "efficientnet"
    said = r"run\.json: its run cannot be repeated\. It is missing\.$"
    with pytest.raises(ReadError, match=said):
        next(repeat_collection(record, tmp_path / "run.json", HERE))


def test_looking_for_pictures_is_cancelled(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"a")
    record = record_of(tmp_path / "a.png")
    steps = repeat_collection(record, tmp_path / "run.json", HERE, cancelled=lambda: True)
    with pytest.raises(Cancelled):
        next(steps)
