"""Sources that were not marked: the subject before a cue, or the one behind it where the cue opens the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.parties import Standing, read_phrase
from kurilreader.analysis.people import Registry
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import AUXILIARIES, COORDINATORS, PREPOSITIONS, PRONOUNS, SUBORDINATORS, adverb
from kurilreader.domain import Span

_OPENERS = PREPOSITIONS | SUBORDINATORS
_QUOTES = frozenset('“”"«»„;:')
#: what has a cue go on with the subject of the one before
_ONWARD = COORDINATORS | SUBORDINATORS | {"to", "by", "then", "before", "after", "while"}
_EMPTY = frozenset({"it", "there", "this", "that", "which", "who"})


def completed(scene: Scene, registry: Registry, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, with the sources that their sentences name beside the cue."""
    answer: list[Attribution] = []
    for number, each in enumerate(attributions):
        if each.source is None and each.cue is not None:
            source = _before(scene, registry, each) or _behind(scene, each, attributions[number + 1 :])
            if source is not None:
                answer.append(replace(each, source=source))
                continue
        answer.append(each)
    return answer


def _before(scene: Scene, registry: Registry, attribution: Attribution) -> Span | None:
    """The subject that stands right before a cue."""
    assert attribution.cue is not None
    page, tokens = scene.page, scene.tokens
    cue = page.index(attribution.cue.start)
    sentence = page.sentences[page.sentence_at(attribution.cue.start)]
    start = page.index(sentence.start)
    for number in range(cue - 1, start - 1, -1):
        inside = any(span.start <= tokens[number].start < span.end for span in attribution.content)
        if tokens[number].raw in _QUOTES or inside:
            start = number + 1
            break
    last = cue
    while last > start and (tokens[last - 1].low in AUXILIARIES or adverb(tokens[last - 1].low)):
        last -= 1
    if last > start and tokens[last - 1].low in PRONOUNS - {"it", "who", "one"}:
        return Span(tokens[last - 1].start, tokens[last - 1].end)
    if last <= start or tokens[last - 1].low in _ONWARD or tokens[start].low in _EMPTY:
        return None
    if tokens[last - 1].raw == "," and tokens[cue].low.endswith("ing"):
        return None
    if tokens[start].low in _OPENERS:
        comma = next((n for n in range(start, last - 1) if tokens[n].raw == ","), None)
        start = comma + 1 if comma is not None else start + 1
    person = next((n for n in range(start, last) if registry.at(n, n + 1) is not None), None)
    if person is not None and all(
        tokens[n].capital or tokens[n].low in {"the", "of", "for"} for n in range(start, person)
    ):
        return Span(tokens[person].start, tokens[last - 1].end)
    if person is not None and person - start <= 3:
        return Span(tokens[person].start, tokens[last - 1].end)
    reading = read_phrase(scene, start, last)
    if reading.standing is Standing.UNKNOWN:
        return None
    return Span(tokens[start].start, tokens[last - 1].end)


def _behind(scene: Scene, attribution: Attribution, later: Sequence[Attribution]) -> Span | None:
    """The source of the next attribution in the sentence that opens with this cue: "Regretting …, the envoy said"."""
    assert attribution.cue is not None
    page, tokens = scene.page, scene.tokens
    cue = page.index(attribution.cue.start)
    sentence = page.sentences[page.sentence_at(attribution.cue.start)]
    if not tokens[cue].low.endswith("ing") or cue - page.index(sentence.start) > 1:
        return None
    for each in later:
        if each.source is not None and sentence.start <= each.source.start < sentence.end:
            return each.source
    return None
