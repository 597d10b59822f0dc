"""Finds the cues of a sentence and the subject of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kurilreader.analysis.rules.lexicon import CueWord, Form, Lexicon
from kurilreader.analysis.rules.phrases import (
    Source,
    Tokens,
    actor,
    head,
    phrase_end,
    phrase_start,
    skip_back,
    subject,
    word,
)
from kurilreader.analysis.rules.shapes import (
    ACCORDING,
    CLITIC,
    NEGATION,
    Cue,
    Shape,
    apposition,
    colon_cues,
    first_phrase,
    for_somebody,
    noun_cue,
    stative_cue,
    view_cue,
)
from kurilreader.analysis.words import (
    AUXILIARIES,
    DETERMINERS,
    FRIENDS,
    MODALS,
    OFFICIAL,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    adverb,
)

_BE = frozenset("is are was were be been being am ’s 's ’re 're".split())
_PLURAL = frozenset("they we i you people".split())
#: others than those who speak, even where they are called ours
_THEIRS = FRIENDS | {"counterpart", "counterparts", "opponents", "critics"}
_ASKED = frozenset({"whether", "if", "about", "why", "how", "by", "what", "when"})
_TELLING = frozenset({"tell", "remind", "assure", "inform", "urge", "ask", "notify"})
_TAKING = frozenset(
    {"warn", "demand", "reject", "welcome", "condemn", "promise", "refute", "dismiss", "deny", "rebuff", "praise"}
)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A form of the lexicon met in a sentence: its tokens, how it stands and how else it may be read."""

    first: int
    last: int
    form: Form
    forms: set[Form]
    entry: CueWord


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
            cue = noun_cue(tokens, at, words.nouns[low])
        if cue is None and low in words.statives and not token.capital:
            cue = stative_cue(tokens, at, words.statives[low])
        if cue is None and low == "according" and at + 2 < count and tokens[at + 1].low == "to":
            end = phrase_end(tokens, at + 2)
            if end > at + 2:
                end = apposition(tokens, end)
                cue = Cue(at, at + 2, Shape.ACCORDING, ACCORDING, Source(at + 2, end, at), at, end)
        if cue is None and low == "in":
            cue = view_cue(tokens, at)
        if cue is None and at == 0 and low in {"for", "to"}:
            cue = for_somebody(tokens)
        if cue is None or _own(tokens, cue):
            at += 1
            continue
        found.append(cue)
        at = max(at + 1, cue.last)
    return list(_share(tokens, found)) + colon_cues(tokens, found)


def hanging_cue(tokens: Tokens, words: Lexicon) -> Cue | None:
    """A verb that begins a point of a resolution, its subject standing above: "1. Urged the parties to …"."""
    at = 0
    while at < len(tokens) and (tokens[at].raw.isdigit() or tokens[at].raw in {".", ")", "("}):
        at += 1
    if at >= len(tokens) or tokens[at].quote is not None:
        return None
    for tail, _, entry in words.verbs.get(tokens[at].low, ()):
        last = at + 1 + len(tail)
        if last < len(tokens) and all(tokens[at + 1 + n].low == low for n, low in enumerate(tail)):
            return Cue(at, last, Shape.ACTIVE, entry, Source(at, at, at), at, last)
    return None


def _own(tokens: Tokens, cue: Cue) -> bool:
    """Whether the writer or orator speaks: what "we" and "I" say outside quotations is no attribution."""
    source = cue.source
    if source is None or source.first >= source.last:
        return False
    if tokens[source.first].low in {"our", "my"} and head(tokens, source.first, source.last).low in _THEIRS:
        return False
    return tokens[source.first].low in {"i", "we", "you", "my", "our", "me"} and not (
        cue.shape is Shape.PASSIVE and tokens[source.first].low in {"my", "our"}
    )


