"""Finds the cues of a sentence and the subject of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

from kurilreader.analysis.rules.lexicon import CueWord, Form, Lexicon
from kurilreader.analysis.rules.phrases import Source, Tokens, actor, head, phrase_end, phrase_start, skip_back, subject, word
from kurilreader.analysis.words import (
    AUXILIARIES,
    DETERMINERS,
    DOCUMENTS,
    MODALS,
    OFFICIAL,
    OTHERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    adverb,
)
from kurilreader.domain import Kind


class Shape(Enum):
    """The construction a cue stands in."""

    ACTIVE = "active"
    INVERTED = "inverted"
    PASSIVE = "passive"
    NOUN = "noun"
    STATIVE = "stative"
    ACCORDING = "according"
    COLON = "colon"


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: its tokens `[first, last)`, the subject, and the entry of the lexicon."""

    first: int
    last: int
    shape: Shape
    word: CueWord
    source: Source | None
    #: where the clause it heads begins, seen from a cue before
    lead: int
    #: where its content may begin
    after: int
    negated: bool = False
    participle: bool = False
    #: a conjunction joins it to the cue before, whose subject it shares
    joined: bool = False


_BE = frozenset("is are was were be been being am ’s 's ’re 're".split())
_CLITIC = frozenset({"’s", "'s"})
_STATIVE_VERBS = frozenset("is are was were be been remains remain remained stands stand stood am ’s 's ’re 're ’m 'm".split())
_VIEWS = frozenset("view words opinion eyes telling account reading".split())
_NEGATION = frozenset("not never n't no nor ’t 't cannot".split())
_PLURAL = frozenset("they we i you people".split())
_ACCORDING = CueWord("according to", frozenset({"quote"}), frozenset(), None, True)
_TELLING = frozenset({"tell", "remind", "assure", "inform", "urge", "ask", "notify"})
_TAKING = frozenset({"warn", "demand", "reject", "welcome", "condemn", "promise", "refute", "dismiss", "deny", "rebuff", "praise"})
_COLON = CueWord(":", frozenset({"quote"}), frozenset(), None, True)
_VIEW = CueWord("in the view of", frozenset({"quote"}), frozenset(), None, True)


def find_cues(tokens: Tokens, words: Lexicon) -> list[Cue]:
    """All cues of a sentence with a subject, in order; shared subjects are filled in."""
    found: list[Cue] = []
    at, count = 0, len(tokens)
    while at < count:
        token = tokens[at]
        if token.quote is not None or not token.raw[0].isalpha():
            at += 1
            continue
        low = token.low
        cue = None
        entries = words.verbs.get(low)
        if entries is not None and (not token.capital or at == 0):
            cue = _verb(tokens, at, entries, found)
        if cue is None and not token.capital and low in words.nouns:
            cue = _noun(tokens, at, words.nouns[low])
        if cue is None and low in words.statives and not token.capital:
            cue = _stative(tokens, at, words.statives[low])
        if cue is None and low == "according" and at + 2 < count and tokens[at + 1].low == "to":
            end = phrase_end(tokens, at + 2)
            if end > at + 2:
                end = _apposition(tokens, end)
                cue = Cue(at, at + 2, Shape.ACCORDING, _ACCORDING, Source(at + 2, end, at), at, end)
        if cue is None and low == "in":
            cue = _view(tokens, at)
        if cue is None and at == 0 and low in {"for", "to"}:
            cue = _for(tokens)
        if cue is None or _own(tokens, cue):
            at += 1
            continue
        found.append(cue)
        at = max(at + 1, cue.last)
    return list(_share(tokens, found)) + _colon(tokens, found)


def _own(tokens: Tokens, cue: Cue) -> bool:
    """Whether the writer or orator speaks: what "we" and "I" say outside quotations is no attribution."""
    source = cue.source
    if source is None or source.first >= source.last:
        return False
    return tokens[source.first].low in {"i", "we", "you", "my", "our", "me"} and not (
        cue.shape is Shape.PASSIVE and tokens[source.first].low in {"my", "our"}
    )


def _for(tokens: Tokens) -> Cue | None:
    """"For Yerevan, the road is …"."""
    if len(tokens) < 6 or not tokens[1].capital:
        return None
    end = phrase_end(tokens, 1)
    if end < len(tokens) and tokens[end].raw == "," and end < 5 and all(token.capital for token in tokens[1:end]):
        return Cue(0, 1, Shape.ACCORDING, _VIEW, Source(1, end, 0), 0, end)
    return None


