"""From a picture to areas in a file, as who sees no screen does it: names, roles, texts and the keyboard.

    dbus-run-session -- python -m tests.e2e.at_spi_journey PICTURE FOLDER

Starts the program with the picture and does all else from outside. Typing is the X server's (xdotool);
where it goes is asked for over AT-SPI. Prints as JSON what it was told on the way.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from tests.e2e.at_spi import Node, desktop, find, wait_for

_ROOT = Path(__file__).resolve().parents[2]
_SWITCH = "QT_LINUX_ACCESSIBILITY_ALWAYS_ON"


def keys(*words: str) -> None:
    subprocess.run(["xdotool", *words], check=True, timeout=60)


def write(field: Node, text: str) -> None:
    """In place of what stands there."""
    field.take_keyboard()
    keys("key", "--clearmodifiers", "ctrl+a")
    keys("type", "--clearmodifiers", text)


def read(table: Node, *parts: str) -> str:
    """What is read of it, once all of these are in it."""

    def found() -> str:
        said = table.description
        return said if all(part in said for part in parts) else ""

    return wait_for(found, f"text with {parts}").replace("\xa0", " ").replace("\u202f", "")


def journey(floe: Node, folder: Path) -> dict[str, str]:
    told = {}
    picture = find(floe, "filler", "Original picture")
    told["picture"] = read(picture, "photo.png")
    table = find(floe, "table", "Classes")
    read(table, "class 4:")
    find(floe, "spin box", "Number of clusters").set_number(3)
    wait_for(lambda: "class 4:" not in table.description, "result of three clusters")
    told["clusters"] = read(table, "class 3:")
    find(floe, "push button", "Run").press()
    find(floe, "push button", "Set scale").press()
    dialog = find(floe, "dialog", "Set scale")
    write(find(dialog, "text", "Pixel width"), "2")
    find(dialog, "push button", "Set scale").press()
    told["areas"] = read(table, "class 1:", "\xa0m²")
    find(floe, "push button", "Export").press()
    dialog = find(floe, "dialog", "Export")
    write(find(dialog, "text", "Folder"), str(folder))
    find(dialog, "push button", "Export").press()
    told["exported"] = find(floe, "label", "Exported to").name
    return told


def main(picture: Path, folder: Path) -> int:
    _application = QCoreApplication(sys.argv[:1])
    root = desktop()
    command = [sys.executable, str(_ROOT / "main.py"), "--new-window", str(picture)]
    program = subprocess.Popen(command, env={**os.environ, _SWITCH: "1"})
    try:
        print(json.dumps(journey(find(root, "application", "Floe"), folder)))  # noqa: T201
    finally:
        program.kill()
        program.wait()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*map(Path, sys.argv[1:3])))
