"""Which mutants the tests of a room kill: pytest collects once, then a forked process judges each mutant."""

from __future__ import annotations

import ast
import gc
import importlib
import multiprocessing
import os
import pickle
import re
import resource
import shutil
import signal
import sys
import tempfile
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from functools import cache
from itertools import accumulate, chain
from pathlib import Path
from types import ModuleType
from typing import Literal

import pytest

from core.base.compiled import Kernel
from core.base.opencv import opencv
from core.warm_up.warm_up import COMPILED_TOGETHER
from tests.mutation.anew import QUIETLY, fails_anew, search_only
from tests.mutation.mutations import Mutant, called_at_import, mutants_of
from tests.mutation.planting import Kernels, forget_answers, plant
from tests.mutation.watching import Seen, Watch

Verdict = Literal["killed", "timed out", "survived"]
# Processor time that a test may take: compiled, and where kernels are plain Python.
_PATIENCE, _PLAIN_PATIENCE = 1.0, 0.5
# Once before, where JAX compiles what the test needs. Then it takes so many times as long as other tests may.
_COMPILING, _TRACING = 30.0, 3.0
# What a file says, or a test, that needs JAX.
_WITH_JAX = ("libraries()", '"jax"')
# And all those together that judge one mutant: the test of the module first, then the fastest.
_BUDGET = 1.0
# Seconds for what waits for ever and needs no processor; many, for others may need it.
_WALL = 600
_MEMORY = 12 << 30


def judged(
    root: Path, room: str, names: Sequence[str], tests: Sequence[str], *, glance: bool = False
) -> dict[str, Verdict]:
    """The verdict of these tests on each of these mutants of a room, named by path and mutant.

    glance: without looking first which test comes by which line, for a few mutants.
    """
    receiving, sending = multiprocessing.Pipe(duplex=False)
    child = os.fork()
    if not child:
        os.environ["CI"] = "1"
        run = _Room(root, room, names, glance)
        run.keep_what_jax_compiles()
        status = pytest.main([*tests, *QUIETLY], plugins=[run])
        sending.send(run.verdicts if status == 0 else None)
        os._exit(0)
    sending.close()
    try:
        verdicts = receiving.recv()
    finally:
        os.waitpid(child, 0)
    if verdicts is None:
        raise SystemExit(f"The tests of {room} do not pass as they are.")
    return verdicts


@cache
def _lines_of(path: Path) -> tuple[str, ...]:
    """The whole text, then line by line, from 1."""
    text = path.read_text(encoding="utf-8")
    return (text, *text.splitlines())


def _dotted(path: str) -> str:
    return path.removesuffix(".py").replace("/", ".")


