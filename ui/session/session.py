"""The Session: the one owner of the Document, its undo stack and the result that belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from core.classes import classes as class_edits
from core.classes.examples import Examples
from core.classes.palettes import seen_over_picture
from core.classes.ratios import Ratios
from core.cluster.parameters import Parameters
from core.document.document import Document
from core.document.document_parts import has_work
from core.document.named_colours import coloured_by_name
from core.document.step import Step
from core.recovery.history import History, Unsaved
from core.scale.calibration import AreaMethod, Calibration
from core.writing.stamp import FileStamp
from ui.session.document_undo import Change, UndoMemory, history_of
from ui.session.view_state import as_shown, shown_classes

if TYPE_CHECKING:
    from core.cluster.segmentation import Segmentation
    from core.measure.uncertainty import Uncertainty
    from workers.clustering import Outcome


class Session(QObject):
    """Announces every change; whoever shows something derives it anew from here.

    key: another one for each document that is opened. path: of the file that the document was opened from or
    saved to; stamp: what that was then. embed: whether the picture goes inside.
    overlay: whether the segmentation is seen over the picture. colours_names: whether classes that are named
    have a colour of a palette from then on. kept_by: whether all that is said in a
    document is kept elsewhere, where it is a part of something larger.
    """

    document_changed = Signal()
    outcome_changed = Signal()
    undo_changed = Signal()
    uncertainty_changed = Signal()
    looks_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: Document | None = None
        self.outcome: Outcome | None = None
        self.uncertainty: Uncertainty | None = None
        self.key = ""
        self.path: Path | None = None
        self.stamp: FileStamp | None = None
        self.embed = False
        self._filling = False
        self.overlay = self.colours_names = False
        self._drag_start: Document | None = None
        self.kept_by: Callable[[Document], bool] | None = None
        self.undo_stack = QUndoStack(self)
        self._memory = UndoMemory(self.undo_stack)
        self.undo_stack.indexChanged.connect(self.undo_changed)

    def looks(self, classes: class_edits.Classes) -> class_edits.Classes:
        """The classes in the colours that they are shown in."""
        return seen_over_picture(classes) if self.overlay else classes

    def set_overlay(self, overlay: bool) -> None:
        """Over the picture classes have other colours than beside it; the document is as it was."""
        if overlay != self.overlay:
            self.overlay = overlay
            self.looks_changed.emit()

    @property
    def can_undo(self) -> bool:
        """Whether the last step can be taken back; very old ones are given up to save memory."""
        if not self.undo_stack.canUndo():
            return False
        last = self.undo_stack.command(self.undo_stack.index() - 1)
        return not (isinstance(last, Change) and last.before is None)

    @property
    def is_modified(self) -> bool:
        """Whether anything was changed since the document was opened or saved."""
        return self.document is not None and not self.undo_stack.isClean()

    @property
    def is_unsaved(self) -> bool:
        """Whether something would be lost: all that differs from the document's file; without one, work."""
        if self.document is None or not self.is_modified:
            return False
        if self.path is None and self.kept_by is not None and self.kept_by(self.document):
            return False
        return self.path is not None or has_work(self.document)

    @property
    def dragging(self) -> bool:
        """Whether a slider is being moved: what follows belongs to the same step."""
        return self._drag_start is not None

    @property
    def history(self) -> History | None:
        """The document with all that can be undone and done again."""
        return None if self.document is None else history_of(self.undo_stack, self.document)

    def unsaved(self) -> Unsaved | None:
        """What a crash must not take; None where all of it is in a file or is no work.

        What was undone is work as long as it can be done again.
        """
        history = self.history
        if history is None or history.saved == history.shown == len(history.states) - 1:
            return None
        if self.path is None and not any(has_work(state) for state in history.states):
            return None
        return Unsaved(self.key, history.of_one_picture(), self.path, self.embed, self.stamp)

    def open(
        self,
        opened: History | Document,
        path: Path | None = None,
        *,
        key: str = "",
        embed: bool = False,
        stamp: FileStamp | None = None,
        steps: Sequence[tuple[str, Document]] = (),
    ) -> None:
        """Put a document in place of the present one, with what can be undone in it.

        key: it was open before. stamp: of the file as it was read. steps: what was copied to it, one step to
        undo each.
        """
        history = opened if isinstance(opened, History) else History((opened,), saved=0)
        self.outcome = self.uncertainty = None
        self.path, self.embed, self.stamp = path, embed, stamp
        self.key = key or uuid4().hex
        self._drag_start = None
        self._fill_stack(history)
        self.document = document = history.document
        given = [(text, after) for text, after in steps if after is not document]
        for text, after in given:
            self.put(text, after)
        if not given:
            self.document_changed.emit()
        self.undo_changed.emit()

    def close(self) -> None:
        """Leave no document open."""
        self.document = self.outcome = self.uncertainty = self._drag_start = self.path = self.stamp = None
        self.undo_stack.clear()
        self._memory.forget()
        self.document_changed.emit()
        self.undo_changed.emit()

    def take_saved(self, document: Document, path: Path, stamp: FileStamp | None = None) -> None:
        """The document as it was then is in that file now."""
        self.path, self.stamp = path, stamp
        if self.document is document:
            self.undo_stack.setClean()
        self.undo_changed.emit()

    def set_embedding(self, embed: bool) -> None:
        """Whether the picture goes into the file at the next saving."""
        self.embed = embed

    def put(self, text: str, document: Document) -> None:
        """Another document on the same picture, as one step to undo."""
        if self.document is not None and self.document is not document:
            self._push(text, self.document, document)

    def set_outcome(self, outcome: Outcome) -> None:
        """The result of the present document has come."""
        self.outcome = outcome
        self.outcome_changed.emit()

    def set_uncertainty(self, found: Uncertainty) -> None:
        """The errors of the areas have come; whether they are of the present result, `fits` of them tells."""
        self.uncertainty = found
        self.uncertainty_changed.emit()

    def set_parameters(self, parameters: Parameters, *, final: bool = True) -> None:
        """Change the parameters; what comes until a final change is one step to undo."""
        if self.document is None:
            return
        before = self._drag_start or self.document
        # From where the drag began: what is dropped on the way is there again on the way back.
        after = before.with_parameters(parameters)
        same = before.parameters == after.parameters
        self._drag(self.tr("Change parameters"), before, before if same else after, final=final)

    def set_steps(self, steps: tuple[Step, ...], *, final: bool = True) -> None:
        """Change the post-processing; what comes until a final change is one step to undo."""
        if self.document is not None:
            before = self._drag_start or self.document
            same = as_shown(before, self.outcome).steps == steps
            after = before if same else before.with_steps(steps, self._shown_clusters)
            self._drag(self.tr("Change post-processing"), before, after, final=final)

    def merge_classes(self, names: tuple[str, ...], new_name: str) -> None:
        """Make one class of several. Raises ParameterError."""
        self.edit_classes(self.tr("Merge classes"), lambda c: class_edits.merge(c, names, new_name))

    def rename_class(self, old: str, new: str) -> None:
        """Raises ParameterError."""
        if old != new:
            self.edit_classes(self.tr("Rename class"), lambda c: class_edits.rename(c, old, new))

    def split_class(self, name: str) -> None:
        """Take a merged class apart again."""
        self.edit_classes(self.tr("Split class"), lambda c: class_edits.split(c, name))

    def edit_classes(self, text: str, edit: Callable[[class_edits.Classes], class_edits.Classes]) -> None:
        """Change the classes shown by a pure function; no step where it changes nothing.

        Raises what `edit` raises, ParameterError.
        """
        if self.document is None or self.outcome is None:
            return
        before = shown_classes(self.document, self.outcome)
        classes = edit(before)
        if self.colours_names:
            classes = coloured_by_name(classes, before)
        if classes != before:
            after = self.document.with_classes(classes, self.outcome.segmentation)
            self._push(text, self.document, after)

    def set_ratios(self, ratios: Ratios, text: str) -> None:
        """Raises ParameterError where two have one name."""
        if self.document is not None and as_shown(self.document, self.outcome).ratios != ratios:
            self._push(text, self.document, self.document.with_ratios(ratios, self._shown_clusters))

    def set_examples(self, examples: Examples, text: str) -> None:
        """Of what is where; without any the classes that they made stay.

        Raises ParameterError where one is outside the picture, or two contradict each other.
        """
        if self.document is None or self.document.examples == examples:
            return
        # What they make of the classes is in the document, too: recipes and other pictures have no examples.
        before = as_shown(self.document, self.outcome)
        after = as_shown(before.with_examples(examples), self.outcome)
        if self.colours_names and self.outcome is not None:
            named = shown_classes(after, self.outcome)
            coloured = coloured_by_name(named, shown_classes(before, self.outcome))
            if coloured != named:
                after = after.with_classes(coloured, self.outcome.segmentation)
        self._push(text, self.document, after)

    def set_classifier(self, learns: bool, text: str) -> None:
        """Whether every pixel gets the class that is learned from the examples."""
        if self.document is not None:
            after = self.document.with_classifier(learns)
            if after.classifier != self.document.classifier:
                self._push(text, self.document, after)

    def confirm_class(self, name: str) -> None:
        """What was doubtful about a class has been looked at, and holds."""
        if self.document is not None and self.outcome is not None:
            after = self.document.with_match_confirmed(name, self.outcome.segmentation)
            self._push(self.tr("Confirm class"), self.document, after)

    def set_pixel_size(self, pixel_size: Calibration | None) -> None:
        """A typed scale, or None for that of the georeference (or none)."""
        if self.document is None or self.document.pixel_size == pixel_size:
            return
        self._push(self.tr("Set scale"), self.document, self.document.with_pixel_size(pixel_size))

    def set_area_method(self, method: AreaMethod) -> None:
        """Which areas lead. Raises ParameterError for planar areas of a map in degrees."""
        if self.document is None or (self.document.area_method or "geodesic") == method:
            return
        after = self.document.with_area_method(None if method == "geodesic" else method)
        self._push(self.tr("Change leading areas"), self.document, after)

    @property
    def _shown_clusters(self) -> Segmentation | None:
        """Over which clusters the classes are that the user sees the names of."""
        return None if self.outcome is None else self.outcome.segmentation

    def _drag(self, text: str, before: Document, after: Document, *, final: bool) -> None:
        """One of the changes of a drag. before: where it began; after: the same document for no change."""
        self._drag_start = None if final else before
        if final and after is not before:
            self._push(text, before, after)
        elif self.document is not after:
            self._show(after)

    def _push(self, text: str, before: Document, after: Document) -> None:
        self.undo_stack.push(Change(text, before, after, self._show))
        self._memory.take(after)

    def _fill_stack(self, history: History) -> None:
        """With steps that were done before: showing each of them again would start as many runs."""
        self.undo_stack.clear()
        self._memory.forget()
        self._filling = True
        try:
            pairs = zip(history.texts, history.states, history.states[1:], strict=False)
            for number, (text, before, after) in enumerate(pairs):
                if number == history.saved:
                    self.undo_stack.setClean()
                self._push(text, before, after)
            if history.saved is None:
                self.undo_stack.resetClean()
            elif history.saved == len(history.texts):
                self.undo_stack.setClean()
            self.undo_stack.setIndex(history.shown)
        finally:
            self._filling = False

    def _show(self, document: Document) -> None:
        if self._filling:
            return
        if self.document is not None and document.image is not self.document.image:
            self.outcome = self.uncertainty = None  # they are of the picture as it was read before
        self.document = document
        self.document_changed.emit()
