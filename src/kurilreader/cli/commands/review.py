"""`kurilreader review`: the queue of statements to check, verdicts on them, and how far reviewers agree."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from itertools import islice
from typing import TYPE_CHECKING

from kurilreader.cli import asking, common, output
from kurilreader.domain.analysis import Kind, Span
from kurilreader.domain.review import CORRECTING, Judgement, Verdict

if TYPE_CHECKING:
    from kurilreader.desk import Desk
    from kurilreader.domain.record import StatementAt

NAME = "review"
HELP = "print statements to be checked, give verdicts, compare reviewers"

_VERDICTS = {verdict.value.replace(" ", "-"): verdict for verdict in Verdict}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.usage = (
        "kurilreader review [--all] [--limit N] [QUERY …]\n"
        "       kurilreader review judge ID STATEMENT VERDICT [--party P] [--kind K] [--span A-B] [--note TEXT]\n"
        "       kurilreader review judge VERDICT --query QUERY [--dry-run] […]\n"
        "       kurilreader review --list [QUERY …] | --agreement"
    )
    parser.add_argument(
        "words", metavar="QUERY", nargs="*", help='statements that this finds; or "judge" and what is judged'
    )
    parser.add_argument("--as", dest="reviewer", metavar="NAME", default=argparse.SUPPRESS, help="who reviews")
    parser.add_argument("--all", action="store_true", help="also what this reviewer judged already")
    parser.add_argument("--limit", metavar="N", type=common.positive, help="at most so many statements")
    parser.add_argument("--list", action="store_true", help="statements of which reviewers say different things")
    parser.add_argument("--agreement", action="store_true", help="how far reviewers agree")
    parser.add_argument("--query", metavar="QUERY", help="judge: all statements that this finds")
    parser.add_argument("--dry-run", action="store_true", help="judge: only say how many statements it would be")
    parser.add_argument("--party", metavar="P", help='judge: the right party, "none" for no party')
    parser.add_argument("--kind", choices=[kind.value for kind in Kind], help="judge: the right kind")
    parser.add_argument(
        "--span", metavar="A-B", type=_span, action="append", help="judge: the right characters; may be repeated"
    )
    parser.add_argument("--note", metavar="TEXT", default="", help="judge: a note with the verdict")
    parser.set_defaults(wrong=parser.error)


def run(options: argparse.Namespace) -> int:
    """Print the queue or the disagreements, or keep verdicts."""
    judging = options.words[:1] == ["judge"]
    verdict = _verdict(options) if judging else None
    with common.open_desk(options) as desk:
        if verdict is not None:
            return _judge(desk, options, verdict)
        if options.agreement:
            _agreement(desk)
            return common.DONE
        query = " ".join(options.words)
        if not _readable(desk, query):
            return common.WRONG_USAGE
        found = desk.disagreements(query) if options.list else desk.queue(query, all_=options.all)
        shown = _print(desk, found, options.limit)
    told = "disputed" if options.list else "to review"
    output.say(f"{shown} statements {told}" if shown else f"no statement {told}")
    return common.DONE


def _verdict(options: argparse.Namespace) -> Verdict:
    """The verdict of a `judge`, its words checked."""
    words = options.words[1:]
    if len(words) != (1 if options.query else 3):
        options.wrong("judge takes ID STATEMENT VERDICT, or VERDICT and --query")
    name = words[-1].replace(" ", "-")
    if name not in _VERDICTS:
        options.wrong(f"{words[-1]} is none of the verdicts {', '.join(_VERDICTS)}")
    verdict = _VERDICTS[name]
    needed = {Verdict.WRONG_PARTY: "party", Verdict.WRONG_KIND: "kind"}.get(verdict)
    if needed and getattr(options, needed) is None:
        options.wrong(f"{name} needs --{needed}, which says what is right")
    if verdict is Verdict.WRONG_SPAN and not options.span:
        options.wrong("wrong-span needs --span, which says what is right")
    if verdict not in CORRECTING and (options.party or options.kind or options.span):
        options.wrong(f"{name} corrects nothing: leave out --party, --kind and --span")
    if options.query and options.span:
        options.wrong("--span is of one statement")
    return verdict


def _judge(desk: Desk, options: argparse.Namespace, verdict: Verdict) -> int:
    ats: Sequence[StatementAt]
    if options.query:
        if not _readable(desk, options.query):
            return common.WRONG_USAGE
        ats = desk.queue(options.query, all_=True)
    else:
        ats = [_statement(desk, options.words[1], options.words[2])]
    if options.dry_run:
        output.say(f"{len(ats)} statements")
        return common.DONE
    party = "" if options.party == "none" else asking.party(desk, options.party)
    if party and not (desk.party(party).name != party or re.fullmatch("[a-z][a-z0-9-]*", party)):
        options.wrong(f"{options.party} is no party: give a country (JP, Japan), an id in lower case (eu), or none")
    judgement = Judgement(
        verdict,
        desk.reviewer,
        made="",
        party=party,
        kind=options.kind and Kind(options.kind),
        content=tuple(options.span) if options.span else None,
        note=options.note,
    )
    changed = desk.judge_all(list(ats), judgement)
    output.say(f"{changed} of {len(ats)} statements judged {verdict.value} by {desk.reviewer}")
    return common.DONE


def _statement(desk: Desk, id_: str, statement: str) -> StatementAt:
    from kurilreader.domain import NotInLibrary
    from kurilreader.domain.record import StatementAt

    number = desk.number(id_)
    analysis = desk.reading(number).analysis
    for place, each in enumerate(analysis.statements if analysis else ()):
        if each.id == statement:
            return StatementAt(number, place)
    raise NotInLibrary(f"article {id_} has no statement {statement}", "kurilreader review lists them")


def _readable(desk: Desk, query: str) -> bool:
    """Whether a query has no mistake; says what is wrong with one that has."""
    from kurilreader.domain import SearchRequest

    if query.strip():
        for complaint in desk.search(SearchRequest(query, limit=1)).complaints:
            output.say(f"kurilreader review: {complaint.message}; nothing was done")
            return False
    return True


def _print(desk: Desk, found: Sequence[StatementAt], limit: int | None) -> int:
    from kurilreader.desk import records

    shown = 0
    for at in islice(found, limit):
        output.out_record(records.reviewed(desk.statement(at)))
        shown += 1
    return shown


def _agreement(desk: Desk) -> None:
    from kurilreader.desk import records

    found = desk.agreement()
    output.out_record(records.agreement(found))
    if not found.statements:
        output.say("no statement was judged by several reviewers")
    elif found.alpha is None:
        output.say("all verdicts are the same: agreement beyond chance cannot be told")


def _span(text: str) -> Span:
    start, _, end = text.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end)):
        raise argparse.ArgumentTypeError(f"{text!r} is no span such as 12-40")
    return Span(int(start), int(end))
