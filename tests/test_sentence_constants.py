"""A sentence that a module keeps as a constant is looked up wherever a function uses it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from tests.test_sentences import modules, source_of


def used_raw(sources: Mapping[str, str]) -> list[str]:
    """Where a function uses a constant of N_ without a look-up. sources: by path, "core/io/finish.py"."""
    trees = {name.removesuffix(".py").replace("/", "."): ast.parse(text) for name, text in sources.items()}
    kept = {module: set(_constants(tree)) for module, tree in trees.items()}
    found = []
    for module, tree in trees.items():
        known = kept[module] | {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.name in kept.get(node.module or "", ())
        }
        if known:
            found += [f"{module}:{line}: {name}" for line, name in _raw(tree, known)]
    return found


def _constants(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        marked = isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if marked and ast.unparse(node.value.func) == "N_":
            yield ast.unparse(node.targets[0])


def _raw(tree: ast.Module, known: set[str]) -> Iterator[tuple[int, str]]:
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    nodes = [node for function in functions for part in function.body for node in ast.walk(part)]
    looked_up = {
        id(argument)
        for node in nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "_"
        for argument in node.args
    }
    for node in nodes:
        if isinstance(node, ast.Name) and node.id in known and id(node) not in looked_up:
            yield node.lineno, node.id


def test_no_constant_is_used_without_a_look_up() -> None:
    assert used_raw({name: source_of(name) for name in modules()}) == []


def test_a_planted_one_is_found() -> None:
    kept = 'NONE = N_("There is none.")\ndef right():\n    return _(NONE)\n'
    wrong = "from core.a import NONE\ndef wrong():\n    raise ParameterError(NONE)\n"
    assert used_raw({"core/a.py": kept, "core/b.py": "NONE = 1\nFORMAT = NONE"}) == []
    assert used_raw({"core/a.py": kept, "core/b.py": wrong}) == ["core.b:3: NONE"]
    assert used_raw({"core/a.py": kept + "def wrong():\n    return NONE\n"}) == ["core.a:5: NONE"]
