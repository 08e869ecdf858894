"""What may be wrong in a source file by one small slip: its mutants, found in its syntax tree.

Comparisons (`<` for `<=`), arithmetic, numbers, `and` for `or`, conditions turned round, clips left out, the
other end of a ranking, what decides a tie. Texts are left alone, and with them what is made for a message.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

_COMPARED = {
    ast.Lt: ast.LtE,
    ast.Gt: ast.GtE,
    ast.Eq: ast.NotEq,
    ast.Is: ast.IsNot,
    ast.In: ast.NotIn,
}
_COMPUTED = {
    ast.Add: ast.Sub,
    ast.Mult: ast.Div,
    ast.LShift: ast.RShift,
    ast.BitAnd: ast.BitOr,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
    ast.BitXor: ast.BitAnd,
}
_ONE_WAY = (ast.FloorDiv, ast.Mod, ast.Pow, ast.BitXor)
_OTHER = {
    **_COMPARED,
    **{other: one for one, other in _COMPARED.items()},
    **{other: one for one, other in _COMPUTED.items() if one not in _ONE_WAY},
    **_COMPUTED,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
_NAMES = {"min": "max", "any": "all", "argmin": "argmax", "floor": "ceil", "rint": "floor", "round": "int"}
_OTHER_NAME = _NAMES | {other: one for one, other in _NAMES.items() if one not in ("rint", "round")}
_CLIPS = ("min", "max", "minimum", "maximum", "fmin", "fmax")
_UNDONE = ("abs", "clip", "sorted", "unique")
# What ranks, and what decides its ties.
_RANKING = ("key", "reverse", "kind", "method")
_NOT_COMPUTED = ("annotation", "returns", "decorator_list", "bases")
_MESSAGES = ("_", "N_", "ngettext", "format")
_TESTED = (ast.Name, ast.Attribute, ast.Call, ast.Subscript, ast.NamedExpr)


class Mutant(NamedTuple):
    """One slip: `new` in this field of its owner in the tree (or in this place of the list that it is).

    name: unique in its file, and the same where lines move. lines: of its statement. at_import: whether it
    acts when the module is imported, outside of the bodies of functions. constant: what the module assigns
    there.
    """

    name: str
    tree: ast.Module
    owner: ast.AST
    field: str
    place: int | None
    new: ast.AST
    lines: range
    at_import: bool
    constant: str

    def plant(self) -> ast.Module:
        """The tree with the slip in it. It stays there."""
        if self.place is None:
            setattr(self.owner, self.field, self.new)
        else:
            getattr(self.owner, self.field)[self.place] = self.new
        return ast.fix_missing_locations(self.tree)


def mutants_of(path: Path) -> list[Mutant]:
    """The mutants of a source file, from its first line to its last."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    seen: Counter[str] = Counter()
    found = []
    for mutant in _Search(tree).within(tree, _Place()):
        seen[mutant.name] += 1
        again = seen[mutant.name]
        found.append(mutant._replace(name=f"{mutant.name} ({again})") if again > 1 else mutant)
    return found


