"""Settings: what outlives the program, every key once, with its type and what holds where nothing was set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QByteArray, QSettings

from ui.widgets.theme import SCHEMES, SchemeName

T = TypeVar("T")


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One value. parse: makes it of what is stored, None where that is no such value; encode: the way back.

    A file of settings may hold anything: what is no such value is as if it had never been set.
    """

    key: str
    default: T
    parse: Callable[[object], T | None]
    encode: Callable[[T], object]

    def get(self) -> T:
        """Read the value that was set last, or the default."""
        found = self.parse(QSettings().value(self.key))
        return self.default if found is None else found

    def set(self, value: T) -> None:
        """Keep a value."""
        QSettings().setValue(self.key, self.encode(value))

    def is_set(self) -> bool:
        """Tell whether there is a value of its own, or only the default."""
        return self.parse(QSettings().value(self.key)) is not None


def _text(stored: object) -> str | None:
    return stored if isinstance(stored, str) else None


def _texts(stored: object) -> tuple[str, ...] | None:
    """Read a list: an INI file gives back one of a single item as a plain string, one of none as ""."""
    found = [stored] if isinstance(stored, str) else stored
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        return None
    return tuple(each for each in found if each)


def _whole(stored: object) -> int | None:
    """Read a whole number: an INI file gives it back as text."""
    text = str(stored) if isinstance(stored, int | str) else ""
    return int(text) if text.isascii() and text.isdigit() else None


def _switch(stored: object) -> bool | None:
    """Read yes or no: an INI file gives it back as text."""
    return {"true": True, "false": False}.get(str(stored).lower())


def _switch_text(value: bool) -> str:
    return "true" if value else "false"


def _names(stored: object) -> frozenset[str] | None:
    """Read names with commas between them; by hand they may stand in an INI file as a list."""
    found = _texts(stored)
    return None if found is None else frozenset(",".join(found).split(",")) - {""}


def _bytes(stored: object) -> QByteArray | None:
    return stored if isinstance(stored, QByteArray) else None


def _one_of(names: tuple[str, ...]) -> Callable[[object], str | None]:
    def parse(stored: object) -> str | None:
        return stored if isinstance(stored, str) and stored in names else None

    return parse


def _scheme(stored: object) -> SchemeName | None:
    text = _text(stored)
    return next((name for name in SCHEMES if name == text), None)


def _pairs(stored: object) -> tuple[tuple[str, str], ...] | None:
    """Read texts of a name, "=" and a value; those that are no such text are left out."""
    found = _texts(stored)
    if found is None:
        return None
    parts = [each.partition("=") for each in found]
    return tuple((name, value) for name, is_pair, value in parts if name and is_pair)


def _text_setting(key: str) -> Setting[str]:
    return Setting(key, "", _text, str)


def _texts_setting(key: str) -> Setting[tuple[str, ...]]:
    return Setting(key, (), _texts, list)


def _bytes_setting(key: str) -> Setting[QByteArray]:
    return Setting(key, QByteArray(), _bytes, QByteArray)


def layout_setting(workspace: str) -> Setting[QByteArray]:
    """Where the panels and bars of a workspace are."""
    return _bytes_setting(f"{workspace}/layout")


# When it is shown how clusters were found, without being asked: never, once a picture is opened, or always.
SHOWN_WHEN = ("never", "opened", "always")
SHOW_CONVERGENCE: Setting[str] = Setting("convergence/show", "opened", _one_of(SHOWN_WHEN), str)
# How fast, as the timeline writes it.
CONVERGENCE_SPEED = _text_setting("convergence/speed")
# Whether scale bar, key and coordinates stand on the pictures; whether classes that are named have colours of
# a palette.
MAP_MARKS: Setting[bool] = Setting("view/map_marks", True, _switch, _switch_text)
COLOURS_BY_NAME: Setting[bool] = Setting("classes/colours_by_name", True, _switch, _switch_text)
APPEARANCE: Setting[SchemeName] = Setting("appearance", "system", _scheme, str)
# The panel below the pictures: its tabs alone, or open.
DRAWER: Setting[str] = Setting("segment/drawer", "folded", _one_of(("folded", "open")), str)
# By the id of an action, where a user wants others than its own; empty for none.
CHOSEN_KEYS: Setting[tuple[tuple[str, str], ...]] = Setting(
    "shortcuts", (), _pairs, lambda pairs: [f"{name}={value}" for name, value in pairs]
)
# One of core.base.sentences.languages(), or that of the system.
SYSTEM = "system"
LANGUAGE: Setting[str] = Setting("language", SYSTEM, _text, str)
WINDOW_GEOMETRY = _bytes_setting("window/geometry")
# Of the panels, before each workspace had its own.
WINDOW_STATE = _bytes_setting("window/state")
RECENT_FILES = _texts_setting("recent_files")
# Given to classes before, the last one first.
CLASS_NAMES = _texts_setting("class_names")
# Of the points of an accuracy sample: who answered last, and how many pixels are seen around one.
ACCURACY_OBSERVER = _text_setting("accuracy/observer")
ACCURACY_CONTEXT: Setting[int] = Setting("accuracy/context", 200, _whole, str)
# Where the last file of a kind was opened or saved.
OPEN_FOLDER = _text_setting("open/folder")
DOCUMENT_FOLDER = _text_setting("documents/folder")
# Who reports, as it was typed last.
EXPORT_AUTHOR = _text_setting("export/author")
EXPORT_FOLDER = _text_setting("export/folder")
POINTS_FOLDER = _text_setting("accuracy/folder")
LABELS_FOLDER = _text_setting("labels/folder")
REGIONS_OF_INTEREST_FOLDER = _text_setting("regions_of_interest/folder")
# Which results the export dialog writes: keys of workers.exporting.files_for.
EXPORT_CONTENTS: Setting[frozenset[str]] = Setting(
    "export/what",
    frozenset({"labels", "labels_tif", "segmented", "areas", "run"}),
    _names,
    lambda names: ",".join(sorted(names)),
)
# What is exported of a collection beside table and record: of core.collection.files.EXPORTS.
COLLECTION_EXPORT: Setting[frozenset[str]] = Setting(
    "collection/export",
    frozenset({"contact-sheet", "map-svg"}),
    _names,
    lambda names: ",".join(sorted(names)),
)
# The same of a series: keys of core.series.files, and "picture:" before keys of formats.
SERIES_EXPORT: Setting[frozenset[str]] = Setting(
    "series/export",
    frozenset({"table", "summary", "reference", "areas_svg", "areas_png", "ratios_svg", "ratios_png", "run"}),
    _names,
    lambda names: ",".join(sorted(names)),
)
