"""Members of zip files that are not trusted."""

from __future__ import annotations

import zipfile

from core.base.sentences import _

_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def plainly_packed(member: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """The member, if it is stored or deflated: other methods claim memory before they give a byte, and have
    errors of their own. Raises BadZipFile.
    """
    if member.compress_type not in _METHODS:
        raise zipfile.BadZipFile(_("packed in an unusual way"))
    return member
