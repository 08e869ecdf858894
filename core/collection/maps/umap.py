"""UMAP by umap-learn, of the extra `maps` (McInnes, Healy & Melville 2018, arXiv 1802.03426).

Its import compiles for a quarter of a minute: it belongs into a worker process.
"""

from __future__ import annotations

import warnings

from core.base.sentences import N_
from core.cluster.features.options import Number, WholeNumber
from core.collection.map_method import Drawn, MapMethod, MapTask
from core.writing.extras import extra, missing

_LIBRARY = "umap"


def _draw(task: MapTask) -> Drawn:
    library = extra(_LIBRARY)
    number = min(task.options["neighbours"], len(task.rows) - 1)
    # With a seed it works on one thread anyway, and warns where it was not told so.
    reducer = library.UMAP(
        n_components=2,
        n_neighbors=number,
        min_dist=task.options["least-distance"],
        random_state=task.seed % 2**32,
        n_jobs=1,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the spectral start, which then is random
        return Drawn(reducer.fit_transform(task.rows), {"neighbours": number})


SPECIFICATION = MapMethod(
    name="umap",
    title=N_("UMAP"),
    summary=N_("pictures that are alike lie together, for very many of them"),
    draw=_draw,
    options=(
        WholeNumber(
            name="neighbours",
            default=15,
            low=2,
            high=1000,
            meaning=N_("neighbours that a picture keeps near"),
        ),
        Number(
            name="least-distance",
            default=0.1,
            low=0.0,
            high=0.99,
            step=0.05,
            meaning=N_("how close to each other points may lie"),
        ),
    ),
    lacks=lambda: missing(_LIBRARY),
)
