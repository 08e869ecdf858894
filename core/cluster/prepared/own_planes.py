"""The picture's own planes: its colours in the chosen space, or its chosen and scaled bands."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from core.base.arrays import Bytes, Floats, Mask
from core.base.errors import ReadError
from core.base.parallel import Cancel, available_threads
from core.base.sentences import _, with_commas
from core.cluster.colours.colour import AXES, LUMA, colour_values, luma
from core.cluster.features.chosen_file import ChosenFile, check_same, check_there
from core.cluster.features.specification import MOST_RANGES, QUANTA, RowBlock
from core.cluster.frozen import Frozen
from core.cluster.lloyd.bands import STEPS_A_RANGE, BandScale, band_scale, frozen_scale
from core.cluster.parameters import Parameters, Scaling, Space
from core.image.display import to_rgb
from core.image.image import Image, PixelArray


@dataclass(frozen=True, eq=False)
class OwnPlanes:
    """full: what counts as their full range, in their units. bands, scaling: of the space "bands".

    plan: which bands, and how a stored value becomes a value; low: what counts as 0 of the full range; both
    for bands only. levels: the highest of a colour. threads: that features which learn from it may take.
    """

    image: Image
    names: tuple[str, ...]
    full: float
    space: Space
    bands: tuple[int, ...] = ()
    scaling: Scaling = "none"
    levels: int = 0
    plan: BandScale | None = None
    low: Floats | None = None
    threads: int = field(default_factory=available_threads)

    @property
    def meant(self) -> dict[str, object]:
        """As plain JSON values: what the planes depend on besides the picture."""
        return {"space": self.space, "bands": list(self.bands), "scaling": self.scaling}

    @property
    def height(self) -> int:
        return self.image.height

    @property
    def width(self) -> int:
        return self.image.width

    def shown(self) -> tuple[Bytes, Mask | None]:
        """As the picture is shown, and which pixels are valid, for what looks at it as a person does."""
        return to_rgb(self.image), self.image.valid

    def others(self, files: Sequence[ChosenFile], cancelled: Cancel) -> Generator[OwnPlanes, None, None]:
        """See PictureRows."""
        # They bring all that pictures are read with.
        from core.guarded.process import ReadingProcess
        from core.io.reader import read

        with ReadingProcess(read) as process:
            for file in files:
                check_there(file)
                image = process.read(file.path, cancelled)
                check_same(file, image.provenance.sha256)
                yield self._other(file, image, cancelled)

    def _other(self, file: ChosenFile, image: Image, cancelled: Cancel) -> OwnPlanes:
        parameters = Parameters(space=self.space, bands=self.bands, scaling=self.scaling)
        fits = image.is_colour and (self.space == "gray" or image.band_count == self.image.band_count)
        if self.space == "bands":
            fits = own_names(image, parameters, "bands") == self.names
        if not fits:
            sentence = _(
                "its bands are {theirs}, those of the picture {own}: a network learns from pictures of the "
                "same bands only."
            )
            theirs, own = with_commas(image.bands), with_commas(self.image.bands)
            raise ReadError(file.path, sentence.format(theirs=theirs, own=own))
        return replace(own_planes(image, parameters, self.space, cancelled), threads=self.threads)

    def block(self, top: int, end: int) -> RowBlock:
        """The rows top ≤ row < end, for features."""
        return self.block_and_values(top, end)[0]

    def block_and_values(self, top: int, end: int) -> tuple[RowBlock, Floats]:
        """The rows top ≤ row < end for features, and the values (rows, width, d) of the planes themselves."""
        image = self.image
        stored = image.pixels[top:end]
        shape = stored.shape[:2]
        valid = np.ones(shape, np.bool_) if image.valid is None else image.valid[top:end]
        if stored.dtype.kind == "f":
            # What is no number would warn, and has nothing to say.
            stored = np.where(valid[..., None], stored, stored.dtype.type(0))
        pixels = stored.reshape(-1, image.band_count)
        values = self._values(pixels)
        quanta = self._quanta(values)
        brightness = self._brightness(pixels, quanta).reshape(shape)
        quanta = quanta.reshape(*shape, -1)
        if image.valid is not None:
            brightness, quanta = brightness * valid, quanta * valid[..., None]
        block = RowBlock(
            quanta,
            self.names,
            brightness,
            valid,
            stored,
            image.bands,
            top,
            image.height,
            image.width,
            image.band_values,
        )
        return block, values.reshape(*shape, -1)

    def _values(self, pixels: PixelArray) -> Floats:
        """(n, d) in their units, of stored pixels (n, bands)."""
        if self.plan is None:
            steps, scale = colour_values(pixels, self.space)
            return steps / scale
        chosen = pixels[:, self.plan.bands].astype(np.float64)
        return (chosen - self.plan.offset) * (self.plan.factor / self.plan.scale)

    def _quanta(self, values: Floats) -> NDArray[np.int32]:
        """(n, d) in QUANTA of the full range."""
        centred = values if self.low is None else values - self.low
        return _rounded(centred / self.full)

    def _brightness(self, pixels: PixelArray, quanta: NDArray[np.int32]) -> NDArray[np.int32]:
        """(n,) in QUANTA of the full range."""
        if self.plan is not None:
            mean: NDArray[np.int32] = (quanta.sum(axis=1, dtype=np.int64) // quanta.shape[1]).astype(np.int32)
            return mean
        if pixels.shape[1] == 1:
            return _rounded(pixels[:, 0] / self.levels)
        return _rounded(luma(pixels) / (LUMA * self.levels))


def own_names(image: Image, parameters: Parameters, space: Space) -> tuple[str, ...]:
    """What the planes of `own_planes` are called, without a look at a pixel; of bands those there are."""
    if space != "bands":
        return AXES[space]
    chosen = [band for band in parameters.bands if band <= image.band_count]
    return tuple(image.bands[band - 1] for band in chosen) or image.bands


def own_planes(image: Image, parameters: Parameters, space: Space, cancelled: Cancel) -> OwnPlanes:
    """The colours of an image in a space, or its bands in "bands", chosen and scaled as the parameters say.

    Raises ParameterError for bands that it does not have, Cancelled.
    """
    if space != "bands":
        levels = int(np.iinfo(image.pixels.dtype).max)
        full = 100.0 if space == "lab" else float(levels)
        return OwnPlanes(image, AXES[space], full, space, levels=levels)
    bands, scaling, frozen = parameters.bands, parameters.scaling, parameters.frozen
    if frozen is not None:
        plan = frozen_scale(image, bands, frozen)
        low = np.array(frozen.low) if frozen.low else None
        return OwnPlanes(image, plan.names, frozen.full, "bands", bands, scaling, plan=plan, low=low)
    plan = band_scale(image, bands, scaling, cancelled)
    if scaling != "none":
        full = 1.0 if scaling == "percentiles" else 4.0
        return OwnPlanes(image, plan.names, full, "bands", bands, scaling, plan=plan)
    robust = band_scale(image, bands, "percentiles", cancelled)
    meant = [image.band_value(int(band)) for band in robust.bands]
    pairs = zip(meant, robust.factor.tolist(), strict=True)
    full = max((STEPS_A_RANGE / factor * value.scale for value, factor in pairs if factor), default=1.0)
    low = np.array([value.of(offset) for value, offset in zip(meant, robust.offset, strict=True)])
    return OwnPlanes(image, plan.names, full, "bands", bands, scaling, plan=plan, low=low)


def frozen_of(image: Image, parameters: Parameters, space: Space, cancelled: Cancel) -> Frozen:
    """What a legend that is fitted on this image holds fast. Raises as `own_planes`."""
    own = own_planes(image, parameters, space, cancelled)
    if own.plan is None:
        return Frozen()
    offset, factor = (tuple(each.tolist()) for each in (own.plan.offset, own.plan.factor))
    low = () if own.low is None else tuple(own.low.tolist())
    return Frozen(offset, factor, own.plan.scale, own.full, low)


def _rounded(fractions: Floats) -> NDArray[np.int32]:
    steps = np.floor(fractions * QUANTA + 0.5)
    return steps.clip(-MOST_RANGES * QUANTA, MOST_RANGES * QUANTA).astype(np.int32)
