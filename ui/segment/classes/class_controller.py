"""What the class table does to the document: names, colours, what is shown and locked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from core.base.errors import FloeError
from core.classes.classes import recolour, set_flags
from core.classes.palettes import Palette, with_palette
from core.document.document import Document
from core.document.named_colours import coloured_by_name, without_named_colours
from ui.segment.classes.class_table import ClassTable
from ui.session.pending_copies import PendingCopies
from ui.session.view_state import ViewState
from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.services import Services
from ui.widgets.settings import COLOURS_BY_NAME


class ClassController(QObject):
    """selection_changed: other classes are selected in the table."""

    selection_changed = Signal()

    def __init__(self, services: Services, table: ClassTable, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._notices, self._listed = services.session, services.notices, services.files.listed
        self._complain, self._table = services.complaints.show, table
        self._copies = PendingCopies(self.tr("Copy classes"), _with_classes_of)
        services.documents.add_copies(self._copies)
        self._session.colours_names = COLOURS_BY_NAME.get()
        table.renamed.connect(self.rename)
        table.merge_requested.connect(self.merge)
        table.split_requested.connect(self._session.split_class)
        table.selection_changed.connect(self.selection_changed)
        menu = table.menu
        menu.recoloured.connect(self.recolour)
        menu.palette_chosen.connect(self._use_palette)
        menu.hidden.connect(self._set_hidden)
        menu.locked.connect(self._set_locked)
        menu.confirmed.connect(self._session.confirm_class)

    def actions(self) -> tuple[ActionSpec, ...]:
        return (
            ActionSpec("merge", "Ctrl+M", self._table.ask_merge, icon="merge", when="can_merge").says(
                QT_TRANSLATE_NOOP("Actions", "&Merge classes…"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Make one class of the selected ones; pixels and areas are added up."
                ),
            ),
            ActionSpec("rename", "F2", self._table.begin_rename, icon="rename", when="can_rename").says(
                QT_TRANSLATE_NOOP("Actions", "Re&name class"),
                QT_TRANSLATE_NOOP("Actions", "Give the selected class another name; what it measures stays."),
            ),
            ActionSpec(
                "split", "Ctrl+Shift+M", self._table.request_split, icon="split", when="can_split"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "&Split class"),
                QT_TRANSLATE_NOOP("Actions", "Take the selected class apart into its clusters."),
            ),
            ActionSpec(
                "colours_by_name",
                "Ctrl+Alt+Shift+K",
                self.set_colours_by_name,
                checkable=True,
                checked=self._session.colours_names,
            ).says(
                QT_TRANSLATE_NOOP("Actions", "Co&lours for named classes"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "A class has a colour of a palette as soon as it has a name: here, over the picture, in "
                    "exports and in the report. Without, the mean colour of its pixels, where you chose no "
                    "colour.",
                ),
            ),
            ActionSpec("copy_classes", "Ctrl+Alt+C", self.copy_classes, when="can_copy_classes").says(
                QT_TRANSLATE_NOOP("Actions", "Use classes for &other pictures"),
                QT_TRANSLATE_NOOP(
                    "Actions",
                    "Give names, colours and ratios to the other pictures in the list that have none yet.",
                ),
            ),
            ActionSpec(
                "copy_areas", "Ctrl+Shift+C", self._table.copy_selection, when="has_segmentation"
            ).says(
                QT_TRANSLATE_NOOP("Actions", "&Copy area table"),
                QT_TRANSLATE_NOOP(
                    "Actions", "Copy the class table for a spreadsheet: selected rows, or all."
                ),
            ),
        )

    def show(self, new: ViewState, old: ViewState | None) -> None:
        table = self._table
        table.set_ready(new.has_image, new.has_segmentation)
        table.set_errors_coming(new.errors_coming)
        if old is None or (new.rows, new.unclear) != (old.rows, old.unclear):
            table.set_rows(new.rows, new.unclear)
        table.totals.set_older_k(new.older_k)
        if old is None or (new.ratios, new.usual_ratios) != (old.ratios, old.usual_ratios):
            table.ratios.set_ratios(new.ratios, new.usual_ratios)
        if old is None or (new.scale, new.calibrated) != (old.scale, old.calibrated):
            table.set_scale(new.scale, calibrated=new.calibrated)

    def rename(self, old: str, new: str) -> None:
        try:
            self._session.rename_class(old, new)
        except FloeError as error:
            self._complain(str(error))
        else:
            self._table.select_names([new])

    def merge(self, names: tuple[str, ...], new_name: str) -> None:
        try:
            self._session.merge_classes(names, new_name)
        except FloeError as error:
            self._complain(str(error))
        else:
            self._table.select_names([new_name])

    def recolour(self, name: str, colour: str | None) -> None:
        self._session.edit_classes(self.tr("Colour class"), lambda c: recolour(c, name, colour))

    def set_colours_by_name(self, wanted: bool) -> None:
        """For what is named from now on, and, as a step to undo, for what has a name."""
        COLOURS_BY_NAME.set(wanted)
        self._session.colours_names = wanted
        edit = coloured_by_name if wanted else without_named_colours
        self._session.edit_classes(self.tr("Colour named classes"), edit)

    def copy_classes(self) -> None:
        """Give names, colours and ratios to every other picture of the list that has no names of its own."""
        document, outcome = self._session.document, self._session.outcome
        if document is None or outcome is None or document.naming is None:
            return
        others = self._listed.others(document.image.provenance.path)
        words = self.tr(
            "The classes go to the other pictures in the list ({0}) as far as those have none of their own: "
            "each name to the cluster that is most like it. Where that is not clear, it is said there."
        ).format(len(others))
        back = self.tr("The classes of this picture stay here: the other pictures do not get them.")

        def tell(there: bool) -> None:
            self._notices.add(words if there else back, "info")

        text = self.tr("Copy classes to the other pictures")
        settled = document.settled(outcome.segmentation)
        self._copies.copy(self._session.undo_stack, text, others, settled, tell)

    def _use_palette(self, palette: Palette | None) -> None:
        try:
            self._session.edit_classes(self.tr("Colour classes"), lambda c: with_palette(c, palette))
        except FloeError as error:
            self._complain(str(error))

    def _set_hidden(self, names: tuple[str, ...], hidden: bool) -> None:
        text = self.tr("Hide class") if hidden else self.tr("Show class")
        self._session.edit_classes(text, lambda c: set_flags(c, names, hidden=hidden))

    def _set_locked(self, names: tuple[str, ...], locked: bool) -> None:
        text = self.tr("Lock class") if locked else self.tr("Unlock class")
        self._session.edit_classes(text, lambda c: set_flags(c, names, locked=locked))


def _with_classes_of(document: Document, given: Document) -> Document:
    if document.classes is not None:
        return document
    ratios = document.ratios or given.ratios
    return replace(document, classes=given.classes, naming=given.naming, ratios=ratios)
