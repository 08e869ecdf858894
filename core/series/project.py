"""A project: the pictures of a series and what they are measured by, as a person has put it together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.base.errors import ParameterError
from core.base.sentences import _
from core.classes.classes import Classes
from core.cluster.parameters import Parameters, Space
from core.document.document_parts import parameters_from
from core.document.plain_json import Json, damage_named
from core.image.reading import reading_in
from core.pipeline.given_parts import GivenParts, merged
from core.series.asked import Asked
from core.series.choice import LegendChoice
from core.series.legend import Legend
from core.series.order import Order
from core.series.rescale import Rescale
from core.series.series import Series

DEFAULT_K = 4


@dataclass(frozen=True, eq=False)
class Project:
    """pictures: in the order of their list, none twice. recipe: its parts, {} without; recipe_of: the name of
    the picture that it was made on. k, space: of the clustering where there is no recipe. named: classes over
    the ids of clusters; other clusters keep their numbers.

    choice: of the legend; legend: of a file, where the choice is that. order: of the rows. rescale: which
    pictures get rescaled colours.
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
    rescale: Rescale = field(default_factory=Rescale)

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
        return replace(self, pictures=kept, choice=choice, rescale=rescale)

    def measured_by(self, other: Project) -> frozenset[Path]:
        """The pictures that were measured for the other project as they would be for this one."""
        same = (self.recipe, self.k, self.space, self.named, self.choice, self.legend) == (
            other.recipe,
            other.k,
            other.space,
            other.named,
            other.choice,
            other.legend,
        )
        # What all pictures are measured by depends on all of them, or on the first.
        alone = self.choice.kind in ("fit", "file")
        if not same or not (alone or self.pictures == other.pictures):
            return frozenset()
        return frozenset(self.pictures) & frozenset(other.pictures)

    @property
    def rescaled(self) -> Rescale:
        """Which pictures get rescaled colours: none where that is not possible."""
        parts = self.recipe.get("parameters", {}) if self.legend is None else vars(self.legend.parameters)
        by_more = parts.get("by", "pixels") != "pixels" or bool(parts.get("features"))
        return Rescale() if self.choice.kind == "each" or by_more else self.rescale


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
        rescale=project.rescaled,
    )


def asked_of(project: Project, directory: Path) -> Asked:
    """What is asked of each picture: the same as `floe series` with this recipe, or -k and --space, asks.

    Raises as `series_of`.
    """
    path = Path(project.recipe_of)
    with damage_named(path, "recipe"):
        parameters, reading = project.parameters, reading_in(project.recipe)
    if reading.labels:
        raise ParameterError(_("Label images have no legend: a series is of pictures that are clustered."))
    if parameters.threshold is not None and project.choice.kind != "each":
        raise ParameterError(
            _("A threshold has no centroids for a legend: let each picture be cut by itself.")
        )
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
