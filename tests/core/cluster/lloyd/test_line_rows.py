"""Rows of one number each: every number that there is, with its count, to choose a start from."""

from __future__ import annotations

import numpy as np
import pytest

from core.cluster.lloyd import rows
from core.cluster.lloyd.rows import LineRows


@pytest.mark.parametrize(
    ("valid", "expected", "counts"),
    [([], [-3, 0, 7], [2, 1, 3]), ([True, True, False, False, True, True], [-3, 7], [1, 3])],
)
def test_numbers_are_counted(
    valid: list[bool], expected: list[int], counts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = np.array([-3, 7, -3, 0, 7, 7], np.int16)[:, None]
    steps[[i for i, there in enumerate(valid) if not there]] = 0
    for bins, chunk in ((1, 2), (1 << 24, 2), (1 << 24, 1 << 18)):
        monkeypatch.setattr(rows, "_MOST_BINS", bins)
        monkeypatch.setattr(rows, "_CHUNK", chunk)
        values, found = LineRows(steps, np.array(valid, np.bool_), 1.0).start_features(2)
        assert (values.dtype, found.dtype) == (np.int32, np.int64)
        assert values[:, 0].tolist() == expected
        assert found.tolist() == counts
