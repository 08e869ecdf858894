"""When a picture was taken: from what a camera wrote, from its name, or from when a TIFF was written."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

from core.base.errors import ParameterError
from core.base.sentences import _
from core.io.products import picture_stem

DateSource = Literal["", "typed", "exif", "metadata", "name", "pattern", "tiff"]
# Of --by-date: whatever date there is.
AUTO = "auto"

# Numbers of tags: EXIF 2.32, TIFF 6.0, and that of GDAL.
_EXIF_IFD, _TAKEN, _DIGITIZED, _WRITTEN, _GDAL = 0x8769, 36867, 36868, 306, 42112
_ITEM = re.compile(
    r'<Item name="[^"]*(?:acqui|sensing|datetimeoriginal)[^"]*"[^>]*>([^<]{8,40})<', re.IGNORECASE
)
_CLOCK = r"(?:[T _-]?(?P<H>[01]\d|2[0-3])[-:h]?(?P<M>[0-5]\d)(?:[-:m]?(?P<S>[0-5]\d))?)?"
_DAY = r"(?P<Y>(?:19|20)\d\d)(?P<sign>[-_.:]?)(?P<m>0[1-9]|1[0-2])(?P=sign)(?P<d>0[1-9]|[12]\d|3[01])"
_DAY_OF_YEAR = r"(?P<Y>(?:19|20)\d\d)[-_]?(?P<j>[0-3]\d\d)"
# In the order in which they are tried; the first in a name is when it was taken, later ones are versions.
_TYPED = re.compile(
    r"(?P<Y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?:[T ]+(?P<H>\d{1,2}):(?P<M>\d\d)(?::(?P<S>\d\d))?)?"
)
_IN_NAMES = tuple(re.compile(rf"(?<!\d){form}(?!\d)") for form in (_DAY + _CLOCK, _DAY, _DAY_OF_YEAR))
_CODES = {
    "Y": r"(?P<Y>\d{4})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "j": r"(?P<j>\d{3})",
    "H": r"(?P<H>\d{1,2})",
    "M": r"(?P<M>\d{2})",
    "S": r"(?P<S>\d{2})",
}


@dataclass(frozen=True)
class PictureDate:
    """text: "2024-05-01" or "2024-05-01T12:30:00"; empty where nothing is known. source: where it is from."""

    text: str = ""
    source: DateSource = ""

    def __bool__(self) -> bool:
        return bool(self.text)

    @property
    def moment(self) -> datetime:
        """Raises ValueError where there is none."""
        return datetime.fromisoformat(self.text)


@dataclass(frozen=True)
class FileDates:
    """What a file says. taken: by a camera. acquired: by the metadata of a scene. written: of a TIFF.

    typed: what a person says of it, which wins.
    """

    taken: str = ""
    acquired: str = ""
    written: str = ""
    typed: str = ""


def dates_in(path: Path) -> FileDates:
    """Runs in the guarded process: the dates in a file's own metadata; empty ones where it has none."""
    with suppress(Exception):  # whoever reads its pixels says what is wrong with it
        from PIL import Image as PillowImage

        with PillowImage.open(path) as picture:
            tags = picture.getexif()
            inner = tags.get_ifd(_EXIF_IFD)
            acquired = _ITEM.search(str(tags.get(_GDAL, "")))
            return FileDates(
                _iso(inner.get(_TAKEN) or inner.get(_DIGITIZED)),
                _iso(acquired.group(1)) if acquired else "",
                _iso(tags.get(_WRITTEN)) if picture.format == "TIFF" else "",
            )
    return FileDates()


@lru_cache(1 << 14)
def date_of(path: Path, dates: FileDates, pattern: re.Pattern[str] | None = None) -> PictureDate:
    """When a picture was taken: as was typed, else by its pattern (of `parse_pattern`), which its name has to
    match: then nothing else counts. Without: what a camera or the metadata say, then the name, then when a
    TIFF was written.
    """
    if dates.typed:
        return PictureDate(dates.typed, "typed")
    if pattern is not None:
        found = _matched(pattern, picture_stem(path))
        return PictureDate(found, "pattern") if found else PictureDate()
    if dates.taken:
        return PictureDate(dates.taken, "exif")
    if dates.acquired:
        return PictureDate(dates.acquired, "metadata")
    for form in _IN_NAMES:
        if found := _matched(form, picture_stem(path)):
            return PictureDate(found, "name")
    return PictureDate(dates.written, "tiff") if dates.written else PictureDate()


