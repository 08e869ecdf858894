"""The options of `floe segment`, in groups as --help shows them.

Values stay text here: ui.cli.option_values turns them into parameters, with one kind of message.
"""

from __future__ import annotations

import argparse
from typing import Any

from core.base.sentences import _, with_commas
from core.cluster.features.options import Option
from core.cluster.features.specifications import specifications
from core.export.presets import PRESETS
from core.export.run_files import export_names
from ui.cli.help_form import entry
from ui.cli.reading_options import add_reading_options


def add_segment_options(parser: argparse.ArgumentParser) -> None:
    """In the order in which a user meets them: files, clusters, classes, scale, places, steps, regions."""
    parser.usage = "floe segment IMAGE|FOLDER|PATTERN ... -o DIR [options]"
    pictures = parser.add_argument_group(_("pictures"))
    pictures.add_argument(
        "images", nargs="+", metavar="IMAGE", help=_("files to measure, folders, or patterns")
    )
    _add_files(parser)
    add_reading_options(parser)
    _add_clusters(parser)
    _add_run(parser)
    _add_classes(parser)
    _add_scale(parser)
    _add_places(parser)
    _add_steps(parser)
    _add_regions(parser)
    _add_profile(parser)
    _add_accuracy(parser)
    _add_effort(parser)


def features_text() -> str:
    """What --feature takes, a line each."""
    lines = [_("features (weight 1 counts as much as the full range of the colours; default 1):")]
    for name, feature in specifications().items():
        options = "".join(f",{option.name}={_default(option)}" for option in feature.options)
        lines.append(entry(name + options, _(feature.summary), 24))
    return "\n".join(lines)


def _default(option: Option[Any]) -> str:
    return "FILE" if option.default is None else option.text(option.default)


def exports_text() -> str:
    """What --export takes, a line each."""
    lines = [_("exports (the run record, STEM_run.json, is written in any case):")]
    return "\n".join(lines + [entry(name, about, 18) for name, about in export_names().items()])


def _add_files(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("what is written, and by which recipe")).add_argument
    add("-o", "--output", required=True, metavar="DIR", help=_("folder for the files, made where missing"))
    exports = _(
        "what is written, by the names below, and nothing else but the tables of --regions; repeatable "
        "(default: labels, segmented, areas, and the tables of what is asked for)"
    )
    add("--export", dest="exports", action="append", default=[], metavar="NAME[,NAME...]", help=exports)
    preset = _("what is written together for a purpose, as far as the picture allows; repeatable: {names}")
    preset = preset.format(names=with_commas(each.name for each in PRESETS))
    add("--preset", dest="presets", action="append", default=[], metavar="NAME", help=preset)
    add("--json", action="store_true", help=_("machine-readable result on standard output"))
    recipe = _("a recipe saved in the window, or a STEM_run.json; the options given here win")
    add("--recipe", metavar="FILE", help=recipe)


def _add_clusters(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("what is clustered, and in how many clusters")).add_argument
    clusters = _(
        "clusters (default 4, or the rows of the start in FILE.json); auto: the recommended number, by "
        "what is named where a recipe knows the classes"
    )
    add("-k", metavar="N|auto", help=clusters)
    add("--k-range", metavar="A,B", help=_("what -k auto chooses from (default 2,12)"))
    by = _(
        "pixels (default), or superpixels: patches of like pixels, which keep their borders as regions; for "
        "photographs"
    )
    add("--by", metavar="WHAT", help=by)
    detail = _("of superpixels, 0 (the fewest) to 100 (all pieces; default 50); implies --by superpixels")
    add("--detail", metavar="D", help=detail)
    space = _("rgb, lab, hsv, gray or bands (default rgb; bands where there is no colour)")
    add("--space", metavar="NAME", help=space)
    add(
        "--bands", metavar="N[,N...]", help=_("bands to cluster, from 1 (default all); implies --space bands")
    )
    add("--scaling", metavar="NAME", help=_("of the bands: none, z-score or percentiles (default none)"))
    threshold = _(
        "no k-means: cut one channel (gray, R, G, B, L, a, b, H, S, V, the number of a band, or an index "
        "such as ndvi or ndvi,nir=5,red=4) at these values, or by Otsu into -k classes (default 2); a value "
        "of at least a threshold belongs above it; none: k-means, whatever a recipe says"
    )
    add("--threshold", metavar="CHANNEL[:T1[,T2...]|otsu]", help=threshold)
    feature = _("cluster by this too, for example local-std:0.5,radius=9; repeatable; the features are below")
    add(
        "--feature",
        dest="features",
        action="append",
        default=[],
        metavar="NAME[:WEIGHT][,OPTION=VALUE...]",
        help=feature,
    )
    smooth = _(
        "smooth the picture first: gauss,sigma=1.5 median,radius=2 nlm,strength=10 lee,radius=3,looks=4 "
        "(radar), or log: ratios count instead of differences (default none)"
    )
    add("--smooth", metavar="NAME[,OPTION=VALUE...]", help=smooth)
    light = _(
        "take uneven light off first, a smooth field that is estimated together with clusters; not where a "
        "class lies on one side of the picture"
    )
    add("--light", action="store_true", help=light)
    neighbours = _(
        "let neighbours agree afterwards: lone pixels go to a cluster beside them that is near enough"
    )
    add("--neighbours", action="store_true", help=neighbours)
    memory = _(
        "that the planes of features may take (default 1.5); where every pixel needs more, blocks of pixels "
        "are clustered as one, and that is said"
    )
    add("--memory", metavar="GB", help=memory)


