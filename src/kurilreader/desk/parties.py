"""Names and marks of parties and names of topics, the same wherever one is shown."""

from __future__ import annotations

import threading
from dataclasses import replace

from kurilreader.desk.reports import PartyInfo
from kurilreader.domain import Analysis, DossierError, Row
from kurilreader.settings import Settings, dossier_folder


class Parties:
    """What the dossiers call parties and topics. They are read when the first is asked for; nothing here fails.

    A dossier that is wrong is passed over in silence here: analysis and the doctor complain about it.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lock = threading.Lock()
        self._parties: dict[str, PartyInfo] | None = None
        self._topics: dict[str, str] = {}
        #: ids of parties by whatever the dossiers call them, case folded
        self._called: dict[str, str] = {}
        self._aliases: list[tuple[str, ...]] = []

    def info(self, id_: str) -> PartyInfo:
        """A party by its id; one that no dossier knows is called by its country's name or its id."""
        parties = self._read()
        info = parties.get(id_)
        if info is None:
            info = parties[id_] = PartyInfo(id_, _country(id_) or id_, _plain_mark(id_))
        return info

    def mark(self, id_: str) -> str:
        """The letter(s) of a party, without the cost of looking up a country's name."""
        info = self._read().get(id_)
        return info.mark if info else _plain_mark(id_)

    def topic(self, id_: str) -> str:
        """A topic's name in words."""
        self._read()
        return self._topics.get(id_) or id_.replace("-", " ")

    def called(self, words: str) -> str:
        """The id of the party that is called so, by id or name in any case; words that name none, as they are."""
        words = " ".join(words.split())
        known = self._read()
        if words in known or _country(words):
            return words
        if _country(words.upper()):
            return words.upper()
        return self._called.get(words.casefold()) or _country_called(words) or words

    def topic_called(self, words: str) -> str:
        """The id of the topic that is called so, by id or name in any case; words that name none, as they are."""
        self._read()
        folded = " ".join(words.split()).casefold()
        for id_, name in self._topics.items():
            if folded in (id_.casefold(), name.casefold()):
                return id_
        return folded.replace(" ", "-")

    def aliases(self) -> list[tuple[str, ...]]:
        """Groups of names of one place: who searches for one finds the others."""
        self._read()
        return self._aliases

    def marked(self, row: Row) -> Row:
        """A list row with the marks of its parties."""
        if not row.parties:
            return row
        return replace(row, parties=tuple(replace(count, mark=self.mark(count.party)) for count in row.parties))

    def named(self, analysis: Analysis | None) -> Analysis | None:
        """An analysis with the names of parties that its statements got by review alone."""
        if analysis is None or all(each.name != each.party for each in analysis.positions):
            return analysis
        named = (
            replace(each, name=self.info(each.party).name) if each.name == each.party else each
            for each in analysis.positions
        )
        return replace(analysis, positions=tuple(named))

    def forget(self) -> None:
        """Read the dossiers anew when something is asked: one of them changed."""
        with self._lock:
            self._parties = None
            self._topics, self._called, self._aliases = {}, {}, []

    def _read(self) -> dict[str, PartyInfo]:
        with self._lock:
            if self._parties is None:
                from kurilreader.analysis.dossier import load_dossiers

                self._parties = {}
                try:
                    dossiers = load_dossiers(self._settings.dossiers, dossier_folder())
                except DossierError:
                    dossiers = []
                for dossier in dossiers:
                    for party in dossier.parties:
                        info = PartyInfo(party.id, party.name, party.mark or _plain_mark(party.id))
                        self._parties.setdefault(party.id, info)
                        for name in (party.id, party.name, *party.names):
                            self._called.setdefault(name.casefold(), party.id)
                    self._aliases += [(place.name, *place.names) for place in dossier.places if place.names]
                    for topic in dossier.topics:
                        self._topics.setdefault(topic.id, topic.name)
            return self._parties


def _plain_mark(id_: str) -> str:
    return id_.upper()[:2]


def _country(id_: str) -> str | None:
    """The English name of an ISO 3166 alpha-2 code."""
    if len(id_) != 2 or not id_.isupper():
        return None
    from babel import Locale

    return Locale("en").territories.get(id_)


def _country_called(name: str) -> str | None:
    """The ISO 3166 alpha-2 code of the country with this English name, in any case."""
    from babel import Locale

    folded = name.casefold()
    named = Locale("en").territories.items()
    return next((code for code, each in named if each.casefold() == folded and len(code) == 2), None)
