"""Speeches, guest articles and communiqués: texts in which one voice, or several together, speak from end to end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilreader.analysis import interviews, joint
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.heading import title_scene
from kurilreader.analysis.page import Page
from kurilreader.analysis.parties import read_phrase
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.rules.turns import addressed, label_of, parted, reports, stated, turns, unlabelled
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.speakers import Speakers, Voice
from kurilreader.domain import Span

_SPEECH = re.compile(
    r"\b(?:remarks|address|speech|statement|message|lecture|opening words|keynote|intervention|letter|"
    r"article|op-ed|greeting|toast|testimony|homily)\b",
    re.I,
)
_FIRST_PERSON = re.compile(r"\b(?:I|We|we|our|Our|us|my|My|me)\b")
_OWN_STATE = re.compile(r"\b(?:[Oo]ur|[Mm]y) (?:country|government|nation|people|ministry|island|delegation|party)\b")
_POINT = re.compile(r"\(?\d{1,2}[.)]\s+")
_WE_THE = re.compile(r"\bWe, the [^.]{5,200}")
_OWN_NAME = re.compile(
    r"\b(?:[Mm]y fellow|[Ww]e,?(?: the)?(?: peoples? of)?|[Ww]e in|here in|[Aa]s (?:an? )?"
    r"|I (?:speak|stand here|am here) for|(?:[Oo]ur|[Mm]y) (?:own |beloved |dear )?(?:country|nation|government"
    r"|homeland|people),?"
    r"|[Oo]n behalf of(?: the (?:[Gg]overnment|people|[Pp]resident|[Rr]epublic))?(?: and (?:the )?people)?(?: of)?"
    r"(?: the)?)\s+(?=[A-Z])"
)
_RELEASE = re.compile(r"\b(?:press release|statement|communiqu[eé]|note verbale|declaration)\b", re.I)
_NARRATED = re.compile(
    r"\b(?:summoned|was asked|met (?:the|with)|was received|has been scheduled"
    r"|handed (?:him|her|it)|on (?:that date|\d+ [A-Z]))\b",
    re.I,
)
_ISSUERS = frozenset(
    {"it", "its", "the ministry", "the government", "the embassy", "the department", "the ministry of foreign affairs"}
)
_GREETING = re.compile(r"(?:good (?:morning|afternoon|evening|day)|hello|welcome|thank you|thanks)\b", re.I)
_HEAD_LINES = 4


def address(
    scene: Scene, registry: Registry, speakers: Speakers, found: Sequence[Attribution]
) -> tuple[list[Attribution], dict[int, Voice]]:
    """Attributions with those of a speech or a communiqué added, and voices for the ones added (by number)."""
    page = scene.page
    turned = interviews.turned(
        scene, registry, speakers.belonging, found, lambda: _orator(scene, speakers, certain=True)
    )
    added: dict[Span, Voice] = {}
    monologue = not any(each.cue is None and each.source is not None for each in found)
    body = _issued(scene) if monologue else None
    signed = joint.signatories(scene, speakers.belonging) if body is None else ()
    own: Voice | None = None
    speakers.belonging.signed = signed if len(signed) >= 2 else ()
    if len(signed) >= 2:
        added = {span: Voice(None, None, who) for span, who in joint.sentences(scene, signed, found).items()}
        found = [each for each in found if not _formal(page, each)]
    elif turned:
        return _opened(scene, found, turned)
    elif body is not None:
        own = Voice(None, None, (body,), None, False)
        added = dict.fromkeys(_official_sentences(scene, found), own)
    elif monologue and (answers := unlabelled(page)) and (asked := interviews.introduced(scene, min(answers))):
        own = Voice(asked.name, asked.role, (asked.party,) if asked.party else (), None, False)
        found = [each for each in found if reports(page, each)]
        added = {span: own for span in _sentences(scene, found) if page.paragraph_at(span.start) in answers}
        own = None
    elif monologue and _spoken(scene):
        voice = _orator(scene, speakers)
        if voice is not None:
            if not _numbered(page):
                found = [each for each in found if reports(page, each)]
            added = dict.fromkeys(_sentences(scene, found), voice)
    if not added:
        return list(found), {}
    merged = [*found, *(Attribution((span,), None, None, 0.65) for span in added)]
    merged.sort(key=lambda each: each.content[0].start)
    return merged, {
        number: who for number, each in enumerate(merged) if (who := _voice_of(page, each, added, own)) is not None
    }


def _opened(
    scene: Scene, found: Sequence[Attribution], turned: dict[int, Voice]
) -> tuple[list[Attribution], dict[int, Voice]]:
    """The turns, and what their one speaker says by way of opening before the first label: "Good afternoon. …"."""
    page = scene.page
    first = min(turns(page))
    begun = next((n for n in range(first) if _GREETING.match(page.text, page.paragraphs[n].start)), None)
    voices = {voice.name or voice.parties: voice for voice in turned.values() if voice.parties}
    if begun is None or len(voices) != 1:
        return list(found), turned
    voice = next(iter(voices.values()))
    stop = page.paragraphs[first].start
    kept = [each for each in found if each.content[0].start >= stop or reports(page, each)]
    added = [
        Attribution((span,), None, None, 0.65)
        for span in _sentences(scene, kept)
        if page.paragraphs[begun].start <= span.start < stop
    ]
    by_each = {id(found[number]): who for number, who in turned.items()}
    merged = sorted([*kept, *added], key=lambda each: each.content[0].start)
    fresh = {id(each) for each in added}
    return merged, {
        number: by_each.get(id(each), voice)
        for number, each in enumerate(merged)
        if id(each) in by_each or id(each) in fresh
    }


def _voice_of(page: Page, each: Attribution, added: dict[Span, Voice], own: Voice | None) -> Voice | None:
    """The voice of a sentence added, or of "it" and "the Ministry" in the statement of a ministry."""
    if each.source is None:
        return added.get(each.content[0]) if each.cue is None else None
    return own if own is not None and page.text[each.source.start : each.source.end].lower() in _ISSUERS else None


def _formal(page: Page, attribution: Attribution) -> bool:
    """Whether a content of a joint text is a courtesy: thanks for the hospitality, the date of the next meeting."""
    return any(joint.protocol(page.text[start:end]) for start, end in attribution.content)


def _spoken(scene: Scene) -> bool:
    """Whether the text outside quotations is in the first person, as its title says or by its sheer number."""
    page = scene.page
    count = sum(1 for match in _FIRST_PERSON.finditer(page.text) if not page.quoted(match.start()))
    if _SPEECH.search(scene.title):
        return count >= 3 or count * 120 >= len(page.tokens) > 0
    return count >= 5 and count * 50 >= len(page.tokens)


def _issued(scene: Scene) -> str | None:
    """The party whose ministry or government issues the text as its own statement."""
    head = _head(scene)
    if not _RELEASE.search(head):
        return None
    inner = title_scene(scene, head)
    tokens = inner.tokens
    for number, token in enumerate(tokens):
        if token.low in {"ministry", "government", "embassy", "department"}:
            start = number
            while start > 0 and (tokens[start - 1].capital or tokens[start - 1].low in {"’s", "'s"}):
                start -= 1
            reading = read_phrase(inner, start, min(len(tokens), number + 9))
            if len(reading.parties) == 1 and reading.parties != ("*",):
                return reading.parties[0]
    return None


def _official_sentences(scene: Scene, found: Sequence[Attribution]) -> list[Span]:
    """The sentences of a ministry's statement: those about what its own side holds, demands or does."""
    page = scene.page
    answer: list[Span] = []
    for span in page.plain:
        start, end = span
        point = _POINT.match(page.text, start, end)
        start = point.end() if point else start
        text = page.text[start:end]
        if text.rstrip('”"’)')[-1:] != "." or len(text.split()) < 5 or not stated(span, page.text):
            continue
        if any(start <= each.content[0].start < end for each in found) or _NARRATED.search(text):
            continue
        answer.extend(parted(page.text, start, end))
    return answer


