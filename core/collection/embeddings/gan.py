"""What a network looks at that tells the pictures of the collection from forged ones, learned on them.

Radford, Metz and Chintala (2016), arXiv:1511.06434; what is learned: core.cluster.features.learned.gan.
"""

from __future__ import annotations

from core.base.sentences import N_
from core.cluster.features.learned.gan import NETWORK
from core.collection.learned import learned_embedding

EMBEDDING = learned_embedding(
    NETWORK, N_("what a network looks at that tells these pictures from forged ones")
)
