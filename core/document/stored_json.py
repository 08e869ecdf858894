"""What runs in the guarded process for records and journals; it imports next to nothing, so it is quick.

The bytes of a file come back once they are known to be JSON that fits in memory.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from core.base.errors import ReadError
from core.base.json_text import parsed
from core.base.sentences import _

# Of ten thousand pictures.
_LARGEST = 512 << 20


def checked_lines(path: Path) -> bytes:
    """Runs in the guarded process: the whole lines of a journal. Raises ReadError."""
    content = _content(path)
    lines = []
    for line in content.splitlines():
        with suppress(ValueError):
            parsed(line)
            lines.append(line)
    return b"\n".join(lines)


def checked_object(path: Path) -> bytes:
    """Runs in the guarded process: a JSON file as it is, once it is known to be one. Raises ReadError."""
    content = _content(path)
    try:
        parsed(content)
    except ValueError:
        raise ReadError(path, _("it is no record, or there is too much in it.")) from None
    return content


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ReadError(path, _("it is too large for such a file."))
        return path.read_bytes()
    except OSError as error:
        raise ReadError(path, f"{error.strerror}.") from error


def format_of(path: Path) -> str:
    """Runs in the guarded process: which kind of record a file is; "" of none, or of one that is not read:
    whoever reads it in earnest says why.
    """
    with suppress(ReadError, ValueError):
        values = parsed(_content(path))
        return str(values.get("format", "")) if isinstance(values, dict) else ""
    return ""
