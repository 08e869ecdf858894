"""Take what people have translated into the catalogues: parts as `for_people` wrote them, filled in.

    python -m tests.translations.taken_in zh_CN part-1.json part-2.json …

A translation goes where its sentence is, and where the same English has none yet.
What cannot be right is left out, each with what is wrong, and the exit code is 1.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.translations.catalogues import Translations, build, forms, read, updated, write
from tests.translations.messages import Key, messages
from tests.translations.problems import problems


def taken_in(
    language: str, entries: Iterable[Mapping[str, str | None]], before: Translations, wanted: Iterable[Key]
) -> tuple[Translations, list[str]]:
    """The catalogues with these entries in them, and what is wrong with those that were left out."""
    found = updated(before, dict.fromkeys(wanted), forms(language))
    by_source: dict[tuple[str, str], str] = {}
    exact: dict[Key, str] = {}
    wrong = []
    for key, text in _given(entries):
        faults = problems(key, text)
        wrong += [f"{key.source!r}: {fault}" for fault in faults]
        if not faults:
            exact[key] = text
            by_source.setdefault((key.source, key.plural or ""), text)
    for key, texts in found.items():
        given = exact.get(key) or ("" if any(texts) else by_source.get((key.source, key.plural or ""), ""))
        if given:
            found[key] = (given,) * len(texts)
    return found, wrong


def _given(entries: Iterable[Mapping[str, str | None]]) -> Iterator[tuple[Key, str]]:
    for entry in entries:
        if text := entry["chinese"]:
            catalogue = "core" if entry["catalogue"] == "core" else "qt"
            yield Key(catalogue, entry["context"] or "", entry["source"] or "", entry["plural"]), text


def main(language: str, paths: list[Path]) -> int:
    """Write and build the catalogues."""
    entries = [entry for path in paths for entry in json.loads(path.read_text("utf-8"))]
    found, wrong = taken_in(language, entries, read(language), messages())
    write(language, found)
    build(language)
    missing = sum(not all(texts) for texts in found.values())
    print(*wrong, f"{len(found) - missing} of {len(found)} sentences are translated.", sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], [Path(name) for name in sys.argv[2:]]))
