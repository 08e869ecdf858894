"""Lists and sentences are joined as the language does it: `with_commas`, `with_semicolons` and `in_a_row`."""

from __future__ import annotations

import ast

import pytest

from tests.test_sentences import modules, source_of

# What joins for a machine or a field that is typed into, and how often.
FOR_MACHINES = {
    "core/collection/cache.py": 1,
    "core/elsewhere/class_labels.py": 1,  # a source, which records keep
    "core/export/geojson.py": 1,
    "ui/segment/clustering/threshold_box.py": 2,
    "ui/shell/actions.py": 1,
}
_LOOK_UPS = {"_", "ngettext", "tr", "_words", "translate"}


def joined(source: str) -> list[int]:
    """The lines where a list or two sentences are joined in the English way."""
    return sorted(node.lineno for node in ast.walk(ast.parse(source)) if _lists(node) or _sentences(node))


def _lists(node: ast.AST) -> bool:
    """`", ".join(…)`"""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "join"
        and isinstance(node.func.value, ast.Constant)
        and node.func.value.value in (", ", "; ")
    )


def _sentences(node: ast.AST) -> bool:
    """`" " + _(…)` and `f"{said} {_(…)}"`"""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left = node.left.right if isinstance(node.left, ast.BinOp) else node.left
        return isinstance(left, ast.Constant) and left.value == " " and _is_whole(node.right)
    if not isinstance(node, ast.JoinedStr):
        return False
    parts = [each.value for each in node.values if isinstance(each, ast.Constant)]
    filled = [each.value for each in node.values if isinstance(each, ast.FormattedValue)]
    return parts == [" "] and _is_whole(filled[-1])


def _is_whole(node: ast.expr) -> bool:
    """A sentence that is looked up, with its values or without."""
    texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
    calls = [each.func for each in ast.walk(node) if isinstance(each, ast.Call)]
    names = {each.id if isinstance(each, ast.Name) else getattr(each, "attr", "") for each in calls}
    return bool(names & _LOOK_UPS) and any(isinstance(each, str) and each.endswith(".") for each in texts)


def test_what_people_read_is_joined_as_their_language_does_it() -> None:
    found = {name: lines for name in modules() if (lines := joined(source_of(name)))}
    assert {name: len(lines) for name, lines in found.items()} == FOR_MACHINES, found


@pytest.mark.parametrize(
    "source",
    [
        'x = ", ".join(names)',
        """x = f"{'; '.join(names)}." """,
        'x += " " + _("It may not be.")',
        'x = said + " " + self.tr("It may not be.")',
        """x = f'{said} {_("It is {n}.").format(n=1)}'""",
    ],
)
def test_a_planted_one_is_found(source: str) -> None:
    assert joined(source) == [1]


@pytest.mark.parametrize("source", ['",".join(names)', 'f"{n} {_(unit)}"', 'x + " " + _("(few)")'])
def test_what_is_for_a_machine_is_left_alone(source: str) -> None:
    assert joined(source) == []
