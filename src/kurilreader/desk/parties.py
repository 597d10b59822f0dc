"""Names and marks of parties, the same wherever one is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kurilreader.desk.reports import PartyInfo
from kurilreader.domain import Row


class Parties:
    """What is known of parties from dossiers; each is looked up once."""

    def __init__(self, dossiers: Sequence[str]) -> None:
        self._dossiers = tuple(dossiers)
        self._known: dict[str, PartyInfo] = {}

    def info(self, id_: str) -> PartyInfo:
        """A party by its id. Never fails."""
        info = self._known.get(id_)
        if info is None:
            info = self._known[id_] = PartyInfo(id_, id_, id_.upper()[:2])
        return info

    def marked(self, row: Row) -> Row:
        """A list row with the marks of its parties."""
        if not row.parties:
            return row
        return replace(row, parties=tuple(replace(count, mark=self.info(count.party).mark) for count in row.parties))
