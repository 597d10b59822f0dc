"""Without a command: the reader itself."""

from __future__ import annotations

import argparse
import sys

from kurilreader.cli import common, output


def run(options: argparse.Namespace) -> int:
    """Open the reader, or refuse in one line where there is no terminal to draw on."""
    if not (sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()):
        output.say("kurilreader: the reader needs a terminal; kurilreader --help lists the commands for scripts")
        return common.WRONG_USAGE
    with common.open_desk(options, create=True, background=True) as desk:
        from kurilreader.tui.app import run as read

        return read(desk)
