"""Every sentence of the program that can be translated, read from its source.

`self.tr(…)` belongs to the class that it stands in, `translate("Context", …)` and `QT_TRANSLATE_NOOP` to
their context; so do calls of a function that hands its text on to `translate`, which lupdate does not see.
`_`, `N_`, `ngettext` and `pgettext` belong to the catalogue of core (docs/adr/0079-two-languages.md).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("core", "workers", "ui")
_MARKS = {"_": 1, "N_": 1, "ngettext": 2, "pgettext": 2}

Catalogue = Literal["qt", "core"]


class Key(NamedTuple):
    """What a sentence is looked up by. plural: what English says of many.

    context: of Qt; in core what a word means that has several meanings, else "".
    """

    catalogue: Catalogue
    context: str
    source: str
    plural: str | None = None


@dataclass(frozen=True)
class _Found:
    key: Key
    line: int


def messages(root: Path = ROOT) -> dict[Key, list[str]]:
    """The sentences in the order of the source, each with its places "file:line"."""
    trees = {path.relative_to(root).as_posix(): ast.parse(path.read_text("utf-8")) for path in _modules(root)}
    handing_on = {name: _handing_on(tree) for name, tree in trees.items()}
    found: dict[Key, list[str]] = {}
    for name, tree in trees.items():
        contexts = dict(handing_on[name])
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                there = handing_on.get(node.module.replace(".", "/") + ".py", {})
                contexts |= {a.asname or a.name: there[a.name] for a in node.names if a.name in there}
        for each in _marked(tree, "", contexts):
            found.setdefault(each.key, []).append(f"{name}:{each.line}")
    return _joined(found)


def _modules(root: Path) -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((root / package).rglob("*.py"))


def _handing_on(tree: ast.Module) -> dict[str, str]:
    """The functions of a module that translate what they are given, with their contexts."""
    found = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and isinstance(node.body[-1], ast.Return):
            call = node.body[-1].value
            if (
                isinstance(call, ast.Call)
                and _name(call) == "translate"
                and isinstance(call.args[1], ast.Name)
            ):
                found[node.name] = ast.literal_eval(call.args[0])
    return found


def _marked(node: ast.AST, owner: str, contexts: dict[str, str]) -> Iterator[_Found]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield from (_Found(key, child.lineno) for key in _keys(child, owner, contexts))
        inside = child.name if isinstance(child, ast.ClassDef) else owner
        yield from _marked(child, inside, contexts)


def _keys(call: ast.Call, owner: str, contexts: dict[str, str]) -> Iterator[Key]:
    name = _name(call)
    if name == "tr" and isinstance(call.func, ast.Attribute):
        yield from (Key("qt", owner, text) for text in _texts(call.args[0]))
    elif name in ("translate", "QT_TRANSLATE_NOOP") and len(call.args) > 1:
        for context in _texts(call.args[0]):
            yield from (Key("qt", context, text) for text in _texts(call.args[1]))
    elif isinstance(call.func, ast.Name) and name in contexts:
        yield from (Key("qt", contexts[name], text) for text in _texts(call.args[0]))
    elif isinstance(call.func, ast.Name) and name in _MARKS:
        texts = [text for argument in call.args[: _MARKS[name]] for text in _texts(argument)]
        if name == "pgettext":
            yield Key("core", *texts)
        elif texts and len(texts) == _MARKS[name]:
            yield Key("core", "", texts[0], texts[1] if name == "ngettext" else None)


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _texts(node: ast.AST) -> Iterator[str]:
    """The literals that an argument can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)


def _joined(found: dict[Key, list[str]]) -> dict[Key, list[str]]:
    """A sentence that counts somewhere and does not elsewhere stands once in a catalogue, with its plural."""
    counted = {key[:3]: key for key in found if key.plural is not None}
    for key in [key for key in found if key.plural is None and key[:3] in counted]:
        found[counted[key[:3]]].extend(found.pop(key))
    return found
