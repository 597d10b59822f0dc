"""Attributions of the rules and of a trained finder as one list without doubles.

The rules know what states and ministries say; the trained finder knows attributions of any kind, and where exactly
their spans begin and end. So a party's statement rests on the rules, or on a find that the finder is surer of, and
other voices are taken as the finder sees them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.page import Page
from kurilreader.analysis.rules.opening import finite
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.speakers import Voice
from kurilreader.domain import Span

#: A find without any counterpart among those of the rules that weighs on how others are read must be as sure as this.
SURE = 0.85
#: What a party is said to state by the trained finder alone must be as sure as this.
PARTY_SURE = 0.33
#: Other voices are taken from here on.
LEAST = 0.2
#: Two contents are the same when they share so much of their union, and may stand for one another from `CLOSE` on.
SAME, CLOSE = 0.4, 0.5
#: Shorter contents name a topic and state nothing.
_WORDS = 5
_STRETCH = 500
_THAT = "that "


@dataclass(frozen=True, slots=True)
class Draft:
    """What becomes one statement or several: an attribution and its voice.

    `shown` has the spans that are shown, where another account draws them better than the one that was judged by;
    a `whole` content is not parted by sentences.
    """

    attribution: Attribution
    voice: Voice
    shown: Attribution
    whole: bool = False


def combine(scene: Scene, rules: Sequence[Attribution], trained: Sequence[Attribution]) -> list[Attribution]:
    """The rules' attributions, and those of the trained finder that it is sure of and that overlap none of them."""
    taken = _Shelf(rules)
    sure = [each for each in trained if each.confidence >= SURE and not taken.meeting(each) and _tells(scene, each)]
    return sorted([*rules, *sure], key=_start)


def drafts(
    scene: Scene,
    found: Sequence[Attribution],
    voices: Sequence[Voice],
    trained: Sequence[Attribution],
    resolve: Callable[[Sequence[Attribution]], Sequence[Voice]],
) -> list[Draft]:
    """Attributions with their voices, and what the trained finder has to say of them and beside them.

    Args:
        scene: the article.
        found: what parties' statements rest on, see `combine`, in text order; `voices` belong to them.
        voices: who speaks in each.
        trained: all that the trained finder found.
        resolve: gives the voices of attributions in text order.
    """
    able = [each for each in trained if each.content and each.confidence >= LEAST]
    twin = _twins(found, able)
    of_party = [bool(voice.parties) for voice in voices]
    stated = [each for each, party in zip(found, of_party, strict=True) if party]
    taken = _Shelf(stated)
    free = [each for each in able if not taken.meeting(each)]
    heard = dict(zip(map(id, (every := sorted([*stated, *free], key=_start))), resolve(every), strict=True))
    answer: list[Draft] = []
    kept: set[int] = set()
    for each in free:
        voice = heard[id(each)]
        if not voice.parties or (each.confidence >= PARTY_SURE and _tells(scene, each)):
            answer.append(Draft(each, voice, each, whole=not voice.parties))
            kept.add(id(each))
    for number, (each, voice) in enumerate(zip(found, voices, strict=True)):
        other = able[twin[number]] if number in twin else None
        if of_party[number]:
            answer.append(Draft(each, voice, _drawn(scene.page, each, other)))
        elif other is not None and id(other) not in kept:
            answer.append(Draft(each, voice, each))
    answer.sort(key=lambda draft: _start(draft.shown))
    return answer


def _start(attribution: Attribution) -> int:
    return attribution.content[0].start


def _shared(one: Attribution, other: Attribution) -> float:
    """How much of all that two contents hold is held by both, 0 to 1."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one.content for b in other.content)
    union = sum(end - start for each in (one, other) for start, end in each.content) - common
    return common / union if union else 1.0


class _Shelf:
    """Attributions by the stretches of text that their contents touch: long texts have thousands."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._all = attributions
        self._touching: dict[int, set[int]] = {}
        for number, each in enumerate(attributions):
            for stretch in _stretches(each):
                self._touching.setdefault(stretch, set()).add(number)

    def meeting(self, one: Attribution) -> list[tuple[float, int]]:
        """Those that share some of its content, by their numbers, and how much."""
        near = {number for stretch in _stretches(one) for number in self._touching.get(stretch, ())}
        return [(share, number) for number in sorted(near) if (share := _shared(one, self._all[number])) > 0]


def _stretches(attribution: Attribution) -> set[int]:
    """Numbers of the stretches of text, `_STRETCH` code points each, that a content touches."""
    return {at for start, end in attribution.content for at in range(start // _STRETCH, end // _STRETCH + 1)}


def _twins(found: Sequence[Attribution], trained: Sequence[Attribution]) -> dict[int, int]:
    """The trained finder's account of the same contents, by numbers in both lists; the closest pairs first."""
    shelf = _Shelf(trained)
    pairs = [(share, i, j) for i, one in enumerate(found) for share, j in shelf.meeting(one) if share >= SAME]
    answer: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(pairs, reverse=True):
        if i not in answer and j not in used:
            answer[i] = j
            used.add(j)
    return answer


def _drawn(page: Page, own: Attribution, other: Attribution | None) -> Attribution:
    """A party's statement with the spans of the other account, where that tells of the same words and speaker."""
    if other is None or other.source is None or own.source is None or own.cue is None or other.cue is None:
        return own
    if _shared(own, other) < CLOSE or not (own.source.start < other.source.end and other.source.start < own.source.end):
        return own
    if page.plain_at(other.content[0].start) != page.plain_at(other.content[-1].end - 1):
        return own
    return replace(other, content=_said(page, other.content), confidence=own.confidence)


def _said(page: Page, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """A content without the "that" by which its sentence brings it in."""
    (start, end), *rest = content
    return (Span(start + len(_THAT), end), *rest) if page.text.startswith(_THAT, start) else content


def _tells(scene: Scene, each: Attribution) -> bool:
    """Whether a content says something: it has a verb of its own, or is a quotation."""
    for span in each.content:
        first, last = scene.range_of(span)
        tokens = scene.tokens[:last]
        if len(scene.page.text[span.start : span.end].split()) >= _WORDS and (
            finite(tokens, first) or scene.page.quoted(span.start)
        ):
            return True
    return False
