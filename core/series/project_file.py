"""The file of a project (.floe): a zip of what was put together, and of what was measured of it.

Pictures are named from the folder of the file where they can be, with their SHA-256. What is read is
untrusted (core.series.floe_file).
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from core.accuracy.pool import PooledSample
from core.accuracy.pool_json import pool_from, pool_json
from core.base.paths import file_name, is_file, may_follow
from core.base.version import VERSION
from core.classes.classes import class_list_from, class_list_json
from core.cluster.parameters import SPACES
from core.document.named_files import without_servers
from core.document.plain_json import Json, damage_named, to_bytes
from core.pictures.dates import iso_date
from core.series.choice import LEGEND_KINDS, LegendChoice
from core.series.entry import Entry, entries_in, moved_to
from core.series.fit_json import fit_from
from core.series.floe_file import FORMAT, FORMAT_VERSION, OWN_JSON, PROJECT_JSON, RECORD_JSON, SavedProject
from core.series.legend import legend_from, legend_json
from core.series.order import Order
from core.series.own_parts import OwnParts, own_from, own_json
from core.series.project import Project, asked_of
from core.series.record import series_record
from core.series.recorded import fit_of
from core.series.rescale import Rescale
from core.series.series import Found
from core.writing.replace import replacing
from core.writing.zip_member import add_member

# No list of pictures is anywhere near.
_MOST_PICTURES = 1_000_000


def write_project(
    path: Path,
    project: Project,
    found: Found | None,
    *,
    last: AbstractContextManager[object] | None = None,
) -> None:
    """Write a project, whole or not at all.

    found: of all of its pictures, as it is now; None where it is not measured. last: as in
    core.writing.replace.replacing. Raises WriteError.
    """
    with replacing(path, last=last) as part, zipfile.ZipFile(part, "w") as archive:
        add_member(archive, PROJECT_JSON, to_bytes(project_values(path, project, found)))
        if own := own_values(project):
            add_member(archive, OWN_JSON, to_bytes(own))
        if found is not None:
            entries = tuple(moved_to(each, Path(_stored(path, Path(each.path)))) for each in found.entries)
            # What points say follows from them, which are in the project.
            record = series_record(replace(found, entries=entries, check=None))
            add_member(archive, RECORD_JSON, to_bytes(record))


def project_in(saved: SavedProject) -> tuple[Project, Found | None]:
    """The project of a file that was read, and what was measured of it. Raises ReadError."""
    with damage_named(saved.path, "document"):
        saved = replace(
            saved,
            values=without_servers(saved.values, saved.path),
            record=None if saved.record is None else without_servers(saved.record, saved.path),
        )
        project = project_from(saved, partial(_found_at, saved.path))
        asked_of(replace(project, recipe_of=str(saved.path)), Path())
        return project, None if saved.record is None else _found(project, saved)


def project_values(path: Path | None, project: Project, found: Found | None) -> Json:
    """What was put together, but for what is of single pictures alone. path: of the file that it goes to,
    from whose folder pictures are named; None: by where they are.
    """
    hashes = {} if found is None else {each.path: each.sha256 for each in found.entries}
    pictures = [
        {
            "path": _stored(path, picture),
            "sha256": hashes.get(str(picture), ""),
            **({"date": project.dates[picture]} if picture in project.dates else {}),
        }
        for picture in project.pictures
    ]
    choice: Json = {"kind": project.choice.kind}
    if project.choice.path is not None:
        choice["path"] = _stored(path, project.choice.path)
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "floe": VERSION,
        "pictures": pictures,
        "recipe": project.recipe,
        "recipe_of": project.recipe_of,
        "k": project.k,
        "space": project.space,
        "classes": class_list_json(project.named),
        "legend_choice": choice,
        **({} if project.legend is None else {"legend": legend_json(project.legend)}),
        "order": project.order.by_date,
        **({"rescale": _rescale_json(path, project.rescale)} if project.rescale else {}),
        **({} if project.sample is None else {"sample": _sample_json(path, project.sample)}),
        **({"own_legends": _own_legends(path, project)} if project.own_legends else {}),
    }


def _sample_json(path: Path | None, sample: PooledSample) -> Json:
    return pool_json(sample, lambda picture: _stored(path, Path(picture)))


def _own_legends(path: Path | None, project: Project) -> list[str]:
    return [_stored(path, each) for each in project.pictures if each in project.own_legends]


def _rescale_json(path: Path | None, rescale: Rescale) -> Json:
    return {"drifted": rescale.drifted, "pictures": [_stored(path, each) for each in rescale.pictures]}


def _rescale(found_at: Callable[[str], Path], values: Json) -> Rescale:
    """Raises KeyError, TypeError where it is damaged."""
    if type(values["drifted"]) is not bool:
        raise TypeError("whether what has drifted is rescaled is neither true nor false")
    return Rescale(values["drifted"], tuple(found_at(str(each)) for each in values["pictures"]))


def own_values(project: Project) -> dict[str, Json]:
    """What is said of single pictures alone, by their places in the list; "" of all others together."""
    numbers = {path: str(number) for number, path in enumerate(project.pictures)}
    own = {numbers[path]: own_json(parts) for path, parts in project.own.items() if path in numbers}
    return {**({"": own_json(project.shared)} if project.shared else {}), **own}


def project_from(saved: SavedProject, found_at: Callable[[str], Path]) -> Project:
    """From the values of `project_values` and `own_values`. found_at: where a picture of this name is.

    Raises ParameterError, KeyError, TypeError or ValueError where they are damaged.
    """
    values = saved.values
    pictures: Sequence[Any] = values["pictures"]
    if len(pictures) > _MOST_PICTURES:
        raise ValueError("it names more pictures than there are")
    kind, recipe = values["legend_choice"]["kind"], values["recipe"]
    if kind not in LEGEND_KINDS or values["space"] not in SPACES or not isinstance(recipe, dict):
        raise ValueError("it says what nothing is")
    named = values["legend_choice"].get("path")
    order = Order(str(values["order"]))
    _pattern = order.pattern
    places = [found_at(str(each["path"])) for each in pictures]
    own = {key: own_from(each) for key, each in saved.own.items()}
    shared = own.pop("", OwnParts())
    return Project(
        tuple(dict.fromkeys(places)),
        recipe,
        str(values["recipe_of"]),
        int(values["k"]),
        values["space"],
        class_list_from(values["classes"]),
        LegendChoice(kind, None if named is None else found_at(str(named))),
        legend_from(values["legend"]) if kind == "file" else None,
        order,
        shared,
        {places[int(number)]: parts for number, parts in own.items()},
        {
            place: iso_date(str(each["date"]))
            for place, each in zip(places, pictures, strict=True)
            if each.get("date")
        },
        _rescale(found_at, values["rescale"]) if "rescale" in values else Rescale(),
        pool_from(values["sample"], lambda name: str(found_at(name))) if "sample" in values else None,
        frozenset(found_at(str(each)) for each in values.get("own_legends", ())),
    )


def _found(project: Project, saved: SavedProject) -> Found | None:
    """What was measured; None where it is not of these pictures."""
    record = saved.record or {}
    entries = tuple(_placed(each, saved.path) for each in entries_in(record))
    if {Path(each.path) for each in entries} != set(project.pictures):
        return None
    values = fit_of(record)
    fit = None if values is None else fit_from(values)
    legend = legend_from(record["legend"]) if "legend" in record else None
    asked, key = asked_of(project, Path()), str(record.get("fit_key", ""))
    if legend is not None:
        asked = asked.by(legend)
    return Found(entries, asked, project.choice, legend, fit, key, project.order, 0, ())


def _placed(entry: Entry, path: Path) -> Entry:
    return replace(moved_to(entry, _found_at(path, entry.path)), outputs={})


def _stored(path: Path | None, picture: Path) -> str:
    """How a picture is named in the file: from its folder, where both are on one drive."""
    if path is None:
        return str(picture.absolute())
    try:
        return Path(os.path.relpath(picture.absolute(), path.parent.absolute())).as_posix()
    except ValueError:
        return str(picture.absolute())


def _found_at(path: Path, stored: str) -> Path:
    """Where a picture is: where the file says, but on no other server; else beside the file."""
    folder = path.parent.absolute()
    beside = folder / file_name(stored)
    if not may_follow(stored, path):
        return beside
    there = Path(os.path.normpath(folder / stored))
    return there if is_file(there) or not is_file(beside) else beside
