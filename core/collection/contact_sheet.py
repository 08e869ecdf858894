"""The contact sheet: small pictures by cluster on A4 pages, the most typical first."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.paths import file_name
from core.base.sentences import _, ngettext
from core.collection.found import Found
from core.collection.words import label, title
from core.export.lettering import CHINESE, LATIN, printable
from core.writing.number_words import grouped

_INK, _FAINT, _LINE = (28, 32, 36), (93, 100, 108), (208, 212, 217)
# Millimetres on A4.
_MARGIN, _WIDTH, _BOTTOM = 15.0, 180.0, 282.0
_ACROSS, _GAP = 6, 3.0
_CELL = (_WIDTH - (_ACROSS - 1) * _GAP) / _ACROSS
_CAPTION, _HEADING = 4.5, 10.0
# Of a cluster: so many of the most typical pictures, and of those that are least sure to belong to it.
_TYPICAL, _DOUBTFUL = 24, 6
# Of every sheet: a date of its own would be that of the day, and two of one run would differ.
_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def contact_sheet(found: Found, cancelled: Cancel = never_cancelled) -> bytes:
    """A PDF; the same bytes for the same run. Raises Cancelled."""
    sheet = _Sheet(title(found))
    for cluster in [*range(1, found.clusters + 1), -1]:
        members = found.members(cluster).tolist()
        if not members:
            continue
        n = len(members)
        many = ngettext("{n} picture", "{n} pictures", n).format(n=grouped(n))
        name = label(found, cluster)
        sheet.heading(f"{name[:1].upper()}{name[1:]} · {many}")
        if n <= _TYPICAL + _DOUBTFUL:
            sheet.pictures(found, members, cancelled)
            continue
        sheet.pictures(found, members[:_TYPICAL], cancelled)
        if cluster > 0:
            sheet.note(_("least sure to belong here"))
            sheet.pictures(found, members[-_DOUBTFUL:], cancelled)
    return sheet.content()


class _Sheet:
    def __init__(self, title: str) -> None:
        from fpdf import FPDF

        self._pdf: Any = FPDF(unit="mm", format="A4")
        pdf = self._pdf
        pdf.set_margins(_MARGIN, _MARGIN, _MARGIN)
        pdf.set_auto_page_break(False)
        pdf.c_margin = 0
        pdf.add_font("Noto", "", LATIN["regular"])
        pdf.add_font("Noto", "B", LATIN["bold"])
        pdf.add_font("Chinese", "", CHINESE)
        pdf.set_fallback_fonts(["Chinese"], exact_match=False)
        pdf.set_title(printable(title))
        pdf.set_creator("Floe")
        pdf.set_producer("Floe")
        pdf.set_creation_date(_DATE)
        pdf.add_page()
        self._y = _MARGIN
        self._text(title, 16.0, _INK, bold=True)
        self._y += 12.0

    def content(self) -> bytes:
        return bytes(self._pdf.output())

    def heading(self, text: str) -> None:
        self._room(_HEADING + _CELL + _CAPTION)
        self._pdf.set_draw_color(*_LINE)
        self._pdf.line(_MARGIN, self._y, _MARGIN + _WIDTH, self._y)
        self._y += 2.5
        self._text(text, 11.0, _INK, bold=True)
        self._y += _HEADING - 2.5

    def note(self, text: str) -> None:
        self._room(5.0 + _CELL + _CAPTION)
        self._text(text, 8.0, _FAINT)
        self._y += 5.0

    def pictures(self, found: Found, rows: list[int], cancelled: Cancel) -> None:
        for start in range(0, len(rows), _ACROSS):
            raise_if_cancelled(cancelled)
            self._room(_CELL + _CAPTION)
            for column, row in enumerate(rows[start : start + _ACROSS]):
                self._picture(found, row, _MARGIN + column * (_CELL + _GAP))
            self._y += _CELL + _CAPTION
        self._y += 2.0

    def _picture(self, found: Found, row: int, x: float) -> None:
        """In the middle of its cell, its name below."""
        picture = found.rows[row]
        factor = _CELL / max(picture.width, picture.height)
        width, height = max(0.5, picture.width * factor), max(0.5, picture.height * factor)
        content = io.BytesIO(found.looks[picture.content].thumbnail)
        left, top = x + (_CELL - width) / 2, self._y + (_CELL - height) / 2
        self._pdf.image(content, left, top, w=width, h=height)
        name = self._fitting(printable(file_name(str(picture.path))))
        y, self._y = self._y, self._y + _CELL + 0.4
        self._text(name, 6.0, _FAINT, x=x, width=_CELL, align="C")
        self._y = y

    def _fitting(self, name: str) -> str:
        """Cut in the middle where it is too long: beginning and ending tell names apart."""
        self._pdf.set_font("Noto", "", 6.0)
        shown, kept = name, len(name)
        while self._pdf.get_string_width(shown) > _CELL and kept > 4:
            kept -= 1
            shown = f"{name[: kept // 2]}…{name[-(kept - kept // 2) :]}"
        return shown

    def _room(self, height: float) -> None:
        if self._y + height > _BOTTOM:
            self._pdf.add_page()
            self._y = _MARGIN

    def _text(
        self,
        text: str,
        size: float,
        colour: tuple[int, int, int],
        *,
        bold: bool = False,
        x: float = _MARGIN,
        width: float = _WIDTH,
        align: str = "L",
    ) -> None:
        pdf = self._pdf
        pdf.set_font("Noto", "B" if bold else "", size)
        pdf.set_text_color(*colour)
        pdf.set_xy(x, self._y)
        pdf.cell(width, size * 0.45, printable(text), align=align)
