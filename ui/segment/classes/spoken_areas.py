"""The areas in words, for who hears them: of the table, and of the picture that shows them."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.sentences import with_semicolons
from core.measure.area_words import first_area, spoken
from core.measure.areas import AreaRow

# That are read aloud at once; the rows of the table have them all.
_MOST = 12


def spoken_areas(rows: Sequence[AreaRow]) -> str:
    """ "ice: 18 940 ± 230 km² (65.0 ± 0.8 %); class 2: …"."""
    return with_semicolons(f"{spoken(row)}: {first_area(row)}" for row in rows[:_MOST])
