"""`kurilreader show`: print an article."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output

NAME = "show"
HELP = "print an article with what each party states in it"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("id", metavar="ID", help="its id as search prints it, or the first four or more digits")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="one JSON object")
    forms.add_argument("--markdown", action="store_true", help="its text alone, as Markdown")


def run(options: argparse.Namespace) -> int:
    """Print one article."""
    from kurilreader.desk import records

    with common.open_desk(options) as desk:
        reading = desk.reading(desk.number(options.id))
        if options.json:
            output.out_record(records.reading(reading))
            return common.DONE
        article = reading.article
        if options.markdown:
            output.out(f"# {article.title}")
            output.out()
            output.out_lines(article.markup or article.text)
            return common.DONE
        output.out(article.title)
        output.out(" · ".join(filter(None, [article.source, article.author, article.published, article.address])))
        output.out()
        output.out_lines(article.text)
        if reading.analysis is None:
            output.say("not analysed yet")
            return common.DONE
        statements = {statement.id: statement for statement in reading.analysis.statements}
        for position in reading.analysis.positions:
            lead = statements[position.statements[0]]
            output.out()
            output.out("  ".join([position.name, position.kind.value, *map(desk.topic, position.topics)]))
            output.out(f"  {position.text}")
            if lead.speaker:
                output.out(f"  {lead.speaker.name or lead.speaker.text}")
    return common.DONE
