"""What a person and a program read after `floe cluster`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from core.base.json_text import parsed
from core.base.paths import file_name
from core.base.sentences import _, ngettext, with_commas
from core.collection.found import Found
from core.collection.record import collection_record
from core.collection.store import Kept
from core.collection.table import cluster_columns, picture_columns, rows_of
from core.collection.words import label, title
from core.document.plain_json import damage_named
from core.writing.number_words import grouped
from ui.cli.text_table import aligned


def cluster_report(found: Found, outputs: Mapping[str, Path]) -> str:
    """Several lines, without the last line break."""
    left_out = len(found.rows) - len(found.places)
    lines = [title(found)]
    if left_out:
        sentence = ngettext("{n} picture is left out", "{n} pictures are left out", left_out)
        lines.append(sentence.format(n=grouped(left_out)))
    lines += [*_clusters(found), *_scores(found)]
    lines += [_("wrote {path}").format(path=path) for path in outputs.values()]
    return "\n".join(lines) + "\n"


def runs_report(runs: Iterable[Kept], path: Path) -> str:
    """A line a run. Raises ReadError where one is damaged. path: of the store."""
    columns: list[list[str]] = [[_("run")], [_("made")], [_("embedding")], [_("method")]]
    numbers: list[list[str]] = [[_("clusters")], [_("silhouette")], [_("adjusted Rand index")]]
    with damage_named(path, "record"):
        for run in runs:
            record = parsed(run.record)
            made = datetime.fromtimestamp(run.made).strftime("%Y-%m-%d %H:%M")
            texts = (run.key, made, str(record["embedding"]["name"]), str(record["method"]))
            scores = [record["scores"].get(name) for name in ("silhouette", "ari")]
            cells = [str(int(record["outcome"]["clusters"])), *map(_score, scores)]
            for column, cell in zip((*columns, *numbers), (*texts, *cells), strict=True):
                column.append(cell)
    if len(columns[0]) == 1:
        return _("There was no run here.")
    return "\n".join(aligned([*columns, *numbers], words=4))


def cluster_json(found: Found, outputs: Mapping[str, Path]) -> dict[str, Any]:
    """The object that `--json` prints: the record but for its pictures, these as rows, and the files."""
    record = {
        key: value for key, value in collection_record(found).items() if key not in ("pictures", "columns")
    }
    return {
        **record,
        "rows": rows_of(picture_columns(found)),
        "outputs": {key: str(path) for key, path in outputs.items()},
    }


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _clusters(found: Found) -> list[str]:
    rows = rows_of(cluster_columns(found))
    if not rows:
        return []
    columns = [
        [_("cluster"), *(_called(found, int(str(row["cluster"]))) for row in rows)],
        [_("most typical"), *(file_name(str(row["typical"])) for row in rows)],
        [_("pictures"), *(grouped(int(str(row["pictures"]))) for row in rows)],
    ]
    return aligned(columns, words=2)


def _called(found: Found, cluster: int) -> str:
    """A name that nobody has confirmed is marked."""
    name, confirmed = found.names.get(cluster, ("", False))
    called = label(found, cluster)
    return called if confirmed or not name else _("{name} (proposed)").format(name=called)


def _scores(found: Found) -> list[str]:
    names = {
        "silhouette": _("silhouette"),
        "calinski_harabasz": "Calinski–Harabasz",
        "davies_bouldin": "Davies–Bouldin",
        "stability": _("stability"),
        "ari": _("adjusted Rand index"),
        "nmi": _("normalised mutual information"),
    }
    said = [
        f"{name} {found.scores[key]:.3f}" for key, name in names.items() if found.scores.get(key) is not None
    ]
    return [with_commas(said)] if said else []
