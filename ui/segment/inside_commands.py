"""What the tools for regions of interest, their menu entries and the tab “Inside” do."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog

from core.roi.regions_of_interest import inside_from, notes_of
from ui.segment.roi.box_tools import EllipseTool, RectangleTool
from ui.segment.roi.freehand_tool import FreehandTool
from ui.segment.roi.inside_rows import inside_rows
from ui.segment.roi.polygon_tool import PolygonTool
from ui.segment.roi.roi_mode import DrawMode
from ui.segment.roi.roi_overlay import RoiOverlay
from ui.segment.roi.roi_tool import RoiTool, SelectTool
from ui.segment.roi.wand_tool import WandTool

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow

_FOLDER_KEY = "regions_of_interest/folder"


class InsideCommands:
    """Part of MainWindow: regions of interest."""

    def connect_inside(self: MainWindow) -> None:
        panel, roi = self.parts.inside, self.roi
        mode = DrawMode(self)
        self._wand = WandTool(roi, mode)
        kinds = (SelectTool, RectangleTool, EllipseTool, PolygonTool, FreehandTool)
        for tool in (*(kind(roi, mode) for kind in kinds), self._wand):
            self.tools.add(tool)
        self._roi_overlay = RoiOverlay(roi)
        self.tools.add_overlay(self._roi_overlay.paint)
        self.tools.chosen.connect(self.follow_roi_tool)
        roi.changed.connect(self.refresh_inside)
        roi.drawn.connect(self.repaint_regions)
        roi.state_changed.connect(self.show_roi_progress)
        roi.refused.connect(self.complain)
        roi.noted.connect(self.note_on_regions)
        roi.exported.connect(self.say_regions_exported)
        self.session.document_changed.connect(self.refresh_inside)
        self.session.outcome_changed.connect(self.refresh_inside)
        self.session.uncertainty_changed.connect(self.refresh_inside)
        self.session.looks_changed.connect(self.refresh_inside)
        panel.selected.connect(roi.select)
        panel.renamed.connect(roi.rename)
        panel.shown.connect(self.show_region_of_interest)
        panel.inside_chosen.connect(self.choose_inside)
        names = ("import_regions_of_interest", "export_regions_of_interest", "delete_region_of_interest")
        panel.add_actions([self.actions_by_id[name] for name in names])

    def use_select(self: MainWindow, _on: bool) -> None:
        self.tools.choose("select")

    def use_rectangle(self: MainWindow, _on: bool) -> None:
        self.tools.choose("rectangle")

    def use_ellipse(self: MainWindow, _on: bool) -> None:
        self.tools.choose("ellipse")

    def use_polygon(self: MainWindow, _on: bool) -> None:
        self.tools.choose("polygon")

    def use_freehand(self: MainWindow, _on: bool) -> None:
        self.tools.choose("freehand")

    def use_wand(self: MainWindow, _on: bool) -> None:
        document = self.session.document
        if document is not None and document.image is not self._wand_image:
            self._wand_image = document.image
            dtype = document.image.dtype
            whole = dtype.kind in "ui"
            most = float(2 ** (8 * dtype.itemsize) - 1) if whole and dtype.itemsize < 4 else 1000.0
            self._wand.settings.set_range(most, whole=whole)
        self.tools.choose("wand")

    def follow_roi_tool(self: MainWindow, _name: str) -> None:
        """Show the panel with the first tool for it, and handles only where they can be used."""
        self._roi_overlay.editable = isinstance(self.tools.current, RoiTool)
        if self._roi_overlay.editable:
            self.parts.docks["dock_inside"].show()
            self.parts.docks["dock_inside"].raise_()
        self.tools.refresh()

    def refresh_inside(self: MainWindow) -> None:
        document = self.session.document
        panel = self.parts.inside
        rows = inside_rows(self.session, self.roi.selected)
        panel.set_rows(rows, self.roi.selected)
        if document is not None:
            panel.set_inside(document.inside)
            panel.set_note("\n".join(notes_of(document.regions_of_interest, document.image)))
        self.repaint_regions()

    def repaint_regions(self: MainWindow) -> None:
        self.tools.refresh()

    def show_roi_progress(self: MainWindow) -> None:
        if self._state is not None:
            self._show_progress(self._state)

    def note_on_regions(self: MainWindow, sentence: str) -> None:
        self.parts.notices.add(sentence, "info")

    def say_regions_exported(self: MainWindow, path: str) -> None:
        self._say_exported((Path(path),))

    def show_region_of_interest(self: MainWindow, name: str, visible: bool) -> None:
        self.roi.set_hidden(name, not visible)

    def choose_inside(self: MainWindow, value: str) -> None:
        self.roi.set_inside(inside_from(value))

    def delete_region_of_interest(self: MainWindow) -> None:
        self.roi.delete(self.roi.selected)

    def import_regions_of_interest(self: MainWindow) -> None:
        from core.io.reader import PICTURE_FILES
        from core.roi_files.formats import REGION_FILES

        every = [suffix for family in (*REGION_FILES.values(), *PICTURE_FILES.values()) for suffix in family]
        filters = [self.tr("Regions of interest ({0})").format(" ".join(f"*{each}" for each in every))]
        filters += [
            f"{name} ({' '.join(f'*{each}' for each in ends)})" for name, ends in REGION_FILES.items()
        ]
        path, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Import regions of interest"),
            str(self._regions_folder()),
            ";;".join([*filters, self.tr("All files (*)")]),
        )
        if path:
            QSettings().setValue(_FOLDER_KEY, str(Path(path).parent))
            self.roi.read(Path(path))

    def export_regions_of_interest(self: MainWindow) -> None:
        from core.roi_files.formats import WRITABLE

        document = self.session.document
        if document is None:
            return
        stem = Path(document.image.provenance.path).stem or "picture"
        suggestion = self._regions_folder() / f"{stem}_regions.geojson"
        filters = [f"{name} (*{ending})" for name, ending in WRITABLE.items()]
        path, chosen = QFileDialog.getSaveFileName(
            self, self.tr("Export regions of interest"), str(suggestion), ";;".join(filters)
        )
        if path:
            target = Path(path)
            if not target.suffix:
                name = chosen.split(" (")[0]
                target = target.with_suffix(WRITABLE.get(name, ".geojson"))
            QSettings().setValue(_FOLDER_KEY, str(target.parent))
            self.roi.save(target)

    def _regions_folder(self: MainWindow) -> Path:
        kept = str(QSettings().value(_FOLDER_KEY, ""))
        document = self.session.document
        beside = Path(document.image.provenance.path).parent if document is not None else Path()
        return Path(kept) if kept and Path(kept).is_dir() else beside
