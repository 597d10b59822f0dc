"""Names that were learned from corrections: given to the parties and people that the dossiers describe."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from kurilreader.analysis.dossier import Dossier, Party, Person


def with_learned(dossiers: Sequence[Dossier], learned: Dossier) -> list[Dossier]:
    """The dossiers with the names of `learned`; whom none of them describes, the last one (the general one) does.

    So a learned name never decides which dossier an article fits but by the party or person it belongs to.
    """
    parties, people = {each.id for each in learned.parties}, {each.name for each in learned.people}
    known_parties = {each.id for dossier in dossiers for each in dossier.parties}
    known_people = {each.name for dossier in dossiers for each in dossier.people}
    told = [
        replace(
            dossier,
            parties=tuple(_named(each, learned) if each.id in parties else each for each in dossier.parties),
            people=tuple(_aliased(each, learned) if each.name in people else each for each in dossier.people),
            digest=_digest(dossier, learned),
        )
        for dossier in dossiers
    ]
    general = told[-1]
    told[-1] = replace(
        general,
        parties=(*general.parties, *(each for each in learned.parties if each.id not in known_parties)),
        people=(*general.people, *(each for each in learned.people if each.name not in known_people)),
    )
    return told


def _named(party: Party, learned: Dossier) -> Party:
    names = [name for each in learned.parties if each.id == party.id for name in each.names]
    return replace(party, names=tuple(dict.fromkeys((*party.names, *names))))


def _aliased(person: Person, learned: Dossier) -> Person:
    same = [each for each in learned.people if each.name == person.name]
    aliases = tuple(dict.fromkeys((*person.aliases, *(alias for each in same for alias in each.aliases))))
    return replace(person, aliases=aliases, party=person.party or next((each.party for each in same), None))


def _digest(dossier: Dossier, learned: Dossier) -> str:
    return hashlib.sha256(f"{dossier.digest} {learned.digest}".encode()).hexdigest()[:8]
