"""The wheel: one package, floe, that runs beside a user's own `core`, `ui` and `workers`."""

from __future__ import annotations

import ast
import importlib.util
import re
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from PIL import Image as Pillow

from core.base.version import VERSION
from core.scenes.samples import sea_ice

ROOT = Path(__file__).resolve().parents[1]
OURS = ("core", "ui", "workers")


def run(*arguments: str | Path, cwd: Path = ROOT) -> str:
    """What a Python of its own prints."""
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def build(target: str, folder: Path, root: Path = ROOT) -> Path:
    run("-m", "hatchling", "build", "--target", target, "--directory", folder, cwd=root)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def modules(wheel) -> dict[str, bytes]:
    """Name in the wheel → source."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name.endswith(".py")}


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """A folder with the wheel in `site` as pip puts it there, and in `own` packages of a user's."""
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    for name in OURS:
        (folder / "own" / name).mkdir(parents=True)
        (folder / "own" / name / "__init__.py").write_text("OWN = True\n", encoding="utf-8")
    return folder


# Before and after Floe has worked, a user's packages are what their names give; Floe's have other names.
BESIDE_OWN = """
import sys
sys.path[:0] = ["own", "site"]
import core
assert core.OWN
{code}
import core, ui, workers
assert core.OWN and ui.OWN and workers.OWN
assert "site" not in sys.path[2:] and not [entry for entry in sys.path if entry.endswith("floe")]
assert not [name for name in sys.modules if name.startswith(("core.", "ui.", "workers."))]
"""


def run_beside_own(installed: Path, code: str) -> str:
    return run("-I", "-c", BESIDE_OWN.format(code=code), cwd=installed)


def test_the_wheel_puts_everything_into_one_folder(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (entries,) = (archive.read(name).decode() for name in names if name.endswith("entry_points.txt"))
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"floe"}
    modules = ("__init__.py", "main.py", "core/image/image.py", "workers/__init__.py", "ui/__init__.py")
    for needed in (*modules, "py.typed"):
        assert f"floe/{needed}" in names
    for resource in (path for path in (ROOT / "resources").rglob("*") if path.is_file()):
        assert f"floe/{resource.relative_to(ROOT).as_posix()}" in names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert "floe = floe.main:main" in entries


def bare(tree: ast.AST) -> list[str]:
    """The modules that a source imports, or names in a string, by their names in the clone.

    The pieces of an f-string are none: the name of a module may be put together from __name__.
    """
    found: list[str] = []
    pieces: set[ast.expr] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            pieces.update(node.values)
        elif isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            found.append(node.module or "")
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in pieces:
            found.append(node.value if re.fullmatch(r"\w+(\.\w+)+", node.value) else "")
    return [name for name in found if name.partition(".")[0] in OURS]


def test_nothing_in_the_wheel_goes_by_its_name_in_the_clone(modules):
    found = {name: bare(ast.parse(source, name)) for name, source in modules.items()}
    assert {name: names for name, names in found.items() if names} == {}


def test_every_line_of_the_wheel_is_where_it_is_in_the_clone(modules):
    for name, source in modules.items():
        source_name = "core/library/floe.py" if name == "floe/__init__.py" else name.removeprefix("floe/")
        ours = (ROOT / source_name).read_bytes().splitlines()
        assert [line.replace(b"from floe.", b"from ", 1) for line in source.splitlines()] == ours, name


def test_the_source_distribution_makes_the_same_wheel(wheel, tmp_path):
    archive = build("sdist", tmp_path / "sdist")
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()
    again = build("wheel", tmp_path / "wheel", unpacked)
    with zipfile.ZipFile(wheel) as one, zipfile.ZipFile(again) as other:
        assert {name: one.read(name) for name in one.namelist()} == {
            name: other.read(name) for name in other.namelist()
        }


def test_the_installed_command_runs(installed):
    said = run_beside_own(
        installed,
        "import floe\n"
        "from floe.main import main\n"
        "assert main(['--version']) == 0\n"
        "print('FLOE', floe.__version__, floe.__file__)",
    )
    version, place = said.splitlines()[-1].split()[1:]
    assert said.splitlines()[0].endswith(version)
    assert Path(place).is_relative_to("site") or Path(place).is_relative_to(installed)


