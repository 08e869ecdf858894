"""Slips that act when a module is imported: the program imported and the tests collected anew, in a fork."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from tests.mutation.mutations import Mutant
from tests.mutation.planting import Kernels, ours

QUIETLY = ("-q", "-s", "--tb=no", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning")


def fails_anew(
    root: Path, mutant: Mutant, module: ModuleType, tests: Sequence[pytest.Item], *, plain: bool
) -> bool:
    """Whether one of the tests fails with the slip. plain: the kernels of the module run as plain Python.

    The process is of no more use.
    """
    for name in ours(root):
        del sys.modules[name]
    sys.meta_path.insert(0, _Planted(mutant, module))
    again = _Again(root, [each.nodeid for each in tests], Path(str(module.__file__)) if plain else None)
    files = sorted({str(each.path) for each in tests})
    return pytest.main([*files, *QUIETLY, "-x"], plugins=[again]) != pytest.ExitCode.OK


class _Planted(SourceFileLoader):
    """Imports one module with a slip."""

    def __init__(self, mutant: Mutant, module: ModuleType) -> None:
        super().__init__(module.__name__, str(module.__file__))
        self._mutant = mutant

    def find_spec(self, name: str, *_rest: object) -> ModuleSpec | None:
        return spec_from_file_location(name, self.path, loader=self) if name == self.name else None

    def get_code(self, _name: str) -> CodeType:
        return compile(self._mutant.plant(), self.path, "exec")


class _Again:
    """A plugin of pytest that runs these tests, in this order; with the kernels of `path` plain."""

    def __init__(self, root: Path, tests: list[str], path: Path | None) -> None:
        self._root, self._order, self._path = root, {test: place for place, test in enumerate(tests)}, path

    def pytest_collection(self) -> None:
        search_only()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        chosen = [each for each in items if each.nodeid in self._order]
        items[:] = sorted(chosen, key=lambda each: self._order[each.nodeid])
        if self._path:
            kernels = Kernels(self._root)
            kernels.run_plain(kernels.reached_from(self._path))


def search_only() -> None:
    """Found is enough for hypothesis: no example is made smaller, and none kept."""
    import hypothesis  # pytest wants to import it itself

    hypothesis.settings.register_profile(
        "mutants",
        derandomize=True,
        database=None,
        max_examples=25,
        deadline=None,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutants")
