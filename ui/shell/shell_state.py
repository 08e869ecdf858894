"""What the window shows whatever workspace is seen, derived from what there is."""

from __future__ import annotations

from dataclasses import dataclass

from ui.session.session import Session
from ui.session.view_state import display_name
from ui.shell.own_document import OwnDocument


@dataclass(frozen=True)
class ShellState:
    """has_document: there is something to save. title: of the document's file, else of its picture.
    modified: there is something that is in no file."""

    has_image: bool = False
    has_document: bool = False
    can_undo: bool = False
    can_redo: bool = False
    can_paste: bool = False
    modified: bool = False
    title: str = ""

    @property
    def window_title(self) -> str:
        mark = "● " if self.modified else ""
        return f"{mark}{self.title} – Floe" if self.title else "Floe"


def shell_state(session: Session, own: OwnDocument | None = None, *, can_paste: bool) -> ShellState:
    """own: what is open in the workspace that is seen, in place of the Session's document. can_paste: whether
    there is a picture on the clipboard.
    """
    if own is not None:
        return ShellState(
            has_document=own.is_open,
            can_undo=own.undo_stack.canUndo(),
            can_redo=own.undo_stack.canRedo(),
            can_paste=can_paste,
            modified=own.is_unsaved,
            title=own.title,
        )
    if session.document is None:
        return ShellState(can_paste=can_paste)
    return ShellState(
        has_image=True,
        has_document=True,
        can_undo=session.can_undo,
        can_redo=session.undo_stack.canRedo(),
        can_paste=can_paste,
        modified=session.is_unsaved,
        title=title_of(session),
    )


def title_of(session: Session) -> str:
    """The name of the document's file, else of its picture; empty without a document."""
    if session.document is None:
        return ""
    return session.path.name if session.path else display_name(session.document)
