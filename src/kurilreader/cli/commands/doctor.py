"""`kurilreader doctor`: look whether all is well."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output

NAME = "doctor"
HELP = "look at files, records, index and analyses, and say what to do"


def configure(parser: argparse.ArgumentParser) -> None:
    """There are no arguments."""


def run(options: argparse.Namespace) -> int:
    """Print what was found; exit 3 when something is broken."""
    from kurilreader.desk import Health

    with common.open_desk(options) as desk:
        findings = desk.doctor()
    for finding in findings:
        output.out(f"{finding.health.value:8}{finding.message}")
        if finding.remedy:
            output.out(f"        {finding.remedy}")
    return common.NO_LIBRARY if any(finding.health is Health.BROKEN for finding in findings) else common.DONE
