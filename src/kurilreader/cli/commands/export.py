"""`kurilreader export`: a briefing of what parties state."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kurilreader.cli import asking, common, output

if TYPE_CHECKING:
    from kurilreader.desk import Desk

NAME = "export"
HELP = "print a briefing: what parties state, with quotes and numbered sources; docs/briefing.md explains it"

_FORMS = ("md", "html", "json", "csv")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("query", metavar="QUERY", nargs="*", help="only statements that this finds (default: all)")
    parser.add_argument("--party", metavar="P", help="only of this party: JP, RU, eu …")
    parser.add_argument("--topic", metavar="T", help="only on this topic: peace-treaty, visits …")
    parser.add_argument("--since", metavar="D", type=common.since, help="only in articles of this date or later")
    parser.add_argument("--until", metavar="D", type=common.since, help="only in articles of this date or earlier")
    parser.add_argument("--format", choices=_FORMS, help="Markdown (the default), HTML, JSON or CSV")
    parser.add_argument("--template", metavar="NAME", help="a template of your own in the place of the shipped one")
    parser.add_argument("--templates", action="store_true", help="list the templates there are, and do nothing else")
    parser.add_argument("--title", metavar="TEXT", default="", help="what the briefing is called")
    parser.add_argument("--out", metavar="FILE", help="write it to a file instead of standard output")
    parser.add_argument(
        "--state",
        action="store_true",
        help="not a briefing, but all that reviewers and readers set, for import --state",
    )
    parser.set_defaults(wrong=parser.error)


def run(options: argparse.Namespace) -> int:
    """Write a briefing, or list the templates."""
    from kurilreader.domain.record import Ask

    if options.templates:
        _list()
        return common.DONE
    if options.state:
        return _state(options)
    form = options.format or _form_of(options)
    query = " ".join(options.query)
    with common.open_desk(options) as desk:
        party, topic = asking.party(desk, options.party), asking.topic(desk, options.topic)
        ask = Ask(party=party, topic=topic, since=options.since, until=options.until, query=query)
        _point(desk, query)
        pieces = desk.briefing_pieces(ask, form, options.template or "", options.title)
        if options.out:
            _keep(Path(options.out).expanduser(), pieces)
            return common.DONE
        for piece in pieces:
            output.out_piece(piece)
    return common.DONE


def _state(options: argparse.Namespace) -> int:
    with common.open_desk(options) as desk:
        if options.out:
            _keep(Path(options.out).expanduser(), (f"{line}\n" for line in desk.export_state()))
        else:
            for line in desk.export_state():
                output.out_record(json.loads(line))
    return common.DONE


def _list() -> None:
    from kurilreader.desk import documents

    for info in documents.templates():
        output.out("  ".join([info.name, info.form, str(info.path or "shipped")]))
    output.say(f"your own lie in {documents.template_folder()}")


def _form_of(options: argparse.Namespace) -> str:
    """The form of the template that was named, where that is certain."""
    if not options.template:
        return "md"
    from kurilreader.desk import documents

    forms = [info.form for info in documents.templates() if info.name == options.template]
    if len(forms) > 1 and options.template != documents.STANDARD:
        options.wrong(f"{options.template} is there as {' and '.join(forms)}: choose with --format")
    return forms[0] if len(forms) == 1 else "md"


def _point(desk: Desk, query: str) -> None:
    """Say what could not be read of the query; the rest of it is run."""
    from kurilreader.domain import SearchRequest

    if query.strip():
        for complaint in desk.search(SearchRequest(query, limit=1)).complaints:
            output.say(f"{query}: {complaint.message}")


def _keep(file: Path, pieces: Iterable[str]) -> None:
    """Write a file as a whole or not at all."""
    from kurilreader.domain import InputError

    making = file.with_name(f".{file.name}.{os.getpid()}.part")
    try:
        with making.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.writelines(pieces)
        making.replace(file)
    except OSError as error:
        raise InputError(str(file), f"cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):
            making.unlink(missing_ok=True)
    sys.stdout.flush()
    output.say(f"written to {file}")
