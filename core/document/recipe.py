"""The recipe: the part of a Document that can be applied to another image, as a JSON file.

Applied to the same picture it gives the same bytes. The scale is not in it, nor anything drawn on the
picture: those belong to one picture.
"""

from __future__ import annotations

from pathlib import Path

from core.base.errors import ParameterError, ReadError
from core.base.sentences import _
from core.base.version import VERSION
from core.document.document import Document
from core.document.document_parts import recipe_parts, with_recipe
from core.document.named_files import without_servers
from core.document.plain_json import (
    RECORD_FORMAT,
    RECORD_VERSION,
    Json,
    check_version,
    damage_named,
    read_json,
    to_bytes,
)
from core.writing.replace import write_bytes

FORMAT = "floe recipe"
FORMAT_VERSION = 1


def recipe_json(document: Document) -> Json:
    """The recipe of a document as plain JSON values."""
    return {"format": FORMAT, "version": FORMAT_VERSION, "floe": VERSION, **recipe_parts(document)}


def write_recipe(path: Path, document: Document) -> None:
    """Write the recipe of a document, whole or not at all.

    Raises WriteError; ParameterError where nothing is clustered but labels from elsewhere are measured.
    """
    if document.elsewhere is not None:
        raise ParameterError(
            _("A recipe says how pictures are clustered, and here labels from elsewhere are measured.")
        )
    write_bytes(path, to_bytes(recipe_json(document)))


def read_recipe(path: Path) -> Json:
    """The parts of a recipe, for `apply_recipe`. A run record holds a recipe too.

    Raises ReadError for a file that is neither, or that a newer Floe has written.
    """
    values = read_json(path)
    if values.get("format") not in (FORMAT, RECORD_FORMAT):
        raise ReadError(
            path, _("it is no recipe; give a file that Floe saved as a recipe, or a STEM_run.json.")
        )
    if "elsewhere" in values:
        raise ReadError(
            path,
            _("labels from elsewhere were measured there, nothing was clustered: it has no recipe."),
        )
    newest = RECORD_VERSION if values["format"] == RECORD_FORMAT else FORMAT_VERSION
    check_version(values, newest, path)
    return without_servers(values, path)


def apply_recipe(document: Document, values: Json, path: Path) -> Document:
    """The document with the parts of a recipe in place of its own. path: for the sentence.

    Raises ReadError where the recipe is damaged.
    """
    with damage_named(path, "recipe"):
        return with_recipe(document, values)
