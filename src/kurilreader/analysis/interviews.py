"""Transcripts: who stands behind the labels of the turns, "A:", "HASEBE:", "MR. LIM:", and for whom they speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kurilreader.analysis.accents import unaccented
from kurilreader.analysis.belonging import Belonging
from kurilreader.analysis.chairs import chairs
from kurilreader.analysis.heading import Heading, title_scene
from kurilreader.analysis.orator import on_behalf, ourselves, spoken_for
from kurilreader.analysis.parties import Standing, read_phrase
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.rules.turns import turns
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.speakers import Voice
from kurilreader.analysis.words import DETERMINERS, HONORIFICS, OFFICIAL, OTHERS, TITLES
from kurilreader.domain import Span

_WORD = re.compile(r"[^\W\d_]+")
_ANSWERS = frozenset({"a", "answer", "answers", "reply", "ответ"})
_JOINT = re.compile(r"\b(?:joint|bilateral|two (?:ministers|leaders|presidents)|round[- ]table|debate)\b", re.I)
_LEADERS = frozenset("president prime premier chancellor king taoiseach".split())
_SURE = 1.5
NOBODY = Voice(None, None, ())


@dataclass(slots=True)
class _Side:
    """All turns of one speaker: the words of the label, the labels, the paragraphs, what is said."""

    words: frozenset[str]
    spans: list[Span] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    said: list[Span] = field(default_factory=list)
    #: turns that are questions by their label, and by their last mark
    asked: int = 0
    marks: int = 0
    person: Known | None = None
    party: str | None = None

    @property
    def generic(self) -> bool:
        """Whether the label is no name: "A", "SPOKESPERSON", or none at all."""
        return not self.words - TITLES - OFFICIAL - _ANSWERS - HONORIFICS - {"of", "the", "for"}

    @property
    def asks(self) -> bool:
        """Whether it mostly puts questions."""
        return 2 * max(self.asked, self.marks) > len(self.spans) or (self.asked > 0 and not self.spans)

    def take(self, other: _Side) -> None:
        """Take over the turns of another who is the same."""
        self.spans.extend(other.spans)
        self.numbers.extend(other.numbers)
        self.said.extend(other.said)
        self.asked += other.asked
        self.marks += other.marks


def speakers(scene: Scene, registry: Registry, belonging: Belonging, head: Heading) -> dict[int, Voice]:
    """The voices of the turns by number of the paragraph; whoever asks is nobody's."""
    sides = _sides(scene)
    for side in sides:
        _identify(scene, registry, head, side)
    speaking = [side for side in sides if not _host(side, sides, head) and not _chairs(scene, side)]
    answer: dict[int, Voice] = {}
    open_ = [side for side in speaking if not (side.person is not None and side.person.other)]
    if len(speaking) == 1:
        open_ = speaking
        _alone(scene, belonging, head, open_[0])
    elif open_:
        _assign(scene, belonging, head, open_)
    for side in sides:
        voice = NOBODY
        if side in speaking:
            voice = _voice(scene, side, alone=len(open_) == 1)
        answer.update(dict.fromkeys(side.numbers, voice))
    return answer


def _voice(scene: Scene, side: _Side, *, alone: bool) -> Voice:
    person = side.person
    name, role = (person.name, person.role) if person is not None else (None, None)
    if name is None and not side.generic:
        name = _called(scene, side)
    if person is not None and person.other:
        return Voice(name, role, ())
    if person is not None and side.party is not None:
        person.party, person.official = side.party, True
    parties = on_behalf(scene, side.party) if alone else ((side.party,) if side.party else ())
    return Voice(name, role, parties, None, False)


def _called(scene: Scene, side: _Side) -> str | None:
    """The name of a label that nothing else in the text explains."""
    label = max(side.spans, key=lambda span: span.end - span.start)
    words = re.split(r"[,(]", scene.page.text[label.start : label.end])[0].split()
    name = [word for word in words if word.lower().strip(".") not in TITLES | HONORIFICS]
    return " ".join(word.capitalize() if word.isupper() and len(word) > 2 else word for word in name) or None


def _words(text: str) -> frozenset[str]:
    return (
        frozenset(word.lower() for word in _WORD.findall(unaccented(text))) - HONORIFICS - {"amb", "h", "e", "p", "m"}
    )


