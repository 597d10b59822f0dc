"""For whom somebody speaks whose party is not said right there: what the surroundings give away."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kurilreader.analysis import weighing
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.issuers import issuer
from kurilreader.analysis.page import Page
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.rules.turns import turns
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.surroundings import acting, located, nearest, party_subjects
from kurilreader.analysis.titles import single
from kurilreader.analysis.weighing import addressed, home, said_of
from kurilreader.analysis.words import MODALS
from kurilreader.domain import Span

_ACTS = frozenset(
    "stands welcomes requests demands remains undertakes respects supports reserves continues is asks urges calls"
    " condemns rejects insists wants seeks proposes offers protests exercises".split()
)
_STATES = frozenset("was is has had wants wanted remains remained does did sees stands".split())
#: before what a title is about, not before whom it is by
_ABOUT = frozenset("with to against towards toward about over".split())
_ASKED = frozenset("ask asks urge urges on upon tell expect want warn invite remind advise demand request that".split())
#: how foreign ministries are called after their street or palace
_CALLED_AFTER = frozenset(
    [
        "Quai d'Orsay",
        "Foggy Bottom",
        "South Block",
        "Itamaraty",
        "Farnesina",
        "Gaimusho",
        "Palacio San Martín",
        "Torre Tagle",
    ]
)
_SENT = re.compile(r"(?i)\b(?:consul|ambassador|attaché|envoy|chargé|emissary)\b.*?\b(?:in|to|at)\b (?P<where>.+)")
_NATIONAL = frozenset("president minister premier chancellor king queen ambassador".split())


@dataclass(frozen=True, slots=True)
class Last:
    """The party that spoke last, and where its speaker was named."""

    party: str | None = None
    at: int = -1


class Belonging:
    """Infers parties in one article."""

    def __init__(self, scene: Scene, registry: Registry) -> None:
        self.scene = scene
        self.registry = registry
        self.counts = party_subjects(scene)
        self.acting = acting(scene)
        #: who issues it, where the article is a statement or a press release
        self.issuer = issuer(scene)
        #: who signs, where the article is a joint text
        self.signed: tuple[str, ...] = ()
        #: for whom the one voice of a speech speaks: who is quoted there without a country is another's
        self.orator: tuple[str, ...] = ()
        #: what each of the people says, by name
        self.sayings: dict[str, list[Span]] = {}
        #: everything that anybody says
        self.spoken: list[Span] = []

    def infer(
        self, attribution: Attribution, first: int, last: Last, role: str | None = None, name: str | None = None
    ) -> str | None:
        """For whom an official speaks whose country is not said right there: the party that fits best around it."""
        national = role is not None and any(word in _NATIONAL for word in role.lower().split())
        apart = self._counterparts(first) | self._hosts(role) | self._own_voice(first, name)
        apart |= self._held(role, name)
        if role is not None and "minister" in role.lower():
            # "Oslo summoned the Polish envoy. Foreign Minister X said …"
            before = self.scene.page.sentence_at(self.scene.tokens[first].start) - 1
            sentence = self.scene.page.sentences[max(0, before)]
            apart |= weighing.received(self.scene, *self.scene.range_of(Span(sentence.start, sentence.end)))
        scores = self.weigh(attribution, first, last, national=national)
        if name is not None:
            self._said(name, attribution, scores)
        pool = [party for party in scores if party not in apart and not (national and self._stateless(party))]
        if not pool:
            return None
        best = max(pool, key=lambda party: scores[party])
        return best if scores[best] > (0.0 if len(self.acting) > 1 or national else 1.5) else None

    def _told(self, floor: int, first: int) -> list[Span]:
        """What is said between two tokens: whom it is about does not speak next."""
        start, end = self.scene.tokens[floor].start, self.scene.tokens[first].start
        return [span for span in self.spoken if start <= span.start < end]

    def _stateless(self, party: str) -> bool:
        """Whether a party has neither land nor people, and so no ministers: no state, recognised or not."""
        known = self.scene.gazetteer.party(party)
        return party.islower() and (party == "eu" or not (known.metonyms or known.adjectives))

    def weigh(self, attribution: Attribution, first: int, last: Last, *, national: bool) -> defaultdict[str, float]:
        """Every party of the article with its weight for words said at a token."""
        page, scene = self.scene.page, self.scene
        sentence = page.sentences[page.sentence_at(scene.tokens[first].start)]
        start, end = scene.range_of(Span(sentence.start, sentence.end))
        start = min(start, first)
        most = max(self.counts.values(), default=1)
        scores: defaultdict[str, float] = defaultdict(float)
        for party, count in self.counts.items():
            scores[party] += count / most if party in self.acting else 0.5 * count / most - 0.5
        for party in home(scene):
            scores[party] += weighing.AT_HOME * (1.0 if national else 0.6)
        for party in scene.title_parties[:1]:
            scores[party] += weighing.TITLE
        if self.issuer is not None:
            scores[self.issuer] += weighing.ISSUED
        place = None if page.quoted(sentence.start) else located(scene, start, first, attribution.content)
        if place is not None:
            scores[place] += weighing.SEATED if weighing.seated(scene, start, first) else weighing.PLACED
        after = self._located_after(attribution, first, end)
        acts = weighing.under(scene, start, first, attribution.content)
        if acts is not None:
            scores[acts] += weighing.UNDER
        if after is not None:
            scores[after] += weighing.PLACED_AFTER
        floor, _ = scene.paragraph(first)
        opened = self.opened(floor, start)
        if opened is not None:
            scores[opened] += weighing.OPENED
        content = attribution.content
        near = nearest(scene, first, floor, (*content, *self._told(floor, first)))
        here = last.party is not None and last.at >= scene.tokens[floor].start
        if near is not None and not (here and last.at >= scene.tokens[near[1]].end and last.party != near[0]):
            scores[near[0]] += weighing.NEAREST if near[2] else weighing.ASIDE
        turned = near is not None and near[2] and near[0] != last.party and scene.tokens[near[1]].start > last.at
        if near is not None and near[2] and weighing.of_the_same(scene, near[1], first, start):
            scores[near[0]] += weighing.SAME
        if last.party is not None:
            if self._answers(attribution) and not (near is not None and near[2] and near[0] == last.party):
                scores[last.party] += weighing.ANSWERS
            else:
                scores[last.party] += weighing.GOES_ON if here and not turned else weighing.BEFORE
        if near is None and floor > 0:
            before = page.paragraphs[max(0, page.paragraph_at(scene.tokens[first].start) - 1)]
            far = nearest(scene, floor, page.index(before.start))
            if far is not None:
                scores[far[0]] += weighing.BEFORE
        said_of(scene, content, scores)
        addressed(scene, attribution.cue, content, scores)
        return scores

    def _counterparts(self, first: int) -> set[str]:
        """The parties whose officials a sentence calls somebody's counterparts: not the one's it is about."""
        page, tokens = self.scene.page, self.scene.tokens
        sentence = page.sentences[page.sentence_at(tokens[first].start)]
        start, end = self.scene.range_of(Span(sentence.start, sentence.end))
        return {
            hit.entry.party
            for hit in self.scene.hits_in(max(start, first), end)
            if hit.entry.party
            and any(token.low in {"counterpart", "counterparts"} for token in tokens[hit.last : hit.last + 3])
        } | weighing.received(self.scene, min(start, first), end)

    def _held(self, role: str | None, name: str | None) -> set[str]:
        """The parties whose one such minister somebody else is: two foreign ministers are not of one country."""
        office = single(role)
        if office is None:
            return set()
        return {
            each.party
            for each in self.registry.known
            if each.party is not None and each.name != name and not each.other and single(each.role) == office
        }

    def _said(self, name: str, attribution: Attribution, scores: defaultdict[str, float]) -> None:
        """Add what else somebody says in the article, up to a bound."""
        rest: defaultdict[str, float] = defaultdict(float)
        for span in self.sayings.get(name, ()):
            if span not in attribution.content:
                said_of(self.scene, (span,), rest)
        for party, score in rest.items():
            scores[party] += max(-weighing.MOST, min(weighing.MOST, score))

    def _hosts(self, role: str | None) -> set[str]:
        """The country that somebody is sent to: "the consul general in Marseille"."""
        sent = _SENT.search(role or "")
        if sent is None:
            return set()
        hits = self.scene.gazetteer.find(Page(sent["where"]))
        return {party for hit in hits if (party := hit.entry.party or hit.entry.country) is not None}

    def _own_voice(self, first: int, name: str | None) -> set[str]:
        """The party of an orator, who calls officials of the own side "our minister" and others by their names."""
        if name is None or len(set(self.counts) - set(self.orator)) < 1:
            return set()
        before = {token.low for token in self.scene.tokens[max(0, first - 6) : first]}
        return set() if before & {"our", "my"} else set(self.orator)

    def _answers(self, attribution: Attribution) -> bool:
        """Whether the cue says that somebody answers the one before."""
        if attribution.cue is None:
            return False
        words = self.scene.page.text[attribution.cue.start : attribution.cue.end].lower()
        return words.startswith(
            ("answer", "repl", "retort", "shot back", "hit back", "fired back", "counter", "respond", "rejoin")
        )

    def own_subject(self, attribution: Attribution) -> str | None:
        """Reported without quotation marks, "Tokyo could not agree" is mostly said by Tokyo."""
        start = attribution.content[0].start
        if self.scene.page.quoted(start):
            return None
        number = self.scene.page.index(start)
        number += self.scene.tokens[number].low == "that"
        hit = self.scene.hit_at(number)
        if hit is None or hit.entry.role not in {Role.STATE, Role.METONYM} or hit.last >= len(self.scene.tokens):
            return None
        after = self.scene.tokens[hit.last].low
        return hit.entry.party if after in MODALS | _STATES else None

    def quoted_subject(self, attribution: Attribution, first: int) -> str | None:
        """The state that a quotation before "its minister said" opens with: "“Norway does not bargain,” its …"."""
        start = attribution.content[0].start
        if start >= self.scene.tokens[first].start or not self.scene.page.quoted(start):
            return None
        hit = self.scene.hit_at(self.scene.page.index(start))
        if hit is None or hit.entry.role not in {Role.STATE, Role.METONYM}:
            return None
        return hit.entry.party

    def opened(self, floor: int, start: int) -> str | None:
        """Where the sentences before in the paragraph say they are: "In Buenos Aires the tone is calmer."."""
        tokens, page = self.scene.tokens, self.scene.page
        for hit in reversed(self.scene.hits_in(floor, start)):
            party = hit.entry.party or hit.entry.country
            if party is None or hit.first == 0 or tokens[hit.first - 1].raw != "In" or page.quoted(hit.start):
                continue
            return party
        return None

    def _located_after(self, attribution: Attribution, first: int, end: int) -> str | None:
        tokens = self.scene.tokens
        stop = first
        begun = self.scene.page.index(attribution.content[0].start)
        if begun > first:
            end = min(end, begun)
        while stop < end and tokens[stop].raw not in {"“", '"', "«", ";"}:
            stop += 1
        return located(self.scene, first, stop)

    def _presented(self, known: dict[str, Known]) -> str | None:
        """The party named first before the first turn, where one speaker is introduced."""
        return self.presented(min((place for person in known.values() for place in person.places), default=0))

    def presented(self, start: int) -> str | None:
        """The party named first before a token, where nobody has spoken yet."""
        spoken = turns(self.scene.page)
        if spoken:
            first = self.scene.page.paragraphs[min(spoken)].start
            start = min(start, self.scene.page.index(first))
        hits = [hit for hit in self.scene.hits_in(0, start) if hit.entry.party and hit.entry.role is not Role.PERSON]
        return hits[0].entry.party if hits else None

    def of_themselves(self, spans: Sequence[Span]) -> defaultdict[str, float]:
        """How far what is said in the first person is said for each party."""
        scores: defaultdict[str, float] = defaultdict(float)
        tokens = self.scene.tokens
        for span in spans:
            first, end = self.scene.range_of(span)
            lows = {token.low for token in tokens[first:end]}
            ours = 1.0 if lows & {"we", "our"} else 0.0
            if "us" in lows and not ours:
                # "Brussels calls us greedy": somebody else is the subject
                continue
            for hit in self.scene.hits_in(first, end):
                if hit.entry.party is None or hit.entry.role is Role.PERSON:
                    continue
                before = tokens[hit.first - 1].low if hit.first > first else ""
                opens = hit.first <= first + 1 and before in {"", "for", "the", "but", "and"}
                if hit.entry.role is Role.ADJECTIVE:
                    side = hit.last < len(tokens) and tokens[hit.last].low in {"side", "government", "delegation"}
                    if opens and side and not ours:
                        scores[hit.entry.party] += 1.5
                elif hit.last < len(tokens) and tokens[hit.last].low in {"’s", "'s"}:
                    scores[hit.entry.party] -= 1.0 if opens else 0.0
                elif opens or (before == "in" and hit.first <= first + 1 and ours):
                    after = tokens[hit.last].low if hit.last < len(tokens) else ""
                    acts = after in MODALS or after in _ACTS
                    scores[hit.entry.party] += 2.5 if ours else 1.5 if acts else 0.5
                elif before in _ASKED and lows & {"we", "i"}:
                    # "we ask Moscow to …": nobody asks oneself
                    scores[hit.entry.party] -= 2.5
                elif before in {"if", "to", "with", "from", "against", "by", "unless"}:
                    scores[hit.entry.party] -= 1
        return scores

    def body(self, role: str, first: int) -> str | None:
        """The party whose body was last called by this word: "the ministry", "the bloc"."""
        tokens = self.scene.tokens
        for number in range(first - 1, -1, -1):
            if tokens[number].low == role:
                start = number
                while (
                    start > 0
                    and (tokens[start - 1].raw[0].isalnum() or tokens[start - 1].low in {"’s", "'s"})
                    and number - start < 6
                ):
                    start -= 1
                hits = [hit for hit in self.scene.hits_in(start, number + 1) if hit.entry.party]
                if hits:
                    return hits[-1].entry.party
        if role == "ministry":
            called = [hit.entry.party for hit in self.scene.hits_in(0, first) if hit.entry.name in _CALLED_AFTER]
            if called:
                return called[-1]
        wanted = {
            "bloc": ("eu", "nato", "asean", "g7", "african-union", "gcc"),
            "alliance": ("nato",),
            "union": ("eu", "african-union"),
        }.get(role)
        for hit in reversed(self.scene.hits_in(0, first)):
            party = hit.entry.party
            if party is None or hit.entry.role is Role.PERSON:
                continue
            if wanted is not None:
                if party in wanted:
                    return party
            elif (
                (role in {"agency", "organisation", "organization", "movement", "front", "group"} and party.islower())
                or (role in hit.entry.name.lower().split() and hit.entry.role is not Role.STATE)
                or (party.islower() and role in {"council", "commission"})
            ):
                return party
        return None

    def titled(self) -> tuple[str, ...]:
        """The parties of the title without those that it is about, "relations with Japan", where others are left."""
        page = Page(self.scene.title)
        hits = [hit for hit in self.scene.gazetteer.find(page) if hit.entry.party and hit.entry.role is not Role.PERSON]
        apart = [hit for hit in hits if not hit.first or page.tokens[hit.first - 1].low not in _ABOUT]
        return tuple(hit.entry.party for hit in apart or hits if hit.entry.party)

    def ranked(self) -> list[str]:
        """The parties by how often the article names them, those first that act in it."""
        every = [party for party, _ in self.counts.most_common()]
        return sorted(every, key=lambda each: each not in self.acting)

    def principals(self) -> tuple[str, ...]:
        """The two parties the article is about, or all that sign it."""
        if self.signed:
            return self.signed
        ranked = [party for party, _ in self.counts.most_common() if len(party) == 2 or self.counts[party] > 3]
        countries = [party for party in ranked if len(party) == 2 and party.isupper()]
        return tuple((countries if len(countries) >= 2 else ranked)[:2])

    def _gather(self, attributions: Sequence[Attribution]) -> None:
        """Note what each of the people says, also as "she" right after."""
        speaker: Known | None = None
        self.spoken = [span for each in attributions for span in each.content]
        for each in attributions:
            if each.source is not None:
                first, end = self.scene.range_of(each.source)
                if first >= end:
                    continue
                goes_on = end - first == 1 and self.scene.tokens[first].low in {"he", "she"}
                speaker = speaker if goes_on else self.registry.at(first, end)
            if speaker is not None:
                self.sayings.setdefault(speaker.name, []).extend(each.content)

    def introduce(self, attributions: Sequence[Attribution]) -> None:
        """Find out for whom the speakers of a transcript speak, from what they say of themselves."""
        turns: dict[str, list[Span]] = {}
        known: dict[str, Known] = {}
        tokens = self.scene.tokens
        self._gather(attributions)
        for each in attributions:
            if each.cue is not None or each.source is None:
                continue
            first, end = self.scene.range_of(each.source)
            if end >= len(tokens) or tokens[end].raw != ":":
                continue
            person = self.registry.at(first, end)
            if person is not None and not person.other:
                known[person.name] = person
                turns.setdefault(person.name, []).extend(each.content)
        open_ = [person for person in known.values() if person.party is None]
        taken = {person.party for person in known.values() if person.party is not None}
        scores = {person.name: self.of_themselves(turns[person.name]) for person in open_}
        for person in sorted(open_, key=lambda each: -max(scores[each.name].values(), default=0.0)):
            free = [
                (party, score)
                for party, score in sorted(scores[person.name].items(), key=lambda each: -each[1])
                if score >= 1.5 and party not in taken
            ]
            title = [party for party in self.titled() if party not in taken]
            before = self._presented(known)
            if len(open_) == 1 and before is not None and before not in taken:
                person.party = before
            elif len(open_) == 1 and title:
                person.party = title[-1]
            elif free:
                person.party = free[0][0]
            else:
                rest = title or [party for party in self.principals() if party not in taken]
                person.party = rest[-1] if title else (rest[0] if rest else None)
            person.official = True
            if person.party is not None and len(open_) <= 2:
                taken.add(person.party)
