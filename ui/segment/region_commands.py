"""What is done about regions in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.application.main_window import MainWindow


class RegionCommands:
    """Part of MainWindow: the table of regions and its files."""

    def connect_regions(self: MainWindow) -> None:
        self.regions.said.connect(self.say_briefly)
        self.region_export.said.connect(self.say_briefly)
        self.region_export.exported.connect(self._say_exported)
        self.region_export.failed.connect(self.complain)

    def show_regions(self: MainWindow) -> None:
        """Bring the table of regions into sight."""
        self.parts.tabs.show_page(self.parts.regions)

    def say_briefly(self: MainWindow, sentence: str) -> None:
        self.statusBar().showMessage(sentence, 5000)
