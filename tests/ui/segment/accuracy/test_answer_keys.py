"""Which key says what of a point, for few and for many classes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from ui.accuracy.answer_keys import AnswerKeys

NONE = Qt.KeyboardModifier.NoModifier
BACK, ENTER, SPACE = Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Space


class Heard:
    """What the keys have said, in their order."""

    def __init__(self, classes: int) -> None:
        self.keys = AnswerKeys()
        self.said: list[str] = []
        self.waiting = ""
        self.keys.set_names([f"class {i}" for i in range(1, classes + 1)])
        self.keys.said.connect(self._say)
        self.keys.taken_back.connect(self._back)
        self.keys.typed.connect(self._wait)

    def _say(self, said: str, name: str) -> None:
        self.said.append(name or said)

    def _back(self) -> None:
        self.said.append("back")

    def _wait(self, digits: str) -> None:
        self.waiting = digits

    def press(self, key: Qt.Key | str, held: Qt.KeyboardModifier = NONE, *, again: bool = False) -> bool:
        code, text = (key, "") if isinstance(key, Qt.Key) else (Qt.Key(ord(key.upper())), key)
        return self.keys.take(QKeyEvent(QEvent.Type.KeyPress, code, held, text, again))


def test_a_number_is_a_class_at_once_where_no_other_begins_with_it() -> None:
    heard = Heard(9)
    for key in "19":
        assert heard.press(key)
    assert heard.said == ["class 1", "class 9"]


@pytest.mark.parametrize(
    ("classes", "keys", "said", "waiting"),
    [
        (9, "0", [], ""),
        (3, "4", [], ""),
        (10, "2", ["class 2"], ""),
        (10, "1", [], "1"),
        (10, "10", ["class 10"], ""),
        (12, "12", ["class 12"], ""),
        (12, "13", [], ""),
        (32, "3", [], "3"),
        (32, "32", ["class 32"], ""),
        (32, "334", ["class 4"], ""),
        (101, "10", [], "10"),
        (101, "101", ["class 101"], ""),
    ],
)
def test_digits_of_many_classes(classes: int, keys: str, said: list[str], waiting: str) -> None:
    heard = Heard(classes)
    for key in keys:
        assert heard.press(key)
    assert (heard.said, heard.waiting) == (said, waiting)


def test_enter_takes_the_digits_that_wait_and_is_free_else() -> None:
    heard = Heard(12)
    assert not heard.press(ENTER), "Enter presses the button that has the focus"
    heard.press("1")
    assert heard.press(ENTER)
    assert (heard.said, heard.waiting) == (["class 1"], "")


def test_backspace_takes_a_digit_before_an_answer() -> None:
    heard = Heard(12)
    heard.press("1")
    heard.press(BACK)
    assert (heard.said, heard.waiting) == ([], "")
    heard.press(BACK)
    assert heard.said == ["back"]


def test_o_asks_for_another_name() -> None:
    heard = Heard(12)
    heard.keys.other_wanted.connect(lambda: heard.said.append("other"))
    heard.press("1")
    assert heard.press("o")
    assert (heard.said, heard.waiting) == (["other"], "")


def test_letters_and_space() -> None:
    heard = Heard(3)
    for key in ("u", "U", "s", SPACE):
        assert heard.press(key)
    assert heard.said == ["unsure", "unsure", "skip", "skip"]


@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta"])
def test_shortcuts_are_no_answers(modifier: str) -> None:
    heard = Heard(3)
    assert not heard.press("1", Qt.KeyboardModifier[f"{modifier}Modifier"])
    assert heard.said == []


@pytest.mark.parametrize("modifier", ["Shift", "Keypad"])
def test_digits_may_need_shift_or_be_on_the_keypad(modifier: str) -> None:
    heard = Heard(3)
    assert heard.press("2", Qt.KeyboardModifier[f"{modifier}Modifier"])
    assert heard.said == ["class 2"]


def test_a_key_that_is_held_down_answers_one_point() -> None:
    heard = Heard(3)
    heard.press("1")
    assert heard.press("1", again=True)
    assert heard.said == ["class 1"]


def test_other_keys_are_left_alone() -> None:
    heard = Heard(3)
    assert not heard.press("n")
    assert not heard.press(Qt.Key.Key_Left)
    assert heard.said == []


def test_digits_of_another_point_or_of_other_classes_do_not_count() -> None:
    heard = Heard(12)
    heard.press("1")
    heard.keys.forget()
    assert heard.waiting == ""
    heard.press("1")
    heard.keys.set_names(["ice", "water"])
    heard.press("2")
    assert (heard.said, heard.waiting) == (["water"], "")
