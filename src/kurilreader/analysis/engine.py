"""The engine: an article in, its analysis out. Pure; a trained finder, when one is given, joins the rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kurilreader.analysis import strays
from kurilreader.analysis.collectives import koreas
from kurilreader.analysis.combine import Draft, by_rules, drafts
from kurilreader.analysis.dossier import Dossier, digest
from kurilreader.analysis.entities import mentions
from kurilreader.analysis.finding import Attribution, Finder, Findings
from kurilreader.analysis.floor import Floor
from kurilreader.analysis.gazetteer import Gazetteer, Hit, Role
from kurilreader.analysis.kinds import Kinds, likeliest, negated
from kurilreader.analysis.naming import find_names
from kurilreader.analysis.page import Page
from kurilreader.analysis.people import Registry
from kurilreader.analysis.positions import positions
from kurilreader.analysis.rules.finder import VERSION as RULES
from kurilreader.analysis.rules.finder import RuleFinder
from kurilreader.analysis.rules.lexicon import lexicon
from kurilreader.analysis.rules.turns import labels, turns
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.senses import settled
from kurilreader.analysis.sides import sides
from kurilreader.analysis.speakers import Speakers, Voice
from kurilreader.analysis.speech import address, introduced
from kurilreader.analysis.summary import summary
from kurilreader.analysis.topics import Topics
from kurilreader.analysis.words import (
    COORDINATORS,
    DETERMINERS,
    OFFICIAL,
    PREPOSITIONS,
    SUBORDINATORS,
    TITLES,
    adverb,
)
from kurilreader.domain import Analysis, Article, Cue, EntityType, Kind, Quote, Span, Speaker, Statement

_DATELINE = re.compile(r"[A-Z][A-Z .’'-]{2,30}(?:,[^.—–-]{2,30})?\s*(?:\([^)\n]{2,40}\))?\s*(?:[—–-]{1,2})\s+")
_BATCH = 32
_SHARED_BODIES = frozenset(
    "foreign-office congress presidential-office department-of-foreign-affairs state-council department-of-defense"
    " ministry-of-external-affairs external-affairs-ministry federation-council house-of-lords diet coast-guard".split()
)
_NEGATION = re.compile(r"(?:\b(?:not|never|nor)|n[’']t)\s+(?:\w+ly\s+)?$", re.I)


class Engine:
    """Analyses articles by some dossiers; which of them fit is chosen for each article by what it mentions."""

    def __init__(self, dossiers: Sequence[Dossier], finder: Finder | None = None) -> None:
        self._dossiers = {each.id: each for each in dossiers}
        extra = tuple((lemma, tuple(entry.items())) for each in dossiers for lemma, entry in each.cues)
        words = lexicon(extra)
        self._rules = RuleFinder(words)
        self._finder = finder
        self._gazetteer = Gazetteer(sorted(dossiers, key=lambda each: each.general))
        self._kinds = Kinds(words, [pair for each in dossiers for pair in each.kinds])
        self._topics: dict[tuple[str, ...], Topics] = {}
        #: names the engine, its finder and the dossiers: an analysis by another version is stale
        self.version = f"{RULES}+{finder.version if finder else 'none'}+{digest(dossiers)}"

    def analyse(self, article: Article) -> Analysis:
        """The analysis of one article."""
        found = self._finder.find(article.text) if self._finder is not None else None
        return self._analyse(article, found)

    def analyse_all(self, articles: Iterable[Article]) -> Iterator[Analysis]:
        """The analyses of many articles, in their order; a trained finder works on them in batches."""
        batch: list[Article] = []
        for article in articles:
            batch.append(article)
            if len(batch) == _BATCH:
                yield from self._batch(batch)
                batch = []
        yield from self._batch(batch)

    def _batch(self, batch: list[Article]) -> Iterator[Analysis]:
        if self._finder is None:
            for article in batch:
                yield self._analyse(article, None)
            return
        for article, found in zip(batch, self._finder.find_all([each.text for each in batch]), strict=True):
            yield self._analyse(article, found)

    def _scene(self, article: Article) -> tuple[Scene, Registry, dict[str, str]]:
        """The article laid out: its names and people, and what the parties are called that no dossier knows."""
        page = Page(article.text)
        hits = self._gazetteer.find(page)
        titled = Page(article.title)
        title = self._gazetteer.find(titled)
        hits = settled(page, _sure(hits, title), title, self._gazetteer)
        title = settled(titled, title, hits, self._gazetteer)
        if not any(hit.entry.id == "united-nations" for hit in (*hits, *title)):
            hits = [hit for hit in hits if hit.entry.id != "security-council" or not _of_a_country(page, hit)]
        unknown = sides(page, hits)
        taken = {number for hit in unknown for number in range(hit.first, hit.last)}
        hits = sorted([*(hit for hit in hits if hit.first not in taken), *unknown], key=lambda hit: hit.start)
        called = {hit.entry.party: hit.entry.name for hit in unknown if hit.entry.party}
        hits = sorted([*hits, *koreas(page, (*hits, *title))], key=lambda hit: hit.start)
        hits = [hit for hit in hits if not _namesake(page, hit)]
        people = introduced(Scene(titled, "", article.published, self._gazetteer, title, find_names(titled, title)))
        names = find_names(page, hits, frozenset(word for each in people for word in each.name.split()) | _labels(page))
        inside = {number for each in names if each.type is EntityType.PERSON for number in range(each.first, each.last)}
        hits = [hit for hit in hits if hit.first not in inside]
        scene = Scene(
            page,
            article.title,
            article.published,
            self._gazetteer,
            hits,
            names,
            tuple(hit.entry.party for hit in title if hit.entry.party and hit.entry.role is not Role.PERSON),
            article.author,
        )
        registry = Registry(scene, people)
        return scene, registry, called

    def voices(self, article: Article, attributions: Sequence[Attribution]) -> list[Voice]:
        """Who stands behind attributions, in text order, that were found by other means."""
        scene, registry, _ = self._scene(article)
        speakers = Speakers(scene, registry)
        Floor(scene, registry, speakers, self._rules.attributions(scene.page))
        return speakers.resolve(attributions)

    def floor(self, article: Article, spans: Sequence[Span]) -> list[Voice | None]:
        """Who speaks these sentences of a speech, a transcript or a communiqué, None where nobody is known to."""
        scene, registry, _ = self._scene(article)
        floor = Floor(scene, registry, Speakers(scene, registry), self._rules.attributions(scene.page))
        answer: list[Voice | None] = []
        for span in spans:
            held = floor.at(span.start)
            answer.append(floor.reported(span) or (held.voice if held is not None else None))
        return answer

    def _analyse(self, article: Article, found: Findings | None) -> Analysis:
        scene, registry, called = self._scene(article)
        page = scene.page
        speakers = Speakers(scene, registry)
        rules = self._rules.attributions(page)
        floor = Floor(scene, registry, speakers, rules)
        attributions, spoken = address(scene, speakers, floor, rules)
        if found is None:
            voices = speakers.resolve(attributions)
            voices = [spoken.get(number, voice) for number, voice in enumerate(voices)]
            drafted = by_rules(page, attributions, voices)
        else:

            def resolve(some: Sequence[Attribution]) -> list[Voice]:
                fresh = Speakers(scene, registry)
                fresh.belonging.signed = speakers.belonging.signed
                fresh.belonging.orator, fresh.belonging.issuer = speakers.belonging.orator, speakers.belonging.issuer
                return [floor.spoken(each, voice) for each, voice in zip(some, fresh.resolve(some), strict=True)]

            gathered = replace(found, attributions=strays.gathered(page, floor, found.attributions))
            drafted = drafts(scene, attributions, gathered, resolve, floor.of)
        statements = self._statements(scene, drafted, self._fitting(scene))
        found_positions = positions(
            statements, lambda party: called.get(party) or self._gazetteer.party(party).name, article.text
        )
        return Analysis(
            version=self.version,
            entities=mentions(scene, registry, found.names if found is not None else ()),
            statements=statements,
            positions=found_positions,
            summary=summary(page, statements, found_positions),
        )

    def _fitting(self, scene: Scene) -> Topics:
        """The topics of the dossiers that an article fits, or the general ones."""
        places: Counter[str] = Counter()
        parties: dict[str, set[str]] = {}
        named = {hit.entry.party for hit in scene.hits if hit.entry.party} | set(scene.title_parties)
        for hit in scene.hits:
            if hit.entry.dossier:
                places[hit.entry.dossier] += hit.entry.role in {Role.NONE, Role.PERSON}
        for identifier, dossier in self._dossiers.items():
            parties[identifier] = {each.id for each in dossier.parties} & named
        fitting = [
            identifier
            for identifier, dossier in self._dossiers.items()
            # One that names no topics yet leaves them to the others.
            if not dossier.general and dossier.topics and (places[identifier] > 0 or len(parties[identifier]) >= 2)
        ]
        chosen = tuple(fitting) or tuple(
            identifier for identifier, dossier in self._dossiers.items() if dossier.general
        )
        known = self._topics.get(chosen)
        if known is None:
            known = Topics([topic for identifier in chosen for topic in self._dossiers[identifier].topics])
            self._topics[chosen] = known
        return known

    def _statements(self, scene: Scene, drafted: Sequence[Draft], topics: Topics) -> tuple[Statement, ...]:
        page = scene.page
        reading = topics.read(page.text, scene.title, page.paragraphs[0] if page.paragraphs else Span(0, 0))
        spoken_labels = labels(page)
        answer: list[Statement] = []
        for draft in drafted:
            attribution, voice, content = draft.shown, draft.voice, draft.shown.content
            text = _words(page, content)
            if not text:
                continue
            sentence = page.plain[page.plain_at(content[0].start)]
            paragraph = page.paragraphs[page.paragraph_at(content[0].start)]
            about = reading.about(content, sentence, paragraph)
            implicit = attribution.cue is None and (attribution.source is None or attribution.source in spoken_labels)
            for party in voice.parties or (None,):
                kind = self._kinds.decide(
                    text, self._cue_words(page, attribution), self._own(party), _others(scene, content, party)
                )
                if draft.weight is not None:
                    kind = likeliest(kind, draft.weight.kinds)
                talk = (
                    implicit
                    and draft.weight is None
                    and kind is Kind.CLAIM
                    and not reading.within(content)
                    and not _concrete(scene, content)
                )
                if talk and (attribution.source is None or len(text.split()) < 5):
                    # talk that states nothing on the dispute
                    continue
                sure = attribution.confidence * (1.0 if voice.sure else 0.85)
                answer.append(
                    Statement(
                        id=f"s{len(answer) + 1}",
                        party=party,
                        speaker=_speaker(page, draft.shown, voice),
                        cue=_cue(page, draft.shown),
                        content=tuple(content),
                        text=text,
                        quote=_quote(page, content),
                        kind=kind,
                        topics=about,
                        negated=negated(text),
                        reported_by=voice.reported_by,
                        confidence=round(sure, 2),
                    )
                )
        return tuple(answer)

    def _own(self, party: str | None) -> tuple[str, ...]:
        if party is None:
            return ()
        known = self._gazetteer.party(party)
        return (*known.names[:3], known.name, *known.metonyms)

    def _cue_words(self, page: Page, attribution: Attribution) -> str | None:
        if attribution.cue is None:
            return None
        start, end = attribution.cue
        before = page.text[max(0, start - 24) : start]
        words = page.text[start:end]
        first = attribution.content[0].start
        if end < first < end + 60:
            # "voiced support for …": the noun says what kind it is
            words += " :: " + page.text[end:first]
        return ("not " if _NEGATION.search(before) else "") + words


def _labels(page: Page) -> frozenset[str]:
    """Words of the names before the colons of a transcript."""
    return frozenset(
        word
        for turn in turns(page).values()
        if turn.label is not None and not turn.question
        for word in page.text[turn.label.start : turn.label.end].split(",")[0].split()
        if word[:1].isupper() and len(word) > 2 and word.lower() not in TITLES
    )


def _namesake(page: Page, hit: Hit) -> bool:
    """Whether a known name is another's here: another first name before it, or a "New" as before Jersey."""
    if hit.first and page.tokens[hit.first - 1].raw == "New" and page.tokens[hit.first - 1].end + 1 == hit.start:
        return True
    if hit.entry.role is not Role.PERSON or hit.last - hit.first > 1 or hit.first == 0:
        return False
    before = page.tokens[hit.first - 1]
    low = before.low
    return (
        before.capital
        and before.end + 1 == hit.start
        and len(low) > 1
        and low not in TITLES
        and low not in OFFICIAL
        and low not in PREPOSITIONS
        and low not in DETERMINERS
        and low not in COORDINATORS
        and low not in SUBORDINATORS
        and not adverb(low)
        and low not in {"mr", "mrs", "ms", "dr", "asked", "said"}
    )


