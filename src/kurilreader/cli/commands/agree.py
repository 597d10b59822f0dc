"""`kurilreader agree`: where two parties agree or disagree on a topic."""

from __future__ import annotations

import argparse

from kurilreader.cli import asking, common, output

NAME = "agree"
HELP = "show where two parties agree or disagree on a topic, with both sentences"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("first", metavar="PARTY", help="a party: JP, RU, eu …")
    parser.add_argument("second", metavar="PARTY", help="another one")
    parser.add_argument("--topic", metavar="T", required=True, help="on this topic: peace-treaty, visits …")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(wrong=parser.error)


def run(options: argparse.Namespace) -> int:
    """Print the meetings."""
    from kurilreader.desk import records

    with common.open_desk(options) as desk:
        first, second = desk.party_called(options.first), desk.party_called(options.second)
        topic = desk.topic_called(options.topic)
        if first == second:
            options.wrong("give two parties")
        found = desk.meetings(first, second, topic)
        for meeting in found:
            if options.json:
                output.out_record(records.meeting(meeting, topic))
                continue
            output.out(f"{meeting.relation.value}  {meeting.why}")
            for line in (meeting.first, meeting.second):
                party = desk.party(line.party).name if line.party else ""
                output.out("    " + "  ".join([asking.day(line), party, line.kind.value]))
                asking.out_stated(line, indent="        ")
    output.say(f"{len(found)} found" if found else "nothing that says so clearly was found")
    return common.DONE
