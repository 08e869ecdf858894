"""Endings of Floe's own files; without imports, so that the window knows them before it needs the rest."""

from __future__ import annotations

DOCUMENT_SUFFIX = ".floe"
RECIPE_ENDING = ".recipe.json"
