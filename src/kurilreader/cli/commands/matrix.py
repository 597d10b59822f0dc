"""`kurilreader matrix`: which party stated how much on which topic, and what last."""

from __future__ import annotations

import argparse

from kurilreader.cli import asking, common, output

NAME = "matrix"
HELP = "parties against topics: how many statements, and the current position in each cell"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    asking.configure(parser, statements=False)
    parser.add_argument(
        "--parties", metavar="N", type=common.positive, default=12, help="so many parties (default: 12)"
    )
    parser.add_argument("--topics", metavar="N", type=common.positive, default=12, help="so many topics (default: 12)")


def run(options: argparse.Namespace) -> int:
    """Print the table of counts and then what each cell holds, or the cells as JSON."""
    from kurilreader.desk import records

    with common.open_desk(options) as desk:
        matrix = desk.matrix(asking.asked(options, desk), options.parties, options.topics)
        cells = [
            cell for topic in matrix.topics for party in matrix.parties if (cell := matrix.cells.get((party, topic)))
        ]
        if options.json:
            for cell in cells:
                output.out_record(records.cell(cell))
        elif cells:
            names = [desk.topic(topic) for topic in matrix.topics]
            width = max(map(len, names))
            columns = [(party, max(4, len(party))) for party in matrix.parties]
            output.out(" " * width + "".join(f"  {party:>{wide}}" for party, wide in columns))
            for topic, name in zip(matrix.topics, names, strict=True):
                counts = [
                    f"  {cell.count if (cell := matrix.cells.get((party, topic))) else '·':>{wide}}"
                    for party, wide in columns
                ]
                output.out(f"{name:{width}}" + "".join(counts))
            for cell in cells:
                output.out()
                head = [desk.party(cell.party).name, desk.topic(cell.topic), str(cell.count)]
                output.out("  ".join([*head, asking.day(cell.current), cell.current.kind.value]))
                asking.out_stated(cell.current)
    output.say(f"{len(matrix.parties)} parties, {len(matrix.topics)} topics" if cells else "no statement found")
    return common.DONE