def _sides(scene: Scene) -> list[_Side]:
    page = scene.page
    sides: list[_Side] = []
    for number, turn in turns(page).items():
        name = re.split(r"[,(]", page.text[turn.label.start : turn.label.end])[0] if turn.label is not None else "a"
        words = _words(name) or frozenset(name.lower().split())
        words = words - TITLES - OFFICIAL or words
        side = next((one for one in sides if one.words <= words or words <= one.words), None)
        if side is None:
            side = _Side(words)
            sides.append(side)
        side.words |= words
        side.numbers.append(number)
        side.said.extend(turn.sentences)
        if turn.label is not None and turn.label not in side.spans:
            side.spans.append(turn.label)
            side.marks += page.text[page.paragraphs[number].end - 1] == "?"
            side.asked += turn.question
    return _merged(_called_by_office(scene, _initialled(scene, sides)))


def _called_by_office(scene: Scene, sides: list[_Side]) -> list[_Side]:
    """One side for an office with a name and the office alone: "Foreign Press Secretary Oda", "Press Secretary"."""
    kept = list(sides)
    for side in sides:
        if not side.spans or not side.generic or side.words & _ANSWERS or side.asks:
            continue
        whole = [
            each
            for each in sides
            if not each.generic and not each.asks and any(side.words <= _all(scene, span) for span in each.spans)
        ]
        if len(whole) == 1:
            whole[0].take(side)
            kept.remove(side)
    return kept


def _all(scene: Scene, label: Span) -> frozenset[str]:
    return _words(re.split(r"[,(]", scene.page.text[label.start : label.end])[0])


def _initialled(scene: Scene, sides: list[_Side]) -> list[_Side]:
    """One side for a name and its initials: "Anton Berg: …", "AB: …"."""
    kept: list[_Side] = []
    for side in sides:
        label = scene.page.text[side.spans[0].start : side.spans[0].end].replace(".", "") if side.spans else ""
        short = label.isupper() and label.isalpha() and len(label) in {2, 3}
        whole = next((each for each in kept if short and label in _initials(scene, each)), None)
        if whole is None:
            kept.append(side)
            continue
        whole.take(side)
    return kept


def _initials(scene: Scene, side: _Side) -> set[str]:
    """The initials of the names that the labels of a side give in full."""
    names = (re.split(r"[,(]", scene.page.text[span.start : span.end])[0].split() for span in side.spans)
    return {"".join(word[0] for word in name if word.lower() not in TITLES) for name in names if len(name) > 1}


def _merged(sides: list[_Side]) -> list[_Side]:
    """The answers without a label belong to the only side that has a name and does not ask."""
    bare = next((side for side in sides if not side.spans), None)
    named = [side for side in sides if side is not bare and not side.asks]
    if bare is None or len(named) != 1:
        return sides
    one = named[0]
    one.numbers.extend(bare.numbers)
    one.said.extend(bare.said)
    return [side for side in sides if side is not bare]


def _identify(scene: Scene, registry: Registry, head: Heading, side: _Side) -> None:
    """Take person and party from the labels, from the lines above, and from what the registry knows."""
    for span in side.spans:
        first, last = scene.range_of(span)
        side.person = side.person or registry.at(first, last)
        if side.party is None:
            reading = read_phrase(scene, first, last)
            bracket = next((n for n in range(first, last) if scene.tokens[n].raw == "("), None)
            hit = scene.hit_at(bracket + 1) if bracket is not None and bracket + 1 < last else None
            if hit is not None:
                side.party = hit.entry.party
            elif reading.standing in {Standing.PARTY, Standing.OFFICIAL} and len(reading.parties) == 1:
                side.party = None if reading.parties == ("*",) else reading.parties[0]
    above = None if side.generic else _match(head.known, side)
    if above is not None:
        side.person = _joined(side.person, above)
    if side.person is None and not side.generic:
        side.person = _match(Registry(title_scene(scene)).known, side) or _match(registry.known, side)
    if not side.generic and len(_words(side.person.name if side.person else "") - TITLES) < 2:
        full = head.full(side.words - TITLES - OFFICIAL - HONORIFICS)
        if full is not None:
            side.person = _joined(side.person, Known(full))
    if side.person is not None and side.person.party is None and side.party is None and above is not None:
        side.party = None if side.person.other else head.beside(above)
    if side.person is not None and side.person.party is not None:
        side.party = side.person.party


def _joined(one: Known | None, above: Known) -> Known:
    """One person by what a label and the lines above tell."""
    if one is None:
        return above
    shouted = one.name.isupper() and len(one.name.split()) == len(above.name.split())
    if shouted or len(_words(above.name) - TITLES) > len(_words(one.name) - TITLES):
        one.name = above.name
    one.role, one.party = one.role or above.role, one.party or above.party
    one.other, one.official = one.other or above.other, one.official or above.official
    return one


