"""What the class table does to the document: names, colours, what is shown and locked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.base.errors import FloeError
from core.classes.classes import recolour, set_flags
from core.classes.palettes import Palette, with_palette
from core.document.document import Document
from ui.session.pending_copies import PendingCopies

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class ClassCommands:
    """Part of MainWindow."""

    def connect_class_looks(self: MainWindow) -> None:
        menu = self.parts.classes.menu
        menu.recoloured.connect(self.apply_colour)
        menu.palette_chosen.connect(self.apply_palette)
        menu.hidden.connect(self.apply_hidden)
        menu.locked.connect(self.apply_locked)
        menu.confirmed.connect(self.session.confirm_class)
        self.parts.docks["dock_classes"].visibilityChanged.connect(self.see_classes)
        self._given_classes: PendingCopies[Document] = PendingCopies()

    def see_classes(self: MainWindow, seen: bool) -> None:
        """The class table has come into sight or gone: the picture fades only beside the chosen row."""
        self._classes_seen = seen
        self._show_class_colours()

    def show_classes(self: MainWindow) -> None:
        dock = self.parts.docks["dock_classes"]
        dock.show()
        dock.raise_()

    def copy_classes(self: MainWindow) -> None:
        """Give names, colours and ratios to every other picture of the list that has no names of its own."""
        document, outcome = self.session.document, self.session.outcome
        if document is None or outcome is None or document.naming is None:
            return
        here = document.image.provenance.path
        others = [path for path in self.parts.files.paths() if path != here]
        given = dict.fromkeys(others, document.settled(outcome.segmentation))
        words = self.tr(
            "The classes go to the other pictures in the list ({0}) as far as those have none of their own: "
            "each name to the cluster that is most like it. Where that is not clear, it is said there."
        ).format(len(others))
        back = self.tr("The classes of this picture stay here: the other pictures do not get them.")

        def tell(there: bool) -> None:
            self.parts.notices.add(words if there else back, "info")

        stack = self.session.undo_stack
        self._given_classes.give(stack, self.tr("Copy classes to the other pictures"), given, tell)

    def with_given_classes(self: MainWindow, document: Document, path: str) -> Document:
        """With the classes that were copied to this picture of the list, once."""
        given = self._given_classes.take(path)
        if given is None or document.classes is not None:
            return document
        ratios = document.ratios or given.ratios
        return replace(document, classes=given.classes, naming=given.naming, ratios=ratios)

    def apply_colour(self: MainWindow, name: str, colour: str | None) -> None:
        self.session.edit_classes(self.tr("Colour class"), lambda c: recolour(c, name, colour))

    def apply_palette(self: MainWindow, palette: Palette | None) -> None:
        try:
            self.session.edit_classes(self.tr("Colour classes"), lambda c: with_palette(c, palette))
        except FloeError as error:
            self.complain(str(error))

    def apply_hidden(self: MainWindow, names: tuple[str, ...], hidden: bool) -> None:
        text = self.tr("Hide class") if hidden else self.tr("Show class")
        self.session.edit_classes(text, lambda c: set_flags(c, names, hidden=hidden))

    def apply_locked(self: MainWindow, names: tuple[str, ...], locked: bool) -> None:
        text = self.tr("Lock class") if locked else self.tr("Unlock class")
        self.session.edit_classes(text, lambda c: set_flags(c, names, locked=locked))
