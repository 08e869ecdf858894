"""`floe check`: measure scenes of known truth on this machine, expected beside found."""

from __future__ import annotations

import argparse
import json

from core.self_check.self_check import check_json, findings, table
from ui.cli.console import Console


def check_measuring(options: argparse.Namespace, console: Console) -> int:
    """Exit code 0 where every number is within what is allowed, else 1."""
    found = list(findings())
    console.say(json.dumps(check_json(found), indent=1) if options.json else table(found))
    return 0 if all(finding.ok for finding in found) else 1
