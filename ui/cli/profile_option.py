"""--profile of `floe segment`: the values along a line, as a file beside the others."""

from __future__ import annotations

from pathlib import Path

from core.base.errors import ParameterError
from core.base.parallel import never_cancelled
from core.base.sentences import _
from core.export.tables.profile import profile_csv
from core.image.image import Image
from core.io.tiled_image import TiledImage
from core.measure.line_profile import ProfileLine, check_ends, line_profile
from core.pipeline.result import Result
from core.writing.replace import write_bytes


def check_profile(line: ProfileLine | None, source: Image | TiledImage) -> None:
    """Before the picture is clustered. Raises ParameterError where there can be no such profile of it."""
    if line is None:
        return
    if isinstance(source, TiledImage):
        raise ParameterError(
            _(
                "A profile needs the whole picture in memory, and this one is larger: cut the picture into "
                "parts that fit (gdal_translate -srcwin)."
            )
        )
    check_ends(line, source)


def write_profile(line: ProfileLine | None, result: Result, folder: Path, stem: str) -> dict[str, Path]:
    """Write STEM_profile.csv; the path by its key, nothing without a line. Raises WriteError."""
    image = result.image
    if line is None or not isinstance(image, Image):
        return {}
    found = line_profile(
        image,
        line,
        result.areas.calibration,
        labels=result.labels,
        classes=result.classes,
        cancelled=never_cancelled,
    )
    path = folder / f"{stem}_profile.csv"
    write_bytes(path, profile_csv(found))
    return {"profile": path}
