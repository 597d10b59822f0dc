"""Reading a dossier's TOML: every value is checked as it is taken, and all that is wrong is told with its line."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any

from kurilreader.analysis.dossier import Dossier, Office, Party, Person, Place, Topic
from kurilreader.domain import Kind

_ID = re.compile(r"[A-Z]{2}|[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_HEADER = re.compile(r"\s*\[\[?\s*([\w-]+)\s*\]\]?\s*(?:#.*)?$")
_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$")

#: what a cue may say carries the content; docs/dossiers.md explains those that dossiers need
FRAMES = tuple(
    "quote that clause to np np-to comp as of for not noun is late tied as-first with-to to-to right np-comp"
    " rests".split()
)

Table = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong in a dossier: in which line (None where that cannot be told), where, and what."""

    line: int | None
    where: str
    reason: str

    def told(self, origin: str) -> str:
        """As one line; `origin` is what the file is called."""
        return (
            f"{origin}{f', line {self.line}' if self.line else ''}: {self.where}{': ' * bool(self.where)}{self.reason}"
        )


def is_name(name: str) -> bool:
    """Whether a dossier may be called so."""
    return _NAME.fullmatch(name) is not None


def read_dossier(name: str, data: bytes) -> tuple[Dossier, list[Problem]]:
    """A dossier with all that is wrong in it; what is wrong is left out of the dossier."""
    empty = Dossier(name, name)
    if not is_name(name):
        return empty, [Problem(None, "", "a dossier's file name holds lower-case letters, digits and hyphens only")]
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        return empty, [Problem(data.count(b"\n", 0, error.start) + 1, "", f"not UTF-8 at byte {error.start}")]
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        return empty, [Problem(int(line[1]) if line else None, "", _AT_LINE.sub("", str(error)))]
    reader = _Reader(text)
    dossier = reader.dossier(name, table, hashlib.sha256(data).hexdigest()[:8])
    reader.problems.sort(key=lambda problem: (problem.line is None, problem.line or 0))
    return dossier, reader.problems


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a value stands: in the `number`th table of a name (counting from 1; "" is the top level)."""

    table: str = ""
    number: int = 0
    #: counting from 1, inside a person
    office: int = 0

    def __str__(self) -> str:
        """As errors say it."""
        number = f" {self.number}" if self.number and self.table != "cues" else ""
        return f"{self.table or 'top level'}{number}" + (f", office {self.office}" if self.office else "")


class _Lines:
    """Finds the line of a value. `tomllib` does not tell it; headers and keys are looked for as they mostly stand."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        headers = [(number, match[1]) for number, line in enumerate(self._lines) if (match := _HEADER.match(line))]
        ends = [*(number for number, _ in headers), len(self._lines)][1:]
        self._top = headers[0][0] if headers else len(self._lines)
        self._tables: dict[str, list[tuple[int, int]]] = {}
        for (number, name), end in zip(headers, ends, strict=True):
            self._tables.setdefault(name, []).append((number, end))

    def line(self, place: _Place, key: str | None) -> int | None:
        """The line of a key, else of the table it belongs to, counting from 1."""
        found = self._tables.get(place.table, [])
        if place.table and not 0 < max(1, place.number) <= len(found):
            return None
        start, end = found[max(1, place.number) - 1] if place.table else (0, self._top)
        if place.office:
            begun = self._key("offices", start, end)
            return self._brace(begun, end, place.office) if begun is not None else start + 1
        at = self._key(key, start, end) if key else None
        return (at if at is not None else start) + 1 if place.table or at is not None else None

    def _key(self, key: str, start: int, end: int) -> int | None:
        wanted = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
        return next((number for number in range(start, end) if wanted.match(self._lines[number])), None)

    def _brace(self, start: int, end: int, count: int) -> int:
        for number in range(start, end):
            count -= self._lines[number].count("{")
            if count <= 0:
                return number + 1
        return start + 1