def _head(scene: Scene) -> str:
    """The title with the lines before the text proper that say who speaks."""
    lines = [scene.title]
    if scene.author:
        lines.append(f"By {scene.author}")
    label = label_of(scene.page.text, scene.page.paragraphs[0]) if scene.page.paragraphs else None
    if label is not None:
        lines.append(scene.page.text[label.start : label.end])
    for line in scene.page.text.split("\n")[: 2 * _HEAD_LINES]:
        words = line.split()
        if not words:
            continue
        if len(words) > 14 or len(lines) > _HEAD_LINES or (line.rstrip()[-1] in ",!?" and len(lines) > 1):
            break
        lines.append(line.strip())
    return "\n\n".join(lines)


def _orator(scene: Scene, speakers: Speakers, *, certain: bool = False) -> Voice | None:
    """Who the title or the lines under it say is speaking, and for whom."""
    inner = title_scene(scene, _head(scene))
    page = inner.page
    known = Registry(inner).known
    person = next((each for each in known if each.official), next(iter(known), None))
    party = person.party if person is not None else None
    if party is None:
        for number, token in enumerate(page.tokens):
            if token.low in {"by", "of", "from", "with"}:
                reading = read_phrase(inner, number + 1, min(len(page.tokens), number + 14))
                if reading.parties and reading.parties != ("*",):
                    party = reading.parties[-1]
                    break
    if party is None:
        low = page.text.lower()
        party = next(
            (who for title, who in scene.gazetteer.offices.items() if title in low and speakers.belonging.counts[who]),
            None,
        )
    official = party is not None or (person is not None and person.official)
    if not (official or certain or _SPEECH.search(scene.title) or _OWN_STATE.search(scene.page.text)):
        return None
    if person is not None and person.other:
        return Voice(person.name, person.role, ())
    party = party or _own_party(scene, inner, speakers)
    if person is None and party is None:
        return None
    return Voice(
        person.name if person else None, person.role if person else None, (party,) if party else (), None, False
    )


