"""The command: options, the choice of a command, and what an error becomes.

Nothing here or in what the commands declare loads Textual, Whoosh or a model; a command imports what it needs to run.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from kurilreader import __version__
from kurilreader.cli import common, output
from kurilreader.cli.commands import (
    add,
    agree,
    analyze,
    annotate,
    changes,
    correct,
    doctor,
    dossier,
    export,
    feed,
    import_,
    jobs,
    mark,
    matrix,
    positions,
    read,
    reindex,
    review,
    search,
    searches,
    show,
    stated,
    sync,
    tag,
    undo,
    watch,
)
from kurilreader.domain import DossierError, KurilError, LibraryBroken, LibraryBusy, SettingsError, TemplateError
from kurilreader.domain.printable import printable

COMMANDS = (
    add,
    watch,
    feed,
    sync,
    jobs,
    search,
    searches,
    tag,
    mark,
    show,
    positions,
    stated,
    matrix,
    agree,
    changes,
    review,
    correct,
    annotate,
    undo,
    export,
    import_,
    analyze,
    dossier,
    reindex,
    doctor,
)

_EXIT_CODES: tuple[tuple[type[KurilError], int], ...] = (
    (LibraryBusy, common.NO_LIBRARY),
    (LibraryBroken, common.NO_LIBRARY),
    (SettingsError, common.WRONG_USAGE),
    (DossierError, common.WRONG_USAGE),
    (TemplateError, common.WRONG_USAGE),
)


class _Parser(argparse.ArgumentParser):
    """Complains without echoing control characters; takes a command's words and options in any order."""

    _mixing = False

    def parse_known_args(self, args=None, namespace=None):  # type: ignore[no-untyped-def]
        """Words may stand among the options, of which argparse takes one stretch alone; after `--` all are words."""
        if self._mixing or self._subparsers is not None or "--" in (args or ()):
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False

    def error(self, message: str) -> NoReturn:
        """One line, how it is used, exit 2."""
        self.exit(common.WRONG_USAGE, f"{self.prog}: {printable(message)}\n{self.format_usage()}")


def parser() -> argparse.ArgumentParser:
    """The options and commands."""
    top = _Parser(
        prog="kurilreader",
        description="A terminal reader for people who follow a dispute. Without a command it opens the reader.",
        epilog="Exit codes: 0 done, 1 some inputs failed, 2 wrong usage, 3 the library is busy or broken.",
        allow_abbrev=False,
    )
    where = top.add_mutually_exclusive_group()
    where.add_argument("--library", metavar="DIR", type=common.folder, help="the folder of the library")
    where.add_argument("--sample", action="store_true", help="use the sample articles, in a library of their own")
    top.add_argument("--as", dest="reviewer", metavar="NAME", help="who reviews, tags and notes (default: the login)")
    top.add_argument("--version", action="version", version=f"kurilreader {__version__}")
    commands = top.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    for module in COMMANDS:
        command = commands.add_parser(module.NAME, help=module.HELP, description=module.HELP, allow_abbrev=False)
        module.configure(command)
        command.set_defaults(run=module.run)
    top.set_defaults(run=read.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the answer is its exit code."""
    output.prepare()
    options = parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except KurilError as error:
        output.complain(error)
        return next((code for kind, code in _EXIT_CODES if isinstance(error, kind)), common.SOME_FAILED)
    except KeyboardInterrupt:
        output.say("kurilreader: interrupted; what was done is kept")
        return common.INTERRUPTED
    except BrokenPipeError:
        # The program that read the output has enough. Python would complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return common.DONE
    return code
