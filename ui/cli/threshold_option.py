"""--threshold of `floe segment`, and what does not go with it."""

from __future__ import annotations

import argparse
from dataclasses import replace

from core.base.errors import ParameterError
from core.base.sentences import _
from core.cluster.parameters import MAX_ITER, Parameters
from core.cluster.threshold import Threshold, parse_threshold

# Of --threshold: k-means, whatever a recipe says.
NONE = "none"
_LEAST_K = 2
# Options that say how k-means is done.
_OF_K_MEANS = (
    "space", "bands", "scaling", "init", "seed", "restarts", "no_swaps", "max_iter", "tol", "features",
    "memory", "by", "detail", "neighbours",
)  # fmt: skip


def base_of_threshold(options: argparse.Namespace, base: Parameters) -> Parameters:
    """The parameters of a recipe or none, with the threshold of the options.

    Raises ParameterError where there is none such, or options beside it are for k-means.
    """
    text = options.threshold
    if text is not None and text.strip() == NONE:
        return replace(base, threshold=None)
    threshold = base.threshold if text is None else parse_threshold(text)
    if threshold is None:
        return base
    for name in _OF_K_MEANS:
        if getattr(options, name):
            option = {"features": "feature"}.get(name, name).replace("_", "-")
            raise ParameterError(
                _(
                    "--{option} is for k-means, and a threshold is asked for: leave it out, or write "
                    "--threshold none."
                ).format(option=option)
            )
    return thresholded(base, threshold)


def thresholded(base: Parameters, threshold: Threshold) -> Parameters:
    """The parameters with a threshold in place of k-means; Otsu's has the k of one before it, else two."""
    k = base.k if base.threshold is not None else _LEAST_K
    return replace(
        base,
        threshold=threshold,
        k=len(threshold.at) + 1 if threshold.at else k,
        init=base.init if isinstance(base.init, str) else "k-means++",
        max_iter=base.max_iter or MAX_ITER,
        features=(),
        by="pixels",
        neighbours=False,
    )


def check_auto_k(options: argparse.Namespace, base: Parameters) -> None:
    """Raises ParameterError where k is to be recommended, and thresholds that are given have their own."""
    threshold = base_of_threshold(options, base).threshold
    if threshold is not None and threshold.at:
        raise ParameterError(
            _(
                "-k auto does not go with thresholds that are given, which have their own k: write otsu in "
                "their place."
            )
        )
