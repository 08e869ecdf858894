"""Print the requirements of one group of pyproject.toml, a line each."""

import sys
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
group = sys.argv[1]
print("\n".join(project["dependencies"] if group == "run" else project["optional-dependencies"][group]))
