"""t-SNE by scikit-learn (van der Maaten & Hinton 2008, JMLR 9; Barnes–Hut 2014): who is alike lies together.

scikit-learn tells nothing while it works, and a fit that is begun again from its points is another one: so
the map is there as a whole or not at all.
"""

from __future__ import annotations

from core.base.sentences import N_, _
from core.cluster.features.options import Number, WholeNumber
from core.collection.map_method import Drawn, MapMethod, MapTask
from core.collection.method import Limit


def _draw(task: MapTask) -> Drawn:
    from sklearn.manifold import TSNE

    # As many neighbours as perplexity counts, three times over, have to be there.
    perplexity = min(task.options["perplexity"], (len(task.rows) - 1) / 3)
    tsne = TSNE(
        perplexity=perplexity,
        early_exaggeration=task.options["exaggeration"],
        max_iter=task.options["max-iter"],
        init="pca" if task.rows.shape[1] > 1 else "random",
        random_state=task.seed % 2**32,
    )
    return Drawn(tsne.fit_transform(task.rows), {"perplexity": perplexity})


SPECIFICATION = MapMethod(
    name="tsne",
    title=N_("t-SNE"),
    summary=N_("pictures that are alike lie together; a minute for 10,000"),
    draw=_draw,
    options=(
        Number(
            name="perplexity",
            default=30.0,
            low=1.0,
            high=1000.0,
            step=5.0,
            decimals=0,
            meaning=N_("about how many neighbours a picture keeps near; at most a third of all"),
        ),
        Number(
            name="exaggeration",
            default=12.0,
            low=1.0,
            high=100.0,
            step=1.0,
            decimals=0,
            meaning=N_("how strongly groups are drawn together at first"),
        ),
        WholeNumber(name="max-iter", default=1000, low=250, high=100_000, meaning=N_("iterations at most")),
    ),
    limit=lambda: Limit(10_000, _("It takes a minute for so many."), _("Take PCA, UMAP or PaCMAP.")),
)
