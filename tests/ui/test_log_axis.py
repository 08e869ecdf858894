"""The numbers of a logarithmic axis."""

from __future__ import annotations

import pytest

from ui.log_axis import _said


@pytest.mark.parametrize(
    ("exponent", "text"),
    [
        (-3.0, "0.001"),
        (-0.30103, "0.5"),
        (0.0, "1"),
        (2.30103, "200"),
        (3.0, "1000"),
        (4.0, "10⁴"),
        (4.69897, "5·10⁴"),
    ],
)
def test_numbers_are_written_as_people_read_them(exponent: float, text: str) -> None:
    assert _said(exponent) == text
