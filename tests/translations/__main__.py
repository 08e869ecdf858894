"""`make translations`: extract, merge, build. What is translated stays, what nobody asks for now goes."""

from __future__ import annotations

import sys

from tests.translations.catalogues import build, forms, languages, read, updated, write
from tests.translations.messages import messages


def main(wanted: list[str]) -> None:
    """wanted: languages that are to have catalogues beside those that have them."""
    asked = messages()
    for language in sorted({*languages(), *wanted}):
        found = updated(read(language), asked, forms(language))
        write(language, found)
        build(language)
        missing = [key for key, texts in found.items() if not all(texts)]
        print(f"{language}: {len(found) - len(missing)} of {len(found)} sentences are translated.")
        print(*(f"    {asked[key][0]}: {key.source!r}" for key in missing[:20]), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
