"""The job of the self-check: each number as soon as it is found."""

from __future__ import annotations

from dataclasses import dataclass

from core.base.parallel import Cancel, raise_if_cancelled
from core.self_check.self_check import Finding, checks
from workers.mailbox import Mailbox


@dataclass(frozen=True)
class CheckProgress:
    """done: of how many scenes."""

    findings: tuple[Finding, ...]
    done: int
    total: int


class CheckJob:
    """Measures every scene of the self-check; call it in a JobThread."""

    def __init__(self, progress: Mailbox[CheckProgress]) -> None:
        self._progress = progress

    def __call__(self, cancelled: Cancel) -> CheckProgress:
        every = checks()
        findings: tuple[Finding, ...] = ()
        for done, check in enumerate(every):
            self._progress.put(CheckProgress(findings, done, len(every)))
            raise_if_cancelled(cancelled)
            findings = (*findings, *check.findings(cancelled))
        return CheckProgress(findings, len(every), len(every))
