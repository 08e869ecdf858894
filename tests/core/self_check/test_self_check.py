"""The self-check: every number is right here, and one that were wrong would be told."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from core.base.errors import Cancelled
from core.self_check.self_check import (
    Finding,
    check_json,
    check_verdict,
    checks,
    finding_cells,
    findings,
    table,
)

RIGHT = Finding("blocks", "pixels of dark", "px", 15624, 15624, 0.0)


def test_floe_measures_right_here() -> None:
    found = list(findings())
    assert len(found) >= 30
    assert [f"{finding.scene}: {finding.quantity}" for finding in found if not finding.ok] == []
    assert (
        check_verdict(found) == f"Floe measures right here: all {len(found)} numbers are as they should be."
    )


def test_ground_areas_agree_far_better_than_they_must() -> None:
    ground = [finding for finding in findings() if finding.unit == "km²"]
    assert len(ground) >= 18
    assert max(abs(finding.difference / finding.expected) for finding in ground) < 1e-5


@pytest.mark.parametrize("found", [15625, 15623, math.nan, math.inf])
def test_a_wrong_number_is_told(found: float) -> None:
    wrong = replace(RIGHT, found=found)
    assert not wrong.ok
    assert finding_cells(wrong)[-1] == "WRONG"
    assert check_verdict([RIGHT, wrong]) == "1 of 2 numbers is not as it should be: please report this."
    assert not check_json([RIGHT, wrong])["ok"]


def test_the_table_says_expected_beside_found() -> None:
    head, line, _, sentence = table([RIGHT]).splitlines()
    assert head.split() == ["scene", "quantity", "expected", "found", "difference", "allowed", "unit"]
    number = "15\u202f624"
    assert line.split(" ") != line.split()  # narrow spaces stand between thousands
    cells = [cell for cell in line.split(" ") if cell]
    assert cells == ["blocks", "pixels", "of", "dark", number, number, "0", "0", "px", "right"]
    assert sentence.startswith("Floe measures right here")


def test_a_cancel_is_heard_before_a_scene_is_measured() -> None:
    for check in checks()[1:3]:
        with pytest.raises(Cancelled):
            check.findings(lambda: True)