def _apposition(tokens: Tokens, end: int) -> int:
    """Extend a name by the office that follows it between commas."""
    if end + 1 < len(tokens) and tokens[end].raw == ",":
        first = tokens[end + 1]
        if first.low in DETERMINERS or first.low in OFFICIAL or first.capital or first.low in OTHERS:
            close = phrase_end(tokens, end + 1)
            if close > end + 1 and close < len(tokens) and tokens[close].raw in {",", "."} and close - end < 14:
                top = head(tokens, end + 1, close)
                if top.low in OFFICIAL or top.low in OTHERS or top.capital:
                    return close
    return end


def _verb(tokens: Tokens, at: int, entries: list[tuple[tuple[str, ...], Form, CueWord]], before: list[Cue]) -> Cue | None:
    for tail, form, entry in entries:
        last = at + 1 + len(tail)
        if last > len(tokens) or any(tokens[at + 1 + n].low != low for n, low in enumerate(tail)):
            continue
        forms = {each for rest, each, other in entries if rest == tail and other is entry}
        cue = _active(tokens, at, last, form, forms, entry, before)
        if cue is not None:
            return cue
    return None


def _helpers(tokens: Tokens, at: int) -> set[str]:
    """Auxiliaries and negations right before a verb."""
    start = skip_back(tokens, at - 1)
    return {token.low for token in tokens[start + 1 : at]}


def _active(
    tokens: Tokens, at: int, last: int, form: Form, forms: set[Form], entry: CueWord, before: list[Cue]
) -> Cue | None:
    helpers = _helpers(tokens, at)
    negated = bool(helpers & _NEGATION)
    if Form.PAST in forms and helpers & _BE and form is not Form.ING:
        return _passive(tokens, at, last, entry)
    previous = tokens[at - 1] if at else None
    if form is Form.PAST and previous is not None and _agent(tokens, last) and not helpers:
        return None
    inverted = _inverted(tokens, at, last, form, entry)
    if inverted is not None:
        return inverted
    if at == 0:
        return None
    assert previous is not None
    if form is Form.ING:
        return _participle(tokens, at, last, entry, helpers, negated)
    if previous.low in DETERMINERS and previous.low not in PRONOUNS:
        return None
    if previous.low in PREPOSITIONS and previous.low != "to" and previous.low not in AUXILIARIES:
        return None
    if previous.low in _CLITIC and previous.low not in helpers:
        return None
    if entry.lemma in {"reject", "oppose"} and negated:
        return None
    source = subject(tokens, at)
    if source is None:
        return None
    joined = source.inherited
    if joined:
        # only a verb of the same build may share a subject: "rejected … and demanded", not "… and claims"
        if form is Form.BASE and not helpers & (MODALS | {"do", "does", "did", "to"}):
            plural = before and before[-1].source is not None and _plural(tokens, before[-1].source)
            if not plural:
                return None
        if not before and not _first_phrase(tokens, 0, at):
            return None
    else:
        if not _agrees(tokens, source, form, forms, helpers, entry, at):
            return None
    lead = source.lead
    return Cue(at, last, Shape.ACTIVE, entry, source, lead, last, negated, False, joined)


def _plural(tokens: Tokens, source: Source) -> bool:
    if source.first >= source.last:
        return False
    if any(token.low == "and" for token in tokens[source.first : source.last]):
        return True
    top = head(tokens, source.first, source.last)
    return top.low in _PLURAL or (top.low.endswith("s") and top.low not in _SINGULAR_S) or top.low in {"people", "men", "women", "fishermen", "spokesmen"}


_SINGULAR_S = frozenset("cyprus honduras netherlands philippines brussels maldives seychelles laos athens paris".split())


