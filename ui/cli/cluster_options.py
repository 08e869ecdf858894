"""The options of `floe cluster`, and the lists below its help."""

from __future__ import annotations

import argparse

from core.base.sentences import N_, _
from core.collection.endpoint import KEY
from ui.cli.scheduler_option import add_scheduler

_TABLE_FILES = N_("xlsx, parquet, fiftyone, coco, contact-sheet, map-svg, map-png; repeatable")


def add_cluster_options(parser: argparse.ArgumentParser) -> None:
    """Values stay text: ui.cli.cluster_command turns them into what they mean."""
    parser.usage = "floe cluster IMAGE|FOLDER|PATTERN ... -o DIR [options]"
    which = _("pictures, folders, patterns; or one list (.txt) or table (.csv, .parquet) that names them")
    parser.add_argument("images", nargs="*", metavar="IMAGE", help=which)
    parser.add_argument("-o", "--output", metavar="DIR", help=_("folder for the files"))
    _add_collection(parser)
    _add_clustering(parser)
    _add_written(parser)
    _add_naming(parser)
    _add_sorting(parser)


def _add_collection(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("the collection")).add_argument
    add("--subfolders", action="store_true", help=_("take the pictures of all folders below along"))
    truth = _(
        "what is on the pictures, to compare with: folders (their names), a column of the table, or a FILE "
        "with the columns path and label"
    )
    add("--truth", metavar="folders|COLUMN|FILE", help=truth)
    vectors = _(
        "what the pictures are told apart by (default efficientnet, or histogram where that extra is "
        "missing): a name below, with options as NAME,OPTION=VALUE; or a FILE of vectors (.npy, .csv, "
        ".parquet)"
    )
    add("--embedding", metavar="NAME|FILE", default="", help=vectors)
    clear = _("forget the vectors and small pictures that are kept for the next time; alone, nothing else")
    add("--clear-cache", action="store_true", help=clear)
    add_scheduler(add)


def _add_clustering(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("clustering")).add_argument
    add("--method", metavar="NAME", default="kmeans", help=_("a name below (default kmeans)"))
    add("-k", metavar="N|auto", default="auto", help=_("clusters (default auto: the recommended number)"))
    option = _("an option of the method; repeatable")
    add("--option", dest="options", action="append", default=[], metavar="NAME=VALUE", help=option)
    scaling = _("of the vectors: none, standardised or l2 (default: as serves the embedding best)")
    add("--scaling", metavar="NAME", help=scaling)
    add("--pca", metavar="N", help=_("keep so many principal components of the vectors"))
    on_map = _("x and y of each picture on a map: a name below, with options as NAME,OPTION=VALUE")
    add("--map", metavar="NAME", help=on_map)
    add("--seed", metavar="N", default="0", help=_("of whatever is drawn (default 0)"))
    stability = _("how far N seeds find the same, as a score")
    add("--stability", metavar="N", help=stability)
    add("--threads", metavar="N", help=_("processes that read pictures (default: one for each core)"))


def _add_written(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("what is written beside clusters.csv and run.json")).add_argument
    name = _("call cluster N so; repeatable")
    add("--name", dest="names", action="append", default=[], metavar="N=NAME", help=name)
    add("--export", dest="exports", action="append", default=[], metavar="NAME[,NAME…]", help=_(_TABLE_FILES))
    add("--neighbours", metavar="N", help=_("neighbours.csv: the N pictures most like each"))
    distances = _("distances.csv: the curve at whose knee the ε of dbscan lies")
    add("--distances", action="store_true", help=distances)
    add("--runs", action="store_true", help=_("list the runs that DIR has had, and do nothing else"))
    compare = _(
        "tell what moved where between two runs, by their keys in DIR or as run.json, and do nothing else"
    )
    add("--compare", nargs=2, metavar="RUN", help=compare)
    add("--json", action="store_true", help=_("machine-readable result on standard output"))


def _add_naming(parser: argparse.ArgumentParser) -> None:
    title = _("names proposed by a model: what would be sent is shown, sent with --send; words are not sent")
    add = parser.add_argument_group(title).add_argument
    where = _(
        "an endpoint that speaks the OpenAI protocol, of your own machine or by https; its key, if it wants "
        "one, in {name}"
    )
    add("--name-by", metavar="URL", help=where.format(name=KEY))
    add("--name-model", metavar="NAME", help=_("the model that is asked"))
    words = _("the nearest of the words in FILE, a name a line; with --text-encoder and --tokenizer")
    add("--name-words", metavar="FILE", help=words)
    encoder = _("the text half (.onnx) of the CLIP that --embedding network,file=… is")
    add("--text-encoder", metavar="FILE", help=encoder)
    add("--tokenizer", metavar="FILE", help=_("the tokenizer.json that belongs to it"))
    sent = _("send it: five small pictures of each cluster that nobody has named; --name confirms a name")
    add("--send", action="store_true", help=sent)


def _add_sorting(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(_("a folder for each cluster: shown as a plan, done with --yes"))
    add = group.add_mutually_exclusive_group().add_argument
    add("--copy-to", metavar="FOLDER", help=_("copy the pictures into folders there"))
    add("--move-to", metavar="FOLDER", help=_("move them"))
    add("--link-to", metavar="FOLDER", help=_("make symbolic links to them"))
    add("--undo", action="store_true", help=_("take back what was put into folders, by the journal in DIR"))
    group.add_argument("--yes", action="store_true", help=_("do what the plan says"))


def embeddings_text() -> str:
    """The embeddings, for --help."""
    from core.collection.embedding import embeddings

    lines = [_("embeddings:")]
    for each in embeddings().values():
        options = "".join(f",{option.name}=…" for option in each.options)
        lines.append(f"  {each.name}{options}: {_(each.summary)}")
    return "\n".join(lines)


def methods_text() -> str:
    """The methods with their options, for --help."""
    from core.collection.clustering import methods

    lines = [_("methods (those with k need none: it is recommended):")]
    for each in methods().values():
        options = ", ".join([*(["k"] if each.takes_k else []), *(option.name for option in each.options)])
        lines.append(f"  {each.name} ({options}): {_(each.summary)}")
    return "\n".join(lines)


def maps_text() -> str:
    """The maps with their options, for --help."""
    from core.collection.mapping import map_methods

    lines = [_("maps:")]
    for each in map_methods().values():
        options = "".join(f",{option.name}=…" for option in each.options)
        lines.append(f"  {each.name}{options}: {_(each.summary)}")
    return "\n".join(lines)
