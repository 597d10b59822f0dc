"""What stands around a text and says whose it is: title, byline, dateline, the lines above, a note at the end."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from kurilreader.analysis.accents import unaccented
from kurilreader.analysis.bylines import BODIES, bylined, tidied
from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.naming import find_names
from kurilreader.analysis.page import Page, Token
from kurilreader.analysis.people import Known
from kurilreader.analysis.rules.turns import label_of, turns, unlabelled
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import MONTHS, OFFICIAL, OTHERS, TITLES
from kurilreader.domain import Span

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATED = re.compile(
    rf"^[^.]{{0,80}}?\b(?:\d{{1,2}}\.? (?:{_MONTH})\b|(?:{_MONTH})\.? \d{{1,2}}\b)[^.]{{0,40}}\.?$", re.I
)
#: where one line of a heading is two: "Accra, 8 July. For immediate release"
_PARTS = re.compile(r"(?<=[a-z\d])\. (?=[A-Z(])")
_PLACED = re.compile(
    rf"[A-Z][\w .’'-]{{2,30}}, (?:\d{{1,2}}\.? (?:{_MONTH})|(?:{_MONTH})\.? \d{{1,2}})[ ,\d]*"
    r"(?:[.:]|\s?[—–-]{1,2})\s",
    re.I,
)
#: a dateline of an agency, before the text itself
_WIRE = re.compile(r"^[A-Z][A-Z .’'-]{2,30}(?:,[^.—–-]{2,30})?\s*(?:\([^)\n]{2,40}\))?\s*[—–-]{1,2}\s")
#: "Mr President,", "Dear friends,"
CALLING = re.compile(
    r"(?:mr|mrs|ms|madam|mister|dear|excellenc|your|honou?rable|ladies|distinguished|colleagues|friends|my fellow"
    r"|fellow|cadets|veterans|compatriots|good (?:morning|afternoon|evening|day))\b",
    re.I,
)
_TOLD_ABOUT = re.compile(
    r"\b(?:spoke|speaks|speaking|delivered|read (?:out )?by|given by|gave|writes|written|author|writer|interview(?:ed)?"
    r"|transcript|took questions|taking part|participants|guests?|excerpts?|extracts?|recorded|moderat|chaired|hosted"
    r"|speakers|check against"
    r"|(?:speech|remarks|address|statement|words) (?:by|of)|translation|attribut"
    r"|issued|released|published|presented|met us|answered|received"
    r"|following)",
    re.I,
)
_NOTE = re.compile(
    r"^\W*(?:the (?:author|writer|speaker|answers|replies|interview|conversation|briefing)\b"
    r"|about the author"
    r"|[^.:]{3,80} (?:spoke|was speaking|answered|talked|was interviewed)"
    r" (?:in|to|with|at|on|by|our|questions)\b|\(?signed\b|[^.]{3,60}, (?:is|signed)\b"
    r"|[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,3} (?:is|serves as|has been)(?: \w+){0,3}? [\w’' -]*\b"
    r"(?:minister|ambassador|president|secretary|envoy|spokes\w+|commissioner|governor|chief|premier|director|head|leader|representative|delegate|chancellor|king)\b)",
    re.I,
)
_SIGNED = re.compile(
    r"\b(?:signed|(?:may|should|can) be attributed to|attributable to"
    r"|to whom [^.]{0,40}attribut\w+|on behalf of|read out by|issued by)\b",
    re.I,
)
_SIGNING = re.compile(
    r"\b(?:signed (?:this|the) (?:statement|text|release|note)"
    r"|(?:may|should|can) be attributed(?: to)?|attributable to|signed:)\b",
    re.I,
)
_FIRST = re.compile(r"\b(?:I|[Ww]e|[Oo]ur|[Mm]y)\b")
_LONG = 40
_LINES = 5
#: words behind which a title says what the text is about, and no longer whose it is
_ABOUT = re.compile(
    r":\s|\b(?:on|regarding|concerning|about|following|after|against|at|before|in (?:response|reply|reaction|relation"
    r"|connection)|with (?:regard|respect)|response to|to the|by which|ahead of)\b",
    re.I,
)
_HOSTS = re.compile(
    r"\b(?:chaired|moderated|hosted|interviewed|questions by"
    r"|asked by|conducted|moderator|host|presenter|chair)\b[^.;\n]{0,30}$",
    re.I,
)
_CLITIC = frozenset({"’s", "'s", "’", "'"})
_APART = frozenset("to with against in at on about between toward towards near".split())
_NAMING = frozenset({Role.STATE, Role.METONYM, Role.BODY, Role.ADJECTIVE})
_LINKS = frozenset("the of for and republic federal democratic kingdom , affairs".split())


def title_scene(scene: Scene, text: str | None = None) -> Scene:
    """A scene of the title, or of another text, by the same gazetteer."""
    page = Page(scene.title if text is None else text)
    hits = scene.gazetteer.find(page)
    return Scene(page, "", scene.published, scene.gazetteer, hits, find_names(page, hits))


@dataclass(slots=True)
class Heading:
    """The lines that say whose a text is, laid out as a scene of their own."""

    scene: Scene
    known: list[Known]
    #: where the text proper begins
    body: int
    #: token ranges of the lines
    lines: list[tuple[int, int]] = field(default_factory=list)
    #: the lines hold a place with a date, as a release does
    dated: bool = False
    #: the party of the place with a date that opens the text itself: "Lima, 9 January. In relation to …"
    place: str | None = None
    #: a note says whose the text is: "The author is …"
    noted: bool = False

    @property
    def text(self) -> str:
        """All lines."""
        return self.scene.page.text

    def hosts(self, person: Known) -> bool:
        """Whether somebody is named as the one who asks."""
        text, tokens = self.text, self.scene.tokens
        places = [place for place in person.places if place < len(tokens)]
        return any(
            _HOSTS.search(text, max(0, tokens[place].start - 60), tokens[place].start) is not None for place in places
        )

    def asker(self, words: Collection[str]) -> bool:
        """Whether one of these words is the name of somebody who asks: "Moderator: Jun Hoh"."""
        return any(
            _HOSTS.search(self.text, max(0, match.start() - 60), match.start()) is not None
            for word in words
            for match in re.finditer(rf"\b{re.escape(word)}\b", self.text, re.I)
        )

    def full(self, words: Collection[str]) -> str | None:
        """The full name around one of these words, where no list of names has it: "Minister Lim Chee Boon"."""
        folded = unaccented(self.text)
        for word in words:
            run = re.search(rf"(?:[A-Z][\w’'-]+ ){{0,3}}\b(?i:{re.escape(word)})\b(?: [A-Z][\w’'-]+){{0,3}}", folded)
            if run is None:
                continue
            found = self.scene.hits_in(*self.scene.range_of(Span(*run.span())))
            taken = {part for hit in found for part in self.text[hit.start : hit.end].split()}
            name = [
                part
                for part in self.text[run.start() : run.end()].split()
                if part[0].isupper() and part not in taken and part.lower() not in TITLES | OFFICIAL | BODIES
            ]
            if len(name) > 1:
                return " ".join(name)
        return None

    def principal(self) -> Known | None:
        """The person whose text it is: an official before anybody else, none that only asks."""
        named = sorted((each for each in self.known if not self.hosts(each)), key=lambda each: each.places[0])
        return next((each for each in named if each.official and not each.other), None) or next(iter(named), None)

    def parties(self) -> dict[str, float]:
        """How far the lines say that the text is each party's."""
        scores: dict[str, float] = {}
        for first, last in self.lines:
            about = _ABOUT.search(self.text, self.scene.tokens[first].start, self.scene.tokens[last - 1].end)
            edge = self.scene.page.index(about.start()) if about is not None else last
            by = next((n for n in range(edge, last) if self.scene.tokens[n].low == "by"), last)
            dated = _DATED.match(self._words(first, last)) is not None
            for hit in self.scene.hits_in(first, last):
                party, value = (
                    hit.entry.party or hit.entry.country,
                    self._weight(hit, first, last if hit.first > by else edge, dated=dated),
                )
                if hit.entry.id == "commonwealth" and self._words(first, hit.last).endswith("Foreign, Commonwealth"):
                    party = "GB"
                if party is not None and hit.entry.role is not Role.PERSON:
                    scores[party] = max(scores.get(party, 0.0), value)
        return scores

    def _words(self, first: int, last: int) -> str:
        return self.text[self.scene.tokens[first].start : self.scene.tokens[last - 1].end]

    def _weight(self, hit: Hit, first: int, edge: int, *, dated: bool) -> float:
        tokens = self.scene.tokens
        before = [token.low for token in tokens[max(first, hit.first - 2) : hit.first]]
        if before and before[-1] == "the":
            before.pop()
        if self._office(hit, first):
            return 4.0 if hit.first < edge else 1.0
        if dated and hit.entry.role in {Role.METONYM, Role.STATE, Role.NONE}:
            return 2.0
        if hit.entry.role in {Role.METONYM, Role.NONE} and before and before[-1] == "," and self._closes(hit):
            # "Regular briefing, Ministry of Foreign Affairs, Seoul"
            return 2.0
        if before and before[-1] in _APART:
            return 1.0 if before[-1] in {"in", "at"} and hit.entry.role in {Role.METONYM, Role.NONE} else 0.0
        return 1.0 if hit.first < edge and hit.entry.role in _NAMING else 0.3

    def _closes(self, hit: Hit) -> bool:
        """Whether a place ends its line, or stands before a comma or a bracket."""
        tokens = self.scene.tokens
        at = tokens[hit.last - 1].end
        return (
            hit.last >= len(tokens)
            or tokens[hit.last].raw in {",", "("}
            or "\n" in self.text[at : tokens[hit.last].start]
        )

    def _office(self, hit: Hit, first: int) -> bool:
        """Whether a name belongs to an office or a body: "Hellenic Ministry", "Egypt's minister", "Ministry … of X"."""
        tokens = self.scene.tokens
        lead = [token.low for token in tokens[max(first, hit.first - 2) : hit.first] if token.low != "the"]
        if hit.entry.role is Role.BODY:
            return not (lead and lead[-1] in _APART)
        for token in tokens[hit.last : hit.last + 6]:
            if token.raw in {":", ",", ";", "(", "."} or token.low in _APART:
                break
            if (token.low in OFFICIAL or token.low in TITLES) and token.low not in {"side", "state", "country", "man"}:
                return True
        at = hit.first - 1
        linked = False
        while at >= first:
            token = tokens[at]
            linked = linked or token.low in {"of", "for"}
            if linked and (token.low in OFFICIAL or token.low in TITLES):
                return True
            if not (token.capital or token.low in _LINKS) or token.low in MONTHS:
                return False
            at -= 1
        return False

    @property
    def issuer(self) -> bool:
        """Whether the title begins with the body that gives out the text: "Embassy of X in Y: on the new maps"."""
        first, last = self.lines[0] if self.lines else (0, 0)
        tokens = self.scene.tokens
        colon = next((n for n in range(first, last) if tokens[n].raw in {":", "–", "—"}), None)
        return (
            colon is not None
            and any(tokens[n].low in BODIES for n in range(first, colon))
            and any(self._office(hit, first) for hit in self.scene.hits_in(first, colon))
        )

    @property
    def titled(self) -> bool:
        """Whether the title names an office of a party."""
        first, last = self.lines[0] if self.lines else (0, 0)
        return any(self._office(hit, first) for hit in self.scene.hits_in(first, last))

    def beside(self, person: Known) -> str | None:
        """The party that the words right around a name ascribe to somebody whose office tells none."""
        tokens = self.scene.tokens
        here = next((each for each in self.known if each is person or each.name == person.name), None)
        for place in here.places if here is not None else ():
            floor, stop = next(((a, b) for a, b in self.lines if a <= place < b), (0, len(tokens)))
            start = place
            while start > floor and not _parts(tokens[start - 1]) and place - start < 14:
                start -= 1
                if self._another(start, person):
                    start += 1
                    break
            end = place
            while end < stop and not _parts(tokens[end]) and end - place < 20:
                if self._another(end, person):
                    break
                end += 1
            behind = place
            while behind < end and (tokens[behind].capital or tokens[behind].raw == "-"):
                behind += 1
            if (
                behind < end
                and tokens[behind].raw not in {",", "("}
                and tokens[behind].low not in {"of", "from", "for"}
            ):
                end = place
            for hit in [*reversed(self.scene.hits_in(start, place)), *self.scene.hits_in(place, end)]:
                before = tokens[hit.first - 1].low if hit.first else ""
                if hit.entry.role in _NAMING and hit.entry.party and (before not in _APART or self._office(hit, start)):
                    return hit.entry.party
        return None

    def _another(self, number: int, person: Known) -> bool:
        return any(number in each.places for each in self.known if each.name != person.name)

    def signed(self) -> Known | None:
        """Who signs, or is said to be quoted, in a text that a body issues."""
        tokens = self.scene.tokens
        for first, last in self.lines:
            if _SIGNED.search(self._words(first, last)) is None:
                continue
            named = [each for each in self.known if any(first <= place < last for place in each.places)]
            if named and not any(tokens[place].low in OTHERS for place in named[0].places):
                return named[0]
        return None

    def by(self, person: Known) -> bool:
        """Whether the title says that somebody speaks: "Statement by …", "Remarks of …", a byline."""
        tokens = self.scene.tokens
        first, last = self.lines[0]
        for place in person.places:
            before = tokens[max(0, place - 12) : place]
            if any(token.low in {"on", "about", "regarding", "to", "with", "against"} for token in before):
                continue
            if any(token.low in {"by", "of", "from"} for token in before) and (
                first <= place < last or tokens[max(0, place - 1)].low == "by"
            ):
                return True
        return False


