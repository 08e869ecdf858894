"""The guide as chapters: what the window and the site show is the same file, resources/guide.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(r"#{1,2} (.+)")
_ANY_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_CODE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
# Chinese parts no words by spaces: the end of a line in it, for which Qt would set one.
_CHINESE = "\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”"
_LINE_END = re.compile(rf"(?<=[{_CHINESE}])\n *(?=[{_CHINESE}])")
# What marks words up and is not seen, and the targets of links.
_MARKS = re.compile(r"\*\*|\*|`|\\|\]\([^)]*\)|\[")


@dataclass(frozen=True)
class Chapter:
    """text: its Markdown, with the heading. anchors: what links to it, or to a place in it, are called by."""

    title: str
    text: str
    anchors: frozenset[str]

    @property
    def words(self) -> str:
        """What is read of it, in one line, in small letters: what a search looks through."""
        return " ".join(_MARKS.sub("", self.text).casefold().split())


def chapters_of(guide: str) -> tuple[Chapter, ...]:
    """The chapters under headings of the first and second level; what stands before the first is left out."""
    return tuple(_chapter("\n".join(lines)) for lines in _cut(guide.splitlines()))


def anchor(title: str) -> str:
    """What a link to a heading is called by, as GitHub and the site call it."""
    return re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-")


def _cut(lines: list[str]) -> Iterator[list[str]]:
    chapter: list[str] = []
    is_code = False
    for line in lines:
        is_code ^= line.startswith("```")
        if not is_code and _HEADING.fullmatch(line):
            if chapter:
                yield chapter
            chapter = []
        elif not chapter:
            continue
        chapter.append(line)
    if chapter:
        yield chapter


def _chapter(text: str) -> Chapter:
    headings: list[str] = _ANY_HEADING.findall(_CODE.sub("", text))
    return Chapter(headings[0], _LINE_END.sub("", text), frozenset(map(anchor, headings)))
