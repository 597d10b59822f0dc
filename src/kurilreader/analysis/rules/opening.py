"""Where the content after a cue begins: that-clauses, quotations, infinitives, objects and complements."""

from __future__ import annotations

from dataclasses import dataclass

from kurilreader.analysis.rules.lexicon import lexicon
from kurilreader.analysis.rules.phrases import Tokens, word
from kurilreader.analysis.rules.shapes import Cue, Shape
from kurilreader.analysis.words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    IRREGULAR,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_NOUNS,
    WEEKDAYS,
    adverb,
)


@dataclass(slots=True)
class Opening:
    """Content that begins at `start`; how it may end is known from its build."""

    start: int
    #: "clause" runs on, "phrase" ends at a comma, "quote" is one token
    build: str


TELLING = frozenset({"tell", "remind", "assure", "inform"})


_ADDRESSING = TELLING | {"warn", "notify", "caution", "advise", "promise"}


_ADJUNCT_NOUNS = frozenset(
    "statement interview speech note letter briefing conference telegram comment message report video post article"
    " address memo television radio telephone phone email parliament diet senate session press visit meeting".split()
)


_OBJECT_PRONOUNS = frozenset("it them him her me us you this that these those".split())


_NOT_COMP = frozenset("on for in off into back up out upon a an".split())


def adjuncts(tokens: Tokens, at: int) -> int:
    """Skip when, where and how something was said: "on Monday", "in a statement", "by telephone"."""
    count = len(tokens)
    while at < count:
        low = tokens[at].low
        if (adverb(low) and tokens[at].quote is None) or low in WEEKDAYS:
            at += 1
        elif low == "on" and at + 1 < count and (tokens[at + 1].low in WEEKDAYS or tokens[at + 1].low in MONTHS):
            at += 2
            while at < count and tokens[at].low.isdigit():
                at += 1
        elif (
            low in {"this", "last", "late", "early", "the"}
            and at + 1 < count
            and tokens[at + 1].low in TIME_NOUNS | MONTHS | {"same", "on", "in"}
        ):
            at += {"same": 3, "on": 1, "in": 1}.get(tokens[at + 1].low, 2)
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
        if (
            low in {"that"}
            or low in AUXILIARIES - {"’s", "'s"}
            or low in COORDINATORS
            or (low in PREPOSITIONS and low not in {"of", "with", "to", "in", "by", "for", "on", "at"})
        ):
            break
        if end > at and low in PRONOUNS:
            break
        if low in PREPOSITIONS and occasion and low not in {"of", "with", "by"}:
            break
        if low in DETERMINERS and occasion and tokens[end - 1].low not in PREPOSITIONS:
            break
        if low in _ADJUNCT_NOUNS or low.isdigit() or low in MONTHS or (tokens[end].capital and end == at):
            occasion = True
        elif (
            occasion
            and not tokens[end].capital
            and low not in PREPOSITIONS
            and tokens[end - 1].low not in PREPOSITIONS | DETERMINERS
        ) or (
            occasion
            and tokens[end].capital
            and not tokens[end - 1].capital
            and tokens[end - 1].low not in PREPOSITIONS | DETERMINERS
        ):
            break
        end += 1
    return end if occasion and end > at else None


def opening(tokens: Tokens, cue: Cue, stop: int) -> Opening | None:
    """Where the content after a cue begins, and how it is built."""
    at, count = cue.after, len(tokens)
    frames, entry = cue.word.frames, cue.word
    if at >= count:
        return None
    if cue.shape is Shape.COLON:
        return Opening(at, "quote" if tokens[at].quote is not None else "clause")
    if cue.shape is Shape.NOUN:
        return _after_noun(tokens, at, frames, entry.prepositions)
    if cue.shape is Shape.STATIVE:
        low = tokens[at].low
        if "np" in frames:
            return Opening(at, "phrase")
        if low == "that":
            return Opening(at + 1, "clause")
        if low in entry.prepositions and low != "to":
            return Opening(at + 1, "phrase")
        return Opening(at + 1 if low == "to" and "to" in entry.prepositions else at, "phrase")
    if frames & {"that", "quote", "clause"} or entry.lemma in TELLING:
        found = _speech(tokens, cue, stop)
        if found is not None:
            return found
    return _stance(tokens, cue)


