"""Speeches and communiqués: texts in which one voice, or two together, speak from beginning to end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.naming import find_names
from kurilreader.analysis.page import Page
from kurilreader.analysis.parties import party_subjects, read_phrase
from kurilreader.analysis.people import Registry
from kurilreader.analysis.rules.turns import reports, stated
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.speakers import Speakers, Voice
from kurilreader.domain import Span

_SPEECH = re.compile(
    r"\b(?:remarks|address|speech|statement|message|lecture|opening words|keynote|intervention|letter|"
    r"article|op-ed|greeting|toast)\b.{0,60}?\b(?:by|of|from)\b",
    re.I,
)
_JOINT = re.compile(r"\b(?:joint (?:communiqu[eé]|statement|declaration|press release)|communiqu[eé])\b", re.I)
_FIRST_PERSON = re.compile(r"\b(?:I|We|we|our|us|my|me)\b")
_POINT = re.compile(r"\(?\d{1,2}[.)]\s+")
_OPENING = re.compile(r"\bWe, the [^.]{5,160}")
_COLLECTIVE = re.compile(
    r"^\W*(?:\d+[.)]\s*)?(?:the (?:(?:two|both) )?(?:parties|sides|ministers|leaders|presidents|"
    r"delegations|governments|countries)|they|both (?:sides|parties|countries|governments|ministers|"
    r"leaders))\b",
    re.I,
)


def address(
    scene: Scene, registry: Registry, speakers: Speakers, found: Sequence[Attribution]
) -> tuple[list[Attribution], dict[int, Voice]]:
    """Attributions with those of a speech or a communiqué added, and voices for the ones added (by number)."""
    page = scene.page
    added: dict[Span, Voice] = {}
    joint = bool(
        _JOINT.search(scene.title) or (page.plain and _JOINT.search(page.text[page.plain[0].start : page.plain[0].end]))
    )
    if joint:
        added = _joint(scene, speakers, found)
    elif re.search(r"\binterview\b.*\bwith\b", scene.title, re.I):
        answers = [
            number
            for number, each in enumerate(found)
            if each.source is not None and page.text[each.source.start : each.source.end] in {"A", "Answer"}
        ]
        voice = _orator(scene)
        if voice is not None and answers:
            return list(found), dict.fromkeys(answers, voice)
    elif _SPEECH.search(scene.title):
        voice = _orator(scene)
        if voice is not None and _spoken(scene):
            if not _numbered(page):
                found = [each for each in found if reports(page, each)]
            added = dict.fromkeys(_sentences(scene, found), voice)
    if not added:
        return list(found), {}
    merged = [*found, *(Attribution((span,), None, None, 0.65) for span in added)]
    merged.sort(key=lambda each: each.content[0].start)
    return merged, {
        number: added[each.content[0]]
        for number, each in enumerate(merged)
        if each.source is None and each.cue is None and each.content[0] in added
    }


def _spoken(scene: Scene) -> bool:
    """Whether the text outside quotations is in the first person."""
    page = scene.page
    count = sum(1 for match in _FIRST_PERSON.finditer(page.text) if not page.quoted(match.start()))
    return count >= 3 or count * 120 >= len(page.tokens) > 0


def _orator(scene: Scene) -> Voice | None:
    """Who the title says is speaking."""
    page = Page(scene.title)
    hits = scene.gazetteer.find(page)
    inner = Scene(page, "", scene.published, scene.gazetteer, hits, find_names(page, hits))
    registry = Registry(inner)
    person = next(iter(registry.known), None)
    party = person.party if person is not None else None
    if party is None:
        for number, token in enumerate(page.tokens):
            if token.low in {"by", "of", "from", "with"}:
                reading = read_phrase(inner, number + 1, len(page.tokens))
                if reading.parties and reading.parties != ("*",):
                    party = reading.parties[-1]
                    break
    if party is None and person is not None and not person.other:
        places = [
            hit.entry.party or hit.entry.country
            for hit in hits
            if hit.entry.country or (hit.entry.party and hit.entry.role in {Role.METONYM, Role.STATE, Role.BODY})
        ]
        own = re.compile(r"\b(?:our|my)\s+(?:country|government|nation|people|island|ministry)\b", re.I)
        party = places[-1] if places else None
        if party is None and own.search(scene.page.text):
            party = None
    opening = _OPENING.search(scene.page.text)
    if party is None and opening is not None:
        first, last = scene.range_of(Span(*opening.span()))
        party = next((hit.entry.party for hit in scene.hits_in(first, last) if hit.entry.party), None)
    if party is None and person is None:
        return None
    if party is None:
        counts = party_subjects(scene)
        party = counts.most_common(1)[0][0] if counts else None
    return Voice(
        person.name if person else None, person.role if person else None, (party,) if party else (), None, False
    )


def _numbered(page: Page) -> bool:
    """Whether the text is a document of numbered points."""
    return sum(1 for paragraph in page.paragraphs if _POINT.match(page.text, paragraph.start)) >= 3


def _sentences(scene: Scene, found: Sequence[Attribution]) -> list[Span]:
    """The sentences of a speech that state something: no courtesies, no questions, none that quotes another."""
    page = scene.page
    answer: list[Span] = []
    numbered = _numbered(page)
    for span in page.plain:
        start, end = span
        point = _POINT.match(page.text, start, end)
        start = point.end() if point else start
        text = page.text[start:end]
        if len(text.split()) < 4 or not stated(span, page.text) or (numbered and not _FIRST_PERSON.search(text)):
            continue
        if any(start <= each.content[0].start < end for each in found):
            continue
        while end > start and page.text[end - 1] in '.” "':
            end -= 1
        answer.append(Span(start, end))
    return answer


def _signatories(scene: Scene, speakers: Speakers) -> tuple[str, ...]:
    named = tuple(dict.fromkeys(scene.title_parties))
    return named if len(named) >= 2 else speakers.belonging.principals()


def _joint(scene: Scene, speakers: Speakers, found: Sequence[Attribution]) -> dict[Span, Voice]:
    """Sentences in which all who sign speak: "The parties will …", "X and Y undertake …"."""
    page = scene.page
    answer: dict[Span, Voice] = {}
    for span in page.plain:
        start, end = span
        if any(start <= each.content[0].start < end for each in found):
            continue
        text = page.text[start:end]
        number = re.match(r"\(?\d+[.)]\s*", text)
        start += number.end() if number else 0
        first, last = scene.range_of(Span(start, end))
        parties: tuple[str, ...] = ()
        if page.text.startswith("We ", start) and not re.match(r"We, the\b", page.text[start:end]):
            parties = _signatories(scene, speakers)
        elif _COLLECTIVE.match(page.text[start:end]):
            parties = speakers.belonging.principals()
        else:
            hits = [
                hit
                for hit in scene.hits_in(first, min(last, first + 6))
                if hit.entry.party and hit.entry.role in {Role.STATE, Role.METONYM}
            ]
            if len(hits) == 2 and hits[0].first == first and scene.tokens[hits[0].last].low == "and":
                parties = tuple(hit.entry.party for hit in hits if hit.entry.party)
        if (
            parties
            and len(text.split()) >= 5
            and re.search(
                r"\b(?:will|shall|oppose|undertake|agree|reaffirm|commit|decide|condemn|welcome|express|recogni[sz]e|call|stress|confirm|underline|resolve|intend|urge|support)",
                text,
            )
        ):
            while end > start and page.text[end - 1] in ". ":
                end -= 1
            answer[Span(start, end)] = Voice(None, None, parties)
    return answer
