"""`kurilreader search`: find articles."""

from __future__ import annotations

import argparse

from kurilreader.cli import answers, common

NAME = "search"
HELP = "find articles; docs/query-language.md explains the query language"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("query", metavar="QUERY", nargs="*", help="words, phrases and fields; several are put together")
    parser.add_argument("--batch", metavar="FILE", help='a query on each line of a file ("-": standard input)')
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--count", action="store_true", help="only how many there are")
    what.add_argument("--facets", action="store_true", help="how they spread over sources, months, parties, topics …")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="one JSON object a line")
    form.add_argument("--csv", action="store_true", help="a table for spreadsheets")
    parser.add_argument(
        "--limit",
        metavar="N",
        type=common.positive,
        help=f"at most N articles (default: {answers.PAGE}; with --json and --csv all), or N values of each facet",
    )
    parser.add_argument(
        "--order", choices=["date", "relevance", "source"], default="date", help="newest first unless another is given"
    )
    parser.set_defaults(wrong=parser.error)


def run(options: argparse.Namespace) -> int:
    """Print the articles found, each with its best stretch, or what else was asked of them."""
    from kurilreader.domain import Order

    if bool(options.query) == (options.batch is not None):
        options.wrong("give a query, or a file of queries with --batch")
    asked = [" ".join(options.query)] if options.batch is None else answers.queries(options.batch)
    form = next((name for name in ("json", "csv") if getattr(options, name)), "text")
    what = next((name for name in ("count", "facets") if getattr(options, name)), "hits")
    with common.open_desk(options) as desk:
        giving = answers.Answers(
            desk, form, what, limit=options.limit, order=Order(options.order), several=options.batch is not None
        )
        for query in asked:
            giving.give(query)
    return common.DONE
