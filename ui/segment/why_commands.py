"""What “Why is this pixel here?” does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class WhyCommands:
    """Part of MainWindow: the panel that tells why a pixel is in its cluster."""

    def connect_why(self: MainWindow) -> None:
        pictures, why = self.parts.pictures, self.why
        pictures.hovered.connect(why.look_at)
        pictures.clicked.connect(why.hold)
        pictures.double_clicked.connect(why.take_back)
        self.parts.why.follow_requested.connect(why.let_go)
        self.parts.docks["dock_why"].visibilityChanged.connect(why.set_visible)
        self.session.document_changed.connect(why.follow_document)
        self.session.outcome_changed.connect(why.refresh)
        self.replay.shown_changed.connect(why.refresh)

    def show_why(self: MainWindow) -> None:
        dock = self.parts.docks["dock_why"]
        dock.show()
        dock.raise_()
