"""PaCMAP by pacmap, of the extra `maps` (Wang, Huang, Rudin & Shaposhnik 2021, JMLR 22).

Its import compiles for a quarter of a minute: it belongs into a worker process. It can keep what is between
start and end, but hands that over only at the end.
"""

from __future__ import annotations

import warnings

from core.base.sentences import N_
from core.cluster.features.options import WholeNumber
from core.collection.map_method import Drawn, MapMethod, MapTask
from core.writing.extras import extra, missing

_LIBRARY = "pacmap"


def _draw(task: MapTask) -> Drawn:
    library = extra(_LIBRARY)
    number = min(task.options["neighbours"], len(task.rows) - 1)
    reducer = library.PaCMAP(n_components=2, n_neighbors=number, random_state=task.seed % 2**32)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it warns of every seed that is given
        return Drawn(reducer.fit_transform(task.rows, init="pca"), {"neighbours": number})


SPECIFICATION = MapMethod(
    name="pacmap",
    title=N_("PaCMAP"),
    summary=N_("pictures that are alike lie together, and groups keep their place; the fastest for many"),
    draw=_draw,
    options=(
        WholeNumber(
            name="neighbours",
            default=10,
            low=2,
            high=1000,
            meaning=N_("neighbours that a picture keeps near"),
        ),
    ),
    least=12,
    lacks=lambda: missing(_LIBRARY),
)
