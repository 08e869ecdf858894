"""What a recipe and options say of whatever picture, put together: the options win."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from core.base.arrays import Bytes
from core.base.errors import ParameterError
from core.base.sentences import _
from core.classes.class_choice import ClassChoice, Place, chosen_classes
from core.classes.class_matching import ClusterMeans, means_of, space_name
from core.classes.classes import Class, Classes, default_classes, named_classes
from core.classes.examples import Examples, named_in
from core.classes.named_k import chosen_by_names
from core.classes.naming import Naming, is_unnamed
from core.classes.ratios import Ratios, check_ratios, ratios_from
from core.cluster.choose_k.k_choice import KChoice
from core.cluster.parameters import Parameters
from core.cluster.segmentation import Segmentation
from core.document.document import Document
from core.document.document_parts import classes_from, unfitting_crop, with_recipe
from core.document.edits import Edits
from core.document.plain_json import Json, damage_named
from core.document.settled import ClassParts, SettledClasses, settle
from core.document.step import Step, steps_from
from core.elsewhere.class_labels import ClassLabels
from core.image.crop import Crop, crop_in
from core.image.image import Described, Image
from core.measure.classified import check_can_learn
from core.measure.postprocess import check_steps
from core.pipeline.limits import NO_KNOWN_SIZE
from core.roi.regions_of_interest import Inside, RegionsOfInterest
from core.scale.calibrate import calibrate
from core.scale.calibration import AreaMethod, Calibration, led_if_possible
from core.scale.scale_area import KnownSize
from core.scale.scale_choice import ScaleChoice


@dataclass(frozen=True, eq=False)
class GivenParts:
    """The parts of a document that recipe and options give, by name or by cluster.

    recipe: its parts, {} without. classes: those named; naming: over which clusters, None: over ids.
    choices: of classes that are named by what is known once the clusters are. by_numbers: whether the recipe
        names classes and knows no more of their clusters than their ids.
    ratios: of the options; () for those of the recipe. examples: of what is where; classifier: whether one
        learns from them. scale, area: None where nothing is said of them.
    regions_of_interest, inside: where to look, and what is done there only. crop: of the options.
    elsewhere, compared: labels that are measured, and that what is measured is compared with.
    edits: by hand, after the steps.
    """

    recipe: Json = field(default_factory=dict)
    classes: Sequence[Class] = ()
    naming: Naming | None = None
    choices: Sequence[ClassChoice] = ()
    by_numbers: bool = False
    steps: tuple[Step, ...] = ()
    ratios: Ratios = ()
    examples: Examples = ()
    classifier: bool = False
    scale: ScaleChoice | KnownSize | Calibration | None = None
    area: AreaMethod | None = None
    regions_of_interest: RegionsOfInterest = ()
    inside: Inside = "cluster"
    crop: Crop | None = None
    elsewhere: ClassLabels | None = None
    compared: ClassLabels | None = None
    edits: Edits | None = None

    @property
    def names_classes(self) -> bool:
        return bool(self.classes or self.choices)

    def known_classes(self) -> Classes:
        """Those that have a name before the clusters are known: of recipe and options, and of examples."""
        told = dict.fromkeys((*(each.name for each in self.choices), *named_in(self.examples)))
        there = {item.name for item in self.classes}
        return (*self.classes, *(Class(name, ()) for name in told if name not in there))

    def crop_on(self, image: Described) -> tuple[Crop | None, str]:
        """What alone is measured of a picture; and a sentence where the crop of the recipe is left out.

        A crop of the options that does not fit is refused where it is applied.
        """
        if self.crop is not None:
            return self.crop, ""
        note = unfitting_crop(self.recipe, image)
        return None if note else crop_in(self.recipe), note

    def number_note(self, picture: str) -> str:
        """What is said of a picture, by its SHA-256, whose classes have the numbers of another's clusters."""
        made_on = self.recipe.get("image", {}).get("sha256")
        if not self.by_numbers or (picture and made_on == picture):
            return ""
        return _(
            "The recipe knows its classes by the numbers of their clusters alone, from dark to light: check "
            "them here, and save the recipe anew."
        )

    def pixel_size(self, image: Described) -> Calibration | None:
        """The scale that was chosen; None for that of a thing of known size, before it is found.

        Raises ParameterError where the picture does not have it.
        """
        if isinstance(self.scale, KnownSize):
            return None
        return self.scale.of(image) if isinstance(self.scale, ScaleChoice) else self.scale

    def document_of(self, image: Image, parameters: Parameters) -> Document:
        """What is known before the clusters are.

        Raises ParameterError for a crop that does not fit, and where a classifier could not learn.
        """
        crop, note = self.crop_on(image)
        notes = [each for each in (note, self.number_note(image.provenance.sha256)) if each]
        image = replace(image, warnings=(*image.warnings, *notes)) if notes else image
        document = Document(image, parameters).with_compared(self.compared).with_crop(crop)
        if self.elsewhere is not None:
            document = document.with_elsewhere(self.elsewhere)
        if self.classifier:
            check_can_learn(image, self.examples)
        if not self.regions_of_interest:
            return document
        return document.with_regions_of_interest(self.regions_of_interest, self.inside)

    def document_over(self, before: Document, segmentation: Segmentation) -> Document:
        """The document of `document_of` with all that is said, over the clusters that were found.

        Raises ParameterError where that does not fit.
        """
        document = of_recipe = replace(
            with_recipe(replace(before, own_scale=calibrate(before.image)), self.recipe),
            parameters=segmentation.parameters,
            pixel_size=self.pixel_size(before.image),
            crop=before.crop,
            steps=self.steps,
            edits=self.edits,
        )
        if self.naming is None:
            # What the recipe says of a cluster by its number is for the one that is most like it here.
            classes, naming = self._named_over(
                segmentation, document.means_of(segmentation), partial(label_at, segmentation.labels)
            )
            document = replace(document.settled(segmentation), classes=classes, naming=naming)
        document = replace(document.with_examples(self.examples), classifier=self.classifier)
        there = document.settle(segmentation).classes
        # A class of the recipe that is not here is said beside the numbers; one that nobody knows is a
        # mistake.
        known = (*there, *(of_recipe.classes or ()))
        if self.ratios:
            check_ratios(self.ratios, [item.name for item in there])
            document = document.with_ratios(self.ratios, segmentation if self.naming else None)
        else:
            check_ratios(of_recipe.ratios, [item.name for item in known])
        if self.area is not None:
            document = document.with_area_method(self.area)
        check_steps(self.steps, known, document.calibration)
        return document

    def choice_by_names(self, choice: KChoice, parameters: Parameters) -> KChoice:
        """The choice of k by what is named, where the recipe knows the classes in the space of the run.

        parameters: of the run, as it is prepared.
        """
        if self.naming is None or self.naming.means.space != space_name(parameters):
            return choice
        ratios = self.ratios or ratios_from(self.recipe.get("ratios", []))
        return chosen_by_names(choice, tuple(self.classes), self.naming.means, ratios)

    def _named_over(
        self, segmentation: Segmentation, means: ClusterMeans, label_at: Callable[[Place], int]
    ) -> tuple[Classes | None, Naming | None]:
        """The classes that are named by numbers, places and colours, and over which clusters."""
        chosen, unclear = chosen_classes(self.choices, means.colours, label_at)
        if not (self.classes or chosen):
            return None, None
        return named_classes((*self.classes, *chosen), segmentation.k), Naming(means, unclear)

    def calibration_of(self, image: Described) -> Calibration:
        """The scale of a picture in tiles. Raises ParameterError."""
        if isinstance(self.scale, KnownSize):
            raise ParameterError(_(NO_KNOWN_SIZE))
        calibration = calibrate(image, self.pixel_size(image), self.area)
        if self.area is not None:
            return calibration
        return led_if_possible(calibration, self.recipe.get("area_method"))

    def settled_over(
        self, segmentation: Segmentation, picture: str, label_at: Callable[[Place], int]
    ) -> SettledClasses:
        """The classes over the clusters of a picture in tiles, with their ratios. picture: its SHA-256.

        label_at: the cluster at a place. Raises ParameterError.
        """
        classes, naming = tuple(self.classes) or None, self.naming
        if naming is None:
            classes, naming = self._named_over(segmentation, means_of(segmentation, picture), label_at)
        found = settle(ClassParts(classes, naming, picture=picture), segmentation)
        return replace(found, ratios=self._ratios_over(found, segmentation))

    def _ratios_over(self, found: SettledClasses, segmentation: Segmentation) -> Ratios:
        if self.ratios:
            return check_ratios(self.ratios, [item.name for item in found.classes])
        of_recipe = ratios_from(self.recipe.get("ratios", []))
        if self.recipe.get("naming") is None:
            return of_recipe
        classes, naming = classes_from(self.recipe, segmentation.k)
        return settle(ClassParts(classes, naming, ratios=of_recipe), segmentation).ratios


