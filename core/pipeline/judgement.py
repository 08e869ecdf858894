"""What a reference says of a result."""

from __future__ import annotations

from dataclasses import dataclass

from core.document.plain_json import Json
from core.measure.checked_map import Checked
from core.pipeline.accuracy_json import check_json


@dataclass(frozen=True, eq=False)
class ReferenceCheck:
    """path: of the file, as it was given. design: how its points are taken. notes: whole sentences.

    inside: the same inside each region of interest, None where nobody has looked.
    """

    path: str
    design: str
    checked: Checked
    notes: tuple[str, ...]
    inside: tuple[Checked | None, ...] = ()

    @property
    def json(self) -> Json:
        """ "reference" of `--json` and of the record."""
        return check_json(self.checked, self.design)

    def json_inside(self, region: int) -> Json:
        """ "reference" inside a region of interest; {} where nobody has looked."""
        found = self.inside[region] if self.inside else None
        return {} if found is None else {"reference": check_json(found, self.design)}
