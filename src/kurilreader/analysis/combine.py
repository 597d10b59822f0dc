"""What becomes statements: the accounts of the rules and of the trained finder made one, without doubles.

The rules know the constructions of statements, the trained finder attributions of any kind and where exactly their
spans begin and end. Its *scale* tells of any words how probable it is that a party states them. So a find of either is
a statement of a party if its source speaks for one and the scale agrees; sentences that the scale alone points out are
statements of whoever has the floor; and other voices are taken as the finder sees them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from kurilreader.analysis.finding import Attribution, Findings, Scale, Weight
from kurilreader.analysis.floor import Held
from kurilreader.analysis.page import Page
from kurilreader.analysis.rules.opening import finite
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.speakers import Voice
from kurilreader.domain import Span

#: A find of the trained finder counts from here on.
LEAST = 0.2
#: What a party states by the trained finder alone must be as sure as this where there is no scale.
PARTY_SURE = 0.33
#: Words are a party's from this probability on: found by rules and finder both, by one of them, by the scale alone.
BOTH, ONE, ALONE = 0.4, 0.8, 0.8
#: What the scale gives to another voice counts so much where the source leaves no doubt that it speaks for a party.
DOUBT = 0.5
#: Two contents are the same when they share so much of their union.
SAME = 0.4
#: Shorter contents name a topic and state nothing.
_WORDS = 5
_STRETCH = 500
_DATELINE = re.compile(r"[A-Z][A-Z .’'-]{2,30}(?:,[^.—–-]{2,30})?\s*(?:\([^)\n]{2,40}\))?\s*(?:[—–-]{1,2})\s+")


@dataclass(frozen=True, slots=True)
class Draft:
    """What becomes one statement, or one for each party of its voice."""

    voice: Voice
    shown: Attribution
    weight: Weight | None = None


@dataclass(frozen=True, slots=True)
class _Find:
    """One account of who says what: by the rules, by the trained finder, or by both."""

    shown: Attribution
    by_rules: bool
    by_finder: bool
    #: what the rules see in the words that the trained finder found, too
    twin: Attribution | None = None


def drafts(
    scene: Scene,
    rules: Sequence[Attribution],
    findings: Findings,
    resolve: Callable[[Sequence[Attribution]], Sequence[Voice]],
    floor: Callable[[Attribution], Held | None],
) -> list[Draft]:
    """All statements of an article, in text order.

    Args:
        scene: the article.
        rules: what the rules found.
        findings: what the trained finder found.
        resolve: gives the voices of attributions in text order.
        floor: whose an attribution is that only the form of the whole text tells.
    """
    finds = _finds(rules, findings.attributions)
    finds += _lone(finds, findings)
    finds.sort(key=lambda each: _start(each.shown))
    voices = resolve([each.shown for each in finds])
    twins = [each.twin for each in finds if each.twin is not None]
    heard = dict(zip(map(id, twins), resolve(twins), strict=True))
    stated = _Shelf([Attribution((each.span,), None, None) for each in findings.stated if each.of_party])
    answer: list[Draft] = []
    for find, own in zip(finds, voices, strict=True):
        shown, voice = find.shown, own
        held = floor(shown)
        if held is not None:
            voice, shown = held.voice, replace(shown, source=shown.source or held.label)
        elif not own.parties and find.twin is not None and (other := heard[id(find.twin)]).parties:
            voice, shown = other, replace(shown, source=find.twin.source, cue=find.twin.cue)
        if voice.parties:
            answer += _of_party(scene, replace(find, shown=shown), voice, findings.scale, stated)
        elif find.by_finder:
            answer.append(Draft(voice, shown))
    return _distinct(sorted(answer, key=lambda draft: _start(draft.shown)))


def by_rules(page: Page, attributions: Sequence[Attribution], voices: Sequence[Voice]) -> list[Draft]:
    """The statements of an article by the rules alone."""
    return [
        Draft(voice, replace(each, content=content))
        for each, voice in zip(attributions, voices, strict=True)
        for content in _split(page, _undated(page, each))
    ]


def _finds(rules: Sequence[Attribution], trained: Sequence[Attribution]) -> list[_Find]:
    """Both lists as one: what both found stands once, with the spans of the trained finder."""
    able = [each for each in trained if each.content and each.confidence >= LEAST]
    twins = _twins(rules, able)
    taken = set(twins.values())
    found = [_Find(each, by_rules=False, by_finder=True) for n, each in enumerate(able) if n not in taken]
    for number, each in enumerate(rules):
        other = able[twins[number]] if number in twins else None
        if other is None:
            found.append(_Find(each, by_rules=True, by_finder=False))
        else:
            whole = replace(other, source=other.source or each.source, cue=other.cue or each.cue)
            found.append(_Find(whole, by_rules=True, by_finder=True, twin=each))
    return found


def _lone(finds: Sequence[_Find], findings: Findings) -> list[_Find]:
    """Spans in which a party states something by the scale, and in which nothing else was found."""
    shelf = _Shelf([each.shown for each in finds])
    lone = [Attribution((each.span,), None, None, each.confidence) for each in findings.stated if each.of_party]
    return [_Find(each, by_rules=False, by_finder=False) for each in lone if not shelf.meeting(each)]


def _of_party(scene: Scene, find: _Find, voice: Voice, scale: Scale | None, stated: _Shelf) -> list[Draft]:
    """The sentences of a content that a party states."""
    page = scene.page
    answer = []
    for content in _split(page, _undated(page, find.shown)):
        said = _said(page, content)
        shown = replace(find.shown, content=said)
        if scale is None:
            if find.by_rules or (find.shown.confidence >= PARTY_SURE and _tells(scene, shown)):
                answer.append(Draft(voice, shown))
            continue
        near = stated.meeting(shown)
        if near and max(near)[0] < SAME:
            # the scale parts this sentence otherwise
            inner = [stated[number] for _, number in near]
            parts = [each.content for each in inner if any(_holds(span, each.content[0]) for span in said)]
        else:
            parts = [said]
        for part in parts or [said]:
            weight = scale.weigh(part)
            bar = BOTH if find.by_rules and find.by_finder else ONE if find.by_rules or find.by_finder else ALONE
            if weight.party + (DOUBT if voice.sure else 0.0) * weight.other >= bar:
                answer.append(Draft(voice, replace(shown, content=part), weight))
    return answer


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _distinct(found: Iterable[Draft]) -> list[Draft]:
    """Without what is told twice of the same parties: the likelier account stays."""
    answer: list[Draft] = []
    for each in found:
        twin = next(
            (
                n
                for n in range(len(answer) - 1, max(-1, len(answer) - 6), -1)
                if answer[n].voice.parties == each.voice.parties and _doubled(answer[n].shown, each.shown)
            ),
            None,
        )
        if twin is None:
            answer.append(each)
        elif _likely(each) > _likely(answer[twin]):
            answer[twin] = each
    return answer


def _doubled(one: Attribution, other: Attribution) -> bool:
    """Whether two contents tell the same words, or one of them words of the other."""
    return _shared(one, other) >= SAME or any(
        all(any(_holds(outer, inner) for outer in a.content) for inner in b.content)
        for a, b in ((one, other), (other, one))
    )


def _likely(draft: Draft) -> float:
    return draft.weight.party if draft.weight is not None else draft.shown.confidence


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

    def __getitem__(self, number: int) -> Attribution:
        return self._all[number]

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


def _said(page: Page, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """A content without the marks at its edges."""
    answer = []
    for start, end in content:
        first, last = start, end
        while first < last and page.text[first] in ' "“‘«\n':
            first += 1
        while last > first and page.text[last - 1] in ' "”’»,.;:\n':
            last -= 1
        if first < last:
            answer.append(Span(first, last))
    return tuple(answer) or content


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


def _undated(page: Page, attribution: Attribution) -> Attribution:
    """Without the dateline that opens the article: "ATHENS (Agency) - "."""
    first = attribution.content[0]
    if not page.paragraphs or first.start != page.paragraphs[0].start:
        return attribution
    match = _DATELINE.match(page.text, first.start, first.end)
    if match is None:
        return attribution
    return replace(attribution, content=(Span(match.end(), first.end), *attribution.content[1:]))


def _told_between(attribution: Attribution, start: int, end: int) -> bool:
    """Whether the cue or the source stands between two places, as where a cue interrupts a sentence."""
    return any(each is not None and start <= each.start < end for each in (attribution.cue, attribution.source))


def _split(page: Page, attribution: Attribution) -> list[tuple[Span, ...]]:
    """One content for each sentence of a quotation."""
    answer: list[tuple[Span, ...]] = []
    for span in attribution.content:
        first, last = page.plain_at(span.start), page.plain_at(max(span.start, span.end - 1))
        for number in range(first, last + 1):
            start = max(span.start, page.plain[number].start)
            end = min(span.end, page.plain[number].end)
            while end > start and page.text[end - 1] in ' .”"’»':
                end -= 1
            if end - start > 2:
                if not answer or page.plain_at(answer[-1][-1].start) != number:
                    answer.append((Span(start, end),))
                elif _told_between(attribution, answer[-1][-1].end, start):
                    answer[-1] = (*answer[-1], Span(start, end))
                else:
                    # a finder that lost the words between
                    answer[-1] = (*answer[-1][:-1], Span(answer[-1][-1].start, end))
    return answer or [attribution.content]
