"""STEM_report.html: the report as one page, pictures inside, no script, nothing from elsewhere."""

from __future__ import annotations

import base64
from html import escape
from pathlib import Path

from core.base.parallel import Cancel
from core.base.sentences import N_, _, language_tag, pgettext
from core.export.formats import Format, nothing
from core.export.report.report import report_of
from core.export.report.report_parts import Bar, Facts, Figure, Part, Report, Section, Table, Words
from core.pipeline.result import Result
from core.writing.replace import write_bytes

_STYLE = Path(__file__).resolve().parents[2] / "resources" / "report.css"


def html(report: Report) -> bytes:
    """The page. Deterministic."""
    uncalibrated = escape(_("uncalibrated"))
    mark = "" if report.calibrated else f' <span class="uncalibrated">{uncalibrated}</span>'
    warnings = "".join(f"<p>{escape(sentence)}</p>" for sentence in report.warnings)
    heading = escape(_("To be kept in mind"))
    aside = f"<aside><h2>{heading}</h2>{warnings}</aside>\n" if warnings else ""
    shown = "".join(map(_figure, report.figures))
    pictures = f'<div class="figures">{shown}</div>\n' if shown else ""
    kind = escape(report.kind)
    footer = escape(_("Measured with Floe."))
    title = escape(_("Areas in {title}").format(title=report.title))
    body = (
        f'<header><p class="kind">{kind}</p>\n<h1>{escape(report.title)}{mark}</h1>\n'
        f'<p class="lead">{escape(report.lead)}</p>\n{_byline(report)}</header>\n{aside}{pictures}'
        f"{''.join(map(_section, report.sections))}<footer>{footer}</footer>"
    )
    style = _STYLE.read_text(encoding="utf-8")
    page = (
        f'<!DOCTYPE html>\n<html lang="{language_tag()}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")


def _figure(figure: Figure) -> str:
    content = base64.b64encode(figure.content).decode("ascii")
    return (
        f'<figure><img src="data:image/{figure.kind};base64,{content}" width="{figure.width}" '
        f'height="{figure.height}" alt="{escape(figure.alternative)}">'
        f"{_bar(figure.bar)}{_legend(figure)}<figcaption>{escape(figure.caption)}</figcaption></figure>\n"
    )


def _byline(report: Report) -> str:
    said = f'<p class="byline">{escape(report.byline)}</p>\n' if report.byline else ""
    return said + (f'<p class="remark">{escape(report.note)}</p>\n' if report.note else "")


def _bar(bar: Bar | None) -> str:
    if bar is None:
        return ""
    return f'<p class="scale"><span style="width:{100 * bar.share:.3f}%"></span>{escape(bar.text)}</p>'


def _legend(figure: Figure) -> str:
    if not figure.legend:
        return ""
    entries = "".join(
        f'<li><span style="background:{escape(colour)}"></span>{escape(name)}</li>'
        for colour, name in figure.legend
    )
    return f'<ul class="legend">{entries}</ul>'


def _section(section: Section) -> str:
    return f"<section>\n<h2>{escape(section.heading)}</h2>\n{''.join(map(_part, section.parts))}</section>\n"


def _part(part: Part) -> str:
    if isinstance(part, Words):
        return f"<p>{escape(part.text)}</p>\n"
    if isinstance(part, Facts):
        rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>\n" for label, value in part.rows)
        return f"<dl{_class('code' if part.code else '')}>\n{rows}</dl>\n"
    return f'<div class="whole">{_figure(part)}</div>\n' if isinstance(part, Figure) else _table(part)


def _table(table: Table) -> str:
    colours = escape(pgettext("of a class", "Colour"))
    head = f'<th class="sw"><span hidden>{colours}</span></th>' if table.colours else ""
    head += "".join(_cell("th", i, text, table) for i, text in enumerate(table.header))
    rows = []
    for number, row in enumerate(table.rows):
        colour = table.colours[number] if table.colours else ""
        filled = f'<span style="background:{escape(colour)}"></span>' if colour else ""
        swatch = f'<td class="sw">{filled}</td>' if table.colours else ""
        rows.append(
            f"<tr>{swatch}{''.join(_cell('td', i, text, table) for i, text in enumerate(row))}</tr>\n"
        )
    notes = "".join(f'<p class="note">{escape(note)}</p>\n' for note in table.notes)
    return f'<div class="wide"><table>\n<tr>{head}</tr>\n{"".join(rows)}</table></div>\n{notes}'


def _cell(tag: str, column: int, text: str, table: Table) -> str:
    return f"<{tag}{_class('n' if column in table.numbers else '')}>{escape(text)}</{tag}>"


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    write_bytes(path, html(report_of(result, cancelled)))


_WHAT = N_("everything for a reader who was not there, with pictures (HTML, one file)")
FORMAT = Format("report_html", "_report.html", _write, "report", _WHAT, nothing)
