"""What can be translated is found where it stands."""

from __future__ import annotations

from pathlib import Path

from tests.translations.for_people import parts
from tests.translations.messages import Key, messages

SOURCE = """
class Panel(QWidget):
    def show(self):
        self.label.setText(f"{self.tr('inside')} {_words('by alias' if x else 'or so')}")
        self.label.setText(self.tr("one " "sentence"))
        _("of core"); ngettext("{n} a", "{n} b", n); _("{n} a"); N_("constant"); _(variable)
        pgettext("statistic", "Median")

TITLE = QT_TRANSLATE_NOOP("Menus", "&File")

def _words(text):
    return QCoreApplication.translate("Words", text)
"""


def test_every_kind_is_found(tmp_path: Path) -> None:
    for folder in ("core", "workers", "ui/sub"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "ui/sub/panel.py").write_text(SOURCE)
    (tmp_path / "ui/other.py").write_text("from ui.sub.panel import _words as words\nwords('elsewhere')")
    assert messages(tmp_path) == {
        Key("qt", "Words", "elsewhere"): ["ui/other.py:2"],
        Key("qt", "Panel", "inside"): ["ui/sub/panel.py:4"],
        Key("qt", "Words", "by alias"): ["ui/sub/panel.py:4"],
        Key("qt", "Words", "or so"): ["ui/sub/panel.py:4"],
        Key("qt", "Panel", "one sentence"): ["ui/sub/panel.py:5"],
        Key("core", "", "of core"): ["ui/sub/panel.py:6"],
        Key("core", "", "{n} a", "{n} b"): ["ui/sub/panel.py:6", "ui/sub/panel.py:6"],
        Key("core", "", "constant"): ["ui/sub/panel.py:6"],
        Key("core", "statistic", "Median"): ["ui/sub/panel.py:7"],
        Key("qt", "Menus", "&File"): ["ui/sub/panel.py:9"],
    }


def test_the_parts_hold_every_sentence_once() -> None:
    wanted = {
        Key("qt", "A", "a" * 80): ["ui/series/a.py:1"],
        Key("qt", "B", "b" * 80): ["ui/shell/b.py:10"],
        Key("qt", "B", "c" * 80): ["ui/shell/b.py:9"],
        Key("core", "", "d" * 80): ["core/new_room/d.py:1"],
    }
    first, second = parts(2, wanted)
    assert [str(each["source"])[0] for each in first] == ["c", "b"]
    assert [str(each["source"])[0] for each in second] == ["d", "a"]