def _verb(
    tokens: Tokens, at: int, entries: list[tuple[tuple[str, ...], Form, CueWord]], before: list[Cue]
) -> Cue | None:
    for tail, form, entry in entries:
        last = at + 1 + len(tail)
        if last > len(tokens) or any(tokens[at + 1 + n].low != low for n, low in enumerate(tail)):
            continue
        forms = {each for rest, each, other in entries if rest == tail and other is entry}
        cue = _active(tokens, _Verb(at, last, form, forms, entry), before)
        if cue is not None:
            return cue
    return None


def _helpers(tokens: Tokens, at: int) -> set[str]:
    """Auxiliaries and negations right before a verb."""
    start = skip_back(tokens, at - 1)
    return {token.low for token in tokens[start + 1 : at]}


def _active(tokens: Tokens, verb: _Verb, before: list[Cue]) -> Cue | None:
    at, last, form, forms, entry = verb.first, verb.last, verb.form, verb.forms, verb.entry
    helpers = _helpers(tokens, at)
    negated = bool(helpers & NEGATION)
    if Form.PAST in forms and helpers & _BE and form is not Form.ING:
        return _passive(tokens, at, last, entry)
    previous = tokens[at - 1] if at else None
    if form is Form.PAST and previous is not None and _agent(tokens, last) and not helpers:
        return None
    inverted = _inverted(tokens, verb)
    if inverted is not None:
        return inverted
    if at == 0 or (entry.lemma == "ask" and form is Form.PAST and tokens[last].low in _ASKED):
        return None
    assert previous is not None
    if form is Form.ING:
        return _participle(tokens, verb, helpers, negated)
    if previous.low in DETERMINERS and previous.low not in PRONOUNS and previous.low not in {"that", "both", "neither"}:
        return None
    if previous.low in PREPOSITIONS and previous.low != "to" and previous.low not in AUXILIARIES:
        return None
    if previous.low in CLITIC and previous.low not in helpers:
        return None
    if entry.lemma in {"reject", "oppose"} and negated:
        return None
    if entry.lemma.startswith("like") and not helpers & {"would", "’d", "'d", "should"}:
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
        if not before and not first_phrase(tokens, 0, at):
            return None
    elif not _agrees(tokens, source, verb, helpers):
        return None
    lead = source.lead
    return Cue(at, last, Shape.ACTIVE, entry, source, lead, last, negated, False, joined)


def _plural(tokens: Tokens, source: Source) -> bool:
    if source.first >= source.last:
        return False
    if any(token.low == "and" for token in tokens[source.first : source.last]):
        return True
    top = head(tokens, source.first, source.last)
    if top.low in _PLURAL:
        return True
    if top.capital and (top.raw.isupper() or not top.low.endswith("s")):
        return False
    return (top.low.endswith("s") and top.low not in _SINGULAR_S) or top.low in {
        "men",
        "women",
        "fishermen",
        "spokesmen",
    }


_SINGULAR_S = frozenset(
    "cyprus honduras netherlands philippines brussels maldives seychelles laos athens paris".split()
)


def _agrees(tokens: Tokens, source: Source, verb: _Verb, helpers: set[str]) -> bool:
    """Whether subject and verb fit each other well enough for the verb to be one."""
    at, form, forms, entry = verb.first, verb.form, verb.forms, verb.entry
    able = actor(tokens, source.first, source.last)
    if form is Form.BASE and Form.PAST not in forms:
        if helpers & (MODALS | {"do", "does", "did", "to", "’d", "’ll", "'d", "'ll"}):
            return able or entry.speech
        if tokens[at - 1].low in {"who", "which", "that", "to"}:
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


def _participle(tokens: Tokens, verb: _Verb, helpers: set[str], negated: bool) -> Cue | None:
    at, last, entry = verb.first, verb.last, verb.entry
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
    if (
        previous.raw in {",", "—", "–"}
        or previous.low in {"and", "while", "after", "by", "before", "when", "but"}
        or previous.quote is not None
    ):
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
            return at + 1 if actor(tokens, at + 1, phrase_end(tokens, at + 1) or at + 2) else None
        if not adverb(tokens[at].low):
            return None
    return None


