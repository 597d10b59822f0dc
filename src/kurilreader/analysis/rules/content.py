"""What each cue of a sentence carries: where its content begins and ends, and which of two nested ones counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kurilreader.analysis.rules.cues import Cue, Shape
from kurilreader.analysis.rules.lexicon import lexicon
from kurilreader.analysis.rules.phrases import Tokens, head, trim, word
from kurilreader.analysis.words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    IRREGULAR,
    MONTHS,
    OTHERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_NOUNS,
    WEEKDAYS,
    adverb,
)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Carried:
    """A cue with the token ranges of what it attributes."""

    cue: Cue
    pieces: tuple[Range, ...]
    confidence: float = 0.8


@dataclass(slots=True)
class _Open:
    """Content that begins at `start`; how it may end is known from its build."""

    start: int
    #: "clause" runs on, "phrase" ends at a comma, "quote" is one token
    build: str


_TELLING = frozenset({"tell", "remind", "assure", "inform"})
_ADDRESSING = _TELLING | {"warn", "notify", "caution", "advise", "promise"}
_ADJUNCT_NOUNS = frozenset(
    "statement interview speech note letter briefing conference telegram comment message report video post article"
    " address memo television radio telephone phone email parliament diet senate session press visit meeting".split()
)
_ENDERS = frozenset("after hours days weeks months amid following despite during hour day although though while whereas but where when who which as because since unless with ahead".split())
_PHRASE_JOINERS = frozenset("and or including not nor especially particularly such".split())
_OBJECT_PRONOUNS = frozenset("it them him her me us you this that these those".split())
_CONDITIONAL = frozenset("if unless until once when while as since although though because after before should".split())
_MEDIA = frozenset("reports report sources media newspaper newspapers agency agencies broadcaster television daily press paper papers outlets".split())
_NOT_COMP = frozenset("on for in off into back up out upon a an".split())


def contents(tokens: Tokens, cues: Sequence[Cue]) -> list[Carried]:
    """Contents of the cues of one sentence, in order of their cues; a cue without content is left out."""
    found: list[Carried] = []
    for number, cue in enumerate(cues):
        pieces = _pieces(tokens, cues, number)
        if pieces:
            confidence = _confidence(cue, pieces, tokens)
            halves = _halves(tokens, pieces) if len(pieces) == 1 else None
            if halves is not None:
                found.extend(Carried(cue, (half,), confidence) for half in halves)
            elif not _empty(tokens, cue, pieces):
                found.append(Carried(cue, tuple(pieces), confidence))
    return _outermost(tokens, found)


def _confidence(cue: Cue, pieces: Sequence[Range], tokens: Tokens) -> float:
    quoted = any(tokens[at].quote is not None for first, last in pieces for at in range(first, last))
    base = {Shape.ACTIVE: 0.85, Shape.INVERTED: 0.9, Shape.ACCORDING: 0.9}.get(cue.shape, 0.7)
    return round(min(0.95, base + (0.05 if quoted else 0.0) - (0.1 if cue.participle or cue.joined else 0.0)), 2)


def _pieces(tokens: Tokens, cues: Sequence[Cue], number: int) -> list[Range]:
    cue = cues[number]
    if cue.shape is Shape.PASSIVE:
        return _passive(tokens, cue)
    if cue.shape in {Shape.INVERTED, Shape.ACCORDING}:
        return _around(tokens, cues, number)
    opened = _opening(tokens, cue, min((each.first for each in cues if each.first >= cue.last and each.shape is not Shape.NOUN), default=len(tokens)))
    if opened is None:
        if (cue.word.speech or cue.word.lemma == "put it") and cue.shape is Shape.ACTIVE:
            return _around(tokens, cues, number)
        return []
    if opened.build == "quote":
        last = opened.start + 1
        # a quotation that runs on in the same sentence: “one” and “two”
        while last + 1 < len(tokens) and tokens[last].raw in {",", "and"} and tokens[last + 1].quote is not None:
            last += 2
        return [(opened.start, last)]
    end = _end(tokens, cues, number, opened)
    first, last = trim(tokens, opened.start, end)
    if last <= first:
        return []
    return [(first, last)]


def _halves(tokens: Tokens, pieces: Sequence[Range]) -> tuple[Range, Range] | None:
    """"… that A and that B": two contents."""
    first, last = pieces[0]
    for at in range(first + 3, last - 3):
        if tokens[at].low in {"and", "but"} and tokens[at + 1].low == "that" and tokens[first - 1].low == "that":
            return trim(tokens, first, at), trim(tokens, at + 2, last)
    return None


def _empty(tokens: Tokens, cue: Cue, pieces: Sequence[Range]) -> bool:
    """Whether a content says nothing: "declined to comment", "spoke of little else"."""
    lows = [tokens[at].low for first, last in pieces for at in range(first, min(last, first + 2))]
    if cue.word.lemma in {"decline", "refuse"} and lows[-1:] and lows[-1] in {"comment", "answer", "elaborate", "say", "speculate", "confirm", "discuss"}:
        return True
    if cue.word.speech:
        return False
    return len(pieces) == 1 and pieces[0][1] - pieces[0][0] <= 2 and lows[0] in {"little", "no", "nothing", "us", "me", "it", "them", "this", "much", "one"}


def _passive(tokens: Tokens, cue: Cue) -> list[Range]:
    """"It was rejected by Manila as a fabrication": the reason where one is given, else what was rejected."""
    at = cue.after
    if at < len(tokens) and tokens[at].low in {"as", "that"}:
        first, last = trim(tokens, at + (tokens[at].low == "that"), _stop(tokens, at))
        return [(first, last)] if last > first else []
    helper = cue.first - 1
    while helper > 0 and (tokens[helper].low in AUXILIARIES or adverb(tokens[helper].low)):
        helper -= 1
    start = helper
    while start > 0 and tokens[start - 1].raw not in {",", ";", ":"} and tokens[start - 1].low not in {"while", "but", "which"}:
        start -= 1
    if tokens[start].low in PRONOUNS or cue.word.kind is None:
        return []
    first, last = trim(tokens, start, helper + 1)
    return [(first, last)] if last > first else []


def _stop(tokens: Tokens, start: int) -> int:
    at = start
    while at < len(tokens) and tokens[at].raw not in {",", ";", "."}:
        at += 1
    return at


def _adjuncts(tokens: Tokens, at: int) -> int:
    """Skip when, where and how something was said: "on Monday", "in a statement", "by telephone"."""
    count = len(tokens)
    while at < count:
        low = tokens[at].low
        if adverb(low) and tokens[at].quote is None:
            at += 1
        elif low in WEEKDAYS:
            at += 1
        elif low == "on" and at + 1 < count and (tokens[at + 1].low in WEEKDAYS or tokens[at + 1].low in MONTHS):
            at += 2
            while at < count and tokens[at].low.isdigit():
                at += 1
        elif low in {"this", "last", "late", "early", "the"} and at + 1 < count and tokens[at + 1].low in TIME_NOUNS | MONTHS | {"same"}:
            at += 2 if tokens[at + 1].low != "same" else 3
        elif low in {"in", "at", "during", "by", "via", "through", "after", "before", "from"} and at + 1 < count:
            end = _prepositional(tokens, at + 1)
            if end is None:
                return at
            at = end
        else:
            break
    return at


def _prepositional(tokens: Tokens, at: int) -> int | None:
    """One past a noun phrase that tells the occasion; None when it is none."""
    end = at
    occasion = False
    while end < len(tokens) and (word(tokens[end]) or tokens[end].low in {"’s", "'s"}) and end - at < 9:
        low = tokens[end].low
        if low in {"that"} or low in AUXILIARIES - {"’s", "'s"} or low in COORDINATORS or (low in PREPOSITIONS and low not in {"of", "with", "to", "in", "by", "for", "on", "at"}):
            break
        if end > at and low in PRONOUNS:
            break
        if low in PREPOSITIONS and occasion and low not in {"of", "with", "by"}:
            break
        if low in DETERMINERS and occasion and tokens[end - 1].low not in PREPOSITIONS:
            break
        if low in _ADJUNCT_NOUNS or low.isdigit() or low in MONTHS or (tokens[end].capital and end == at):
            occasion = True
        elif occasion and not tokens[end].capital and low not in PREPOSITIONS and tokens[end - 1].low not in PREPOSITIONS | DETERMINERS:
            break
        elif occasion and tokens[end].capital and not tokens[end - 1].capital and tokens[end - 1].low not in PREPOSITIONS | DETERMINERS:
            break
        end += 1
    return end if occasion and end > at else None


def _opening(tokens: Tokens, cue: Cue, stop: int) -> _Open | None:
    """Where the content after a cue begins, and how it is built."""
    at, count = cue.after, len(tokens)
    frames, entry = cue.word.frames, cue.word
    if at >= count:
        return None
    if cue.shape is Shape.COLON:
        return _Open(at, "quote" if tokens[at].quote is not None else "clause")
    if cue.shape is Shape.NOUN:
        return _after_noun(tokens, at, frames, entry.prepositions)
    if cue.shape is Shape.STATIVE:
        low = tokens[at].low
        if "np" in frames:
            return _Open(at, "phrase")
        if low == "that":
            return _Open(at + 1, "clause")
        if low in entry.prepositions and low != "to":
            return _Open(at + 1, "phrase")
        return _Open(at + 1 if low == "to" and "to" in entry.prepositions else at, "phrase")
    if frames & {"that", "quote", "clause"} or entry.lemma in _TELLING:
        found = _speech(tokens, cue, stop)
        if found is not None:
            return found
    return _stance(tokens, cue)


def _speech(tokens: Tokens, cue: Cue, stop: int) -> _Open | None:
    """that-clauses, quotations and bare clauses."""
    frames, lemma = cue.word.frames, cue.word.lemma
    at, count = cue.after, len(tokens)
    limit = min(count, at + 16, stop)
    depth_comma = False
    commas = 0
    for scan in range(at, limit):
        token = tokens[scan]
        if token.quote is not None:
            if "quote" in frames and (scan == at or tokens[scan - 1].raw in {":", ","} or _full(token.raw)):
                return _Open(scan, "quote")
            break
        if token.low == "that" and ("that" in frames or lemma in _TELLING):
            if scan > at and tokens[scan - 1].low in PREPOSITIONS | {"all"}:
                break
            opener = tokens[at]
            if scan > at and lemma not in _ADDRESSING and not (opener.low in PREPOSITIONS or adverb(opener.low) or opener.low in WEEKDAYS or opener.raw == "," or opener.low in {"this", "last", "late", "early"}):
                break
            if commas == 1:
                break
            return _Open(scan + 1, "clause")
        if token.raw == ":":
            if scan + 1 < count:
                if tokens[scan + 1].quote is not None:
                    return _Open(scan + 1, "quote") if "quote" in frames else None
                return _Open(scan + 1, "clause")
            break
        if token.raw in {";", "."}:
            break
        if token.raw == ",":
            depth_comma = not depth_comma
            commas += 1
            continue
        if token.low in AUXILIARIES and not depth_comma:
            break
    if "np" in frames and "clause" not in frames:
        return None
    start = at
    if lemma in _TELLING:
        start = _addressee(tokens, at)
    start = _adjuncts(tokens, start)
    if start < count and "clause" in frames and tokens[start].quote is None:
        token = tokens[start]
        if word(token) and (_finite(tokens, start) or tokens[start].low in {"how", "why", "what", "whether"}):
            if token.low in COORDINATORS or (token.low in SUBORDINATORS and token.low not in {"how", "why", "what", "whether", "if", "unless", "once"}):
                return None
            if cue.participle and not any(each.low in AUXILIARIES for each in tokens[start : start + 16]):
                return None
            if token.low in PREPOSITIONS and token.low not in {"there", "under", "despite", "without", "after", "before", "until", "on", "for", "in", "at", "with"}:
                return None
            if token.low in {"on", "for", "in", "at", "with"} and not any(t.raw == "," for t in tokens[start : start + 9]):
                return None
            if token.low.endswith("ing") and token.low not in {"nothing", "everything"} and start == at:
                return None
            return _Open(start, "clause")
    return None


def _full(raw: str) -> bool:
    """Whether a quotation reads as a sentence of its own."""
    body = raw[1:].lstrip()
    return len(raw.split()) >= 4 and body[:1].isupper()


def _addressee(tokens: Tokens, at: int) -> int:
    if at < len(tokens) and (tokens[at].low in _OBJECT_PRONOUNS or tokens[at].low in {"reporters", "journalists", "parliament", "senators", "lawmakers", "deputies", "members", "newsmen"}):
        return at + 1
    end = at
    while end < len(tokens) and word(tokens[end]) and end - at < 8:
        low = tokens[end].low
        if end > at and (low in DETERMINERS or low in PRONOUNS or low in PREPOSITIONS - {"of"} or low in AUXILIARIES):
            break
        if end > at and tokens[end].capital and not tokens[end - 1].capital and tokens[end - 1].low not in DETERMINERS and tokens[end - 1].low != "of":
            break
        end += 1
    return end


def _finite(tokens: Tokens, start: int) -> bool:
    """Whether a finite verb follows in the clause, as far as forms tell."""
    for at in range(start, min(len(tokens), start + 40)):
        token = tokens[at]
        low = token.low
        if low in AUXILIARIES and low not in {"’s", "'s", "being", "having", "been", "be"}:
            return True
        if token.raw == ";":
            return False
        if at > start and token.quote is None and not token.capital and len(low) > 3:
            if low.endswith("ed") and tokens[at - 1].low not in DETERMINERS | PREPOSITIONS and not (at + 1 < len(tokens) and tokens[at + 1].low in {"by", "since"}):
                return True
            if low.endswith("s") and not low.endswith(("ss", "us")) and at + 1 < len(tokens) and (
                tokens[at + 1].low in DETERMINERS | {"to", "in", "no", "not", "only", "for", "on", "that", "with"}
            ):
                return True
            if low in IRREGULAR:
                return True
    return False



def _stance(tokens: Tokens, cue: Cue) -> _Open | None:  # noqa: PLR0915
    """Objects and complements of verbs that take a stand without saying anything."""
    frames, entry = cue.word.frames, cue.word
    at, count = cue.after, len(tokens)
    while at < count and adverb(tokens[at].low) and tokens[at].quote is None:
        at += 1
    if at >= count:
        return None
    low = tokens[at].low
    infinitive = low == "to" or (low == "not" and at + 1 < count and tokens[at + 1].low == "to")
    if "as-first" in frames and low == "as":
        return _Open(at + 1, "phrase")
    if infinitive and frames & {"to", "np-to"} and not cue.word.lemma == "to":
        if "to" in frames:
            return _Open(at, "phrase")
        return None
    if "not" in frames and not cue.negated:
        return _as(tokens, at, count) if "as" in frames else None
    if low == "to" and low in entry.prepositions and len(entry.prepositions) > 1:
        found = _late_preposition(tokens, at + 1, entry.prepositions - {"to"})
        if found is not None:
            return found
    if "late" in frames:
        return _late_preposition(tokens, at, entry.prepositions)
    if low in entry.prepositions and at + 1 < count:
        if low == "to" and entry.lemma in {"object", "hold", "approve", "commit", "agree", "alert"} or low != "to":
            return _Open(at + 1, "phrase")
    for frame in frames:
        if frame.endswith("-to") and frame != "np-to" and low == frame[:-3]:
            return _infinitive(tokens, at + 1)
    if "right" in frames:
        for scan in range(at, min(count, at + 4)):
            if tokens[scan].low in {"right", "rights"}:
                return _Open(cue.first, "phrase")
        return None
    if "np-to" in frames:
        found = _infinitive(tokens, at)
        if found is not None:
            return found
        if entry.lemma == "warn" or "np" not in frames:
            return _late_preposition(tokens, at, entry.prepositions)
    if "tied" in frames:
        return _Open(at, "phrase") if any(token.low == "to" for token in tokens[at + 1 : at + 9]) else None
    if "of" in frames:
        for scan in range(at, min(count - 1, at + 14)):
            if tokens[scan].low == "of" and tokens[scan + 1].low.endswith("ing"):
                return _Open(scan, "phrase")
        for scan in range(at, min(count - 1, at + 10)):
            if tokens[scan].low == "of" and scan > at:
                return _Open(scan, "phrase")
    if "for" in frames:
        for scan in range(at, min(count - 1, at + 12)):
            if tokens[scan].raw in ",;":
                break
            if tokens[scan].low == "for" and scan > at:
                return _Open(scan, "phrase")
        if "np" not in frames:
            return None
    if "as" in frames:
        return _as(tokens, at, count)
    if "comp" in frames or "np-comp" in frames:
        if low in _OBJECT_PRONOUNS and low not in {"this", "that", "these", "those"}:
            return _Open(at + 1, "phrase") if at + 1 < count and tokens[at + 1].low not in PREPOSITIONS else None
        if "comp" in frames:
            if low in _NOT_COMP or (low in PREPOSITIONS) or not (word(tokens[at]) or tokens[at].quote is not None):
                behind = cue.source is not None and tokens[cue.lead - 1].low == "what" if cue.lead else False
                return _Open(at, "phrase") if behind else None
            return _Open(at, "phrase")
    if "noun" in frames:
        found = _noun_object(tokens, at)
        if found is not None or "np" not in frames:
            return found
    if entry.prepositions and "np" not in frames:
        return _late_preposition(tokens, at, entry.prepositions)
    if frames & {"np", "np-comp"}:
        token = tokens[at]
        if token.quote is not None:
            return _Open(at, "phrase")
        if not word(token) and token.raw not in "$£€":
            return None
        if low in PREPOSITIONS or low in COORDINATORS or low in AUXILIARIES - {"being", "having"} or (low in SUBORDINATORS and low not in {"what", "how", "that", "whether"}):
            return None
        if low in _OBJECT_PRONOUNS and (at + 1 >= count or not word(tokens[at + 1])) and low != "that":
            return None
        return _Open(at, "phrase")
    return None


def _noun_object(tokens: Tokens, at: int) -> _Open | None:
    """"voiced support for …", "filed a protest with the embassy over …"."""
    nouns = lexicon().nouns
    for noun in range(at, min(len(tokens) - 1, at + 6)):
        token = tokens[noun]
        if not word(token) or token.low in PREPOSITIONS:
            return None
        entry = nouns.get(token.low)
        if entry is None:
            continue
        for scan in range(noun + 1, min(len(tokens) - 1, noun + 9)):
            low = tokens[scan].low
            if tokens[scan].raw in ",;:" or tokens[scan].quote is not None:
                break
            if low in entry.prepositions:
                return _Open(noun if entry.kind is None else scan + 1, "phrase")
            if low == "that" and "that" in entry.frames:
                return _Open(scan + 1, "clause")
            if low == "to" and "to" in entry.frames and scan == noun + 1:
                return _Open(scan, "phrase")
        return _Open(at, "phrase") if entry.kind is not None and noun > at else None
    return _Open(at, "phrase") if at < len(tokens) and any(token.low in {"disappointment", "satisfaction", "gratitude", "dismay", "condolences"} for token in tokens[at : at + 3]) else None


def _infinitive(tokens: Tokens, at: int) -> _Open | None:
    """The infinitive behind an object: urged X to …"""
    for scan in range(at + 1, min(len(tokens) - 1, at + 16)):
        token = tokens[scan]
        if token.raw in {";", ":"} or token.quote is not None or token.low in AUXILIARIES - {"’s", "'s", "not"}:
            return None
        if token.low == "to":
            following = tokens[scan + 1]
            if word(following) and not following.capital and following.low not in DETERMINERS and not following.low.isdigit():
                start = scan - 1 if tokens[scan - 1].low == "not" else scan
                return _Open(start, "phrase")
    return None


def _late_preposition(tokens: Tokens, at: int, prepositions: frozenset[str]) -> _Open | None:
    """A preposition behind an object: cautioned X against …"""
    for scan in range(at, min(len(tokens) - 1, at + 7)):
        if tokens[scan].raw in ",;:" or tokens[scan].quote is not None:
            return None
        if tokens[scan].low in prepositions:
            return _Open(scan if scan > at else scan + 1, "phrase")
    return None


def _as(tokens: Tokens, at: int, count: int) -> _Open | None:
    for scan in range(at, min(count - 1, at + 22)):
        if tokens[scan].low == "as":
            return _Open(scan + 1, "phrase")
        if tokens[scan].raw in ";:":
            return None
    return None


def _after_noun(tokens: Tokens, at: int, frames: frozenset[str], prepositions: frozenset[str]) -> _Open | None:
    low = tokens[at].low
    if low == "that":
        return _Open(at + 1, "clause")
    if low in {"is", "was", "remains", "remained"}:
        after = at + 1
        while after < len(tokens) and adverb(tokens[after].low):
            after += 1
        if after >= len(tokens):
            return None
        if tokens[after].low == "that":
            return _Open(after + 1, "clause")
        if tokens[after].raw == ":" and after + 1 < len(tokens):
            return _Open(after + 1, "quote" if tokens[after + 1].quote is not None else "clause")
        return _Open(after, "clause")
    if low == "to" and "to" in frames:
        return _Open(at, "phrase")
    if low in prepositions:
        return _Open(at + 1, "phrase")
    return None


def _end(tokens: Tokens, cues: Sequence[Cue], number: int, opened: _Open) -> int:
    """One past the content: the end of the sentence, or where another clause of the same rank begins."""
    end = len(tokens)
    start = opened.start
    clause = opened.build == "clause"
    for cue in cues:
        if cue.lead <= start or cue.lead >= end or cue is cues[number]:
            continue
        before = tokens[cue.lead - 1]
        if cue.shape is Shape.ACCORDING:
            if before.raw == "," or cue.first > start + 3:
                end = cue.lead
            continue
        if cue.shape is Shape.COLON:
            continue
        if before.raw in {",", ";", "—", "–"}:
            if clause and before.raw == "," and _opens(tokens, start, cue.lead - 1):
                continue
            end = cue.lead - 1
        elif before.low in {"while", "but", "whereas", "although", "though"}:
            end = cue.lead - 1
        elif before.low == "and" and cue.lead > 1 and (tokens[cue.lead - 2].raw == "," or not clause):
            end = cue.lead - 1
        elif tokens[cue.lead].low in COORDINATORS and (before.raw == "," or not clause):
            end = cue.lead
    cue_now = cues[number]
    what = cue_now.lead > 0 and tokens[cue_now.lead - 1].low == "what"
    for at in range(start, end):
        token = tokens[at]
        if token.raw == ";" or (what and token.low in {"is", "was", "are", "were"}):
            return at
        if token.raw == "," and at + 1 < end and at - start >= 2:
            following = tokens[at + 1]
            if not clause and _ends_phrase(tokens, at, end):
                return at
            if clause and following.low in {"adding", "saying", "citing", "noting", "signaling", "signalling", "arguing"}:
                return at
            if clause and following.low in {"hours", "days", "weeks"} and at + 2 < end and tokens[at + 2].low in {"after", "before"}:
                return at
        if not clause and token.low in {"while", "whereas"}:
            return at
    return end


def _opens(tokens: Tokens, start: int, comma: int) -> bool:
    """Whether what stands before a comma only leads in the clause: "despite the rough patch, Tokyo remains …"."""
    low = tokens[start].low
    return (low in PREPOSITIONS or low in _CONDITIONAL) and not any(tokens[at].raw == "," for at in range(start, comma))


def _ends_phrase(tokens: Tokens, comma: int, end: int) -> bool:
    """Whether a noun phrase or infinitive ends at a comma rather than going on as a list."""
    following = tokens[comma + 1]
    if following.low in _ENDERS or following.low in PRONOUNS:
        return True
    if following.low in _PHRASE_JOINERS:
        after = tokens[comma + 2] if comma + 2 < end else following
        # ", and the ministry said": another clause
        return after.low in PRONOUNS
    for at in range(comma + 1, min(end, comma + 9)):
        if tokens[at].low == "and" or tokens[at].low == "or":
            return False
        if tokens[at].raw == ",":
            continue
    return True


def _around(tokens: Tokens, cues: Sequence[Cue], number: int) -> list[Range]:
    """What stands before a cue, and after it when the cue interrupts."""
    cue = cues[number]
    lead = cue.lead if cue.shape is not Shape.INVERTED else cue.first
    if cue.shape is Shape.ACTIVE and cue.source is not None and cue.source.inherited:
        # “…,” he said and added: nothing of its own
        return []
    if cue.shape is Shape.ACTIVE and cue.word.lemma == "put it" and lead and tokens[lead - 1].low == "as":
        lead -= 1
    pieces: list[Range] = []
    before = _before(tokens, cues, number, lead)
    if before is not None:
        pieces.append(before)
    after = _behind(tokens, cues, number, before)
    if after is not None:
        pieces.append(after)
    return pieces


def _before(tokens: Tokens, cues: Sequence[Cue], number: int, lead: int) -> Range | None:
    if lead == 0 or tokens[lead - 1].low in {"which", "that", "who"}:
        return None
    end = lead
    marked = False
    while end > 0 and tokens[end - 1].raw in {",", "—", "–"}:
        end -= 1
        marked = True
    if end == 0:
        return None
    if tokens[end - 1].quote is not None:
        start = end - 1
        words = [at for at in range(_clause_start(tokens, cues, number, end), end - 1) if word(tokens[at])]
        if words and not _full(tokens[start].raw) and words[-1] == start - 1:
            start = words[0]
        return (start, end)
    if not marked and cues[number].shape is not Shape.ACCORDING:
        return None
    start = _clause_start(tokens, cues, number, end)
    first, last = trim(tokens, start, end)
    if last <= first:
        return None
    if tokens[first].low in {"but", "and"} and last - first > 1:
        first += 1
    return (first, last)


def _clause_start(tokens: Tokens, cues: Sequence[Cue], number: int, end: int) -> int:
    start = 0
    for at in range(end - 1, -1, -1):
        if tokens[at].raw in {";", ":"}:
            start = at + 1
            break
        if tokens[at].quote is not None and at < end - 1 and _full(tokens[at].raw):
            start = at + 1
            break
    for other in cues[:number]:
        if start < other.last < end and other.shape is not Shape.NOUN and any(
            tokens[at].raw == "," for at in range(other.last, end - 1)
        ) and (other.shape is Shape.INVERTED or other.word.speech) and _posed(tokens, other):
            start = max(start, other.last)
    return start


def _posed(tokens: Tokens, cue: Cue) -> bool:
    """Whether a cue stands behind what it attributes."""
    lead = cue.first if cue.shape is Shape.INVERTED else cue.lead
    return lead > 0 and (tokens[lead - 1].raw == "," or tokens[lead - 1].quote is not None)


def _behind(tokens: Tokens, cues: Sequence[Cue], number: int, before: Range | None) -> Range | None:
    """The rest of what a cue in the middle interrupts."""
    cue = cues[number]
    after = cue.after
    if cue.shape is Shape.INVERTED and cue.source is not None:
        after = max(after, cue.source.last)
    at = after
    if cue.word.lemma in _TELLING:
        at = _addressee(tokens, at)
    at = _adjuncts(tokens, at)
    while at < len(tokens) and tokens[at].raw not in {",", ";", ":", "."} and tokens[at].quote is None and at - after < 14:
        at += 1
    if at >= len(tokens) - 1:
        return None
    if cue.shape is Shape.ACCORDING and word(tokens[after]) and before is None and _finite(tokens, after):
        at = after
    elif tokens[at].raw in {",", ":"}:
        at += 1
    elif tokens[at].quote is None:
        return None
    token = tokens[at]
    if token.quote is not None:
        return (at, at + 1) if before is not None and _quoted(tokens, before) else ((at, at + 1) if before is None else None)
    whole = before is not None and (_quoted(tokens, before) or _finite(tokens, before[0]) and _finite_within(tokens, *before))
    if whole and before is not None and tokens[before[0]].low in _CONDITIONAL and not token.low.endswith("ing"):
        whole = False
    if whole:
        return None
    if cue.shape is not Shape.ACCORDING and not (before is not None):
        return None
    if token.low.endswith("ing") and before is None:
        return None
    opened = _Open(at, "clause")
    end = _end(tokens, cues, number, opened)
    first, last = trim(tokens, at, end)
    return (first, last) if last - first > 1 else None


def _quoted(tokens: Tokens, piece: Range) -> bool:
    return any(tokens[at].quote is not None for at in range(*piece))


def _finite_within(tokens: Tokens, first: int, last: int) -> bool:
    return _finite(tokens[:last], first)


def _outermost(tokens: Tokens, found: list[Carried]) -> list[Carried]:
    """Leave out what lies inside another's content, unless the outer one only passes it on."""
    dropped: set[int] = set()
    for number, outer in enumerate(found):
        if number in dropped:
            continue
        for other, inner in enumerate(found):
            if other == number or other in dropped or number in dropped:
                continue
            if not any(first <= inner.cue.first < last for first, last in outer.pieces):
                continue
            if _passes_on(tokens, outer, inner):
                dropped.add(number)
            else:
                dropped.add(other)
    return [each for number, each in enumerate(found) if number not in dropped]


def _passes_on(tokens: Tokens, outer: Carried, inner: Carried) -> bool:
    """Whether the outer attribution only reports the inner one: "Moscow rejects a vote, diplomats said"."""
    source = outer.cue.source
    if source is None or inner.cue.source is None or inner.cue.source.inherited:
        return False
    if not any(abs(inner.cue.lead - first) <= 1 for first, _ in outer.pieces):
        return False
    top = head(tokens, source.first, source.last)
    named = any(token.capital and at > 0 for at, token in enumerate(tokens[source.first : source.last], source.first))
    if top.low in _MEDIA:
        return True
    if top.low in OTHERS or (not named and top.low in {"officials", "diplomats", "sources", "official", "diplomat"}):
        return inner.cue.word.kind is not None or inner.cue.word.speech
    if not named and inner.cue.word.kind is not None and inner.cue.shape is Shape.ACTIVE:
        # "Pakistan has asked a panel …, its water ministry announced"
        return outer.cue.lead > inner.cue.first
    return False
