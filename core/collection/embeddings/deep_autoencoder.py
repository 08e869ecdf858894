"""32 numbers that each picture, and every hidden layer, can be found again from, learned on the collection.

What is learned: core.cluster.features.learned.deep_autoencoder.
"""

from __future__ import annotations

from core.base.sentences import N_
from core.cluster.features.learned.deep_autoencoder import LAMBDA, NETWORK
from core.collection.learned import learned_embedding

EMBEDDING = learned_embedding(
    NETWORK, N_("as the autoencoder, by several hidden layers that are all to be found again"), (LAMBDA,)
)
