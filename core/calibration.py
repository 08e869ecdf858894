"""Calibration: how pixels become ground units, and from where that is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from core.errors import ParameterError

Source = Literal["none", "typed", "georeference"]

# Metres in one unit: the lengths a pixel size may be typed in.
UNITS: dict[str, float] = {"nm": 1e-9, "µm": 1e-6, "mm": 1e-3, "cm": 1e-2, "m": 1.0, "km": 1e3}
