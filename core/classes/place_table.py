"""From cluster ids to the places of their classes."""

from __future__ import annotations

import numpy as np

from core.base.arrays import Bytes
from core.classes.classes import Classes


def place_table(classes: Classes) -> Bytes:
    """(256,) uint8: of a cluster id the place of its class, from 1; 0, and what is of no class, stay 0."""
    table = np.zeros(256, np.uint8)
    for place, item in enumerate(classes, start=1):
        table[list(item.clusters)] = place
    return table
