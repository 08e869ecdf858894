"""The Document: what the user has open and has said about it. Results are derived from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from core.accuracy.sample import Sample
from core.base.errors import ParameterError
from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import _
from core.classes.class_matching import ClusterMeans, means_of
from core.classes.classes import Classes, new_names
from core.classes.examples import Examples, check_examples, renamed_examples
from core.classes.naming import Naming, is_unnamed, still_unclear
from core.classes.ratios import Ratios, check_ratios
from core.cluster.features.models import StoredModel
from core.cluster.parameters import Parameters
from core.cluster.prepared.prepare import available_spaces
from core.cluster.segmentation import Segmentation
from core.cluster.treated.treated import treated
from core.document.edits import Edits
from core.document.objects import OBJECTS, image_of, objects_of, parameters_of
from core.document.settled import ClassParts, SettledClasses, classes_for, settle
from core.document.step import Step
from core.elsewhere.class_labels import ClassLabels
from core.image.crop import Crop, crop_of
from core.image.image import Image
from core.io.cropping import cropped, whole_size
from core.roi.regions_of_interest import Inside, RegionPart, RegionsOfInterest, image_inside
from core.scale.calibrate import preferring
from core.scale.calibration import UNCALIBRATED, AreaMethod, Calibration, led_by, led_if_possible, of_level


@dataclass(frozen=True, eq=False)
class Document:
    """Frozen: a change is another Document, so that undo is a list of them.

    classes: what the user named; None for one class a cluster. naming: over which clusters they are; without
        it they are for the k of the parameters alone.
    crop: what alone is clustered and measured, in pixels of the whole picture; None for all of it.
    own_scale: the calibration that the image brings along (core.scale.calibrate.calibrate).
    regions_of_interest: where to look; inside: what is done there only. Both matter where there are any.
    pixel_size: the one that the user chose, or UNCALIBRATED for none; None: the image's own holds.
    area_method: which areas lead; None: nothing was said, the true ones where they can be had.
    ratios: of classes. steps: of post-processing, in their order. edits: by hand, after them; None: none.
    examples: of what is where; the clusters under them belong to their classes, whatever else is said.
        classifier: whether every pixel gets the class that is learned from the examples.
    sample: points at which somebody looks, and what is there (core.accuracy.sample); None: none was drawn.
        All these name classes as they are called over the clusters of the naming; over others `settled` has
        them.
    models: what features had learned when the document was saved; it lies in its file until it is needed.
    elsewhere: classes that somebody else has found, measured in place of clusters. compared: those that what
        is measured is compared with. Both of the size of the image.
    """

    image: Image
    parameters: Parameters
    classes: Classes | None = None
    own_scale: Calibration = UNCALIBRATED
    pixel_size: Calibration | None = None
    regions_of_interest: RegionsOfInterest = ()
    inside: Inside = "cluster"
    area_method: AreaMethod | None = None
    naming: Naming | None = None
    steps: tuple[Step, ...] = ()
    edits: Edits | None = None
    ratios: Ratios = ()
    models: tuple[StoredModel, ...] = ()
    examples: Examples = ()
    classifier: bool = False
    crop: Crop | None = None
    sample: Sample | None = None
    elsewhere: ClassLabels | None = None
    compared: ClassLabels | None = None

    @property
    def is_of_labels(self) -> bool:
        """Whether labels are measured, of whatever kind: nothing is clustered."""
        return self.image.reading.labels or self.elsewhere is not None

    @property
    def calibration(self) -> Calibration:
        """The one that holds. Planar areas that a map of degrees does not have are a warning in it."""
        own = self.own_scale
        chosen = self.pixel_size
        if chosen is not None and chosen.source == "typed" and self.image.level is not None:
            chosen = of_level(chosen, self.image.level.step)
        holds = own if chosen is None else preferring(chosen, own)
        return led_if_possible(holds, self.area_method)

    @property
    def measured_by(self) -> tuple[object, ...]:
        """All that a Measurement depends on besides the Segmentation; unequal: it has to be made again."""
        classes, regions = self._classes_that_count, self._regions_that_count
        return (self.calibration, self.steps, self.edits, classes, regions, self.classifier)

    @property
    def _regions_that_count(self) -> tuple[object, ...]:
        """What of the regions of interest a Measurement depends on: not their names."""
        return self.inside == "measure", tuple(region.parts for region in self.regions_of_interest)

    @property
    def clustered_regions(self) -> RegionsOfInterest:
        """What alone k-means sees; () for the whole picture."""
        return self.regions_of_interest if self.inside == "cluster" else ()

    @property
    def clustered_parts(self) -> tuple[Crop | ClassLabels | tuple[RegionPart, ...] | None, ...]:
        """The crop, labels from elsewhere and the clustered regions, without their names: the Segmentation
        depends on these.
        """
        return self.crop, self.elsewhere, *(region.parts for region in self.clustered_regions)

    @property
    def measured_regions(self) -> RegionsOfInterest:
        """What alone is counted of a segmentation of the whole picture; () for all of it."""
        return self.regions_of_interest if self.inside == "measure" else ()

    @property
    def _classes_that_count(self) -> tuple[object, ...] | None:
        """What of the classes a Measurement depends on: nothing where it is of clusters only."""
        if not self.steps and self.edits is None and not self.classifier:
            return None
        named = tuple((item.name, item.clusters, item.locked) for item in self.classes or ())
        return named, None if self.naming is None else self.naming.means, self.examples

    def clustered_like(self, other: Document) -> bool:
        """Whether the Segmentation of `other` is that of this document too."""
        same = other.image is self.image and other.parameters == self.parameters
        return same and other.clustered_parts == self.clustered_parts

    def clustered_image(self, cancelled: Cancel = never_cancelled) -> Image:
        """The image as k-means sees it: treated first as the parameters say, and without the pixels outside
        where only the inside is clustered.

        Raises ParameterError where nothing is inside, Cancelled.
        """
        regions, image = self.clustered_regions, self.measured_image
        if self.elsewhere is not None:
            image = image_of(self.elsewhere, image)
        elif image.reading.labels:
            image = objects_of(image)
        image = treated(image, self.parameters, cancelled=cancelled)
        return image_inside(image, regions, cancelled=cancelled) if regions else image

    @property
    def measured_image(self) -> Image:
        """The image with what is cropped away as no data; made anew at every call.

        Raises ParameterError where no pixel with data is left.
        """
        return cropped(self.image, self.crop)

    def crops_away(self, column: int, row: int) -> bool:
        """Whether a pixel of the image lies outside the crop."""
        step = 1 if self.image.level is None else self.image.level.step
        return self.crop is not None and not self.crop.holds(column * step, row * step)

    def classes_for(self, k: int) -> Classes:
        """The classes over k clusters; one a cluster where there are none or they are of another k."""
        return classes_for(self._given_classes, k)

    @property
    def _given_classes(self) -> Classes | None:
        if self.classes is None and self.elsewhere is not None:
            return self.elsewhere.over_clusters
        return OBJECTS if self.classes is None and self.image.reading.labels else self.classes

    @property
    def class_parts(self) -> ClassParts:
        """The classes and all that names one."""
        picture = self.image.provenance.sha256
        return ClassParts(
            self._given_classes,
            self.naming,
            self.steps,
            self.edits,
            self.ratios,
            self.examples,
            self.sample,
            picture,
        )

    def means_of(self, segmentation: Segmentation) -> ClusterMeans:
        """What the clusters of a segmentation of the image are known by."""
        return means_of(segmentation, self.image.provenance.sha256)

    def settle(self, segmentation: Segmentation) -> SettledClasses:
        """The classes over the clusters of a segmentation, with all that names one: the same object as long
        as none of these parts changes.
        """
        parts = self.class_parts
        if self.elsewhere is not None and segmentation.parameters.init != self.parameters.init:
            # The result that is still shown is of clusters, and these are none of them.
            parts = replace(parts, classes=None, naming=None)
        return settle(parts, segmentation)

    def with_parameters(self, parameters: Parameters) -> Document:
        """The document with other parameters.

        Classes that nobody knows the clusters of are dropped for another number of them.
        """
        if self.elsewhere is not None:
            return self
        known = self.naming is not None or parameters.k == self.parameters.k
        return replace(
            self, parameters=fitting(self.image, parameters), classes=self.classes if known else None
        )

    def with_classes(self, classes: Classes, segmentation: Segmentation | None = None) -> Document:
        """The document with these classes over the clusters of the segmentation (none: over ids alone).

        What was doubtful stays so for the classes that are the same as before. Steps, edits, ratios and
        answers follow a class that was renamed, or merged into another, and one without a name to its
        cluster's new id.
        """
        if segmentation is None:
            return replace(self, classes=classes, naming=None)
        before = self.settle(segmentation)
        unclear = still_unclear(before.unclear, before.classes, classes)
        after = replace(self, classes=classes, naming=Naming(self.means_of(segmentation), unclear))
        return after.with_names(dict(before.renamed)).with_names(new_names(before.classes, classes))

    def settled(self, segmentation: Segmentation) -> Document:
        """The same document in the words of `settle`."""
        if self.naming is None and not self.examples:
            return self
        there = self.settle(segmentation)
        return replace(
            self,
            classes=there.classes,
            naming=there.naming,
            steps=there.steps,
            edits=there.edits,
            ratios=there.ratios,
            sample=there.sample,
        )

    def with_match_confirmed(self, name: str, segmentation: Segmentation) -> Document:
        """The document where the class `name` is what it is over the clusters of the segmentation."""
        there = self.settle(segmentation)
        unclear = tuple(each for each in there.unclear if each.name != name)
        after = replace(self, classes=there.classes, naming=Naming(self.means_of(segmentation), unclear))
        return after.with_names(dict(there.renamed))

    def on_image(self, image: Image, own_scale: Calibration) -> Document:
        """The document on the same picture, read in another way: what was drawn and named stays.

        own_scale: what that image brings along. On one of another size nothing drawn would be in its place.
        Between a picture and its label image only that stays that is about neither clusters nor classes.
        """
        before = self
        same_size = (image.height, image.width) == (self.image.height, self.image.width)
        if self.elsewhere is not None and not (same_size and not image.reading.labels):
            before = before.with_elsewhere(None)
        if image.reading.labels != self.image.reading.labels:
            before = before._without_classes()
        return replace(
            before,
            image=image,
            own_scale=own_scale,
            parameters=before.parameters if before.elsewhere else fitting(image, before.parameters),
            compared=before.compared if same_size else None,
            edits=before.edits if same_size else None,
            examples=before.examples if same_size else (),
            classifier=before.classifier and same_size,
            sample=before.sample if same_size else None,
            regions_of_interest=self.regions_of_interest if same_size else (),
            crop=self.crop if same_size else None,
        )

    def _without_classes(self) -> Document:
        """Only what is about neither clusters nor classes."""
        return replace(
            self,
            parameters=Parameters(),
            classes=None,
            naming=None,
            steps=(),
            edits=None,
            ratios=(),
            examples=(),
            classifier=False,
            sample=None,
        )

    def with_elsewhere(self, labels: ClassLabels | None) -> Document:
        """With classes from elsewhere measured in place of clusters; None: clusters again, afresh.

        Only that stays that is about neither clusters nor classes. Raises ParameterError for a picture that
        is itself read as labels, or of another size.
        """
        self._check_labels(labels)
        if self.image.reading.labels and labels is not None:
            raise ParameterError(
                _("This picture is read as labels itself: read it as levels to measure other labels on it.")
            )
        before = self._without_classes()
        parameters = fitting(self.image, Parameters()) if labels is None else parameters_of(labels)
        return replace(before, elsewhere=labels, parameters=parameters)

    def with_compared(self, labels: ClassLabels | None) -> Document:
        """With labels that what is measured is compared with. Raises ParameterError for another size."""
        self._check_labels(labels)
        return replace(self, compared=labels)

    def _check_labels(self, labels: ClassLabels | None) -> None:
        size = self.image.height, self.image.width
        if labels is not None and labels.ids.shape != size:
            raise ParameterError(
                _("{source} is of another size than the picture.").format(source=labels.source)
            )

    def with_crop(self, crop: Crop | None) -> Document:
        """One of the whole picture is none. Raises ParameterError where it reaches beyond the picture."""
        return replace(self, crop=crop and crop_of(crop, *whole_size(self.image)))

    def with_pixel_size(self, pixel_size: Calibration | None) -> Document:
        return replace(self, pixel_size=pixel_size)

    def with_regions_of_interest(self, regions: RegionsOfInterest, inside: Inside | None = None) -> Document:
        """inside: None leaves it as it is."""
        return replace(self, regions_of_interest=regions, inside=inside or self.inside)

    def with_area_method(self, area_method: AreaMethod | None) -> Document:
        """With these areas leading. Raises ParameterError for planar areas of a map in degrees."""
        after = replace(self, area_method=area_method)
        led_by(replace(after, area_method=None).calibration, area_method)
        return after

    def with_steps(self, steps: tuple[Step, ...], over: Segmentation | None = None) -> Document:
        """over: whose clusters the classes are that they name; None: those of the document's naming."""
        names = (step.class_name for step in steps if step.class_name is not None)
        return replace(self._naming_over(over, names), steps=steps)

    def with_edits(self, edits: Edits | None, over: Segmentation | None = None) -> Document:
        """over: as in `with_steps`."""
        if edits is None or not edits.tiles:
            return replace(self, edits=None)
        return replace(self._naming_over(over, edits.names), edits=edits)

    def with_examples(self, examples: Examples) -> Document:
        """Raises ParameterError where one is outside the picture, or two contradict each other."""
        checked = check_examples(examples, self.image.height, self.image.width)
        return replace(self, examples=checked, classifier=self.classifier and bool(checked))

    def with_classifier(self, learns: bool) -> Document:
        """Without examples there is nothing to learn from."""
        return replace(self, classifier=learns and bool(self.examples))

    def with_sample(self, sample: Sample | None, over: Segmentation | None = None) -> Document:
        """over: as in `with_steps`."""
        names = () if sample is None else sample.names
        return replace(self._naming_over(over, names), sample=sample)

    def with_names(self, renamed: Mapping[str, str]) -> Document:
        """With steps, edits, ratios and answers for classes that are called otherwise now."""
        return replace(
            self,
            steps=tuple(step.renamed(renamed) for step in self.steps),
            edits=None if self.edits is None else self.edits.renamed(renamed),
            ratios=tuple(ratio.renamed(renamed) for ratio in self.ratios),
            examples=renamed_examples(self.examples, renamed),
            sample=None if self.sample is None else self.sample.renamed(renamed),
        )

    def with_ratios(self, ratios: Ratios, over: Segmentation | None = None) -> Document:
        """over: as in `with_steps`. Raises ParameterError where two have one name."""
        names = (name for ratio in ratios for name in (*ratio.numerator, *ratio.denominator))
        return replace(self._naming_over(over, names), ratios=check_ratios(ratios))

    def _naming_over(self, over: Segmentation | None, names: Iterable[str]) -> Document:
        """The document in which these names mean the classes over this segmentation.

        Its naming stays where it can: nothing that is named, or that something is for already, has a number
        of another run for a name. Then going back to the clusters of the naming brings back what was there.
        """
        if over is None:
            return self
        there, named = self.settle(over), set(names)
        numbers = {item.name for item in there.classes if is_unnamed(item)}
        moved = not self.class_parts.used_names.isdisjoint(old for old, _ in there.renamed)
        if moved or named & numbers or (named and self.naming is None):
            return self.with_classes(there.classes, over)
        return self


def fitting(image: Image, parameters: Parameters) -> Parameters:
    """The parameters with a colour space, with bands and with features that the image has.

    A label image has one cluster, that of its objects, whatever the parameters.
    """
    if image.reading.labels:
        return Parameters(k=1, space="gray")
    features = tuple(feature for feature in parameters.features if not feature.missing(image.bands))
    parameters = replace(parameters, features=features)
    spaces = available_spaces(image)
    space = parameters.space if parameters.space in spaces else spaces[0]
    if space != "bands":
        return replace(parameters, space=space, bands=(), scaling="none")
    there = all(band <= image.band_count for band in parameters.bands)
    return replace(parameters, space=space, bands=parameters.bands if there else ())