def label_at(labels: Bytes, place: Place) -> int:
    """The label (height, width) at a place in pixels; 0 outside."""
    (height, width), column, row = labels.shape, int(place[0] // 1), int(place[1] // 1)
    return int(labels[row, column]) if 0 <= row < height and 0 <= column < width else 0


def merged(
    recipe: Json, path: Path, given: GivenParts, parameters: Parameters, *, base: Parameters, chooses_k: bool
) -> GivenParts:
    """What options say (`given`), and of a recipe what they leave open. path: of the recipe, for the
    sentence.

    base: the parameters of the recipe; parameters: of the run. chooses_k: k is to be recommended.
    Raises ParameterError where both do not fit together, ReadError for a damaged recipe.
    """
    with damage_named(path, "recipe"):
        of_recipe = ratios_from(recipe.get("ratios", []))
        steps = given.steps or steps_from(recipe.get("steps", []))
        classes, naming, by_numbers = tuple(given.classes), None, False
        crop_in(recipe)
        if recipe and not given.names_classes:
            classes, naming = classes_from(recipe, base.k)
            by_numbers = naming is None and not all(map(is_unnamed, classes))
    if recipe and not given.names_classes and naming is None and (chooses_k or parameters.k != base.k):
        for_one = bool(of_recipe) and not given.ratios
        for_one = for_one or any(step.class_name for step in steps_from(recipe.get("steps", [])))
        # Cluster 3 of 5 is not cluster 3 of 7: classes, and what is for one, mean nothing then.
        if classes != default_classes(base.k) or for_one:
            raise ParameterError(
                _("The classes of the recipe are for -k {k}: name those of this run with --class.").format(
                    k=base.k
                )
            )
        classes = ()
    if not chooses_k and naming is None:
        named_classes(classes, parameters.k)
    return replace(given, recipe=recipe, classes=classes, naming=naming, by_numbers=by_numbers, steps=steps)
