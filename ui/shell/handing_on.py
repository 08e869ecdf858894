"""From one window to the next, in one process: all that is open goes over, with its steps to undo.

What is handed on are values, not what shows them: each owner gives its own, and takes its predecessor's.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from core.image.reading import Reading
from ui.session.autosave import KeptSoFar
from ui.shell.documents import HandedDocuments
from ui.shell.main_window import MainWindow
from ui.widgets.notices import Notice


@dataclass(frozen=True, eq=False)
class HandedOn:
    """listed: the pictures of the list, and how all of them are read. workspaces: by their places, None for
    what nobody has seen. seen: the place of the one that is. errors: that nobody has read yet.
    """

    documents: HandedDocuments
    listed: tuple[tuple[str, ...], Reading | None]
    workspaces: tuple[object, ...]
    seen: int
    errors: tuple[Notice, ...]
    kept: KeptSoFar


def hand_on(window: MainWindow) -> HandedOn:
    """What is open in a window, which does nothing from then on, and is to be deleted when its successor is
    seen.
    """
    field = QApplication.focusWidget()
    if field is not None:
        field.clearFocus()  # what was being typed is taken
    for each in window.workspaces:
        each.prepare_to_close()
    services = window.services
    notices = services.notices.notices()
    handed = HandedOn(
        documents=services.documents.hand_on(),
        listed=(services.files.listed.paths, services.files.listed_reading),
        workspaces=tuple(each.hand_on() for each in window.workspaces),
        seen=window.workspaces.index(window.workspace),
        # What else is said is said again of what is open, in the language of then.
        errors=tuple(each for each in notices if each.kind == "error" and not each.answers),
        kept=services.autosave.hand_on(),
    )
    window.shut_down()
    return handed


def take_over(window: MainWindow, handed: HandedOn) -> None:
    """Show all of it in a new window, and that window."""
    services = window.services
    services.autosave.take_over(handed.kept)
    services.files.list_pictures(*handed.listed)
    for place, part in enumerate(handed.workspaces):
        if part is not None:
            window.made(place).take_over(part)
    services.documents.take_over(handed.documents)
    window.show()
    services.actions["full_screen"].setChecked(window.isFullScreen())
    services.actions[f"workspace_{window.workspaces[handed.seen].id}"].trigger()
    for each in reversed(handed.errors):
        services.notices.add(each.text, each.kind, folder=each.folder, details=each.details)
