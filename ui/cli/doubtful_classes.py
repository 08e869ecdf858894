"""What the pictures of one call are told of classes that may not be the same in all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from core.base.sentences import listed, ngettext
from core.pipeline.named_alike import named_otherwise
from core.pipeline.result import Result
from ui.cli.console import Console

# More names make no line that anybody reads.
_MOST_NAMES = 8


class DoubtfulClasses:
    """Says of each picture what is unclear about its classes, and at the end of which pictures."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._first: Result | None = None
        self._names: list[str] = []

    def tell(self, path: Path, result: Result, found: dict[str, Any], *, is_carried: bool) -> None:
        """found: the JSON of the result, whose warnings get what they do not have, classes that are other
        clusters than in the first picture. is_carried: whether a recipe knows them by what they look like.
        """
        more = []
        if not is_carried and self._first is not None:
            known = {each.name for each in result.settled.unclear}
            otherwise = named_otherwise(self._first, result)
            more = [each.sentence for each in otherwise if each.name not in known]
        self._first = self._first or result
        sentences = [*result.settled.sentences, *more]
        for sentence in sentences:
            self._console.warn(f"{path}: {sentence}")
        if sentences:
            self._names.append(path.name)
        if more:
            found["warnings"] += more

    def sum_up(self, pictures: int) -> None:
        """One line, where there is more than one picture and any class is unclear."""
        n = len(self._names)
        if pictures < 2 or not n:
            return
        rest = [] if n <= _MOST_NAMES else ["…"]
        sentence = ngettext(
            "The classes of {n} picture of {all} may be other clusters: check {names}.",
            "The classes of {n} pictures of {all} may be other clusters: check {names}.",
            n,
        )
        names = listed([*self._names[:_MOST_NAMES], *rest])
        self._console.warn(sentence.format(n=n, all=pictures, names=names))
