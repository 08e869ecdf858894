"""Opens a document as the window does, without one; for benchmarks/hostile_files.py."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.base.errors import FloeError
from core.guarded.process import ReadingProcess
from core.io.reader import read
from workers.document_files import PictureWanted, open_document

if __name__ == "__main__":
    with ReadingProcess(read) as process:
        try:
            found = open_document(Path(sys.argv[1]), process, lambda: False)
        except FloeError as error:
            sys.exit(str(error))
        print("its picture is wanted" if isinstance(found, PictureWanted) else "opened", file=sys.stderr)
