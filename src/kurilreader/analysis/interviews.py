"""Transcripts: who stands behind the labels of the turns, "A:", "HASEBE:", "MR. LIM:", and for whom they speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from kurilreader.analysis.belonging import Belonging
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.naming import find_names
from kurilreader.analysis.page import Page
from kurilreader.analysis.parties import Standing, read_phrase
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.rules.turns import labels, turns
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.speakers import Voice
from kurilreader.analysis.words import DETERMINERS, HONORIFICS, OFFICIAL, TITLES
from kurilreader.domain import Span

_WORD = re.compile(r"[^\W\d_]+")
_HOSTS = re.compile(
    r"\b(?:chaired|moderated|hosted|interviewed|questions by|asked by|conducted|spoke (?:to|with)|interview by"
    r"|talk(?:ed|s) (?:to|with)|moderator|host|presenter)\b[^.\n]{0,40}$",
    re.I,
)
_SURE = 1.5


@dataclass(slots=True)
class _Side:
    """All turns of one speaker: the words of the label, the numbers of the attributions, what is said."""

    words: frozenset[str]
    spans: list[Span] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    said: list[Span] = field(default_factory=list)
    person: Known | None = None
    party: str | None = None


def turned(
    scene: Scene,
    registry: Registry,
    belonging: Belonging,
    found: Sequence[Attribution],
    head: Callable[[], Voice | None],
) -> dict[int, Voice]:
    """Voices of the turns by number of the attribution; `head` tells who the lines above the text say is speaking."""
    sides = _sides(scene, found)
    if not sides:
        return {}
    for side in sides:
        _identify(scene, registry, side)
    hosts = [side for side in sides if _asks(scene, side) and len(sides) > 1]
    speaking = [side for side in sides if side not in hosts and not (side.person is not None and side.person.other)]
    named = Registry(title_scene(scene)).known
    for side in speaking:
        if side.person is None:
            side.person = next((each for each in named if side.words & _words(each.name)), None)
        if side.party is None and side.person is not None:
            side.party = side.person.party
    _assign(scene, belonging, speaking, head)
    answer: dict[int, Voice] = {}
    for side in hosts:
        answer.update(dict.fromkeys(side.numbers, Voice(None, None, ())))
    for side in speaking:
        person = side.person
        if side.party is not None:
            if person is not None:
                person.party, person.official = side.party, True
            name, role = (person.name, person.role) if person is not None else (None, None)
            answer.update(dict.fromkeys(side.numbers, Voice(name, role, (side.party,), None, False)))
    return answer


def title_scene(scene: Scene, text: str | None = None) -> Scene:
    """A scene of the title, or of another text, by the same gazetteer."""
    page = Page(scene.title if text is None else text)
    hits = scene.gazetteer.find(page)
    return Scene(page, "", scene.published, scene.gazetteer, hits, find_names(page, hits))


def _words(text: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(text)) - HONORIFICS - {"amb", "h", "e"}


def _sides(scene: Scene, found: Sequence[Attribution]) -> list[_Side]:
    page = scene.page
    marked = labels(page)
    sides: list[_Side] = []
    for number, each in enumerate(found):
        if each.cue is not None or each.source is None or each.source not in marked:
            continue
        text = page.text[each.source.start : each.source.end]
        name = re.split(r"[,(]", text)[0]
        words = _words(name) - TITLES if _words(name) - TITLES else _words(name)
        side = next((one for one in sides if one.words <= words or words <= one.words), None)
        if side is None:
            side = _Side(words)
            sides.append(side)
        side.words |= words
        side.spans.append(each.source)
        side.numbers.append(number)
        side.said.extend(each.content)
    return sides


def _identify(scene: Scene, registry: Registry, side: _Side) -> None:
    """Take person and party from the labels and from what the registry knows."""
    for span in side.spans:
        first, last = scene.range_of(span)
        side.person = side.person or registry.at(first, last)
        if side.party is None:
            reading = read_phrase(scene, first, last)
            bracket = next((n for n in range(first, last) if scene.tokens[n].raw == "("), None)
            hit = scene.hit_at(bracket + 1) if bracket is not None and bracket + 1 < last else None
            if reading.standing in {Standing.PARTY, Standing.OFFICIAL} and len(reading.parties) == 1:
                side.party = None if reading.parties == ("*",) else reading.parties[0]
            elif hit is not None:
                side.party = hit.entry.party
    if side.person is None:
        side.person = next((each for each in registry.known if side.words & _words(each.name)), None)
    if side.person is not None and side.person.party is not None:
        side.party = side.person.party


def _asks(scene: Scene, side: _Side) -> bool:
    """Whether a side only puts questions, or is named as host."""
    page = scene.page
    ends = [
        page.text[page.paragraphs[number].end - 1] for number, turn in turns(page).items() if turn.label in side.spans
    ]
    if ends and sum(end == "?" for end in ends) * 2 > len(ends):
        return True
    if side.party is not None or side.person is None:
        return False
    return any(
        _HOSTS.search(page.text, max(0, scene.tokens[place].start - 60), scene.tokens[place].start)
        for place in side.person.places
    )


def _assign(scene: Scene, belonging: Belonging, sides: Sequence[_Side], head: Callable[[], Voice | None]) -> None:
    """Find parties for those whose label and office tell none."""
    open_ = [side for side in sides if side.party is None]
    taken = {side.party for side in sides if side.party is not None}
    if not open_:
        return
    page = scene.page
    if len(sides) == 1:
        side = open_[0]
        before = introduced(scene, min(turns(page), default=0))
        if before is not None:
            side.person = side.person or before
            side.party = before.party if before.name == side.person.name else None
        by = belonging.titled()
        side.party = side.party or (by[0] if len(by) == 1 else None)
        side.party = side.party or belonging.presented(page.index(min(span.start for span in side.said)))
        voice = head() if side.party is None or side.person is None else None
        if voice is not None:
            side.party = side.party or next(iter(voice.parties), None)
            side.person = side.person or (Known(voice.name, voice.role) if voice.name else None)
    scores = {id(side): belonging.of_themselves(side.said) for side in open_}
    for side in sorted(open_, key=lambda each: -max(scores[id(each)].values(), default=0.0)):
        own = scores[id(side)]
        ranked = sorted((party for party in own if party not in taken), key=lambda party: -own[party])
        titled = [party for party in belonging.titled() if party not in taken]
        if side.party is None and ranked and own[ranked[0]] >= _SURE:
            side.party = ranked[0]
        elif side.party is None and titled:
            side.party = titled[-1]
        elif side.party is None and (len(open_) <= 2 or ranked):
            rest = [*ranked, *(party for party in belonging.principals() if party not in taken)]
            official = side.person is None or side.person.official or bool(side.words & (OFFICIAL - DETERMINERS))
            side.party = rest[0] if rest and official else None
        if side.party is not None:
            taken.add(side.party)


def introduced(scene: Scene, first: int) -> Known | None:
    """The official of a party whom the title or the paragraphs before number `first` introduce."""
    page = scene.page
    before = page.text[: page.paragraphs[first].start] if page.paragraphs else ""
    known = Registry(title_scene(scene, f"{scene.title}.\n\n{before}")).known
    return next((each for each in known if each.official and not each.other and each.party), None)