def _add_run(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("where the run starts, and when it ends")).add_argument
    start = _(
        "k-means++, random, maximin, pca-part, variance-cut, optimal-cut, best (the four without a seed "
        "and 10 of k-means++), or FILE.json with [[r,g,b], ...] (default k-means++)"
    )
    add("--init", metavar="START", help=start)
    add("--seed", metavar="N", help=_("of the random starts (default 0)"))
    restarts = _(
        "seeds of k-means++ or random, of which the best is kept (default 1); after several, and after "
        "--init best, one more run from centroids that are swapped"
    )
    add("--restarts", metavar="N", help=restarts)
    add("--no-swaps", action="store_true", help=_("leave that last run out: the restarts alone"))
    add(
        "--max-iter",
        metavar="N",
        help=_(
            "iterations at most (default 300); 0 with --init FILE.json: the nearest of its colours, no "
            "k-means"
        ),
    )
    add("--tol", metavar="X", help=_("stop at smaller centroid shifts (default 0: exact fixed point)"))


def _add_classes(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("classes and ratios")).add_argument
    named = _(
        "name one or more clusters: by their ids, ice=3,4, the cluster at a place in pixels, ice@120,80, or "
        "of the nearest colour, ice~#dfe8ee; the last of = @ ~ separates; repeatable, adds up"
    )
    add("--class", dest="classes", action="append", default=[], metavar="NAME=ID[,ID...]", help=named)
    examples = _(
        "CSV with the columns x, y, class (in pixels, or of a column crs; rows of one scribble are joined), "
        "or GeoJSON of points and lines with a property class: clusters take the class of their examples; "
        "repeatable"
    )
    add("--examples", action="append", default=[], metavar="FILE", help=examples)
    learns = _(
        "a Gaussian process learns from the examples what every pixel is; it expects what the clusters are, "
        "the less the more examples there are; without ±"
    )
    add("--classifier", action="store_true", help=learns)
    ratio = _("ratio of areas of classes, for example concentration=ice/(ice+water); repeatable")
    add("--ratio", dest="ratios", action="append", default=[], metavar="NAME=SUM/SUM", help=ratio)


def _add_scale(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("scale and areas")).add_argument
    size = _(
        "0.5m, or 0.5m,0.4m (width, height), in nm, um, mm, cm, m or km; with how far it may be off "
        "(95 %%), 0.5m±1%% or 0.5+-0.005m: it enters the ± of areas; or from where: georeference, "
        "ome, imagej, instrument (the maker's tags of a microscope), dpi (the printed resolution), none "
        "(default: the best that the file gives, never "
        "dpi)"
    )
    add("--pixel-size", metavar="SIZE", help=size)
    line = _("scale from a line over a known length: its ends in pixels, for example 10,20,110,20=50m")
    add("--scale-line", metavar="X,Y,X,Y=LENGTH", help=line)
    known = _(
        "scale from a thing of known size: a place in it in pixels, and its area or its diameter, for "
        "example 120,80=4cm2 or 120,80=25.75mm"
    )
    add("--scale-area", metavar="X,Y=SIZE", help=known)
    area = _("the areas that lead: geodesic (true ground area; default where there is one) or planar")
    add("--area", metavar="METHOD", help=area)
    add(
        "--no-uncertainty",
        action="store_true",
        help=_("leave out the ± of border and starts, which takes time"),
    )


def _add_places(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("crop and regions of interest")).add_argument
    crop = _(
        "measure this rectangle of the upright picture only, in pixels from its upper left corner: without "
        "bars and legends that are burned in; all else counts as no data and keeps its place"
    )
    add("--crop", metavar="X,Y,W,H", help=crop)
    roi = _(
        "GeoJSON (map coordinates where the picture is georeferenced, else pixels), shapefile, GeoPackage, "
        "ImageJ .roi or .zip, or a mask image (not 0 = inside); repeatable"
    )
    add("--roi", action="append", default=[], metavar="FILE", help=roi)
    exclude = _("everything but this, of the same formats: masks of land, clouds and the like; repeatable")
    add("--exclude", action="append", default=[], metavar="FILE", help=exclude)
    use = _(
        "cluster: only inside the regions of interest, the rest has label 0 (default); measure: cluster "
        "everything, measure inside; whole: both everywhere, tables of the regions of interest besides"
    )
    add("--roi-use", metavar="USE", help=use)


