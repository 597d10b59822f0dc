"""`kurilreader annotate`: notes and tags on stretches of an article."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from kurilreader.cli import common, output

if TYPE_CHECKING:
    from kurilreader.desk import Desk
    from kurilreader.domain import Span

NAME = "annotate"
HELP = "write a note or tags on a stretch or a statement of an article; without one, print what is written on it"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", metavar="ID", help="the article, by its id or the first four or more digits of it")
    parser.add_argument("where", metavar="WHERE", nargs="?", help="a statement (s3), or characters (120-180)")
    parser.add_argument("note", metavar="NOTE", nargs="*", help="the words of the note")
    parser.add_argument("--tag", metavar="TAG", action="append", default=[], help="may be repeated")
    parser.add_argument("--drop", metavar="KEY", type=common.positive, help="take away what has this key")
    parser.add_argument("--as", dest="reviewer", metavar="NAME", default=argparse.SUPPRESS, help="who writes")
    parser.set_defaults(wrong=parser.error)


def run(options: argparse.Namespace) -> int:
    """Write, take away, or list."""
    from kurilreader.desk import records

    with common.open_desk(options) as desk:
        number = desk.number(options.id)
        if options.drop:
            if options.drop not in {each.key for each in desk.annotations(number)}:
                options.wrong(f"article {options.id} has no note {options.drop}")
            desk.drop_annotation(options.drop)
        elif options.where is None:
            for each in desk.annotations(number):
                output.out_record(records.annotation(each, desk.reading(number).article.id))
        else:
            span, statement = _place(desk, number, options)
            key = desk.annotate(number, span, " ".join(options.note), options.tag, statement=statement)
            output.out(str(key))
    return common.DONE


def _place(desk: Desk, number: int, options: argparse.Namespace) -> tuple[Span, str | None]:
    """The stretch that is meant, and the statement if it is one."""
    from kurilreader.domain import Span

    if found := re.fullmatch(r"(\d+)-(\d+)", options.where):
        return Span(int(found[1]), int(found[2])), None
    analysis = desk.reading(number).analysis
    for each in analysis.statements if analysis else ():
        if each.id == options.where:
            return Span(each.start, each.end), each.id
    options.wrong(f"article {options.id} has no statement {options.where}")
    raise AssertionError("argparse ends the program")
