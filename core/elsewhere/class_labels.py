"""Labels from elsewhere: the class that somebody, or another program, has found at each pixel."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any
from weakref import WeakValueDictionary

import numpy as np

from core.base.arrays import Bytes, Mask, freeze
from core.base.errors import ParameterError
from core.base.sentences import _, ngettext, with_commas
from core.classes.classes import Class, Classes, checked_name
from core.classes.palettes import seen_over_picture
from core.roi.shape_masks import PixelWindow
from core.writing.number_words import grouped
from core.writing.one_line import LONGEST_NAME, is_one_line

# Of a pixel of which nothing is known, whatever 0 stands for.
NOT_KNOWN = 255
MOST_CLASSES = 253
# How what is none of the classes is called where it is measured: in files, so in every language.
BACKGROUND = "background"
_ZERO = "0"
# Labels of documents that are open, by all that they are made of.
_read: WeakValueDictionary[Hashable, ClassLabels] = WeakValueDictionary()


@dataclass(frozen=True, eq=False)
class ClassLabels:
    """Frozen: the array is read-only.

    ids: (height, width) uint8, i = names[i − 1], NOT_KNOWN = nothing is known there, 0 = none of these
        classes where there is a `background`, else nothing is known there either.
    names: of the classes, each once; a whole number is the value of a label raster that nobody has named.
    source: names of the files. sha256: of the first. notes: whole sentences.
    """

    ids: Bytes
    names: tuple[str, ...]
    background: bool
    source: str
    sha256: str
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        freeze(self.ids)

    @property
    def classes(self) -> tuple[str, ...]:
        """The names, and that of the background where it is known."""
        return (*self.names, self._background_name) if self.background else self.names

    @property
    def _background_name(self) -> str:
        name = BACKGROUND
        while name in self.names:
            name += "_"
        return name

    @cached_property
    def over_clusters(self) -> Classes:
        """A class a cluster, in the order of the labels, in the colours of a palette."""
        return seen_over_picture(tuple(Class(name, (i,)) for i, name in enumerate(self.classes, start=1)))

    @cached_property
    def places(self) -> Bytes:
        """(height, width) uint8: 0 where nothing is known, i = classes[i − 1]."""
        table = np.zeros(256, np.uint8)
        table[1 : len(self.names) + 1] = np.arange(1, len(self.names) + 1)
        table[0] = len(self.names) + 1 if self.background else 0
        places = table[self.ids]
        freeze(places)
        return places

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The notes, and what becomes of the value 0."""
        if self.background or not (self.ids == 0).any():
            return self.notes
        sentence = _(
            "What lies at the value 0 of {source} counts as not known; where 0 is a class, give it a name."
        )
        return (*self.notes, sentence.format(source=self.source))

    @cached_property
    def packed(self) -> str:
        """The ids as text: Base64 of their zlib stream."""
        return base64.b64encode(zlib.compress(self.ids.tobytes(), 1)).decode()


def is_number(name: str) -> bool:
    """Whether a class is known by a value alone."""
    return name.isdecimal()


def renamed_labels(labels: ClassLabels, names: Mapping[str, str]) -> ClassLabels:
    """With classes called otherwise, old → new; two of one name become one. "0" → a name: what lies at 0 is
    a class of that name.

    Raises ParameterError for a class that is not there, and for an empty name.
    """
    known = (*labels.names, _ZERO)
    for old in names:
        if old not in known:
            sentence = _("{source} has no class “{name}”: it has {names}.")
            raise ParameterError(
                sentence.format(source=labels.source, name=old, names=with_commas(labels.names))
            )
    names = {old: checked_name(new, "class") for old, new in names.items()}
    found = tuple(names.get(name, name) for name in labels.names)
    ids, background = labels.ids, labels.background
    if _ZERO in names and _ZERO not in labels.names and (ids == 0).any():
        found, background = (*found, names[_ZERO]), False
        if len(found) > MOST_CLASSES:
            raise ParameterError(_too_many(len(found)))
        ids = np.where(ids == 0, np.uint8(len(found)), ids)
    kept = tuple(dict.fromkeys(found))
    table = np.arange(256, dtype=np.uint8)
    table[1 : len(found) + 1] = [kept.index(name) + 1 for name in found]
    return replace(labels, ids=table[ids], names=kept, background=background)


def joined(several: Sequence[ClassLabels]) -> ClassLabels:
    """Those of several files of one picture as one: a later one counts where two have a class.

    Raises ParameterError for a label raster among them, and for too many classes.
    """
    if len(several) == 1:
        return several[0]
    layers = Layers(several[0].ids.shape)
    for each in several:
        if not each.background and (each.ids == 0).any():
            sentence = _(
                "{source} is a label raster of several classes: give it alone, or a mask for each class."
            )
            raise ParameterError(sentence.format(source=each.source))
        for i, name in enumerate(each.names, start=1):
            layers.put(name, PixelWindow(0, 0, each.ids == i))
    known = np.logical_or.reduce([each.ids != NOT_KNOWN for each in several])
    layers.ids[(layers.ids == 0) & ~known] = NOT_KNOWN
    notes = tuple(dict.fromkeys(note for each in several for note in each.notes))
    found = layers.labels(", ".join(each.source for each in several), several[0].sha256)
    return replace(found, notes=(*notes, *found.notes))


