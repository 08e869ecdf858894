"""Members of zip files that Floe writes: the same content is the same bytes."""

from __future__ import annotations

import zipfile

from core.base.parallel import Cancel, chunks, never_cancelled

# Zip keeps a time with every member; always the same one.
_TIME = (1980, 1, 1, 0, 0, 0)
_CHUNK = 1 << 20


def add_member(
    archive: zipfile.ZipFile,
    name: str,
    content: bytes,
    compression: int = zipfile.ZIP_DEFLATED,
    cancelled: Cancel = never_cancelled,
) -> None:
    """Raises OSError, Cancelled."""
    member = zipfile.ZipInfo(name, _TIME)
    member.compress_type = compression
    member.external_attr = 0o644 << 16
    member.file_size = len(content)
    with archive.open(member, "w") as file:
        for part in chunks(len(content), _CHUNK, cancelled):
            file.write(content[part])
