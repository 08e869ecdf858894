"""Two runs side by side."""

import numpy as np
import pytest

from core.base.errors import ParameterError
from core.collection.run_comparison import Outcome, compared, outcome_in


def outcome(text, labels, folder="in"):
    """Pictures by their contents, a letter each."""
    return Outcome("k", "a run", tuple(f"{folder}/{each}" for each in text), tuple(text), np.array(labels))


def test_pictures_are_known_by_their_content_and_copies_by_their_order():
    found = compared(outcome("aabcd", [1, 2, 1, 2, -1]), outcome("dxcaab", [-1, 3, 1, 2, 1, 2], "elsewhere"))
    assert found.rows.tolist() == [[0, 1, 2, 3, 4], [3, 4, 5, 2, 0]]
    assert found.labels.tolist() == [[1, 2, 1, 2, -1], [2, 1, 2, 1, -1]]
    assert found.table.matched == {1: 2, 2: 1, -1: -1}
    assert not found.moved.any()
    assert found.alone == (0, 1)
    more = compared(outcome("aab", [1, 1, 2]), outcome("ab", [1, 1]))
    assert (more.rows.tolist(), more.alone, more.moved.tolist()) == ([[0, 2], [0, 1]], (1, 0), [False, True])


def test_without_a_picture_in_common_there_is_nothing_to_compare():
    with pytest.raises(ParameterError, match="no picture in common"):
        compared(outcome("a", [1]), outcome("b", [1]))


def record(**other):
    return {
        "key": "abc",
        "embedding": {"name": "file"},
        "method": "kmeans",
        "pictures": {"path": ["a", "b", "c"], "sha256": ["x", "", "z"], "cluster": [1, None, -1]},
        "clusters": [{"cluster": 1, "name": "ice"}, {"cluster": -1, "name": ""}],
        **other,
    }


def test_the_outcome_in_a_record():
    found = outcome_in(record())
    assert (found.paths, found.sha256s, found.labels.tolist()) == (("a", "c"), ("x", "z"), [1, -1])
    assert found.title == "2 pictures by k-means of vectors of a file"
    assert [found.label(each) for each in (1, 2, -1)] == ["ice", "cluster 2", "noise"]
    with pytest.raises(ValueError, match="clusters from 1"):
        outcome_in(record(pictures={"path": ["a"], "sha256": ["x"], "cluster": [0]}))
    with pytest.raises(ValueError, match="a run of pictures"):
        outcome_in(record(pictures={"path": ["a"], "sha256": [""], "cluster": [None]}))
    with pytest.raises(ParameterError, match="no method"):
        outcome_in(record(method="magic"))
