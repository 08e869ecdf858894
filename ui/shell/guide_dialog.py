"""The guide in a window of its own: a list of chapters, a field that searches, a page."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QIcon, QKeySequence, QPalette, QShortcut, QTextBlock, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui.shell.guide_text import anchor, chapters_of
from ui.widgets.building import fill, named

# Places that are marked: a letter alone is in hundreds, which take longer to draw than the window may stand.
_MOST_MARKS = 100


class GuideDialog(QDialog):
    """Shows a chapter at a time: to lay out all of them takes a moment, for which the window would stand."""

    def __init__(self, guide: str, parent: QWidget) -> None:
        """guide: its Markdown."""
        super().__init__(parent)
        named(self, "guide")
        self.setWindowTitle(self.tr("User guide"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._chapters = chapters_of(guide)
        self._words = [chapter.words for chapter in self._chapters]
        self.search = named(QLineEdit(), "guide_search", self.tr("Search the guide"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.contents = named(QListWidget(), "guide_contents", self.tr("Chapters"))
        self.contents.addItems([chapter.title for chapter in self._chapters])
        self.contents.setWordWrap(True)  # of titles that are longer than it is wide
        self.contents.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.nothing = named(QLabel(self.tr("Nothing in the guide has these words.")), "guide_nothing")
        self.nothing.setWordWrap(True)
        self.nothing.hide()
        self.page = named(QTextBrowser(), "guide_text", self.tr("User guide"))
        self.page.setOpenLinks(False)  # they lead to other chapters
        self._arrange()
        self.search.textChanged.connect(self._search)
        self.search.returnPressed.connect(self._go_on)
        self.contents.currentRowChanged.connect(self._show)
        self.page.anchorClicked.connect(self._follow)
        QShortcut(QKeySequence.StandardKey.Find, self, self._take_words)
        self.contents.setCurrentRow(0)

    def _arrange(self) -> None:
        side = QWidget()
        fill(QVBoxLayout(side), self.search, self.nothing, (self.contents, 1), margins=0)
        parts = QSplitter()
        parts.addWidget(side)
        parts.addWidget(self.page)
        parts.setStretchFactor(1, 1)
        parts.setSizes([240, 640])
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setIcon(QIcon())  # as in Floe's other dialogs
        close.setAutoDefault(False)  # Enter goes on in the search
        buttons.rejected.connect(self.reject)
        fill(QVBoxLayout(self), (parts, 1), buttons)
        self.resize(900, 600)

    def _take_words(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _search(self) -> None:
        """Leave the chapters that have all the words next to each other, and turn to the first of them."""
        wanted = self._wanted()
        has = [wanted in words for words in self._words]
        for row, found in enumerate(has):
            self.contents.item(row).setHidden(not found)
        self.nothing.setVisible(not any(has))
        row = self.contents.currentRow()
        if any(has) and not has[row]:
            self.contents.setCurrentRow(has.index(True))
        else:
            self._mark()

    def _wanted(self) -> str:
        return " ".join(self.search.text().casefold().split())

    def _show(self, row: int) -> None:
        self.page.setMarkdown(self._chapters[row].text)
        self._mark()

    def _mark(self) -> None:
        """Lay a colour on what is searched for in the chapter, and go to the first of it."""
        self.page.moveCursor(QTextCursor.MoveOperation.Start)
        marks: list[QTextEdit.ExtraSelection] = []
        wanted = self._wanted()
        found = self.page.document().find(wanted) if wanted else QTextCursor()
        first = found
        while not found.isNull() and len(marks) < _MOST_MARKS:
            mark = QTextEdit.ExtraSelection()
            mark.cursor = found
            mark.format.setBackground(self.palette().brush(QPalette.ColorRole.Highlight))
            mark.format.setForeground(self.palette().brush(QPalette.ColorRole.HighlightedText))
            marks.append(mark)
            found = self.page.document().find(wanted, found)
        self.page.setExtraSelections(marks)
        if not first.isNull():
            self.page.setTextCursor(first)
            self.page.ensureCursorVisible()

    def _go_on(self) -> None:
        """To what is found next, in this chapter or one after it; after the last to the first."""
        wanted = self._wanted()
        if not wanted or self.page.find(wanted):
            return
        rows = [row for row, words in enumerate(self._words) if wanted in words]
        if rows:
            here = self.contents.currentRow()
            onward = next((row for row in rows if row > here), rows[0])
            self.contents.setCurrentRow(onward)
            if onward == here:
                self._mark()

    def _follow(self, link: QUrl) -> None:
        if not link.isRelative():
            QDesktopServices.openUrl(link)
            return
        for row, chapter in enumerate(self._chapters):
            if link.fragment() in chapter.anchors:
                self.search.clear()
                self.contents.setCurrentRow(row)
                self._turn_to(link.fragment())
                return

    def _turn_to(self, place: str) -> None:
        """Have the heading that is called so at the top; that of the chapter is there, with its margin."""
        self.page.verticalScrollBar().setValue(0)
        block: QTextBlock = self.page.document().begin().next()
        while block.isValid():
            if block.blockFormat().headingLevel() and anchor(block.text()) == place:
                self.page.moveCursor(QTextCursor.MoveOperation.End)  # the way back ends at the top
                self.page.setTextCursor(QTextCursor(block))
                return
            block = block.next()
