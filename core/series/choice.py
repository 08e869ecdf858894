"""Which legend a series is measured by, as it is typed: fit-all, fit:IMAGE, each, or a file of one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from core.base.errors import ParameterError
from core.base.sentences import _

LegendKind = Literal["fit-all", "fit", "file", "each"]
LEGEND_KINDS: tuple[LegendKind, ...] = get_args(LegendKind)
_FIT = "fit:"


@dataclass(frozen=True)
class LegendChoice:
    """kind: fitted on all pictures, on one, from a file, or a clustering for each picture.

    path: of that picture or file.
    """

    kind: LegendKind = "fit-all"
    path: Path | None = None

    @property
    def text(self) -> str:
        """As tables name it: without the folder."""
        if self.path is None:
            return self.kind
        return f"{_FIT}{self.path.name}" if self.kind == "fit" else self.path.name


def parse_legend(text: str) -> LegendChoice:
    """Raises ParameterError where no picture is named after "fit:"."""
    if text in ("fit-all", "each"):
        return LegendChoice("fit-all" if text == "fit-all" else "each")
    if text.startswith(_FIT):
        if not text.removeprefix(_FIT):
            raise ParameterError(_("--legend fit: names no picture: write fit:IMAGE."))
        return LegendChoice("fit", Path(text.removeprefix(_FIT)))
    return LegendChoice("file", Path(text))
