"""A network in the guarded process, from outside: what it is, and the maps of a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

from core.base.arrays import Bytes
from core.base.opencv import opencv
from core.base.parallel import Cancel, available_threads, never_cancelled
from core.guarded.process import ReadingProcess
from core.io.reader import read
from core.networks.bundled import SHA256
from core.networks.card import Card, card_of
from core.networks.graph import Array
from core.networks.network import Description, describe_there, maps_there, warm_there
from core.networks.tiles import Tile, seen_by, tiles_of

# A batch of tiles on a slow, busy machine. Opening has the limits of any stranger's file.
_SECONDS = 300.0
_MOST_AT_ONCE = 4


class NetworkProcess:
    """A network that is open as long as the `with`. For one thread at a time.

    sha256: what its file must have; "" for any. card: its text, what it leaves out is the network's own.
    threads: tiles that are worked on at once; the maps do not depend on it.
    """

    def __init__(self, path: Path, sha256: str = "", card: str = "", *, threads: int | None = None) -> None:
        self.path, self._sha256, self._card = path, sha256, card
        self._threads = min(threads or available_threads(), _MOST_AT_ONCE)
        self._process = ReadingProcess(read, warm=False)

    def __enter__(self) -> Self:
        self._process.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """End the process; may be called twice."""
        self._process.close()

    def describe(self, cancelled: Cancel = never_cancelled) -> Description:
        """What is said of the network. Raises ReadError, ParameterError for a card of none, Cancelled."""
        self._process.read_by(warm_there, self.path, cancelled=cancelled, timeout_s=_SECONDS)
        # What comes with Floe is known: only a stranger's file is to hurry.
        limit = _SECONDS if self._sha256 == SHA256 else None
        return self._process.read_by(
            describe_there,
            self.path,
            self._sha256,
            self._card,
            cancelled=cancelled,
            timeout_s=limit,
        )

    def maps(
        self,
        network: Description,
        layers: Sequence[str],
        picture: Bytes,
        cancelled: Cancel = never_cancelled,
    ) -> Iterator[tuple[Tile, tuple[Array, ...]]]:
        """Tile by tile the maps (channels, h, w) float32 of each layer, of all that a tile sees.

        picture: (height, width, 3) uint8, RGB. Raises ReadError, Cancelled.
        """
        tiles = tiles_of(picture.shape[0], picture.shape[1], network)
        for at in range(0, len(tiles), self._threads):
            batch = tiles[at : at + self._threads]
            seen = [seen_by(tile, picture) for tile in batch]
            found = self._process.read_by(
                maps_there,
                self.path,
                network.sha256,
                network.card,
                tuple(layers),
                seen,
                cancelled=cancelled,
                timeout_s=_SECONDS,
            )
            yield from zip(batch, found, strict=True)


def brought_to_size(picture: Bytes, card_text: str) -> Bytes:
    """A picture (height, width, 3) uint8 as its card wants it: its shorter side so long, or as it is."""
    card = card_of(card_text, Card())
    height, width = picture.shape[:2]
    if card.size in (0, min(height, width)):
        return picture
    cv2, factor = opencv(), card.size / min(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    kinds = {"nearest": cv2.INTER_NEAREST, "bilinear": cv2.INTER_LINEAR, "bicubic": cv2.INTER_CUBIC}
    # Smaller by averages: else every few pixels one would be looked at.
    kind = cv2.INTER_AREA if factor < 1 and card.resampling != "nearest" else kinds[card.resampling]
    resized: Bytes = cv2.resize(picture, size, interpolation=kind)
    return resized