def parse_pattern(text: str) -> re.Pattern[str] | None:
    """Of "scene_%Y-%m-%d*": a part of the name, without its ending; * and ? stand for other characters.

    None for "auto". Raises ParameterError for one that is no date.
    """
    if text == AUTO:
        return None
    parts = re.split(r"(%.|\*|\?)", text)
    codes = [part[1:] for part in parts if part.startswith("%")]
    whole = "Y" in codes and ("j" in codes or {"m", "d"} <= set(codes) or codes == ["Y"] or "m" in codes)
    if not whole or len(set(codes)) < len(codes) or not set(codes) <= set(_CODES):
        raise ParameterError(
            _(
                "“{text}” is no pattern of a date: write %Y, %m, %d (or %j, the day of the year), %H, %M and "
                "%S where the name has them, for example *_%Y%m%d*, or auto."
            ).format(text=text)
        )
    return re.compile("".join(map(_as_regex, parts)))


def pattern_in(path: Path) -> str:
    """Where a name has the date that is found in it by itself, as a pattern, "*_%Y-%m-%d"; "" for none."""
    name = picture_stem(path)
    for form in _IN_NAMES:
        for found in form.finditer(name):
            if not _matched(form, found.group()):
                continue
            spans = sorted((found.span(key), key) for key in _CODES if found.groupdict().get(key))
            text, end = "*" if found.start() else "", found.start()
            for (first, last), key in spans:
                text, end = f"{text}{name[end:first]}%{key}", last
            return text + ("*" if end < len(name) else "")
    return ""


def iso_date(text: str) -> str:
    """A date that was typed, "2024-05-01", "2024-05-01 12:30", as ISO text. Raises ParameterError."""
    if (found := _TYPED.fullmatch(text.strip())) is not None:
        with suppress(ValueError):
            return _from_parts({key: int(value) for key, value in found.groupdict().items() if value})
    raise ParameterError(
        _(
            "“{text}” is no date: write year, month and day, for example 2024-05-01, and the time of day "
            "after it where that matters, 12:30."
        ).format(text=text)
    )


def _as_regex(part: str) -> str:
    if part.startswith("%"):
        return _CODES[part[1:]]
    return {"*": ".*?", "?": "."}.get(part, re.escape(part))


def _matched(pattern: re.Pattern[str], name: str) -> str:
    """The date in a name as ISO text; empty where there is none that the calendar has."""
    for found in pattern.finditer(name):
        parts = {key: value for key, value in found.groupdict().items() if value and key != "sign"}
        with suppress(ValueError):
            return _from_parts({key: int(value) for key, value in parts.items()})
    return ""


def _from_parts(parts: dict[str, int]) -> str:
    """Raises ValueError where there is no such day."""
    if "j" in parts:
        day = datetime(parts["Y"], 1, 1) + timedelta(days=parts["j"] - 1)
        if day.year != parts["Y"]:
            raise ValueError("the year has no such day")
    else:
        day = datetime(parts["Y"], parts.get("m", 1), parts.get("d", 1))
    if "H" not in parts:
        return day.date().isoformat()
    return day.replace(hour=parts["H"], minute=parts.get("M", 0), second=parts.get("S", 0)).isoformat()


def _iso(value: Any) -> str:
    """ "2024:05:01 12:30:00" as EXIF and TIFF write it, or ISO; empty for what is no date."""
    text = str(value or "").strip("\0 ").removesuffix("Z")
    with suppress(ValueError):
        return datetime.strptime(text[:19], "%Y:%m:%d %H:%M:%S").isoformat()
    with suppress(ValueError):
        found = datetime.fromisoformat(text).replace(tzinfo=None, microsecond=0)
        return found.date().isoformat() if len(text) <= 10 else found.isoformat()
    return ""
