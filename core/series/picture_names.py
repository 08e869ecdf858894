"""What the pictures of a series are called in its tables."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path


def relative_names(paths: Sequence[str]) -> list[str]:
    """The paths from the folder that all lie in: what lies above it is nobody's business."""
    if not paths:
        return []
    try:
        folder = os.path.commonpath([str(Path(each).parent.absolute()) for each in paths])
    except ValueError:  # several drives
        return list(paths)
    return [Path(os.path.relpath(Path(each).absolute(), folder)).as_posix() for each in paths]
