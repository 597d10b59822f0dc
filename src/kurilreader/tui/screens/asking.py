"""Asking for statements by party, topic, kind and day: what the record and the changes share."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kurilreader.domain import KurilError
from kurilreader.domain.printable import printable
from kurilreader.domain.record import Ask
from kurilreader.tui.screens.room import RoomScreen
from kurilreader.tui.widgets.bars import Words

#: parties and topics that keys walk through
_WALKED = 60
_BACK = re.compile(r"(\d{1,4})\s*([dwmy])")
_DAYS = {"d": 1, "w": 7, "m": 30.44, "y": 365.25}


def day_of(words: str, today: date) -> str:
    """A day from what is typed: a day, a month or a year (their first day), or so many days, weeks, months, years ago.

    `KurilError` for anything else.
    """
    words = words.strip().casefold()
    if found := _BACK.fullmatch(words):
        return (today - timedelta(days=round(int(found[1]) * _DAYS[found[2]]))).isoformat()
    whole = {4: f"{words}-01-01", 7: f"{words}-01"}.get(len(words), words)
    try:
        return date.fromisoformat(whole).isoformat()
    except ValueError:
        raise KurilError(f"{words} is no day: 2024, 2024-03, 2024-03-15, 2w, 3m, 1y are") from None


class AskingScreen(RoomScreen):
    """Holds an `Ask` and changes it by keys; `ask_again` fetches what it asks for."""

    ask = Ask()
    _known: tuple[Sequence[str], Sequence[str]] | None = None

    def ask_again(self, index: int = 0) -> None:
        """Fetch what is asked for now; the cursor comes to stand on the place given."""
        raise NotImplementedError

    def asked(self) -> Sequence[Words]:
        """The party, the topic and what else is asked."""
        ask, dot = self.ask, (f" {self.icons.dot} ", "muted")
        words: list[Words] = []
        if ask.party is not None:
            words.append((f"{printable(self.desk.party(ask.party).name)}", "strong"))
        else:
            words.append(("all parties", "strong"))
        words += [dot, (printable(self.desk.topic(ask.topic)) if ask.topic else "all topics", "plain")]
        if ask.kind:
            words += [dot, (ask.kind.value, "plain")]
        if ask.since:
            words += [dot, (f"since {ask.since}", "plain")]
        if ask.query:
            words += [dot, (f"/{ask.query}", "plain")]
        return words

    def query_words(self) -> str:
        """The same as a query of the search language."""
        ask = self.ask
        parts = [f"party:{ask.party}" if ask.party else "", f"topic:{ask.topic}" if ask.topic else ""]
        parts += [f"kind:{ask.kind.value}" if ask.kind else "", f"date:{ask.since}.." if ask.since else "", ask.query]
        return " ".join(part for part in parts if part)

    def _ask(self) -> Ask:
        return self.ask

    def acted(self) -> None:
        """Fetch anew what stands now; the cursor stays."""
        self.ask_again(self.cursor())

    def cursor(self) -> int:
        """Where the cursor stands."""
        raise NotImplementedError

    # --- walking through parties and topics

    def _walk(self, which: int, argument: str) -> None:
        """The next party (0) or topic (1), or the one that is named."""
        if self._known is None:
            whole = Ask(query=self.ask.query, since=self.ask.since)

            def take(known: tuple[Sequence[str], Sequence[str]]) -> None:
                self._known = known
                self._walk(which, argument)

            def look() -> tuple[Sequence[str], Sequence[str]]:
                matrix = self.desk.matrix(whole, _WALKED, _WALKED)
                return matrix.parties, matrix.topics

            self.fetch(look, take, group="known", say="looking")
            return
        known: list[str | None] = [None, *self._known[which]]
        here = self.ask.topic if which else self.ask.party

        def name(id_: str | None) -> str:
            return "all" if id_ is None else self.desk.topic(id_) if which else self.desk.party(id_).name

        if argument:
            found = _named(argument, known, name)
            if found == "":
                self.message(f"nothing is called {argument} here", error=True)
                return
        else:
            found = known[(known.index(here) + 1) % len(known)] if here in known else None
        self.ask = replace(self.ask, topic=found) if which else replace(self.ask, party=found)
        self.ask_again()

    def do_next_party(self, count: int | None, argument: str) -> None:
        """The next party, or the one that is named."""
        self._walk(0, argument)

    def do_next_topic(self, count: int | None, argument: str) -> None:
        """The next topic, or the one that is named."""
        self._walk(1, argument)

    def do_since(self, count: int | None, argument: str) -> None:
        """Only since a day; an empty one for all."""
        from kurilreader.tui.widgets.prompt import Asking

        def since(words: str) -> None:
            self.ask = replace(self.ask, since=day_of(words, self.across.today) if words else None)
            self.ask_again()

        if argument:
            since(argument)
        else:
            self.type(Asking.SINCE, since, self.ask.since or "", "2024, 2024-03-15, 2w, 3m, 1y; nothing for all")


def _named(words: str, known: Sequence[str | None], name: Callable[[str | None], str]) -> str | None:
    """What is called so by id, name or its beginning; "" for nothing."""
    wanted = words.casefold()
    exact = [each for each in known if wanted in {(each or "all").casefold(), name(each).casefold()}]
    begun = [each for each in known if name(each).casefold().startswith(wanted)]
    return next(iter((*exact, *begun)), "")
