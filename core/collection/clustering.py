"""Clustering the vectors of a collection: any of the methods, with its options, prepared alike."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Ints, frozen
from core.base.closest import did_you_mean
from core.base.errors import ParameterError
from core.base.modules import modules_in
from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import _, ngettext, with_commas
from core.cluster.features.option_values import option_values, parsed_options
from core.cluster.parameters import MAX_K
from core.collection.method import Found, Method, Options, Step, Task, Vectors, pictures
from core.collection.numbering import numbered_by_size
from core.collection.preparation import Preparation, checked_vectors, prepared
from core.writing.number_words import grouped


@dataclass(frozen=True, eq=False)
class Clustered:
    """What a clustering gives. Frozen; can be sent from one process to another.

    labels: (n,) int64, clusters from 1 by size, of two alike the one with the first row; −1 for noise.
    parameters: all that decided it as plain JSON values: method, k (None where the method takes none),
        options as they were used, preparation and seed.
    outcome: what else is known: clusters, noise, and what the method says, such as iterations.
    notes: sentences that whoever reads the result should know.
    """

    labels: Ints
    parameters: Mapping[str, Any]
    outcome: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@cache
def _found_methods() -> dict[str, Method]:
    modules = modules_in(f"{__package__}.methods")
    return {each.name: each for each in (cast("Method", module.SPECIFICATION) for module in modules)}


def methods() -> Mapping[str, Method]:
    """Name → method, by name."""
    return MappingProxyType(_found_methods())


def method_named(name: str) -> Method:
    """The method. Raises ParameterError where there is none."""
    found = methods().get(name)
    if found is None:
        sentence = _("There is no method “{name}”: choose {known}.")
        raise ParameterError(
            sentence.format(name=name, known=with_commas(methods())) + did_you_mean(name, methods())
        )
    return found


def parsed(name: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """Options as they are typed, NAME=VALUE, for `cluster`. Raises ParameterError."""
    return dict(parsed_options(_owner(name), method_named(name).options, texts))


def refusal(name: str, n: int, columns: int, *, k: int | None = None, options: Options | None = None) -> str:
    """Why a method will not take so many vectors of so many columns, as a sentence; empty where it will.

    columns: after preparation. Told before any work, in no time. Raises ParameterError for what is wrong
    with the name or the options.
    """
    method = method_named(name)
    values: dict[str, Any] = dict(option_values(_owner(name), method.options, options or {}))
    limit = method.limit(values, columns)
    if limit is not None and (said := limit.refusal(_(method.title), n)):
        return said
    if method.takes_k and k is not None and not 1 <= k <= min(n, MAX_K):
        sentence = ngettext(
            "k is {k}, and there is {pictures}: choose 1 to {most}.",
            "k is {k}, and there are {pictures}: choose 1 to {most}.",
            n,
        )
        return sentence.format(k=grouped(k), pictures=pictures(n), most=grouped(min(n, MAX_K)))
    for option in method.at_most_n:
        if values[option] > n:
            sentence = ngettext(
                "The {option} is {value}, and there is only {pictures}: choose {n} or less.",
                "The {option} is {value}, and there are only {pictures}: choose {n} or less.",
                n,
            )
            return sentence.format(
                option=option, value=grouped(values[option]), pictures=pictures(n), n=grouped(n)
            )
    return ""


def clustering(
    name: str,
    vectors: NDArray[Any],
    *,
    k: int | None = None,
    options: Options | None = None,
    preparation: Preparation | None = None,
    seed: int = 0,
    cancelled: Cancel = never_cancelled,
) -> Generator[Step, None, Clustered]:
    """Cluster vectors (n, d), a row a picture: yields the steps of a method that can be watched.

    name: of `methods`. k: how many clusters, for the methods that take it. options: values by name; the
    default of those that are not given. preparation: none unless given. seed: of whatever is drawn.
    The same labels for the same seed on the same machine and threads.

    Raises ParameterError, with a sentence, for a name, option or k that there is not, for too many vectors,
    fewer than two and such that are all alike; Cancelled between steps, and never in the midst of a method
    that cannot be watched.
    """
    method, preparation = method_named(name), preparation or Preparation()
    values = dict(option_values(_owner(name), method.options, options or {}))
    if method.takes_k and k is None:
        raise ParameterError(_("The method {method} needs k, the number of clusters.").format(method=name))
    rows = checked_vectors(vectors)
    columns = preparation.components or rows.shape[1]
    if said := refusal(name, len(rows), columns, k=k, options=values):
        raise ParameterError(said)
    needed = k if method.takes_k and k is not None else 2
    _check_different(rows, needed, exactly=method.takes_k)
    rows = prepared(rows, preparation, seed, cancelled)
    # Vectors of one direction are one vector as soon as they have one length.
    _check_different(rows, needed, exactly=method.takes_k)
    raise_if_cancelled(cancelled)
    task = Task(rows, k if method.takes_k and k is not None else 0, values, seed, cancelled)
    found = yield from _run(method, task)
    raise_if_cancelled(cancelled)
    return _clustered(method, task, found, preparation)


def cluster(
    name: str,
    vectors: NDArray[Any],
    *,
    k: int | None = None,
    options: Options | None = None,
    preparation: Preparation | None = None,
    seed: int = 0,
    cancelled: Cancel = never_cancelled,
) -> Clustered:
    """`clustering` to its end, unwatched."""
    return ended(
        clustering(
            name, vectors, k=k, options=options, preparation=preparation, seed=seed, cancelled=cancelled
        )
    )


def ended(steps: Generator[Step, None, Clustered]) -> Clustered:
    """The steps of `clustering` to their end, unwatched. Raises what they raise."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return cast("Clustered", end.value)