def _parts(token: Token) -> bool:
    """Whether a token parts one person in a list from the next."""
    return token.raw in {";", ".", ":"} or token.low == "and"


def heading(scene: Scene) -> Heading:
    """The heading of an article."""
    known = scene.page.memo.get("heading")
    if isinstance(known, Heading):
        return known
    found = _read(scene)
    scene.page.memo["heading"] = found
    return found


def _read(scene: Scene) -> Heading:
    page = scene.page
    lines = [scene.title] if scene.title else []
    if scene.author:
        lines.append(f"By {scene.author}")
    spoken = min(turns(page), default=None)
    if spoken is None:
        spoken = min(unlabelled(page), default=1) - 1 if unlabelled(page) else None
    body = 0
    for number, span in enumerate(page.paragraphs):
        words = page.text[span.start : span.end]
        label = label_of(page.text, span)
        if label is not None and spoken is None and number <= 1 and _heads(page, span, number, before=False):
            # "Ministry of Trade: retail shops", no turn
            label = None
        if label is not None and spoken is None:
            lines.append(page.text[label.start : label.end])
        if (
            label is not None
            or number > _LINES
            or not _heads(page, span, number, before=spoken is not None and number < spoken)
        ):
            break
        lines.append(words.strip("* "))
        body = span.end
    notes = [
        page.text[span.start : span.end].strip("*() ")
        for span in page.paragraphs[-3:]
        if span.start >= body
        and _NOTE.match(page.text[span.start : span.end])
        and not _FIRST.search(page.text, span.start, span.end)
    ]
    noted = bool(notes) or any(_NOTE.match(line) for line in lines[1:])
    lines.extend(notes)
    signed = (span for span in page.plain if span.start >= body and _SIGNING.search(page.text, span.start, span.end))
    lines.extend(page.text[span.start : span.end] for span in signed if not page.quoted(span.start))
    inner = title_scene(scene, "\n\n".join(tidied(scene.gazetteer, line) for line in lines))
    known = bylined(inner, noted=noted)
    ranges = [inner.range_of(span) for span in inner.page.paragraphs]
    return Heading(
        inner,
        known,
        body,
        [pair for pair in ranges if pair[0] < pair[1]],
        any(_DATED.match(part) for line in lines[1:] for part in _line_parts(line)),
        _placed(scene, body),
        noted,
    )