def _match(known: Sequence[Known], side: _Side) -> Known | None:
    """Whose name a label is: the surname first, then any part of the name."""
    return next((each for each in known if unaccented(each.surname).lower() in side.words), None) or next(
        (each for each in known if side.words & _words(each.name)), None
    )


def _host(side: _Side, sides: Sequence[_Side], head: Heading) -> bool:
    """Whether a side only puts questions, or is named as the one who asks."""
    if len(sides) == 1:
        return side.asks and bool(side.spans)
    if side.asks:
        return True
    person = side.person
    named = side.words - TITLES - OFFICIAL - HONORIFICS
    if (person is None or person.party is None) and side.party is None and head.asker(named):
        return True
    if side.generic or person is not None or side.party is not None:
        return False
    # a paper, or somebody nobody introduces, beside those who are introduced
    return side.marks > 0 and any(other.generic or other.person is not None for other in sides if other is not side)


def _chairs(scene: Scene, side: _Side) -> bool:
    return any(chairs(scene, scene.page.text[span.start : span.end], side.said) for span in side.spans[:1])


def _alone(scene: Scene, belonging: Belonging, head: Heading, side: _Side) -> None:
    """Find person and party of the only one who answers."""
    if side.person is None and side.generic:
        side.person = head.principal()
    elif side.person is not None and side.party == side.person.party:
        # weighed against what the lines above say
        side.party = None
    if side.person is not None and side.person.other and head.titled:
        # "Egypt's irrigation minister … X, an engineer from Qena"
        side.person.other = False
    side.party = side.party or spoken_for(scene, belonging, head, side.person or head.principal(), side.said)


def _assign(scene: Scene, belonging: Belonging, head: Heading, sides: Sequence[_Side]) -> None:
    """Find parties for those among several whose label and office tell none."""
    open_ = [side for side in sides if side.party is None]
    taken = {side.party for side in sides if side.party is not None}
    above = {party for party, value in head.parties().items() if value >= (2 if len(sides) == 2 else 1)}
    scores = {id(side): ourselves(scene, side.said) for side in open_}
    for side in sorted(open_, key=lambda each: -max(scores[id(each)].values(), default=0.0)):
        own = scores[id(side)]
        ranked = sorted((party for party in own if party not in taken), key=lambda party: -own[party])
        titled = [party for party in belonging.titled() if party not in taken]
        if ranked and own[ranked[0]] >= _SURE:
            side.party = ranked[0]
        elif titled:
            side.party = titled[-1]
        elif len(open_) <= 2 or ranked:
            rest = [*ranked, *(party for party in belonging.principals() if party not in taken)]
            if (
                len(above) == 1
                and not _JOINT.search(head.text)
                and not _peers(scene, sides)
                and (not ranked or own[ranked[0]] <= 0)
                and not above & set(rest[:1])
            ):
                # several of one delegation
                rest = [*above, *rest]
            official = side.person is None or side.person.official or _titled(scene, side)
            side.party = rest[0] if rest and official and not side.words & OTHERS else None
        if side.party is not None and len(sides) <= 2:
            taken.add(side.party)


def _titled(scene: Scene, side: _Side) -> bool:
    """Whether a label tells an office."""
    return bool(_office(scene, side))


def _office(scene: Scene, side: _Side) -> frozenset[str]:
    labels = " ".join(scene.page.text[span.start : span.end] for span in side.spans[:2])
    told = f"{labels} {side.person.role or '' if side.person else ''}"
    return frozenset(_WORD.findall(told.lower())) & ((OFFICIAL | TITLES) - HONORIFICS - DETERMINERS)


def _peers(scene: Scene, sides: Sequence[_Side]) -> bool:
    """Whether two sides hold offices of one rank, as the two who meet do."""
    if len(sides) != 2:
        return False
    one, other = (_office(scene, side) for side in sides)
    return bool(one and other) and (one == other or (bool(one & _LEADERS) and bool(other & _LEADERS)))


def introduced(scene: Scene, first: int) -> Known | None:
    """The official of a party whom the title or the paragraphs before number `first` introduce."""
    page = scene.page
    before = page.text[: page.paragraphs[first].start] if page.paragraphs else ""
    known = Registry(title_scene(scene, f"{scene.title}.\n\n{before}")).known
    return next((each for each in known if each.official and not each.other and each.party), None)