def called_at_import(paths: Iterable[Path]) -> frozenset[str]:
    """The functions of these files that their modules call when they are imported, and what those call."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in paths]
    top = [node for tree in trees for node in tree.body]
    calls = {node.name: _names_called(node) for node in top if isinstance(node, ast.FunctionDef)}
    found, new = (
        set(),
        {
            name
            for node in top
            if isinstance(node, ast.Assign | ast.AnnAssign | ast.Expr)
            for name in _names_called(node)
        }
        & calls.keys(),
    )
    while new:
        found |= new
        new = set().union(*(calls[name] for name in new)) & calls.keys() - found
    return frozenset(found)


def _names_called(node: ast.AST) -> set[str]:
    return {_called(each) for each in ast.walk(node) if isinstance(each, ast.Call)}


class _Place(NamedTuple):
    scope: tuple[str, ...] = ()
    constant: str = ""
    statement: ast.stmt | None = None
    at_import: bool = True


class _Search:
    def __init__(self, tree: ast.Module) -> None:
        self._tree = tree

    def within(self, owner: ast.AST, place: _Place) -> Iterator[Mutant]:
        for field, value in ast.iter_fields(owner):
            if field in _NOT_COMPUTED:
                continue
            inside = place
            if isinstance(owner, ast.FunctionDef) and field == "body":
                inside = place._replace(at_import=False)
            for at, node in enumerate(value if isinstance(value, list) else [value]):
                if isinstance(node, ast.AST) and not _is_left_alone(node):
                    yield from self._at(owner, field, at if isinstance(value, list) else None, node, inside)

    def _at(
        self, owner: ast.AST, field: str, at: int | None, node: ast.AST, place: _Place
    ) -> Iterator[Mutant]:
        if isinstance(node, ast.stmt):
            place = place._replace(statement=None if hasattr(node, "body") else node)
        if isinstance(node, ast.Assign | ast.AnnAssign) and not place.scope:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            place = place._replace(constant=ast.unparse(target))
        for before, new in _slips(node):
            where = ".".join(place.scope) or place.constant
            spot = place.statement or before
            lines = range(spot.lineno, (spot.end_lineno or spot.lineno) + 1)
            name = f"{where}: {_short(before)} → {_short(new)}"
            yield Mutant(name, self._tree, owner, field, at, new, lines, place.at_import, place.constant)
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            place = place._replace(scope=(*place.scope, node.name))
        yield from self.within(node, place)


def _short(node: ast.AST) -> str:
    return " ".join(ast.unparse(node).split())


def _is_left_alone(node: ast.AST) -> bool:
    """Texts, messages, imports, and types that look like values."""
    if isinstance(node, ast.Call):
        return _called(node) in _MESSAGES or _called(node) == "TypeVar"
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if _is_size(node):
        return True
    if isinstance(node, ast.keyword) and node.arg == "strict":
        return True  # beside a zip of what is of one length
    if isinstance(node, ast.Assign) and isinstance(node.value, ast.BinOp | ast.Subscript):
        return isinstance(node.targets[0], ast.Name) and node.targets[0].id.istitle()
    return isinstance(node, ast.JoinedStr | ast.Raise | ast.Import | ast.ImportFrom)


def _is_size(node: ast.AST) -> bool:
    """A power of two from 64 on: of a table or a block, on which no result depends."""
    match node:
        case ast.BinOp(left=ast.Constant(), op=ast.LShift(), right=ast.Constant()):
            return True
        case ast.Constant(value=int() as value):
            return value >= 64 and value & (value - 1) == 0
    return False


def _called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id
    return node.func.attr if isinstance(node.func, ast.Attribute) else ""


def _slips(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """What stands there and what a slip makes of it."""
    for new in _others(node):
        yield node, new
    if isinstance(node, ast.If | ast.While | ast.IfExp) and isinstance(node.test, _TESTED):
        if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            return
        yield node.test, _copied(node, test=ast.UnaryOp(ast.Not(), node.test))


def _others(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        yield from _other_calls(node)
    elif isinstance(node, ast.Compare):
        for i, op in enumerate(node.ops):
            yield _copied(node, ops=[*node.ops[:i], _OTHER[type(op)](), *node.ops[i + 1 :]])
    elif isinstance(node, ast.BinOp | ast.AugAssign | ast.BoolOp) and type(node.op) in _OTHER:
        yield _copied(node, op=_OTHER[type(node.op)]())
    else:
        yield from _other_leaves(node)


def _other_leaves(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() | float() as value):
            yield ast.Constant(value + 1 if value + 1 != value else 2 * value)
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield operand
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.Expr(value=ast.Call() as call) if _called(call) != "raise_if_cancelled":
            yield ast.Pass()


def _other_calls(node: ast.Call) -> Iterator[ast.AST]:
    called = _called(node)
    if called in _CLIPS and len(node.args) == 2:
        yield from node.args
    elif called in _UNDONE:
        yield node.func.value if called == "clip" and len(node.args) == 2 else node.args[0]
    elif called in _OTHER_NAME:
        yield _renamed(node, _OTHER_NAME[called])
    for i, each in enumerate(node.keywords):
        rest = [*node.keywords[:i], *node.keywords[i + 1 :]]
        if each.arg in _RANKING:
            yield _copied(node, keywords=rest)
        elif each.arg == "side" and isinstance(each.value, ast.Constant):
            side = ast.Constant("left" if each.value.value == "right" else "right")
            yield _copied(node, keywords=[*rest, ast.keyword("side", side)])


def _renamed(node: ast.Call, name: str) -> ast.Call:
    if isinstance(node.func, ast.Attribute) and name != "int":
        return _copied(node, func=_copied(node.func, attr=name))
    return _copied(node, func=ast.Name(name, ast.Load()))


def _copied(node: ast.AST, **changed: object) -> ast.AST:
    return type(node)(**{**dict(ast.iter_fields(node)), **changed})
