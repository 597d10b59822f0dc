"""What reviewers say of statements and entities: the part of the library behind `Review`."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kurilreader.domain import KurilError, NotInLibrary
from kurilreader.domain.printable import printable
from kurilreader.domain.record import StatementAt
from kurilreader.domain.register import Name, Register, Value
from kurilreader.domain.review import EntityCorrection, Judgement, Verdict
from kurilreader.domain.standing import anchors, carried
from kurilreader.library import acts, analyses, registers, showing, verdicts
from kurilreader.library.acts import ActsInSqlite
from kurilreader.library.articles import fetch

#: characters of a statement that an act is called by
_SHORT = 60
#: a moment that no statement has: where a queue begins
_FIRST = 2**62

_NEXT = """
SELECT number, place, moment FROM statements WHERE (moment, number) <= (?, ?)
    AND NOT (moment = ? AND number = ? AND place <= ?)
    AND (? IS NULL OR NOT EXISTS (
        SELECT 1 FROM judged WHERE judged.reviewer = ? AND judged.number = statements.number
        AND judged.place = statements.place))
ORDER BY moment DESC, number DESC, place LIMIT ?
"""
_JUDGED = {
    "disputed": "SELECT number, place FROM judged GROUP BY number, place HAVING count(DISTINCT says) > 1",
    "any": "SELECT DISTINCT number, place FROM judged",
}


class ReviewInSqlite(ActsInSqlite):
    """The reviews of a library with SQLite; see `interface.Review`."""

    # --- verdicts

    def judge(self, given: Sequence[tuple[StatementAt, Judgement]], reviewer: str) -> int:
        """Keep verdicts of one reviewer as one act."""
        with self._at.writing() as connection:
            values: dict[Name, Value] = {}
            words = ""
            by_number: dict[int, list[tuple[StatementAt, Judgement]]] = {}
            for at, judgement in given:
                by_number.setdefault(at.number, []).append((at, judgement))
            for number, group in by_number.items():
                found = analyses.found(connection, number)
                statements = found.statements if found else ()
                said = verdicts.by_place(connection, number, statements)
                id_ = verdicts.article_id(connection, number) if found else ""
                named = anchors(id_, statements)
                for at, judgement in group:
                    if not 0 <= at.place < len(statements):
                        raise NotInLibrary(f"article {number} has no statement at place {at.place}")
                    for span in judgement.content or ():
                        if not 0 <= span.start < span.end <= _length(connection, number):
                            raise KurilError(f"the article has no characters from {span.start} to {span.end}")
                    own = next((each for each in said.get(at.place, ()) if each.judgement.reviewer == reviewer), None)
                    anchor = named[at.place]
                    told = replace(
                        judgement,
                        note=printable(judgement.note),
                        party=judgement.party and printable(judgement.party),
                    )
                    whole = carried(own.judgement if own else None, told)
                    name = Name(id_, "verdict", own.anchor.mark if own else anchor.mark, reviewer)
                    values[name] = verdicts.verdict_value(whole, anchor)
                    words = words or f'"{_short(anchor.text)}"'
            kinds = {judgement.verdict for _, judgement in given}
            what = kinds.pop().value if len(kinds) == 1 else "verdicts"
            on = words if len(given) == 1 else f"{len(given)} statements"
            return len(acts.act(connection, reviewer, f"{what}: {on}", values))

    def judgements(self, number: int) -> dict[int, tuple[Judgement, ...]]:
        """The verdicts on an article's statements."""
        with self._at.reading() as connection:
            return judgements(connection, number)

    def judged(self, which: str) -> tuple[Sequence[int], Sequence[int]]:
        """Statements with a verdict."""
        if which in _JUDGED:
            return self._pairs(_JUDGED[which])
        if which not in set(Verdict):
            raise ValueError(f"{which} is no verdict")
        return self._pairs("SELECT DISTINCT number, place FROM judged WHERE verdict = ?", (which,))

    def judged_by(self, reviewer: str) -> tuple[Sequence[int], Sequence[int]]:
        """Statements that a reviewer gave a verdict on."""
        return self._pairs("SELECT number, place FROM judged WHERE reviewer = ?", (reviewer,))

    def unjudged(
        self, reviewer: str | None, after: tuple[StatementAt, int] | None, limit: int
    ) -> list[tuple[StatementAt, int]]:
        """The next statements to be reviewed."""
        (number, place), moment = after or (StatementAt(_FIRST, _FIRST), _FIRST)
        values = (moment, number, moment, number, place, reviewer, reviewer, limit)
        with self._at.reading() as connection:
            return [(StatementAt(number, place), moment) for number, place, moment in connection.execute(_NEXT, values)]

    def count_unjudged(self, reviewer: str | None) -> int:
        """How many statements there are to review."""
        with self._at.reading() as connection:
            (every,) = connection.execute("SELECT count(*) FROM statements").fetchone()
            (done,) = connection.execute("SELECT count(*) FROM judged WHERE reviewer = ?", (reviewer,)).fetchone()
            return int(every - done)

    def disagreements(self) -> list[StatementAt]:
        """Statements of which reviewers say different things, newest first."""
        query = (
            f"SELECT number, place FROM ({_JUDGED['disputed']}) JOIN statements USING (number, place)"
            " ORDER BY moment DESC, number DESC, place"
        )
        with self._at.reading() as connection:
            return [StatementAt(*pair) for pair in connection.execute(query)]

    def ratings(self) -> list[tuple[StatementAt, str, str]]:
        """Who gave which verdict on the statements that several reviewers judged; "unsure" is none."""
        query = (
            "SELECT number, place, reviewer, verdict FROM judged WHERE says IS NOT NULL AND (number, place) IN"
            " (SELECT number, place FROM judged WHERE says IS NOT NULL GROUP BY number, place HAVING count(*) > 1)"
            " ORDER BY number, place, reviewer"
        )
        with self._at.reading() as connection:
            return [
                (StatementAt(number, place), reviewer, verdict)
                for number, place, reviewer, verdict in connection.execute(query)
            ]

    def reviewers(self) -> list[str]:
        """All who gave a verdict or did anything else that can be undone."""
        with self._at.reading() as connection:
            query = "SELECT reviewer FROM judged UNION SELECT reviewer FROM acts WHERE reviewer <> '' ORDER BY 1"
            return [name for (name,) in connection.execute(query)]

    # --- entities

    def correct(self, correction: EntityCorrection, reviewer: str) -> bool:
        """Keep a correction; False where it is known already."""
        with self._at.writing() as connection:
            id_, where = "", ""
            if correction.number is not None:
                id_ = verdicts.article_id(connection, correction.number)
                where = " in one article"
            name = Name(id_, "correction", verdicts.correction_key(correction))
            held = registers.fetch(connection, [name]).get(name)
            if held is not None and held.value("correction") is not None:
                return False
            told = printable(f"{correction.act.value}: {correction.words or correction.entity}{where}")
            return bool(acts.act(connection, reviewer, told, {name: {"by": reviewer}}))

    def corrections(self) -> list[EntityCorrection]:
        """All corrections, in the order in which they were made."""
        with self._at.reading() as connection:
            found = []
            for article in _articles(connection, "correction"):
                number = _number(connection, article)
                for name, register in registers.of_article(connection, article, ("correction",)):
                    if register.value("correction") is not None and (number is not None or not article):
                        found.append((register.made, verdicts.read_correction(name.key, number)))
            return [correction for _, correction in sorted(found, key=lambda item: item[0])]

    def unsettled(self) -> list[tuple[EntityCorrection, bool]]:
        """Corrections for all articles that were made or taken back and not settled yet; whether each holds."""
        with self._at.reading() as connection:
            stored = connection.execute("SELECT value FROM memory WHERE key = ?", (showing.UNSETTLED,)).fetchone()
            names = [Name("", "correction", key) for key in (json.loads(stored[0]) if stored else ())]
            held = registers.fetch(connection, names)
            return [
                (
                    verdicts.read_correction(name.key, None),
                    name in held and held[name].value("correction") is not None,
                )
                for name in names
            ]

    def settle(self, corrections: Sequence[EntityCorrection], numbers: Sequence[int]) -> None:
        """Let articles follow corrections that hold for all, which are settled then."""
        with self._at.writing() as connection:
            for number in numbers:
                analyses.refresh(connection, number)
            stored = connection.execute("SELECT value FROM memory WHERE key = ?", (showing.UNSETTLED,)).fetchone()
            done = {verdicts.correction_key(each) for each in corrections}
            left = [key for key in (json.loads(stored[0]) if stored else ()) if key not in done]
            connection.execute("REPLACE INTO memory (key, value) VALUES (?, ?)", (showing.UNSETTLED, json.dumps(left)))

    # --- state

    def registers(self) -> Iterator[tuple[Name, Register]]:
        """All that persons set."""
        with self._at.reading() as connection:
            yield from registers.everything(connection)

    def merge(self, others: Mapping[Name, Register]) -> int:
        """Take in what was set in another folder."""
        with self._at.writing() as connection:
            return acts.merge(connection, others)

    def _pairs(self, query: str, values: Sequence[str] = ()) -> tuple[Sequence[int], Sequence[int]]:
        numbers, places = array("q"), array("q")
        with self._at.reading() as connection:
            for number, place in connection.execute(query, values):
                numbers.append(number)
                places.append(place)
        return numbers, places


