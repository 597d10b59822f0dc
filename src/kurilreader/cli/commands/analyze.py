"""`kurilreader analyze`: analyse documents without a library, or what waits in one."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from kurilreader.cli import common, output

if TYPE_CHECKING:
    from kurilreader.desk import Examined

NAME = "analyze"
HELP = "analyse documents, or what waits in the library; docs/contract.md explains the answers"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("inputs", metavar="PATH", nargs="*", help='a file, a folder, or "-" for standard input')
    parser.add_argument("--all", action="store_true", help="analyse what waits for it in the library, and index it")
    parser.add_argument(
        "--stale",
        action="store_true",
        help="with --all: also what an older engine or another dossier has analysed",
    )
    parser.add_argument(
        "--dossier",
        metavar="NAME",
        action="append",
        help="a dossier by name, or the path of one; may be given several times (default: all)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line, in the order of the inputs")


def run(options: argparse.Namespace) -> int:
    """Print an analysis for each document, an error in the place of what cannot be read."""
    if options.all == bool(options.inputs) or (options.stale and not options.all):
        output.say("kurilreader: give documents to analyse, or --all for those of the library (and --stale with it)")
        return common.WRONG_USAGE
    if options.all:
        with common.open_desk(options) as desk:
            ticker = output.Ticker()
            try:
                done = desk.analyse_pending(ticker, stale=options.stale)
            finally:
                ticker.done()
        output.say(f"{done} analysed")
        return common.DONE
    from kurilreader.desk import records
    from kurilreader.desk.analysing import analyse_inputs
    from kurilreader.domain import InputError

    failed = False
    for item in analyse_inputs(common.settings_of(options), options.inputs, sys.stdin.buffer, options.dossier):
        if isinstance(item, InputError):
            failed = True
            if options.json:
                output.out_record(records.failed(item))
            output.complain(item)
        elif options.json:
            output.out_record(records.examined(item))
        else:
            _print(item)
    return common.SOME_FAILED if failed else common.DONE


def _print(item: Examined) -> None:
    """An analysis for people: the positions of each party, other voices, the summary."""
    article, analysis = item.article, item.analysis
    output.out(article.title)
    for position in analysis.positions:
        output.out("  ".join(["", position.name, position.kind.value, *position.topics]))
        output.out(f"      {position.text}")
    others = [statement for statement in analysis.statements if statement.party is None]
    if others:
        output.out("  Other voices")
        for statement in others:
            who = statement.speaker and (statement.speaker.name or statement.speaker.text)
            output.out(f"      {f'{who}: ' if who else ''}{statement.text}")
    if analysis.summary:
        output.out("  Summary")
        for start, end in analysis.summary:
            output.out(f"      {article.text[start:end]}")
    output.out()
