"""`floe check`: measure scenes of known truth on this machine, expected beside found."""

from __future__ import annotations

import argparse
import json

from core.base.sentences import _
from core.self_check.self_check import Finding, check_json, findings, table
from ui.cli.console import Console


def check_measuring(options: argparse.Namespace, console: Console) -> int:
    """Exit code 0 where every number is within what is allowed, else 1."""
    found: list[Finding] = []
    with console.progress.over(1):
        console.progress.next("", _("measuring scenes"))
        for finding in findings():
            found.append(finding)
            console.progress.next(finding.scene, _("measured"))
    if options.json:
        console.answer(json.dumps(check_json(found), indent=1))
    else:
        console.say(table(found))
    return 0 if all(finding.ok for finding in found) else 1
