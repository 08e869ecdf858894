"""Clusters are numbered from 1 by size; noise stays apart."""

import numpy as np

from core.collection.numbering import numbered_by_size


def test_the_largest_is_1_and_of_two_alike_the_one_with_the_first_row():
    labels, was = numbered_by_size(np.array([7, -1, 2, 5, 5, 2, 9, 9, 9, -1]))
    assert labels.tolist() == [4, -1, 2, 3, 3, 2, 1, 1, 1, -1]
    assert was.tolist() == [9, 2, 5, 7]
    assert labels.dtype == np.int64


def test_nothing_but_noise_has_no_clusters():
    labels, was = numbered_by_size(np.array([-1, -1]))
    assert labels.tolist() == [-1, -1]
    assert was.tolist() == []