def _speech(tokens: Tokens, cue: Cue, stop: int) -> Opening | None:
    """that-clauses, quotations and bare clauses."""
    frames, lemma = cue.word.frames, cue.word.lemma
    at, count = cue.after, len(tokens)
    limit = min(count, at + 16, stop)
    depth_comma = False
    commas = 0
    for scan in range(at, limit):
        token = tokens[scan]
        if token.quote is not None:
            if "quote" in frames and (scan == at or tokens[scan - 1].raw in {":", ","} or full(token.raw)):
                return Opening(scan, "quote")
            break
        if token.low == "that" and ("that" in frames or lemma in TELLING):
            if scan > at and tokens[scan - 1].low in PREPOSITIONS | {"all"}:
                break
            opener = tokens[at]
            if (
                scan > at
                and lemma not in _ADDRESSING
                and not (
                    opener.low in PREPOSITIONS
                    or adverb(opener.low)
                    or opener.low in WEEKDAYS
                    or opener.raw == ","
                    or opener.low in {"this", "last", "late", "early"}
                )
            ):
                break
            if commas == 1:
                break
            return Opening(scan + 1, "clause")
        if token.raw == ":":
            if scan + 1 < count:
                if tokens[scan + 1].quote is not None:
                    return Opening(scan + 1, "quote") if "quote" in frames else None
                return Opening(scan + 1, "clause")
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
    if lemma in TELLING:
        start = addressee(tokens, at)
    start = adjuncts(tokens, start)
    if start < count and "clause" in frames and tokens[start].quote is None:
        token = tokens[start]
        if word(token) and (
            _plainly(tokens, start, lemma)
            or finite(tokens, start)
            or tokens[start].low in {"how", "why", "what", "whether"}
        ):
            if token.low in COORDINATORS or (
                token.low in SUBORDINATORS
                and token.low not in {"how", "why", "what", "whether", "if", "unless", "once"}
            ):
                return None
            if cue.participle and not any(each.low in AUXILIARIES for each in tokens[start : start + 16]):
                return None
            if token.low in PREPOSITIONS and token.low not in {
                "there",
                "under",
                "despite",
                "without",
                "after",
                "before",
                "until",
                "on",
                "for",
                "in",
                "at",
                "with",
            }:
                return None
            if token.low in {"on", "for", "in", "at", "with"} and not any(
                t.raw == "," for t in tokens[start : start + 9]
            ):
                return None
            if token.low.endswith("ing") and token.low not in {"nothing", "everything"} and start == at:
                return None
            return Opening(start, "clause")
    return None


def _plainly(tokens: Tokens, start: int, lemma: str) -> bool:
    """Whether "said" is followed by a clause whatever its verb looks like: no noun phrase alone can stand there."""
    rest = tokens[start : start + 4]
    return lemma == "say" and len(rest) == 4 and all(word(token) or token.low in {"’s", "'s"} for token in rest)


def full(raw: str) -> bool:
    """Whether a quotation reads as a sentence of its own."""
    body = raw[1:].lstrip()
    return len(raw.split()) >= 4 and body[:1].isupper()


def addressee(tokens: Tokens, at: int) -> int:
    """One past those who are told something."""
    if at < len(tokens) and (
        tokens[at].low in _OBJECT_PRONOUNS
        or tokens[at].low
        in {"reporters", "journalists", "parliament", "senators", "lawmakers", "deputies", "members", "newsmen"}
    ):
        return at + 1
    end = at
    while end < len(tokens) and word(tokens[end]) and end - at < 8:
        low = tokens[end].low
        if end > at and (low in DETERMINERS or low in PRONOUNS or low in PREPOSITIONS - {"of"} or low in AUXILIARIES):
            break
        if (
            end > at
            and tokens[end].capital
            and not tokens[end - 1].capital
            and tokens[end - 1].low not in DETERMINERS
            and tokens[end - 1].low != "of"
        ):
            break
        end += 1
    return end