def _agrees(
    tokens: Tokens, source: Source, form: Form, forms: set[Form], helpers: set[str], entry: CueWord, at: int
) -> bool:
    """Whether subject and verb fit each other well enough for the verb to be one."""
    able = actor(tokens, source.first, source.last)
    if form is Form.BASE and Form.PAST not in forms:
        if helpers & (MODALS | {"do", "does", "did", "to", "’d", "’ll", "'d", "'ll"}):
            return able or entry.speech
        if tokens[at - 1].low in {"who", "which", "that"}:
            return able
        return _plural(tokens, source) and able
    if form is Form.PRESENT:
        top = head(tokens, source.first, source.last)
        if not able:
            return entry.speech and "that" in entry.frames and at + 1 < len(tokens) and tokens[at + 1].low == "that"
        return top.low not in {"they", "we", "i", "you"}
    if able:
        return True
    return entry.speech and any(token.low == "that" for token in tokens[at + 1 : at + 6])


def _participle(tokens: Tokens, at: int, last: int, entry: CueWord, helpers: set[str], negated: bool) -> Cue | None:
    previous = tokens[at - 1]
    if previous.low in DETERMINERS:
        return None
    if helpers & _BE:
        source = subject(tokens, at)
        if source is None or source.inherited or not actor(tokens, source.first, source.last):
            return None
        return Cue(at, last, Shape.ACTIVE, entry, source, source.lead, last, negated)
    if previous.low == "as" and at > 1:
        return _quoted_as(tokens, at, last, entry)
    skipped = at - 1
    while skipped > 0 and adverb(tokens[skipped].low):
        skipped -= 1
    previous = tokens[skipped]
    if previous.raw in {",", "—", "–"} or previous.low in {"and", "while", "after", "by", "before", "when", "but"} or previous.quote is not None:
        lead = skipped + 1 if previous.raw == "," or previous.quote is not None else skipped
        return Cue(at, last, Shape.ACTIVE, entry, Source(0, 0, lead, True), lead, last, negated, True)
    if previous.capital and word(previous):
        first = phrase_start(tokens, skipped)
        if first is not None:
            lead = first - 1 if first and tokens[first - 1].low == "with" else first
            return Cue(at, last, Shape.ACTIVE, entry, Source(first, skipped + 1, lead), lead, last, negated, True)
    return None


def _quoted_as(tokens: Tokens, at: int, last: int, entry: CueWord) -> Cue | None:
    """Quoted X as saying; X was quoted (by Y) as saying."""
    if entry.lemma not in {"say", "tell"}:
        return None
    for verb in range(at - 2, max(-1, at - 16), -1):
        if tokens[verb].low in {"quoted", "quotes", "quoting", "cited", "citing"}:
            if _helpers(tokens, verb) & _BE:
                source = subject(tokens, verb)
            else:
                source = Source(verb + 1, at - 1, verb) if verb + 1 < at - 1 else None
            if source is None or source.first >= source.last:
                return None
            return Cue(at, last, Shape.ACTIVE, entry, source, source.lead, last)
    return None


def _agent(tokens: Tokens, after: int) -> int | None:
    """Where the agent of a passive begins."""
    for at in range(after, min(after + 3, len(tokens) - 1)):
        if tokens[at].low == "by":
            return at + 1
        if not adverb(tokens[at].low):
            return None
    return None


def _passive(tokens: Tokens, at: int, last: int, entry: CueWord) -> Cue | None:
    first = _agent(tokens, last)
    if first is None:
        return None
    end = phrase_end(tokens, first)
    if end <= first or not actor(tokens, first, end):
        return None
    return Cue(at, last, Shape.PASSIVE, entry, Source(first, end, at), at, end)


def _inverted(tokens: Tokens, at: int, last: int, form: Form, entry: CueWord) -> Cue | None:
    """“…,” said the envoy."""
    if not entry.speech or form is Form.ING or at == 0 or last >= len(tokens) or entry.lemma in _TELLING:
        return None
    previous = tokens[at - 1]
    if not (previous.quote is not None or previous.raw in {",", "—", "–"}):
        return None
    first = tokens[last]
    if first.quote is not None or not first.raw[0].isalpha() or first.low in PREPOSITIONS or first.low in SUBORDINATORS:
        return None
    if first.low in PRONOUNS and last + 1 < len(tokens) and word(tokens[last + 1]) and tokens[last + 1].low not in PREPOSITIONS:
        return None
    if adverb(first.low) or first.low in AUXILIARIES:
        return None
    end = phrase_end(tokens, last)
    if end <= last or not actor(tokens, last, end):
        return None
    if entry.lemma in _TAKING and end < len(tokens) and tokens[end].raw not in {".", ","} and tokens[end].low not in {"in", "on", "at", "after", "during"}:
        return None
    if previous.raw == "," and _apposed(tokens, at):
        return None
    if previous.quote is None and _finite(tokens, end, len(tokens)):
        # ", said X would …" reads on: the noun phrase is the subject of what follows
        if end < len(tokens) and (tokens[end].low in AUXILIARIES or tokens[end].low not in PREPOSITIONS) and tokens[end].raw not in ",.;":
            return None
    end = _apposition(tokens, end)
    return Cue(at, last, Shape.INVERTED, entry, Source(last, end, at), at, end)


