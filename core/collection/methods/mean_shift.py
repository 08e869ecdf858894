"""Mean shift by scikit-learn (Comaniciu & Meer 2002, IEEE TPAMI 24(5)): modes of the density."""

from __future__ import annotations

import warnings

from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.cluster.features.options import Choice, Number, WholeNumber
from core.collection.method import Found, Limit, Method, Options, Task

# Every picture climbs, and looks at all others at each turn.
_MOST, _MOST_IN_BINS = 5_000, 100_000
# Columns in which bins still hold several pictures.
_FEW_COLUMNS = 4
_ESTIMATED_FROM = 500


def _fit(task: Task) -> Found:
    from sklearn.cluster import MeanShift, estimate_bandwidth

    options = task.options
    bandwidth = options["bandwidth"]
    if not bandwidth:
        bandwidth = float(
            estimate_bandwidth(
                task.rows,
                quantile=options["quantile"],
                n_samples=_ESTIMATED_FROM,
                random_state=task.seed % 2**32,
            )
        )
    if not bandwidth:
        sentence = _("Most pictures have the same vector, so that no bandwidth can be estimated: give one.")
        raise ParameterError(sentence)
    method = MeanShift(
        bandwidth=bandwidth,
        bin_seeding=options["seeds"] == "bins",
        cluster_all=options["orphans"] == "nearest",
        max_iter=options["max-iter"],
    )
    with warnings.catch_warnings():
        # One picture a bin: then all are seeds, as if they had been chosen.
        warnings.filterwarnings("ignore", "Binning data failed")
        try:
            fitted, seeds = method.fit(task.rows), options["seeds"]
        except ValueError:  # in many columns the middle of a bin may lie far from the pictures in it
            fitted, seeds = method.set_params(bin_seeding=False).fit(task.rows), "all"
    used = {"bandwidth": bandwidth, "seeds": seeds}
    return Found(fitted.labels_, used, {"iterations": int(fitted.n_iter_)})


def _limit(options: Options, columns: int) -> Limit | None:
    if options["seeds"] == "bins" and columns <= _FEW_COLUMNS:
        return Limit(
            _MOST_IN_BINS,
            _("It looks at all pictures again and again."),
            _("Take mini-batch k-means or Birch."),
        )
    return Limit(
        _MOST,
        _("Every picture climbs by itself, and looks at all others at each turn."),
        _("Take a PCA to {columns} components or fewer with seeds in bins, or another method.").format(
            columns=_FEW_COLUMNS
        ),
    )


SPECIFICATION = Method(
    name="meanshift",
    title=N_("Mean shift"),
    summary=N_("as many clusters as the density has peaks at the scale of a bandwidth"),
    fit=_fit,
    draws=True,
    options=(
        Number(
            name="bandwidth",
            default=0.0,
            low=0.0,
            high=1e9,
            decimals=3,
            meaning=N_("radius within which pictures pull; 0 to estimate it"),
        ),
        Number(
            name="quantile",
            default=0.3,
            low=0.01,
            high=1.0,
            step=0.05,
            meaning=N_("share of all pictures within the bandwidth that is estimated"),
        ),
        Choice(
            name="seeds",
            default="all",
            choices=(("all", N_("all pictures")), ("bins", N_("one a bin"))),
            meaning=N_("where the climbs begin"),
        ),
        Choice(
            name="orphans",
            default="nearest",
            choices=(("nearest", N_("in the nearest cluster")), ("noise", N_("noise"))),
            meaning=N_("what becomes of pictures within no bandwidth of a peak"),
        ),
        WholeNumber(name="max-iter", default=300, low=1, high=100_000, meaning=N_("turns a climb at most")),
    ),
    limit=_limit,
)
