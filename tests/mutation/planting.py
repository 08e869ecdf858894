"""A mutant planted in the running program.

Everything is imported once; a process forked from that one plants one mutant, and ends. A slip in the body of
a function is planted by giving the function other code, which takes a moment. Kernels that the slip reaches
run as plain Python, for compiling them takes seconds.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Collection
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

from core.base.compiled import Kernel
from tests.mutation.mutations import Mutant

# How a function lies in what a module or class has by its name.
_WRAPPED = ("_function", "__wrapped__", "fget", "func", "__func__")


def plant(mutant: Mutant, module: ModuleType) -> None:
    """Put the body of a function with the slip into this process, for good. Raises what importing raises."""
    fresh = {"__name__": module.__name__, "__file__": module.__file__}
    exec(compile(mutant.plant(), str(module.__file__), "exec"), fresh)
    for name, new in fresh.items():
        if getattr(new, "__module__", "") == module.__name__:
            _put(vars(module)[name], new)


def _put(old: Any, new: Any) -> None:
    if isinstance(old, FunctionType) and not hasattr(old, "__wrapped__"):
        old.__code__ = new.__code__
    elif isinstance(old, type):
        for name, value in vars(new).items():
            if name in vars(old):
                _put(vars(old)[name], value)
    else:
        for name in _WRAPPED:
            if getattr(old, name, None) is not None:
                _put(getattr(old, name), getattr(new, name))


def ours(root: Path) -> dict[str, ModuleType]:
    """What is imported from the project, but for what mutates it."""
    mutation, others = f"{Path(__file__).parent}/", f"{root}/.venv/"
    return {
        name: module
        for name, module in sys.modules.items()
        if (path := getattr(module, "__file__", None) or "").startswith(f"{root}/")
        and not path.startswith((mutation, others))
    }


def forget_answers(root: Path) -> None:
    """Empty the caches of functions, so that nothing is answered from before the slip."""
    for module in ours(root).values():
        for value in list(vars(module).values()):
            if isinstance(value, functools._lru_cache_wrapper):
                value.cache_clear()


class Kernels:
    """All kernels of the program, by who names them. To be made before any is called."""

    def __init__(self, root: Path) -> None:
        self._named = [
            (vars(module), name, value)
            for module in ours(root).values()
            for name, value in list(vars(module).items())
            if type(value).__name__ == Kernel.__name__  # of the program that is imported now
        ]
        self._all = {kernel for _, _, kernel in self._named}

    @property
    def are_there(self) -> bool:
        return bool(self._all)

    def reached_from(self, path: Path) -> frozenset[Kernel]:
        """Those of a file, those that call them, and what only kernels can call of what these call."""
        found = {each for each in self._all if Path(each._function.__code__.co_filename) == path}
        while True:
            callers = {each for each in self._all if self._called(each) & found}
            hidden = {
                inner
                for each in found
                for inner in self._called(each)
                if "no_cpython_wrapper" in inner._options or "inline" in inner._options
            }
            if callers | hidden <= found:
                return frozenset(found)
            found |= callers | hidden

    def _called(self, kernel: Kernel) -> set[Kernel]:
        names = kernel._function.__code__.co_names
        own = kernel._function.__globals__
        return {value for held, name, value in self._named if held is own and name in names}

    def run_plain(self, kernels: Collection[Kernel]) -> None:
        """From now on these run as plain Python in this process, as they are now."""
        plain = {kernel: self._plain(kernel, kernels) for kernel in kernels}

        def call(kernel: Kernel, *arguments: Any) -> Any:
            return (plain.get(kernel) or kernel._dispatcher or kernel._made())(*arguments)

        for kind in {type(kernel) for kernel in self._all}:
            kind.__call__ = call

    def _plain(self, kernel: Kernel, plain: Collection[Kernel]) -> FunctionType:
        """It calls what numba has made of others, but of those that are plain what they were."""
        function = kernel._function
        own = function.__globals__
        called = {name: value for held, name, value in self._named if held is own and value in plain}
        return FunctionType(function.__code__, {**own, **called}, argdefs=function.__defaults__)
