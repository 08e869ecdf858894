"""NDSI, the snow index: (green − shortwave infrared) / (green + shortwave infrared).

Source: Hall, Riggs & Salomonson (1995), "Development of methods for mapping global snow cover using moderate
resolution imaging spectroradiometer data", Remote Sensing of Environment 54(2). Units: −1…1 of the
values, 0 where the sum is not above 0. Scaling: 2, from −1 to 1, is the full range. Cost: one plane, one
division a pixel.
"""

from __future__ import annotations

from core.base.sentences import N_
from core.cluster.features.band_ratio import normalised_difference

SPECIFICATION = normalised_difference(
    "ndsi", N_("NDSI (snow)"), N_("(green − swir) / (green + swir): snow and ice are high"), "green", "swir"
)
