"""Whether Floe measures right on this machine: scenes of known truth, measured on the user's own road.

What is expected comes from the polygons of a scene (shoelace formula, pyproj's Geod for the ground), never
from Floe's measuring; what is found takes the same road as any picture: Document, Segmentation, Measurement.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from core.base.parallel import Cancel, never_cancelled, raise_if_cancelled
from core.base.sentences import N_, _, ngettext
from core.classes.classes import Class
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.measure.areas import AreaRow
from core.pipeline.run import result_in, run
from core.pipeline.task import task_of
from core.scale.calibrate import calibrate
from core.scenes.ground import georeference_at
from core.scenes.made import Conditions, MadeScene, Scene
from core.scenes.polygon_scenes import blocks, cells, floes, lake
from core.scenes.samples import SAMPLE_PARAMETERS, sea_ice
from core.writing.number_words import grouped, short

# Ground areas against geodesic polygons: what Floe promises of them.
_GROUND = 1e-3
_SOFT_CONDITIONS = Conditions(blur=0.6, noise=4.0, light=4.0, variation=3)
# Where blocks are laid on the ground: CRS, longitude, latitude, pixel size in its units.
_PLACES = (
    ("EPSG:3413", -45.0, 60.0, 250.0),
    ("EPSG:3413", 100.0, 84.0, 250.0),
    ("EPSG:3031", 10.0, -72.0, 250.0),
    ("EPSG:32633", 16.0, 78.0, 10.0),
    ("EPSG:3857", 20.0, 70.0, 30.0),
    ("EPSG:3338", -150.0, 64.0, 30.0),
    ("EPSG:4326", 25.0, 0.0, 0.01),
    ("EPSG:4326", 25.0, 68.0, 0.01),
    ("EPSG:4326", -60.0, -84.0, 0.01),
)
_HEAD = (
    N_("scene"),
    N_("quantity"),
    N_("expected"),
    N_("found"),
    N_("difference"),
    N_("allowed"),
    N_("unit"),
)


@dataclass(frozen=True)
class Finding:
    """One number. quantity: which, in words; unit: of expected and found. allowed: the difference that is."""

    scene: str
    quantity: str
    unit: str
    expected: float
    found: float
    allowed: float

    @property
    def difference(self) -> float:
        return self.found - self.expected

    @property
    def ok(self) -> bool:
        return math.isfinite(self.found) and abs(self.difference) <= self.allowed


@dataclass(frozen=True)
class Check:
    """One scene. findings: a function that makes and measures it; raises Cancelled."""

    scene: str
    findings: Callable[[Cancel], Sequence[Finding]]


def checks() -> tuple[Check, ...]:
    """All of them, in the order in which they are done."""
    found = [
        Check(
            _("sea ice, the sample"), partial(_exact, _("sea ice, the sample"), sea_ice, SAMPLE_PARAMETERS)
        ),
        Check(_("blocks"), partial(_exact, _("blocks"), blocks, Parameters(k=2))),
    ]
    for crs, longitude, latitude, pixel in _PLACES:
        north = f"{abs(latitude):g}° {'S' if latitude < 0 else 'N'}" if latitude else _("the equator")
        title = _("blocks in {crs} at {north}").format(crs=crs, north=north)
        found.append(Check(title, partial(_on_the_ground, title, (crs, longitude, latitude, pixel))))
    for title, make in (
        (_("floes with rims"), partial(floes, 11, rim=6.0, ponds=False, conditions=_SOFT_CONDITIONS)),
        (_("a lake with islands"), partial(lake, 11, conditions=_SOFT_CONDITIONS)),
        (_("cells with nuclei"), partial(cells, 11, conditions=_SOFT_CONDITIONS, radius=26.0)),
    ):
        found.append(Check(title, partial(_soft, title, make)))
    return tuple(found)


def findings(cancelled: Cancel = never_cancelled) -> Iterator[Finding]:
    """Of all checks, as they come. Raises Cancelled."""
    for check in checks():
        yield from check.findings(cancelled)


def _measured(
    scene: Scene, parameters: Parameters, cancelled: Cancel = never_cancelled, *, errors: bool = False
) -> tuple[AreaRow, ...]:
    """The area table of a scene, its classes named from dark to light as its truth is. Raises Cancelled."""
    raise_if_cancelled(cancelled)
    classes = tuple(Class(name, (i,)) for i, name in enumerate(scene.names, 1))
    document = Document(scene.image, parameters, classes, calibrate(scene.image))
    return result_in(run(task_of(document, errors=errors), cancelled=cancelled)).rows


def _exact(title: str, make: Callable[[], Scene], parameters: Parameters, cancelled: Cancel) -> list[Finding]:
    scene = make()
    return [
        Finding(
            title, _("pixels of {name}").format(name=row.name), "px", scene.pixels(row.name), row.pixels, 0.0
        )
        for row in _measured(scene, parameters, cancelled)
    ]


def _on_the_ground(title: str, place: tuple[str, float, float, float], cancelled: Cancel) -> list[Finding]:
    size = (200, 160)
    scene = blocks(size, georeference=georeference_at(*place, size))
    result = []
    for row in _measured(scene, Parameters(k=2), cancelled):
        expected = scene.ground_area(row.name) / 1e6
        found = row.area if row.unit == "km²" else math.nan
        result.append(
            Finding(
                title,
                _("ground area of {name}").format(name=row.name),
                "km²",
                expected,
                found,
                _GROUND * expected,
            )
        )
    return result


def _soft(title: str, make: Callable[[], MadeScene], cancelled: Cancel) -> list[Finding]:
    scene = make()
    rows = _measured(scene, Parameters(k=len(scene.names), init="best"), cancelled, errors=True)
    result = []
    for row in rows:
        # Borders lie across pixels here: what is allowed is the error that Floe itself gives the area.
        allowed = 0.0 if row.error is None else row.error.error
        result.append(
            Finding(
                title,
                _("area of {name}").format(name=row.name),
                "px",
                scene.area(row.name),
                row.pixels,
                allowed,
            )
        )
    return result


def _number(value: float) -> str:
    """Whole numbers as they are, others with nine significant digits."""
    return grouped(round(value)) if float(value).is_integer() else short(value, 9)


def _share(finding: Finding, value: float) -> str:
    """A difference as a part of what is expected: "0", "−0.25 %", "< 0.001 %"."""
    if value == 0 or not finding.expected:
        return "0"
    percent = 100 * value / finding.expected
    return "< 0.001 %" if abs(percent) < 0.001 else f"{percent:+.2g} %".replace("-", "−")


def finding_cells(finding: Finding) -> tuple[str, ...]:
    """One row of the table, under _HEAD."""
    return (
        finding.scene,
        finding.quantity,
        _number(finding.expected),
        _number(finding.found),
        _share(finding, finding.difference),
        _share(finding, finding.allowed).replace("+", "±"),
        finding.unit,
        _("right") if finding.ok else _("WRONG"),
    )


def check_verdict(findings: Sequence[Finding]) -> str:
    """One sentence."""
    wrong = sum(not finding.ok for finding in findings)
    if not wrong:
        return ngettext(
            "Floe measures right here: the one number is as it should be.",
            "Floe measures right here: all {n} numbers are as they should be.",
            len(findings),
        ).format(n=len(findings))
    return ngettext(
        "{n} of {count} numbers is not as it should be: please report this.",
        "{n} of {count} numbers are not as they should be: please report this.",
        wrong,
    ).format(n=wrong, count=len(findings))


def table(findings: Sequence[Finding]) -> str:
    """Aligned columns and the verdict, without the last line break."""
    rows = [(*map(_, _HEAD), ""), *(finding_cells(finding) for finding in findings)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    lines = [
        "  ".join(
            text.rjust(width) if 2 <= i <= 5 else text.ljust(width)
            for i, (text, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
    return "\n".join((*lines, "", check_verdict(findings)))


def check_json(findings: Sequence[Finding]) -> dict[str, Any]:
    """Plain JSON values."""
    return {
        "ok": all(finding.ok for finding in findings),
        "findings": [
            {**vars(finding), "difference": finding.difference, "ok": finding.ok} for finding in findings
        ],
    }
