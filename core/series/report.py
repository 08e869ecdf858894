"""The report of a series: for a reader who was not there. How it looks is the matter of core.export."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from core.base.parallel import Cancel, never_cancelled
from core.base.sentences import N_, _, in_a_row, ngettext
from core.base.version import versions
from core.document.plain_json import Json
from core.export.drawing import png
from core.export.report.report_parts import Facts, Figure, Part, Report, Section, Table, Words
from core.export.report.report_sections import SPACE_WORDS
from core.series.captions import area_words, spoken_names
from core.series.chart import class_colours
from core.series.checked_areas import KnownArea, checked_areas
from core.series.contact_sheet import contact_sheets
from core.series.entry import Entry, classes_of
from core.series.legend import Legend
from core.series.picture_names import relative_names
from core.series.plot import area_chart, ratio_chart
from core.series.report_check import check_section
from core.series.report_notes import all_inside, picture_notes
from core.series.series import Found
from core.series.table import ratio_names, ratios_of, summary_columns
from core.series.views import View
from core.writing.number_words import grouped, measured, scientific, share_with_error, short

# Columns of classes and ratios that a page has room for beside picture and date; rows of small pictures.
_COLUMNS, _ROWS = 3, 5

_INTERVAL = N_(
    "± holds what mixed pixels along borders and the scale leave open, in 95 of 100 cases; where each "
    "picture has clusters of its own, other starts of k-means too. What another legend would give is not in "
    "it: that is a difference between series. Nor is it in it whether the classes are what their names say."
)


def series_report(found: Found, views: Iterable[View | None], cancelled: Cancel = never_cancelled) -> Report:
    """views: of the entries, taken one at a time. Raises Cancelled."""
    colours = class_colours(found, [each for each in found.entries if each.record])
    names = relative_names([each.path for each in found.entries])
    sections = (
        *check_section(found),
        Section(_("All pictures together"), (_summary(found, colours),)),
        *_charts(found),
        *_pictures(found, names),
        _views(found, views, colours, cancelled),
        *_to_look_at(found, names),
        _legend(found, colours),
        _check(found, names),
    )
    measured = [each for each in found.entries if each.is_measured]
    calibrated = all(each.record["calibration"]["source"] != "none" for each in measured)
    return Report(
        kind=_("Areas over a series of pictures"),
        title=_title(found),
        lead=_lead(found, len(measured)),
        calibrated=calibrated and bool(measured),
        warnings=tuple(dict.fromkeys((*found.notes, *_scales(measured)))),
        figures=(),
        sections=sections,
    )


def _title(found: Found) -> str:
    """The folder that all lie in."""
    folders = {Path(each.path).absolute().parent for each in found.entries}
    name = folders.pop().name if len(folders) == 1 else ""
    return name or _("Series")


def _lead(found: Found, measured: int) -> str:
    """ "12 of 12 pictures, 2024-05-01 to 2024-07-17. water: 10 300 px² on average …"."""
    of = len(found.entries)
    sentence = ngettext("{n} of {all} picture was measured", "{n} of {all} pictures were measured", of)
    begin = sentence.format(n=grouped(measured), all=grouped(of))
    dates = sorted(each.date.text[:10] for each in found.entries if each.is_measured and each.date)
    if dates:
        begin += _(", from {first} to {last}").format(first=dates[0], last=dates[-1])
    doubtful = sum(each.is_doubtful for each in found.entries)
    sentences = [f"{begin}."]
    if doubtful:
        look = ngettext("{n} is to be looked at.", "{n} are to be looked at.", doubtful)
        sentences.append(look.format(n=grouped(doubtful)))
    return in_a_row(sentences)


def _scales(measured: Sequence[Entry]) -> list[str]:
    """Pictures of several scales, or units, do not add up."""
    units = {str(each["unit"]) for entry in measured for each in classes_of(entry)}
    if len(units) < 2:
        return []
    sentence = _("The areas are in several units ({units}): the chart shows shares, and sums are apart.")
    return [sentence.format(units=", ".join(sorted(units)))]


def _summary(found: Found, colours: Mapping[str, str]) -> Table:
    columns = summary_columns(found)
    spoken, rows, swatches = spoken_names(found.entries), [], []
    for values in zip(*columns.values(), strict=True):
        row = dict(zip(columns, values, strict=True))
        name, is_area = str(row["class"]), row["of"] == "area"
        numbers = [_number(row[key]) for key in ("mean", "sd", "median", "sum")]
        rows.append(
            (spoken.get(name, name) if is_area else name, str(row["n"]), *numbers, str(row["unit"] or ""))
        )
        swatches.append(colours.get(name, "") if is_area else "")
    header = (_("Class"), _("Pictures"), _("Mean"), _("SD"), _("Median"), _("Sum"), _("Unit"))
    note = _("SD: the standard deviation from picture to picture; of one picture there is none.")
    return Table(header, tuple(rows), frozenset(range(1, 6)), tuple(swatches), (note,))


def _number(value: object) -> str:
    return short(value, 6) if isinstance(value, int | float) else ""


def _charts(found: Found) -> tuple[Section, ...]:
    parts: list[Part] = []
    for figure in (area_chart(found), ratio_chart(found)):
        if figure is not None:
            caption = _(
                "Bars: the interval that holds the truth in 95 of 100 cases. Hollow: to be looked at."
            )
            size = 2 * figure.width, 2 * figure.height
            parts.append(Figure(png(figure), "png", caption, figure.about, *size))
    heading = _("Over the dates") if all(each.date for each in found.entries) else _("Over the pictures")
    return (Section(heading, tuple(parts)),) if parts else ()


def _pictures(found: Found, names: Sequence[str]) -> tuple[Section, ...]:
    """A row a picture; as many tables as the columns of classes and ratios need."""
    columns = [*_class_columns(found), *_ratio_columns(found)]
    if not columns:
        return ()
    head = [(_("Picture"), list(names)), (_("Date"), [each.date.text for each in found.entries])]
    drift = (_("Legend"), [_fits(each) for each in found.entries])
    parts: list[Part] = [Words(_(_INTERVAL))]
    if all_inside(found.entries):
        parts.append(Words(_("Every picture was measured in regions of interest alone.")))
    for start in range(0, len(columns), _COLUMNS):
        some = columns[start : start + _COLUMNS]
        shown = [*head, *some, drift]
        rows = tuple(zip(*(cells for _name, cells in shown), strict=True))
        parts.append(Table(tuple(name for name, _cells in shown), rows, frozenset(range(2, 2 + len(some)))))
    return (Section(_("Picture by picture"), tuple(parts)),)


def _class_columns(found: Found) -> list[tuple[str, list[str]]]:
    columns, checked = [], checked_areas(found)
    for name, spoken in spoken_names(found.entries).items():
        cells = []
        for entry in found.entries:
            each = next((each for each in classes_of(entry) if each["name"] == name), None)
            known = checked.get(entry.path, {}).get(name)
            cells.append("–" if each is None else area_words(each) if known is None else _both(each, known))
        columns.append((spoken, cells))
    return columns


def _both(of_class: Json, known: KnownArea) -> str:
    """What is there, then what the map has."""
    error = (known.high - known.low) / 2 or None
    there = measured(known.area, of_class["unit"], error)
    return _("{there} (on the map {mapped})").format(there=there, mapped=area_words(of_class))


def _ratio_columns(found: Found) -> list[tuple[str, list[str]]]:
    columns = []
    for name in ratio_names(found.entries):
        cells = []
        for entry in found.entries:
            each = next((each for each in ratios_of(entry) if each["name"] == name), None)
            known = each is not None and each["value"] is not None
            cells.append(share_with_error(each["value"], each.get("error")) if known and each else "–")
        columns.append((name, cells))
    return columns


def _fits(entry: Entry) -> str:
    """In a word, whether it fits the legend."""
    if not entry.is_measured:
        return _("failed")
    if entry.has_drifted or entry.is_doubtful:
        return _("look at it")
    if entry.has_own_legend:
        return _("own legend")
    return _("rescaled") if entry.is_rescaled else _("fits")


def _views(
    found: Found, views: Iterable[View | None], colours: Mapping[str, str], cancelled: Cancel
) -> Section:
    parts: list[Part] = []
    for sheet in contact_sheets(found.entries, views, colours, _ROWS, cancelled):
        first, last = (each.date.text[:10] or each.name for each in (sheet.entries[0], sheet.entries[-1]))
        caption = _("{first} to {last}. A bar below: to be looked at.").format(first=first, last=last)
        about = _("What was measured in each picture")
        parts.append(Figure(sheet.content, "png", caption, about, sheet.width, sheet.height))
    return Section(_("What was measured"), tuple(parts))


def _to_look_at(found: Found, names: Sequence[str]) -> tuple[Section, ...]:
    notes = picture_notes(found.entries)
    rows = [(name, note) for name, note in zip(names, notes, strict=True) if note]
    return (Section(_("Notes on single pictures"), (Facts(tuple(rows)),)),) if rows else ()


def _legend(found: Found, colours: Mapping[str, str]) -> Section:
    legend = found.legend
    if legend is None:
        words = _(
            "Each picture was clustered by itself; classes were carried over from the first one by the most "
            "alike clusters, and what was unclear is said."
        )
        return Section(_("How it was measured"), (Words(words),))
    words = _(
        "One legend for all pictures: clusters that were found once and then applied to every picture as "
        "they are. Each pixel belongs to the nearest centroid, but for clean-up and edits by hand; nothing "
        "was iterated, so a class is the same in every picture."
    )
    if any(each.has_own_legend for each in found.entries):
        own = _("A picture with a legend of its own was clustered by itself; its classes were carried over.")
        words = in_a_row((words, own))
    why = () if found.fit is None or not found.fit.why_k else (Words(found.fit.why_k),)
    return Section(
        _("How it was measured"), (Words(words), *why, _facts(found, legend), _clusters(legend, colours))
    )


def _facts(found: Found, legend: Legend) -> Facts:
    of = len(legend.pictures)
    source = ngettext("{choice}, of {n} picture", "{choice}, of {n} pictures", of)
    space = legend.parameters.space
    rows = [
        (_("Legend"), source.format(choice=found.choice.text, n=grouped(of))),
        (_("Number of clusters, k"), str(legend.k)),
        (_("Distances in"), _(SPACE_WORDS.get(space, space))),
        (_("Iterations of the fit"), grouped(legend.iterations)),
        (_("Inertia of the fit"), scientific(legend.inertia)),
        (_("Clean-up"), ", ".join(map(str, found.asked.given.steps))),
        (_("Bands"), legend.kind.words),
    ]
    return Facts(tuple((label, value) for label, value in rows if value))


def _clusters(legend: Legend, colours: Mapping[str, str]) -> Table:
    class_of = {cluster: item.name for item in legend.classes for cluster in item.clusters}
    rows = tuple(
        (str(i), class_of.get(i, str(i)), ", ".join(short(value) for value in row))
        for i, row in enumerate(legend.means.centroids, 1)
    )
    swatches = tuple(colours.get(class_of.get(i, ""), "") for i in range(1, legend.k + 1))
    return Table((_("Cluster"), _("Class"), _("Centroid")), rows, frozenset({0}), swatches)


def _check(found: Found, names: Sequence[str]) -> Section:
    words = _(
        "series.json holds all that is needed to repeat this: “floe verify series.json” fits the legend "
        "again and measures every picture again."
    )
    hashes = tuple(
        (name, each.sha256) for name, each in zip(names, found.entries, strict=True) if each.is_measured
    )
    legend = () if found.legend is None else ((_("Legend"), found.legend.sha256),)
    made = (_("Made with"), ", ".join(f"{name} {number}" for name, number in versions().items()))
    facts = Facts((*legend, *hashes, made), code=True)
    return Section(_("To check it: SHA-256 of legend and pictures"), (Words(words), facts))
