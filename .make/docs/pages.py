"""Pages of the site that are made of what the program says of itself, and links that lead out of docs."""

from __future__ import annotations

import inspect
import json
import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

# Where a page of the site lies that is a file of the project elsewhere.
ELSEWHERE = {
    "resources/guide.md": "guide.md",
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    "docs/adr": "decisions.md",
    "docs/first_steps.ipynb": "notebook.md",
}
READERS = "<!-- readers -->"
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?!https?:|#|mailto:)([^)#]+)(#[^)]*)?\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are no files in docs."""
    from mkdocs.structure.files import File

    made = {
        "guide.md": _text("resources/guide.md"),
        "changes.md": _text("CHANGELOG.md"),
        "contributing.md": _text("CONTRIBUTING.md"),
        "command-line.md": command_line(),
        "api.md": api(),
        "notebook.md": notebook(ROOT / "docs" / "first_steps.ipynb"),
        "decisions.md": decisions(),
    }
    for name, content in made.items():
        files.append(File.generated(config, name, content=content))
    icon = (ROOT / "resources" / "icons" / "floe.svg").read_text(encoding="utf-8")
    files.append(File.generated(config, "images/floe.svg", content=icon))
    return files


def on_page_markdown(markdown: str, page: Any, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001
    """Links as the site has them; those to files that are not on it are words alone."""
    name = page.file.src_uri
    source = {page_name: path for path, page_name in ELSEWHERE.items()}.get(name, f"docs/{name}")
    if READERS in markdown:
        markdown = markdown.replace(READERS, readers())

    def led(found: re.Match[str]) -> str:
        words, target, place = found[1], found[2], found[3] or ""
        path = Path(os.path.normpath(Path(source).parent / target)).as_posix()
        uri = ELSEWHERE.get(path, path.removeprefix("docs/"))
        if files.get_file_from_path(uri) is None:
            return words
        return f"[{words}]({os.path.relpath(uri, Path(name).parent)}{place})"

    return _LINK.sub(led, _spaced(markdown))


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _spaced(markdown: str) -> str:
    """With an empty line before each list, which GitHub and Qt do not need."""
    return re.sub(r"(?m)^(?!\s*(?:[-*]|\d+\.) |\s*$|#|\||>|  )(.+)\n(?=(?:-|1\.) )", r"\1\n\n", markdown)


def command_line() -> str:
    """The help of each command, as it prints it in English, whatever the builder speaks."""
    from core.base.sentences import ENGLISH, speak
    from ui.cli.commands import COMMANDS
    from ui.cli.parsers import make_parser

    speak(ENGLISH)
    os.environ["COLUMNS"] = "100"
    parts = [
        "# Command line",
        "",
        "What `floe --help` and the help of each command say. `floe` is there after",
    ]
    parts += ["`pip install .`; in a clone it is `.venv/bin/python main.py`.", ""]
    parts += ["## floe", "", "```text", make_parser(None).format_help().rstrip(), "```", ""]
    for name in COMMANDS:
        parser = make_parser(name)
        (commands,) = (each.choices for each in parser._actions if isinstance(each.choices, dict))
        parts += [f"## floe {name}", "", "```text", commands[name].format_help().rstrip(), "```", ""]
    return "\n".join(parts)


def api() -> str:
    """Every name of `import floe` with its signature and docstring."""
    from core.library import floe

    parts = ["# Python, every name", "", "How they are used: [Floe as a library](python.md).", ""]
    for name in floe.__all__:
        thing = getattr(floe, name)
        words = inspect.getdoc(thing) or ""
        parts += [
            f"## floe.{name}",
            "",
            "```python",
            f"{name}{_signature(thing)}",
            "```",
            "",
            _plain(words),
            "",
        ]
        if not inspect.isclass(thing):
            continue
        for own, member in vars(thing).items():
            value = member.fget if isinstance(member, property) else member
            if own.startswith("_") or not inspect.isfunction(value) or not inspect.getdoc(value):
                continue
            call = "" if isinstance(member, property) else _signature(value)
            parts += [
                f"### {name}.{own}",
                "",
                "```python",
                f"{own}{call}",
                "```",
                "",
                _plain(inspect.getdoc(value)),
            ]
            parts.append("")
    return "\n".join(parts)


class _Annotation(str):
    """Shown as it stands in the source: as a string a signature would put it into quotes."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _signature(thing: Any) -> str:
    try:
        found = inspect.signature(thing)
    except ValueError:  # an exception's
        return ""
    parameters = [each.replace(annotation=_bare(each.annotation)) for each in found.parameters.values()]
    bare = found.replace(parameters=parameters, return_annotation=_bare(found.return_annotation))
    return str(bare)


def _bare(annotation: Any) -> Any:
    return _Annotation(annotation) if isinstance(annotation, str) else annotation


def _plain(docstring: str | None) -> str:
    """As it stands: what looks like markup there is none, but for `code`."""
    parts = re.split(r"(`[^`]*`)", docstring or "")
    return "".join(part if part.startswith("`") else re.sub(r"([*_<\[])", r"\\\1", part) for part in parts)


def notebook(path: Path) -> str:
    """Its cells, and what they printed."""
    parts: list[str] = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            parts += [text, ""]
            continue
        parts += ["```python", text, "```", ""]
        for output in cell["outputs"]:
            said = output.get("text") or output.get("data", {}).get("text/plain", [])
            parts += ["```text", "".join(said).rstrip(), "```", ""]
    return "\n".join(parts)


def decisions() -> str:
    """The records of docs/adr, by number."""
    parts = ["# Decisions", "", "What was decided, why, and what was rejected.", ""]
    for path in sorted((ROOT / "docs" / "adr").glob("*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        parts.append(f"- [{title.replace('. ', ' · ', 1)}](adr/{path.name})")
    return "\n".join(parts)


def readers() -> str:
    """What is read, as file dialogs have it."""
    from core.io.reader import PICTURE_FILES

    lines = ["| format | names end in |", "|---|---|"]
    lines += [
        f"| {name} | {' '.join(f'`{each}`' for each in ends)} |" for name, ends in PICTURE_FILES.items()
    ]
    return "\n".join(lines)
