"""`kurilreader search`: find articles."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output

NAME = "search"
HELP = "find articles; docs/searching.md explains the query language"

#: lines a person reads at once
PAGE = 25


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("query", metavar="QUERY", nargs="+", help="words, phrases and fields; several are put together")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument(
        "--limit", metavar="N", type=common.positive, help=f"at most N articles (default: {PAGE}; with --json all)"
    )
    parser.add_argument(
        "--order", choices=["date", "relevance", "source"], default="date", help="newest first unless another is given"
    )


def run(options: argparse.Namespace) -> int:
    """Print the articles found, each with its best stretch."""
    from kurilreader.desk import records
    from kurilreader.domain import Order, SearchRequest

    limit = options.limit or (None if options.json else PAGE)
    query = " ".join(options.query)
    with common.open_desk(options) as desk:
        result = desk.search(SearchRequest(query, Order(options.order), limit))
        for complaint in result.complaints:
            output.say(f"  {query}")
            output.say("  " + " " * complaint.start + "^" * max(1, complaint.end - complaint.start))
            output.say(f"  {complaint.message}")
        if result.notice:
            output.say(result.notice)
        for start in range(0, len(result.numbers), 100):
            numbers = list(result.numbers[start : start + 100])
            snippets = desk.snippets(query, numbers)
            for row in desk.rows(numbers):
                snippet = snippets.get(row.number)
                if options.json:
                    output.out_record(records.hit(row, snippet))
                    continue
                output.out("  ".join(filter(None, [row.id, (row.published or "")[:10], row.source, row.title])))
                if snippet and snippet.offset is not None:
                    output.out_marked(snippet.text, snippet.marks, indent="    ")
    total = len(result.numbers) if result.total is None else result.total
    told = f"{total} found" if total else "nothing found"
    if total > len(result.numbers):
        told += f", {len(result.numbers)} shown (--limit)"
    output.say(told)
    if result.suggestion and not total:
        output.say(f"did you mean: {result.suggestion}")
    return common.DONE
