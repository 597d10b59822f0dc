"""Where paragraphs and sentences begin and end, in English, Russian, Japanese and what punctuates like them."""

from __future__ import annotations

import re

from kurilreader.domain import Span

_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
#: a possible end: closing punctuation with what belongs to it, then white space, or a full-width stop
_END = re.compile(r"[.!?…]+[\"”’»)\]]*(?=\s)|[。！？｡]+[」』”）〉》]*")
_STARTER = re.compile(r"\s+[\"“‘«„(\[—–-]*\s*[^\W_a-zà-öø-ÿа-яё]")
#: a new line that begins a list item, a numbered point or a turn of a transcript
_ITEM = re.compile(r"(?:[-*•–—]\s|\(?\d{1,3}[.)]\s|[^\W\d_][^:\n]{1,60}:\s)")

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt adm cmdr brig sen rep gov amb hon rev st mt ft no nos vol art para pp"
    " jan feb mar apr jun jul aug sep sept oct nov dec co corp inc ltd jr sr vs etc e.g i.e cf approx dept est fig"
    " messrs mme mlle г гг ул им т.е т.д т.п др пр стр руб млн млрд тыс обл р-н н.э проф акад св".split()
)
#: abbreviations only before a number: "No. 7", but "My answer is no."
_WORDS = frozenset({"no", "nos", "art", "fig"})
#: abbreviations that also end sentences: a boundary only before a word that mostly begins one
_EITHER = re.compile(r"(?:^|[^\w.])(?:[A-Z]\.){2,}$|\b(?:a\.m|p\.m|т\.д|т\.п|гг?)\.$")
_OPENERS = frozenset(
    "the a an in on at it he she they we i this that these those but and as if when while after before its his her"
    " their there both for by to with however meanwhile".split()
)
_LAST_WORD = re.compile(r"[^\s\"“‘«(\[]+$")


def paragraphs(text: str) -> tuple[Span, ...]:
    """Spans of the paragraphs, which a blank line separates; no leading or trailing white space in any."""
    found: list[Span] = []
    start = 0
    for gap in _BLANK.finditer(text):
        _keep(text, start, gap.start(), found)
        start = gap.end()
    _keep(text, start, len(text), found)
    return tuple(found)


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences in order; none crosses a paragraph, together they hold all but white space."""
    found: list[Span] = []
    for paragraph in paragraphs(text):
        start = paragraph.start
        for line_start, line_end in _lines(text, paragraph):
            for end in _ends(text, line_start, line_end):
                _keep(text, start, end, found)
                start = end
            _keep(text, start, line_end, found)
            start = line_end
    return tuple(found)


def _keep(text: str, start: int, end: int, found: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        found.append(Span(start, end))


def _lines(text: str, paragraph: Span) -> list[tuple[int, int]]:
    """Stretches of a paragraph between new lines that end something; a wrapped line continues the one before."""
    found: list[tuple[int, int]] = []
    start = paragraph.start
    at = text.find("\n", start, paragraph.end)
    while at >= 0:
        before = text[at - 1 : at]
        following = at + 1
        while following < paragraph.end and text[following] in " \t":
            following += 1
        wrapped = before not in '.!?…:;。"”»' and not _ITEM.match(text, following)
        short = at - text.rfind("\n", 0, at) < 45 and text[following : following + 1].isupper()
        if not wrapped or short:
            found.append((start, at))
            start = at + 1
        at = text.find("\n", at + 1, paragraph.end)
    found.append((start, paragraph.end))
    return found


def _ends(text: str, start: int, end: int) -> list[int]:
    found: list[int] = []
    for stop in _END.finditer(text, start, end):
        if text[stop.start()] in "。！？｡":
            found.append(stop.end())
            continue
        starter = _STARTER.match(text, stop.end(), end)
        if starter is None or (text[stop.start()] == "." and _abbreviates(text, start, stop, end)):
            continue
        found.append(stop.end())
    return found


def _abbreviates(text: str, start: int, stop: re.Match[str], end: int) -> bool:
    """Whether the full stop at `stop` belongs to an abbreviation rather than to a sentence."""
    if stop.end() - stop.start() > 1:
        return False
    head = text[max(start, stop.start() - 24) : stop.start()]
    last = _LAST_WORD.search(head)
    word = last.group().lower() if last else ""
    if _EITHER.search(text, max(start, stop.start() - 12), stop.end()):
        following = re.match(r"\s+[\"“‘«(]*([^\W\d_]+)", text[stop.end() : min(end, stop.end() + 30)])
        return following is not None and following[1].lower() not in _OPENERS
    if len(word) == 1 and word.isalpha():
        return head[-1].isupper() or word in _ABBREVIATIONS
    # a number before the stop opens a point of a list: "3. Venezuela reiterates"
    if word.isdigit() and text[start : stop.start()].strip() == word:
        return True
    if word in _WORDS and not re.match(r"\s*[\d№]", text[stop.end() : stop.end() + 4]):
        return False
    return word in _ABBREVIATIONS
