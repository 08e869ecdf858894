"""What the class table does to the document: names, colours, what is shown and locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.classes import recolour, set_flags
from core.errors import FloeError
from core.palettes import Palette, with_palette

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class ClassCommands:
    """Part of MainWindow."""

    def connect_class_looks(self: MainWindow) -> None:
        menu = self.parts.classes.menu
        menu.recoloured.connect(self.apply_colour)
        menu.palette_chosen.connect(self.apply_palette)
        menu.hidden.connect(self.apply_hidden)
        menu.locked.connect(self.apply_locked)
        menu.confirmed.connect(self.session.confirm_class)

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
