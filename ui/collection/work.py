"""Work: what a person has made of a collection, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.base.arrays import Ints
from core.collection.collection import Collection

if TYPE_CHECKING:
    from core.collection.found import Found

_NONE = np.empty(0, np.int64)


@dataclass(frozen=True, eq=False)
class Work:
    """pictures: of the collection, in the order of the list. columns: what tables say of them, by names. run:
    that is shown, None before the first.

    names: of clusters, by the keys of runs, "" for one that was taken away; proposed: those that nobody has
    confirmed. selection: rows of the run, rising; empty for none.
    """

    pictures: tuple[Path, ...] = ()
    columns: Mapping[str, Mapping[Path, str]] = field(default_factory=dict)
    run: Found | None = None
    names: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    proposed: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    selection: Ints = field(default_factory=lambda: _NONE)

    @property
    def run_names(self) -> Mapping[int, str]:
        """Of the clusters of the run that is shown."""
        return {} if self.run is None else self.names.get(self.run.key, {})

    @property
    def found(self) -> Found | None:
        """The run, its clusters named."""
        if self.run is None:
            return None
        return self.run.named(self.called(self.run.key))

    def called(self, key: str) -> dict[int, tuple[str, bool]]:
        """What the clusters of a run are called, and whether a person says so."""
        said = {number: (name, False) for number, name in self.proposed.get(key, {}).items()}
        said |= {number: (name, True) for number, name in self.names.get(key, {}).items()}
        return {number: each for number, each in said.items() if each[0]}

    @property
    def all_called(self) -> dict[str, dict[int, tuple[str, bool]]]:
        """The same of all runs that have names."""
        every = {key: self.called(key) for key in {**self.names, **self.proposed}}
        return {key: names for key, names in every.items() if names}

    def with_proposed(self, key: str, names: Mapping[int, str]) -> Work:
        """Clusters of a run called so until a person says otherwise; those that one has named stay."""
        own = {
            number: name for number, name in self.names.get(key, {}).items() if name or number not in names
        }
        proposed = {**self.proposed.get(key, {}), **names}
        return replace(self, names={**self.names, key: own}, proposed={**self.proposed, key: proposed})

    def with_called(self, key: str, names: Mapping[int, tuple[str, bool]]) -> Work:
        """The clusters of a run called so, and the others not."""
        own, proposed = (
            {number: name for number, (name, sure) in names.items() if sure == confirmed}
            for confirmed in (True, False)
        )
        return replace(self, names={**self.names, key: own}, proposed={**self.proposed, key: proposed})

    @property
    def collection(self) -> Collection:
        """As it is to be sorted."""
        texts = {
            name: tuple(column.get(path, "") for path in self.pictures)
            for name, column in self.columns.items()
        }
        return Collection(self.pictures, columns=texts)

    def with_pictures(self, paths: tuple[Path, ...], columns: Mapping[str, Sequence[str]]) -> Work:
        """And these, none twice. columns: what is said of each of them."""
        said = {name: dict(zip(paths, texts, strict=True)) for name, texts in columns.items()}
        merged = {
            name: {**self.columns.get(name, {}), **said.get(name, {})} for name in {**self.columns, **said}
        }
        return replace(self, pictures=tuple(dict.fromkeys((*self.pictures, *paths))), columns=merged)

    def with_run(self, run: Found) -> Work:
        """Shown, with the pictures that it is of and what is said of these."""
        pictures = run.collection.pictures
        columns = {
            name: dict(zip(pictures, texts, strict=True)) for name, texts in run.collection.columns.items()
        }
        return replace(self, run=run, pictures=pictures, columns=columns, selection=_NONE)

    def with_name(self, cluster: int, name: str) -> Work:
        """A cluster of the run called so; "" takes its name away."""
        if self.run is None:
            return self
        own = {number: text for number, text in self.run_names.items() if number != cluster}
        if name or cluster in self.proposed.get(self.run.key, {}):
            own[cluster] = name
        return replace(self, names={**self.names, self.run.key: own})

    @property
    def is_sorted(self) -> bool:
        """Whether the run is of these pictures."""
        return self.run is not None and self.run.collection.pictures == self.pictures
