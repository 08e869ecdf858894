"""The main window: hosts workspaces, of which one is seen, and does what is the same in all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import QMainWindow, QPushButton, QStackedWidget, QToolButton

from ui.shell.actions import QT_TRANSLATE_NOOP, ActionSpec
from ui.shell.appearance import AppearanceController
from ui.shell.focus_ring import FocusRing
from ui.shell.help import HelpController
from ui.shell.idle_work import ImportsController
from ui.shell.keys import FieldKeys, next_in_sight
from ui.shell.language import LanguageController
from ui.shell.late_workspace import LateWorkspace
from ui.shell.menus import SEPARATOR, Menu, action_ids, arranged, build_menus, fill_in
from ui.shell.services import Services, make_services
from ui.shell.settings_controller import SettingsController
from ui.shell.shell_state import ShellState, shell_state
from ui.shell.undo import UndoController
from ui.shell.workspace import Workspace, add_switch
from ui.widgets.dropped import local_files
from ui.widgets.icons import icon


class MainWindow(QMainWindow):
    """workspace: the one that is seen. language: tells when another window is to take over."""

    def __init__(self, makers: Sequence[Callable[[Services], Workspace]]) -> None:
        """makers: of the workspaces, in the order of the switch; the first is seen first."""
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowIcon(icon("floe"))
        self.setAcceptDrops(True)
        services = self.services = make_services(self)
        self.session = services.session
        self._undo = UndoController(self.session, services.actions, self)
        self._help = HelpController(self, services.actions, self.make_all)
        self._appearance = AppearanceController(self)
        self.language = LanguageController(services, self)
        self._field_keys = FieldKeys(self, services.actions)
        self.focus_ring = FocusRing(self)
        self._settings = SettingsController(services, self)
        files, saving, documents = services.files, services.saving, services.documents
        own = self._undo, self._settings, self._help, self._appearance, self.language
        owners = (files, saving, documents, *own)
        self._specs = [*(spec for each in owners for spec in each.actions()), self._quit()]
        services.actions.add(self._specs)
        self._state: ShellState | None = None
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self.workspaces = [make(services) for make in makers]
        self.workspace = self.workspaces[0]
        late = [each for each in self.workspaces if isinstance(each, LateWorkspace)]
        self.imports = ImportsController(
            self.session, [name for each in late for name in each.card.modules], self
        )
        for each in self.workspaces:
            services.actions.add(each.actions)
            self._stack.addWidget(each.widget)
        self._make_menus()
        self._connect()
        self._appearance.restore_geometry()
        self.show_workspace(0)
        self.refresh()

    def show_workspace(self, place: int) -> None:
        """Show the one at this place of the switch: its actions, its menus, and all that it is made of."""
        made = self.made(place)
        self.workspace.leave()
        self.workspace = self._undo.gestures = self.language.gestures = made
        self.services.status.seen = self.workspace.id
        self._use_document()
        for each in self.workspaces:
            seen = each is self.workspace
            self.services.actions.set_visible(each.actions, seen)
            for item in (item for items in each.additions.values() for item in items):
                if isinstance(item, Menu):
                    self._menus[item.id].menuAction().setVisible(seen)
        self._stack.setCurrentWidget(self.workspace.widget)
        self.workspace.enter()
        self.refresh()

    def make_all(self) -> None:
        """Those workspaces, too, that nobody has seen yet."""
        for place in range(len(self.workspaces)):
            self.made(place)

    def refresh(self) -> None:
        """Derive what the shell shows anew, and apply it where it differs."""
        own, can_paste = self.workspace.own_document, self.services.files.can_paste
        new = shell_state(self.session, own, can_paste=can_paste)
        if new != self._state:
            self._state = new
            self.services.actions.enable(self._specs, new)
            self.setWindowTitle(new.window_title)
        self.services.actions["embed_picture"].setChecked(self.session.embed)

    def escape(self) -> None:
        """First what is half drawn goes, then what is being done, then the tool."""
        if self.workspace.give_up_gesture():
            return
        if self.services.status.is_shown or not self.workspace.put_tool_away():
            self.services.status.cancel_seen()

    def close_without_asking(self) -> None:
        """Close, and drop what is in no file."""
        self.services.closing.discard()
        self.close()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802
        if local_files(event.mimeData()):
            _take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802
        _take_copy(event)
        self.workspace.open_paths(local_files(event.mimeData()))

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802
        """Tab goes to what is seen alone."""
        target = next_in_sight(self, forward=forward)
        if target is not None:
            reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
            target.setFocus(reason)
        return target is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Enter presses the button that has the focus, as it does in dialogs; Qt leaves it to Space alone."""
        button = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(
            button, QPushButton | QToolButton
        ):
            button.click()
        else:
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Cancel what runs, wait for the threads, remember the layout; ask first where work would be lost."""
        services = self.services
        for each in self.workspaces:
            each.prepare_to_close()
        if not services.closing.may_close():
            event.ignore()
            return
        self.shut_down()
        event.accept()

    def shut_down(self) -> None:
        """It is still seen, but nothing works any more: what ran is cancelled, the layout remembered."""
        services = self.services
        for each in self.workspaces:
            each.close()
        kept = services.recovery, services.autosave, services.defects
        shell = self.imports, self._appearance, self._settings, self.language, self.focus_ring
        for own in (services.saving, services.files, *kept, *shell):
            own.close()

    def made(self, place: int) -> Workspace:
        """The workspace at this place of the switch; one that was not needed before is made now."""
        late = self.workspaces[place]
        if not isinstance(late, LateWorkspace):
            return late
        made = self.workspaces[place] = late.make()
        self.services.actions.add(made.actions)
        self.services.actions.set_visible(made.actions, False)
        self._stack.insertWidget(place, made.widget)
        fill_in(self._menus, self.services.actions.by_id)
        made.furnish(self._menus)
        self._follow_document(made)
        return made

    def _make_late(self, late: LateWorkspace) -> None:
        """Something is wanted of a workspace that was not needed before."""
        self.made(self.workspaces.index(late))

    def _use_document(self) -> None:
        """Save, undo and what is opened are of the workspace that is seen."""
        own, files = self.workspace.own_document, self.services.files
        self.services.saving.own = own
        self._undo.use(None if own is None else own.undo_stack)
        files.take_pictures = files.open_paths if own is None else self.workspace.open_paths

    def _show_pictures(self) -> None:
        """A picture is opened, from wherever: it is seen in the first workspace."""
        if self.workspace.own_document is not None:
            self.services.actions[f"workspace_{self.workspaces[0].id}"].trigger()

    def _follow_document(self, workspace: Workspace) -> None:
        own = workspace.own_document
        if own is not None:
            own.changed.connect(self.refresh)
            self.services.closing.add(own)

    def _quit(self) -> ActionSpec:
        return ActionSpec("quit", "Ctrl+Q", self.close, role="quit").says(
            QT_TRANSLATE_NOOP("Actions", "&Quit"),
            QT_TRANSLATE_NOOP("Actions", "Stop what runs and close Floe."),
        )

    def _make_menus(self) -> None:
        actions = self.services.actions
        additions = [each.additions for each in self.workspaces]
        if len(self.workspaces) > 1:
            names = add_switch(self, self.workspaces, actions, self.show_workspace)
            additions.append({"workspaces": (SEPARATOR, *names)})
        self._help.menus = arranged(additions)
        late = (each.additions.values() for each in self.workspaces if isinstance(each, LateWorkspace))
        coming = {name for added in late for items in added for name in action_ids(items)}
        self._menus = build_menus(self.menuBar(), actions.by_id, self._help.menus, coming)
        self.services.recent.attach(self._menus["recent"])
        for each in self.workspaces:
            each.furnish(self._menus)

    def _connect(self) -> None:
        services = self.services
        for signal in (self.session.document_changed, self.session.undo_changed):
            signal.connect(self.refresh)
        services.files.clipboard_changed.connect(self.refresh)
        services.closing.may_close_now.connect(self.close)
        self.language.awaited.connect(self._settings.leave)
        services.documents.opening.connect(self._show_pictures)
        for each in self.workspaces:
            self._follow_document(each)
            if isinstance(each, LateWorkspace):
                each.needed.connect(self._make_late)
        escape = QShortcut(Qt.Key.Key_Escape, self)
        escape.activated.connect(self.escape)


def _take_copy(event: QDropEvent) -> None:
    """A file manager that proposes to move is told that its file stays: Floe only reads it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()