def _passive(tokens: Tokens, at: int, last: int, entry: CueWord) -> Cue | None:
    first = _agent(tokens, last)
    if first is None and last < len(tokens) and tokens[last].low == "as":
        # "was dismissed as a fairy tale by Ukraine's mission"
        first = next((n + 1 for n in range(last + 2, min(last + 10, len(tokens) - 1)) if tokens[n].low == "by"), None)
        if first is not None:
            end = phrase_end(tokens, first)
            if end > first and actor(tokens, first, end):
                return Cue(at, last, Shape.PASSIVE, entry, Source(first, end, at), at, last)
    if first is None:
        return None
    end = phrase_end(tokens, first)
    if end <= first or not actor(tokens, first, end):
        return None
    return Cue(at, last, Shape.PASSIVE, entry, Source(first, end, at), at, end)


def _inverted(tokens: Tokens, verb: _Verb) -> Cue | None:
    """“…,” said the envoy."""
    at, last, form, entry = verb.first, verb.last, verb.form, verb.entry
    if not entry.speech or form is Form.ING or at == 0 or last >= len(tokens) or entry.lemma in _TELLING:
        return None
    previous = tokens[at - 1]
    if not (previous.quote is not None or previous.raw in {",", "—", "–"}):
        return None
    first = tokens[last]
    if first.quote is not None or not first.raw[0].isalpha() or first.low in PREPOSITIONS or first.low in SUBORDINATORS:
        return None
    if (
        first.low in PRONOUNS
        and last + 1 < len(tokens)
        and word(tokens[last + 1])
        and tokens[last + 1].low not in PREPOSITIONS
    ):
        return None
    if adverb(first.low) or first.low in AUXILIARIES:
        return None
    end = phrase_end(tokens, last)
    if end <= last or not actor(tokens, last, end):
        return None
    if (
        entry.lemma in _TAKING
        and end < len(tokens)
        and tokens[end].raw not in {".", ","}
        and tokens[end].low not in {"in", "on", "at", "after", "during"}
    ):
        return None
    if previous.raw == "," and _apposed(tokens, at):
        return None
    # ", said X would …" reads on: the noun phrase is the subject of what follows
    if (
        previous.quote is None
        and end < len(tokens)
        and _finite(tokens, end, len(tokens))
        and (tokens[end].low in AUXILIARIES or tokens[end].low not in PREPOSITIONS)
        and tokens[end].raw not in ",.;"
    ):
        return None
    end = apposition(tokens, end)
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
    return nominal and not any(
        token.low in AUXILIARIES and token.low not in CLITIC for token in tokens[comma + 1 : verb - 1]
    )


def _finite(tokens: Tokens, first: int, last: int) -> bool:
    return any(token.low in AUXILIARIES for token in tokens[first:last])


def _share(tokens: Tokens, found: list[Cue]) -> Iterator[Cue]:
    """Fill in subjects taken over from the cue before, or from the main clause."""
    last: Cue | None = None
    for cue in found:
        source = cue.source
        if source is not None and source.inherited:
            own = first_phrase(tokens, 0, cue.first) if cue.participle else None
            shared = None
            if (
                last is not None
                and last.source is not None
                and not any(token.raw == ";" for token in tokens[last.last : cue.first])
            ):
                shared = last.source
            if shared is None:
                shared = own or first_phrase(tokens, 0, cue.first)
            if shared is None:
                continue
            cue = Cue(  # noqa: PLW2901
                cue.first, cue.last, cue.shape, cue.word, Source(shared.first, shared.last, source.lead, True),
                cue.lead, cue.after, cue.negated, cue.participle, cue.joined,
            )  # fmt: skip
        yield cue
        if cue.shape is not Shape.NOUN or last is None:
            last = cue
