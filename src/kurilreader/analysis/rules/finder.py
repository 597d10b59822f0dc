"""Finds attributions by cues and constructions: the rule-based `Finder`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kurilreader.analysis.finding import Attribution, Findings
from kurilreader.analysis.page import Page, Sentence
from kurilreader.analysis.rules.content import Carried, contents
from kurilreader.analysis.rules.cues import find_cues, hanging_cue
from kurilreader.analysis.rules.lexicon import Lexicon, lexicon
from kurilreader.analysis.rules.phrases import Tokens, actor, phrase_end
from kurilreader.analysis.rules.turns import reports, turns
from kurilreader.domain import Span

VERSION = "rules-2"
#: no sentence of prose has more tokens; what does is no sentence, and every cue is weighed against every other
_LONGEST = 600


class RuleFinder:
    """Attributions by rules; stands behind the same protocol as the trained tagger. Names are found elsewhere."""

    version = VERSION

    def __init__(self, words: Lexicon | None = None) -> None:
        self.lexicon = words or lexicon()

    def find(self, text: str) -> Findings:
        """Attributions of one text."""
        return Findings(tuple(self.attributions(Page(text))))

    def find_all(self, texts: Iterable[str]) -> Iterator[Findings]:
        """Attributions of many texts."""
        return map(self.find, texts)

    def attributions(self, page: Page) -> list[Attribution]:
        """Attributions of a text laid out already, in text order."""
        found: list[Attribution] = []
        spoken = turns(page)
        last: Attribution | None = None
        paragraph = -1
        opener: Span | None = None
        for sentence in page.sentences:
            if sentence.paragraph != paragraph:
                paragraph = sentence.paragraph
                # a quotation may open a paragraph and go on for the speaker of the one before
                carry, last = last, None
            here = self._sentence(sentence, opener)
            opener = _opener(page, sentence, opener)
            if here and sentence.paragraph in spoken:
                here = [each for each in here if reports(page, each)]
            if here:
                found.extend(here)
                last = here[-1]
                continue
            lone = _lone_quote(sentence)
            if lone is not None:
                before = last or (carry if sentence.paragraph not in spoken else None)
                source = before.source if before is not None else None
                found.append(Attribution((lone,), None, source, 0.6 if before else 0.3))
        taken = sorted(each.content[0].start for each in found)
        for turn in spoken.values():
            found.extend(turn.attributions(page.text, taken))
        found.sort(key=lambda each: each.content[0].start)
        return _follow(page, found)

    def _sentence(self, sentence: Sentence, opener: Span | None) -> list[Attribution]:
        tokens = sentence.tokens
        if len(tokens) > _LONGEST:
            return []
        cues = find_cues(tokens, self.lexicon)
        hanging = hanging_cue(tokens, self.lexicon) if opener is not None else None
        if hanging is not None:
            cues = [hanging, *(each for each in cues if each.first > hanging.first)]
        carried = contents(tokens, cues)
        return [
            replace(found, source=opener) if each.cue is hanging else found
            for each in carried
            for found in (_attribution(sentence, each),)
        ]


def _opener(page: Page, sentence: Sentence, opener: Span | None) -> Span | None:
    """The subject of a resolution whose verbs hang in the paragraphs below: "The ministers of A and B:"."""
    tokens = sentence.tokens
    if sentence.end < page.paragraphs[sentence.paragraph].end:
        return None
    if tokens[-1].raw in {":", ","} and sentence.start == page.paragraphs[sentence.paragraph].start and len(tokens) > 3:
        if opener is not None and not tokens[0].capital:
            return opener
        end = phrase_end(tokens, 0)
        if end > 1 and actor(tokens, 0, end):
            return Span(tokens[0].start, tokens[end - 1].end)
    return opener if tokens[-1].raw in {";", ",", ":"} or (opener is not None and tokens[0].raw.isdigit()) else None


def _attribution(sentence: Sentence, carried: Carried) -> Attribution:
    tokens = sentence.tokens
    pieces: list[Span] = []
    for first, last in carried.pieces:
        start, end = tokens[first].start, tokens[last - 1].end
        if last - first == 1 and (quote := tokens[first].quote) is not None:
            start, end = _inside(quote, tokens[first].raw)
        pieces.append(Span(start, end))
    cue = carried.cue
    source = cue.source
    return Attribution(
        tuple(pieces),
        Span(tokens[cue.first].start, tokens[cue.last - 1].end),
        None if source is None or source.first >= source.last else _closed(tokens, source.first, source.last),
        carried.confidence,
    )


def _closed(tokens: Tokens, first: int, last: int) -> Span:
    """A range of tokens with the bracket that it leaves open: "Sen. Roe (D-Mo.)"."""
    raws = [token.raw for token in tokens[first:last]]
    if raws.count("(") > raws.count(")") and last < len(tokens) and tokens[last].raw == ")":
        last += 1
    return Span(tokens[first].start, tokens[last - 1].end)


def _inside(quote: Span, raw: str) -> tuple[int, int]:
    """What is quoted, without the comma that belongs to the sentence around."""
    start, end = quote
    body = raw[1 : 1 + end - start]
    stripped = body.rstrip(" ,.;:")
    return start + len(body) - len(body.lstrip()), start + max(1, len(stripped))


def _lone_quote(sentence: Sentence) -> Span | None:
    """The content of a sentence that is nothing but a quotation."""
    words = [token for token in sentence.tokens if token.quote is not None or token.raw[0].isalnum()]
    if len(words) == 1 and (quote := words[0].quote) is not None and quote.end - quote.start > 12:
        return Span(*_inside(quote, words[0].raw))
    return None


def _follow(page: Page, found: list[Attribution]) -> list[Attribution]:
    """Give a quotation without a source the one that follows in its paragraph."""
    answer: list[Attribution] = []
    for number, each in enumerate(found):
        if each.source is None and each.cue is None and number + 1 < len(found):
            after = found[number + 1]
            if after.source is not None and page.paragraph_at(after.content[0].start) == page.paragraph_at(
                each.content[0].start
            ):
                answer.append(Attribution(each.content, None, after.source, 0.5))
                continue
        answer.append(each)
    return answer
