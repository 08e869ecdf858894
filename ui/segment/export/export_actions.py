"""The entries of the menu for exports, and what is said when files were written."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from core.base.sentences import with_commas
from core.measure.areas import AreaRow
from ui.segment.classes.class_table import ClassTable
from ui.segment.export.export_controller import ExportController
from ui.session.view_state import ViewState
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.menus import Menu, entries
from ui.shell.services import Services

EXPORT_ENTRIES = (
    "export",
    "measure_all",
    Menu(
        "export_one",
        QT_TRANSLATE_NOOP("Menus", "Export o&ne"),
        entries("export_labels export_segmented export_mask export_areas export_record export_animation"),
    ),
)


# These stand in the menu as actions with shortcuts (export_actions).
_ELSEWHERE = frozenset({"labels", "segmented", "masks", "areas", "run", "animation"})


class ExportActions(QObject):
    """Between the window and the controller that writes."""

    def __init__(
        self, services: Services, exports: ExportController, table: ClassTable, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._exports, self._table = exports, table
        self._rows: tuple[AreaRow, ...] = ()
        exports.exported.connect(services.written.say)
        exports.left_out.connect(services.notices.add)
        exports.stopped.connect(services.written.say_stopped)
        exports.failed.connect(services.complaints.show)
        exports.state_changed.connect(services.status.refresh)
        exports.progressed.connect(services.status.follow_progress)
        services.status.add_job(exports.cancel, self._occupation)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("export", "Ctrl+E", self._exports.ask, icon="export", when="can_export").says(
                QT_TRANSLATE_NOOP("Actions", "&Export…"),
                QT_TRANSLATE_NOOP("Actions", "Write several results at once into a folder."),
            ),
            ActionSpec("measure_all", "Ctrl+Alt+A", self._exports.ask_all, when="can_measure_all").says(
                QT_TRANSLATE_NOOP("Actions", "All pi&xels to files…"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Measure every pixel of a large picture, not only the level shown; "
                    "write labels and areas.",
                ),
            ),
            ActionSpec(
                "export_labels", "Ctrl+Shift+L", self._exports.ask_one, "labels", when="can_export"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Export &labels…"),
                QT_TRANSLATE_NOOP("Actions", "Write the cluster id of every pixel, as PNG or GeoTIFF."),
            ),
            ActionSpec(
                "export_segmented", "Ctrl+Shift+I", self._exports.ask_one, "segmented", when="can_export"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Export &segmented picture…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Write every cluster in its mean colour; merged ones stay apart."
                ),
            ),
            ActionSpec("export_mask", "Ctrl+Shift+K", self._ask_mask, when="can_export").says(
                QT_TRANSLATE_NOOP("Actions", "Export class &mask…"),
                QT_TRANSLATE_NOOP("Actions", "Write one class as a black and white picture."),
            ),
            ActionSpec(
                "export_areas", "Ctrl+Shift+T", self._exports.ask_one, "areas", when="can_export"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Export area &table…"),
                QT_TRANSLATE_NOOP("Actions", "Write pixels, shares and areas of all classes as CSV."),
            ),
            ActionSpec("export_record", "Ctrl+Shift+R", self._exports.ask_one, "run", when="can_export").says(
                QT_TRANSLATE_NOOP("Actions", "Export &run record…"),
                QT_TRANSLATE_NOOP("Actions", "Write all that is needed to repeat this run and to check it."),
            ),
            ActionSpec(
                "export_animation",
                "Ctrl+Shift+G",
                self._exports.ask_one,
                "animation",
                icon="animation",
                when="can_export",
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Export &animation…"),
                QT_TRANSLATE_NOOP("Actions", "Write the convergence as an animated GIF or WebP."),
            ),
        )

    def fill(self, menu: QMenu) -> None:
        """Let "Export one" hold the results that have no key of their own, too."""
        ExportMenu(menu, self._exports.hindrances).chosen.connect(self._exports.ask_one)

    def show(self, new: ViewState, _old: ViewState | None) -> None:
        self._rows = new.rows

    def _ask_mask(self) -> None:
        """Of the selected class; without one, of the lightest (ice and snow are)."""
        chosen = self._table.selected_names()
        if self._rows:
            self._exports.ask_one("mask", chosen[0] if chosen else self._rows[-1].name)

    def _occupation(self) -> str:
        return self._exports.occupation or self.tr("Exporting…") if self._exports.exporting else ""


class ExportMenu(QObject):
    """chosen(row): of export_rows. hindrances: why a key cannot be written now; None without a
    result."""

    chosen = Signal(str)

    def __init__(self, menu: QMenu, hindrances: Callable[[], dict[str, str] | None]) -> None:
        super().__init__(menu)
        self._menu, self._hindrances = menu, hindrances
        self._group = QActionGroup(self)
        self._group.setExclusive(False)
        self._group.triggered.connect(self._trigger)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self._prepare)

    def _prepare(self) -> None:
        if not self._group.actions():
            self._fill()
        from ui.segment.export.export_rows import all_rows, translated

        why = self._hindrances()
        rows = {row.id: row for row in all_rows()}
        for action in self._group.actions():
            row = rows[action.data()]
            sentences = [] if why is None else [why.get(key, "") for key, _ in row.choices]
            action.setEnabled(why is not None and not all(sentences))
            action.setToolTip(sentences[0] if sentences and all(sentences) else translated(row.tooltip))

    def _fill(self) -> None:
        """All formats of Floe are looked at: later than the window is first shown."""
        from ui.segment.export.export_rows import all_rows, translated

        group = ""
        for row in all_rows():
            if row.id in _ELSEWHERE:
                continue
            if row.group != group:
                group = row.group
                self._menu.addSeparator()
            names = with_commas(translated(name) for _, name in row.choices)
            text = self.tr("{0} ({1})…").format(translated(row.text), names)
            action = QAction(text, self._menu)
            action.setObjectName(f"export_one_{row.id}")
            action.setData(row.id)
            action.setStatusTip(translated(row.tooltip))
            self._group.addAction(action)
            self._menu.addAction(action)

    def _trigger(self, action: QAction) -> None:
        self.chosen.emit(action.data())
