"""NDWI, the water index: (green − near infrared) / (green + near infrared).

Source: McFeeters (1996), "The use of the Normalized Difference Water Index (NDWI) in the delineation of open
water features", Int. J. Remote Sensing 17(7). Units: −1…1 of the values, 0 where the sum is not above
0. Scaling: 2, from −1 to 1, is the full range. Cost: one plane, one division a pixel.
"""

from __future__ import annotations

from core.base.sentences import N_
from core.cluster.features.band_ratio import normalised_difference

SPECIFICATION = normalised_difference(
    "ndwi", N_("NDWI (water)"), N_("(green − nir) / (green + nir): open water is high"), "green", "nir"
)
