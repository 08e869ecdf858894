"""Why a pixel is in the class that a classifier gives it."""

from __future__ import annotations

import numpy as np
import pytest

from core.classify.gaussian_process import kernel
from core.measure.classified import Classified, classified
from core.measure.explain_learned import LikeExample, explain_learned
from tests.core.maps import counts_of
from tests.core.measure.test_classified_by_hand import CLASSES, EXAMPLES, LABELS, seen


@pytest.fixture(scope="module")
def found() -> Classified:
    return classified(seen(), LABELS, CLASSES, counts_of(LABELS, 4), EXAMPLES)[1]


def test_every_pixel_has_the_class_of_its_first_score(found: Classified) -> None:
    for row, column in np.argwhere((LABELS > 0) & (LABELS != 3)).tolist():
        why = explain_learned(found.of, column, row)
        assert why is not None
        place = int(found.of.after[row, column])
        assert why.class_name == CLASSES[place - 1].name
        assert why.scores[0][1] >= why.scores[1][1]


def test_an_example_is_most_like_itself_and_what_its_cluster_is_named_is_told(found: Classified) -> None:
    why = explain_learned(found.of, 4, 1)
    assert why is not None
    assert why.alike[0] == LikeExample("bright", 4, 1, pytest.approx(1, abs=1e-5))
    assert [each.likeness for each in why.alike] == sorted((e.likeness for e in why.alike), reverse=True)
    assert len(why.alike) == 3
    assert [each.class_name for each in why.alike] == ["bright"] * 3
    for each in why.alike[1:]:
        one, other = (found.of.looks.at(np.array([place])) for place in (4 + 12, each.column + 12 * each.row))
        own = float(kernel(one, one, 1.0)[0, 0] * kernel(other, other, 1.0)[0, 0])
        assert each.likeness == pytest.approx(float(kernel(one, other, 1.0)[0, 0]) / own**0.5, abs=1e-5)
        assert each.likeness < 0.95
    assert (why.class_name, why.expected, why.prior) == ("bright", "dark", pytest.approx(1 - 7 / 40))
    unnamed = explain_learned(found.of, 7, 4)
    assert unnamed is not None
    assert unnamed.expected == ""


def test_where_the_names_are_kept_only_what_has_none_is_explained() -> None:
    kept = classified(seen(), LABELS, CLASSES, counts_of(LABELS, 4), EXAMPLES[:6])[1]
    assert explain_learned(kept.of, 4, 1) is None
    assert explain_learned(kept.of, 7, 4) is not None


def test_what_no_example_can_take_has_no_reason(found: Classified) -> None:
    assert explain_learned(found.of, 0, 7) is None
