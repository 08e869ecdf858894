#!/bin/bash
# Opens Floe's window by a double click in the Finder of macOS; on Linux: make install-desktop.
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
python="$here/.venv/bin/python"
[ -x "$python" ] || python=python3
exec "$python" "$here/main.py" "$@"