class _Room:
    """A plugin of pytest that judges mutants instead of running the tests."""

    def __init__(self, root: Path, room: str, names: Sequence[str], glance: bool) -> None:
        self._root, self._room, self._names, self._glance = root, room, set(names), glance
        self.verdicts: dict[str, Verdict] = {}
        self._failed = False
        self._folder = Path(tempfile.mkdtemp(prefix="floe-mutants-"))

    def keep_what_jax_compiles(self) -> None:
        """In files, for all processes: JAX does not outlive a fork. To be called before it is imported."""
        os.environ["JAX_COMPILATION_CACHE_DIR"] = str(self._folder / "jax")
        os.environ["JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS"] = "0"
        os.environ["JAX_PERSISTENT_CACHE_MIN_ENTRY_SIZE_BYTES"] = "-1"

    @property
    def _paths(self) -> list[str]:
        return sorted({name.split(" ", 1)[0] for name in self._names})

    def pytest_collection(self) -> None:
        search_only()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed |= report.failed

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        self._items = session.items
        self._kernels = Kernels(self._root)
        self._at_import = called_at_import((self._root / self._room).rglob("*.py"))
        if self._kernels.are_there:
            for kernels in chain(*COMPILED_TOGETHER):
                kernels.compile()
        self._import_ahead()
        forget_answers(self._root)
        gc.collect()
        gc.freeze()  # what is there stays there: no fork copies it to look for garbage
        every = range(len(self._items))
        if any(self._needs_jax(self._root / path) for path in self._paths):
            self._compile_ahead()
        seen = None if self._glance else self._seen(every, _PATIENCE, frozenset())
        for path in self._paths:
            self._judge_file(path, seen)
        shutil.rmtree(self._folder)
        return True

    def _import_ahead(self) -> None:
        """What the tests and the room import within functions: no fork is to do it again, nor take so long
        that it is left out."""
        for path in {item.path for item in self._items} | {*(self._root / self._room).rglob("*.py")}:
            for node in ast.walk(ast.parse(_lines_of(path)[0])):
                if isinstance(node, ast.ImportFrom) and node.module:
                    with suppress(ImportError):
                        importlib.import_module(node.module)
        opencv()

    def _compile_ahead(self) -> None:
        """Run each test that needs JAX once, so that it takes no longer than others when it is looked at."""
        for item in self._items:
            if self._needs_jax(item.path):
                child = os.fork()
                if not child:
                    try:
                        self._settle()
                        signal.setitimer(signal.ITIMER_PROF, _COMPILING)
                        item.ihook.pytest_runtest_protocol(item=item, nextitem=None)
                    finally:
                        os._exit(0)
                os.waitpid(child, 0)
                self._clear()

    def _needs_jax(self, path: Path) -> bool:
        return any(word in _lines_of(path)[0] for word in _WITH_JAX)

    def _judge_file(self, path: str, seen: Seen | None) -> None:
        plain = self._kernels.reached_from(self._root / path)
        if plain and seen:
            users = set().union(*(seen.kernels.get(each.__qualname__, set()) for each in plain))
            seen = self._seen(sorted(users), _PLAIN_PATIENCE, plain)
        module = importlib.import_module(_dotted(path))
        for found in mutants_of(self._root / path):
            if (name := f"{path} {found.name}") not in self._names:
                continue
            # What a function made at import would stay as it was.
            made = found.name.split(":")[0].split(".")[0] in self._at_import
            mutant = found._replace(at_import=found.at_import or made)
            tests = self._tests(path, mutant, seen) if seen else self._tests_of(path)
            self.verdicts[name] = self._verdict(mutant, module, tests, plain)
            print(f"{self.verdicts[name]:9} {name}", file=sys.stderr, flush=True)

    def _tests(self, path: str, mutant: Mutant, seen: Seen) -> list[tuple[int, float]]:
        """Those that come by, with their time: of the module first, then the fastest, while they may."""
        order = sorted(
            self._reached(path, mutant, seen) & seen.seconds.keys(),
            key=lambda i: (not self._is_of(i, path), seen.seconds[i]),
        )
        spent = accumulate(seen.seconds[i] for i in order)
        budget = _BUDGET * (_TRACING if self._needs_jax(self._root / path) else 1)
        return [(i, seen.seconds[i]) for i, so_far in zip(order, spent, strict=True) if so_far <= budget]

    def _tests_of(self, path: str) -> list[tuple[int, float]]:
        """Those in the files that import the module, those of the module first."""
        module = _dotted(path)
        users = [i for i, item in enumerate(self._items) if module in _lines_of(item.path)[0]]
        return [(i, 1.0) for i in sorted(users, key=lambda i: not self._is_of(i, path))]

    def _is_of(self, test: int, path: str) -> bool:
        """Whether a test stands in test_NAME.py, or test_NAME_….py, of a file NAME.py."""
        return f"{self._items[test].path.stem}_".startswith(f"test_{Path(path).stem}_")

    def _reached(self, path: str, mutant: Mutant, seen: Seen) -> set[int]:
        """The tests that come by; where a slip acts at import, those that use anything of the file."""
        if not mutant.at_import:
            return set().union(*(seen.lines.get((path, line), set()) for line in mutant.lines))
        word = re.compile(rf"\b{re.escape(mutant.constant)}\b" if mutant.constant else r"(?!)")
        module = _dotted(path)
        return set().union(
            (i for i, item in enumerate(self._items) if module in _lines_of(item.path)[0]),
            *(
                tests
                for (file, line), tests in seen.lines.items()
                if file == path or word.search(_lines_of(self._root / file)[line])
            ),
        )

    def _verdict(
        self,
        mutant: Mutant,
        module: ModuleType,
        tests: Sequence[tuple[int, float]],
        plain: Collection[Kernel],
    ) -> Verdict:
        if not tests:
            return "survived"
        child = os.fork()
        if not child:
            status = 1
            try:
                self._settle()
                if mutant.at_import:
                    signal.setitimer(signal.ITIMER_PROF, 10.0 + 10 * sum(seconds for _, seconds in tests))
                    items = [self._items[i] for i, _ in tests]
                    status = int(fails_anew(self._root, mutant, module, items, plain=bool(plain)))
                else:
                    plant(mutant, module)
                    self._kernels.run_plain(plain)
                    status = int(self._fails(tests))
            finally:
                os._exit(status)
        _, status = os.waitpid(child, 0)
        self._clear()
        if os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGPROF, signal.SIGALRM):
            return "timed out"
        return "survived" if status == 0 else "killed"

    def _settle(self) -> None:
        """In a forked process: nothing is said, nothing left, and no slip eats the machine."""
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        (self._folder / "tmp").mkdir()
        self._items[0].config._tmp_path_factory._basetemp = self._folder / "tmp"
        signal.alarm(_WALL)

    def _clear(self) -> None:
        shutil.rmtree(self._folder / "tmp", ignore_errors=True)

    def _fails(self, tests: Sequence[tuple[int, float]]) -> bool:
        for place, (i, seconds) in enumerate(tests):
            signal.setitimer(signal.ITIMER_PROF, 2.0 + 10 * seconds)
            following = self._items[tests[place + 1][0]] if place + 1 < len(tests) else None
            self._items[i].ihook.pytest_runtest_protocol(item=self._items[i], nextitem=following)
            if self._failed:
                return True
        return False

    def _seen(self, tests: Iterable[int], patience: float, plain: Collection[Kernel]) -> Seen:
        """What these tests do without a slip, each in a process of its own. One that takes longer does not
        count, nor one that fails with plain kernels."""
        seen, failing, found = Seen({}, {}, {}), [], self._folder / "trace"
        for i in tests:
            child = os.fork()
            if not child:
                try:
                    self._settle()
                    self._kernels.run_plain(plain)
                    watch = Watch(self._root, self._room, by_line=not plain)
                    slower = _TRACING if self._needs_jax(self._items[i].path) else 1
                    signal.setitimer(signal.ITIMER_PROF, slower * patience)
                    with watch.watching():
                        self._items[i].ihook.pytest_runtest_protocol(item=self._items[i], nextitem=None)
                    signal.setitimer(signal.ITIMER_PROF, 0)
                    found.write_bytes(pickle.dumps((self._failed, watch.trace)))
                finally:
                    os._exit(0)
            os.waitpid(child, 0)
            self._clear()
            if not found.exists():
                continue
            failed, trace = pickle.loads(found.read_bytes())
            found.unlink()
            if not failed:
                seen.add(i, trace)
            elif not plain:
                failing.append(self._items[i].nodeid)
        if failing:
            raise pytest.UsageError(f"fails without any slip: {', '.join(failing)}")
        return seen
