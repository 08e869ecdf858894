"""Build hook: what the wheel holds, as one package `floe` (docs/adr/0022-packaging.md).

In the clone modules are imported as `core.…`, `workers.…` and `ui.…`, in the wheel as `floe.core.…` and
so on. Import statements change, nothing else, and every line keeps its number.
"""

from __future__ import annotations

import ast
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGES = ("core", "workers", "ui")


class WheelHook(BuildHookInterface[Any]):
    """Stages the sources with their imports renamed and gives them to the wheel as the folder `floe`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        self._staged = tempfile.TemporaryDirectory(prefix="floe-wheel-")
        root, staged = Path(self.root), Path(self._staged.name)
        shutil.copy(root / "main.py", staged)
        for package in PACKAGES:
            shutil.copytree(root / package, staged / package, ignore=shutil.ignore_patterns("__pycache__"))
        (staged / "core/library/floe.py").rename(staged / "__init__.py")
        (staged / "py.typed").touch()
        for path in staged.rglob("*.py"):
            path.write_bytes(rename_imports(path.read_bytes(), str(path.relative_to(staged))))
        build_data["force_include"][str(staged)] = "floe"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        self._staged.cleanup()


def rename_imports(source: bytes, name: str) -> bytes:
    """Put `floe.` before the packages of Floe in the import statements of a module.

    Raises SyntaxError, with the place, for `import core.x`: what it binds is called `core`.
    """
    lines = source.splitlines(keepends=True)
    nodes = ast.walk(ast.parse(source, name))
    imports = [node for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    # From the right, for what stands further left on the same line to keep its column.
    for node in sorted(imports, key=lambda node: -node.col_offset):
        module = _module_of_floe(node)
        if not module:
            continue
        line, at = lines[node.lineno - 1], node.col_offset + len("from ")
        if not line[node.col_offset :].startswith(b"from " + module.encode()):
            place = (name, node.lineno, node.col_offset + 1, line.decode())
            raise SyntaxError(f"the wheel needs it as `from {module} import …`", place)
        lines[node.lineno - 1] = line[:at] + b"floe." + line[at:]
    return b"".join(lines)


def _module_of_floe(node: ast.Import | ast.ImportFrom) -> str:
    """The first module of Floe that a statement imports absolutely; empty if there is none."""
    if isinstance(node, ast.ImportFrom):
        modules = [] if node.level else [node.module or ""]
    else:
        modules = [alias.name for alias in node.names]
    return next((module for module in modules if module.partition(".")[0] in PACKAGES), "")
