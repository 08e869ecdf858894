"""What a picture of a series has of its own: told apart from what is shared, kept in the file, measured."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.base.errors import ParameterError, ReadError
from core.classes.classes import Class
from core.document.edits import Edits, painted
from core.pictures.dates import iso_date
from core.roi.regions_of_interest import RegionOfInterest, RegionPart
from core.roi.shape_masks import PixelWindow
from core.roi.shapes import Rectangle
from core.series.floe_file import SavedProject, read_floe
from core.series.own_parts import OwnParts, own_from, own_json
from core.series.project import Project
from core.series.project_file import project_in, write_project

A, B, C = Path("a.png"), Path("b.png"), Path("c.png")
METRES = {"source": "typed", "typed": "2m", "line": None}


def edits(name: str | None, rows: int, shape: tuple[int, int] = (60, 40)) -> Edits:
    """The first rows of a picture given to a class, or to none."""
    return painted(Edits(shape), PixelWindow(0, 0, np.ones((rows, shape[1]), bool)), name)


def region(height: float) -> tuple[RegionOfInterest, ...]:
    return (RegionOfInterest("upper", (RegionPart(Rectangle(0, 0, 40, height)),)),)


SCALED, EDITED, PLACED = OwnParts(METRES), OwnParts(edits=edits("ice", 3)), OwnParts(None, region(30.0))


def test_what_differs_is_named() -> None:
    assert SCALED.differences(OwnParts(dict(METRES))) == ()
    assert SCALED.differences(OwnParts()) == ("scale",)
    assert replace(SCALED, edits=EDITED.edits).differences(PLACED) == ("scale", "regions", "edits")
    assert OwnParts(inside="measure").differences(OwnParts()) == (), "of no region"
    assert PLACED.differences(replace(PLACED, inside="measure")) == ("regions",)
    assert EDITED.differences(OwnParts(edits=edits("ice", 3))) == (), "the same pixels, not the same object"
    assert EDITED.differences(OwnParts(edits=edits("ice", 4))) == ("edits",)
    assert EDITED.differences(OwnParts(edits=edits("water", 3))) == ("edits",)


def test_keys_are_of_all_that_is_measured() -> None:
    kinds = (SCALED, EDITED, PLACED, replace(PLACED, inside="measure"), OwnParts(edits=edits("ice", 4)))
    assert len({each.key for each in kinds}) == 5
    assert OwnParts().key == ""
    assert EDITED.key == OwnParts(edits=edits("ice", 3)).key


def test_it_comes_back_from_its_json() -> None:
    whole = OwnParts(METRES, region(30.0), "measure", edits(None, 3))
    assert own_from(own_json(whole)).differences(whole) == ()
    assert own_json(OwnParts()) == {}


@pytest.mark.parametrize(
    "damage",
    [
        {"scale": {"source": "typed", "typed": "long"}},
        {"scale": 3},
        {"regions_of_interest": {"inside": "guess", "regions": []}},
        {"edits": {"shape": [60, 40]}},
    ],
)
def test_what_is_damaged_is_refused(damage: dict[str, object]) -> None:
    with pytest.raises((ParameterError, KeyError, TypeError, ValueError)):
        own_from(damage)


def test_a_picture_has_what_is_shared_until_it_has_its_own() -> None:
    project = replace(Project((A, B, C)), shared=SCALED)
    edited = project.with_own(A, replace(SCALED, edits=EDITED.edits))
    assert edited.names_of_own(A) == ("edits",)
    assert edited.names_of_own(B) == ()
    assert edited.parts_of(B) is SCALED
    assert edited.with_own(A, OwnParts(dict(METRES))).own == {}, "the same as of all"
    placed = edited.with_own(B, PLACED).shared_from(B)
    assert placed.shared.scale is None
    assert placed.shared.regions_of_interest == PLACED.regions_of_interest
    assert placed.names_of_own(B) == ()
    assert placed.names_of_own(A) == ("edits",), "its scale was that of all, and is again"
    assert placed.parts_of(A).scale is None
    assert edited.without([A]).own == {}


def test_only_pictures_that_were_corrected_are_measured_again() -> None:
    project = Project((A, B, C))
    assert project.with_own(B, EDITED).measured_by(project) == {A, C}
    assert project.with_own(B, SCALED).measured_by(project) == {A, C}
    placed = project.with_own(B, replace(PLACED, inside="measure"))
    assert placed.measured_by(project) == {A, C}
    assert placed.measured_by(placed) == {A, B, C}


def test_a_legend_is_another_where_it_is_fitted_on_other_pixels() -> None:
    from core.series.choice import LegendChoice

    of_all = Project((A, B, C))
    assert of_all.with_own(B, PLACED).measured_by(of_all) == frozenset()
    on_a = replace(of_all, choice=LegendChoice("fit", A))
    assert on_a.with_own(B, PLACED).measured_by(on_a) == {A, C}
    assert on_a.with_own(A, PLACED).measured_by(on_a) == frozenset()
    each = replace(of_all, choice=LegendChoice("each"))
    assert each.with_own(B, PLACED).measured_by(each) == {A, C}, "its own clusters are of its own pixels"
    assert each.with_own(A, PLACED).measured_by(each) == frozenset(), "the first gives k and classes"


def test_a_project_keeps_it_with_typed_dates(tmp_path: Path) -> None:
    paths = tuple(tmp_path / name for name in ("a.png", "b.png"))
    project = Project(paths, shared=SCALED).with_own(paths[1], replace(PLACED, edits=EDITED.edits))
    project = project.with_date(paths[:1], iso_date("2024.5.1"))
    write_project(tmp_path / "p.floe", project, None)
    saved = read_floe(tmp_path / "p.floe")
    assert isinstance(saved, SavedProject)
    again, _found = project_in(saved)
    assert not again.shared.differences(SCALED)
    assert not again.own[paths[1]].differences(project.own[paths[1]])
    assert again.dates == {paths[0]: "2024-05-01"}
    assert again.measured_by(project) == frozenset(paths)


def test_a_project_with_damaged_own_parts_is_refused(tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "p.floe"
    write_project(path, Project((tmp_path / "a.png",)).with_own(tmp_path / "a.png", SCALED), None)
    with zipfile.ZipFile(path) as archive:
        project = archive.read("project.json")
    for own in ('{"7": {"scale": null}}', '{"0": 3}', '{"x": {}}', "3", '{"0": {"edits": {}}}'):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("project.json", project)
            archive.writestr("own.json", own)
        with pytest.raises(ReadError, match=r"p\.floe"):
            project_in(read_floe(path))


def test_dates_as_they_are_typed() -> None:
    assert iso_date(" 2024-05-01 ") == "2024-05-01"
    assert iso_date("2024/5/1 7:30") == "2024-05-01T07:30:00"
    for text in ("2024-13-01", "1 May", "2024-02-30", "2024-05-01 25:00"):
        with pytest.raises(ParameterError, match="is no date"):
            iso_date(text)


def test_named_classes_are_no_own_part() -> None:
    project = Project((A, B)).with_own(A, EDITED)
    assert replace(project, named=(Class("ice", (1,)),)).measured_by(project) == frozenset()