def _apposed(tokens: Tokens, verb: int) -> bool:
    """Whether the comma before a verb closes an apposition or a relative clause to its subject."""
    source = subject(tokens, verb)
    if source is None or source.inherited or not actor(tokens, source.first, source.last):
        return False
    comma = source.first
    while comma < verb - 1 and tokens[comma].raw != ",":
        comma += 1
    inner = tokens[comma + 1]
    if inner.low in {"who", "which", "whose", "speaking", "quoting", "citing", "for", "in", "on", "at"}:
        return True
    nominal = inner.capital or inner.low in DETERMINERS or inner.low in OFFICIAL or inner.low == "not"
    return nominal and not any(token.low in AUXILIARIES and token.low not in _CLITIC for token in tokens[comma + 1 : verb - 1])


def _finite(tokens: Tokens, first: int, last: int) -> bool:
    return any(token.low in AUXILIARIES for token in tokens[first:last])


def _noun(tokens: Tokens, at: int, entry: CueWord) -> Cue | None:
    """X's refusal to …; its position is that …"""
    if at == 0:
        return None
    owner = at - 1
    while owner > 0 and owner > at - 4 and tokens[owner].low not in _CLITIC and tokens[owner].low not in POSSESSIVES and word(tokens[owner]) and tokens[owner].low not in PREPOSITIONS and tokens[owner].low not in DETERMINERS:
        owner -= 1
    low = tokens[owner].low
    if at + 1 >= len(tokens):
        return None
    following = tokens[at + 1].low
    if following in {"from", "by"} and "that" in entry.frames and tokens[owner].low in {"a", "the", "another"}:
        end = phrase_end(tokens, at + 2)
        if end < len(tokens) and tokens[end].low == "that" and actor(tokens, at + 2, end):
            return Cue(at, at + 1, Shape.NOUN, entry, Source(at + 2, end, owner), owner, end)
    states = following in {"is", "was", "remains", "remained"} and "is" in entry.frames
    opens = (
        (following == "that" and "that" in entry.frames)
        or (following == "to" and "to" in entry.frames)
        or following in entry.prepositions
        or states
    )
    if not opens:
        return None
    if low in _CLITIC and owner > 0:
        first = phrase_start(tokens, owner - 1)
        if first is None or not actor(tokens, first, owner):
            return None
        return Cue(at, at + 1, Shape.NOUN, entry, Source(first, owner, first), first, at + 1)
    if low in POSSESSIVES and low in {"its", "his", "her", "their", "our", "my"}:
        return Cue(at, at + 1, Shape.NOUN, entry, Source(owner, owner + 1, owner), owner, at + 1)
    if low in {"the", "a"} and states and at + 2 < len(tokens) and tokens[at + 2].low == "that":
        return Cue(at, at + 1, Shape.NOUN, entry, Source(owner, at + 1, owner), owner, at + 1)
    return None


def _stative(tokens: Tokens, at: int, entry: CueWord) -> Cue | None:
    """X is ready to …"""
    back = at - 1
    while back > 0 and (adverb(tokens[back].low) or tokens[back].low == "not"):
        back -= 1
    if back < 1 or tokens[back].low not in _STATIVE_VERBS:
        return None
    negated = any(token.low in _NEGATION for token in tokens[back : at])
    source = subject(tokens, back)
    if source is None or (not source.inherited and not actor(tokens, source.first, source.last)):
        return None
    if at + 1 >= len(tokens):
        return None
    following = tokens[at + 1].low
    if not ("np" in entry.frames or following in entry.prepositions or following in entry.frames or (following == "in" and "to" in entry.frames)):
        return None
    if entry.lemma in {"opposed", "committed"} and source.inherited:
        return None
    return Cue(back, at + 1, Shape.STATIVE, entry, source, source.lead, at + 1, negated, False, source.inherited)