def _add_steps(parser: argparse.ArgumentParser) -> None:
    """Sizes are in pixels, or with a unit on the ground."""
    group = _(
        "post-processing, in this order, each repeatable: SIZE in pixels, or with a unit (2um, 100um2); "
        "SIZE:CLASS is on this class, SIZE:* on all, SIZE on those that are named, or all where none is"
    )
    add = parser.add_argument_group(group).add_argument
    split = _(
        "split regions that touch at necks, none narrower than DIAMETER (watershed); by=brightness: at dark "
        "lines, or bright ones in what is dark; lines=kept: with a line of other pixels between them "
        "(default: given to the larger one); depth: how much narrower a neck must be, 0 to 1 of DIAMETER "
        "(default 0.1)"
    )
    for name, size, help_text in (
        ("open", "R", _("drop what no disk of radius R fits into: bridges, threads, specks")),
        ("close", "R", _("fill gaps that no disk of radius R fits into")),
        ("min-area", "PX", _("give regions of fewer than PX pixels to the classes around them")),
        ("fill-holes", "PX", _("fill holes of at most PX pixels")),
        ("split", "", split),
        ("majority", "R", _("give each pixel the class most frequent within R")),
    ):
        shape = f"{size}[:CLASS]" if size else "[CLASS:]DIAMETER[,OPTION=VALUE...]"
        add(f"--{name}", metavar=shape, action="append", default=[], help=help_text)


def _add_regions(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("regions")).add_argument
    regions = _("also a table of regions and their size distribution: STEM_regions.csv, STEM_sizes.csv")
    add("--regions", action="store_true", help=regions)
    add("--connectivity", metavar="8|4", help=_("of regions: 8 (default) where corners join pixels, or 4"))
    skeleton = _(
        "also the length of each region along its middle line, the longest path on it, and its mean and "
        "largest width: for leads, cracks, roads, fibres"
    )
    add("--skeleton", action="store_true", help=skeleton)
    only = _(
        "only regions with a column of the table in a range, for example area=0.5.., or of class=NAME, or "
        "without those cut off: edge=picture (all: no data too); repeatable"
    )
    add(
        "--region-filter",
        dest="region_filters",
        action="append",
        default=[],
        metavar="MEASURE=LOW..HIGH",
        help=only,
    )


def _add_profile(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("a line profile")).add_argument
    profile = _(
        "also STEM_profile.csv: the values of the bands and the class along the line between two places in "
        "pixels, averaged over WIDTH lines side by side (default 1)"
    )
    add("--profile", metavar="X,Y,X,Y[,WIDTH]", help=profile)


def _add_accuracy(parser: argparse.ArgumentParser) -> None:
    group = _("how right the map is, and labels from elsewhere")
    add = parser.add_argument_group(group).add_argument
    reference = _(
        "what is really there: CSV with columns x, y, class, in pixels or with a column crs in map "
        "coordinates, perhaps stratum, weight and observer, too; GeoJSON points; or a label raster, whose "
        "values are the names of classes or the numbers of clusters. Gives the area of each class as the "
        "points have it, and user's and producer's accuracy, all with intervals; class “unsure”: nobody can "
        "tell. Of a series: points over all of its pictures, in CSV with a column picture, or a folder with "
        "a file of points or a label raster for each picture, named as it is, or CSV with columns picture "
        "and reference, which name such files"
    )
    add("--reference", metavar="FILE", help=reference)
    compare = _(
        "how far the map agrees with labels from elsewhere: COCO or labelme (JSON), a mask (one class, which "
        "its file names; repeatable) or a label raster (a class a value): IoU, Dice, precision and recall of "
        "each class, confusion, agreement, and a map of the differences; classes go together by name, those "
        "without one so that most pixels agree"
    )
    add("--compare", action="append", default=[], metavar="FILE", help=compare)
    labels = _(
        "measure labels from elsewhere, of the same formats, as the classes of the picture: nothing is "
        "clustered; repeatable"
    )
    add("--labels", action="append", default=[], metavar="FILE", help=labels)
    called = _(
        "classes of --labels and --compare by other names, for example 1=ice,2=water; 0=NAME: what has the "
        "value 0 in a label raster is a class, too, and not unknown; repeatable"
    )
    add(
        "--label-name",
        dest="label_names",
        action="append",
        default=[],
        metavar="OLD=NEW[,OLD=NEW...]",
        help=called,
    )


def _add_effort(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group(_("how it is done; the result does not depend on it")).add_argument
    add("--threads", metavar="N", help=_("how many at once (default: all cores)"))
    add("--tile", metavar="PX", help=_("read in tiles of PX × PX pixels; 0: whole (default: by size)"))
