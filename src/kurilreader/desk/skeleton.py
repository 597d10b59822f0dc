"""The text of a new dossier: what can stand in it, shown by comments, and what a library suggests."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kurilreader.domain.printable import printable

if TYPE_CHECKING:
    from kurilreader.desk.surveying import Candidates, Named

_HEAD = """\
# A dossier: who the parties of a dispute are, who speaks for them, what the places are called, what is stated on.
# Take away the "#" where you have something to say; docs/dossiers.md explains every key.
# Look it over with: kurilreader dossier check
title = {title}

# Agencies, papers and other bodies that are no party.
# organisations = ["Example Wire"]
"""

_PARTIES = """
# --- Parties. A country's id is its ISO code in capitals, an organisation's lower-case words joined by hyphens. -------
# [[party]]
# id = "KZ"
# name = "Kazakhstan"
# mark = "K"                              # the letter beside its colour
# names = ["Republic of Kazakhstan"]      # in any language
# metonyms = ["Astana"]                   # capitals and seats of government
# bodies = ["Majilis"]                    # ministries, parliaments, services with a name of their own
# adjectives = ["Kazakh", "Kazakhs"]
# offices = ["State Secretary"]           # titles no other party has
"""

_PEOPLE = """
# --- People, with their offices and the first and last day of each ---------------------------------------------------
# [[person]]
# name = "Dana Serik"
# party = "KZ"                            # leave it out for somebody who speaks for none
# gender = "f"
# aliases = ["Serik"]
# offices = [{ title = "Foreign Minister", from = "2020-01-15", to = "2022-05" }]
"""

_PLACES = """
# --- Places, with all their names ------------------------------------------------------------------------------------
# [[place]]
# name = "Vozrozhdeniya"
# names = ["Rebirth Island", "Возрождение"]
# country = "KZ"                          # only where nobody disputes it
"""

_TOPICS = """
# --- Topics: words and phrases in lower case, "*" for any ending -----------------------------------------------------
# [[topic]]
# id = "salt"
# name = "salt and dust"
# terms = ["salt*", "dust storm*", "drained lake"]

# --- Wordings that decide the kind of a statement, and verbs that attribute ------------------------------------------
# [kinds]
# warning = ["the salt remembers"]
#
# [cues]
# thunder = { frames = "quote that", kind = "accusation" }
"""


def skeleton(title: str, candidates: Candidates | None = None) -> str:
    """A dossier that is right as it stands, whatever the candidates are called."""
    parts = [_HEAD.format(title=_text(title)), _PARTIES]
    if candidates is not None:
        parts += [_party(each) for each in candidates.parties]
    parts.append(_PEOPLE)
    if candidates is not None:
        parts += [_person(each) for each in candidates.people]
    parts.append(_PLACES)
    if candidates is not None:
        parts += [f"\n[[place]]  # in {_articles(each)}\nname = {_text(each.name)}\n" for each in candidates.places]
    parts.append(_TOPICS)
    return "".join(parts)


def _party(each: Named) -> str:
    return f"\n[[party]]  # states something in {_articles(each)}\nid = {_text(each.id)}\nname = {_text(each.name)}\n"


def _person(each: Named) -> str:
    lines = [f"[[person]]  # in {_articles(each)}", f"name = {_text(each.name)}"]
    if each.party:
        lines.append(f"party = {_text(each.party)}")
    if each.role:
        # The days are not in the library: they are for whoever knows them.
        lines.append(f'# offices = [{{ title = {_text(each.role)}, from = "" }}]')
    return "\n" + "\n".join(lines) + "\n"


def _articles(each: Named) -> str:
    return f"{each.articles} article{'s' * (each.articles != 1)}"


def _text(text: str) -> str:
    """A TOML text; JSON's escapes are TOML's too."""
    return json.dumps(printable(text), ensure_ascii=False)
