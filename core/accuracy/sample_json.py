"""A sample as plain JSON values, as documents and records keep it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, get_args

from core.accuracy.sample import MOST_POINTS, Answer, Point, Said, Sample
from core.accuracy.strata import Strata, strata_from, strata_json
from core.base.errors import ParameterError
from core.base.sentences import _
from core.writing.one_line import is_one_line


def sample_json(sample: Sample) -> dict[str, Any]:
    """Plain JSON values, as `sample_from` reads them: all but the raster of the strata (Strata.packed), which
    stays the same from answer to answer. points: [row, column, stratum], all from 0.
    """
    return {
        "seed": sample.seed,
        "shape": list(sample.strata.raster.shape),
        "strata": strata_json(sample.strata.kinds),
        "wanted": sample.wanted,
        "points": [[each.row, each.column, each.stratum] for each in sample.points],
        "answers": answers_json(sample.answers),
        "leads": sample.leads,
        **({"source": sample.source} if sample.source else {}),
    }


def answers_json(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    """As `answers_from` reads them."""
    return [
        {
            "point": each.point,
            "said": each.said,
            **({"class": each.name} if each.name else {}),
            "observer": each.observer,
        }
        for each in answers
    ]


def sample_from(values: Any, packed: Any, shape: tuple[int, int]) -> Sample:
    """The sample of `sample_json` and its raster, for a picture of (height, width); nothing is trusted.

    Raises ParameterError for one of another picture, KeyError, TypeError or ValueError for a damaged one.
    """
    if [*shape] != values["shape"]:
        raise ParameterError(
            _("The points are for a picture of another size, {other}, not {size}.").format(
                other=values["shape"], size=[*shape]
            )
        )
    if len(values["points"]) > MOST_POINTS or type(values["leads"]) is not bool:
        raise ValueError("the sample is damaged")
    strata = strata_from(values["strata"], packed, shape)
    points = tuple(Point(*(whole(number) for number in each)) for each in values["points"])
    for each in points:
        # Negative numbers are none here, and what lies outside is an IndexError.
        if strata.raster[each.row, each.column] != each.stratum + 1:
            raise ValueError("a point lies in another stratum")
    if len({(each.row, each.column) for each in points}) < len(points):
        raise ValueError("two points are the same")
    return sample_of(values, strata, points, leads=values["leads"])


def sample_of(values: Any, strata: Strata, points: tuple[Point, ...], *, leads: bool) -> Sample:
    """The sample of these points, with seed, answers and source of the values. Raises as `sample_from`."""
    answers = tuple(_answer_from(each, len(points)) for each in values["answers"])
    if len({(each.point, each.observer) for each in answers}) < len(answers):
        raise ValueError("a point has two answers of one observer")
    wanted = whole(values["wanted"])
    if not len(points) <= wanted <= MOST_POINTS:
        raise ValueError("more points than are wanted")
    source = values.get("source", "")
    if not isinstance(source, str) or not is_one_line(source):
        raise TypeError("the source of a sample is no name")
    return Sample(whole(values["seed"]), strata, wanted, points, answers, leads, source)


def _answer_from(values: Any, points: int) -> Answer:
    said, name, observer = values["said"], values.get("class", ""), values["observer"]
    point = whole(values["point"])
    if said not in get_args(Said) or (said == "class") != bool(name) or point >= points:
        raise ValueError("an answer is damaged")
    if not all(isinstance(each, str) and is_one_line(each) for each in (name, observer)):
        raise TypeError("a name of an answer is damaged")
    return Answer(point, said, name, observer)


def whole(value: Any) -> int:
    """The value, where it is a whole number that is not below 0. Raises TypeError."""
    if type(value) is not int or value < 0:
        raise TypeError(f"{value!r} is no whole number")
    return value
