"""Steps to undo from one frozen value to the next, which one stack can hand on to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtGui import QUndoCommand, QUndoStack

Value = TypeVar("Value")


class ValueStep(QUndoCommand, Generic[Value]):
    """Shows the value after it when it is done, and that before it when it is undone."""

    def __init__(self, text: str, before: Value, after: Value, show: Callable[[Value], None]) -> None:
        super().__init__(text)
        self.before, self.after, self._show = before, after, show
        # Whether it only takes its place in a stack: what it leads to is shown already.
        self.is_settling = False

    def redo(self) -> None:
        if not self.is_settling:
            self._show(self.after)

    def undo(self) -> None:
        if not self.is_settling:
            self._show(self.before)


@dataclass(frozen=True, eq=False)
class Steps(Generic[Value]):
    """What a stack holds. steps: the name of each, and the values before and after it. done: how many of them
    are. clean: after how many of them all is in a file, -1 where no way leads there.
    """

    steps: tuple[tuple[str, Value, Value], ...]
    done: int
    clean: int


def steps_in(stack: QUndoStack) -> Steps[Value]:
    """Those of a stack that holds nothing but ValueSteps."""
    steps = (stack.command(number) for number in range(stack.count()))
    found = tuple((each.text(), each.before, each.after) for each in steps if isinstance(each, ValueStep))
    return Steps(found, stack.index(), stack.cleanIndex())


def put_steps(stack: QUndoStack, steps: Steps[Value], show: Callable[[Value], None]) -> None:
    """Fill an empty stack; nothing is shown by that."""
    made = [ValueStep(text, before, after, show) for text, before, after in steps.steps]
    for number, step in enumerate(made):
        if number == steps.clean:
            stack.setClean()
        step.is_settling = True
        stack.push(step)
    if steps.clean < 0:
        stack.resetClean()
    elif steps.clean == len(made):
        stack.setClean()
    stack.setIndex(steps.done)
    for step in made:
        step.is_settling = False
