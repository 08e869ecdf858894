"""Print the requirements of one group of pyproject.toml, a line each; of "extras" the groups for a user."""

import sys
import tomllib
from pathlib import Path

# Of those who work on Floe; all other groups add something to the program.
OURS = {"test", "check", "benchmark", "docs", "bundle"}

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
group, groups = sys.argv[1], project["optional-dependencies"]
wanted = {"run": project["dependencies"], "extras": [name for name in groups if name not in OURS], **groups}
print("\n".join(wanted[group]))
