"""The progress line: what a terminal shows while pictures are measured, and that nothing is left of it."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from main import main
from tests.core.pipeline.test_tiled import PICTURES, write
from ui.cli.console import Console
from ui.cli.progress_line import ProgressLine


class Terminal(io.StringIO):
    """Says that it is one."""

    def isatty(self) -> bool:
        return True

    @property
    def shown(self) -> list[str]:
        """What stands on each line at the end, as a terminal would show it."""
        return [_overwritten(line) for line in self.getvalue().split("\n")]

    @property
    def drawn(self) -> list[str]:
        """Each drawing, without the seconds."""
        lines = [part.rstrip() for part in self.getvalue().split("\r")]
        return [re.sub(r" · \d+:\d\d$", "", line) for line in lines if line]


def _overwritten(line: str) -> str:
    """The rightmost of what was written over itself in each column."""
    cells: list[str] = []
    for part in line.split("\r"):
        cells[: len(part)] = part
    return "".join(cells).rstrip()


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def line(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> ProgressLine:
    """Drawn where the test says so, not by a thread."""
    monkeypatch.setattr("ui.cli.progress_line._EVERY", 1e6)
    monkeypatch.setenv("TERM", "xterm")
    return ProgressLine(Terminal(), clock)


def drawn(line: ProgressLine) -> str:
    terminal = line._stream
    assert isinstance(terminal, Terminal)
    line.draw()
    return _overwritten(terminal.getvalue())


def test_it_waits_two_seconds(line: ProgressLine, clock: Clock) -> None:
    with line.over(12):
        line.next("a.tif", "reading")
        clock.now += 1.99
        assert drawn(line) == ""
        clock.now += 0.01
        assert drawn(line) == "1 of 12 · a.tif · reading · 0:02"
        line.next("lake.tif", "reading")
        line.stage("preparing")
        clock.now += 83.5
        assert drawn(line) == "2 of 12 · lake.tif · preparing · 1:25"
        line.stage("writing")  # shorter than what stood there
        assert drawn(line) == "2 of 12 · lake.tif · writing · 1:25"
    assert _overwritten(line._stream.getvalue()) == ""  # type: ignore[union-attr]


def test_the_passes_of_a_picture_in_tiles(line: ProgressLine, clock: Clock) -> None:
    with line.over(1):
        line.next("huge.tif", "preparing")
        clock.now += 5
        line.share(250, 1000)
        assert drawn(line) == "huge.tif · preparing 50 % · 0:05"
        line.share(500, 1000)
        assert drawn(line) == "huge.tif · preparing 100 % · 0:05"
        line.stage("labelling")
        assert drawn(line) == "huge.tif · labelling · 0:05"
        line.share(750, 1000)
        assert drawn(line) == "huge.tif · labelling 50 % · 0:05"
        line.share(1000, 1000)
        assert drawn(line) == "huge.tif · labelling 100 % · 0:05"


def test_names_do_not_move_the_cursor_or_fill_two_lines(line: ProgressLine, clock: Clock) -> None:
    with line.over(1):
        line.next("a\n\x1b[2Jb" + "冰" * 60 + ".tif", "reading")
        clock.now += 3
        assert drawn(line) == "a[2Jb" + "冰" * 37


def test_what_is_printed_stands_alone(
    clock: Clock, line: ProgressLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = line._stream
    assert isinstance(terminal, Terminal)
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setattr(sys, "stderr", terminal)
    console = Console()
    console.progress = line
    with line.over(1):
        line.next("a.tif", "finding errors")
        clock.now += 3
        line.draw()
        console.complain("x.tif is damaged.")
        line.draw()
        console.say("ice 5 km²")
        line.draw()
    assert terminal.shown == ["floe: x.tif is damaged.", "ice 5 km²", ""]


def test_a_terminal_that_goes_away(line: ProgressLine, clock: Clock) -> None:
    class Gone(Terminal):
        def write(self, _text: str) -> int:
            raise OSError(5, "Input/output error")

    line._stream = Gone()
    with line.over(1):
        line.next("a.tif", "reading")
        clock.now += 3
        line.draw()
        line.draw()


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Where the line is drawn at every change, and then only, from the first moment."""
    made = Terminal()
    monkeypatch.setattr("ui.cli.console.ProgressLine", lambda stream: ProgressLine(stream and made))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("ui.cli.progress_line._AFTER", -1.0)
    monkeypatch.setattr("ui.cli.progress_line._EVERY", 1e6)
    for name in ("next", "stage", "share"):
        original = getattr(ProgressLine, name)

        def changed(self: ProgressLine, *values: object, original: object = original) -> None:
            original(self, *values)  # type: ignore[operator]
            self.draw()

        monkeypatch.setattr(ProgressLine, name, changed)
    return made