def _view(tokens: Tokens, at: int) -> Cue | None:
    """In X's view; in the words of X; in her words."""
    for noun in range(at + 2, min(at + 9, len(tokens))):
        token = tokens[noun]
        if token.quote is not None or not (word(token) or token.low in _CLITIC):
            return None
        if token.low in _VIEWS:
            before = tokens[noun - 1]
            if before.low in _CLITIC and noun - 1 > at + 1:
                return Cue(at, noun + 1, Shape.ACCORDING, _VIEW, Source(at + 1, noun - 1, at), at, noun + 1)
            if before.low in {"his", "her", "its", "their"} and noun == at + 2:
                return Cue(at, noun + 1, Shape.ACCORDING, _VIEW, Source(noun - 1, noun, at), at, noun + 1)
            if before.low == "the" and noun + 2 < len(tokens) and tokens[noun + 1].low == "of":
                end = phrase_end(tokens, noun + 2)
                if end > noun + 2:
                    end = _apposition(tokens, end)
                    return Cue(at, noun + 2, Shape.ACCORDING, _VIEW, Source(noun + 2, end, at), at, end)
            return None
    return None


def _first_phrase(tokens: Tokens, first: int, verb: int) -> Source | None:
    """The noun phrase that begins the clause around a verb, as subject of its participles."""
    at = first
    for back in range(verb - 1, first - 1, -1):
        if tokens[back].raw in {";", ":"}:
            at = back + 1
            break
        if tokens[back].low in {"while", "but", "whereas"} and back < verb - 3:
            at = back + 1
            break
    while at < verb:
        token = tokens[at]
        if token.low in PREPOSITIONS or token.low in {"as", "while", "when", "although", "though", "after", "since", "if"}:
            while at < verb and tokens[at].raw != ",":
                at += 1
            at += 1
            continue
        if adverb(token.low) or token.raw == ",":
            at += 1
            continue
        break
    if at >= verb:
        return None
    end = phrase_end(tokens, at)
    if end <= at or end > verb:
        return None
    top = head(tokens, at, end)
    able = actor(tokens, at, end) or any(
        token.low in _CLITIC and tokens[at + n - 1].capital for n, token in enumerate(tokens[at:end]) if n
    )
    return Source(at, end, at) if able or top.low in {"remarks", "statements", "comments"} else None


def _share(tokens: Tokens, found: list[Cue]) -> Iterator[Cue]:
    """Fill in subjects taken over from the cue before, or from the main clause."""
    last: Cue | None = None
    for cue in found:
        source = cue.source
        if source is not None and source.inherited:
            own = _first_phrase(tokens, 0, cue.first) if cue.participle else None
            shared = None
            if last is not None and last.source is not None and not any(
                token.raw == ";" for token in tokens[last.last : cue.first]
            ):
                shared = last.source
            if shared is None:
                shared = own or _first_phrase(tokens, 0, cue.first)
            if shared is None:
                continue
            cue = Cue(  # noqa: PLW2901
                cue.first, cue.last, cue.shape, cue.word, Source(shared.first, shared.last, source.lead, True),
                cue.lead, cue.after, cue.negated, cue.participle, cue.joined,
            )  # fmt: skip
        yield cue
        last = cue


def _colon(tokens: Tokens, found: list[Cue]) -> list[Cue]:
    """A clause that ends in a colon before what somebody says: "Hara went further: “…”", "Ankara takes another view: …"."""
    for at, token in enumerate(tokens[:-1]):
        if token.raw != ":" or at < 2:
            continue
        if any(cue.last <= at and all(tokens[n].raw not in ",;" for n in range(cue.last, at)) and cue.word.speech for cue in found):
            continue
        quoted = tokens[at + 1].quote is not None
        viewed = any(each.low in {"view", "position", "answer", "message", "line", "reply", "verdict"} for each in tokens[:at])
        if not quoted and not viewed:
            continue
        source = _first_phrase(tokens, 0, at)
        if source is None or source.last > at:
            continue
        return [Cue(source.last, at, Shape.COLON, _COLON, source, source.first, at + 1)] if source.last < at else []
    return []


_ = (Kind, DOCUMENTS)