class _Reader:
    """Takes the values of one dossier and keeps what is wrong with them."""

    def __init__(self, text: str) -> None:
        self.problems: list[Problem] = []
        self._lines = _Lines(text)

    def dossier(self, name: str, table: Table, digest: str) -> Dossier:
        top = _Place()
        self.keys(
            table, top, {"title", "party", "person", "place", "places", "topic", "organisations", "kinds", "cues"}
        )
        parties = [party for entry, at in self.tables(table, "party") if (party := self.party(entry, at))]
        topics = [topic for entry, at in self.tables(table, "topic") if (topic := self.topic(entry, at))]
        people = [self.person(entry, at) for entry, at in self.tables(table, "person")]
        self.once("party", "id", [party.id for party in parties])
        self.once("topic", "id", [topic.id for topic in topics])
        self.once("person", "name", [person.name for person in people])
        return Dossier(
            id=name,
            title=self.text(table, "title", top, required=True),
            parties=tuple(parties),
            people=tuple(people),
            places=(
                *(self.place(entry, at) for entry, at in self.tables(table, "place")),
                *(
                    Place(names[0], tuple(names[1:]))
                    for names in (each.split("|") for each in self.texts(table, "places", top))
                ),
            ),
            organisations=self.texts(table, "organisations", top),
            topics=tuple(topics),
            kinds=self.kinds(table),
            cues=self.cues(table),
            digest=digest,
        )

    def wrong(self, place: _Place, key: str | None, reason: str, where: str = "") -> None:
        self.problems.append(Problem(self._lines.line(place, key), where or str(place), reason))

    def once(self, table: str, key: str, names: Iterable[str]) -> None:
        seen: set[str] = set()
        for number, name in enumerate(names, 1):
            if name and name in seen:
                self.wrong(_Place(table, number), key, f"{key} {name!r} is there already")
            seen.add(name)

    def keys(self, table: Table, place: _Place, known: set[str], where: str = "") -> None:
        for key in table:
            if key not in known:
                near = get_close_matches(key, known, 1, 0.5)
                hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}"
                self.wrong(place, key, f"unknown key {key!r}{hint}", where)

    def tables(self, table: Table, key: str) -> list[tuple[Table, _Place]]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
            self.wrong(_Place(key), None, f"write each one as [[{key}]]")
            return []
        return [(entry, _Place(key, number)) for number, entry in enumerate(value, 1)]

    def text(self, table: Table, key: str, place: _Place, *, required: bool = False) -> str:
        value = table.get(key, "")
        if not isinstance(value, str) or (required and not value.strip()):
            self.wrong(place, key, f"{key} must be a text" + (" and is needed" if required else ""))
            return ""
        return value.strip()

    def texts(self, table: Table, key: str, place: _Place) -> tuple[str, ...]:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(entry, str) and entry.strip() for entry in value):
            self.wrong(place, key, f"{key} must be a list of texts")
            return ()
        return tuple(entry.strip() for entry in value)

    def identifier(self, table: Table, key: str, place: _Place) -> str:
        value = self.text(table, key, place, required=True)
        if value and not _ID.fullmatch(value):
            told = "is two capitals (a country) or lower-case words joined by hyphens"
            self.wrong(place, key, f"{key} {told}: {value!r}")
            return ""
        return value

    def party(self, table: Table, place: _Place) -> Party | None:
        self.keys(table, place, {"id", "name", "mark", "names", "metonyms", "bodies", "adjectives", "offices"})
        found = Party(
            self.identifier(table, "id", place),
            self.text(table, "name", place, required=True),
            self.text(table, "mark", place),
            self.texts(table, "names", place),
            self.texts(table, "metonyms", place),
            self.texts(table, "bodies", place),
            self.texts(table, "adjectives", place),
            self.texts(table, "offices", place),
        )
        return found if found.id and found.name else None

    def person(self, table: Table, place: _Place) -> Person:
        self.keys(table, place, {"name", "party", "aliases", "offices", "gender"})
        gender = self.text(table, "gender", place) or None
        if gender not in {None, "f", "m"}:
            self.wrong(place, "gender", "gender is 'f' or 'm'")
        return Person(
            self.text(table, "name", place, required=True),
            (self.identifier(table, "party", place) or None) if table.get("party") else None,
            self.texts(table, "aliases", place),
            self.offices(table, place),
            gender,
        )

    def offices(self, table: Table, place: _Place) -> tuple[Office, ...]:
        value = table.get("offices", [])
        if not isinstance(value, list):
            self.wrong(place, "offices", "offices must be a list of { title, from, to }")
            return ()
        found = []
        for number, entry in enumerate(value, 1):
            at = _Place(place.table, place.number, number)
            if not isinstance(entry, dict):
                self.wrong(at, None, "an office is { title, from, to }")
                continue
            self.keys(entry, at, {"title", "from", "to"})
            since, until = (self.day(entry, key, at) for key in ("from", "to"))
            if since and until and until[: len(since)] < since[: len(until)]:
                self.wrong(at, None, f"it ends ({until}) before it begins ({since})")
            found.append(Office(self.text(entry, "title", at, required=True), since, until))
        return tuple(found)

    def day(self, entry: Table, key: str, place: _Place) -> str | None:
        """An ISO date or the beginning of one."""
        if key not in entry:
            return None
        day = str(entry[key])
        try:
            if not _DAY.fullmatch(day):
                raise ValueError
            date.fromisoformat((day + "-01-01")[:10])
        except ValueError:
            self.wrong(place, None, f"{day!r} is no ISO date")
            return None
        return day

    def place(self, table: Table, place: _Place) -> Place:
        self.keys(table, place, {"name", "names", "country"})
        country = self.identifier(table, "country", place) if table.get("country") else None
        return Place(self.text(table, "name", place, required=True), self.texts(table, "names", place), country or None)

    def topic(self, table: Table, place: _Place) -> Topic | None:
        self.keys(table, place, {"id", "name", "terms"})
        identifier = self.identifier(table, "id", place)
        terms = self.texts(table, "terms", place)
        if not terms and not any(problem.where == str(place) for problem in self.problems):
            self.wrong(place, "terms", "a topic needs terms")
        found = Topic(identifier, self.text(table, "name", place) or identifier.replace("-", " "), terms)
        return found if identifier and terms else None

    def kinds(self, table: Table) -> tuple[tuple[Kind, tuple[str, ...]], ...]:
        value, place = table.get("kinds", {}), _Place("kinds")
        if not isinstance(value, dict):
            self.wrong(place, None, "write [kinds] and one list for each kind")
            return ()
        known = {kind.value for kind in Kind}
        self.keys(value, place, known)
        return tuple((Kind(key), self.texts(value, key, place)) for key in value if key in known)

    def cues(self, table: Table) -> tuple[tuple[str, Mapping[str, str]], ...]:
        value, place = table.get("cues", {}), _Place("cues")
        if not isinstance(value, dict):
            self.wrong(place, None, "write [cues] and one line for each verb")
            return ()
        found = []
        kinds = [kind.value for kind in Kind]
        for lemma, entry in value.items():
            where = f"cues, {lemma}"
            if not isinstance(entry, dict):
                self.wrong(place, lemma, '{ frames = "that np", kind = "accusation" }', where)
                continue
            self.keys(entry, place, {"frames", "kind", "past", "participle"}, where)
            wrong = next((key for key, text in entry.items() if not isinstance(text, str) or not text.strip()), None)
            if wrong or "frames" not in entry:
                self.wrong(place, lemma, f"{wrong or 'frames'} must be a text and is needed", where)
                continue
            self.frames(entry["frames"], place, lemma, where)
            kind = entry.get("kind", "").strip()
            if kind and kind not in kinds:
                near = get_close_matches(kind, kinds, 1)
                hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(kinds)}"
                self.wrong(place, lemma, f"no kind is called {kind!r}{hint}", where)
                continue
            found.append((lemma, dict(entry)))
        return tuple(found)

    def frames(self, frames: str, place: _Place, lemma: str, where: str) -> None:
        for frame in frames.split():
            if frame not in FRAMES and not re.fullmatch(r"\+[a-z]+", frame):
                near = get_close_matches(frame, FRAMES, 1)
                hint = f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(FRAMES)}, +on …"
                self.wrong(place, lemma, f"no frame is called {frame!r}{hint}", where)
