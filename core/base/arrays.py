"""Names for arrays that many modules pass around."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]
# Labels, and levels of colours: 8 bits each.
Bytes = NDArray[np.uint8]
