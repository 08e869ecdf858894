"""What is asked of every picture of a series: the same parameters, parts and files."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.base.errors import ParameterError, ReadError
from core.base.hashing import sha256_of
from core.base.sentences import _
from core.base.version import VERSION
from core.classes.classes import Class
from core.cluster.parameters import Parameters
from core.document.step import Step
from core.guarded.process import ReadingProcess
from core.image.image import Image, grid_of
from core.image.reading import Reading
from core.io.tiled_image import TiledImage
from core.pictures.beside import Sides
from core.pipeline.given_parts import GivenParts
from core.pipeline.places import Places
from core.pipeline.result import RegionOptions
from core.pipeline.task import Task
from core.series.choice import LegendKind
from core.series.legend import Legend
from core.series.own_parts import OwnParts
from core.series.rescale import Rule

# What of a recipe a legend has in its place.
_OF_CLUSTERS = ("parameters", "classes", "naming")
_OF_SHAPEFILE = (".shx", ".dbf", ".prj", ".cpg")


@dataclass(frozen=True, eq=False)
class Asked:
    """What recipe and options say of every picture; picklable.

    parameters: of the clustering, where it is clustered; k_range, k_was_given: as core.pipeline.task.Task has
    them. given: the parts of a document. places, examples: files of where it is measured, and of what is
    there (for whatever is fitted). steps_on: the steps of the options, on the classes that these name.
    errors: whether areas get their interval. exports: names of the files of each picture, which are written
    to `directory`; none without names.
    tile: side of the windows to read, 0 for the whole picture, None for what its size asks for.
    own: of the picture at hand; not in the key. legend: by which it is measured, once there is one.
    rescaled: when its colours are rescaled to those of the legend, or it gets its own (core.series.rescale),
    which is not in the key: an entry says whether they were. threads: of one picture; nothing depends on it.
    """

    parameters: Parameters
    given: GivenParts = field(default_factory=GivenParts)
    reading: Reading = field(default_factory=Reading)
    places: Places = field(default_factory=Places)
    examples: tuple[Path, ...] = ()
    steps_on: Callable[[Sequence[Class]], tuple[Step, ...]] | None = None
    k_range: tuple[int, int] | None = None
    k_was_given: bool = True
    errors: bool = True
    regions: RegionOptions | None = None
    exports: tuple[str, ...] = ()
    directory: Path = Path()
    tile: int | None = None
    own: OwnParts = field(default_factory=OwnParts)
    legend: Legend | None = None
    rescaled: Rule = "never"
    threads: int = 1

    @property
    def wants_whole(self) -> bool:
        """Whether something is asked for that needs all pixels of a picture at once."""
        more = bool(self.places or self.examples or self.exports or self.own)
        return more or self.errors or bool(self.given.steps) or self.regions is not None

    def by(self, legend: Legend) -> Asked:
        """The same by a legend: its centroids and classes, with what was asked for else."""
        recipe = {name: part for name, part in self.given.recipe.items() if name not in _OF_CLUSTERS}
        given = replace(
            self.given, recipe=recipe, classes=legend.classes, naming=None, choices=(), by_numbers=False
        )
        return replace(
            self,
            parameters=legend.parameters,
            given=given,
            examples=(),
            k_range=None,
            k_was_given=True,
            legend=legend,
        )

    def task(self, source: Image | TiledImage, reader: ReadingProcess) -> Task:
        """The Task of one picture. Raises ReadError, ParameterError."""
        given = self.given
        given = self.own.given(given, source)
        if self.places:
            given = replace(given, regions_of_interest=self.places.regions_of(source, reader))
        if self.examples:
            from core.reference.example_files import examples_for  # in a worker, where there are any

            grid = grid_of(source)
            found = (reader.read_by(examples_for, path, grid) for path in self.examples)
            given = replace(given, examples=tuple(each for examples in found for each in examples))
            if self.steps_on is not None and (steps := self.steps_on(given.known_classes())):
                given = replace(given, steps=steps)
        return Task(
            source,
            self.parameters,
            given,
            k_range=self.k_range,
            k_may_fall=not self.k_was_given,
            errors=self.errors,
            regions=self.regions,
        )

    @property
    def key(self) -> str:
        """Of all that decides what is found in a picture, beside the picture: equal where nothing need be
        computed again. Raises ReadError where a file that it names is gone.
        """
        files = [*self.places.roi, *self.places.exclude, *self.examples]
        hashes = [(str(path), _sha256_of(path), *_beside(path)) for path in files]
        meant = (
            VERSION,
            "" if self.legend is None else self.legend.sha256,
            self.parameters,
            vars(self.given),
            self.reading,
            hashes,
            (self.k_range, self.k_was_given, self.errors, self.regions, self.exports),
        )
        return hashlib.sha256(repr(meant).encode("utf-8", "backslashreplace")).hexdigest()


def check_alike(parameters: Parameters, reading: Reading, kind: LegendKind) -> None:
    """Raises ParameterError for what cannot be done to many pictures alike."""
    if reading.labels:
        raise ParameterError(
            _("Label images have no legend: measure each by itself (floe segment --as-labels).")
        )
    if parameters.threshold is not None and kind != "each":
        raise ParameterError(
            _("A threshold has no centroids for a legend: let each picture be cut by itself (--legend each).")
        )


def _beside(path: Path) -> list[str]:
    """The hashes of what is read with it: the rest of a shapefile, what says where a mask lies.

    What cannot be read is for whoever reads the file to say.
    """
    found = list(filter(None, [Sides(places=True).of(path)]))
    for each in map(path.with_suffix, _OF_SHAPEFILE if path.suffix.lower() == ".shp" else ()):
        with suppress(OSError, ValueError):
            found.append(f"{each.suffix} {sha256_of(each)}")
    return found


def _sha256_of(path: Path) -> str:
    """Raises ReadError."""
    try:
        return sha256_of(path)
    except (OSError, ValueError) as error:
        raise ReadError(path, f"{getattr(error, 'strerror', None) or error}.") from error
