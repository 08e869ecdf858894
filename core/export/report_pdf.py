"""STEM_report.pdf: the report on A4, in embedded fonts, with text that can be searched and copied."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import Any

from core.base.errors import Cancelled
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import N_, _, language_tag
from core.export.formats import Format, nothing
from core.export.lettering import CHINESE, LATIN, printable
from core.export.report.report import report_of
from core.export.report.report_parts import Facts, Figure, Part, Report, Section, Table, Words
from core.pipeline.result import Result
from core.writing.replace import write_bytes

_INK, _FAINT, _LINE, _WARN, _TINT = (
    (28, 32, 36),
    (93, 100, 108),
    (208, 212, 217),
    (168, 101, 0),
    (244, 246, 248),
)
_MARGIN, _WIDTH = 20.0, 170.0  # millimetres on A4
_TEXT, _SMALL = 9.5, 8.0  # points
_LEADING = 1.45 * 0.3528  # millimetres a point of type
# What words have of the width that they want in a table, before numbers are broken, too; and then at least.
_LEAST_SHARE, _LEAST_WORDS = 0.4, 30.0
# Tables of no more rows than this stay on one page.
_TOGETHER = 12
# Of every report: a date of its own would be that of the day, and two exports of a result would differ.
_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def pdf(report: Report, cancelled: Cancel = never_cancelled) -> bytes:
    """The pages. Deterministic. Raises Cancelled."""
    pages = _Pages(report)
    try:
        raise_if_cancelled(cancelled)
        for section in report.sections:
            pages.add(section)
        raise_if_cancelled(cancelled)
    except Cancelled:
        pages.close()
        raise
    return pages.content()


class _Pages:
    def __init__(self, report: Report) -> None:
        from fpdf import FPDF

        title = printable(report.title)
        tables = [part for section in report.sections for part in section.parts if isinstance(part, Table)]
        # One size for all of them: that of the widest.
        self._table_size = _TEXT if max((len(each.header) for each in tables), default=0) <= 7 else _SMALL

        class Document(FPDF):  # type: ignore[misc]
            def footer(self) -> None:
                self.set_y(-14)
                self.set_font("Noto", size=_SMALL)
                self.set_text_color(*_FAINT)
                self.cell(_WIDTH - 20, 5, title)
                self.cell(20, 5, f"{self.page_no()} / {{nb}}", align="R")

        self._pdf: Any = Document(unit="mm", format="A4")
        self._begin(report)
        self._head(report)
        self._figures(report.figures)

    def content(self) -> bytes:
        return bytes(self._pdf.output())

    def close(self) -> None:
        """Give them up. WORKAROUND: fpdf closes its fonts only once it has written them."""
        for font in self._pdf.fonts.values():
            font.close()

    def _begin(self, report: Report) -> None:
        pdf = self._pdf
        pdf.set_margins(_MARGIN, _MARGIN - 2, _MARGIN)
        pdf.set_auto_page_break(True, margin=20)
        pdf.c_margin = 0
        pdf.add_font("Noto", "", LATIN["regular"])
        pdf.add_font("Noto", "B", LATIN["bold"])
        pdf.add_font("Chinese", "", CHINESE)
        pdf.set_fallback_fonts(["Chinese"], exact_match=False)
        pdf.set_title(_("Areas in {title}").format(title=printable(report.title)))
        pdf.set_creator("Floe")
        pdf.set_producer("Floe")
        pdf.set_lang(language_tag())
        pdf.set_creation_date(_DATE)
        pdf.add_page()

    def _head(self, report: Report) -> None:
        pdf = self._pdf
        self._text(report.kind.upper(), _SMALL, _FAINT)
        self._text(report.title, 19, _INK, bold=True)
        if not report.calibrated:
            self._text(_("uncalibrated"), _TEXT, _WARN, bold=True)
        pdf.ln(1)
        self._text(report.lead, 11.5, _INK)
        if report.byline:
            self._text(report.byline, _TEXT, _FAINT)
        if report.note:
            self._text(report.note, _TEXT, _INK)
        pdf.ln(2)
        if report.warnings:
            top = pdf.get_y()
            pdf.set_left_margin(_MARGIN + 4)
            pdf.set_x(_MARGIN + 4)
            self._text(_("To be kept in mind"), _TEXT, _WARN, bold=True)
            for sentence in report.warnings:
                self._text(sentence, _TEXT, _INK)
            pdf.set_left_margin(_MARGIN)
            pdf.set_x(_MARGIN)
            if pdf.get_y() > top:
                # In a context of its own: a fill colour that is left behind fills every table after it.
                with pdf.local_context(fill_color=_WARN):
                    pdf.rect(_MARGIN, top, 0.8, pdf.get_y() - top, style="F")
            pdf.ln(3)

    def _figures(self, figures: tuple[Figure, ...]) -> None:
        """Side by side, unless they are so wide that half a page would be too little."""
        pdf = self._pdf
        if not figures:
            return
        aspect = figures[0].height / figures[0].width
        gap = 6.0
        width = (_WIDTH - gap) / 2 if aspect > 0.45 else _WIDTH
        width = min(width, 110 / aspect)
        beside = width <= (_WIDTH - gap) / 2
        top, bottom = pdf.get_y(), pdf.get_y()
        for i, figure in enumerate(figures):
            x = _MARGIN + (i % 2) * ((_WIDTH + gap) / 2) if beside else _MARGIN
            if not beside and pdf.get_y() + width * aspect + 12 > pdf.h - 20:
                pdf.add_page()
            y = top if beside else pdf.get_y()
            pdf.image(io.BytesIO(figure.content), x, y, w=width, alt_text=figure.alternative)
            pdf.set_xy(x, y + width * aspect + 0.5)
            self._under(figure, x, width)
            self._text(figure.caption, _SMALL, _FAINT, width=width)
            bottom = max(bottom, pdf.get_y())
            pdf.set_y(bottom + (0 if beside else 2))
        pdf.set_y(bottom + 2)

    def _under(self, figure: Figure, x: float, width: float) -> None:
        """Scale bar and legend, in the type of the caption."""
        pdf, line = self._pdf, _SMALL * _LEADING
        if figure.bar is not None:
            y, long = pdf.get_y(), width * figure.bar.share
            with pdf.local_context(fill_color=_INK):
                pdf.rect(x, y + line / 2 - 0.4, long, 0.8, style="F")
            pdf.set_xy(x + long + 1.5, y)
            self._text(figure.bar.text, _SMALL, _INK, width=width - long - 1.5)
        y, at = pdf.get_y(), x
        pdf.set_font("Noto", size=_SMALL)
        for colour, name in figure.legend:
            text = printable(name)
            wanted = min(pdf.get_string_width(text), width - 4) + 4
            if at + wanted > x + width and at > x:
                y, at = y + line, x
            filled = tuple(bytes.fromhex(colour[1:]))
            with pdf.local_context(fill_color=filled, draw_color=_FAINT, line_width=0.1):
                pdf.rect(at, y + line / 2 - 1.2, 2.4, 2.4, style="DF")
            pdf.set_xy(at + 3.4, y)
            pdf.set_text_color(*_INK)
            pdf.cell(wanted - 4, line, _cut(pdf, text, width - 4))
            at += wanted + 3
        pdf.set_xy(x, y + (line if figure.legend else 0))

    def add(self, section: Section) -> None:
        pdf = self._pdf
        if pdf.get_y() + 34 > pdf.h - 20:  # no heading alone at the foot of a page
            pdf.add_page()
        else:
            pdf.ln(2)
            pdf.set_draw_color(*_LINE)
            pdf.line(_MARGIN, pdf.get_y(), _MARGIN + _WIDTH, pdf.get_y())
            pdf.ln(2)
        self._text(section.heading, 12, _INK, bold=True)
        pdf.ln(1)
        for part, below in zip_longest(section.parts, section.parts[1:]):
            if isinstance(part, Words) and isinstance(below, Table):
                # The sentence that says what a table shows goes to the next page with it.
                self._room_for(below, under=_TEXT * _LEADING + 1.5)
            self._part(part)
            pdf.ln(1.5)

    def _part(self, part: Part) -> None:
        if isinstance(part, Words):
            self._text(part.text, _TEXT, _INK)
        elif isinstance(part, Facts):
            for label, value in part.rows:
                y = self._pdf.get_y()
                self._text(label, _TEXT, _FAINT, width=42)
                below = self._pdf.get_y()
                self._pdf.set_xy(_MARGIN + 44, y)
                self._text(value, _SMALL if part.code else _TEXT, _INK, width=_WIDTH - 44)
                self._pdf.set_xy(_MARGIN, max(below, self._pdf.get_y()))
        elif isinstance(part, Figure):
            self._whole(part)
        else:
            self._table(part)

    def _whole(self, figure: Figure) -> None:
        """As wide as the text, or as high as a page allows."""
        pdf = self._pdf
        aspect = figure.height / figure.width
        width = min(_WIDTH, (pdf.h - 70) / aspect)
        if pdf.get_y() + width * aspect + 8 > pdf.h - 20:
            pdf.add_page()
        y = pdf.get_y()
        pdf.image(io.BytesIO(figure.content), _MARGIN, y, w=width, alt_text=figure.alternative)
        pdf.set_xy(_MARGIN, y + width * aspect + 0.5)
        self._text(figure.caption, _SMALL, _FAINT)

    def _table(self, table: Table) -> None:
        from fpdf.fonts import FontFace

        pdf = self._pdf
        pdf.set_draw_color(*_LINE)
        pdf.set_text_color(*_INK)
        size = self._table_size
        pdf.set_font("Noto", size=size)
        self._room_for(table)
        widths = self._widths(table)
        swatches = bool(table.colours)
        aligns = ["RIGHT" if i in table.numbers else "LEFT" for i in range(len(table.header))]
        head = FontFace(emphasis="BOLD", color=_FAINT)
        with pdf.table(
            width=sum(widths) + (6 if swatches else 0),
            col_widths=([6.0] if swatches else []) + widths,
            text_align=((["LEFT"] if swatches else []) + aligns),
            borders_layout="HORIZONTAL_LINES",
            headings_style=head,
            line_height=size * _LEADING,
            padding=(1.0, 1.2, 1.0, 0),
            align="LEFT",
        ) as rows:
            row = rows.row()
            for text in ([""] if swatches else []) + list(table.header):
                row.cell(printable(text))
            for number, cells in enumerate(table.rows):
                row = rows.row()
                if swatches:
                    colour = tuple(bytes.fromhex(table.colours[number][1:])) or None
                    row.cell("■" if colour else "", style=FontFace(color=colour))
                for text in cells:
                    row.cell(printable(text))
        for note in table.notes:
            pdf.ln(1)
            self._text(note, _SMALL, _FAINT)

    def _room_for(self, table: Table, under: float = 0.0) -> None:
        """A new page where a short table does not fit on this one, so many millimetres further down."""
        height = under + (len(table.rows) + 1) * (self._table_size * _LEADING + 2.0)
        if len(table.rows) <= _TOGETHER and self._pdf.get_y() + height > self._pdf.h - 20:
            self._pdf.add_page()

    def _widths(self, table: Table) -> list[float]:
        """By the longest cell. Where they are too wide, the header of numbers is broken between its words,
        and all are shrunk alike, but for numbers; where too little would be left beside these, they are
        broken, too.
        """
        columns = [list(column) for column in zip(table.header, *table.rows, strict=False)]
        widths = [self._width(column) for column in columns]
        room = _WIDTH - (6 if table.colours else 0)
        if sum(widths) > room:
            for i in table.numbers:
                widths[i] = self._width([*columns[i][0].split(), *columns[i][1:]])
        fixed = sum(width for i, width in enumerate(widths) if i in table.numbers)
        free = sum(widths) - fixed
        if sum(widths) <= room:
            return widths
        factor = (room - fixed) / free if free else 0.0
        if factor >= _LEAST_SHARE:
            return [width if i in table.numbers else width * factor for i, width in enumerate(widths)]
        least = [self._least(i in table.numbers, column) for i, column in enumerate(columns)]
        return _shared(widths, least, room)

    def _least(self, numbers: bool, column: Sequence[str]) -> float:
        """Of a column, in millimetres: its longest word; a name may be broken anywhere."""
        # At plain spaces alone, as lines are broken.
        width = self._width([word for text in column for word in text.split(" ")])
        return width if numbers else min(width, _LEAST_WORDS)

    def _width(self, texts: Sequence[str]) -> float:
        longest: float = max(self._pdf.get_string_width(printable(text)) for text in texts)
        return longest * 1.06 + 5

    def _text(
        self, text: str, size: float, colour: tuple[int, int, int], *, bold: bool = False, width: float = 0
    ) -> None:
        pdf = self._pdf
        pdf.set_font("Noto", "B" if bold else "", size)
        pdf.set_text_color(*colour)
        pdf.multi_cell(
            width,
            size * _LEADING,
            printable(text),
            align="L",
            new_x="LMARGIN",
            new_y="NEXT",
            wrapmode=_wrap(text),
        )


def _shared(wanted: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """To each its least width, and of what is left a part by how much more it wants."""
    spare = room - sum(least)
    if spare <= 0:
        return [width * room / sum(least) for width in least]
    more = [max(0.0, width - few) for width, few in zip(wanted, least, strict=True)]
    return [few + spare * each / sum(more) for few, each in zip(least, more, strict=True)]


def _cut(pdf: Any, text: str, width: float) -> str:
    """The text, with an ellipsis where it is wider."""
    if pdf.get_string_width(text) <= width:
        return text
    while text and pdf.get_string_width(text + "…") > width:
        text = text[:-1]
    return text + "…"


def _wrap(text: str) -> str:
    """Hashes and Chinese have no spaces to break lines at."""
    return "CHAR" if max(map(len, text.split()), default=0) > 60 else "WORD"


def _write(path: Path, result: Result, cancelled: Cancel) -> None:
    write_bytes(path, pdf(report_of(result, cancelled), cancelled))


_WHAT = N_("everything for a reader who was not there, with pictures (PDF)")
FORMAT = Format("report_pdf", "_report.pdf", _write, "report", _WHAT, nothing)