def finite(tokens: Tokens, start: int) -> bool:
    """Whether a finite verb follows in the clause, as far as forms tell."""
    for at in range(start, min(len(tokens), start + 40)):
        token = tokens[at]
        low = token.low
        if low in AUXILIARIES and low not in {"’s", "'s", "being", "having", "been", "be"}:
            return True
        if token.raw == ";" or (at > start and low in {"that", "which", "who"}):
            return False
        if at > start and token.quote is None and not token.capital and len(low) > 3:
            if (
                low.endswith("ed")
                and tokens[at - 1].low not in DETERMINERS | PREPOSITIONS
                and not (at + 1 < len(tokens) and tokens[at + 1].low in {"by", "since"})
            ):
                return True
            if (
                low.endswith("s")
                and not low.endswith(("ss", "us"))
                and at + 1 < len(tokens)
                and (tokens[at + 1].low in DETERMINERS | {"to", "no", "not", "only", "on"})
            ):
                return True
            if low in IRREGULAR:
                return True
    return False


def _stance(tokens: Tokens, cue: Cue) -> Opening | None:  # noqa: PLR0915 (a list of cases)
    """Objects and complements of verbs that take a stand without saying anything."""
    frames, entry = cue.word.frames, cue.word
    at, count = cue.after, len(tokens)
    while at < count and adverb(tokens[at].low) and tokens[at].quote is None:
        at += 1
    if at < count and tokens[at].low in {"late", "early"} and entry.speech:
        at = adjuncts(tokens, at)
    if at >= count:
        return None
    low = tokens[at].low
    infinitive = low == "to" or (low == "not" and at + 1 < count and tokens[at + 1].low == "to")
    if "as-first" in frames and low == "as":
        return Opening(at + 1, "phrase")
    if infinitive and frames & {"to", "np-to"} and cue.word.lemma != "to":
        return Opening(at, "phrase") if "to" in frames else None
    if "not" in frames and not cue.negated:
        return _as(tokens, at, count) if "as" in frames else None
    if low == "to" and low in entry.prepositions and len(entry.prepositions) > 1:
        found = _late_preposition(tokens, at + 1, entry.prepositions - {"to"})
        if found is not None:
            return found
    if "late" in frames:
        return _late_preposition(tokens, at, entry.prepositions)
    plain = low != "to" or entry.lemma in {"object", "hold", "approve", "commit", "agree", "alert", "cling"}
    if low in entry.prepositions and plain and at + 1 < count:
        return Opening(at + 1, "phrase")
    for frame in frames:
        if frame.endswith("-to") and frame != "np-to" and low == frame[:-3]:
            return _infinitive(tokens, at + 1)
    if "right" in frames:
        for scan in range(at, min(count, at + 4)):
            if tokens[scan].low in {"right", "rights"}:
                return Opening(cue.first, "phrase")
        return None
    if "np-to" in frames:
        found = _infinitive(tokens, at)
        if found is not None:
            return found
        if entry.lemma == "warn" or "np" not in frames:
            return _late_preposition(tokens, at, entry.prepositions)
    if "tied" in frames:
        return Opening(at, "phrase") if any(token.low == "to" for token in tokens[at + 1 : at + 9]) else None
    if "of" in frames:
        for scan in range(at, min(count - 1, at + 14)):
            if tokens[scan].low == "of" and tokens[scan + 1].low.endswith("ing"):
                return Opening(scan, "phrase")
        for scan in range(at, min(count - 1, at + 10)):
            if tokens[scan].low == "of" and scan > at:
                return Opening(scan, "phrase")
    if "for" in frames:
        for scan in range(at, min(count - 1, at + 12)):
            if tokens[scan].raw in ",;":
                break
            if tokens[scan].low == "for" and scan > at:
                return Opening(scan, "phrase")
        if "np" not in frames:
            return None
    if "as" in frames:
        return _as(tokens, at, count)
    if "comp" in frames or "np-comp" in frames:
        if low in _OBJECT_PRONOUNS and low not in {"this", "that", "these", "those"}:
            return Opening(at + 1, "phrase") if at + 1 < count and tokens[at + 1].low not in PREPOSITIONS else None
        if "comp" in frames:
            if low in _NOT_COMP or (low in PREPOSITIONS) or not (word(tokens[at]) or tokens[at].quote is not None):
                behind = cue.source is not None and tokens[cue.lead - 1].low == "what" if cue.lead else False
                return Opening(at, "phrase") if behind else None
            return Opening(at, "phrase")
    if "noun" in frames:
        found = _noun_object(tokens, at)
        if found is not None or "np" not in frames:
            return found
    if entry.prepositions and "np" not in frames:
        return _late_preposition(tokens, at, entry.prepositions)
    if frames & {"np", "np-comp"}:
        token = tokens[at]
        if token.quote is not None:
            return Opening(at, "phrase")
        if not word(token) and token.raw not in "$£€":
            return None
        if (
            low in PREPOSITIONS
            or low in COORDINATORS
            or low in AUXILIARIES - {"being", "having"}
            or (low in SUBORDINATORS and low not in {"what", "how", "that", "whether"})
        ):
            return None
        if low in _OBJECT_PRONOUNS and (at + 1 >= count or not word(tokens[at + 1])) and low != "that":
            return None
        return Opening(at, "phrase")
    return None


