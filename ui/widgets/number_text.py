"""Numbers as the window shows them: in the words of core.writing.number_words, which reports have too."""

from __future__ import annotations

from collections.abc import Sequence

from core.base.sentences import with_commas
from core.scale.units import UNITS
from core.writing.number_words import (
    NO_BREAK,
    area_in_words,
    difference,
    error_in_words,
    grouped,
    share,
    short,
)

__all__ = [
    "NO_BREAK",
    "area_text",
    "cluster_ids",
    "count_text",
    "difference_text",
    "error_text",
    "share_text",
]
__all__ += ["short_text", "size_text"]
count_text, share_text, difference_text, short_text = grouped, share, difference, short


def area_text(area: float, unit: str, error: float | None = None, decimals: int | None = None) -> str:
    """1234.5 "km²" → "1 234.5 km²". decimals: where there is no error."""
    return f"{area_in_words(area, error, decimals)}{NO_BREAK}{unit}"


def error_text(error: float) -> str:
    """0.0273 → "± 0.027": two significant digits, more are not known of an error."""
    return f"±{NO_BREAK}{error_in_words(error)}"


def size_text(width: float, height: float) -> str:
    """Two lengths in metres → "1.2 km × 0.7 km", in the unit that suits the longer."""
    unit = next((u for u in ("km", "m", "mm", "µm") if max(width, height) >= UNITS[u]), "nm")
    sides = (f"{short_text(side / UNITS[unit])}{NO_BREAK}{unit}" for side in (width, height))
    return " × ".join(sides)


def cluster_ids(clusters: Sequence[int]) -> str:
    """(1, 2, 3, 7) → "1–3, 7"."""
    runs: list[list[int]] = []
    for cluster in clusters:
        if runs and cluster == runs[-1][-1] + 1:
            runs[-1].append(cluster)
        else:
            runs.append([cluster])
    return with_commas(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs)
