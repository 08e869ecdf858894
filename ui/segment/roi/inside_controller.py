"""Keeps the tab “Inside”, the tools for regions of interest and the document in step with each other."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from core.document.document import Document
from core.image.image import Image
from core.io.products import picture_stem
from core.measure.uncertainty import errors_inside, inside_ratios, inside_table
from core.roi.regions_of_interest import inside_from, notes_of
from ui.canvas.tool_controller import ToolController
from ui.segment.roi.box_tools import EllipseTool, RectangleTool
from ui.segment.roi.freehand_tool import FreehandTool
from ui.segment.roi.inside_items import InsideRow
from ui.segment.roi.inside_panel import InsidePanel
from ui.segment.roi.polygon_tool import PolygonTool
from ui.segment.roi.roi_controller import RoiController
from ui.segment.roi.roi_mode import DrawMode
from ui.segment.roi.roi_overlay import RoiOverlay
from ui.segment.roi.roi_tool import RoiTool, SelectTool
from ui.segment.roi.wand_tool import WandTool
from ui.session.view_state import as_shown, shown_classes
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.panel_window import Panel
from ui.shell.services import Services
from ui.widgets.file_dialogs import FileType, all_files, ask_open_paths, ask_save_path, last_folder
from ui.widgets.settings import REGIONS_OF_INTEREST_FOLDER

if TYPE_CHECKING:
    from ui.session.session import Session
    from workers.clustering import Outcome

_BUTTONS = (
    "import_regions_of_interest",
    "export_regions_of_interest",
    "delete_region_of_interest",
    "invert_region_of_interest",
    "cut_out_region_of_interest",
    "keep_outside",
)


class InsideController(QObject):
    """tools: those that draw and reshape regions of interest."""

    def __init__(
        self,
        services: Services,
        *,
        roi: RoiController,
        tools: ToolController,
        inside: InsidePanel,
        panel: Panel,
        parent: QObject,
    ) -> None:
        """panel: what `inside` is shown in."""
        super().__init__(parent)
        self._services, self._session = services, services.session
        self._roi, self._tools, self._inside, self._panel = roi, tools, inside, panel
        mode = DrawMode(self)
        self._wand = WandTool(roi, mode)
        self._wand_image: Image | None = None
        kinds = (SelectTool, RectangleTool, EllipseTool, PolygonTool, FreehandTool)
        self.tools: tuple[RoiTool, ...] = (*(kind(roi, mode) for kind in kinds), self._wand)
        self._overlay = RoiOverlay(roi)
        tools.add_overlay(self._overlay.paint)
        self._connect()

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("import_regions_of_interest", "Ctrl+J", self.read, icon="open", when="has_image").says(
                QT_TRANSLATE_NOOP("Actions", "&Import regions of interest…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Add those of a GeoJSON, shapefile, GeoPackage, ImageJ or mask file."
                ),
            ),
            ActionSpec(
                "export_regions_of_interest",
                "Ctrl+Shift+J",
                self.save,
                icon="export",
                when="has_regions_of_interest",
            ).says(
                QT_TRANSLATE_NOOP("Actions", "E&xport regions of interest…"),
                QT_TRANSLATE_NOOP("Actions", "Write their outlines as GeoJSON, shapefile or for ImageJ."),
            ),
            ActionSpec(
                "delete_region_of_interest",
                "Del",
                self._delete,
                icon="delete",
                when="has_regions_of_interest",
            ).says(
                QT_TRANSLATE_NOOP("Actions", "&Delete region of interest"),
                QT_TRANSLATE_NOOP("Actions", "Take the selected region of interest away."),
            ),
            ActionSpec(
                "invert_region_of_interest", "Ctrl+Alt+N", self._roi.invert, when="has_regions_of_interest"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "In&vert region of interest"),
                QT_TRANSLATE_NOOP("Actions", "Turn the selected one into everything but it."),
            ),
            ActionSpec(
                "cut_out_region_of_interest", "Ctrl+Alt+X", self._roi.cut_out, when="has_regions_of_interest"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "C&ut out region of interest"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Cut the selected one out of the others, or out of the whole picture where it is alone.",
                ),
            ),
            ActionSpec(
                "keep_outside", "Ctrl+Alt+J", self._roi.keep_outside, when="has_regions_of_interest"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "&Keep what is outside"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Leave out land, clouds or masks: what lies in none of them is kept."
                ),
            ),
        )

    def add_buttons(self, actions: Mapping[str, QAction]) -> None:
        """The actions stand below the list, too."""
        self._inside.add_actions([actions[name] for name in _BUTTONS])

    def read(self) -> None:
        """Ask for files and add their regions of interest."""
        from core.io.reader import PICTURE_FILES
        from core.roi_files.formats import REGION_FILES

        every = [suffix for family in (*REGION_FILES.values(), *PICTURE_FILES.values()) for suffix in family]
        types = [FileType(self.tr("Regions of interest"), tuple(every))]
        types += [FileType(name, tuple(endings)) for name, endings in REGION_FILES.items()]
        paths = ask_open_paths(
            self._services.window,
            self.tr("Import regions of interest"),
            self._folder(),
            [*types, all_files()],
            REGIONS_OF_INTEREST_FOLDER,
        )
        if paths:
            self._roi.read(paths)

    def save(self) -> None:
        """Ask where to, and write all of them."""
        from core.roi_files.formats import WRITABLE

        document = self._session.document
        if document is None:
            return
        stem = picture_stem(Path(document.image.provenance.path)) or "picture"
        path = ask_save_path(
            self._services.window,
            self.tr("Export regions of interest"),
            self._folder() / f"{stem}_regions.geojson",
            [FileType(name, (ending,)) for name, ending in WRITABLE.items()],
            REGIONS_OF_INTEREST_FOLDER,
        )
        if path is not None:
            self._roi.save(path)

    def refresh(self) -> None:
        """Show what the document holds, and what was measured inside."""
        document = self._session.document
        self._inside.set_rows(inside_rows(self._session, self._roi.selected), self._roi.selected)
        if document is not None:
            self._inside.set_inside(document.inside)
            self._inside.set_note("\n".join(notes_of(document.regions_of_interest, document.image)))
        self._repaint()

    def _connect(self) -> None:
        roi, inside, session, services = self._roi, self._inside, self._session, self._services
        self._tools.chosen.connect(self._follow_tool)
        roi.changed.connect(self.refresh)
        roi.drawn.connect(self._repaint)
        roi.refused.connect(services.complaints.show)
        roi.noted.connect(self._note)
        roi.exported.connect(self._say_exported)
        roi.state_changed.connect(services.status.refresh)
        services.status.add_job(roi.cancel, self._occupation)
        for signal in (
            session.document_changed,
            session.outcome_changed,
            session.uncertainty_changed,
            session.looks_changed,
        ):
            signal.connect(self.refresh)
        inside.selected.connect(roi.select)
        inside.renamed.connect(roi.rename)
        inside.shown.connect(self._set_visible)
        inside.inside_chosen.connect(self._choose_inside)

    def _occupation(self) -> str:
        return self.tr("Looking at the regions of interest…") if self._roi.busy else ""

    def _follow_tool(self, name: str) -> None:
        """Show the panel with the first tool for it, and handles only where they can be used."""
        self._overlay.editable = isinstance(self._tools.current, RoiTool)
        if self._overlay.editable:
            self._panel.bring_forward()
        if name == self._wand.id and self._session.document is not None:
            self._fit_wand(self._session.document.image)
        self._tools.refresh()

    def _fit_wand(self, image: Image) -> None:
        """The wand's tolerance goes as far as the values of the picture."""
        if image is not self._wand_image:
            self._wand_image = image
            whole = image.dtype.kind in "ui"
            most = (
                float(2 ** (8 * image.dtype.itemsize) - 1) if whole and image.dtype.itemsize < 4 else 1000.0
            )
            self._wand.settings.set_range(most, whole=whole)

    def _repaint(self) -> None:
        self._tools.refresh()

    def _note(self, sentence: str) -> None:
        self._services.notices.add(sentence, "info")

    def _say_exported(self, path: str) -> None:
        self._services.written.say((Path(path),))

    def _set_visible(self, name: str, visible: bool) -> None:
        self._roi.set_hidden(name, not visible)

    def _choose_inside(self, value: str) -> None:
        self._roi.set_inside(inside_from(value))

    def _delete(self) -> None:
        self._roi.delete(self._roi.selected)

    def _folder(self) -> Path:
        return last_folder(REGIONS_OF_INTEREST_FOLDER, self._session.document)