def test_every_module_can_be_imported_beside_a_users_own(installed):
    """The window's as well, and those that are found by their names: features, readers, formats."""
    code = (
        "import importlib, os, pkgutil\n"
        "os.environ['QT_QPA_PLATFORM'] = 'offscreen'\n"
        "import floe\n"
        "for module in pkgutil.walk_packages(floe.__path__, 'floe.'):\n"
        "    importlib.import_module(module.name)\n"
        "from floe.core.base.parallel import never_cancelled\n"
        "from floe.workers.imports_ahead import import_ahead\n"
        "import_ahead(never_cancelled)"
    )
    run_beside_own(installed, code)


def test_an_installed_floe_finds_what_the_clone_finds(installed, tmp_path):
    """Its helper processes, which read and compile, start by the names of the package."""
    picture = tmp_path / "sea ice.png"
    Pillow.fromarray(sea_ice(0, 160, 120).image.pixels).save(picture)
    options = ["segment", str(picture), "-k", "3", "--regions", "--feature", "local-std:0.5", "-o"]
    run(ROOT / "main.py", *options, tmp_path / "clone")
    code = f"from floe.main import main\nassert main({[*options, str(tmp_path / 'wheel')]}) == 0"
    run_beside_own(installed, code)
    files = sorted(path.name for path in (tmp_path / "clone").iterdir() if not path.match("*_run.json"))
    assert len(files) >= 4
    for name in files:
        assert (tmp_path / "wheel" / name).read_bytes() == (tmp_path / "clone" / name).read_bytes(), name


def test_the_installed_library_measures_what_the_clones_does(installed, tmp_path):
    """From a script that says nothing of processes: it is not run a second time by the one that reads."""
    Pillow.fromarray(sea_ice(0, 80, 60).image.pixels).save(tmp_path / "ice.png")
    code = (
        "import sys\n"
        "sys.path.insert(0, {place!r})\n"
        "{beginning}\n"
        "print(floe.__version__, 'numpy' in sys.modules)\n"
        "found = floe.segment({picture!r}, 3)\n"
        "measured = floe.measure(found, {{'ice': [3]}}, pixel_size='10m', regions=True)\n"
        "row = measured.area('ice')\n"
        "print(found.converged, found.inertia, row, list(measured.regions['area']))"
    )
    said = []
    beginnings = {installed / "site": "import floe", ROOT: "from core.library import floe"}
    for place, beginning in beginnings.items():
        script = tmp_path / "script.py"
        picture = str(tmp_path / "ice.png")
        script.write_text(
            code.format(place=str(place), beginning=beginning, picture=picture), encoding="utf-8"
        )
        said.append(run(script, cwd=tmp_path))
    assert said[0] == said[1]
    assert said[0].splitlines()[0] == f"{VERSION} False"


@pytest.fixture(scope="module")
def hook():
    spec = importlib.util.spec_from_file_location("wheel_hook", ROOT / ".make" / "wheel.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("clone", "wheel"),
    [
        ("from core.base import errors\n", "from floe.core.base import errors\n"),
        ("from ui import cli", "from floe.ui import cli"),
        ("def f():\r\n    from workers import x\r\n", "def f():\r\n    from floe.workers import x\r\n"),
        (
            "é = 1; from core import a; from ui import b",
            "é = 1; from floe.core import a; from floe.ui import b",
        ),
        ("from core.a import (\n    b,\n)\n", "from floe.core.a import (\n    b,\n)\n"),
        ("from cores import a\nimport core_a\n", "from cores import a\nimport core_a\n"),
        ('"""\nfrom core import a\n"""\n', '"""\nfrom core import a\n"""\n'),
        ("from . import core\nfrom .core import a\n", "from . import core\nfrom .core import a\n"),
        ("def f(core):\n    yield from core\n", "def f(core):\n    yield from core\n"),
    ],
)
def test_import_statements_are_renamed_and_nothing_else(hook, clone, wheel):
    assert hook.rename_imports(clone.encode(), "a.py") == wheel.encode()


@pytest.mark.parametrize(
    "source", ["import core\n", "import core.a as b\n", "import os, ui\n", "from \\\n    core import a\n"]
)
def test_what_cannot_be_renamed_fails_the_build_with_its_place(hook, source):
    with pytest.raises(SyntaxError, match=r"the wheel needs it as .* \(a.py, line 2\)"):
        hook.rename_imports(b"\n" + source.encode(), "a.py")
