"""`kurilreader dossier`: the dossiers, and which of them a library is read with."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from typing import TYPE_CHECKING

from kurilreader.cli import common, output

if TYPE_CHECKING:
    from kurilreader.desk import Desk
    from kurilreader.desk.surveying import Candidates, Survey

NAME = "dossier"
HELP = "list, make, check, edit or choose dossiers; docs/dossiers.md explains them"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--json", action="store_true", help="before list or check: one JSON object a line")
    actions = parser.add_subparsers(metavar="ACTION", dest="action", title="actions (default: list)")
    actions.add_parser("list", help="each with what it holds and where it is")
    new = actions.add_parser("new", help="write one that shows by comments what can stand in it")
    new.add_argument("name", metavar="NAME")
    new.add_argument("--title", metavar="TEXT", default="", help="what the dispute is called")
    new.add_argument("--fill", action="store_true", help="with the parties, people and places the library names most")
    new.add_argument("--query", metavar="QUERY", default="", help="with those of the articles that a query finds")
    check = actions.add_parser("check", help="say what is wrong, what never occurs in the library, what is lacking")
    check.add_argument("name", metavar="NAME", nargs="?", help="by name, or the path of one (default: your own)")
    check.add_argument("--names", action="store_true", help="also each name and term that never occurs")
    edit = actions.add_parser("edit", help="open one in your editor (VISUAL, EDITOR), then check it")
    edit.add_argument("name", metavar="NAME")
    path = actions.add_parser("path", help="print where a dossier is, or the folder of your own")
    path.add_argument("name", metavar="NAME", nargs="?")
    use = actions.add_parser("use", help="read this library with these dossiers; without NAME, as the settings say")
    use.add_argument("name", metavar="NAME", nargs="*")


def run(options: argparse.Namespace) -> int:
    """Do what was asked for."""
    actions = {"new": _new, "check": _check, "edit": _edit, "path": _path, "use": _use}
    return actions.get(options.action, _list)(options)


def _list(options: argparse.Namespace) -> int:
    from kurilreader.desk import dossiers

    desk = _library(options)
    settings = desk.settings if desk else common.settings_of(options)
    if desk:
        desk.close()
    for info in dossiers.listed(settings):
        if options.json:
            output.out_record({"schema": "kurilreader.dossier/1", **asdict(info), "path": info.path and str(info.path)})
            continue
        held = f"{info.parties} parties, {info.people} people, {info.places} places, {info.topics} topics"
        wrong = f"{info.problems} wrong" if info.problems else None
        used = "used" if info.used else "not used"
        where = str(info.path or "shipped")
        output.out("  ".join(filter(None, [info.name, used, info.title, held, wrong, where])))
    return common.DONE


def _new(options: argparse.Namespace) -> int:
    from kurilreader.desk import dossiers

    dossiers.file_of(options.name)
    found: Candidates | None = None
    if options.fill or options.query:
        with common.open_desk(options) as desk:
            ticker = output.Ticker()
            found = desk.candidates(desk.matching(options.query).numbers, ticker)
            ticker.done()
    output.out(str(dossiers.make(options.name, options.title, found)))
    if found is not None and not (found.parties or found.people or found.places):
        output.say("nothing that no dossier knows is named in three of those articles: it begins empty")
    output.say(f"open it with: kurilreader dossier edit {options.name}")
    return common.DONE


def _check(options: argparse.Namespace) -> int:
    from kurilreader.desk import dossiers

    settings = common.settings_of(options)
    own = [info.name for info in dossiers.listed(settings) if info.path is not None]
    names = [options.name] if options.name else own
    if not names:
        output.say("you have no dossiers of your own; name one, or begin one: kurilreader dossier new NAME")
    codes = [_check_one(options, name) for name in names]
    return max(codes, default=common.DONE)


def _check_one(options: argparse.Namespace, name: str) -> int:
    from kurilreader.desk import dossiers

    desk = _library(options)
    try:
        found = dossiers.check(name, desk.settings if desk else common.settings_of(options))
        survey: Survey | None = None
        if desk and not found.problems:
            ticker = output.Ticker()
            survey = desk.survey(name, ticker)
            ticker.done()
    finally:
        if desk:
            desk.close()
    if options.json:
        record = {"schema": "kurilreader.dossier-check/1", **asdict(found), "path": found.path and str(found.path)}
        output.out_record({**record, "survey": survey and asdict(survey)})
        return common.WRONG_USAGE if found.problems else common.DONE
    for line in (*found.problems, *found.remarks, *found.overlaps):
        output.out(line)
    if found.problems:
        return common.WRONG_USAGE
    output.out(f"{found.name}: nothing is wrong")
    if survey:
        _tell(survey, names=getattr(options, "names", False))
    return common.DONE


def _tell(survey: Survey, *, names: bool) -> None:
    output.out(f"it fits {survey.fitting} of {survey.articles} articles")
    for line in survey.never:
        output.out(f"never in the library: {line}")
    more = [("name", survey.never_names), ("term", survey.never_terms)]
    for what, lines in more:
        if names:
            for line in lines:
                output.out(f"never in the library: {what} {line}")
        elif lines:
            output.out(f"never in the library: {len(lines)} more {what}{'s' * (len(lines) != 1)} (--names lists them)")
    lacking = survey.lacking
    for what, found in (("party", lacking.parties), ("person", lacking.people), ("place", lacking.places)):
        for each in found:
            told = ", ".join(filter(None, [each.id or each.party, each.role]))
            output.out(f"not in it: {what} {each.name}{f' ({told})' * bool(told)}, in {each.articles} articles")


def _edit(options: argparse.Namespace) -> int:
    import subprocess

    from kurilreader.desk import dossiers
    from kurilreader.domain import DossierError

    words = dossiers.editor()
    path, copied = dossiers.own_copy(options.name)
    if copied:
        output.say(f"{options.name} comes with the program; this copy takes its place: {path}")
    try:
        code = subprocess.run([*words, str(path)], check=False).returncode
    except OSError as error:
        raise DossierError(f"{words[0]} cannot be started ({error.strerror})", "set VISUAL or EDITOR") from error
    if code:
        output.say(f"{words[0]} ended with {code}")
    found = dossiers.check(str(path), common.settings_of(options))
    for line in (*found.problems, *found.remarks, *found.overlaps):
        output.out(line)
    output.say(f"{len(found.problems)} wrong" if found.problems else f"{found.name}: nothing is wrong")
    return common.WRONG_USAGE if found.problems else common.DONE


def _path(options: argparse.Namespace) -> int:
    from kurilreader.desk import dossiers

    if not options.name:
        output.out(str(dossiers.folder()))
        return common.DONE
    output.out(str(dossiers.path_of(options.name)))
    return common.DONE


def _use(options: argparse.Namespace) -> int:
    with common.open_desk(options) as desk:
        desk.use_dossiers(options.name)
        count = desk.count()
    if options.name:
        output.say(f"this library is read with {', '.join(options.name)}")
    else:
        output.say("this library is read with what the settings say")
    output.say(f"its {count} articles are analysed anew when the reader is opened,")
    output.say("or by: kurilreader analyze --all --stale")
    return common.DONE


def _library(options: argparse.Namespace) -> Desk | None:
    """The library if there is one; what a dossier is does not depend on it."""
    from kurilreader.domain import LibraryBroken

    try:
        return common.open_desk(options)
    except LibraryBroken as error:
        output.say(f"without a library: {error}")
        return None
