"""What a reference says of a result."""

from __future__ import annotations

from dataclasses import dataclass

from core.document.plain_json import Json
from core.measure.checked_map import Checked
from core.pipeline.accuracy_json import check_json


@dataclass(frozen=True, eq=False)
class ReferenceCheck:
    """path: of the file, as it was given. design: how its points are taken. notes: whole sentences."""

    path: str
    design: str
    checked: Checked
    notes: tuple[str, ...]

    @property
    def json(self) -> Json:
        """ "reference" of `--json` and of the record."""
        return check_json(self.checked, self.design)
