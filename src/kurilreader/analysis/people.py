"""The people of one article: full names, offices, whom they speak for, gathered from every mention."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.owners import NOBODY, owner
from kurilreader.analysis.parties import Standing, read_phrase
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.titles import by_title, serves
from kurilreader.analysis.words import DETERMINERS, FEMALE, HONORIFICS, MALE, OFFICIAL, OTHERS, PREPOSITIONS, TITLES
from kurilreader.domain import Span

_CLITIC = frozenset({"’s", "'s"})
#: ranks that say nothing of an office
_RANKS = frozenset("captain sergeant lieutenant corporal major".split())
_FINITE = frozenset("said told says heard has had is was were will would held took gave met made".split())
_LOWER = frozenset("of for and the to".split())
_PREMODIFIERS = frozenset(
    "policy security trade defence defense climate border cabinet vice peace relations overseas top chief"
    " deputy former opposition veteran government senior official acting outgoing incoming new press"
    " affairs external foreign".split()
)
_APART = frozenset("opposition former ex-president ex-minister retired exiled dissident one-time".split())
_OFFICES = frozenset(
    "minister secretary ambassador spokesman spokeswoman spokesperson envoy governor commissioner diplomat general"
    " president premier negotiator official admiral commander delegate consul".split()
)
_BODIES = frozenset("government ministry delegation cabinet commission mission embassy presidency".split())
_ACTING = frozenset("for represents represented handles leads led heads headed runs ran speaks works serves in".split())
_TEAM = frozenset("team delegation side mission delegates negotiators".split())


@dataclass(slots=True)
class Known:
    """Somebody in this article."""

    name: str
    role: str | None = None
    party: str | None = None
    #: no party's voice: an analyst, an opposition leader
    other: bool = False
    #: an office of state or of an organisation is known
    official: bool = False
    gender: str | None = None
    #: the words of all offices that are told of somebody
    called: set[str] = field(default_factory=set)
    #: token numbers of the mentions
    places: list[int] = field(default_factory=list)

    @property
    def surname(self) -> str:
        """The last word of the name."""
        return self.name.split()[-1]


class Registry:
    """Finds who a mention is."""

    def __init__(self, scene: Scene, introduced: Sequence[Known] = ()) -> None:
        self.scene = scene
        self.known: list[Known] = [replace(each, places=[]) for each in introduced]
        self._by_token: dict[int, Known] = {}
        mentions = [(first, last, hit) for first, last, hit in scene.people]
        # full names first, so that bare surnames find them
        for first, last, hit in sorted(mentions, key=lambda each: (-(each[1] - each[0]), each[0])):
            self._add(first, last, hit)
        for first, last, _ in mentions:
            self._office(first, last, self._by_token[first])
        self.known = [each for each in self.known if each.places]
        for each in self.known:
            each.places.sort()
            if each.party is None and not each.official and not each.other:
                self._described(each)

    def at(self, first: int, last: int) -> Known | None:
        """The first person mentioned in a token range."""
        for number in range(first, last):
            if number in self._by_token:
                return self._by_token[number]
        return None

    def apposed(self, first: int, core: int, last: int) -> Known | None:
        """The person named between commas: "The envoy, Ingrid Solheim"."""
        tokens = self.scene.tokens
        for number in range(core, last):
            if tokens[number].raw == "," and number + 1 < last:
                for at in range(number + 1, last):
                    token = tokens[at]
                    if token.raw == ",":
                        break
                    found = self.at(at, at + 1)
                    if found is not None and all(
                        each.capital or each.low in DETERMINERS for each in tokens[number + 1 : at]
                    ):
                        return found
        return None

    def _add(self, first: int, last: int, hit: Hit | None) -> None:
        tokens = self.scene.tokens
        if hit is not None and hit.entry.person is not None:
            person = hit.entry.person
            known = next((each for each in self.known if each.name == person.name), None)
            if known is None:
                office = person.office(self.scene.published)
                known = Known(person.name, office.title if office else None, person.party, gender=person.gender)
                known.official = office is not None
                self.known.append(known)
        else:
            words = [token.raw for token in tokens[first:last] if token.raw[0].isalnum()]
            known = self._match(words)
            if known is None:
                text = self.scene.page.text[tokens[first].start : tokens[last - 1].end]
                known = Known(re.sub(r"\s+", " ", text))
                self.known.append(known)
        known.places.append(first)
        for number in range(first, last):
            self._by_token[number] = known

    def _match(self, words: list[str]) -> Known | None:
        for each in self.known:
            parts = each.name.split()
            if parts == words or (len(words) < len(parts) and (words[-1] == parts[-1] or words == parts[: len(words)])):
                return each
            if (
                len(words) == len(parts) > 1
                and words[-1] == parts[-1]
                and words[0][0] == parts[0][0]
                and (len(words[0]) <= 2 or len(parts[0]) <= 2)
            ):
                return each
            # family name first, as in Chinese or Korean names
            if len(words) == 1 and len(parts) > 1 and words[0] == parts[0]:
                return each
        return None

    def _office(self, first: int, last: int, known: Known) -> None:
        """Read office and party from what stands around a mention."""
        tokens = self.scene.tokens
        start = self._before(first)
        if known.party is None and not known.other and (served := serves(self.scene, last)) is not None:
            known.party, known.official = served, True
        if start < first:
            self._take(known, start, first, last, pre=True)
        if last < len(tokens) and tokens[last].raw in {",", "("}:
            self._behind(last + 1, known)
        if first > 1 and tokens[first - 1].raw == ",":
            self._ahead(first - 1, known)
        if last + 1 < len(tokens) and tokens[last].low in {"of", "from"} and known.party is None:
            hit = self.scene.hit_at(last + 1)
            if hit is not None and hit.entry.role is Role.STATE:
                # "Ada Lund of Norway"
                known.party, known.official = hit.entry.party, True
        if start == first and first > 1 and tokens[first - 1].low == "and" and known.role is None:
            self._shared(first, known)
        gender = self._gender(start, first)
        if gender and known.gender is None:
            known.gender = gender

    def _shared(self, first: int, known: Known) -> None:
        """Take the office that two share: "Deputy foreign ministers Ivan Orlov and Ken Mori"."""
        tokens = self.scene.tokens
        other = self.at(max(0, first - 3), first - 1)
        if other is None or other is known:
            return
        place = max(number for number in other.places if number < first)
        office = tokens[place - 1].low if place else ""
        if office.endswith("s") and (office in OFFICIAL or office.removesuffix("s") in TITLES):
            known.official = True
            known.role = tokens[place - 1].raw.removesuffix("s").capitalize()

    def _before(self, first: int) -> int:
        """Where the titles and modifiers before a name begin."""
        tokens, scene = self.scene.tokens, self.scene
        at = first - 1
        seen_title = False
        while at >= 0 and first - at < 12:
            token = tokens[at]
            low = token.low
            hit = scene.hit_at(at)
            if (
                low in TITLES
                or low in OFFICIAL
                or low in OTHERS
                or low in _PREMODIFIERS
                or low in HONORIFICS
                or low.endswith("-turned-envoy")
            ):
                seen_title = seen_title or low not in HONORIFICS
            elif hit is not None and hit.entry.role is not Role.PERSON:
                at = hit.first
            elif (
                low in _CLITIC
                or (low in _LOWER and seen_title and low != "to")
                or (token.raw == "." and at and tokens[at - 1].low in HONORIFICS)
                or (token.capital and seen_title and low not in DETERMINERS and not low.endswith("day"))
                or (
                    seen_title
                    and token.raw[0].isalpha()
                    and not token.capital
                    and low not in PREPOSITIONS
                    and self._adjective(at)
                )
            ):
                pass
            else:
                break
            at -= 1
        start = at + 1
        while start < first and tokens[start].low in _LOWER | _CLITIC:
            start += 1
        return start

    def _adjective(self, at: int) -> bool:
        return self.scene.tokens[at].low in {"affairs", "external", "internal", "foreign", "overseas", "relations"}

    def _take(self, known: Known, start: int, stop: int, last: int, *, pre: bool) -> None:
        tokens = self.scene.tokens
        words = list(tokens[start:stop])
        if not any(word.low in OFFICIAL or word.low in TITLES or word.low in OTHERS for word in words):
            return
        reading = read_phrase(self.scene, start, stop)
        offices = [word.low for word in words if word.low in OFFICIAL or word.low in TITLES or word.low in OTHERS]
        if any(word.low in _APART for word in words) or offices == ["deputy"]:
            # a deputy of nothing sits in a parliament
            known.other = True
            return
        known.called.update(word.low for word in words)
        honorific = all(word.low in HONORIFICS | _RANKS or word.raw == "." for word in words)
        if honorific:
            return
        if offices[-1] == "deputy" and pre and tokens[stop - 1].low == "deputy" and "party" in offices:
            # "Popular Party deputy X"
            known.other = True
            return
        named = reading.head in {"official", "diplomat"} and not any(word.low in OTHERS for word in words)
        if named and reading.standing is Standing.OTHER:
            # "a trade official, X": unnamed no longer
            known.official, known.role = True, known.role or self._role(start, stop)
            return
        if reading.standing is Standing.OTHER and known.party is None and not known.official:
            known.other = True
            return
        if reading.standing in {Standing.OFFICIAL, Standing.PARTY} or any(word.low in TITLES for word in words):
            known.official = True
            if not reading.parties and known.party is None and (whose := self._possessor(start)) is not None:
                if whose == NOBODY:
                    known.other = True
                    return
                known.party = whose
            if reading.parties and reading.parties != ("*",) and known.party is None:
                known.party = reading.parties[-1] if reading.standing is Standing.OFFICIAL else reading.parties[0]
            if known.role is None:
                known.role = self._role(start, stop)
            if known.party is None and known.role:
                known.party = by_title(self.scene, known.role.lower())
        _ = (last, pre)

    def _possessor(self, start: int) -> str | None:
        """The party behind "its director general": the state or body that was the subject before."""
        tokens, scene = self.scene.tokens, self.scene
        if not any(token.low == "its" for token in tokens[max(0, start - 1) : start + 1]):
            return None
        return owner(scene, start - 1 if tokens[start].low != "its" else start)

    def _role(self, start: int, stop: int) -> str | None:
        """The words of the office without country, article and possessive."""
        scene, tokens = self.scene, self.scene.tokens
        for number in range(start, stop):
            if tokens[number].low in _CLITIC and number + 1 < stop:
                start = number + 1
        while start < stop:
            hit = scene.hit_at(start)
            if tokens[start].low in DETERMINERS or tokens[start].low in _CLITIC:
                start += 1
            elif hit is not None and hit.entry.role in {Role.ADJECTIVE, Role.STATE, Role.METONYM} and hit.last < stop:
                start = hit.last
            else:
                break
        if start >= stop:
            return None
        text = scene.page.text[tokens[start].start : tokens[stop - 1].end]
        return re.sub(r"\s+", " ", text).strip() or None

    def _behind(self, start: int, known: Known) -> None:
        """Read what follows a name: "X, a spokesman for …", "X, who led the Russian team", "X (Tajikistan)"."""
        tokens = self.scene.tokens
        if tokens[start - 1].raw == "(":
            hit = self.scene.hit_at(start) or (self.scene.hit_at(start + 1) if start + 1 < len(tokens) else None)
            if (
                hit is not None
                and hit.entry.party
                and hit.entry.role is not Role.PERSON
                and hit.last < len(tokens)
                and hit.last - start < 6
                and known.party is None
            ):
                known.party, known.official = hit.entry.party, True
                return
        end = start
        while (
            end < len(tokens) and end - start < 14 and tokens[end].raw not in {",", ".", ";", ")", ":", "”", '"', "—"}
        ):
            end += 1
        if end <= start:
            return
        first = tokens[start].low
        if first == "who":
            lows = {token.low for token in tokens[start:end]}
            governs = lows & _BODIES and lows & _ACTING
            if lows & _TEAM or governs:
                hits = [hit for hit in self.scene.hits_in(start, end) if hit.entry.party]
                if hits and known.party is None:
                    known.party = hits[-1].entry.party
                    known.official = True
            return
        apposition = (
            first in DETERMINERS
            or first in TITLES
            or first in OFFICIAL
            or first in OTHERS
            or first in _PREMODIFIERS
            or self.scene.hit_at(start) is not None
            or (tokens[start].capital and any(token.low in OFFICIAL for token in tokens[start:end]))
        )
        if not apposition or any(token.low in _FINITE for token in tokens[start:end]):
            return
        if start in self._by_token:
            return
        hit = self.scene.hit_at(start)
        if hit is not None and hit.first == start and hit.last == end and known.party is None:
            if hit.entry.role in {Role.STATE, Role.BODY}:
                # "SIDI BRAHIM, Frente Polisario, said"
                known.party, known.official = hit.entry.party, True
            return
        reading = read_phrase(self.scene, start, end)
        if reading.standing is Standing.PARTY or reading.head not in OFFICIAL | OTHERS | TITLES | {"member"}:
            return
        self._take(known, start, end, end, pre=False)

    def _ahead(self, comma: int, known: Known) -> None:
        """Read what stands before a name: "Russia's ambassador to Tokyo, X, …", "the envoy, X,"."""
        tokens = self.scene.tokens
        start = comma - 1
        while start >= 0 and comma - start < 14:
            token = tokens[start]
            if (
                token.raw in {",", ".", ";", ":", "“", "”", '"', "—"}
                or token.start < self.scene.page.paragraphs[self.scene.page.paragraph_at(tokens[comma].start)].start
            ):
                break
            start -= 1
        start += 1
        # the noun phrase right before the comma: from its determiner or possessor on
        best = None
        for number in range(start, comma):
            hit = self.scene.hit_at(number)
            if (
                tokens[number].low in DETERMINERS
                or (hit is not None and hit.first == number and hit.entry.role is not Role.PERSON)
                or tokens[number].low in OFFICIAL
                or tokens[number].low in TITLES
                or tokens[number].low in OTHERS
            ):
                best = number
                break
        if best is None or self.at(best, comma) is not None:
            return
        if any(
            tokens[number].low in {"said", "told", "to"} and tokens[number - 1].low in {"said", "told"}
            for number in range(best + 1, comma)
        ):
            return
        reading = read_phrase(self.scene, best, comma)
        if reading.standing in {Standing.OFFICIAL, Standing.OTHER} and reading.head in OFFICIAL | OTHERS | TITLES:
            self._take(known, best, comma, comma, pre=False)

    def _described(self, known: Known) -> None:
        """Take the office of X from the next sentence: "… X said. The regional minister for …"."""
        scene, tokens = self.scene, self.scene.tokens
        page = scene.page
        number = page.sentence_at(tokens[known.places[0]].start) + 1
        if number >= len(page.sentences):
            return
        after = page.sentences[number]
        if after.paragraph != page.sentences[number - 1].paragraph or after.tokens[0].raw != "The":
            return
        start, end = scene.range_of(Span(after.start, after.end))
        for at in range(start + 1, min(end, start + 6)):
            token = tokens[at]
            if token.capital or at in self._by_token or token.raw in {",", "."}:
                return
            if token.low in _OFFICES and not (at + 1 < end and tokens[at + 1].low in _OFFICES):
                known.official = True
                known.role = self._role(start + 1, at + 1)
                reading = read_phrase(scene, start, at + 1)
                known.party = reading.parties[-1] if reading.parties and reading.parties != ("*",) else None
                return

    def _gender(self, start: int, first: int) -> str | None:
        for token in self.scene.tokens[start:first]:
            if token.low in FEMALE:
                return "f"
            if token.low in MALE:
                return "m"
        return None
