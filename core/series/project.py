"""A project: the pictures of a series and what they are measured by, as a person has put it together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.accuracy.pool import PooledSample
from core.classes.classes import Classes
from core.cluster.parameters import Parameters, Space
from core.document.document_parts import parameters_from
from core.document.plain_json import Json, damage_named
from core.image.reading import reading_in
from core.pipeline.given_parts import GivenParts, merged
from core.series.asked import Asked, check_alike
from core.series.choice import LegendChoice
from core.series.legend import Legend
from core.series.order import Order
from core.series.own_parts import OwnParts
from core.series.rescale import Rescale
from core.series.series import Series

DEFAULT_K = 4


@dataclass(frozen=True, eq=False)
class Project:
    """pictures: in the order of their list, none twice. recipe: its parts, {} without; recipe_of: the name of
    the picture that it was made on. k, space: of the clustering where there is no recipe. named: classes over
    the ids of clusters; other clusters keep their numbers.

    choice: of the legend; legend: of a file, where the choice is that. order: of the rows.
    shared: scale and regions of interest of all pictures but those in `own`, which have these in their place.
    dates: that were typed, as ISO text. rescale: which pictures get rescaled colours. own_legends: which are
    clustered by themselves. sample: points over all pictures at which somebody looks, and what is there;
    None: none were drawn.
    """

    pictures: tuple[Path, ...] = ()
    recipe: Json = field(default_factory=dict)
    recipe_of: str = ""
    k: int = DEFAULT_K
    space: Space = "rgb"
    named: Classes = ()
    choice: LegendChoice = field(default_factory=LegendChoice)
    legend: Legend | None = None
    order: Order = field(default_factory=Order)
    shared: OwnParts = field(default_factory=OwnParts)
    own: Mapping[Path, OwnParts] = field(default_factory=dict)
    dates: Mapping[Path, str] = field(default_factory=dict)
    rescale: Rescale = field(default_factory=Rescale)
    sample: PooledSample | None = None
    own_legends: frozenset[Path] = frozenset()

    @property
    def parameters(self) -> Parameters:
        """Raises ParameterError, KeyError or TypeError for a damaged recipe."""
        if self.recipe:
            return parameters_from(self.recipe["parameters"])
        return Parameters(k=self.k, space=self.space)

    @property
    def clusters(self) -> int:
        """How many the legend has, or will have."""
        return self.parameters.k if self.legend is None else self.legend.k

    def with_pictures(self, added: Iterable[Path]) -> Project:
        """With these at the end; what is there already stays where it is."""
        return replace(self, pictures=tuple(dict.fromkeys((*self.pictures, *added))))

    def without(self, removed: Iterable[Path]) -> Project:
        """A legend that was to be fitted on one of these is fitted on all that are left."""
        gone = set(removed)
        choice = LegendChoice() if self.choice.kind == "fit" and self.choice.path in gone else self.choice
        kept = tuple(path for path in self.pictures if path not in gone)
        chosen = tuple(path for path in self.rescale.pictures if path not in gone)
        rescale = replace(self.rescale, pictures=chosen)
        own = {path: parts for path, parts in self.own.items() if path not in gone}
        dates = {path: date for path, date in self.dates.items() if path not in gone}
        legends = self.own_legends - gone
        return replace(
            self,
            pictures=kept,
            choice=choice,
            own=own,
            dates=dates,
            rescale=rescale,
            own_legends=legends,
        )

    def parts_of(self, path: Path) -> OwnParts:
        """What is said of a picture beside what is said of all by recipe and legend."""
        return self.own.get(path, self.shared)

    def names_of_own(self, path: Path) -> tuple[str, ...]:
        """What a picture has of its own: of core.series.own_parts.NAMES."""
        own = self.own.get(path)
        return () if own is None else own.differences(self.shared)

    def with_own(self, path: Path, parts: OwnParts) -> Project:
        """With these parts of a picture; the same as those of all are not its own."""
        return self.with_all_own({path: parts})

    def with_all_own(self, parts: Mapping[Path, OwnParts]) -> Project:
        """The same of several pictures."""
        own = {path: each for path, each in self.own.items() if path not in parts}
        own |= {path: each for path, each in parts.items() if each.differences(self.shared)}
        return replace(self, own=own)

    def shared_from(self, path: Path) -> Project:
        """With scale and regions of interest of this picture for all that have none of their own."""
        before, shared = self.shared, replace(self.parts_of(path), edits=None)
        own: dict[Path, OwnParts] = {}
        for other, parts in self.own.items():
            # What was the same as of all is so again.
            is_own = parts.differences(before) if other != path else ("edits",)
            scale = parts.scale if "scale" in is_own else shared.scale
            regions = parts if "regions" in is_own else shared
            own[other] = OwnParts(scale, regions.regions_of_interest, regions.inside, parts.edits)
        return replace(self, shared=shared, own={}).with_all_own(own)

    def with_date(self, paths: Iterable[Path], date: str) -> Project:
        """With this typed date of these pictures; "" for what file and name say."""
        typed = dict.fromkeys(paths, date)
        dates = {path: each for path, each in self.dates.items() if path not in typed}
        if date:
            dates |= typed
        return replace(self, dates=dates)

    def is_corrected(self, other: Project) -> bool:
        """Whether only single pictures are others here, by what is their own, by rescaled colours or by a
        legend of their own.
        """
        same = set(self.pictures) == set(other.pictures) and self.shared is other.shared
        return same and self is not other and self.is_measured_alike(other)

    def measured_by(self, other: Project) -> frozenset[Path]:
        """The pictures that were measured for the other project as they would be for this one."""
        if not self.is_measured_alike(other):
            return frozenset()
        both = frozenset(self.pictures) & frozenset(other.pictures)
        if not (self.own or self.shared or other.own or other.shared):
            return both
        return frozenset(path for path in both if not self.parts_of(path).differences(other.parts_of(path)))

    def is_measured_alike(self, other: Project) -> bool:
        """But for what is of single pictures alone."""
        same = (self.recipe, self.k, self.space, self.named, self.choice, self.legend) == (
            other.recipe,
            other.k,
            other.space,
            other.named,
            other.choice,
            other.legend,
        )
        return same and self._is_fitted_as(other)

    def _is_fitted_as(self, other: Project) -> bool:
        """What all pictures are measured by depends on all of them, or on one; and on where they are looked
        at.
        """
        if self.choice.kind == "file":
            return True
        looked_at = self.pictures
        if self.choice.kind == "fit" and self.choice.path:
            looked_at = (self.choice.path,)
        elif self.pictures != other.pictures:
            return False
        elif self.choice.kind == "each":
            looked_at = self.pictures[:1]  # gives k and classes; where others are looked at is their own
        return not any(
            self.parts_of(path).clustered.differences(other.parts_of(path).clustered)
            for path in looked_at
            if self.parts_of(path) is not other.parts_of(path)
        )

    @property
    def rescaled(self) -> Rescale:
        """Which pictures get rescaled colours: none where that is not possible."""
        parts = self.recipe.get("parameters", {}) if self.legend is None else vars(self.legend.parameters)
        by_more = parts.get("by", "pixels") != "pixels" or bool(parts.get("features"))
        return Rescale() if self.choice.kind == "each" or by_more else self.rescale

    @property
    def with_own_legend(self) -> frozenset[Path]:
        """Which pictures are clustered by themselves while others are not."""
        return frozenset() if self.choice.kind == "each" else self.own_legends


def series_of(project: Project, directory: Path) -> Series:
    """What is to be done. directory: where its journal lies. Goes on from what is there.

    Raises ParameterError for what makes no sense for many pictures, ReadError for a damaged recipe.
    """
    return Series(
        project.pictures,
        asked_of(project, directory),
        project.choice,
        project.legend,
        project.order,
        resume=True,
        own={path: parts for path in project.pictures if (parts := project.parts_of(path))},
        dates=project.dates,
        rescale=project.rescaled,
        own_legends=project.with_own_legend,
    )


def asked_of(project: Project, directory: Path) -> Asked:
    """What is asked of each picture: the same as `floe series` with this recipe, or -k and --space, asks.

    Raises as `series_of`.
    """
    path = Path(project.recipe_of)
    with damage_named(path, "recipe"):
        parameters, reading = project.parameters, reading_in(project.recipe)
    check_alike(parameters, reading, project.choice.kind)
    given = merged(
        project.recipe,
        path,
        GivenParts(classes=project.named),
        parameters,
        base=parameters,
        chooses_k=False,
    )
    return Asked(parameters, given, reading, directory=directory)


def choice_of(kind: str, path: Path | None, pictures: Sequence[Path]) -> LegendChoice:
    """What a person chose; without a picture to fit it on, the legend is fitted on all."""
    if kind == "fit" and path in pictures:
        return LegendChoice("fit", path)
    if kind == "each":
        return LegendChoice("each")
    return LegendChoice()
