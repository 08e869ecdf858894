"""Documents taken apart into small contents named by their hash, and put together again.

A state is the JSON of which contents a document is made of: each of its parts, each region of interest and
each tile of its edits is one. So a change costs what it changes, and steps to undo share all else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from core.accuracy.strata import Strata
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.document_parts import all_parts, with_all_parts
from core.document.edits import TILE, Edits, Tile, edits_from_tiles, packed, unpacked
from core.document.plain_json import Json
from core.image.image import Image
from core.recovery.contents import packed_json, unpacked_json
from core.roi.regions_of_interest import regions_of_interest_json
from core.scale.calibration import Calibration

Put = Callable[[bytes], str]
Get = Callable[[str], bytes]


def hash_of(content: bytes) -> str:
    """What a content is called."""
    return hashlib.sha256(content).hexdigest()


class StateWriter:
    """Remembers what it has taken apart: the next state shares most of it."""

    def __init__(self) -> None:
        self._states: WeakKeyDictionary[Document, str] = WeakKeyDictionary()
        # Of the document taken apart last, kept alive: the address of one that is gone is used again.
        self._tiles: dict[int, tuple[Tile, str]] = {}
        self._strata: tuple[Strata, str] | None = None

    def write(self, document: Document, put: Put) -> str:
        """The hash of a document's state. put: keeps a content and returns its hash."""
        known = self._states.get(document)
        if known is None:
            known = self._states[document] = self._write(document, put)
        return known

    def forget(self) -> None:
        """Contents have been removed: take all apart anew."""
        self._states.clear()
        self._tiles.clear()
        self._strata = None

    def _write(self, document: Document, put: Put) -> str:
        plain = replace(document, edits=None, regions_of_interest=())
        parts = all_parts(plain)
        strata = parts.pop("sample_strata", None)
        state: Json = {"parts": {name: put(packed_json(value)) for name, value in parts.items()}}
        if document.sample is not None:
            state["parts"]["sample_strata"] = self._strata_part(document.sample.strata, strata, put)
        if document.regions_of_interest:
            each = [regions_of_interest_json((region,)) for region in document.regions_of_interest]
            state["regions"] = {
                "inside": document.inside,
                "each": [put(packed_json(value)) for value in each],
            }
        if document.edits is not None:
            state["edits"] = self._edits(document.edits, put)
        return put(packed_json(state))

    def _strata_part(self, strata: Strata, packed: str, put: Put) -> str:
        if self._strata is None or self._strata[0] is not strata:
            self._strata = strata, put(packed_json(packed))
        return self._strata[1]

    def _edits(self, edits: Edits, put: Put) -> Json:
        before, self._tiles = self._tiles, {}
        tiles = {}
        for (row, column), tile in edits.tiles.items():
            known = before.get(id(tile)) or (tile, put(packed(tile)))
            self._tiles[id(tile)] = known
            tiles[f"{row},{column}"] = known[1]
        return {"shape": list(edits.shape), "names": list(edits.names), "tile": TILE, "tiles": tiles}


class StateReader:
    """Puts documents together on one picture; what they share is one object again."""

    def __init__(self, get: Get, image: Image, own_scale: Calibration) -> None:
        """get: the content of a hash."""
        self._get = get
        self._image, self._own_scale = image, own_scale
        self._values: dict[str, Any] = {}
        self._tiles: dict[str, Tile] = {}

    def read(self, state: str) -> Document:
        """The document of a state.

        Raises ParameterError, KeyError, TypeError or ValueError for a damaged one.
        """
        parts = self._value(state)
        values = {name: self._value(part) for name, part in parts["parts"].items()}
        if "regions" in parts:
            each = [region for part in parts["regions"]["each"] for region in self._value(part)]
            values["regions_of_interest"] = {"inside": parts["regions"]["inside"], "regions": each}
        document = Document(self._image, Parameters(), own_scale=self._own_scale)
        document = with_all_parts(document, values)
        if "edits" not in parts:
            return document
        shape = self._image.height, self._image.width
        return document.with_edits(edits_from_tiles(parts["edits"], shape, self._tile))

    def _value(self, part: str) -> Any:
        if part not in self._values:
            self._values[part] = unpacked_json(self._get(part))
        return self._values[part]

    def _tile(self, part: str, shape: tuple[int, int]) -> Tile:
        if part not in self._tiles:
            self._tiles[part] = unpacked(self._get(part), shape)
        if self._tiles[part].shape != shape:
            raise ValueError("a tile is damaged")
        return self._tiles[part]


def contents_of(state: str, get: Get) -> set[str]:
    """The hashes of all contents that a state needs, its own too."""
    parts = unpacked_json(get(state))
    needed = {state, *parts["parts"].values(), *parts.get("regions", {}).get("each", ())}
    return needed | set(parts.get("edits", {}).get("tiles", {}).values())