class Layers:
    """Areas of classes laid one upon the other; the later one counts."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.ids = np.zeros(shape, np.uint8)
        self.names: list[str] = []
        self._covered = 0

    def put(self, name: str, window: PixelWindow) -> bool:
        """Give the pixels of a window to a class; whether there is one. Raises ParameterError."""
        if not window.mask.any():
            return False
        name = checked_name(name, "class")
        if name not in self.names:
            self.names.append(name)
            if len(self.names) > MOST_CLASSES:
                raise ParameterError(_too_many(len(self.names)))
        place = np.uint8(self.names.index(name) + 1)
        self._put(place, window)
        return True

    def clear(self, window: PixelWindow) -> None:
        """These pixels are of no class."""
        self.ids[window.slices][window.mask] = 0

    def forget(self, window: PixelWindow) -> None:
        """Of these pixels nothing is known."""
        self.ids[window.slices][window.mask] = NOT_KNOWN

    def _put(self, place: np.uint8, window: PixelWindow) -> None:
        part = self.ids[window.slices]
        covers: Mask = window.mask & (part != 0) & (part != place) & (part != NOT_KNOWN)
        self._covered += int(np.count_nonzero(covers))
        part[window.mask] = place

    def labels(self, source: str, sha256: str, order: Sequence[str] = ()) -> ClassLabels:
        """What lies on top. order: of the names, as far as it has them."""
        notes = []
        if n := self._covered:
            sentence = ngettext(
                "{n} pixel of {source} lies in areas of two classes: the later area counts.",
                "{n} pixels of {source} lie in areas of two classes: the later area counts.",
                n,
            )
            notes.append(sentence.format(n=grouped(n), source=source))
        pixels = np.bincount(self.ids.reshape(-1), minlength=256)
        there = [name for i, name in enumerate(self.names, start=1) if pixels[i]]
        for name in self.names:
            if name not in there:
                sentence = _("“{name}” of {source} lies under other areas everywhere: it has no pixel.")
                notes.append(sentence.format(name=name, source=source))
        kept = [name for name in dict.fromkeys((*order, *there)) if name in there]
        table = np.arange(256, dtype=np.uint8)
        for i, name in enumerate(self.names, start=1):
            table[i] = kept.index(name) + 1 if name in there else 0
        ids = table[self.ids]
        return ClassLabels(ids, tuple(kept), bool((ids == 0).any()), source, sha256, tuple(notes))


def labels_json(labels: ClassLabels) -> dict[str, Any]:
    """Plain JSON values, without the pixels (`packed`)."""
    return {
        "source": labels.source,
        "sha256": labels.sha256,
        "names": list(labels.names),
        "background": labels.background,
        "notes": list(labels.notes),
    }


def labels_from(values: Any, packed: Any, shape: tuple[int, int]) -> ClassLabels:
    """What `labels_json` and `packed` say; the same object as long as one of these is there, so that steps to
    undo share it. Raises ParameterError, KeyError, TypeError or ValueError.
    """
    names = tuple(values["names"])
    texts = (*names, values["source"], values["sha256"], *values["notes"])
    if not all(type(text) is str and len(text) <= LONGEST_NAME for text in texts):
        raise TypeError("a name of labels is no text")
    if not all(name.strip() and is_one_line(name) for name in names):
        raise ValueError("a name of labels is no line of text")
    if type(values["background"]) is not bool:
        raise TypeError("whether there is a background is true or false")
    if not 0 < len(names) <= MOST_CLASSES or len(set(names)) < len(names):
        raise ValueError("labels have no classes, too many, or two of one name")
    text = str(values["source"]), str(values["sha256"])
    notes, background = tuple(values["notes"]), bool(values["background"])
    key = (sha256(str(packed).encode()).hexdigest(), names, background, text, notes, shape)
    if (known := _read.get(key)) is not None:
        return known
    unpacker, size = zlib.decompressobj(), shape[0] * shape[1]
    try:
        data = unpacker.decompress(base64.b64decode(packed, validate=True), size + 1)
    except zlib.error as error:
        raise ValueError("labels are damaged") from error
    ids = np.frombuffer(data, np.uint8)
    if len(data) != size or not ((ids <= len(names)) | (ids == NOT_KNOWN)).all():
        raise ValueError("labels are damaged")
    found = _read[key] = ClassLabels(ids.reshape(shape).copy(), names, background, *text, notes)
    return found


def _too_many(n: int) -> str:
    return _("There are {n} classes or more in it, and {most} can be told apart.").format(
        n=grouped(n), most=MOST_CLASSES
    )
