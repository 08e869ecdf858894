"""Gaussian mixture by scikit-learn (Dempster, Laird & Rubin 1977, JRSS B 39): k distributions by EM."""

from __future__ import annotations

import warnings

import numpy as np

from core.base.errors import ParameterError
from core.base.sentences import N_, _
from core.cluster.features.options import Choice, Number, WholeNumber
from core.collection.method import Found, Limit, Method, Options, Task

# A covariance of more columns takes minutes an iteration where pictures are many.
_MOST_COLUMNS = 256


def _fit(task: Task) -> Found:
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.mixture import GaussianMixture

    options = task.options
    mixture = GaussianMixture(
        task.k,
        covariance_type=options["covariance"],
        n_init=options["restarts"],
        max_iter=options["max-iter"],
        reg_covar=options["least-variance"],
        random_state=task.seed % 2**32,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it is in the outcome, and said below
        try:
            # In single precision a small variance is none.
            labels = mixture.fit_predict(task.rows.astype(np.float64))
        except ValueError:
            sentence = _(
                "A cluster of the mixture has lost its spread: take a larger least-variance, covariances "
                "along the axes, or fewer clusters."
            )
            raise ParameterError(sentence) from None
    notes = () if mixture.converged_ else (_("The mixture had not converged: allow more iterations."),)
    outcome = {
        "converged": bool(mixture.converged_),
        "iterations": int(mixture.n_iter_),
        "log_likelihood": float(mixture.lower_bound_),
    }
    return Found(labels, outcome=outcome, notes=notes)


def _limit(options: Options, columns: int) -> Limit | None:
    if options["covariance"] in ("full", "tied") and columns > _MOST_COLUMNS:
        return Limit(
            2000,
            _("A full covariance of {columns} columns has {columns}² numbers, for every cluster.").format(
                columns=columns
            ),
            _("Take a diagonal covariance, or a PCA to {most} components or fewer.").format(
                most=_MOST_COLUMNS
            ),
        )
    return None


SPECIFICATION = Method(
    name="gaussian-mixture",
    title=N_("Gaussian mixture"),
    summary=N_("k clusters of their own size, spread and direction, as normal distributions"),
    fit=_fit,
    takes_k=True,
    draws=True,
    options=(
        Choice(
            name="covariance",
            default="full",
            choices=(
                ("full", N_("each its own")),
                ("tied", N_("one for all")),
                ("diag", N_("along the axes")),
                ("spherical", N_("round")),
            ),
            meaning=N_("what shape the clusters may have"),
        ),
        WholeNumber(
            name="restarts",
            default=1,
            low=1,
            high=1000,
            meaning=N_("runs from other starts, of which the likeliest counts"),
        ),
        WholeNumber(name="max-iter", default=100, low=1, high=100_000, meaning=N_("iterations at most")),
        Number(
            name="least-variance",
            default=1e-6,
            low=0.0,
            high=1e6,
            decimals=8,
            meaning=N_("what is added to every variance, so that none vanishes"),
        ),
    ),
    limit=_limit,
)