def _noun_object(tokens: Tokens, at: int) -> Opening | None:
    """The object of "voiced support for …", "filed a protest with the embassy over …"."""
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
                return Opening(noun if entry.kind is None else scan + 1, "phrase")
            if low == "that" and "that" in entry.frames:
                return Opening(scan + 1, "clause")
            if low == "to" and "to" in entry.frames and scan == noun + 1:
                return Opening(scan, "phrase")
        return Opening(at, "phrase") if entry.kind is not None and noun > at else None
    return (
        Opening(at, "phrase")
        if at < len(tokens)
        and any(
            token.low in {"disappointment", "satisfaction", "gratitude", "dismay", "condolences"}
            for token in tokens[at : at + 3]
        )
        else None
    )


def _infinitive(tokens: Tokens, at: int) -> Opening | None:
    """The infinitive behind an object: "urged X to leave"."""
    for scan in range(at + 1, min(len(tokens) - 1, at + 16)):
        token = tokens[scan]
        if token.raw in {";", ":"} or token.quote is not None or token.low in AUXILIARIES - {"’s", "'s", "not"}:
            return None
        if token.low == "to":
            following = tokens[scan + 1]
            if (
                word(following)
                and not following.capital
                and following.low not in DETERMINERS
                and not following.low.isdigit()
            ):
                start = scan - 1 if tokens[scan - 1].low == "not" else scan
                return Opening(start, "phrase")
    return None


def _late_preposition(tokens: Tokens, at: int, prepositions: frozenset[str]) -> Opening | None:
    """A preposition behind an object: "cautioned X against it"."""
    for scan in range(at, min(len(tokens) - 1, at + 7)):
        if tokens[scan].raw in ",;:" or tokens[scan].quote is not None:
            return None
        if tokens[scan].low in prepositions:
            return Opening(scan if scan > at else scan + 1, "phrase")
    return None


def _as(tokens: Tokens, at: int, count: int) -> Opening | None:
    for scan in range(at, min(count - 1, at + 22)):
        if tokens[scan].low == "as":
            return Opening(scan + 1, "phrase")
        if tokens[scan].raw in ";:":
            return None
    return None


def _after_noun(tokens: Tokens, at: int, frames: frozenset[str], prepositions: frozenset[str]) -> Opening | None:
    low = tokens[at].low
    if low == "that":
        return Opening(at + 1, "clause")
    if low in {"is", "was", "remains", "remained"}:
        after = at + 1
        while after < len(tokens) and adverb(tokens[after].low):
            after += 1
        if after >= len(tokens):
            return None
        if tokens[after].low == "that":
            return Opening(after + 1, "clause")
        for scan in range(after, min(len(tokens) - 1, after + 4)):
            if tokens[scan].raw == ":":
                after = scan
                break
        if tokens[after].raw == ":" and after + 1 < len(tokens):
            return Opening(after + 1, "quote" if tokens[after + 1].quote is not None else "clause")
        return Opening(after, "clause")
    if low == "to" and "to" in frames:
        return Opening(at, "phrase")
    if low in prepositions:
        return Opening(at + 1, "phrase")
    return None
