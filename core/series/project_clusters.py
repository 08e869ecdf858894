"""The clusters of a project's legend as a person names them: a line each, one class for those of one name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.classes.class_matching import ClusterMeans
from core.classes.classes import Class, Classes, new_names
from core.document.document_parts import classes_from
from core.series.legend import Legend
from core.series.project import Project


@dataclass(frozen=True)
class ClusterLine:
    """cluster: its id. colour: "#rrggbb" of its mean, "" as long as it is not known. name: "" for none."""

    cluster: int
    colour: str = ""
    name: str = ""


def cluster_lines(project: Project, legend: Legend | None) -> tuple[ClusterLine, ...]:
    """legend: that was found for the project; None before it was.

    Raises ParameterError, KeyError, TypeError or ValueError for a damaged recipe.
    """
    known = project.legend if legend is None else legend
    means: ClusterMeans | None = None if known is None else known.means
    named: Sequence[Class] = () if known is None else known.classes
    if known is None and project.recipe:
        named, naming = classes_from(project.recipe, project.parameters.k)
        means = None if naming is None else naming.means
    names = cluster_names(named) | cluster_names(project.named)
    number = project.clusters if means is None else len(means)
    colours = [""] * number if means is None else ["#{:02x}{:02x}{:02x}".format(*c) for c in means.colours]
    return tuple(ClusterLine(i, colours[i - 1], names.get(i, "")) for i in range(1, number + 1))


def with_name(project: Project, cluster: int, name: str) -> Project:
    """The cluster called so; "" or its own number takes its name away. Clusters of one name are one class.

    What was edited by hand, or answered at a point, for a class that is called otherwise now is for it still.
    Raises as `cluster_lines`.
    """
    names, name = cluster_names(project.named), name.strip()
    names.pop(cluster, None)
    if name not in ("", str(cluster)):
        names[cluster] = name
    after = replace(project, named=_classes(names))
    renamed = new_names(_all_classes(project), _all_classes(after))
    own = {path: parts.renamed(renamed) for path, parts in after.own.items()}
    sample = None if after.sample is None else after.sample.renamed(renamed)
    return replace(after, shared=after.shared.renamed(renamed), own=own, sample=sample)


def with_k(project: Project, k: int) -> Project:
    """Names of clusters that there are no more go."""
    names = {cluster: name for cluster, name in cluster_names(project.named).items() if cluster <= k}
    return replace(project, k=k, named=_classes(names))


def _all_classes(project: Project) -> Classes:
    """Those with names, and one for each other cluster."""
    return _classes({each.cluster: each.name or str(each.cluster) for each in cluster_lines(project, None)})


def cluster_names(classes: Sequence[Class]) -> dict[int, str]:
    """The names of clusters that have one beside their number."""
    return {i: item.name for item in classes for i in item.clusters if item.name != str(i)}


def _classes(names: dict[int, str]) -> Classes:
    together: dict[str, list[int]] = {}
    for cluster in sorted(names):
        together.setdefault(names[cluster], []).append(cluster)
    return tuple(Class(name, tuple(clusters)) for name, clusters in together.items())
