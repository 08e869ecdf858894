"""The catalogues of a language: LANGUAGE.ts of the window and LANGUAGE.po of core, and what is built of them.

A translation is a text for each plural form of the language; of the window's sentences there is one. An empty
text is what nobody has translated yet.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tests.translations.messages import ROOT, Key

FOLDER = ROOT / "resources" / "translations"
# The same at each building.
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
_HEADER = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {forms}\\n"

"""

Translations = dict[Key, tuple[str, ...]]


def languages(folder: Path = FOLDER) -> list[str]:
    """Those that have a catalogue."""
    return sorted(path.stem for path in folder.glob("*.po"))


def read(language: str, folder: Path = FOLDER) -> Translations:
    """All that the two files of a language hold; nothing where they are not there yet."""
    return {**_read_ts(folder / f"{language}.ts"), **_read_po(folder / f"{language}.po", language)}


def write(language: str, found: Mapping[Key, tuple[str, ...]], folder: Path = FOLDER) -> None:
    """The two files, in the order of the alphabet: who adds a sentence changes a line."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{language}.ts").write_bytes(_ts(language, found))
    with (folder / f"{language}.po").open("wb") as file:
        made = _catalogue(language, found)
        file.write(_HEADER.format(language=language, forms=made.plural_forms).encode())
        write_po(file, made, width=0, sort_output=True, omit_header=True)


def updated(found: Mapping[Key, tuple[str, ...]], wanted: Mapping[Key, object], forms: int) -> Translations:
    """What is translated stays, what is new is empty, what nobody asks for any more goes."""
    empty = {key: ("",) * (forms if key.plural is not None else 1) for key in wanted}
    return {key: found.get(key, texts) for key, texts in empty.items()}


def forms(language: str) -> int:
    """How many plural forms the language has."""
    return Catalog(locale=language).num_plurals


def build(language: str, folder: Path = FOLDER) -> None:
    """LANGUAGE.qm and LANGUAGE/LC_MESSAGES/floe.mo, which the program reads."""
    lrelease = shutil.which("pyside6-lrelease", path=Path(sys.executable).parent) or "pyside6-lrelease"
    source, built = folder / f"{language}.ts", folder / f"{language}.qm"
    subprocess.run([lrelease, "-silent", str(source), "-qm", str(built)], check=True)
    compiled = folder / language / "LC_MESSAGES" / "floe.mo"
    compiled.parent.mkdir(parents=True, exist_ok=True)
    compiled.write_bytes(mo_bytes(language, folder))


def mo_bytes(language: str, folder: Path = FOLDER) -> bytes:
    """What floe.mo is to hold; a sentence without a translation is left out."""
    into = BytesIO()
    write_mo(into, _catalogue(language, {k: t for k, t in read(language, folder).items() if all(t)}))
    return into.getvalue()


def _read_ts(path: Path) -> Translations:
    if not path.exists():
        return {}
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            key = Key("qt", name, message.findtext("source") or "")
            found[key] = (message.findtext("translation") or "",)
    return found


def _ts(language: str, found: Mapping[Key, tuple[str, ...]]) -> bytes:
    root = ET.Element("TS", version="2.1", language=language)
    contexts: dict[str, ET.Element] = {}
    for key in sorted(key for key in found if key.catalogue == "qt"):
        if key.context not in contexts:
            contexts[key.context] = context = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = key.context
        message = ET.SubElement(contexts[key.context], "message")
        ET.SubElement(message, "source").text = key.source
        translation = ET.SubElement(message, "translation")
        translation.text = found[key][0]
        if not translation.text:
            translation.set("type", "unfinished")
    ET.indent(root, " ")
    return b'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n' + ET.tostring(root, "utf-8") + b"\n"


def _read_po(path: Path, language: str) -> Translations:
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalogue = read_po(file, locale=language)
    found = {}
    for message in catalogue:
        if message.id and isinstance(message.id, str):
            found[Key("core", message.context or "", message.id)] = (str(message.string),)
        elif message.id:
            found[Key("core", "", *message.id)] = tuple(message.string)
    return found


def _catalogue(language: str, found: Mapping[Key, tuple[str, ...]]) -> Catalog:
    made = Catalog(locale=language, fuzzy=False, creation_date=_NO_DATE, revision_date=_NO_DATE)
    for key, texts in found.items():
        if key.catalogue == "core":
            plain = key.plural is None
            source = key.source if plain else (key.source, key.plural)
            made.add(source, texts[0] if plain else texts, context=key.context or None)
    return made