def _own_party(scene: Scene, head: Scene, speakers: Speakers) -> str | None:
    """The party an orator speaks for by the words "We, the …", by where the title is set, by what is said as "we"."""
    for named_so in _OWN_NAME.finditer(scene.page.text):
        hit = scene.hit_at(scene.page.index(named_so.end()))
        if hit is not None and hit.entry.party and not scene.page.quoted(hit.start):
            return hit.entry.party
    opening = _WE_THE.search(scene.page.text)
    if opening is not None:
        first, last = scene.range_of(Span(*opening.span()))
        named = next((hit.entry.party for hit in scene.hits_in(first, last) if hit.entry.party), None)
        if named is not None:
            return named
    places = [
        hit.entry.party or hit.entry.country
        for hit in head.hits
        if hit.entry.country or (hit.entry.party and hit.entry.role in {Role.METONYM, Role.STATE, Role.BODY})
    ]
    scores = speakers.belonging.of_themselves(scene.page.plain)
    best = max(scores, key=lambda each: scores[each], default=None)
    if places and (best is None or scores[best] < 2):
        return places[-1]
    if best is not None and scores[best] > 0:
        return best
    return next((party for party, _ in speakers.belonging.counts.most_common() if scores[party] >= 0), None)


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
        start = addressed(Span(point.end() if point else start, end), page.text).start
        span = Span(start, end)  # noqa: PLW2901
        text = page.text[start:end]
        if text.rstrip('”"’)')[-1:] not in {".", "!", "…", ";", "。"}:
            continue
        if (
            len(text.split()) < (3 if _FIRST_PERSON.search(text) else 4)
            or not stated(span, page.text)
            or (numbered and not _FIRST_PERSON.search(text))
        ):
            continue
        if any(start <= each.content[0].start < end for each in found):
            continue
        answer.extend(parted(page.text, start, end))
    return answer


def introduced(title: Scene) -> list[Known]:
    """People whom a title names with office or country, as they may be called by their surname in the text."""
    return [each for each in Registry(title).known if each.official and len(each.name.split()) > 1]