def _run(method: Method, task: Task) -> Generator[Step, None, Found]:
    if method.steps is not None:
        return (yield from method.steps(task))
    assert method.fit is not None  # noqa: S101 - Method has one of the two
    return method.fit(task)


def _owner(name: str) -> str:
    """In the middle of a sentence."""
    return _("the method {method}").format(method=name)


def _clustered(method: Method, task: Task, found: Found, preparation: Preparation) -> Clustered:
    labels, was = numbered_by_size(found.labels)
    noise = int(np.count_nonzero(labels < 0))
    notes = list(found.notes)
    if len(was) == 0:
        notes.append(_("No cluster was found: every picture counts as noise."))
    elif task.k and len(was) < task.k:
        sentence = ngettext("Only {n} cluster was found.", "Only {n} clusters were found.", len(was))
        notes.append(sentence.format(n=len(was)))
    parameters = {
        "method": method.name,
        "k": task.k or None,
        "options": {**task.options, **found.used},
        "preparation": {"scaling": preparation.scaling, "components": preparation.components},
        "seed": task.seed,
    }
    outcome = {"clusters": len(was), "noise": noise, **found.outcome}
    return Clustered(frozen(labels), parameters, outcome, tuple(notes))


def too_few(n: int) -> str:
    """The sentence on fewer than two pictures."""
    sentence = ngettext(
        "There is only {n} picture: with two or more there is something to cluster.",
        "There are {n} pictures: with two or more there is something to cluster.",
        n,
    )
    return sentence.format(n=n)


def _check_different(rows: Vectors, needed: int, *, exactly: bool) -> None:
    """Raises ParameterError where fewer rows than needed differ; it looks no further than it has to."""
    if len(rows) < 2:
        raise ParameterError(too_few(len(rows)))
    different = set[bytes]()
    for row in rows:
        different.add((row + 0.0).tobytes())  # −0 is 0
        if len(different) >= max(needed, 2):
            return
    if len(different) < 2:
        sentence = _("All {n} pictures have the same vector: there is nothing to cluster.")
        raise ParameterError(sentence.format(n=grouped(len(rows))))
    if exactly:
        sentence = ngettext(
            "k is {k}, and only {n} picture differs from the others: choose k = {n} or less.",
            "k is {k}, and only {n} pictures differ from each other: choose k = {n} or less.",
            len(different),
        )
        raise ParameterError(sentence.format(k=needed, n=len(different)))