def _sure(hits: list[Hit], title: list[Hit]) -> list[Hit]:
    """Without the bodies whose name others have too, where nothing else in the article is of their country."""
    named = {hit.entry.party for hit in (*hits, *title) if hit.entry.id not in _SHARED_BODIES}
    return [hit for hit in hits if hit.entry.id not in _SHARED_BODIES or hit.entry.party in named]


def _concrete(scene: Scene, content: Sequence[Span]) -> bool:
    """Whether a content names anybody or any place."""
    return any(bool(scene.hits_in(*scene.range_of(span))) or scene.named(span) for span in content)


def _of_a_country(page: Page, hit: Hit) -> bool:
    """Whether a Security Council is one that a country has: "secretary of the Security Council", "its …"."""
    before = [token.low for token in page.tokens[max(0, hit.first - 3) : hit.first]]
    return bool(before) and (before[-1] != "the" or "of" in before[:-1])


def _others(scene: Scene, content: Sequence[Span], party: str | None) -> list[str]:
    """How a content calls the parties that it is not said for."""
    page = scene.page
    return [
        page.text[hit.start : page.tokens[hit.last - 1].end]
        for span in content
        for hit in scene.hits_in(*scene.range_of(span))
        if hit.entry.party not in {None, party}
    ]


def _words(page: Page, content: Sequence[Span]) -> str:
    """The words of a content on one line, without the "that" by which its sentence brings it in."""
    return " ".join(" ".join(page.text[start:end].split()) for start, end in content).removeprefix("that ")


def _quote(page: Page, content: Sequence[Span]) -> Quote:
    inside = [page.quoted(start) and page.quoted(max(start, end - 1)) for start, end in content]
    if all(inside):
        return Quote.DIRECT
    marks = any(page.text[at] in '“”"«»「」' for start, end in content for at in range(start, end))
    return Quote.MIXED if marks or any(inside) else Quote.INDIRECT


def _cue(page: Page, attribution: Attribution) -> Cue | None:
    if attribution.cue is None:
        return None
    return Cue(*attribution.cue, page.text[attribution.cue.start : attribution.cue.end])


def _speaker(page: Page, attribution: Attribution, voice: Voice) -> Speaker | None:
    if attribution.source is None:
        # a speech names who gives it in its title: an empty span stands for a speaker outside the text
        at = attribution.content[0].start
        return Speaker(at, at, "", voice.name, voice.role) if voice.name else None
    start, end = attribution.source
    return Speaker(start, end, page.text[start:end], voice.name, voice.role)
