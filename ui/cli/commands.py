"""The commands, and whether arguments name one or what the window is to open. Imports next to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from os.path import lexists

from core.base.closest import closest
from core.base.sentences import _

COMMANDS = ("segment", "series", "cluster", "change", "verify", "sample", "check", "concentration")
OPTIONS = ("-h", "--help", "-V", "--version", "-q", "--quiet", "-v", "--verbose", "--language")
# The options of the window.
WINDOW_OPTIONS = ("--sample", "--as-labels", "--new-window")


def opens_the_window(arguments: Sequence[str]) -> bool:
    """Whether they are nothing, or files and folders to open: those that are not there it says itself."""
    words = [each for each in arguments if each not in WINDOW_OPTIONS]
    if any(is_option(word) and not lexists(word) for word in words):
        return False
    return not words or not (words[0] in COMMANDS or command_meant(words[0]))


def command_meant(word: str) -> str:
    """The command that was misspelt; empty for a file or folder, and for what is like no command."""
    is_a_path = "." in word or "/" in word or "\\" in word or lexists(word)
    return "" if is_a_path else closest(word, COMMANDS)


def unknown(word: str) -> str:
    """What is wrong with arguments that begin with this word, neither a command nor for the window."""
    if is_option(word):
        meant = closest(word, (*OPTIONS, *WINDOW_OPTIONS))
        if meant:
            return _("There is no option {option}: did you mean {meant}? (see floe --help)").format(
                option=word, meant=meant
            )
        return _("There is no option {option} (see floe --help).").format(option=word)
    if meant := command_meant(word):
        return _("There is no command “{word}”: did you mean {meant}? (see floe --help)").format(
            word=word, meant=meant
        )
    return _(
        "The window takes no options: write a command first, for example floe segment {word} -o DIR (see "
        "floe --help)."
    ).format(word=word)


def is_option(text: str) -> bool:
    """Whether a word of the command line is meant as an option, not as a file or a number."""
    return len(text) > 1 and text[0] == "-" and (text[1] == "-" or text[1].isalpha()) and " " not in text
