"""What of a module's sentences cannot be translated: they are not marked for gettext, or marked wrongly.

Marked is what stands in `_`, `ngettext`, `pgettext` or `N_` of core.base.sentences. Errors of Python's own
kinds are for programmers and not read here, neither are docstrings, asserts and the keys of dicts.
"""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Collection, Iterator
from string import Formatter

MARKS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}  # and how many sentences they take
# A literal in one of these is read by a person, even where it is one word.
READ = frozenset({"title", "summary", "help", "meaning", "about", "description", "epilog"})
_WORD = re.compile(r"[“‘(]*[^\W\d_][^\W\d_'’–-]+[”’).,:;!?…]*")
_VALUE = "\0"


def problems(source: str, data: Collection[str] = ()) -> list[str]:
    """A line each: where, and what is wrong. data: literals that are no sentences."""
    module = _Module(source)
    found = [*module.unmarked(data), *module.badly_marked(), *module.badly_filled(), *module.shadowed()]
    return [f"{line}: {problem}" for line, problem in sorted(found)]


def text_of(node: ast.AST) -> str | None:
    """The text of a literal, with _VALUE for each value put in; None for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else None
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(part) or _VALUE for part in node.values)
    return None


def reads(text: str) -> bool:
    """Whether it is made of words: two of them, or one beside a value."""
    parts = re.sub(r"<[^>]*>", " ", text).split()
    words = [part for part in parts if _WORD.fullmatch(part)]
    beside = any(part.strip("“”.,:;!?…") == _VALUE for part in parts)
    return len(words) >= 2 or (beside and any(len(word) > 3 for word in words))


def names_in(sentence: str) -> set[str]:
    """The names of the values, those inside a format too: {"x", "places"} of "{x:.{places}f}"."""
    found = set()
    for _literal, name, form, _conversion in Formatter().parse(sentence):
        if name is not None:
            found |= {re.split(r"[.\[]", name)[0], *names_in(form or "")}
    return found


class _Module:
    def __init__(self, source: str) -> None:
        self._tree = ast.parse(source)
        self._nodes: list[ast.AST] = [self._tree]
        self._parent: dict[ast.AST, ast.AST] = {}
        for node in self._nodes:  # it grows meanwhile
            for child in ast.iter_child_nodes(node):
                self._parent[child] = node
                self._nodes.append(child)

    def unmarked(self, data: Collection[str]) -> Iterator[tuple[int, str]]:
        for node in self._nodes:
            text = text_of(node)
            if not text or self._is_no_text(node):
                continue
            shown = text.replace(_VALUE, "{}")
            words = reads(text) or (self._is_read(node) and re.search(r"[^\W\d_]{2}", text))
            if words and shown not in data:
                yield node.lineno, f"not marked: {shown!r}"

    def badly_marked(self) -> Iterator[tuple[int, str]]:
        for call in self._marks():
            sentences = call.args[: MARKS[_name(call)]]
            for sentence in sentences:
                if isinstance(sentence, ast.JoinedStr):
                    yield call.lineno, "an f-string: its values are put in before the look-up"
                elif isinstance(sentence, ast.BinOp) or _is_format(sentence):
                    yield call.lineno, "put together before the look-up"
                elif _name(call) != "_" and not isinstance(sentence, ast.Constant):
                    yield call.lineno, f"{_name(call)} takes a literal"
                elif any(not name.isidentifier() for name in names_in(text_of(sentence) or "")):
                    yield call.lineno, "a value without a name"

    def badly_filled(self) -> Iterator[tuple[int, str]]:
        """Values that a sentence lacks, or that it is not given."""
        for call in self._marks():
            wanted = set().union(*map(names_in, _sentences(call)))
            if wanted and _name(call) != "N_" and self._is_shown_unfilled(call):
                yield call.lineno, f"not filled in: {', '.join(sorted(wanted))}"
        for node in self._nodes:
            if isinstance(node, ast.Call) and _is_format(node):
                sentences = [each for mark in self._filled_by(node) for each in _sentences(mark)]
                given = {keyword.arg for keyword in node.keywords if keyword.arg}
                for name in sorted(set().union(*map(names_in, sentences)) ^ given) if sentences else ():
                    yield node.lineno, f"{name} is {'not in the sentence' if name in given else 'not given'}"

    def shadowed(self) -> Iterator[tuple[int, str]]:
        looking_up = {
            function for call in self._marks() if _name(call) == "_" for function in self._functions(call)
        }
        for node in self._nodes:
            stored = isinstance(node, ast.Name) and node.id == "_" and isinstance(node.ctx, ast.Store)
            taken = stored or (isinstance(node, ast.arg) and node.arg == "_")
            if taken and looking_up & set(self._functions(node)):
                yield node.lineno, "_ is the look-up here, not a name to throw away"

    def _marks(self) -> list[ast.Call]:
        return [node for node in self._nodes if isinstance(node, ast.Call) and _name(node) in MARKS]

    def _above(self, node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
        """What the node stands in, from the nearest on, each with the child on the way."""
        while node in self._parent:
            child, node = node, self._parent[node]
            yield node, child

    def _functions(self, node: ast.AST) -> list[ast.AST]:
        return [each for each, _child in self._above(node) if isinstance(each, ast.FunctionDef | ast.Lambda)]

    def _is_no_text(self, node: ast.AST) -> bool:
        """A part of a literal, a docstring, a key, a type, for programmers only, or marked."""
        parent = self._parent[node]
        if isinstance(parent, ast.FormattedValue | ast.Expr):
            return True
        if isinstance(parent, ast.Dict) and node in parent.keys:
            return True
        return any(_hides(above, child) for above, child in self._above(node))

    def _is_read(self, node: ast.AST) -> bool:
        parent = self._parent[node]
        if isinstance(parent, ast.keyword):
            return parent.arg in READ
        raised = isinstance(parent, ast.Call) and isinstance(self._parent[parent], ast.Raise)
        return raised and _name(parent).endswith("Error")

    def _is_shown_unfilled(self, call: ast.Call) -> bool:
        for above, child in self._above(call):
            if isinstance(above, ast.Call):
                return child is not above.func
            if not isinstance(above, ast.IfExp):
                return False
        return False

    def _filled_by(self, call: ast.Call) -> list[ast.Call]:
        """The marked sentences that a `.format` fills: that before it, or what its name was given last."""
        target = call.func.value  # type: ignore[attr-defined]
        if not isinstance(target, ast.Name):
            return [target] if isinstance(target, ast.Call) and _name(target) in MARKS else []
        function = next((a for a, _c in self._above(call) if isinstance(a, ast.FunctionDef)), self._tree)
        around = list(ast.walk(function))
        others = [node.lineno for node in around if isinstance(node, ast.Call) and _fills(node) == target.id]
        since = max((line for line in others if line < call.lineno), default=0)
        given = [
            node.value
            for node in around
            if isinstance(node, ast.Assign) and since < node.lineno <= call.lineno
            if any(isinstance(each, ast.Name) and each.id == target.id for each in node.targets)
        ]
        inside = [node for value in given for node in ast.walk(value)]
        return [node for node in inside if isinstance(node, ast.Call) and _name(node) in MARKS]


def _hides(node: ast.AST, child: ast.AST) -> bool:
    """Whether what stands in there is a type, for programmers only, or marked."""
    if isinstance(node, ast.Call):
        return _name(node) in {*MARKS, "QT_TRANSLATE_NOOP", "cast"}
    if isinstance(node, ast.Raise):
        return isinstance(node.exc, ast.Call) and hasattr(builtins, _name(node.exc))
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value) == "Literal"
    return isinstance(node, ast.Assert | ast.JoinedStr) or child is getattr(node, "annotation", None)


def _sentences(call: ast.Call) -> list[str]:
    return [text for each in call.args[: MARKS[_name(call)]] if (text := text_of(each)) is not None]


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _fills(call: ast.Call) -> str:
    """The name whose sentence a `.format` fills."""
    return call.func.value.id if _is_format(call) and isinstance(call.func.value, ast.Name) else ""


def _is_format(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
