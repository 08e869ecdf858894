"""Numbers as text have one way in, core.writing.typed_numbers, and one way out, core.writing.number_words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READER, WRITER = "core/writing/typed_numbers.py", "core/writing/number_words.py"
BOXES = ("ui/widgets/number_boxes.py", "ui/segment/edits/size_box.py")
# What Qt reads and writes in the way of the system's language.
OF_QT = {"QSpinBox", "QDoubleSpinBox", "QDoubleValidator", "QIntValidator", "QInputDialog", "QLocale"}
METHODS = {"toDouble", "toFloat", "toInt", "toLongLong", "getDouble", "getInt"}
CUTTERS = {"split", "rsplit", "partition", "rpartition", "strip", "rstrip", "lstrip"}
CUTTERS |= {"removeprefix", "removesuffix", "group", "text", "currentText", "fullmatch", "match"}
COMMA = re.compile(r"\{\w*:,[^}]*\}")
# They read what programs write into files and their names, not what people type.
FILES = (
    "core/base/free_memory.py",
    "core/io/",
    "core/guarded/",
    "core/document/edits.py",
    "core/pictures/",
    "core/writing/parts.py",
)
# Of the language they take something other than numbers: which it is, and how dates are written.
LANGUAGE = ("ui/application/application.py", "ui/shell/recovery_dialog.py", "ui/widgets/language.py")


def modules() -> list[str]:
    found = [path for folder in ("core", "workers", "ui") for path in (ROOT / folder).rglob("*.py")]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def is_cut(node: ast.AST) -> bool:
    """Whether the expression is a piece of text by its looks."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        of_numpy = isinstance(node.func.value, ast.Name) and node.func.value.id == "np"
        return node.func.attr in CUTTERS and not of_numpy
    return isinstance(node, ast.Subscript) and is_cut(node.value)


def names_of_text(function: ast.AST) -> set[str]:
    """Parameters annotated as str, and what pieces of text are called, in loops too."""
    found = set()
    for node in ast.walk(function):
        if (
            isinstance(node, ast.arg)
            and isinstance(node.annotation, ast.Name)
            and node.annotation.id == "str"
        ):
            found.add(node.arg)
        elif isinstance(node, ast.Assign) and is_cut(node.value):
            found |= {
                each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)
            }
        elif isinstance(node, ast.For | ast.comprehension) and is_cut(node.iter):
            found |= {each.id for each in ast.walk(node.target) if isinstance(each, ast.Name)}
    return found


def own_readings(tree: ast.AST) -> Iterator[int]:
    """The lines where text becomes a number without the reader."""
    for function in ast.walk(tree):
        if not isinstance(function, ast.FunctionDef):
            continue
        texts = names_of_text(function)
        for node in ast.walk(function):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
                continue
            name, first = node.func.id, node.args[0]
            if (
                name == "map"
                and isinstance(first, ast.Name)
                and first.id in ("float", "int")
                and len(node.args) > 1
            ):
                name, first = first.id, node.args[1]
            if isinstance(first, ast.Subscript):
                first = first.value if isinstance(first.value, ast.Name) else first
            if name in ("float", "int") and (
                is_cut(first) or (isinstance(first, ast.Name) and first.id in texts)
            ):
                yield node.lineno


@pytest.mark.parametrize("module", modules())
def test_one_way_in_and_one_way_out(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text("utf-8"))
    wrong = []
    if module not in (READER, WRITER) and not module.startswith(FILES):
        wrong += [f"{line}: a number is read from text" for line in own_readings(tree)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in METHODS:
            wrong.append(f"{node.lineno}: {node.attr}")
        if isinstance(node, ast.Name) and node.id in OF_QT and module not in BOXES:
            wrong.append(f"{node.lineno}: {node.id}")
        if isinstance(node, ast.Constant) and COMMA.search(str(node.value)) and module != WRITER:
            wrong.append(f"{node.lineno}: thousands are separated by a comma")
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None and module != WRITER:
            form = "".join(each.value for each in node.format_spec.values if isinstance(each, ast.Constant))
            if "," in form:
                wrong.append(f"{node.lineno}: thousands are separated by a comma")
    if module in LANGUAGE:
        wrong = [each for each in wrong if "QLocale" not in each]
    assert wrong == []


def test_the_test_finds_what_it_forbids() -> None:
    code = """
def f(text: str, other):
    low, dots, high = text.partition("..")
    a = float(low), int(text), [float(part) for part in text.split(",")], float(edit.text())
    match = PATTERN.fullmatch(text)
    b = float(match[1]), list(map(int, text.split(","))), int(other), float(f"{other:.3g}")
"""
    assert sorted(own_readings(ast.parse(code))) == [4, 4, 4, 4, 6, 6]
