"""`kurilreader correct`: corrections of names."""

from __future__ import annotations

import argparse

from kurilreader.cli import common, output
from kurilreader.domain.analysis import EntityType
from kurilreader.domain.review import EntityAct, EntityCorrection

NAME = "correct"
HELP = "correct names: merge, split, retype, never; or let the dossier learn one"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--as", dest="reviewer", metavar="NAME", default=argparse.SUPPRESS, help="who corrects")
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions (default: list)")
    actions.add_parser("list", help="all corrections, one JSON object a line")
    merge = actions.add_parser("merge", help="two names are of one")
    merge.add_argument("entity", metavar="ENTITY", help="as `show --json` calls it")
    merge.add_argument("target", metavar="TARGET", help="the entity that it is")
    merge.add_argument("words", metavar="NAME", nargs="?", default="", help="what TARGET is called where it is not met")
    split = actions.add_parser("split", help="a name is of somebody else")
    split.add_argument("entity", metavar="ENTITY")
    split.add_argument("words", metavar="WORDS", help="as they are written")
    split.add_argument("target", metavar="NEW", help="the entity that these words name")
    retype = actions.add_parser("retype", help="an entity is something else")
    retype.add_argument("entity", metavar="ENTITY")
    retype.add_argument("type", metavar="TYPE", choices=[each.value for each in EntityType], help="person, place …")
    never = actions.add_parser("never", help="words that name nothing")
    never.add_argument("words", metavar="WORDS", help="as they are written")
    for action in (merge, split, retype, never):
        action.add_argument("--id", metavar="ID", help="only in this article")
    learn = actions.add_parser("learn", help="a name that the dossiers do not know")
    learn.add_argument("words", metavar="NAME")
    learn.add_argument("target", metavar="WHOM", help="a party by its id, or a person by the full name")
    learn.add_argument("--party", dest="entity", metavar="P", default="", help="the party that the person speaks for")


def run(options: argparse.Namespace) -> int:
    """Keep a correction, or list them."""
    from kurilreader.desk import records

    acts = {"merge": EntityAct.MERGE, "split": EntityAct.SPLIT, "retype": EntityAct.RETYPE, "never": EntityAct.NEVER}
    with common.open_desk(options) as desk:
        if options.action in (None, "list"):
            for each in desk.corrections():
                id_ = None if each.number is None else desk.reading(each.number).article.id
                output.out_record(records.correction(each, id_))
            return common.DONE
        given = vars(options)
        id_ = given.get("id")
        correction = EntityCorrection(
            acts.get(options.action, EntityAct.LEARN),
            given.get("entity", ""),
            given.get("target", ""),
            given.get("words", ""),
            EntityType(options.type) if "type" in given else None,
            None if id_ is None else desk.number(id_),
        )
        unmet = desk.unmet(correction)
        new = desk.correct(correction)
    output.say("kept" if new else "known already")
    for name in unmet if new else ():
        output.say(f"no article names {name} so far")
    return common.DONE