def inside_rows(session: Session, selected: str) -> tuple[InsideRow, ...]:
    """A row a region of interest; with numbers where the result at hand was measured with the same ones.

    selected: the one that is told in full.
    """
    document, outcome = session.document, session.outcome
    if document is None:
        return ()
    rows = [InsideRow(region.name, not region.hidden) for region in document.regions_of_interest]
    if outcome is None or outcome.measurement.measured_by != document.measured_by:
        return tuple(rows)
    measured = []
    for number, (row, areas) in enumerate(zip(rows, outcome.measurement.roi_areas, strict=True)):
        full = _in_full(session, document, outcome, number) if row.name == selected else InsideRow("", False)
        measured.append(
            InsideRow(
                row.name,
                row.visible,
                int(areas.pixels.sum()),
                float(areas.area.sum()),
                areas.calibration.area_unit,
                full.classes,
                full.ratios,
            )
        )
    return tuple(measured)


def _in_full(session: Session, document: Document, outcome: Outcome, number: int) -> InsideRow:
    """Classes and ratios inside one of them."""
    classes, measurement = session.looks(shown_classes(document, outcome)), outcome.measurement
    found = session.uncertainty  # perhaps of another result
    if found is not None and not found.fits(measurement, classes):
        found = None
    errors = errors_inside(found, number)
    rows = inside_table(
        outcome.segmentation.colours,
        classes,
        measurement.roi_areas[number],
        whole=measurement.areas,
        errors=errors,
    )
    ratios = inside_ratios(as_shown(document, outcome).ratios, rows, errors)
    return InsideRow("", True, classes=tuple(each for each in rows if each.pixels), ratios=ratios)
