"""What a pretrained network sees: maps of its layers as planes, hypercolumns.

Source: Hariharan et al. (2015), "Hypercolumns for object segmentation and fine-grained localization", CVPR.
The network that comes with Floe is EfficientNet-Lite0 (Tan and Le 2019), trained on ImageNet; any other comes
from the user's file (core.networks). It sees the picture as it is shown. Of each layer the first principal
components of its maps are kept, or one map alone (core.networks.hypercolumns); between the cells of a layer
the planes are interpolated.
Units: standard deviations of a layer as a whole. Scaling: four of them count as the full range, divided
among the layers, so that more layers count no more than one. Cost: once for a picture that of the network up
to the deepest layer, 0.6 billion operations a megapixel and more; then some for each plane and pixel.

Same picture, network and processor, same bytes, whatever the number of threads: the network has one a tile,
and all sums are of whole numbers. Other processors round otherwise; a record says which it was.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from core.base.errors import FloeError
from core.base.parallel import Cancel, raise_if_cancelled
from core.base.sentences import N_
from core.cluster.features.chosen_file import NO_FILE, ChosenFile
from core.cluster.features.options import File, Text, WholeNumber
from core.cluster.features.specification import (
    FitStep,
    Learned,
    Learning,
    ModelForm,
    Options,
    PictureRows,
    Planes,
    RowBlock,
    Specification,
)

if TYPE_CHECKING:
    from core.networks.asked import Asked
    from core.networks.grids import Grid

_ENDINGS = (".onnx", ".pth", ".pt", ".bin", ".safetensors", ".h5", ".hdf5", ".keras")
_MOST_PLANES = 32


def _check_layers(text: str) -> None:
    from core.networks.asked import asked_of

    asked_of(text)


def _check_card(text: str) -> None:
    from core.networks.card import Card, card_of

    card_of(text, Card())


def _card_beside(chosen: ChosenFile) -> str:
    """The card that lies beside a network decides too."""
    from core.networks.card import beside_sha256

    return "" if chosen == NO_FILE else beside_sha256(Path(chosen.path))


FILE = File(
    name="file",
    title=N_("Networks"),
    endings=_ENDINGS,
    default=NO_FILE,
    without=N_("EfficientNet-Lite0, which comes with Floe"),
    meant_too=_card_beside,
    meaning=N_("the network: .onnx, or weights of VGG, EfficientNet-Lite, DINOv2 or CLIP"),
)
LAYER = Text(
    name="layer",
    default="",
    check=_check_layers,
    hint=N_("early, middle and deep"),
    meaning=N_(
        "the layers whose maps are used, with + between several; NAME#17 for one map; empty for an early, "
        "a middle and a deep one"
    ),
)
PLANES = WholeNumber(
    name="planes",
    default=4,
    low=1,
    high=_MOST_PLANES,
    meaning=N_("planes of each layer: its maps by their principal components"),
)
CARD = Text(
    name="card",
    default="",
    check=_check_card,
    hint=N_("as the network has it"),
    meaning=N_(
        "how the picture is made ready: rgb or bgr;mean=…;deviation=…;size=…;resampling=…; what is left out "
        "is as the network has it"
    ),
)


def fit(picture: PictureRows, options: Options, cancelled: Cancel) -> Generator[FitStep, None, bytes]:
    """The grids of the layers (core.networks.hypercolumns.packed)."""
    from core.networks.asked import Asked, asked_of
    from core.networks.grids import packed
    from core.networks.hypercolumns import grids_of
    from core.networks.process import NetworkProcess

    path, sha256 = _network(options["file"])
    yield FitStep(0, 1)
    shown, valid = picture.shown()
    raise_if_cancelled(cancelled)
    if valid is not None:
        # What nobody measured should look like nothing.
        shown = np.where(valid[..., None], shown, shown[valid].mean(axis=0).astype(np.uint8))
    with NetworkProcess(path, sha256, options["card"]) as process:
        network = process.describe(cancelled)
        asked = asked_of(options["layer"]) or tuple(Asked(name) for name in network.hypercolumns)
        steps = grids_of(
            process,
            network,
            asked,
            number=options["planes"],
            picture=shown,
            valid=valid,
            cancelled=cancelled,
        )
        while True:
            try:
                done, of = next(steps)
            except StopIteration as end:
                return packed(network, end.value)
            yield FitStep(done, of)


def _network(chosen: ChosenFile) -> tuple[Path, str]:
    """Where the network lies, and the hash that it must have. Raises FloeError where a library is missing."""
    from core.networks.bundled import SHA256, bundled_path, lacking

    bundled = chosen == NO_FILE
    path = bundled_path() if bundled else Path(chosen.path)
    if (sentence := lacking(bundled=bundled)) or path is None:
        raise FloeError(sentence)
    return path, SHA256 if bundled else chosen.sha256


def planes_of(model: bytes, options: Options) -> Callable[[RowBlock], Planes]:
    """What gives the planes from grids. Raises ValueError for bytes that are no grids of these options."""
    from core.networks.asked import plane_counts
    from core.networks.grids import unpacked

    grids = unpacked(model)
    if [len(grid.values) for grid in grids] != plane_counts(_layers(options), options["planes"]):
        raise ValueError("grids of other layers")
    return partial(_planes, grids)


def _planes(grids: tuple[Grid, ...], block: RowBlock) -> Planes:
    from core.networks.grids import planes_at

    rows = len(block.valid)
    planes = np.concatenate([planes_at(grid, block.top, rows, block.width) for grid in grids], axis=2)
    return planes / np.float32(np.sqrt(len(grids)))


def apart(content: bytes) -> Learned:
    """See ModelForm.apart."""
    from core.networks.grids import parted, unpacked

    unpacked(content)
    header, values = parted(content)
    return Learned({"values": np.frombuffer(values, "<i2")}, header)


def together(learned: Learned) -> bytes:
    """See ModelForm.together."""
    from core.networks.grids import joined

    return joined(learned.about, [learned.arrays["values"]])


def made_by(model: bytes) -> Mapping[str, object]:
    from core.networks.grids import said_of

    return said_of(model, "environment")


def about(model: bytes) -> Mapping[str, object]:
    from core.networks.grids import said_of

    return {"network": said_of(model, "network")}


def _layers(options: Options) -> tuple[Asked, ...]:
    """Those asked for, or the three of which every network has its own."""
    from core.networks.asked import DEFAULT, Asked, asked_of

    return asked_of(options["layer"]) or tuple(map(Asked, DEFAULT))


def names(_own: tuple[str, ...], options: Options) -> tuple[str, ...]:
    from core.networks.asked import plane_texts

    return plane_texts(_layers(options), options["planes"])


def lacks() -> str:
    from core.networks.bundled import lacking

    return lacking()


def missing(_bands: tuple[str, ...], options: Options) -> str:
    from core.networks.bundled import lacking

    return lacking(bundled=options.get("file") in (None, NO_FILE))


SPECIFICATION = Specification(
    name="network",
    title=N_("Network (pretrained)"),
    summary=N_("what a pretrained network sees: maps of its layers, from edges to parts of things"),
    learning=Learning(
        "network 1",
        fit,
        (FILE, LAYER, PLANES, CARD),
        planes_of,
        ModelForm(apart, together),
        made_by=made_by,
        about=about,
    ),
    names=names,
    gain=0.25,
    options=(FILE, LAYER, PLANES, CARD),
    lacks=lacks,
    missing=missing,
)
