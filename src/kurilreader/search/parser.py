"""Reads what was typed into a search line. The grammar is in docs/query-language.md.

Nothing that is typed is an error: what cannot be read gets a `Complaint` with its place, and the rest is run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches

from kurilreader.domain import Complaint, Kind, Order
from kurilreader.search import dates, words
from kurilreader.search.known import KNOWN
from kurilreader.search.query import And, Dates, Everything, Flag, How, Near, Node, Not, Or, Parsed, Whole, Words

#: fields with words in them
WORD_FIELDS = ("title", "source", "author", "entity", "place", "person", "speaker", "stated")
#: fields with a value as a whole
WHOLE_FIELDS = ("lang", "party", "kind", "topic")
FIELDS = (*WORD_FIELDS, *WHOLE_FIELDS, "date", "added", *KNOWN, "sort")

#: a query may hold this many words and values; a longer one is cut, with a complaint
MOST_LEAVES = 1000
_DEEPEST = 40

_LEX = re.compile(
    r"""(?P<space>[\s,\x00-\x1f]+)
      | (?P<open>\() | (?P<close>\))
      | (?P<quote>["“”„«»「」『』])
      | (?P<near>NEAR(?:/(?P<distance>\d{1,3}))?(?=[\s()"]|$))
      | (?P<and>(?:AND|&&)(?=[\s()"]|$)) | (?P<or>(?:OR|\|\||\|)(?=[\s()"]|$)) | (?P<not>NOT(?=[\s()"]|$))
      | (?P<minus>[-\u2212](?=[^\s)]))
      | (?P<field>[A-Za-z]+):(?!//)
      | (?P<chunk>[^\s()"“”„«»「」『』,]+)
    """,
    re.VERBOSE,
)
_VALUE = re.compile(r"[^\s()\"“”„«»「」『』]+")
_CLOSING = {"„": "“”", "“": "”", "”": "”", "«": "»", "»": "«", "「": "」", "『": "』", '"': '"'}
_CLOSING_MARKS = frozenset("」』")


@dataclass(frozen=True, slots=True)
class _Piece:
    kind: str
    text: str
    start: int
    end: int


def parse(text: str, today: date | None = None) -> Parsed:
    """Read a query; `today` is what relative dates count from, by default the day in UTC."""
    return _Parser(text, today or datetime.now(UTC).date()).parse()


class _Parser:
    def __init__(self, text: str, today: date) -> None:
        self.text = text
        self.today = today
        self.complaints: list[Complaint] = []
        self.order: Order | None = None
        self.count = 0
        #: of bare words: that of the brackets they stand in
        self.field = "text"
        self.pieces = self._lex()
        self.at = 0

    # --- pieces

    def _lex(self) -> list[_Piece]:
        out: list[_Piece] = []
        at, text = 0, self.text
        while at < len(text):
            found = _LEX.match(text, at)
            if found is None:
                at += 1
                continue
            kind = found.lastgroup or "chunk"
            if found["near"] is not None:
                kind = "near"
            if kind == "quote":
                at = self._quoted(out, found.group(), at)
                continue
            if kind == "field" and (out and out[-1].kind == "chunk" and out[-1].end == at):
                kind = "chunk"
            if kind != "space":
                out.append(_Piece(kind, found.group(), found.start(), found.end()))
            at = found.end()
            if kind == "field":
                value = _VALUE.match(text, at)
                if value:
                    out.append(_Piece("value", value.group(), at, value.end()))
                    at = value.end()
        return out

    def _quoted(self, out: list[_Piece], mark: str, at: int) -> int:
        if mark in _CLOSING_MARKS:
            return at + 1
        ends = [i for i in (self.text.find(c, at + 1) for c in _CLOSING[mark]) if i >= 0]
        if ends:
            out.append(_Piece("phrase", self.text[at + 1 : min(ends)], at, min(ends) + 1))
            return min(ends) + 1
        if not self.text[at + 1 :].strip():
            self._complain(at, at + 1, "expected words after the quotation mark")
        else:
            self._complain(at, at + 1, "expected a closing quotation mark; read to the end")
        out.append(_Piece("phrase", self.text[at + 1 :], at, len(self.text)))
        return len(self.text)

    def _peek(self) -> _Piece | None:
        return self.pieces[self.at] if self.at < len(self.pieces) else None

    def _complain(self, start: int, end: int, message: str) -> None:
        if len(self.complaints) < 20:
            self.complaints.append(Complaint(start, max(end, start + 1), message))

    # --- grammar

    def parse(self) -> Parsed:
        parts: list[Node] = []
        while self._peek() is not None:
            node = self._either(0)
            if node is not None:
                parts.append(node)
            piece = self._peek()
            if piece is not None and piece.kind == "close":
                self._complain(piece.start, piece.end, "there is no opening bracket for this one")
                self.at += 1
        return Parsed(self.text, _and(parts), self.order, tuple(sorted(self.complaints, key=lambda c: c.start)))

    def _either(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while True:
            before = self.at
            node = self._all(depth)
            if node is not None:
                parts.append(node)
            piece = self._peek()
            if piece is None or piece.kind != "or":
                break
            if self.at == before:
                self._complain(piece.start, piece.end, "expected something to search for before OR")
            self.at += 1
            following = self._peek()
            if following is None or following.kind in {"close", "or"}:
                self._complain(piece.start, piece.end, "expected something to search for after OR")
        return _or(parts)

    def _all(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while (piece := self._peek()) is not None and piece.kind not in {"or", "close"}:
            if piece.kind == "and":
                self.at += 1
                following = self._peek()
                if not parts or following is None or following.kind in {"or", "and", "close"}:
                    self._complain(piece.start, piece.end, "expected something to search for on both sides of AND")
                continue
            if piece.kind == "near":
                self._near(parts, piece)
                continue
            node = self._one(depth)
            if node is not None:
                parts.append(node)
        return _and(parts)

    def _near(self, parts: list[Node], piece: _Piece) -> None:
        self.at += 1
        left = parts[-1] if parts else None
        following = self._peek()
        right = self._one(0) if following is not None and following.kind in {"chunk", "phrase", "field"} else None
        distance = int(piece.text.partition("/")[2] or 10)
        if right is None or not isinstance(left, Words | Near):
            self._complain(piece.start, piece.end, "expected a word or a phrase on both sides of NEAR")
            if right is not None:
                parts.append(right)
            return
        items = left.items if isinstance(left, Near) else (left,)
        if not isinstance(right, Words) or right.field != items[0].field:
            self._complain(piece.start, piece.end, "expected two words of the same field on both sides of NEAR")
            parts.append(right)
            return
        if isinstance(left, Near):
            distance = max(distance, left.distance)
        parts[-1] = Near((*items, right), distance)

    def _one(self, depth: int) -> Node | None:
        negative = False
        start: _Piece | None = None
        while (piece := self._peek()) is not None and piece.kind in {"not", "minus"}:
            negative, start = not negative, piece
            self.at += 1
        node = self._operand(depth)
        if node is None:
            if start is not None and (piece is None or piece.kind in {"or", "and", "close", "near"}):
                self._complain(start.start, start.end, "expected something to leave out")
            return None
        return Not(node) if negative else node

    def _operand(self, depth: int) -> Node | None:
        piece = self._peek()
        if piece is None or piece.kind in {"or", "and", "close", "near"}:
            return None
        self.at += 1
        if piece.kind == "open":
            return self._group(piece, depth)
        if piece.kind == "field":
            return self._field(piece, depth)
        return self._value(self.field, piece, quoted=piece.kind == "phrase")

    def _group(self, piece: _Piece, depth: int) -> Node | None:
        if depth >= _DEEPEST:
            self._complain(piece.start, piece.end, f"brackets may stand {_DEEPEST} deep; this one is ignored")
            return None
        node = self._either(depth + 1)
        closing = self._peek()
        if closing is None:
            self._complain(piece.start, piece.end, "expected a closing bracket; read to the end")
        else:
            self.at += 1
            if node is None:
                self._complain(piece.start, closing.end, "expected something to search for between the brackets")
        # a group of its own, so that `(party:JP kind:claim)` stays one statement
        return And((node,)) if isinstance(node, And) else node

    # --- leaves

    def _counted(self, piece: _Piece) -> bool:
        self.count += 1
        if self.count == MOST_LEAVES + 1:
            self._complain(piece.start, len(self.text), f"only the first {MOST_LEAVES} words are searched")
        return self.count <= MOST_LEAVES

    def _chunk(self, piece: _Piece, field: str) -> Node | None:
        text, how, start = piece.text, How.STEM, piece.start
        if text == "*":
            return Everything()
        if text.startswith("="):
            text, how = text[1:], How.EXACT
        elif text.startswith("*"):
            self._complain(piece.start, piece.start + 1, "a star can only stand at the end of a word")
            text = text.lstrip("*")
        if text.endswith("*"):
            text, how = text.rstrip("*"), How.PREFIX
        elif text.endswith("~"):
            text, how = text.rstrip("~"), How.FUZZY
        return self._words(_Piece("chunk", text, start, piece.end), field, how=how)

    def _phrase(self, piece: _Piece, field: str) -> Node | None:
        """Words in quotation marks stand as typed, side by side; a star at the end still means any ending."""
        how = How.PREFIX if piece.text.rstrip().endswith("*") else How.EXACT
        return self._words(piece, field, how=how, quoted=True)

    def _words(self, piece: _Piece, field: str, *, how: How = How.STEM, quoted: bool = False) -> Node | None:
        forms = tuple(token.form for token in words.tokens(piece.text))
        if not forms:
            if quoted and piece.text.strip() == "" and piece.end < len(self.text):
                self._complain(piece.start, piece.end, "expected words between the quotation marks")
            elif how is not How.STEM and not quoted:
                self._complain(piece.start, piece.end, "expected a word here")
            return None
        if len(forms) > MOST_LEAVES - self.count:
            forms = forms[: max(MOST_LEAVES - self.count, 1)]
        if not self._counted(piece):
            return None
        self.count += len(forms) - 1
        unfinished = piece.end == len(self.text) and how is How.STEM and not quoted and len(forms) == 1
        return Words(forms, field, how, quoted, unfinished, piece.start, piece.end)

    def _field(self, piece: _Piece, depth: int) -> Node | None:
        name = piece.text[:-1].lower()
        value = self._peek()
        if value is not None and (value.kind not in {"value", "phrase", "open"} or value.start != piece.end):
            value = None
        if name not in FIELDS:
            near = get_close_matches(name, FIELDS, 1)
            hint = f"; did you mean {near[0]}:?" if near else f"; fields are {', '.join(FIELDS)}"
            self._complain(piece.start, piece.end, f"there is no field {name}{hint}")
            plain = self._words(_Piece("chunk", name, piece.start, piece.end - 1), "text")
            if value is not None and value.kind == "value":
                self.at += 1
                rest = self._chunk(value, "text")
                return _and([node for node in (plain, rest) if node is not None])
            return plain
        if value is None:
            self._complain(piece.start, piece.end, f"expected {_expected(name)} after {name}:")
            return None
        self.at += 1
        if value.kind == "open":
            return self._field_group(name, value, depth)
        if value.kind == "phrase":
            return self._value(name, value, quoted=True)
        parts = [self._value(name, part, quoted=False) for part in _split(value)]
        return _or([part for part in parts if part is not None])

    def _field_group(self, name: str, opening: _Piece, depth: int) -> Node | None:
        """`title:(peace OR treaty)`: the field holds for all in the brackets that names none."""
        outer, self.field = self.field, name
        try:
            return self._group(opening, depth)
        finally:
            self.field = outer

    def _value(self, name: str, piece: _Piece, *, quoted: bool) -> Node | None:
        text = piece.text
        if name == "text" or name in WORD_FIELDS:
            return self._phrase(piece, name) if quoted else self._chunk(piece, name)
        if name in {"date", "added"}:
            return self._dates(name, piece)
        if name == "sort":
            if text.lower() in set(Order):
                self.order = Order(text.lower())
            else:
                self._complain(piece.start, piece.end, f"expected {_expected(name)}")
            return None
        if name in KNOWN:
            return self._known(name, piece)
        return self._whole(name, piece)

    def _known(self, name: str, piece: _Piece) -> Node | None:
        known, value = KNOWN[name], words.slug(piece.text.lstrip("#"))
        if not value.strip("*") or (known.values is not None and value not in known.values):
            self._complain(piece.start, piece.end, f"expected {known.expected}")
            return None
        opposite = known.opposites.get(value)
        return Flag(name, value) if opposite is None else Not(Flag(name, opposite))

    def _dates(self, name: str, piece: _Piece) -> Node | None:
        try:
            return Dates(name, *dates.period(piece.text, self.today))
        except dates.NoDate as error:
            self._complain(piece.start, piece.end, f"expected {error}")
            return None

    def _whole(self, name: str, piece: _Piece) -> Node | None:
        value = words.slug(piece.text.lstrip("="))
        if name == "kind" and not any(kind.startswith(value.rstrip("*")) for kind in Kind):
            near = get_close_matches(value, list(Kind), 1)
            self._complain(piece.start, piece.end, f"expected {near[0] if near else _expected(name)}")
            return None
        if not value.strip("*"):
            self._complain(piece.start, piece.end, f"expected {_expected(name)} after {name}:")
            return None
        if not self._counted(piece):
            return None
        return Whole(name, value.rstrip("*"), value.endswith("*"), piece.start, piece.end)


def _split(piece: _Piece) -> list[_Piece]:
    """`JP,RU` as two values with their places."""
    out, at = [], piece.start
    for part in piece.text.split(","):
        if part:
            out.append(_Piece("value", part, at, at + len(part)))
        at += len(part) + 1
    return out


def _expected(field: str) -> str:
    """What may stand behind a field."""
    if field in KNOWN:
        return KNOWN[field].expected
    if field == "sort":
        return f"one of {', '.join(Order)}"
    if field == "kind":
        return f"one of {', '.join(Kind)}"
    if field in {"date", "added"}:
        return dates.EXPECTED
    return {"party": "a country code or a name", "lang": "a language code", "topic": "a topic"}.get(field, "a word")


def _and(parts: list[Node]) -> Node | None:
    return None if not parts else parts[0] if len(parts) == 1 else And(tuple(parts))


def _or(parts: list[Node]) -> Node | None:
    return None if not parts else parts[0] if len(parts) == 1 else Or(tuple(parts))
