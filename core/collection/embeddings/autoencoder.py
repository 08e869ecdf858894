"""64 numbers that each picture can be drawn again from, learned on the collection.

Hinton and Salakhutdinov (2006), Science 313(5786); what learns: core.cluster.features.learned.autoencoder.
"""

from __future__ import annotations

from core.base.sentences import N_
from core.cluster.features.learned.autoencoder import NETWORK
from core.collection.learned import learned_embedding

EMBEDDING = learned_embedding(
    NETWORK, N_("what a network that learns on these pictures needs to draw each again")
)