def _line_parts(line: str) -> list[str]:
    """A line and, where it is no sentence, its parts."""
    return [line] if line.endswith(".") else [line, *_PARTS.split(line)]


def _placed(scene: Scene, body: int) -> str | None:
    """The party of the place with a date that opens the text itself."""
    page = scene.page
    for span in page.paragraphs[:3]:
        if span.start < body:
            continue
        opened = _PLACED.match(page.text, span.start, span.end)
        hit = scene.hit_at(page.index(span.start)) if opened is not None else None
        if hit is not None:
            return hit.entry.party or hit.entry.country
    return None


def _heads(page: Page, span: tuple[int, int], number: int, *, before: bool) -> bool:
    """Whether a paragraph belongs to what stands above a text."""
    words = page.text[span[0] : span[1]].strip()
    bare = "".join(page.text[at] for at in range(span[0], span[1]) if not page.quoted(at))
    if CALLING.match(words) or _WIRE.match(words):
        return False
    if before and number > 1 and words[-1] in ".!?" and not _TOLD_ABOUT.search(words):
        return False
    if before or (words[0] in "*([" and words[-1] in "*)]") or _DATED.match(words):
        return True
    if _FIRST.search(bare):
        return False
    count = len(words.split())
    if words[-1] in ",!?;":
        return False
    return count <= _LONG and (words[-1] not in '.:”"' or (_TOLD_ABOUT.search(words) is not None and count <= _LONG))