def judgements(connection: sqlite3.Connection, number: int) -> dict[int, tuple[Judgement, ...]]:
    """The verdicts on an article's statements by place, one of each reviewer, latest first."""
    found: dict[int, list[Judgement]] = {}
    rows = connection.execute(
        "SELECT place, judged.reviewer, registers.made, value FROM judged JOIN articles USING (number)"
        " JOIN registers ON article = id AND kind = 'verdict' AND key = mark AND registers.reviewer = judged.reviewer"
        " WHERE number = ? ORDER BY registers.made DESC, judged.reviewer DESC",
        (number,),
    )
    for place, reviewer, made, value in rows:
        found.setdefault(place, []).append(verdicts.read_judgement(reviewer, made, json.loads(value)))
    return {place: tuple(group) for place, group in found.items()}


def _short(text: str) -> str:
    line = printable(text)
    return line if len(line) <= _SHORT else line[: _SHORT - 1].rsplit(" ", 1)[0] + " …"


def _length(connection: sqlite3.Connection, number: int) -> int:
    return len(fetch(connection, number).text)


def _number(connection: sqlite3.Connection, id_: str) -> int | None:
    found = connection.execute("SELECT number FROM articles WHERE id = ?", (id_,)).fetchone()
    return found and int(found[0])


def _articles(connection: sqlite3.Connection, kind: str) -> list[str]:
    return [id_ for (id_,) in connection.execute("SELECT DISTINCT article FROM registers WHERE kind = ?", (kind,))]
