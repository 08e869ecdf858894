"""What a person and a program read after `floe series`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.base.sentences import _, ngettext
from core.series.legend import Legend, legend_json
from core.series.record import summary_rows
from core.series.series import Found
from core.series.table import series_columns
from core.writing.number_words import grouped
from ui.cli.series_check import check_lines
from ui.cli.text_table import aligned

# More pictures are in the table.
_MOST_NAMED = 10


def series_report(found: Found, outputs: Mapping[str, Path]) -> str:
    """Several lines, without the last line break."""
    measured = [each for each in found.entries if each.is_measured]
    sentence = ngettext("{n} of {all} picture measured", "{n} of {all} pictures measured", len(found.entries))
    head = sentence.format(n=grouped(len(measured)), all=grouped(len(found.entries)))
    if found.again:
        again = ngettext("{n} was up to date", "{n} were up to date", found.again)
        head = f"{head}, {again.format(n=grouped(found.again))}"
    lines = [head, *_legend(found), *_summary(found), *check_lines(found)]
    doubtful = [each for each in found.entries if each.is_doubtful]
    lines += [
        _("doubtful: {name}: {reason}").format(name=each.name, reason=each.reason)
        for each in doubtful[:_MOST_NAMED]
    ]
    if (more := len(doubtful) - _MOST_NAMED) > 0:
        lines.append(ngettext("{n} more is doubtful", "{n} more are doubtful", more).format(n=more))
    lines += [_("wrote {path}").format(path=path) for path in outputs.values()]
    return "\n".join(lines) + "\n"


def series_json(found: Found, outputs: Mapping[str, Path]) -> dict[str, Any]:
    """The object that `--json` prints: the table by rows, the summary, legend, notes and files."""
    columns = series_columns(found)
    return {
        "rows": [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)],
        "summary": summary_rows(found),
        "legend": None if found.legend is None else legend_json(found.legend),
        "legend_choice": found.choice.text,
        "up_to_date": found.again,
        "warnings": list(found.notes),
        **({} if found.check is None else {found.check.key: found.check.json}),
        "outputs": {key: str(path) for key, path in outputs.items()},
    }


def _legend(found: Found) -> list[str]:
    if found.legend is None:
        return [_("each picture clustered by itself, classes carried over from the first")]
    lines = [_("legend: {source}").format(source=_source(found.choice.text, found.legend))]
    if found.fit is not None and found.fit.why_k:
        lines.append(found.fit.why_k)
    lines.append(_("each picture has the nearest centroids of the legend: 0 iterations"))
    return lines


def _source(text: str, legend: Legend) -> str:
    n, of = legend.iterations, len(legend.pictures)
    return ngettext(
        "{text}, {k} clusters after {n} iteration over {of}",
        "{text}, {k} clusters after {n} iterations over {of}",
        n,
    ).format(
        text=text,
        k=legend.k,
        n=n,
        of=ngettext("{n} picture", "{n} pictures", of).format(n=grouped(of)),
    )


def _summary(found: Found) -> list[str]:
    rows = summary_rows(found)
    if not rows:
        return []
    columns = [
        [_("class"), *(str(row["class"]) for row in rows)],
        [_("unit"), *(str(row["unit"]) for row in rows)],
        [_("pictures"), *(grouped(row["n"]) for row in rows)],
        *([name, *(_number(row[key]) for row in rows)] for key, name in _numbers().items()),
    ]
    return aligned(columns, words=2)


def _numbers() -> dict[str, str]:
    return {"mean": _("mean"), "sd": _("SD"), "median": _("median"), "sum": _("sum")}


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