def test_the_stages_of_a_run_are_followed(
    scene: Path, out: Path, terminal: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    other = scene.with_name("other.png")
    other.write_bytes(scene.read_bytes())
    options = ["-o", str(out), "--regions", "-k", "auto", "--json"]
    assert main(["segment", str(scene), str(other), *options]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
    words = [each.split(" · ") for each in terminal.drawn]
    assert [each[0] for each in words] == ["1 of 2"] * (len(words) // 2) + ["2 of 2"] * (len(words) // 2)
    stages = [each[2] for each in words if each[1] == "scene.png"]
    steps = [each for each in stages if each.startswith("clustering")]
    assert steps[0] == "clustering, iteration 1"
    assert [each for each in stages if not each.startswith("clustering")] == [
        "reading",
        "preparing",
        "choosing k",
        "labelling",
        "measuring",
        "finding the ± of border and starts",
        "finding regions",
        "writing",
        "writing",
    ]
    assert terminal.shown == [""]


def test_tiles_are_counted_in_both_passes(
    tmp_path: Path,
    out: Path,
    terminal: Terminal,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pixels, more = PICTURES["rgb"]
    picture = write(tmp_path / "map.tif", "tiled", pixels, **more)
    monkeypatch.setattr("core.io.tiled_image.MAX_BYTES", pixels.nbytes - 1)
    monkeypatch.setattr("core.io.tiles._LEAST_SIDE", 1)
    assert main(["segment", str(picture), "-o", str(out), "--tile", "32"]) == 0
    for stage in ("preparing", "labelling"):
        found = [each for each in terminal.drawn if stage in each]
        percents = [int(each.split()[-2]) for each in found if each.endswith("%")]
        assert len(percents) > 2
        assert percents == sorted(percents)
        assert found[-1] == f"map.tif · {stage} 100 %"
    assert main(["verify", str(out / "map_run.json"), str(picture)]) == 0
    assert terminal.shown == [""]
    assert capsys.readouterr().out.endswith("identical\n")


@pytest.mark.parametrize("option", [[], ["--quiet"]], ids=str)
def test_nothing_is_drawn_for_no_terminal_or_nobody(
    option: list[str], scene: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Terminal() if option else io.StringIO()
    monkeypatch.setattr(sys, "stderr", made)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("ui.cli.progress_line._AFTER", -1.0)
    monkeypatch.setattr("ui.cli.progress_line._EVERY", 0.001)
    assert main(["segment", str(scene), "-o", str(out), *option]) == 0
    assert made.getvalue() == ""


@pytest.mark.skipif(os.name == "nt", reason="a terminal of POSIX")
def test_on_a_real_terminal_a_thread_draws(scene: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    main_end, program_end = os.openpty()
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("ui.cli.progress_line._AFTER", -1.0)
    monkeypatch.setattr("ui.cli.progress_line._EVERY", 0.001)
    seen, drawing = bytearray(), threading.Event()
    written = ProgressLine._print

    def noticed(self: ProgressLine, text: str) -> None:
        written(self, text)
        drawing.set()

    monkeypatch.setattr(ProgressLine, "_print", noticed)
    stopped = "ui.cli.segment_command.json_result"
    wait = lambda *_: drawing.wait(20) and {"seconds": {}}  # noqa: E731
    monkeypatch.setattr(stopped, wait)

    def read() -> None:
        with suppress(OSError):  # the other end is closed
            while part := os.read(main_end, 4096):
                seen.extend(part)

    reading = threading.Thread(target=read)
    reading.start()
    with os.fdopen(program_end, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        assert main(["segment", str(scene), "-o", str(out), "--no-uncertainty"]) == 0
    reading.join()
    os.close(main_end)
    assert b"\rscene.png \xc2\xb7 " in seen
    assert seen.endswith(b" \r")
