"""What is wrong with a translation, as far as that can be seen without understanding it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from string import Formatter

from tests.translations.messages import Key

_PERCENT = re.compile(r"%(?:\([a-z_]+\))?[sdr]|%L?[1-9n]")
_TAG = re.compile(r"</?[a-z][^<>]*>")
_MNEMONIC = re.compile(r"&(?=[^\s&])")
# A sentence about "Features…" may end in Chinese where that does not.
_ENDS = {".": ".。", ":": ":：", "…": "…。", "?": "?？", "!": "!！"}
_KEY_AT_END = re.compile(r"\(&.\)")
# What nobody translates: values, tags, options, commands, paths, and names between quotes.
_CODE = re.compile(
    r"\{[^{}]*\}|<[^<>]*>|--[a-z-]+|floe [a-z]+|pip install|“[^”]*”|\S*[/_=@.]\S*|^ *#? *floe .*$",
    re.MULTILINE,
)

_WORDS = re.compile(r"[A-Za-z][a-z]{2,}(?: [A-Za-z]?[a-z]{2,})+")


def problems(key: Key, text: str) -> list[str]:
    """A phrase each; none where nothing is wrong."""
    found = []
    wanted = _values(key.plural or key.source)
    # "one region" may leave out the number, and a language with one form needs it.
    if (key.plural is not None and _values(text) != wanted) or (
        key.plural is None and Counter(_values(text)).keys() != Counter(wanted).keys()
    ):
        found.append(f"values {_named(_values(text))}, not {_named(wanted)}")
    for pattern, what in ((_PERCENT, "percent signs"), (_TAG, "tags")):
        if Counter(pattern.findall(key.source)).keys() != Counter(pattern.findall(text)).keys():
            found.append(what)
    if key.catalogue == "qt" and bool(_MNEMONIC.search(key.source)) != bool(_MNEMONIC.search(text)):
        found.append("the key after &")
    found += _ending(key.source, text)
    if left := _left_in_english(key.source, text):
        found.append(f"left in English: {left}")
    return found


def _values(sentence: str) -> list[str]:
    """The values put in, with their formats: digits must not be lost."""
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError:  # braces that are no values
        return []
    return sorted(
        f"{name}:{form}!{conversion}" for _text, name, form, conversion in parts if name is not None
    )


def _named(values: Iterable[str]) -> str:
    return ", ".join(value.partition(":")[0] for value in values) or "none"


def _ending(source: str, text: str) -> list[str]:
    """The mark at the end; line breaks at both ends."""
    lines = [len(each) - len(each.rstrip("\n")) for each in (source, text)]
    found = [] if lines[0] == lines[1] else ["line breaks at the end"]
    last, given = source.rstrip()[-1:], _KEY_AT_END.sub("", text).rstrip()[-1:]
    abbreviated = " " not in source
    if last in _ENDS and given not in _ENDS[last] and not abbreviated:
        found.append(f"ends with {given}, not {_ENDS[last][-1]}")
    if last not in _ENDS and given in "。：？！":
        found.append(f"ends with {given}, which the English does not")
    return found


def _left_in_english(source: str, text: str) -> str:
    """The first words that stand in both: two in a row that are no names, option or code."""
    words = (found.group() for found in _WORDS.finditer(_CODE.sub(" ", text)))
    return next((each for each in words if each in source and each.lower() == each), "")
