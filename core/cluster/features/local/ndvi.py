"""NDVI, the vegetation index: (near infrared − red) / (near infrared + red).

Source: Rouse et al. (1974), "Monitoring vegetation systems in the Great Plains with ERTS", NASA SP-351.
Units: −1…1 of the values, 0 where the sum is not above 0. Scaling: 2, from −1 to 1, is the full range.
Cost: one plane, one division a pixel.
"""

from __future__ import annotations

from core.base.sentences import N_
from core.cluster.features.band_ratio import normalised_difference

SPECIFICATION = normalised_difference(
    "ndvi", N_("NDVI (vegetation)"), N_("(nir − red) / (nir + red): green plants are high"), "nir", "red"
)
