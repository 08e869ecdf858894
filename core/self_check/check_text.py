"""The findings of the self-check as text: a table to read, lines to paste, values for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.self_check.self_check import Finding

_HEAD = ("scene", "quantity", "expected", "found", "difference", "allowed", "unit", "")


def _number(value: float) -> str:
    """Whole numbers as they are, others with nine significant digits."""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.9g}"


def _share(finding: Finding, value: float) -> str:
    """A difference as a part of what is expected: "0", "−0.25 %", "< 0.001 %"."""
    if value == 0 or not finding.expected:
        return "0"
    percent = 100 * value / finding.expected
    return "< 0.001 %" if abs(percent) < 0.001 else f"{percent:+.2g} %".replace("-", "−")


def cells(finding: Finding) -> tuple[str, ...]:
    """One row of the table, under _HEAD."""
    return (
        finding.scene,
        finding.quantity,
        _number(finding.expected),
        _number(finding.found),
        _share(finding, finding.difference),
        _share(finding, finding.allowed).replace("+", "±"),
        finding.unit,
        "right" if finding.ok else "WRONG",
    )


def verdict(findings: Sequence[Finding]) -> str:
    """One sentence."""
    wrong = sum(not finding.ok for finding in findings)
    if not wrong:
        return f"Floe measures right here: all {len(findings)} numbers are as they should be."
    return f"{wrong} of {len(findings)} numbers are not as they should be: please report this."


def table(findings: Sequence[Finding]) -> str:
    """Aligned columns and the verdict, without the last line break."""
    rows = [_HEAD, *(cells(finding) for finding in findings)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_HEAD))]
    lines = [
        "  ".join(
            text.rjust(width) if 2 <= i <= 5 else text.ljust(width)
            for i, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join((*lines, "", verdict(findings)))


def check_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """Plain JSON values."""
    return {
        "ok": all(finding.ok for finding in findings),
        "findings": [
            {**vars(finding), "difference": finding.difference, "ok": finding.ok} for finding in findings
        ],
    }
