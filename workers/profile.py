"""Jobs of the line profile: computed, as text, as a file; submit them to a JobThread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.base.arrays import Bytes
from core.base.parallel import Cancel
from core.classes.classes import Classes
from core.export.tables.profile import profile_csv
from core.image.image import Image
from core.measure.line_profile import LineProfile, ProfileLine, line_profile
from core.scale.calibration import Calibration
from core.writing.replace import write_bytes


@dataclass(frozen=True, eq=False)
class ProfileRequest:
    """See core.measure.line_profile. colours: "#rrggbb" by the names of the classes."""

    image: Image
    line: ProfileLine
    calibration: Calibration
    labels: Bytes | None
    classes: Classes
    colours: dict[str, str]


def compute(request: ProfileRequest, cancelled: Cancel) -> tuple[LineProfile, dict[str, str]]:
    """The profile, and the colours beside it. Raises ParameterError, Cancelled."""
    found = line_profile(
        request.image,
        request.line,
        request.calibration,
        labels=request.labels,
        classes=request.classes,
        cancelled=cancelled,
    )
    return found, request.colours


def write(path: Path, profile: LineProfile, _: Cancel) -> Path:
    """Write it as CSV, whole or not at all. Raises WriteError."""
    write_bytes(path, profile_csv(profile))
    return path
