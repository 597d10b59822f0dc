"""A text laid out for the rules: tokens, quotations, and sentences in which a quotation counts as one token."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kurilreader.analysis.sentences import paragraphs, sentences
from kurilreader.domain import Span

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[’'](?:s|t|re|ve|ll|d|m|S)\b|\d+(?:[.,:]\d+)*%?|[^\W\d_]+(?:-[^\W_]+)*(?:[’'](?=[A-ZÀ-Þ])[^\W\d_]+)?|\.{3}|[^\w\s]|\w+"
)
_PAIRS = {"“": "”", "«": "»", "„": "“”", "「": "」", "『": "』", "‘": "’"}
_QUOTE_MARKS = re.compile('[“”«»„「」『』"‘’]')


@dataclass(slots=True, eq=False)
class Token:
    """A word, a punctuation mark, or (`quote` set) a whole quotation with its marks."""

    start: int
    end: int
    #: as written
    raw: str
    #: in lower case
    low: str
    #: what stands between the marks, for a quotation
    quote: Span | None = None

    @property
    def capital(self) -> bool:
        """Begins with a capital letter."""
        # "d'Orsay" is a name, too
        raw = self.raw
        return raw[:1].isupper() or (raw[0] in "dl" and raw[1:2] in {"'", "’"} and raw[2:3].isupper())


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence as a reader takes it: what is quoted inside it does not end it. `tokens` hold quotations whole."""

    start: int
    end: int
    tokens: list[Token]
    paragraph: int


class Page:
    """A text with everything the rules ask of it again and again, found once.

    `tokens` are all tokens in order, those inside quotations too; `sentences` collapse quotations.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        #: what a rule has found out about the page and others ask for again
        self.memo: dict[str, object] = {}
        self.paragraphs: tuple[Span, ...] = paragraphs(text)
        self.plain: tuple[Span, ...] = sentences(text)
        self.tokens: list[Token] = [
            Token(m.start(), m.end(), m.group(), m.group().lower()) for m in _TOKEN.finditer(text)
        ]
        self._starts = [token.start for token in self.tokens]
        #: quotations with their marks, and what is between them
        self.quotes: list[tuple[Span, Span]] = []
        for paragraph in self.paragraphs:
            self.quotes.extend(_quotations(text, paragraph))
        self._plain_starts = [span.start for span in self.plain]
        self.sentences: list[Sentence] = self._sentences()
        self._sentence_starts = [sentence.start for sentence in self.sentences]
        self._paragraph_starts = [paragraph.start for paragraph in self.paragraphs]

    def index(self, offset: int) -> int:
        """The number of the first token that begins at or after an offset."""
        return bisect_left(self._starts, offset)

    def between(self, start: int, end: int) -> Sequence[Token]:
        """The tokens that begin in a range."""
        return self.tokens[self.index(start) : self.index(end)]

    def plain_at(self, offset: int) -> int:
        """The number of the (uncollapsed) sentence around an offset."""
        return max(0, bisect_right(self._plain_starts, offset) - 1)

    def sentence_at(self, offset: int) -> int:
        """The number of the sentence around an offset."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph around an offset."""
        return max(0, bisect_right(self._paragraph_starts, offset) - 1)

    def quoted(self, offset: int) -> bool:
        """Whether an offset lies inside a quotation."""
        at = bisect_right(self.quotes, offset, key=lambda pair: pair[0].start) - 1
        return at >= 0 and self.quotes[at][0].start <= offset < self.quotes[at][0].end

    def _sentences(self) -> list[Sentence]:
        found: list[Sentence] = []
        quotes = iter([*self.quotes, (Span(len(self.text) + 1, len(self.text) + 1), Span(0, 0))])
        outer, inner = next(quotes)
        plain_starts = set(self._plain_starts)
        bounds = [paragraph.start for paragraph in self.paragraphs]
        number = -1
        current: list[Token] = []
        skip_to = 0
        for token in self.tokens:
            if token.start < skip_to:
                continue
            new_paragraph = number + 1 < len(bounds) and token.start >= bounds[number + 1]
            begins = token.start in plain_starts
            ends = bool(current) and (new_paragraph or begins or _closed(current, token))
            if ends and (new_paragraph or not (begins and _goes_on(current, token, self))):
                found.append(Sentence(current[0].start, current[-1].end, current, number))
                current = []
            while number + 1 < len(bounds) and token.start >= bounds[number + 1]:
                number += 1
            while outer.end <= token.start:
                outer, inner = next(quotes)
            if outer.start <= token.start < outer.end:
                current.append(Token(outer.start, outer.end, self.text[outer.start : outer.end], "“”", inner))
                skip_to = outer.end
            else:
                current.append(token)
        if current:
            found.append(Sentence(current[0].start, current[-1].end, current, number))
        return found


def _closed(current: list[Token], token: Token) -> bool:
    """Whether the sentence so far ended with a quotation whose last mark closes it."""
    last = current[-1]
    if last.quote is None or not (token.capital or token.raw in '“"«‘'):
        return False
    tail = last.raw.rstrip("”\"»’」')")
    return tail.endswith((".", "…"))


def _goes_on(current: list[Token], token: Token, page: Page) -> bool:
    """Whether a cue follows a quotation that ends in a question or exclamation mark: “Why?” Orlov asked."""
    last = current[-1]
    if last.quote is None:
        return False
    tail = last.raw.rstrip("”\"»’」'")
    if not tail.endswith(("?", "!")):
        return False
    at = page.index(token.start)
    return any(other.low in _ASKERS for other in page.tokens[at : at + 5])


_ASKERS = frozenset("said asked says asks told wondered replied added demanded exclaimed shouted answered".split())


def _quotations(text: str, paragraph: Span) -> list[tuple[Span, Span]]:
    """Quotations of one paragraph; a mark that is never closed quotes the rest of the paragraph when it opens it."""
    found: list[tuple[Span, Span]] = []
    opened: tuple[int, str] | None = None
    for mark in _QUOTE_MARKS.finditer(text, paragraph.start, paragraph.end):
        at, sign = mark.start(), mark.group()
        if opened is None:
            if sign in _PAIRS or sign == '"':
                if sign == "‘" and text[at + 1 : at + 2].isspace():
                    continue
                if sign == '"' and at > paragraph.start and text[at - 1].isalnum():
                    continue
                opened = (at, _PAIRS.get(sign, '"'))
        elif sign in opened[1]:
            if sign == "’" and (text[at + 1 : at + 2].isalnum()):
                continue
            found.append((Span(opened[0], at + 1), Span(opened[0] + 1, at)))
            opened = None
        elif sign == "“" and opened[1] == "”" and at - opened[0] > 600:
            opened = (at, "”")
    if opened is not None and opened[1] != "’" and text[opened[0] - 1 : opened[0]] in ("", "\n", " "):
        alone = paragraph.end - opened[0]
        if opened[0] == paragraph.start or alone < 1500:
            found.append((Span(opened[0], paragraph.end), Span(opened[0] + 1, paragraph.end)))
    return [pair for pair in found if pair[1].end > pair[1].start]
